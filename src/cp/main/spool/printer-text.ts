/**
 * A printer file as text: what the channel commands of the 1403 did to the paper (IBM 2821 Control Unit,
 * "Printer commands"). Lines that were printed over each other become one; a skip to channel 1 is a form
 * feed; skips to other channels of the carriage tape are one space.
 */
import { toPrintable } from '../../../shared/ebcdic.js';
import { decodeRecord } from '../../../shared/spool-record.js';

/** What a command does after (or, immediate, without) printing: lines to space, or a skip. */
function carriage(command: number): { readonly lines: number; readonly page: boolean } {
  if ((command & 0x80) !== 0) {
    const channel = (command >> 3) & 0x0f;
    return channel === 1 ? { lines: 0, page: true } : { lines: 1, page: false };
  }
  return { lines: (command >> 3) & 0x03, page: false };
}

/** A later character wins where it is not blank. */
function over(line: string, next: string): string {
  if (line === '') return next;
  let out = '';
  for (let n = 0; n < Math.max(line.length, next.length); n++) {
    const upper = next[n] ?? ' ';
    out += upper === ' ' ? (line[n] ?? ' ') : upper;
  }
  return out;
}

/** The text of the records of a printer file (or a console log). */
export function printerText(bytes: Uint8Array): string {
  const out: string[] = [];
  let line = '';
  let printed = false;
  let atTop = true;
  for (let offset = 0; ;) {
    const found = decodeRecord(bytes, offset);
    if (!found) break;
    offset = found.next;
    const { command, data } = found.record;
    const immediate = (command & 0x07) === 0x03;
    if (!immediate) {
      line = over(line, toPrintable(data, ' '));
      printed = true;
    }
    const { lines, page } = carriage(command);
    if (lines === 0 && !page) continue;
    if (page) {
      if (printed) out.push(line.trimEnd(), '\n');
      // the first skip of a file takes the paper to where it is already
      if (printed || !atTop) out.push('\f');
      atTop = true;
    } else {
      out.push(line.trimEnd(), '\n'.repeat(lines));
      atTop = false;
    }
    line = '';
    printed = false;
  }
  if (printed) out.push(line.trimEnd(), '\n');
  return out.join('');
}
