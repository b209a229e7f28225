/**
 * Macro libraries (CMS Command Reference, "MACLIB"; CMS Data Areas, "LIBSECT"): a file of 80-byte records. The first
 * says where the directory is; members follow, each closed by a record that begins with X'61FFFF61'; the directory is
 * at the end, 16 bytes a member: name, record number, number of records.
 */
import { fromEbcdic, toEbcdic } from '../../shared/ebcdic.js';

/** Length of a record. */
export const RECORD = 80;
/** Bytes of a directory entry. */
const ENTRY = 16;
/** Entries of a directory record. */
export const ENTRIES_A_RECORD = RECORD / ENTRY;
/** Most members of a library. */
export const MOST_MEMBERS = 2000;

/** A member: first record (from 1) and number of records without the closing one. */
export interface Member {
  readonly name: string;
  readonly record: number;
  readonly records: number;
}

/** What the first record says. */
export interface LibraryHeader {
  /** Number of the first directory record, and of members. */
  readonly directory: number;
  readonly members: number;
}

/** The first record. */
export function encodeHeader(header: LibraryHeader): Uint8Array {
  const out = new Uint8Array(RECORD).fill(0x40);
  out.set(toEbcdic('LIBPDS'), 0);
  const view = new DataView(out.buffer);
  view.setInt32(8, header.members * ENTRY);
  view.setInt32(12, header.directory);
  return out;
}

/** Reads the first record; undefined when it is not that of a library. */
export function decodeHeader(record: Uint8Array): LibraryHeader | undefined {
  if (record.length !== RECORD || fromEbcdic(record.subarray(0, 6)) !== 'LIBPDS') return undefined;
  const view = new DataView(record.buffer, record.byteOffset, RECORD);
  const bytes = view.getInt32(8);
  const directory = view.getInt32(12);
  const members = bytes / ENTRY;
  if (!Number.isInteger(members) || members < 0 || members > MOST_MEMBERS || directory < 2)
    return undefined;
  return { directory, members };
}

/** The directory as records. */
export function encodeDirectory(members: readonly Member[]): Uint8Array[] {
  const out: Uint8Array[] = [];
  for (let at = 0; at < members.length; at += ENTRIES_A_RECORD) {
    const record = new Uint8Array(RECORD);
    const view = new DataView(record.buffer);
    members.slice(at, at + ENTRIES_A_RECORD).forEach((member, i) => {
      record.set(toEbcdic(member.name.padEnd(8)), i * ENTRY);
      view.setInt32(i * ENTRY + 8, member.record);
      view.setInt32(i * ENTRY + 12, member.records);
    });
    out.push(record);
  }
  return out;
}

/** The entries of a directory record; `left` are still to come. */
export function decodeEntries(record: Uint8Array, left: number): Member[] {
  const view = new DataView(record.buffer, record.byteOffset, record.length);
  const count = Math.min(left, Math.floor(record.length / ENTRY));
  return Array.from({ length: count }, (_, i) => ({
    name: fromEbcdic(record.subarray(i * ENTRY, i * ENTRY + 8)).trimEnd(),
    record: view.getInt32(i * ENTRY + 8),
    records: view.getInt32(i * ENTRY + 12),
  }));
}

/** The record behind a member. */
export function closingRecord(): Uint8Array {
  const out = new Uint8Array(RECORD).fill(0x40);
  out.set([0x61, 0xff, 0xff, 0x61], 0);
  return out;
}

/** A card of text. */
export function cardOf(line: string): Uint8Array {
  const out = new Uint8Array(RECORD).fill(0x40);
  out.set(toEbcdic(line.slice(0, RECORD)));
  return out;
}

/** The records of a whole library, for building one at once. */
export function encodeLibrary(
  members: readonly { readonly name: string; readonly lines: readonly string[] }[],
): Uint8Array[] {
  const records: Uint8Array[] = [];
  const directory: Member[] = [];
  for (const { name, lines } of members) {
    directory.push({ name, record: records.length + 2, records: lines.length });
    records.push(...lines.map(cardOf), closingRecord());
  }
  const header = encodeHeader({ directory: records.length + 2, members: directory.length });
  return [header, ...records, ...encodeDirectory(directory)];
}
