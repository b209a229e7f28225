/**
 * NETDATA, the format in which SENDFILE sends files: records cut into segments of at most 255 bytes, with
 * control records INMR01 to INMR06 around the data (z/VM CMS, NETDATA; z/OS TSO/E TRANSMIT). What comes in
 * was made by others: every length is checked and every amount bounded.
 */
import { fromEbcdic, toEbcdic } from '../../shared/ebcdic.js';
import { MAX_RECORD, type RecordFormat, type Stamp } from '../files/layout.js';
import {
  decodeUnits,
  encodeUnits,
  KEY,
  numberUnit,
  textUnit,
  unitNumber,
  unitText,
  type TextUnit,
} from './text-units.js';

const FIRST = 0x80;
const LAST = 0x40;
const CONTROL = 0x20;

/** What is said of a file that is sent. */
export interface SentFile {
  readonly name: string;
  readonly type: string;
  readonly modeNumber: number;
  readonly format: RecordFormat;
  readonly recordLength: number;
  readonly written: Stamp;
  /** Bytes, about. */
  readonly size: number;
}

/** From whom to whom. */
export interface Transmission {
  readonly fromUser: string;
  readonly fromNode: string;
  readonly toUser: string;
  readonly toNode: string;
  readonly now: Stamp;
}

/** A record in its segments. */
export function segments(record: Uint8Array, control = false): Uint8Array {
  const pieces = Math.max(1, Math.ceil(record.length / 253));
  const out = new Uint8Array(record.length + pieces * 2);
  let at = 0;
  for (let i = 0; i < pieces; i++) {
    const part = record.subarray(i * 253, (i + 1) * 253);
    out[at] = part.length + 2;
    out[at + 1] = (i === 0 ? FIRST : 0) | (i === pieces - 1 ? LAST : 0) | (control ? CONTROL : 0);
    out.set(part, at + 2);
    at += part.length + 2;
  }
  return out;
}

const digits = (n: number, width: number): string => String(n).padStart(width, '0');
const timeText = (s: Stamp): string =>
  digits(s.year, 4) +
  [s.month, s.day, s.hour, s.minute, s.second].map((n) => digits(n, 2)).join('') +
  '000000';

function control(name: string, front: Uint8Array, units: Uint8Array): Uint8Array {
  const record = new Uint8Array(6 + front.length + units.length);
  record.set(toEbcdic(name), 0);
  record.set(front, 6);
  record.set(units, 6 + front.length);
  return segments(record, true);
}

const NONE = new Uint8Array(0);

