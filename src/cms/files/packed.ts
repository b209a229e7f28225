/**
 * Packed files, as COPYFILE (PACK and XEDIT make them: records of 1,024 bytes of RECFM F in which runs of one character
 * are short. The manuals do not say how; this is what such files of z/VM hold.
 *
 * Header, 8 bytes: X'0001', the fill character, `F` or `V`, LRECL as a fullword. Pieces: X'00' to X'77', 1 to 120 fill
 * characters; X'7A' n c, n+1 of the character c; X'80' to X'FE', 1 to 127 bytes as they are; X'FF' the end of the file,
 * behind which anything may stand. Records of RECFM F follow one another without a mark. What marks the end of a record
 * of RECFM V is not known from a file: here it is X'7F'.
 *
 * What was packed here before had a header of 16 bytes (X'00', `PACKED1`, fill character, `F` or `V`, zeros, LRECL) and
 * other codes; it is still unpacked.
 */
import { toEbcdic } from '../../shared/ebcdic.js';
import { get32, MAX_RECORD, put16, put32, type RecordFormat } from './layout.js';

/** Record length of a packed file. */
export const PACKED_LENGTH = 1024;

const HEADER = 8;
const VERSION = 0x0001;
const LAST_FILL = 0x77;
/** Most fill characters in one piece, and most of another character. */
const MOST_FILLS = LAST_FILL + 1;
const RUN = 0x7a;
/**
 * Fewest characters of a run: where a piece begins, behind bytes that stand for themselves, and of those that are no
 * fills at the end of the record; this is how CMS of z/VM takes a record apart.
 */
const FEWEST = {
  fills: { first: 1, behind: 2, end: 2 },
  others: { first: 3, behind: 4, end: 3 },
} as const;
const MOST_RUN = 128;
const END_OF_RECORD = 0x7f;
const PLAIN = 0x80;
const MOST_PLAIN = 127;
const END_OF_FILE = 0xff;

/** The codes of before. */
const OLD = {
  header: 16,
  mark: Uint8Array.from([0, ...toEbcdic('PACKED1')]),
  fills: 0x80,
  run: 0xc0,
  shortestRun: 4,
  endOfFile: 0xfe,
  endOfRecord: 0xff,
} as const;

/** What the file was before it was packed. */
export interface PackedFile {
  readonly format: RecordFormat;
  readonly recordLength: number;
  readonly fill: number;
  /** Packed with the codes of before. */
  readonly old?: boolean;
}

/** Reads the beginning of the first record; undefined when the file is not packed. */
export function packedHeader(record: Uint8Array): PackedFile | undefined {
  if (record.length !== PACKED_LENGTH) return undefined;
  const old = OLD.mark.every((byte, i) => record[i] === byte);
  if (!old && record[0]! * 256 + record[1]! !== VERSION) return undefined;
  const at = old ? 8 : 2;
  const recordLength = get32(record, old ? 12 : 4);
  const format = record[at + 1] === 0xc6 ? 'F' : record[at + 1] === 0xe5 ? 'V' : undefined;
  if (format === undefined || recordLength < 1 || recordLength > MAX_RECORD) return undefined;
  return { format, recordLength, fill: record[at]!, ...(old ? { old } : {}) };
}

/** The packed file as far as it goes; plain data. */
export interface Packing {
  readonly fill: number;
  readonly format: RecordFormat;
  /** The record of the packed file that is being filled, and how much of it is. */
  out: Uint8Array;
  used: number;
  /** Of the present record: the first byte that has not been looked at, and the first that stands for itself. */
  at: number;
  plain: number;
}

/** Begins to pack. */
export function startPacking(file: PackedFile): Packing {
  const out = new Uint8Array(PACKED_LENGTH);
  put16(out, 0, VERSION);
  out[2] = file.fill;
  out[3] = file.format === 'F' ? 0xc6 : 0xe5;
  put32(out, 4, file.recordLength);
  return { fill: file.fill, format: file.format, out, used: HEADER, at: 0, plain: 0 };
}

