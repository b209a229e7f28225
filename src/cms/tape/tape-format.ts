/**
 * Files on tape as TAPE DUMP writes them (VM/370 CMS Command and Macro Reference, "TAPE"; tapes of VM/SP): the bytes of
 * the file in blocks behind X'02' `CMSF` or `CMSV` by record format, 4,096 of them, or as in VM/370 behind `CMS `, 800;
 * a block of zeros may be left out as `CMS0`. Behind them one block with `CMSN` and what the directory says, 82 bytes, of
 * which the last 18 are the fileid. In a file of RECFM V each record stands behind its length, a halfword.
 *
 * What was dumped here before had the entry of the directory behind `CMSN`, and `CMS ` for any size; it is still read.
 */
import { fromEbcdic, toEbcdic } from '../../shared/ebcdic.js';
import {
  CENTURY,
  decodeEntry,
  decodeStamp,
  encodeStamp,
  FST_LENGTH,
  get32,
  put16,
  put32,
  type FileEntry,
  type RecordFormat,
  type Stamp,
} from '../files/layout.js';

const HEADER = 5;
const IDENTIFIER = Uint8Array.from([0x02, ...toEbcdic('CMS')]);
const OLD_SIZE = 800;
/** Length of what `CMSN` is followed by, and where the fileid begins in it. */
const NAME_LENGTH = 82;
const FILEID = 64;
const KIND = { plain: 0x40, fixed: 0xc6, variable: 0xe5, zeros: 0xf0, name: 0xd5 } as const;

/** A block of a tape, as far as TAPE knows it. */
export type TapeBlock =
  | { readonly kind: 'data'; readonly bytes: Uint8Array }
  /** `blocks`: how many of data follow, where a file begins with its name. */
  | { readonly kind: 'name'; readonly entry: FileEntry; readonly blocks?: number }
  | { readonly kind: 'other' };

function block(kind: number, size: number): Uint8Array {
  const bytes = new Uint8Array(HEADER + size);
  bytes.set(IDENTIFIER);
  bytes[4] = kind;
  return bytes;
}

/** A block of data; what is behind the end of the file is zeros. */
export function dataBlock(bytes: Uint8Array, size: number, format: RecordFormat): Uint8Array {
  const kind = size === OLD_SIZE ? KIND.plain : format === 'F' ? KIND.fixed : KIND.variable;
  const out = block(kind, size);
  out.set(bytes, HEADER);
  return out;
}

/** The block behind the data. */
export function nameBlock(entry: FileEntry, size: number): Uint8Array {
  const out = block(KIND.name, size === OLD_SIZE ? OLD_SIZE : NAME_LENGTH);
  const at = (offset: number): number => HEADER + offset;
  const mode = toEbcdic(`A${String(entry.modeNumber)}`);
  const stamp = encodeStamp(entry.written);
  const most = (value: number): number => Math.min(value, 0xffff);
  put16(out, at(0), most(entry.records + 1));
  put16(out, at(2), 1);
  out.set(mode, at(4));
  put16(out, at(6), most(entry.records));
  out[at(10)] = entry.format === 'F' ? KIND.fixed : KIND.variable;
  out[at(11)] = entry.written.year >= 2000 ? CENTURY : 0;
  put32(out, at(12), entry.recordLength);
  put16(out, at(16), most(entry.dataBlocks));
  out.set(toEbcdic(String(entry.written.year % 100).padStart(2, '0')), at(18));
  out.set(stamp.subarray(1, 5), at(20));
  put32(out, at(24), entry.origin);
  put32(out, at(28), entry.dataBlocks);
  put32(out, at(32), entry.records);
  out[at(36)] = entry.levels;
  out[at(37)] = entry.pointerSize;
  out.set(stamp, at(38));
  out.set(toEbcdic(entry.name.padEnd(8) + entry.type.padEnd(8)), at(FILEID));
  out.set(mode, at(FILEID + 16));
  return out;
}

const two = (byte: number): number => (byte >> 4) * 10 + (byte & 15);

/** What a block of a tape is; `other` when it is none of TAPE's. */
export function readTapeBlock(bytes: Uint8Array): TapeBlock {
  if (bytes.length < HEADER + 1 || IDENTIFIER.some((byte, i) => bytes[i] !== byte)) {
    return { kind: 'other' };
  }
  const rest = bytes.subarray(HEADER);
  switch (bytes[4]) {
    case KIND.plain:
    case KIND.fixed:
    case KIND.variable:
      return { kind: 'data', bytes: rest };
    case KIND.zeros:
      return { kind: 'data', bytes: new Uint8Array(Math.max(rest.length, OLD_SIZE)) };
    case KIND.name: {
      const named = rest.length >= NAME_LENGTH && rest[FILEID]! > KIND.plain;
      if (named) return { kind: 'name', entry: namedEntry(rest) };
      return rest.length < 40 ? { kind: 'other' } : { kind: 'name', entry: oldEntry(rest) };
    }
    default:
      return { kind: 'other' };
  }
}

function namedEntry(rest: Uint8Array): FileEntry {
  const text = (from: number, to: number): string => fromEbcdic(rest.subarray(from, to)).trimEnd();
  const number = text(FILEID + 17, FILEID + 18);
  const records = get32(rest, 32);
  return {
    name: text(FILEID, FILEID + 8),
    type: text(FILEID + 8, FILEID + 16),
    modeNumber: /[0-6]/.test(number) ? Number(number) : 1,
    format: rest[10] === KIND.variable ? 'V' : 'F',
    recordLength: get32(rest, 12),
    origin: 0,
    dataBlocks: get32(rest, 28),
    records: records > 0 ? records : rest[6]! * 256 + rest[7]!,
    levels: rest[36]!,
    pointerSize: rest[37]!,
    written:
      rest[39] === 0
        ? shortDate(rest.subarray(18, 20), rest.subarray(20, 24))
        : decodeStamp(rest, 38, (rest[11]! & CENTURY) !== 0),
  };
}

/** The entry of the directory, 40 bytes of it at least. */
function oldEntry(rest: Uint8Array): FileEntry {
  const fst = new Uint8Array(FST_LENGTH);
  fst.set(rest.subarray(0, FST_LENGTH));
  const entry = decodeEntry(fst, 0);
  const records = get32(fst, 48) > 0 ? get32(fst, 48) : fst[26]! * 256 + fst[27]!;
  const written =
    fst[55] === 0 ? shortDate(fst.subarray(38, 40), fst.subarray(16, 20)) : entry.written;
  return { ...entry, records, written };
}

/** A date without seconds: the year in two characters; month, day, hour and minute packed. */
function shortDate(characters: Uint8Array, packed: Uint8Array): Stamp {
  const year = (characters[0]! & 15) * 10 + (characters[1]! & 15);
  return {
    year: year < 60 ? 2000 + year : 1900 + year,
    month: two(packed[0]!),
    day: two(packed[1]!),
    hour: two(packed[2]!),
    minute: two(packed[3]!),
    second: 0,
  };
}
