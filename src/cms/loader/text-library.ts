/**
 * Text libraries (TXTLIB): records of 80 bytes, a header, the members with an LDT card behind each, and the
 * dictionary (VM/370 CMS Program Logic, "DMSLBT"). The header has LIBPDS, the record of the dictionary (2 bytes)
 * and its length in bytes; an entry of the dictionary is a name and the record where its member begins. Several
 * names in a row may have the same record: the first is that of the member, the others are its entry points. Libraries
 * of VM/370 have DMSLIB, and six entries in each record of the dictionary; they are read, but not written.
 */
import { fromEbcdic, toEbcdic } from '../../shared/ebcdic.js';
import type { StepContext } from '../command.js';
import { fault } from '../commands/command-fault.js';
import type { FoundFile } from '../files/disk-state.js';
import { openCursor, readRecord, seekRecord, type RecordCursor } from '../files/reader.js';
import { CARD, nameAt } from './text-card.js';

/** What the header begins with. */
const IDENTIFIER = toEbcdic('LIBPDS');
/** What the header of a library of VM/370 begins with, and the bytes of entries in a record of its dictionary. */
const OLD = { identifier: toEbcdic('DMSLIB'), bytes: 72 };
/** Bytes of an entry: name, record, reserved. */
const ENTRY = 12;
/** Most entries in all libraries that one command searches. */
export const MOST_ENTRIES = 60_000;

/** An entry of a dictionary. */
export interface LibraryEntry {
  readonly name: string;
  /** Record of the member's first card, from 1. */
  readonly record: number;
}

/** What the header says. */
export interface LibraryHeader {
  /** Record where the dictionary begins. */
  readonly dictionary: number;
  /** Its length in bytes. */
  readonly length: number;
  /** Bytes of entries in each of its records. */
  readonly inRecord: number;
}

/** A dictionary being read; plain data. */
export interface DictionaryReading {
  readonly file: string;
  readonly device: number;
  readonly cursor: RecordCursor;
  /** Bytes that are still to come, once the header has been read. */
  left: number | undefined;
  /** Bytes of entries in a record. */
  inRecord: number;
  /** Bytes that are not yet an entry. */
  rest: Uint8Array;
  readonly entries: LibraryEntry[];
}

/** Starts to read the dictionary of a library. */
export function startDictionary(file: FoundFile): DictionaryReading {
  const { device } = file.mode;
  return {
    file: `${file.entry.name} ${file.entry.type} ${file.mode.letter}${file.entry.modeNumber}`,
    device,
    cursor: openCursor(file.volume, device, file.entry),
    left: undefined,
    inRecord: CARD,
    rest: new Uint8Array(0),
    entries: [],
  };
}

/** Reads more of a dictionary; true when it is there. A fault when the file is no library. */
export function readDictionary(
  context: Pick<StepContext, 'disk'>,
  reading: DictionaryReading,
  module: string,
  records = 150,
): boolean {
  const { cursor } = reading;
  const device = context.disk(reading.device);
  if (device === undefined) throw fault(module, 104, 3, reading.file);
  const { entry } = cursor;
  const damaged = fault(module, 56, reading.file, 'library');
  if (entry.format !== 'F' || entry.recordLength !== CARD) throw damaged;
  if (reading.left === undefined) {
    const record = readRecord(cursor, device);
    const header = record === undefined ? undefined : decodeHeader(record);
    if (header === undefined) throw damaged;
    const last = header.dictionary + Math.ceil(header.length / header.inRecord) - 1;
    if (header.dictionary < 2 || last > entry.records) throw damaged;
    if (header.length % ENTRY !== 0 || header.length / ENTRY > MOST_ENTRIES) throw damaged;
    seekRecord(cursor, device, header.dictionary);
    reading.left = header.length;
    reading.inRecord = header.inRecord;
  }
  for (let i = 0; i < records && reading.left > 0; i++) {
    const record = readRecord(cursor, device);
    if (record === undefined) throw damaged;
    const part = record.subarray(0, Math.min(reading.inRecord, reading.left));
    reading.left -= part.length;
    const bytes = new Uint8Array(reading.rest.length + part.length);
    bytes.set(reading.rest);
    bytes.set(part, reading.rest.length);
    let at = 0;
    for (; at + ENTRY <= bytes.length; at += ENTRY) {
      const place = (bytes[at + 8]! << 8) | bytes[at + 9]!;
      if (place < 2 || place > entry.records) throw damaged;
      reading.entries.push({ name: nameAt(bytes, at), record: place });
    }
    reading.rest = bytes.slice(at);
  }
  return reading.left === 0;
}

/** Reads a header; undefined when it is none. */
export function decodeHeader(record: Uint8Array): LibraryHeader | undefined {
  const begins = (text: Uint8Array): boolean => text.every((byte, i) => record[i] === byte);
  const old = begins(OLD.identifier);
  if (!old && !begins(IDENTIFIER)) return undefined;
  const view = new DataView(record.buffer, record.byteOffset, record.length);
  const inRecord = old ? OLD.bytes : CARD;
  return { dictionary: view.getUint16(6), length: view.getUint32(8), inRecord };
}

/** Makes a header. */
export function encodeHeader(header: Omit<LibraryHeader, 'inRecord'>): Uint8Array {
  const record = new Uint8Array(CARD).fill(0x40);
  record.set(IDENTIFIER);
  const view = new DataView(record.buffer);
  view.setUint16(6, header.dictionary);
  view.setUint32(8, header.length);
  return record;
}

/** The records of a dictionary. */
export function encodeDictionary(entries: readonly LibraryEntry[]): Uint8Array[] {
  const length = entries.length * ENTRY;
  const bytes = new Uint8Array(Math.ceil(length / CARD) * CARD);
  const view = new DataView(bytes.buffer);
  entries.forEach((entry, i) => {
    bytes.set(toEbcdic(entry.name.padEnd(8).slice(0, 8)), i * ENTRY);
    view.setUint16(i * ENTRY + 8, entry.record);
  });
  const records: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += CARD) records.push(bytes.slice(at, at + CARD));
  return records;
}

/** Records of a dictionary that has been read. */
export function dictionaryRecords({ entries, inRecord }: DictionaryReading): number {
  return Math.ceil((entries.length * ENTRY) / inRecord);
}

/** Length of the dictionary of so many entries. */
export function dictionaryLength(entries: number): number {
  return entries * ENTRY;
}

/** Whether a card is the end of a member. */
export function isTerminator(card: Uint8Array): boolean {
  return card[0] === 0x02 && fromEbcdic(card.subarray(1, 4)) === 'LDT';
}