/** Packs a record; gives the records of the packed file that are full now. */
export function packRecord(packing: Packing, record: Uint8Array): Uint8Array[] {
  return packSome(packing, record, Infinity);
}

/**
 * Packs some of a record, `most` bytes or so; gives the records of the packed file that are full now. `packing.at` is 0
 * when that was all of it; else it is called again with the same record.
 */
export function packSome(packing: Packing, record: Uint8Array, most: number): Uint8Array[] {
  const { length } = record;
  const full: Uint8Array[] = [];
  const end = Math.min(length, packing.at + most);
  let { plain, at } = packing;
  const flush = (to: number): void => {
    while (plain < to) {
      const part = Math.min(MOST_PLAIN, to - plain);
      putByte(packing, PLAIN + part - 1, full);
      // byte by byte: a view of each part would cost more than the bytes of a line
      for (const stop = plain + part; plain < stop; plain++) putByte(packing, record[plain]!, full);
    }
  };
  while (at < end) {
    const byte = record[at]!;
    let next = at + 1;
    while (next < length && record[next] === byte && next - at < MOST_RUN) next++;
    let run = next - at;
    const fill = byte === packing.fill;
    const { first, behind, end: last } = fill ? FEWEST.fills : FEWEST.others;
    const begins = (at - plain) % MOST_PLAIN === 0;
    if (run >= (begins ? first : next === length ? last : behind)) {
      flush(at);
      if (fill) {
        run = Math.min(run, MOST_FILLS);
        putByte(packing, run - 1, full);
      } else {
        putByte(packing, RUN, full);
        putByte(packing, run - 1, full);
        putByte(packing, byte, full);
      }
      plain = at + run;
    }
    at += run;
  }
  const over = at >= length;
  // pieces that are whole already
  flush(at - ((at - plain) % MOST_PLAIN));
  if (over) {
    flush(length);
    if (packing.format === 'V') putByte(packing, END_OF_RECORD, full);
  }
  packing.at = over ? 0 : at;
  packing.plain = over ? 0 : plain;
  return full;
}

/** Ends the packed file; gives its last records. */
export function finishPacking(packing: Packing): Uint8Array[] {
  const full: Uint8Array[] = [];
  putByte(packing, END_OF_FILE, full);
  if (packing.used > 0) full.push(packing.out);
  packing.out = new Uint8Array(PACKED_LENGTH);
  packing.used = 0;
  return full;
}

function putByte(packing: Packing, byte: number, full: Uint8Array[]): void {
  packing.out[packing.used++] = byte;
  if (packing.used < PACKED_LENGTH) return;
  full.push(packing.out);
  packing.out = new Uint8Array(PACKED_LENGTH);
  packing.used = 0;
}

/** Unpacking under way; plain data. */
export interface Unpacking {
  readonly file: PackedFile;
  /** Bytes of packed records, and the first that is not unpacked yet. */
  rest: Uint8Array;
  at: number;
  /** Room of the record, how much of it is made, and how much of that has been given as a record. */
  room: Uint8Array;
  length: number;
  given: number;
  ended: boolean;
}

/** Begins to unpack with the first record of a packed file. */
export function startUnpacking(file: PackedFile, first: Uint8Array): Unpacking {
  return {
    ...{ file, rest: first.slice(file.old === true ? OLD.header : HEADER), at: 0 },
    ...{ room: new Uint8Array(file.recordLength + MOST_RUN), length: 0, given: 0, ended: false },
  };
}

/** Adds the next record of the packed file. */
export function feedUnpacking(unpacking: Unpacking, record: Uint8Array): void {
  const { rest, at } = unpacking;
  const joined = new Uint8Array(rest.length - at + record.length);
  joined.set(rest.subarray(at));
  joined.set(record, rest.length - at);
  unpacking.rest = joined;
  unpacking.at = 0;
}

