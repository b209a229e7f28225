/** Libraries as stages see them, MACLIB and TXTLIB: members by name, and where their records are. Plain data between steps. */
import { CommandFault, deviceOf } from '../commands/command-fault.js';
import { findFile } from '../files/disk-state.js';
import { openCursor, readRecord, seekRecord, type RecordCursor } from '../files/reader.js';
import {
  decodeHeader,
  readDictionary,
  startDictionary,
  type DictionaryReading,
} from '../loader/text-library.js';
import type { OpenLibrary } from '../maclib/library-state.js';
import { openLibrary, readDirectory } from '../maclib/read-library.js';
import { device, guarded } from './file-ids.js';
import { PipeFault } from './pipe-fault.js';
import type { Rec } from './pipe-set.js';
import type { StageIo } from './stage-io.js';

/** The types of library that have members of records. */
export type LibraryType = 'MACLIB' | 'TXTLIB';

/** Where a member is. */
export interface Shelved {
  readonly name: string;
  /** Its first record, from 1, and how many it has. */
  readonly record: number;
  readonly records: number;
}

/** A library that has been opened. */
export interface Shelf {
  readonly shown: string;
  readonly device: number;
  readonly cursor: RecordCursor;
  /** What is still to be read of its directory. */
  readonly directory:
    | { readonly type: 'MACLIB'; readonly library: OpenLibrary }
    | { readonly type: 'TXTLIB'; readonly reading: DictionaryReading; readonly end: number };
  /** The members in their order, and under all their names. */
  members: Shelved[];
  readonly names: Map<string, Shelved>;
  read: boolean;
}

/** Opens a library. Throws a PipeFault when it is not there, or is none. */
export function openShelf(io: StageIo, name: string, type: LibraryType, mode: string): Shelf {
  const shown = `${name} ${type} ${mode}`;
  return guarded(() => {
    const file = findFile(io.context.cms.disks, name, type, mode);
    if (file === undefined) throw new PipeFault(146, shown);
    const { device } = file.volume;
    const cursor = openCursor(file.volume, device, file.entry);
    const rest = { members: [], names: new Map<string, Shelved>(), read: false };
    if (type === 'MACLIB') {
      const library = openLibrary(io.context, name, mode);
      if (library === undefined || library === 'damaged') throw new PipeFault(2007, shown);
      return { ...{ shown, device, cursor, ...rest }, directory: { type, library } };
    }
    const first = readRecord(cursor, deviceOf(io.context, file.volume));
    const header = first === undefined ? undefined : decodeHeader(first);
    if (header === undefined) throw new PipeFault(2007, shown);
    const directory = { type, reading: startDictionary(file), end: header.dictionary } as const;
    return { ...{ shown, device, cursor, ...rest }, directory };
  });
}

/** Reads some of the directory; true when all of it is there. Throws a PipeFault when the library is damaged. */
export function shelfRead(io: StageIo, shelf: Shelf): boolean {
  if (shelf.read) return true;
  const { directory } = shelf;
  if (directory.type === 'MACLIB') {
    const { library } = directory;
    if (!guarded(() => readDirectory(io.context, library))) return false;
    const { records } = library.cursor.entry;
    for (const { name, record, records: count } of library.members.values()) {
      const good = record >= 2 && count >= 0 && record + count <= records;
      shelf.names.set(name, { name, record, records: good ? count : 0 });
    }
    shelf.members = [...shelf.names.values()];
  } else {
    try {
      if (!readDictionary(io.context, directory.reading, 'PIP')) return false;
    } catch (error) {
      if (error instanceof CommandFault) throw new PipeFault(2007, shelf.shown);
      throw error;
    }
    nameMembers(shelf, directory.reading, directory.end);
  }
  shelf.read = true;
  return true;
}

/** Names that have one record are one member, which ends where the next begins. */
function nameMembers(shelf: Shelf, { entries }: DictionaryReading, end: number): void {
  const starts = [...new Set(entries.map(({ record }) => record))].sort((a, b) => a - b);
  const ends = new Map(starts.map((start, i) => [start, starts[i + 1] ?? end]));
  const byRecord = new Map<number, Shelved>();
  for (const { name, record } of entries) {
    let member = byRecord.get(record);
    if (member === undefined) {
      member = { name, record, records: Math.max(0, ends.get(record)! - record) };
      byRecord.set(record, member);
      shelf.members.push(member);
    }
    if (!shelf.names.has(name)) shelf.names.set(name, member);
  }
}

/** Some records of a member from one on. Throws a PipeFault. */
export function memberRecords(
  io: StageIo,
  shelf: Shelf,
  member: Shelved,
  from: number,
  most: number,
): Rec[] {
  return guarded(() => {
    const disk = device(io, shelf.device);
    const records: Rec[] = [];
    if (from < member.records) seekRecord(shelf.cursor, disk, member.record + from);
    while (records.length < most && from + records.length < member.records) {
      const record = readRecord(shelf.cursor, disk);
      if (record === undefined) break;
      records.push(record);
    }
    return records;
  });
}
