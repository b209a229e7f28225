/**
 * Macro libraries (CMS Command Reference, "MACLIB"; CMS Data Areas, "LIBSECT"): a file of 80-byte records. The first
 * says where the directory is; members follow, each closed by a record that begins with X'61FFFF61'; the directory is
 * at the end, 16 bytes a member: name, record number, number of records. A LOADLIB, which holds load modules, is the same
 * with records of any length and 32 bytes a member: entry point, length and flags of the module come behind.
 *
 * VM/370 has another form of macro libraries, which is read, but not written: DMSLIB, the record of the directory (2
 * bytes) and its length (4 bytes); six entries a record, of 12 bytes: name, record number (2 bytes), two that are reserved.
 */
import { fromEbcdic, toEbcdic } from '../../shared/ebcdic.js';

/** Length of a record. */
export const RECORD = 80;
/** Filetypes of such libraries. */
export type LibraryType = 'MACLIB' | 'LOADLIB';
/** Bytes of a directory entry, and entries of a directory record. */
const ENTRY: Readonly<Record<LibraryType, number>> = { MACLIB: 16, LOADLIB: 32 };
const ENTRIES_A_RECORD: Readonly<Record<LibraryType, number>> = { MACLIB: 5, LOADLIB: 20 };
/** Bytes of an entry of the old form, and entries of a record. */
const OLD = { entry: 12, entries: 6 } as const;
/** Most members of a library. */
export const MOST_MEMBERS = 2000;

/** A member: first record (from 1) and number of records without the closing one. */
export interface Member {
  readonly name: string;
  readonly record: number;
  readonly records: number;
  /** Of a load module. */
  readonly module?: ModuleFacts;
}

/** What the directory says of a load module. */
export interface ModuleFacts {
  /** Entry point and length, from its beginning at 0. */
  readonly entry: number;
  readonly length: number;
  /** It may be run: nothing was missing when it was made. */
  readonly executable: boolean;
}

/** What the first record says. */
export interface LibraryHeader {
  /** Number of the first directory record, and of members. */
  readonly directory: number;
  readonly members: number;
  /** The form of VM/370: how long members are has still to be found out ({@link measured}). */
  readonly old?: boolean;
}

/** The first record. */
export function encodeHeader(header: LibraryHeader, type: LibraryType = 'MACLIB'): Uint8Array {
  const out = new Uint8Array(RECORD).fill(0x40);
  out.set(toEbcdic('LIBPDS'), 0);
  const view = new DataView(out.buffer);
  view.setInt32(8, header.members * ENTRY[type]);
  view.setInt32(12, header.directory);
  return out;
}

/** Reads the first record; undefined when it is not that of a library. */
export function decodeHeader(
  record: Uint8Array,
  type: LibraryType = 'MACLIB',
): LibraryHeader | undefined {
  if (record.length !== RECORD) return undefined;
  const view = new DataView(record.buffer, record.byteOffset, RECORD);
  const form = fromEbcdic(record.subarray(0, 6));
  if (form === 'DMSLIB' && type === 'MACLIB') return decodeOldHeader(view);
  if (form !== 'LIBPDS') return undefined;
  const bytes = view.getInt32(8);
  const directory = view.getInt32(12);
  const members = bytes / ENTRY[type];
  if (!Number.isInteger(members) || members < 0 || members > MOST_MEMBERS || directory < 2)
    return undefined;
  return { directory, members };
}

function decodeOldHeader(view: DataView): LibraryHeader | undefined {
  const directory = view.getUint16(6);
  const members = view.getUint32(8) / OLD.entry;
  if (!Number.isInteger(members) || members > MOST_MEMBERS || directory < 2) return undefined;
  return { directory, members, old: true };
}

/** The members of a directory of the old form, all of which are known: each goes up to the next one, or to the directory. */
export function measured(members: readonly Member[], directory: number): Member[] {
  const starts = [...new Set(members.map(({ record }) => record))].sort((a, b) => a - b);
  const ends = new Map(starts.map((record, i) => [record, starts[i + 1] ?? directory]));
  return members.map((one) => ({
    ...one,
    records: Math.max(0, ends.get(one.record)! - one.record - 1),
  }));
}

/** The directory as records. */
export function encodeDirectory(
  members: readonly Member[],
  type: LibraryType = 'MACLIB',
): Uint8Array[] {
  const out: Uint8Array[] = [];
  const [size, most] = [ENTRY[type], ENTRIES_A_RECORD[type]];
  for (let at = 0; at < members.length; at += most) {
    const part = members.slice(at, at + most);
    const record = new Uint8Array(type === 'MACLIB' ? RECORD : part.length * size);
    const view = new DataView(record.buffer);
    part.forEach((member, i) => {
      record.set(toEbcdic(member.name.padEnd(8)), i * size);
      view.setInt32(i * size + 8, member.record);
      view.setInt32(i * size + 12, member.records);
      if (type === 'MACLIB' || member.module === undefined) return;
      view.setInt32(i * size + 16, member.module.entry);
      view.setInt32(i * size + 20, member.module.length);
      record[i * size + 24] = member.module.executable ? 0x80 : 0;
    });
    out.push(record);
  }
  return out;
}

/** The entries of a directory record; `left` are still to come. */
export function decodeEntries(
  record: Uint8Array,
  left: number,
  type: LibraryType = 'MACLIB',
  old = false,
): Member[] {
  const view = new DataView(record.buffer, record.byteOffset, record.length);
  if (old) return decodeOldEntries(record, view, left);
  const size = ENTRY[type];
  const count = Math.min(left, Math.floor(record.length / size));
  return Array.from({ length: count }, (_, i) => {
    const at = i * size;
    const member = {
      name: fromEbcdic(record.subarray(at, at + 8)).trimEnd(),
      record: view.getInt32(at + 8),
      records: view.getInt32(at + 12),
    };
    if (type === 'MACLIB') return member;
    const [entry, length] = [view.getInt32(at + 16), view.getInt32(at + 20)];
    return { ...member, module: { entry, length, executable: (record[at + 24]! & 0x80) !== 0 } };
  });
}

function decodeOldEntries(record: Uint8Array, view: DataView, left: number): Member[] {
  return Array.from({ length: Math.min(left, OLD.entries) }, (_, i) => {
    const at = i * OLD.entry;
    const name = fromEbcdic(record.subarray(at, at + 8)).trimEnd();
    return { name, record: view.getUint16(at + 8), records: 0 };
  });
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
