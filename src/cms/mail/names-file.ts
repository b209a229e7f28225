/**
 * The file `userid NAMES`: entries of tags, of which `:nick.` begins each (CMS User's Guide, "Communicating with
 * others"). A value goes on to the next tag, over as many lines as that takes; a line that begins with `*` or `.*` is
 * a comment. Made by its user with any editor: what fits nowhere is passed over.
 */
import { fromEbcdic } from '../../shared/ebcdic.js';
import type { StepContext } from '../command.js';
import { fault } from '../commands/command-fault.js';
import { findFile, type FoundFile } from '../files/disk-state.js';
import { readSome, type ProgramReading } from '../nucleus/program-files.js';

/** A person or a list, as the file has it. */
export interface NamesEntry {
  /** Number of the line with its `:nick.`, from 1. */
  readonly line: number;
  /** Values by tag, in upper case and without colon and full stop, in their order. */
  readonly tags: ReadonlyMap<string, string>;
  /** Its lines as they stand in the file. */
  readonly text: readonly string[];
}

/** Most bytes of such a file. */
export const NAMES_LIMIT = 256 * 1024;
const TYPE = 'NAMES';
const TAG = /:([A-Za-z0-9_$#@-]{1,32})\.(?=\S|\s|$)/g;

/** Where reading the file stands; plain data. */
export interface NamesReading {
  readonly module: string;
  readonly file: string;
  from: FoundFile | ProgramReading | undefined;
  size: number;
  readonly lines: string[];
}

/** Begins to read `name NAMES`; one that is not there has no entries. */
export function startNames(context: StepContext, module: string, name: string): NamesReading {
  const from = findFile(context.cms.disks, name, TYPE);
  return { module, file: `${name} ${TYPE}`, from, size: 0, lines: [] };
}

/** Reads on, about a millisecond of it; whether all is read. A fault when the file is damaged or too large. */
export function readNames(context: StepContext, reading: NamesReading): boolean {
  if (reading.from === undefined) return true;
  const some = readSome(context, reading.from);
  if (some === undefined) throw fault(reading.module, 104, 3, reading.file);
  for (const record of some.records) {
    reading.size += record.length;
    if (reading.size > NAMES_LIMIT) throw fault(reading.module, 109);
    reading.lines.push(fromEbcdic(record).trimEnd());
  }
  const { cursor } = some.reading;
  reading.from = cursor.record <= cursor.entry.records ? some.reading : undefined;
  return reading.from === undefined;
}

/** The entries of a file that has been read. */
export function namesEntries(lines: readonly string[]): NamesEntry[] {
  const entries: NamesEntry[] = [];
  let tags = new Map<string, string>();
  let text: string[] = [];
  let last: string | undefined;
  const more = (value: string): void => {
    const word = value.trim();
    if (last === undefined || word === '') return;
    const before = tags.get(last) ?? '';
    tags.set(last, before === '' ? word : `${before} ${word}`);
  };
  lines.forEach((line, number) => {
    if (/^\s*\.?\*/.test(line)) return;
    let at = 0;
    for (const match of line.matchAll(TAG)) {
      more(line.slice(at, match.index));
      last = match[1]!.toUpperCase();
      at = match.index + match[0].length;
      if (last === 'NICK') {
        tags = new Map();
        text = [];
        entries.push({ line: number + 1, tags, text });
      }
      if (!tags.has(last)) tags.set(last, '');
    }
    more(line.slice(at));
    if (entries.length > 0) text.push(line);
  });
  return entries;
}

/** The entry of a nickname, whatever its case. */
export function entryOf(entries: readonly NamesEntry[], nick: string): NamesEntry | undefined {
  return entries.find(({ tags }) => tags.get('NICK')?.toUpperCase() === nick.toUpperCase());
}
