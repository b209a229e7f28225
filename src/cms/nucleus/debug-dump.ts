/** DUMP of DEBUG: registers, PSW, CSW, CAW and storage on the printer, a piece in each step. */
import { fromEbcdic, toEbcdic } from '../../shared/ebcdic.js';
import { CAW, CSW } from './layout.js';
import type { Nucleus } from './nucleus.js';
import { AREA, type Dumping } from './debug-requests.js';

/** Bytes of storage on a line, and lines in one step. */
const BYTES = 32;
const LINES = 40;
const PRINT_SPACE = 0x09;

function words(n: Nucleus, at: number, count: number): string {
  return Array.from({ length: count }, (_, i) => {
    const word = (n.machine.word(at + i * 4) ?? 0) >>> 0;
    return word.toString(16).toUpperCase().padStart(8, '0');
  }).join(' ');
}

function heading(n: Nucleus, area: number, title: string): string[] {
  const { registers, floats, psw } = AREA;
  return [
    `DEBUG DUMP ${title}`.trimEnd(),
    '',
    `GPR  0-7   ${words(n, area + registers, 8)}`,
    `GPR  8-15  ${words(n, area + registers + 32, 8)}`,
    `FPR  0-6   ${words(n, area + floats, 8)}`,
    `PSW ${words(n, area + psw, 2)}   CSW ${words(n, CSW, 2)}   CAW ${words(n, CAW, 1)}`,
    '',
  ];
}

function storageLine(n: Nucleus, at: number, length: number): string | undefined {
  const bytes = n.machine.fetch(at, length);
  if (bytes === undefined) return undefined;
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const groups = (digits.match(/.{1,8}/g) ?? []).join(' ').toUpperCase();
  // what has no printable character is a period
  const text = fromEbcdic(bytes).replace(/[^\x20-\x7e]/g, '.');
  const address = at.toString(16).toUpperCase().padStart(6, '0');
  return `${address}  ${groups.padEnd(71)}  *${text}*`;
}

/** The next records for the printer; none when all are out. */
export function dumpSome(
  n: Nucleus,
  area: number,
  dumping: Dumping,
): { readonly command: number; readonly data: Uint8Array }[] {
  const lines = dumping.headed ? [] : heading(n, area, dumping.title);
  dumping.headed = true;
  while (lines.length < LINES && dumping.at <= dumping.to) {
    const length = Math.min(BYTES, dumping.to - dumping.at + 1);
    const line = storageLine(n, dumping.at, length);
    // storage ends here
    if (line === undefined) dumping.at = dumping.to + 1;
    else lines.push(line);
    dumping.at += BYTES;
  }
  return lines.map((line) => ({ command: PRINT_SPACE, data: toEbcdic(line === '' ? ' ' : line) }));
}
