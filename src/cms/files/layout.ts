/**
 * Layout of the enhanced disk format (EDF) of CMS: the volume label and the 64-byte file status table
 * entry (FST), as in "VM/SP System Logic and Problem Determination Guide, Volume 2 (CMS)", section
 * "CMS file system", and the ADT and FSTD control blocks of "VM/SP CMS Data Areas and Control Block Logic".
 *
 * Blocks are numbered from 1; block number 0 means "no block" (a stretch of zeros). On a fixed-block disk
 * the label is the 512-byte block with the address 1, so that the first two CMS blocks are never given away.
 */
import {
  EBCDIC_SUBSTITUTE,
  EBCDIC_TO_LATIN1,
  LATIN1_TO_EBCDIC,
  toEbcdic,
} from '../../shared/ebcdic.js';

/** Length of a file status table entry. */
export const FST_LENGTH = 64;
/** Address of the 512-byte block that holds the label. */
export const LABEL_BLOCK = 1;
/** CMS blocks that are never given away: the IPL record and the label. */
export const RESERVED_BLOCKS = 2;
/** The block sizes that FORMAT knows. */
export const BLOCK_SIZES: readonly number[] = [512, 1024, 2048, 4096];
/** Displacement in a pointer of a variable-length file that says: no record begins in this block. */
export const SPANNED = 0xffffffff;
/** Longest record of a file. */
export const MAX_RECORD = 65535;
/** Most levels of pointer blocks that any disk needs. */
export const MAX_LEVELS = 6;

/** Big-endian fullword at `at`. */
export function get32(bytes: Uint8Array, at: number): number {
  return (
    (((bytes[at] ?? 0) << 24) |
      ((bytes[at + 1] ?? 0) << 16) |
      ((bytes[at + 2] ?? 0) << 8) |
      (bytes[at + 3] ?? 0)) >>>
    0
  );
}

/** Stores a big-endian fullword. */
export function put32(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 24;
  bytes[at + 1] = value >>> 16;
  bytes[at + 2] = value >>> 8;
  bytes[at + 3] = value;
}

/** Stores a big-endian halfword. */
export function put16(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 8;
  bytes[at + 1] = value;
}

