/**
 * Files on tape as VMFPLC2 writes them: one block with X'02' `PLCH`, name and type and 56 bytes of the directory's entry,
 * then the bytes of the file in blocks behind X'02' `PLCD`, 4,000 of them, in the last one as many times 800 as are needed.
 * In a file of RECFM V each record stands behind its length, a halfword; what is behind the last record is zeros, and
 * VM/370 writes as many of them as there were room for records of the full length. A block more than the
 * first one says may follow, of no use. Seen on tapes of VM/370 Release 6.
 */
import { toEbcdic, fromEbcdic } from '../../shared/ebcdic.js';
import { CENTURY, decodeStamp, encodeStamp, get32, put16, put32 } from '../files/layout.js';
import type { FileEntry } from '../files/layout.js';
import type { TapeBlock } from './tape-format.js';

/** Bytes of a file in a block that is full. */
export const PLC_SIZE = 4000;
const HEADER = 5;
const UNIT = 800;
const UNITS = PLC_SIZE / UNIT;
const DATA = Uint8Array.from([0x02, ...toEbcdic('PLCD')]);
const NAME = Uint8Array.from([0x02, ...toEbcdic('PLCH')]);
/** Where the entry begins, and the length of a block that has one. */
const ENTRY = HEADER + 16;
const NAME_LENGTH = ENTRY + 56;
const FIXED = 0xc6;
const VARIABLE = 0xe5;
const NAMES = /^[A-Z0-9$#@+:_-]{1,8}$/i;

/** The block in front of a file of so many bytes. */
export function plcName(entry: FileEntry, bytes: number): Uint8Array {
  const out = new Uint8Array(NAME_LENGTH);
  const at = (offset: number): number => ENTRY + offset;
  const stamp = encodeStamp(entry.written);
  const units = Math.ceil(bytes / UNIT);
  const full = Math.max(0, Math.ceil(units / UNITS) - 1);
  const most = (value: number): number => Math.min(value, 0xffff);
  out.set(NAME);
  out.set(toEbcdic(entry.name.padEnd(8) + entry.type.padEnd(8)), HEADER);
  out.set(stamp.subarray(1, 5), at(0));
  put16(out, at(4), most(entry.records + 1));
  put16(out, at(6), 1);
  out.set(toEbcdic(`A${String(entry.modeNumber)}`), at(8));
  put16(out, at(10), most(entry.records));
  out[at(14)] = entry.format === 'F' ? FIXED : VARIABLE;
  out[at(15)] = entry.written.year >= 2000 ? CENTURY : 0;
  put32(out, at(16), entry.recordLength);
  put16(out, at(20), most(units));
  out.set(toEbcdic(String(entry.written.year % 100).padStart(2, '0')), at(22));
  put32(out, at(24), units - full * UNITS);
  put32(out, at(28), full);
  put32(out, at(40), entry.records);
  out.set(stamp, at(46));
  return out;
}

/** A block of data, of 4,000 bytes at most. */
export function plcData(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(HEADER + Math.ceil(bytes.length / UNIT) * UNIT);
  out.set(DATA);
  out.set(bytes, HEADER);
  return out;
}

const begins = (bytes: Uint8Array, with_: Uint8Array): boolean =>
  with_.every((byte, i) => bytes[i] === byte);

/** What a block of a tape is; `other` when it is none of VMFPLC2's. */
export function readPlcBlock(bytes: Uint8Array): TapeBlock {
  if (begins(bytes, DATA) && bytes.length > HEADER) {
    return { kind: 'data', bytes: bytes.subarray(HEADER) };
  }
  if (!begins(bytes, NAME) || bytes.length < NAME_LENGTH) return { kind: 'other' };
  const text = (from: number, to: number): string => fromEbcdic(bytes.subarray(from, to)).trimEnd();
  const name = text(HEADER, HEADER + 8);
  const type = text(HEADER + 8, ENTRY);
  const rest = bytes.subarray(ENTRY, NAME_LENGTH);
  const format = rest[14];
  if (!NAMES.test(name) || !NAMES.test(type) || (format !== FIXED && format !== VARIABLE)) {
    return { kind: 'other' };
  }
  const number = text(ENTRY + 9, ENTRY + 10);
  const records = get32(rest, 40);
  const year = (rest[22]! & 15) * 10 + (rest[23]! & 15);
  // VM/370 of today has years of this century without a sign of it
  const century = (rest[15]! & CENTURY) !== 0 || year < 60;
  const stamp = Uint8Array.from(rest.subarray(46, 52));
  if (stamp[1] === 0) stamp.set([(rest[22]! << 4) | (rest[23]! & 15), ...rest.subarray(0, 4), 0]);
  return {
    kind: 'name',
    blocks: get32(rest, 28) + (get32(rest, 24) > 0 ? 1 : 0),
    entry: {
      ...{ name, type, format: format === FIXED ? 'F' : 'V', recordLength: get32(rest, 16) },
      modeNumber: /[0-6]/.test(number) ? Number(number) : 1,
      ...{ origin: 0, dataBlocks: 0, levels: 0, pointerSize: 4 },
      records: records > 0 ? records : rest[10]! * 256 + rest[11]!,
      written: decodeStamp(stamp, 0, century),
    },
  };
}
