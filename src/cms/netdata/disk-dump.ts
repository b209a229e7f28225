/**
 * The cards of DISK DUMP (VM/370 CMS Command and Macro Reference, "DISK"): X'02', `CMS`, 50 bytes of the file in
 * columns 6 to 55, its name in 58 to 75 and a sequence number; the last card has an N in column 5 and the
 * file status table entry as data. The bytes are those of the file on a disk of 800-byte blocks: records one
 * behind the other, of RECFM V each with two bytes of length.
 */
import { fromEbcdic, toEbcdic } from '../../shared/ebcdic.js';
import { decodeStamp, encodeStamp, get32, MAX_RECORD, put16, put32 } from '../files/layout.js';
import type { RecordFormat, Stamp } from '../files/layout.js';

/** Bytes of the file on one card. */
export const DUMP_DATA = 50;
/** Most bytes of a file that is loaded: the format is told only at its end. */
export const DUMP_LIMIT = 16 * 1024 * 1024;

/** What the cards say of the file. */
export interface DumpedFile {
  readonly name: string;
  readonly type: string;
  readonly modeNumber: number;
  readonly format: RecordFormat;
  readonly recordLength: number;
  readonly records: number;
  readonly written: Stamp;
}

/** One card. */
export function dumpCard(
  file: DumpedFile,
  sequence: number,
  data: Uint8Array,
  last = false,
): Uint8Array {
  const card = new Uint8Array(80).fill(0x40);
  card[0] = 0x02;
  card.set(toEbcdic('CMS'), 1);
  card[4] = last ? 0xd5 : 0x40;
  card.fill(0, 5, 55);
  card.set(data.subarray(0, DUMP_DATA), 5);
  card.set(toEbcdic(file.name.padEnd(8)), 57);
  card.set(toEbcdic(file.type.padEnd(8)), 65);
  card.set(toEbcdic(`A${file.modeNumber}`), 73);
  card.set(toEbcdic(String(sequence % 100000).padStart(5, '0')), 75);
  return card;
}

/**
 * The last card: an FST of 40 bytes, and behind it what such an FST has no room for: the number of records as
 * a fullword and the date with its seconds.
 */
export function endCard(file: DumpedFile, sequence: number): Uint8Array {
  const fst = new Uint8Array(DUMP_DATA);
  const date = encodeStamp(file.written);
  fst.set(toEbcdic(file.name.padEnd(8) + file.type.padEnd(8)), 0);
  fst.set(date.subarray(1, 5), 16);
  fst.set(toEbcdic(`A${file.modeNumber}`), 24);
  put16(fst, 26, Math.min(file.records, 0xffff));
  fst[30] = file.format === 'F' ? 0xc6 : 0xe5;
  put32(fst, 32, file.recordLength);
  fst.set(toEbcdic(String(file.written.year % 100).padStart(2, '0')), 38);
  put32(fst, 40, file.records);
  fst.set(date, 44);
  return dumpCard(file, sequence, fst, true);
}

/** Whether a card is one of DISK DUMP. */
export function isDumpCard(card: Uint8Array): boolean {
  return (
    card.length >= 80 &&
    card[0] === 0x02 &&
    fromEbcdic(card.subarray(1, 4)) === 'CMS' &&
    (card[4] === 0x40 || card[4] === 0xd5)
  );
}

/** Where loading stands; plain data, changed in place. */
export interface DumpReader {
  readonly version: 1;
  data: Uint8Array;
  length: number;
  file: DumpedFile | undefined;
  /** Byte and record that come next. */
  at: number;
  record: number;
  fault: string | undefined;
}

/** Starts to load a file. */
export function newDumpReader(): DumpReader {
  return {
    version: 1,
    data: new Uint8Array(4096),
    length: 0,
    file: undefined,
    at: 0,
    record: 1,
    fault: undefined,
  };
}

/** Takes a card. After the last one `file` is there and records can be taken. */
export function feedDump(reader: DumpReader, card: Uint8Array): void {
  if (reader.fault !== undefined || reader.file !== undefined) return;
  if (!isDumpCard(card)) {
    reader.fault = 'not a card of DISK DUMP';
    return;
  }
  const data = card.subarray(5, 55);
  if (card[4] === 0xd5) {
    takeEnd(reader, data);
    return;
  }
  if (reader.length + DUMP_DATA > DUMP_LIMIT) {
    reader.fault = 'too long';
    return;
  }
  if (reader.length + DUMP_DATA > reader.data.length) {
    const larger = new Uint8Array(reader.data.length * 2);
    larger.set(reader.data);
    reader.data = larger;
  }
  reader.data.set(data, reader.length);
  reader.length += DUMP_DATA;
}

function takeEnd(reader: DumpReader, fst: Uint8Array): void {
  const year = Number(fromEbcdic(fst.subarray(38, 40)));
  const exact = fst.subarray(44, 50);
  const kept = exact.some((byte) => byte !== 0);
  const date = decodeStamp(kept ? exact : Uint8Array.of(0, ...fst.subarray(16, 20), 0), 0, false);
  const mode = fromEbcdic(fst.subarray(25, 26));
  const recordLength = get32(fst, 32);
  const short = (fst[26] ?? 0) * 256 + (fst[27] ?? 0);
  const records = short === 0xffff ? get32(fst, 40) : short;
  if (recordLength < 1 || recordLength > MAX_RECORD || (fst[30] !== 0xc6 && fst[30] !== 0xe5)) {
    reader.fault = 'the end card is damaged';
    return;
  }
  const format = fst[30] === 0xc6 ? 'F' : 'V';
  if (format === 'F' && records * recordLength > reader.length) {
    reader.fault = 'cards are missing';
    return;
  }
  reader.file = {
    name: fromEbcdic(fst.subarray(0, 8)).trimEnd(),
    type: fromEbcdic(fst.subarray(8, 16)).trimEnd(),
    modeNumber: /[0-6]/.test(mode) ? Number(mode) : 1,
    format,
    recordLength,
    records,
    written: { ...date, year: Number.isFinite(year) ? (year < 70 ? 2000 : 1900) + year : 1970 },
  };
}

/** Up to about `budget` bytes of records; none when all have been given. */
export function takeRecords(reader: DumpReader, budget: number): Uint8Array[] {
  const { file } = reader;
  const records: Uint8Array[] = [];
  if (file === undefined) return records;
  for (let bytes = 0; bytes < budget && reader.record <= file.records;) {
    let length = file.recordLength;
    let from = reader.at;
    if (file.format === 'V') {
      length = (reader.data[from] ?? 0) * 256 + (reader.data[from + 1] ?? 0);
      from += 2;
    }
    if (length === 0 || from + length > reader.length) {
      reader.fault = 'cards are missing';
      return records;
    }
    records.push(reader.data.slice(from, from + length));
    reader.at = from + length;
    reader.record++;
    bytes += length + 16;
  }
  return records;
}