/** Date and time to the second; year with its century. */
export interface Stamp {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** Record format of a file. */
export type RecordFormat = 'F' | 'V';

/** A file as its FST describes it. */
export interface FileEntry {
  readonly name: string;
  readonly type: string;
  /** Filemode number, 0 to 6. */
  readonly modeNumber: number;
  readonly format: RecordFormat;
  readonly recordLength: number;
  /** Block at the top of the tree: a data block when `levels` is 0. */
  readonly origin: number;
  readonly dataBlocks: number;
  readonly records: number;
  /** Levels of pointer blocks above the data blocks. */
  readonly levels: number;
  /** Length of one pointer: 4, or 12 in a variable-length file. */
  readonly pointerSize: number;
  readonly written: Stamp;
}

const bcd = (value: number): number => (Math.trunc(value / 10) % 10) * 16 + (value % 10);
const unbcd = (byte: number): number => (byte >> 4) * 10 + (byte & 15);

function putStamp(bytes: Uint8Array, at: number, stamp: Stamp): void {
  bytes[at] = bcd(stamp.year % 100);
  bytes[at + 1] = bcd(stamp.month);
  bytes[at + 2] = bcd(stamp.day);
  bytes[at + 3] = bcd(stamp.hour);
  bytes[at + 4] = bcd(stamp.minute);
  bytes[at + 5] = bcd(stamp.second);
}

/** A date in packed digits, YYMMDDHHMMSS. */
export function encodeStamp(stamp: Stamp): Uint8Array {
  const bytes = new Uint8Array(6);
  putStamp(bytes, 0, stamp);
  return bytes;
}

/** The other way; `century` is the bit that says 20 instead of 19. */
export function decodeStamp(bytes: Uint8Array, at: number, century: boolean): Stamp {
  return {
    year: (century ? 2000 : 1900) + unbcd(bytes[at] ?? 0),
    month: unbcd(bytes[at + 1] ?? 0),
    day: unbcd(bytes[at + 2] ?? 0),
    hour: unbcd(bytes[at + 3] ?? 0),
    minute: unbcd(bytes[at + 4] ?? 0),
    second: unbcd(bytes[at + 5] ?? 0),
  };
}

/** Flag of an entry: the year is of this century. */
export const CENTURY = 0x08;

/** Eight EBCDIC characters, blank filled. */
export function field(text: string, length: number): Uint8Array {
  return toEbcdic(text.slice(0, length).padEnd(length));
}

// the entries of a directory of 100,000 files are made and read with nothing beside them that would have to be collected

/** Eight characters of a name, blank filled. */
function putName(bytes: Uint8Array, at: number, name: string): void {
  for (let i = 0; i < 8; i++) {
    const code = i < name.length ? name.charCodeAt(i) : 0x20;
    bytes[at + i] = code < 256 ? LATIN1_TO_EBCDIC[code]! : EBCDIC_SUBSTITUTE;
  }
}

/** The name or the type that stands at `at` in a directory. */
export function nameAt(bytes: Uint8Array, at: number): string {
  const page = EBCDIC_TO_LATIN1;
  return String.fromCharCode(
    page[bytes[at]!]!,
    page[bytes[at + 1]!]!,
    page[bytes[at + 2]!]!,
    page[bytes[at + 3]!]!,
    page[bytes[at + 4]!]!,
    page[bytes[at + 5]!]!,
    page[bytes[at + 6]!]!,
    page[bytes[at + 7]!]!,
  ).trimEnd();
}

/** The 16 bytes by which the directory finds a file. */
export function nameKey(name: string, type: string): Uint8Array {
  const key = new Uint8Array(16);
  putName(key, 0, name);
  putName(key, 8, type);
  return key;
}

/** Letter A, and digits, of EBCDIC. */
const LETTER_A = 0xc1;
const DIGIT = 0xf0;

/** Builds the FST of a file. */
export function encodeEntry(entry: FileEntry): Uint8Array {
  const fst = new Uint8Array(FST_LENGTH);
  const { written } = entry;
  putName(fst, 0, entry.name);
  putName(fst, 8, entry.type);
  fst[16] = bcd(written.month);
  fst[17] = bcd(written.day);
  fst[18] = bcd(written.hour);
  fst[19] = bcd(written.minute);
  put16(fst, 20, Math.min(entry.records + 1, 0xffff)); // write pointer
  put16(fst, 22, 1); // read pointer
  fst[24] = LETTER_A;
  fst[25] = DIGIT + entry.modeNumber;
  put16(fst, 26, Math.min(entry.records, 0xffff));
  fst[30] = entry.format === 'F' ? 0xc6 : 0xe5;
  fst[31] = written.year >= 2000 ? CENTURY : 0;
  put32(fst, 32, entry.recordLength);
  put16(fst, 36, Math.min(entry.dataBlocks, 0xffff));
  fst[38] = DIGIT + Math.trunc((written.year % 100) / 10);
  fst[39] = DIGIT + (written.year % 10);
  put32(fst, 40, entry.origin);
  put32(fst, 44, entry.dataBlocks);
  put32(fst, 48, entry.records);
  fst[52] = entry.levels;
  fst[53] = entry.pointerSize;
  putStamp(fst, 54, written);
  return fst;
}

/** Reads the FST at `at`; the caller checks the numbers before it trusts them. */
export function decodeEntry(bytes: Uint8Array, at: number): FileEntry {
  const mode = (bytes[at + 25] ?? 0) - DIGIT;
  return {
    name: nameAt(bytes, at),
    type: nameAt(bytes, at + 8),
    modeNumber: mode >= 0 && mode <= 6 ? mode : 1,
    format: bytes[at + 30] === 0xe5 ? 'V' : 'F',
    recordLength: get32(bytes, at + 32),
    origin: get32(bytes, at + 40),
    dataBlocks: get32(bytes, at + 44),
    records: get32(bytes, at + 48),
    levels: bytes[at + 52] ?? 0,
    pointerSize: bytes[at + 53] ?? 0,
    written: decodeStamp(bytes, at + 54, ((bytes[at + 31] ?? 0) & CENTURY) !== 0),
  };
}

/** Names of the two entries that stand first in every directory. */
export const DIRECTORY_NAME = 1;
/** The allocation map. */
export const MAP_NAME = 2;

/** FST of the directory itself or of the allocation map. */
export function encodeSystemEntry(which: number, entry: FileEntry): Uint8Array {
  const fst = encodeEntry(entry);
  fst.fill(0, 0, 8);
  put32(fst, 0, which);
  fst.set(field(which === DIRECTORY_NAME ? 'DIRECTOR' : 'ALLOCMAP', 8), 8);
  return fst;
}

/** Whether the FST at `at` is that of the directory or of the map. */
export function isSystemEntry(bytes: Uint8Array, at: number, which: number): boolean {
  const type = field(which === DIRECTORY_NAME ? 'DIRECTOR' : 'ALLOCMAP', 8);
  return (
    get32(bytes, at) === which &&
    get32(bytes, at + 4) === 0 &&
    type.every((byte, i) => bytes[at + 8 + i] === byte)
  );
}
