/**
 * Archives of VMARC, the utility in which CMS software is handed around: members one behind the other, each of them
 * from the beginning of a record, with this header of 38 bytes in front. `:CFF`, version, fileid, LRECL, date in packed
 * digits, RECFM, flags: how it is stored, and which century.
 */
import { fromEbcdic, toEbcdic } from '../../shared/ebcdic.js';
import { decodeStamp, encodeStamp, put16, type RecordFormat, type Stamp } from '../files/layout.js';

/** How a member is stored: strings of text, pairs of strings, or as it is. */
export type Method = 'lzw' | 's2' | 'store';

/** What is said of a member. */
export interface ArchiveMember {
  readonly name: string;
  readonly type: string;
  /** Letter and number as it was. */
  readonly mode: string;
  readonly format: RecordFormat;
  readonly recordLength: number;
  readonly written: Stamp;
  readonly method: Method;
}

/** Length of the header. */
export const HEADER_LENGTH = 38;
const IDENTIFIER = toEbcdic(':CFF    ');
/** The newest version that can be read: 1.2. */
const NEWEST = 0x0102;
const PAIRS = 0x80;
const AS_IS = 0x40;
const CENTURY = 0x20;

/** Builds a header. */
export function encodeMember(member: ArchiveMember): Uint8Array {
  const header = new Uint8Array(HEADER_LENGTH);
  const { name, type, mode, format, recordLength, written, method } = member;
  header.set(IDENTIFIER);
  put16(header, 8, method === 'store' ? 0x0101 : 0x0100);
  header.set(toEbcdic(name.padEnd(8) + type.padEnd(8) + mode.padEnd(2)), 10);
  put16(header, 28, recordLength);
  header.set(encodeStamp(written), 30);
  header[36] = format === 'F' ? 0xc6 : 0xe5;
  const how = method === 's2' ? PAIRS : method === 'store' ? AS_IS : 0;
  header[37] = how | (written.year >= 2000 ? CENTURY : 0);
  return header;
}

/** Reads a header: `none` where there is none, `newer` where it is one of a VMARC to come. */
export function decodeMember(record: Uint8Array): ArchiveMember | 'none' | 'newer' {
  if (record.length < HEADER_LENGTH) return 'none';
  if (IDENTIFIER.some((byte, i) => record[i] !== byte)) return 'none';
  if (record[8]! * 256 + record[9]! > NEWEST) return 'newer';
  const text = (from: number, to: number): string =>
    fromEbcdic(record.subarray(from, to)).trimEnd();
  const flags = record[37]!;
  const recordLength = record[28]! * 256 + record[29]!;
  // a member without records has no length either
  if (record[36] !== (recordLength === 0 ? 0xe5 : 0xc6) && record[36] !== 0xe5) return 'none';
  return {
    name: text(10, 18),
    type: text(18, 26),
    mode: text(26, 28),
    format: record[36] === 0xc6 ? 'F' : 'V',
    recordLength,
    written: decodeStamp(record, 30, (flags & CENTURY) !== 0),
    method: (flags & AS_IS) !== 0 ? 'store' : (flags & PAIRS) !== 0 ? 's2' : 'lzw',
  };
}
