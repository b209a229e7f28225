/** The Ready message (CMS Command Reference, "SET RDYMSG"). */
import type { LocalTime } from '../command.js';

/** The message behind a command; times in microseconds. */
export function readyMessage(
  form: 'LMSG' | 'SMSG',
  rc: number,
  virtual: number,
  total: number,
  now: LocalTime,
): string {
  const code = rc === 0 ? '' : `(${rc < 0 ? '-' + digits(-rc, 4) : digits(rc, 5)})`;
  if (form === 'SMSG') return `Ready${code};`;
  const clock = [now.hour, now.minute, now.second].map((part) => digits(part, 2)).join(':');
  return `Ready${code}; T=${seconds(virtual)}/${seconds(total)} ${clock}`;
}

/** Hundredths of a second; what took any time at all took one. */
function seconds(microseconds: number): string {
  return (Math.max(1, Math.round(microseconds / 10_000)) / 100).toFixed(2);
}

function digits(value: number, length: number): string {
  return String(value).padStart(length, '0');
}
