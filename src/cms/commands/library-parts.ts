/**
 * Members of a library as stretches of its records, for commands with the option MEMBER (CMS Command Reference,
 * "PRINT", "PUNCH", "TYPE"): MACLIBs have their members in a directory with lengths, TXTLIBs in a dictionary of
 * beginnings.
 */
import type { StepContext } from '../command.js';
import type { FoundFile } from '../files/disk-state.js';
import { openCursor, readRecord, seekRecord } from '../files/reader.js';
import {
  dictionaryRecords,
  readDictionary,
  startDictionary,
  type DictionaryReading,
} from '../loader/text-library.js';
import { decodeEntries, decodeHeader, measured, type Member } from '../maclib/maclib.js';
import { messageAs } from '../messages-table.js';
import { CommandFault, deviceOf, fault } from './command-fault.js';
import { foundName } from './operands.js';

/** Records from one to another, with the name of the member. */
export type LibraryPart = { readonly name: string; readonly from: number; readonly to: number };

/** Looking for members; plain data. */
export type PartsReading = {
  readonly module: string;
  readonly library: string;
  readonly member: string;
  /** Of a TXTLIB: its dictionary as far as it is read. */
  readonly dictionary?: DictionaryReading;
  /** Of a MACLIB, whose directory is small: the members. */
  readonly parts?: readonly LibraryPart[];
};

/** Starts to look for a member, or with `*` for all; a fault when the file is no library. */
export function startParts(
  context: StepContext,
  module: string,
  file: FoundFile,
  member: string,
): PartsReading {
  const library = foundName(file);
  if (file.entry.type === 'TXTLIB') {
    return { module, library, member, dictionary: startDictionary(file) };
  }
  const parts = macroParts(context, module, file);
  return { module, library, member, parts };
}

function macroParts(context: StepContext, module: string, file: FoundFile): LibraryPart[] {
  const { volume, entry } = file;
  const device = deviceOf(context, volume);
  const cursor = openCursor(volume, device.device, entry);
  const first = readRecord(cursor, device);
  const header = first === undefined ? undefined : decodeHeader(first);
  if (header === undefined || header.directory > entry.records + 1) {
    throw fault(module, 33, foundName(file));
  }
  seekRecord(cursor, device, header.directory);
  const members: Member[] = [];
  while (members.length < header.members) {
    const record = readRecord(cursor, device);
    if (record === undefined) break;
    const left = header.members - members.length;
    members.push(...decodeEntries(record, left, 'MACLIB', header.old));
  }
  const known = header.old === true ? measured(members, header.directory) : members;
  return known
    .map(({ name, record, records }) => ({ name, from: record, to: record + records - 1 }))
    .filter(({ from, to }) => from >= 2 && to >= from && to <= entry.records);
}

/** The members of a dictionary: what stands between their first records, without the card that ends each. */
function textParts(reading: DictionaryReading): LibraryPart[] {
  const { entries, cursor } = reading;
  // the cursor stands behind the dictionary
  const dictionary = cursor.record - dictionaryRecords(reading);
  const starts = [...new Set(entries.map(({ record }) => record))].sort((a, b) => a - b);
  const ends = new Map(starts.map((record, i) => [record, (starts[i + 1] ?? dictionary) - 2]));
  const parts: LibraryPart[] = [];
  let before = 0;
  for (const { name, record } of entries) {
    // the first name at a record is that of the member, others are entry points
    if (record === before) continue;
    before = record;
    const to = ends.get(record)!;
    if (to >= record) parts.push({ name, from: record, to });
  }
  return parts;
}

/** The members when they are known; undefined when there is still to be read. A fault when there is none. */
export function someParts(context: StepContext, reading: PartsReading): LibraryPart[] | undefined {
  const { module, library, member, dictionary } = reading;
  if (dictionary !== undefined && !readDictionary(context, dictionary, module)) return undefined;
  const all = dictionary === undefined ? reading.parts! : textParts(dictionary);
  const wanted = all.filter(({ name }) => member === '*' || name === member);
  if (wanted.length === 0) {
    if (member === '*') throw fault(module, 39, library);
    throw new CommandFault(32, [messageAs('E', module, 13, member, library)]);
  }
  return member === '*' ? wanted : wanted.slice(0, 1);
}