function opening(way: Transmission, ...more: readonly TextUnit[]): Uint8Array {
  const units = [
    numberUnit(KEY.recordLength, 80, 2),
    textUnit(KEY.fromNode, way.fromNode),
    textUnit(KEY.fromUser, way.fromUser),
    textUnit(KEY.toNode, way.toNode),
    textUnit(KEY.toUser, way.toUser),
    textUnit(KEY.sent, timeText(way.now)),
    ...more,
  ];
  return control('INMR01', NONE, encodeUnits(units));
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** A whole transmission that says that `what` has been received. */
export function encodeReceipt(what: string, way: Transmission): Uint8Array {
  const receipt = encodeUnits([textUnit(KEY.acknowledge, what)]);
  return joined(opening(way), control('INMR07', NONE, receipt), encodeTrailer());
}

/**
 * All that goes in front of the records of a file.
 * @param acknowledge - what the receiver is to say that he has received; undefined: nothing
 */
export function encodeHeader(file: SentFile, way: Transmission, acknowledge?: string): Uint8Array {
  const asked = acknowledge === undefined ? [] : [textUnit(KEY.acknowledge, acknowledge)];
  const first = opening(way, numberUnit(KEY.files, 1, 2), ...asked);
  const second = control(
    'INMR02',
    Uint8Array.of(0, 0, 0, 1),
    encodeUnits([
      textUnit(KEY.utility, 'INMCOPY'),
      numberUnit(KEY.size, file.size, 4),
      numberUnit(KEY.organisation, 0x4000, 2),
      numberUnit(KEY.recordLength, file.recordLength, 4),
      numberUnit(KEY.recordFormat, file.format === 'F' ? 0x8000 : 0x4000, 2),
      textUnit(KEY.datasetName, `A${file.modeNumber}`, file.name, file.type),
      textUnit(KEY.filemode, String(file.modeNumber)),
      textUnit(KEY.changed, timeText(file.written)),
    ]),
  );
  const third = control(
    'INMR03',
    NONE,
    encodeUnits([
      numberUnit(KEY.size, file.size, 4),
      numberUnit(KEY.organisation, 0x4000, 2),
      numberUnit(KEY.recordLength, 80, 2),
      numberUnit(KEY.recordFormat, 0x0001, 2),
    ]),
  );
  return joined(first, second, third);
}

/** What ends a transmission. */
export function encodeTrailer(): Uint8Array {
  return control('INMR06', NONE, NONE);
}

/** Where reading a NETDATA stream stands; plain data, changed in place. */
export interface NetdataReader {
  readonly version: 1;
  /** Bytes of a segment that has not come whole. */
  rest: Uint8Array;
  /** Segments of a record that has not come whole. */
  parts: Uint8Array[];
  partLength: number;
  inControl: boolean;
  file: ({ name: string; type: string } & Omit<SentFile, 'name' | 'type' | 'size'>) | undefined;
  fromUser: string;
  fromNode: string;
  /** What the sender wants to be told to have been received. */
  acknowledge: string | undefined;
  /** This is no file: it tells that this was received. */
  receipt: string | undefined;
  ended: boolean;
  /** What is wrong with the stream. */
  fault: string | undefined;
}

/** Starts to read. */
export function newNetdataReader(): NetdataReader {
  return {
    version: 1,
    rest: new Uint8Array(0),
    parts: [],
    partLength: 0,
    inControl: false,
    file: undefined,
    fromUser: '',
    fromNode: '',
    acknowledge: undefined,
    receipt: undefined,
    ended: false,
    fault: undefined,
  };
}

/** Whether a card can be the first of a NETDATA stream. */
export function isNetdata(card: Uint8Array): boolean {
  return (
    card.length >= 8 &&
    ((card[1] ?? 0) & (FIRST | CONTROL)) === (FIRST | CONTROL) &&
    fromEbcdic(card.subarray(2, 8)) === 'INMR01'
  );
}

/** Takes more bytes of the stream and gives the data records that they complete. */
export function feedNetdata(reader: NetdataReader, bytes: Uint8Array): Uint8Array[] {
  const records: Uint8Array[] = [];
  const all = new Uint8Array(reader.rest.length + bytes.length);
  all.set(reader.rest, 0);
  all.set(bytes, reader.rest.length);
  let at = 0;
  while (!reader.ended && reader.fault === undefined && at < all.length) {
    const length = all[at]!;
    if (length < 2) {
      reader.fault = 'a segment without length';
      break;
    }
    if (at + length > all.length) break;
    takeSegment(reader, all[at + 1]!, all.slice(at + 2, at + length), records);
    at += length;
  }
  reader.rest = all.slice(at);
  return records;
}

function takeSegment(
  reader: NetdataReader,
  flags: number,
  data: Uint8Array,
  records: Uint8Array[],
): void {
  const first = (flags & FIRST) !== 0;
  if (first !== (reader.parts.length === 0)) {
    reader.fault = 'segments out of order';
    return;
  }
  if (first) reader.inControl = (flags & CONTROL) !== 0;
  reader.parts.push(data);
  reader.partLength += data.length;
  if (reader.partLength > MAX_RECORD) {
    reader.fault = 'a record too long';
    return;
  }
  if ((flags & LAST) === 0) return;
  const record = joined(...reader.parts);
  reader.parts = [];
  reader.partLength = 0;
  if (reader.inControl) takeControl(reader, record);
  else if (reader.file === undefined) reader.fault = 'data before the control records';
  else records.push(record);
}

function takeControl(reader: NetdataReader, record: Uint8Array): void {
  const name = fromEbcdic(record.subarray(0, 6));
  if (name === 'INMR06') {
    reader.ended = true;
    return;
  }
  if (!/^INMR0[1-7]$/.test(name)) {
    reader.fault = 'an unknown control record';
    return;
  }
  const units = decodeUnits(record.subarray(name === 'INMR02' ? 10 : 6));
  if (units === undefined) {
    reader.fault = `${name} is damaged`;
    return;
  }
  if (name === 'INMR01') {
    reader.fromUser = unitText(units, KEY.fromUser);
    reader.fromNode = unitText(units, KEY.fromNode);
    if (units.has(KEY.acknowledge)) reader.acknowledge = unitText(units, KEY.acknowledge);
    if ((unitNumber(units, KEY.files) ?? 1) > 1) reader.fault = 'more than one file';
  }
  if (name === 'INMR07') reader.receipt = unitText(units, KEY.acknowledge);
  if (name === 'INMR02') takeFile(reader, units);
}

function takeFile(reader: NetdataReader, units: ReadonlyMap<number, readonly Uint8Array[]>): void {
  const utility = unitText(units, KEY.utility);
  if (utility !== 'INMCOPY' || reader.file !== undefined) {
    reader.fault = `${utility === '' ? 'no utility' : utility} is not supported`;
    return;
  }
  const names = (units.get(KEY.datasetName) ?? []).map((value) => fromEbcdic(value).trim());
  const format = unitNumber(units, KEY.recordFormat) ?? 0x4000;
  const length = unitNumber(units, KEY.recordLength) ?? 80;
  const mode = unitText(units, KEY.filemode).slice(-1);
  const changed = /^\d{14}/.exec(unitText(units, KEY.changed))?.[0] ?? '';
  const part = (from: number, to: number): number => Number(changed.slice(from, to));
  reader.file = {
    name: (names.at(-2) ?? '').toUpperCase().slice(0, 8),
    type: (names.at(-1) ?? '').toUpperCase().slice(0, 8),
    modeNumber: /[0-6]/.test(mode) ? Number(mode) : 1,
    format: (format & 0xc000) === 0x8000 ? 'F' : 'V',
    recordLength: Math.min(Math.max(length, 1), MAX_RECORD),
    written: {
      year: part(0, 4),
      month: part(4, 6),
      day: part(6, 8),
      hour: part(8, 10),
      minute: part(10, 12),
      second: part(12, 14),
    },
  };
}
