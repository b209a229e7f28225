/**
 * The 64 bytes by which a directory of CMS knows a file (FST; VM/SP CMS Data Areas and Control Block Logic, "FSTD"):
 * read, and every field held against the others.
 */
import { fromEbcdic } from '../../shared/ebcdic.js';
import type { Walk } from './walk.js';
import { half, word } from './walk.js';

/** Bytes of an entry. */
export const ENTRY_BYTES = 64;
const LETTER_F = 0xc6;
const LETTER_V = 0xe5;
/** Longest record. */
const MOST = 65535;

/** A file as its entry has it. */
export interface Entry {
  readonly name: string;
  readonly type: string;
  readonly variable: boolean;
  readonly recordLength: number;
  readonly origin: number;
  readonly dataBlocks: number;
  readonly records: number;
  readonly levels: number;
}

/** Reads the entry at `at`. */
export function readEntry(bytes: Uint8Array, at: number): Entry {
  return {
    name: fromEbcdic(bytes.subarray(at, at + 8)).trimEnd(),
    type: fromEbcdic(bytes.subarray(at + 8, at + 16)).trimEnd(),
    variable: bytes[at + 30] === LETTER_V,
    recordLength: word(bytes, at + 32),
    origin: word(bytes, at + 40),
    dataBlocks: word(bytes, at + 44),
    records: word(bytes, at + 48),
    levels: bytes[at + 52]!,
  };
}

/** Two decimal digits packed in a byte; above 99 when they are none. */
function digits(byte: number): number {
  return byte >> 4 > 9 || (byte & 15) > 9 ? 100 : (byte >> 4) * 10 + (byte & 15);
}

/** Whether six bytes are a date and time: year, month, day, hour, minute, second. */
export function isDate(bytes: Uint8Array, at: number): boolean {
  const [year, month, day, hour, minute, second] = [...bytes.subarray(at, at + 6)].map(digits);
  return (
    year! < 100 &&
    month! >= 1 &&
    month! <= 12 &&
    day! >= 1 &&
    day! <= 31 &&
    hour! < 24 &&
    minute! < 60 &&
    second! < 60
  );
}

/** Notes what cannot be in the entry of a file. */
export function checkEntry(walk: Walk, who: number, bytes: Uint8Array, at: number): void {
  const entry = readEntry(bytes, at);
  const fault = (text: string): void => walk.fault(who, text);
  const part = /^[A-Z0-9$#@+:_-]{1,8}$/;
  if (!part.test(entry.name) || !part.test(entry.type)) fault('no name that a file can have');
  const mode = fromEbcdic(bytes.subarray(at + 24, at + 26));
  if (!/^[A-Z][0-6]$/.test(mode)) fault('no filemode');
  if (bytes[at + 30] !== LETTER_F && bytes[at + 30] !== LETTER_V) fault('RECFM is not F or V');
  if (entry.recordLength < 1 || entry.recordLength > MOST) {
    fault(`LRECL is ${String(entry.recordLength)}`);
  }
  if (entry.records === 0) fault('has no records');
  if (half(bytes, at + 26) !== Math.min(entry.records, MOST)) {
    fault('the two numbers of records are not the same');
  }
  if (half(bytes, at + 36) !== Math.min(entry.dataBlocks, MOST)) {
    fault('the two numbers of data blocks are not the same');
  }
  const width = entry.variable ? 12 : 4;
  if (bytes[at + 53] !== width) fault(`pointers of ${String(bytes[at + 53])} bytes`);
  if (!isDate(bytes, at + 54)) fault('no date');
  const year = fromEbcdic(bytes.subarray(at + 38, at + 40));
  const same =
    [0, 1, 2, 3].every((i) => bytes[at + 16 + i] === bytes[at + 55 + i]) &&
    Number(year) === digits(bytes[at + 54]!);
  if (!same) fault('the two dates are not the same');
}
