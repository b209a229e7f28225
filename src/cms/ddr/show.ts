/** TYPE and PRINT of DDR: blocks of a disk in hexadecimal and as characters. */
import { toPrintable } from '../../shared/ebcdic.js';
import { DISK_BLOCK } from './dump-tape.js';

const LINE = 16;

/** The lines about a block. */
export function blockLines(number: number, bytes: Uint8Array): string[] {
  const heading = `BLOCK ${String(number).padStart(9, '0')}  LENGTH ${DISK_BLOCK}`;
  return [heading, ...hexLines(bytes), ''];
}

/** Bytes in hexadecimal and as characters; lines that repeat the one before are left out. */
export function hexLines(bytes: Uint8Array): string[] {
  const lines: string[] = [];
  let before = '';
  let left = 0;
  for (let at = 0; at < bytes.length; at += LINE) {
    const part = bytes.subarray(at, at + LINE);
    const words = [0, 4, 8, 12].map((i) =>
      [...part.subarray(i, i + 4)].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
    );
    const shown = words.join(' ').toUpperCase().padEnd(35);
    const text = `${shown}  *${toPrintable(part, '.')}*`;
    if (text === before && at + LINE < bytes.length) {
      left++;
      continue;
    }
    if (left > 0) lines.push(`SUPPRESSED LINE(S) SAME AS ABOVE ....`);
    left = 0;
    before = text;
    lines.push(`${at.toString(16).toUpperCase().padStart(4, '0')}  ${text}`);
  }
  return lines;
}
