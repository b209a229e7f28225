/**
 * Packed files, as COPYFILE (PACK makes them: records of 1,024 bytes of RECFM F in which runs of one character are
 * short. The manuals do not say how; here it is a header, then for each record pieces and an end mark.
 *
 * Header, 16 bytes: X'00', `PACKED1`, the fill character, `F` or `V`, two bytes of zeros, LRECL as a fullword.
 * Pieces: X'00' to X'7F', so many and one bytes as they are; X'80' to X'BF', 1 to 64 fill characters; X'C0' to X'FD',
 * 4 to 65 of the byte that follows; X'FE' end of the file; X'FF' end of the record. Zeros fill the last block.
 */
import { toEbcdic } from '../../shared/ebcdic.js';
import { get32, MAX_RECORD, put32, type RecordFormat } from './layout.js';

/** Record length of a packed file. */
export const PACKED_LENGTH = 1024;

const HEADER = 16;
const MARK = Uint8Array.from([0, ...toEbcdic('PACKED1')]);
const FILLS = 0x80;
const RUN = 0xc0;
const SHORTEST_RUN = 4;
const MOST_RUN = SHORTEST_RUN + 61;
const END_OF_FILE = 0xfe;
const END_OF_RECORD = 0xff;

/** What the file was before it was packed. */
export interface PackedFile {
  readonly format: RecordFormat;
  readonly recordLength: number;
  readonly fill: number;
}

/** Reads the beginning of the first record; undefined when the file is not packed. */
export function packedHeader(record: Uint8Array): PackedFile | undefined {
  if (record.length !== PACKED_LENGTH || !MARK.every((byte, i) => record[i] === byte)) {
    return undefined;
  }
  const recordLength = get32(record, 12);
  const format = record[9] === 0xc6 ? 'F' : record[9] === 0xe5 ? 'V' : undefined;
  if (format === undefined || recordLength < 1 || recordLength > MAX_RECORD) return undefined;
  return { format, recordLength, fill: record[8]! };
}

/** Bytes that are not yet a record of the packed file; plain data. */
export interface Packing {
  readonly fill: number;
  rest: Uint8Array;
}

/** Begins to pack. */
export function startPacking(file: PackedFile): Packing {
  const header = new Uint8Array(HEADER);
  header.set(MARK);
  header[8] = file.fill;
  header[9] = file.format === 'F' ? 0xc6 : 0xe5;
  put32(header, 12, file.recordLength);
  return { fill: file.fill, rest: header };
}

/** Packs a record; gives the records of the packed file that are full now. */
export function packRecord(packing: Packing, record: Uint8Array): Uint8Array[] {
  const out: number[] = [];
  let plain = 0; // where bytes begin that stand for themselves
  const flush = (end: number): void => {
    for (; plain < end;) {
      const part = Math.min(128, end - plain);
      out.push(part - 1, ...record.subarray(plain, plain + part));
      plain += part;
    }
  };
  for (let at = 0; at < record.length;) {
    const byte = record[at]!;
    let end = at + 1;
    while (end < record.length && record[end] === byte && end - at < MOST_RUN) end++;
    let length = end - at;
    const fill = byte === packing.fill;
    if (length >= (fill ? 2 : SHORTEST_RUN)) {
      flush(at);
      if (fill) {
        length = Math.min(length, 64);
        out.push(FILLS + length - 1);
      } else out.push(RUN + length - SHORTEST_RUN, byte);
      plain = at + length;
    }
    at += length;
  }
  flush(record.length);
  out.push(END_OF_RECORD);
  return take(packing, out);
}

/** Ends the packed file; gives its last records. */
export function finishPacking(packing: Packing): Uint8Array[] {
  const full = take(packing, [END_OF_FILE]);
  if (packing.rest.length === 0) return full;
  const last = new Uint8Array(PACKED_LENGTH);
  last.set(packing.rest);
  packing.rest = new Uint8Array(0);
  return [...full, last];
}

function take(packing: Packing, bytes: readonly number[]): Uint8Array[] {
  const all = new Uint8Array(packing.rest.length + bytes.length);
  all.set(packing.rest);
  all.set(bytes, packing.rest.length);
  const full = Math.floor(all.length / PACKED_LENGTH);
  packing.rest = all.slice(full * PACKED_LENGTH);
  return Array.from({ length: full }, (_, i) =>
    all.slice(i * PACKED_LENGTH, (i + 1) * PACKED_LENGTH),
  );
}

/** Unpacking under way; plain data. */
export interface Unpacking {
  readonly file: PackedFile;
  /** Bytes of packed records that are not unpacked yet. */
  rest: Uint8Array;
  /** The record as far as it goes. */
  record: Uint8Array;
  ended: boolean;
}

/** Begins to unpack with the first record of a packed file. */
export function startUnpacking(file: PackedFile, first: Uint8Array): Unpacking {
  return { file, rest: first.slice(HEADER), record: new Uint8Array(0), ended: false };
}

/** Adds the next record of the packed file. */
export function feedUnpacking(unpacking: Unpacking, record: Uint8Array): void {
  const { rest } = unpacking;
  const joined = new Uint8Array(rest.length + record.length);
  joined.set(rest);
  joined.set(record, rest.length);
  unpacking.rest = joined;
}

/**
 * The next record of the file as it was; `more` when the next record of the packed file is needed, `end` behind the
 * last, `damaged` when that cannot have been packed.
 */
export function unpackRecord(unpacking: Unpacking): Uint8Array | 'more' | 'end' | 'damaged' {
  const { rest, file } = unpacking;
  if (unpacking.ended) return 'end';
  const pieces: Uint8Array[] = [unpacking.record];
  let length = unpacking.record.length;
  let at = 0;
  const keep = (): void => {
    const record = new Uint8Array(length);
    let to = 0;
    for (const piece of pieces) {
      record.set(piece, to);
      to += piece.length;
    }
    unpacking.record = record;
    unpacking.rest = rest.slice(at);
  };
  while (at < rest.length) {
    const code = rest[at]!;
    if (code === END_OF_RECORD) {
      at++;
      keep();
      const record = unpacking.record;
      unpacking.record = new Uint8Array(0);
      const wrong = file.format === 'F' ? length !== file.recordLength : length === 0;
      return wrong || length > MAX_RECORD ? 'damaged' : record;
    }
    if (code === END_OF_FILE) {
      unpacking.ended = true;
      return length === 0 ? 'end' : 'damaged';
    }
    let piece: Uint8Array;
    let used = 1;
    if (code < FILLS) {
      used = code + 2;
      piece = rest.subarray(at + 1, at + used);
    } else if (code < RUN) {
      piece = new Uint8Array(code - FILLS + 1).fill(file.fill);
    } else {
      used = 2;
      piece = new Uint8Array(code - RUN + SHORTEST_RUN).fill(rest[at + 1] ?? 0);
    }
    if (at + used > rest.length) break;
    at += used;
    length += piece.length;
    if (length > MAX_RECORD) return 'damaged';
    pieces.push(piece);
  }
  keep();
  return 'more';
}
