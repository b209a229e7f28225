/**
 * Files on tape as TAPE DUMP writes them: the bytes of the file in blocks behind X'02' `CMS `, and behind them one
 * block with X'02' `CMSN` and the entry of the directory. Of the entry, the first 40 bytes are as in VM/370. In a file
 * of RECFM V each record stands behind its length, a halfword.
 */
import { toEbcdic } from '../../shared/ebcdic.js';
import {
  decodeEntry,
  encodeEntry,
  FST_LENGTH,
  get32,
  type FileEntry,
  type Stamp,
} from '../files/layout.js';

const HEADER = 5;
const DATA = Uint8Array.from([0x02, ...toEbcdic('CMS ')]);
const NAME = Uint8Array.from([0x02, ...toEbcdic('CMSN')]);

/** A block of a tape, as far as TAPE knows it. */
export type TapeBlock =
  | { readonly kind: 'data'; readonly bytes: Uint8Array }
  | { readonly kind: 'name'; readonly entry: FileEntry }
  | { readonly kind: 'other' };

/** A block of data; what is behind the end of the file is zeros. */
export function dataBlock(bytes: Uint8Array, size: number): Uint8Array {
  const block = new Uint8Array(HEADER + size);
  block.set(DATA);
  block.set(bytes, HEADER);
  return block;
}

/** The block behind the data. */
export function nameBlock(entry: FileEntry, size: number): Uint8Array {
  const block = new Uint8Array(HEADER + size);
  block.set(NAME);
  block.set(encodeEntry(entry), HEADER);
  return block;
}

const two = (byte: number): number => (byte >> 4) * 10 + (byte & 15);

/** Reads a block. */
export function readTapeBlock(block: Uint8Array): TapeBlock {
  if (block.length < HEADER + 1 || DATA.subarray(0, 4).some((byte, i) => block[i] !== byte)) {
    return { kind: 'other' };
  }
  const bytes = block.subarray(HEADER);
  if (block[4] !== NAME[4]) return { kind: 'data', bytes };
  if (bytes.length < 40) return { kind: 'other' };
  const fst = new Uint8Array(FST_LENGTH);
  fst.set(bytes.subarray(0, FST_LENGTH));
  const entry = decodeEntry(fst, 0);
  const records = get32(fst, 48) > 0 ? get32(fst, 48) : fst[26]! * 256 + fst[27]!;
  const written = fst[55] === 0 ? oldDate(fst) : entry.written;
  return { kind: 'name', entry: { ...entry, records, written } };
}

/** The date of an entry of 40 bytes: month, day, hour and minute packed, the year in two characters. */
function oldDate(fst: Uint8Array): Stamp {
  const year = (fst[38]! & 15) * 10 + (fst[39]! & 15);
  return {
    year: year < 60 ? 2000 + year : 1900 + year,
    month: two(fst[16]!),
    day: two(fst[17]!),
    hour: two(fst[18]!),
    minute: two(fst[19]!),
    second: 0,
  };
}
