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
  return `Ready${code}; ${timesText(virtual, total, now)}`;
}

/** What a command has taken, and the time of day, as the message has them; times in microseconds. */
export function timesText(virtual: number, total: number, now: LocalTime): string {
  return `T=${seconds(virtual)}/${seconds(total)} ${clockText(now)}`;
}

/** The time of day: hh:mm:ss. */
export function clockText(now: LocalTime): string {
  return [now.hour, now.minute, now.second].map((part) => digits(part, 2)).join(':');
}

/** Hundredths of a second; what took any time at all took one. */
function seconds(microseconds: number): string {
  return (Math.max(1, Math.round(microseconds / 10_000)) / 100).toFixed(2);
}

function digits(value: number, length: number): string {
  return String(value).padStart(length, '0');
}