/** What {@link unpackRecord} gives; a record of it is another one at the next call: nobody keeps it. */
export function unpackShared(unpacking: Unpacking): Uint8Array | 'more' | 'end' | 'damaged' {
  const { rest, file } = unpacking;
  if (unpacking.ended) return 'end';
  const fixed = file.format === 'F' && file.old !== true;
  if (unpacking.given > 0) {
    unpacking.room.copyWithin(0, unpacking.given, unpacking.length);
    unpacking.length -= unpacking.given;
    unpacking.given = 0;
  }
  for (;;) {
    // pieces may go on in the next record
    if (fixed && unpacking.length >= file.recordLength) return give(unpacking, file.recordLength);
    if (unpacking.at >= rest.length) return 'more';
    const next = addPiece(unpacking);
    if (next === 'more' || next === 'damaged') return next;
    const { length } = unpacking;
    if (next === 'record') {
      unpacking.at++;
      const wrong = file.format === 'F' ? length !== file.recordLength : length === 0;
      return wrong || length > MAX_RECORD ? 'damaged' : give(unpacking, length);
    }
    if (next === 'end') {
      unpacking.ended = true;
      return length === 0 ? 'end' : 'damaged';
    }
    if (length > MAX_RECORD + MOST_RUN * 2) return 'damaged';
  }
}

/**
 * The next record of the file as it was; `more` when the next record of the packed file is needed, `end` behind the
 * last, `damaged` when that cannot have been packed.
 */
export function unpackRecord(unpacking: Unpacking): Uint8Array | 'more' | 'end' | 'damaged' {
  const record = unpackShared(unpacking);
  return typeof record === 'string' ? record : record.slice();
}

function give(unpacking: Unpacking, length: number): Uint8Array {
  unpacking.given = length;
  return unpacking.room.subarray(0, length);
}

type Piece = 'piece' | 'record' | 'end' | 'more' | 'damaged';

/** Adds the piece that is next to the record; `more` when it goes on in the next record of the packed file. */
function addPiece(unpacking: Unpacking): Piece {
  const { file, rest, at } = unpacking;
  const code = rest[at]!;
  if (file.old === true) {
    if (code === OLD.endOfRecord) return 'record';
    if (code === OLD.endOfFile) return 'end';
    if (code < OLD.fills) return addPlain(unpacking, code + 1);
    if (code < OLD.run) return addRun(unpacking, code - OLD.fills + 1, file.fill, 1);
    return addRun(unpacking, code - OLD.run + OLD.shortestRun, rest[at + 1], 2);
  }
  if (code === END_OF_FILE) return 'end';
  if (code >= PLAIN) return addPlain(unpacking, code - PLAIN + 1);
  if (code <= LAST_FILL) return addRun(unpacking, code + 1, file.fill, 1);
  if (code === RUN) {
    return at + 2 < rest.length ? addRun(unpacking, rest[at + 1]! + 1, rest[at + 2], 3) : 'more';
  }
  return code === END_OF_RECORD && file.format === 'V' ? 'record' : 'damaged';
}

/** Bytes that stand for themselves. */
function addPlain(unpacking: Unpacking, length: number): Piece {
  const { rest } = unpacking;
  let from = unpacking.at + 1;
  const end = from + length;
  if (end > rest.length) return 'more';
  const room = roomFor(unpacking, length);
  // byte by byte: a view of each part would cost more than the bytes of a line
  for (let to = unpacking.length; from < end; from++) room[to++] = rest[from]!;
  unpacking.length += length;
  unpacking.at = end;
  return 'piece';
}

/** One byte many times; `used` is the length of the piece. */
function addRun(
  unpacking: Unpacking,
  length: number,
  byte: number | undefined,
  used: number,
): Piece {
  if (byte === undefined) return 'more';
  roomFor(unpacking, length).fill(byte, unpacking.length, unpacking.length + length);
  unpacking.length += length;
  unpacking.at += used;
  return 'piece';
}

function roomFor(unpacking: Unpacking, length: number): Uint8Array {
  const wanted = unpacking.length + length;
  if (wanted > unpacking.room.length) {
    const room = new Uint8Array(wanted * 2);
    room.set(unpacking.room.subarray(0, unpacking.length));
    unpacking.room = room;
  }
  return unpacking.room;
}
