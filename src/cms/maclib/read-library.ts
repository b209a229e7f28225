/** Reading macro libraries in steps: the directory, and members by name. Plain data between steps. */
import { fromEbcdic } from '../../shared/ebcdic.js';
import type { StepContext } from '../command.js';
import { deviceOf } from '../commands/command-fault.js';
import { findFile, volumeOf } from '../files/disk-state.js';
import { openCursor, readRecord, seekRecord } from '../files/reader.js';
import type { OpenLibrary } from './library-state.js';
import { decodeEntries, decodeHeader, measured, type LibraryType, type Member } from './maclib.js';

/** Records read in one step. */
const STEP_RECORDS = 150;

/** Opens a MACLIB; undefined when it is not there, `damaged` when it is no library. */
export function openLibrary(
  context: StepContext,
  name: string,
  filemode = '*',
  type: LibraryType = 'MACLIB',
): OpenLibrary | 'damaged' | undefined {
  const found = findFile(context.cms.disks, name, type, filemode);
  if (found === undefined) return undefined;
  const { volume, entry } = found;
  const fixed = entry.format === 'F' && entry.recordLength === 80;
  if ((type === 'MACLIB' && !fixed) || entry.records < 1) return 'damaged';
  const device = deviceOf(context, volume);
  const cursor = openCursor(volume, volume.device, entry);
  const header = decodeHeader(readRecord(cursor, device)!, type);
  if (header === undefined || header.directory > entry.records + 1) return 'damaged';
  seekRecord(cursor, device, header.directory);
  const oldDirectory = header.old === true ? header.directory : undefined;
  return {
    ...{ name, type, device: volume.device, cursor, members: new Map(), oldDirectory },
    ...{ entries: [], left: header.members },
  };
}

/** Reads some of the directory; true when all of it is there. */
export function readDirectory(context: StepContext, library: OpenLibrary): boolean {
  if (library.left === 0) return true;
  const device = deviceOf(context, volumeOf(context.cms.disks, library.device));
  for (let n = 0; n < STEP_RECORDS && library.left > 0; n++) {
    const record = readRecord(library.cursor, device);
    if (record === undefined) {
      library.left = 0;
      break;
    }
    const entries = decodeEntries(
      record,
      library.left,
      library.type,
      library.oldDirectory !== undefined,
    );
    library.left -= entries.length;
    library.entries.push(...entries);
  }
  if (library.left > 0) return false;
  const { members, oldDirectory } = library;
  if (oldDirectory !== undefined) library.entries = measured(library.entries, oldDirectory);
  for (const one of library.entries) if (!members.has(one.name)) members.set(one.name, one);
  return true;
}

/** Reading a member; plain data. */
export interface MemberReading {
  readonly member: Member;
  readonly lines: string[];
}

/** Goes to a member. */
export function startMember(
  context: StepContext,
  library: OpenLibrary,
  member: Member,
): MemberReading {
  const device = deviceOf(context, volumeOf(context.cms.disks, library.device));
  const { records } = library.cursor.entry;
  const good =
    member.record >= 2 && member.records >= 0 && member.record + member.records <= records;
  if (good) seekRecord(library.cursor, device, member.record);
  return { member: good ? member : { ...member, records: 0 }, lines: [] };
}

/** Reads some records of a member; true when all of them are there. */
export function readMember(
  context: StepContext,
  library: OpenLibrary,
  reading: MemberReading,
): boolean {
  const device = deviceOf(context, volumeOf(context.cms.disks, library.device));
  for (let n = 0; n < STEP_RECORDS && reading.lines.length < reading.member.records; n++) {
    const record = readRecord(library.cursor, device);
    if (record === undefined) return true;
    reading.lines.push(fromEbcdic(record).trimEnd());
  }
  return reading.lines.length >= reading.member.records;
}
