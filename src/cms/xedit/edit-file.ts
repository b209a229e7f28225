/**
 * A file being edited: plain data, and the few operations that change its lines. Lines are numbered
 * from 1; line 0 is "Top of File" and the line behind the last is "End of File" (z/VM: XEDIT Commands
 * and Macros Reference, "The XEDIT Screen").
 */

import { EBCDIC_BLANK, toEbcdic } from '../../shared/ebcdic.js';
import { withoutTrailingBlanks } from '../blanks.js';
import { typeDefaults } from './type-defaults-table.js';
import { newFileOptions, type FileOptions } from './options/option-state.js';
import {
  newPrefixSettings,
  type Operation,
  type PendingPrefix,
  type PrefixSettings,
} from './prefix/pending.js';
import type { Progress } from './progress.js';
import { newScreenSettings, type ScreenSettings } from './screen/screen-settings.js';
import { claim, MAXIMUM_HELD } from './storage-claims.js';
import { lengthWithoutBlanks, sameRecord } from './text/record.js';
import type { UpdateMode } from './update/update-mode.js';
import { levelOfNew, newSelection, nextInScope, type Selection } from './selection.js';
import { fillLevels } from './text/levels.js';
import { markLine, markNew } from './text/marks.js';
import {
  insertRecord,
  lineOf,
  putIn,
  putRecord,
  recordAt,
  takeOut,
  textFrom,
  type Text,
} from './text/text.js';

/** What SET changes for one file. Columns are counted from 1. */
export interface EditSettings {
  number: boolean;
  stay: boolean;
  wrap: boolean;
  case: { enter: 'MIXED' | 'UPPER'; search: 'RESPECT' | 'IGNORE' };
  zone: [number, number];
  tabs: number[];
  truncation: number;
  nulls: boolean;
  /** PF key definitions, 1 to 24: those of one file do not change another's. */
  pf: Record<number, string>;
  /** What ENTER does besides entering the command line (SET ENTER); '' for nothing. */
  enter: string;
}

/** Where a file stands in one view. */
export interface PlaceInView {
  readonly current: number;
  readonly column: number;
  readonly view: number;
}

/** One file of the ring. */
export interface EditFile {
  readonly version: 2;
  name: string;
  type: string;
  mode: string;
  recfm: 'F' | 'V';
  lrecl: number;
  text: Text;
  /** Bytes that its text may hold: what the other files of the ring leave. */
  most: number;
  /** Current line, 0 to the one behind the last. */
  current: number;
  /** Column pointer, from 1. */
  column: number;
  /** First column shown (SET VERIFY, RIGHT, LEFT). */
  view: number;
  /** Changes since the file was last saved. */
  alterations: number;
  /** Its number in the session, which is its name where it is saved by itself. */
  id: number;
  /** Where it was saved by itself, and how many changes it had then. */
  autosaved:
    { readonly fileid: readonly [string, string, string]; readonly at: number } | undefined;
  /** Labels set by the prefix command .name. */
  labels: Record<string, number>;
  pending: PendingPrefix[];
  /** Lines that take further rows of the screen, and how many (the prefix command E). */
  extended: readonly { readonly line: number; readonly rows: number }[];
  /** What a prefix command has begun and takes further steps. */
  operation: Operation | undefined;
  prefix: PrefixSettings;
  settings: EditSettings;
  /** Levels of lines, and which of them are displayed and reached. */
  selection: Selection;
  screen: ScreenSettings;
  /** Where the file stands in views that are not active, by their number. */
  places: Readonly<Record<number, PlaceInView>>;
  options: FileOptions;
  /** Lines that were deleted, the last deletion last (RECOVER). */
  deleted: Text[];
  /** What PRESERVE has kept. */
  preserved: Preserved | undefined;
  /** It is shown with its updates, and what is changed becomes an update file. */
  update?: UpdateMode | undefined;
  /** How far a subcommand has come that takes several steps. */
  progress: Progress | undefined;
  /** The line that the first of two targets has named, while the second is looked for in steps. */
  sought?: { readonly key: string; readonly line: number } | undefined;
}

/** What RESTORE brings back. */
export interface Preserved extends Pick<
  EditFile,
  | 'name'
  | 'type'
  | 'mode'
  | 'recfm'
  | 'lrecl'
  | 'view'
  | 'prefix'
  | 'screen'
  | 'settings'
  | 'options'
> {
  readonly msgmode: boolean;
  readonly lineEnd: string;
}

/** Longest record that XEDIT keeps. */
export const MAXIMUM_LRECL = 65535;
/** Number of the first file of a session. */
export const FIRST_ID = 100_001;
/** PF keys as XEDIT sets them (SET PFn; the same for 13 to 24). */
const DEFAULT_KEYS = [
  'HELP',
  'SOS LINEADD',
  'QUIT',
  'TABKEY',
  'SCHANGE 6',
  '?',
  'BACKWARD',
  'FORWARD',
  '=',
  'RGTLEFT',
  'SPLTJOIN',
  'CURSOR HOME',
];
const KEYS = DEFAULT_KEYS.flatMap((text, i) => [[i + 1, text] as const, [i + 13, text] as const]);

/** A file for the editor; `lrecl` is the record length of an F file or the longest record to allow. */
export function newEditFile(
  fileid: readonly [string, string, string],
  recfm: 'F' | 'V',
  lrecl: number,
  lines: Text | readonly string[],
): EditFile {
  const [name, type, mode] = fileid;
  return {
    version: 2,
    name,
    type,
    mode,
    recfm,
    lrecl,
    text: 'arenas' in lines ? lines : textFrom(lines),
    most: MAXIMUM_HELD,
    current: 0,
    column: 1,
    view: 1,
    alterations: 0,
    id: FIRST_ID,
    autosaved: undefined,
    labels: {},
    pending: [],
    extended: [],
    operation: undefined,
    prefix: newPrefixSettings(),
    progress: undefined,
    selection: newSelection(),
    screen: newScreenSettings(),
    places: {},
    options: newFileOptions(fileid, lrecl),
    deleted: [],
    preserved: undefined,
    settings: {
      number: false,
      stay: false,
      wrap: false,
      case: { enter: typeDefaults(type).enter, search: 'RESPECT' },
      zone: [1, lrecl],
      tabs: [1, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80],
      truncation: lrecl,
      nulls: false,
      pf: Object.fromEntries(KEYS),
      enter: 'IGNORE COMMAND CURSOR CMDLINE 1 PRIORITY 30',
    },
  };
}

/** Changes since the file was last saved by itself, or by its user. */
export function sinceAutosave({ alterations, autosaved }: EditFile): number {
  return alterations - Math.min(alterations, autosaved?.at ?? 0);
}

/** Lines of the file. */
export function sizeOf(file: EditFile): number {
  return file.text.size;
}

/** A line, without the blanks at its end; '' where there is none. */
export function lineAt(file: EditFile, line: number): string {
  return lineOf(file.text, line);
}

/** A line up to the truncation column: what subcommands change of it. */
export function bodyAt(file: EditFile, line: number): string {
  const text = lineAt(file, line);
  const { truncation } = file.settings;
  return text.length > truncation ? text.slice(0, truncation).trimEnd() : text;
}

/** A line in EBCDIC, good until the file changes; empty where there is none. */
export function recordOf(file: EditFile, line: number): Uint8Array {
  return recordAt(file.text, line);
}

/** So many lines from one on, as far as there are; without a count, all. */
export function linesOf(file: EditFile, first = 1, count = sizeOf(file)): string[] {
  const low = Math.max(1, first);
  const length = Math.max(0, Math.min(sizeOf(file), first + count - 1) - low + 1);
  return Array.from({ length }, (_, i) => lineOf(file.text, low + i));
}

/** Lines to which putting them in one by one is no dearer. */
const FEW = 16;

/** Inserts one line in EBCDIC behind line `after`, as `insertLines` does. */
export function insertLine(file: EditFile, after: number, record: Uint8Array): void {
  claim(file, 1, record.length);
  const at = Math.max(0, Math.min(after, sizeOf(file)));
  insertRecord(file.text, at, record, levelOfNew(file));
  markLine(file.text, at + 1, 'new');
  follow(file, at, 1);
}

/** Inserts lines behind line `after` and moves labels and pending prefix commands along. */
export function insertLines(file: EditFile, after: number, added: readonly string[]): void {
  if (added.length > FEW) {
    insertText(file, after, textFrom(added));
    return;
  }
  if (added.length === 0) return;
  const bytes = added.reduce((sum, line) => sum + line.length, 0);
  claim(file, added.length, bytes);
  const at = Math.max(0, Math.min(after, sizeOf(file)));
  const level = levelOfNew(file);
  for (const [i, line] of added.entries()) {
    insertRecord(file.text, at + i, toEbcdic(line), level);
    markLine(file.text, at + i + 1, 'new');
  }
  follow(file, at, added.length);
}

/** Inserts the lines of a text, which has none then, behind line `after`; they are displayed then. */
export function insertText(file: EditFile, after: number, added: Text): void {
  fillLevels(added, levelOfNew(file));
  markNew(added);
  insertPiece(file, after, added);
}

/** The same with lines of the file itself, which keep their levels and marks. */
export function insertPiece(file: EditFile, after: number, added: Text): void {
  const { size } = added;
  if (size === 0) return;
  claim(file, size, added.held);
  const at = Math.max(0, Math.min(after, sizeOf(file)));
  putIn(file.text, at, added);
  follow(file, at, size);
}

/** What stands behind inserted lines moves down. */
function follow(file: EditFile, at: number, count: number): void {
  file.alterations++;
  shift(file, at + 1, count);
  if (file.current > at) file.current += count;
}

/** Deletes `count` lines from line `first` on, which are the result; labels on them are gone. */
export function deleteLines(file: EditFile, first: number, count: number): Text {
  const gone = takeOut(file.text, first, count);
  const { size } = gone;
  if (size === 0) return gone;
  file.alterations++;
  for (const [label, line] of Object.entries(file.labels)) {
    if (line >= first && line < first + size) {
      file.labels = Object.fromEntries(Object.entries(file.labels).filter(([l]) => l !== label));
    }
  }
  file.pending = file.pending.filter((p) => p.line < first || p.line >= first + size);
  file.extended = file.extended.filter((p) => p.line < first || p.line >= first + size);
  shift(file, first + size, -size);
  if (file.current >= first + size) file.current -= size;
  else if (file.current > first) file.current = first;
  file.current = nextInScope(file, Math.min(file.current, sizeOf(file) + 1), 1);
  return gone;
}

/** Moves lines behind another that is none of them; their labels go with them. */
export function moveLines(file: EditFile, first: number, count: number, after: number): void {
  const { alterations } = file;
  const labels = Object.entries(file.labels).filter(([, at]) => at >= first && at < first + count);
  const piece = deleteLines(file, first, count);
  const to = after < first ? after : after - count;
  insertPiece(file, to, piece);
  file.labels = {
    ...file.labels,
    ...Object.fromEntries(labels.map(([label, at]) => [label, at - first + to + 1])),
  };
  file.alterations = alterations + 1;
}

/** Replaces one line; returns whether it was cut at the truncation column. */
export function replaceLine(file: EditFile, line: number, text: string): boolean {
  return replaceRecord(file, line, toEbcdic(text));
}

/**
 * The same with a line in EBCDIC. What stands behind the truncation column stays there, whatever is given: it is cut when
 * something else was to stand there (z/VM: XEDIT, "SET TRUNC").
 */
export function replaceRecord(file: EditFile, line: number, given: Uint8Array): boolean {
  const { truncation } = file.settings;
  const length = lengthWithoutBlanks(given);
  const kept = lengthWithoutBlanks(given, truncation);
  const there = line >= 1 && line <= sizeOf(file);
  const old = there ? recordAt(file.text, line) : NOTHING;
  const behind = old.length > truncation ? old.subarray(truncation) : NOTHING;
  const cut = length > truncation && !sameRecord(given.subarray(truncation, length), behind);
  if (!there) return cut;
  const body = kept === given.length ? given : given.subarray(0, kept);
  const record = behind.length === 0 ? body : joined(body, truncation, behind);
  if (!sameRecord(old, record)) {
    if (record.length > old.length) claim(file, 0, record.length - old.length);
    putRecord(file.text, line, record);
    markLine(file.text, line, 'changed');
    file.alterations++;
  }
  return cut;
}

const NOTHING = new Uint8Array();

function joined(body: Uint8Array, truncation: number, behind: Uint8Array): Uint8Array {
  const record = new Uint8Array(truncation + behind.length).fill(EBCDIC_BLANK);
  record.set(body);
  record.set(behind, truncation);
  return record;
}

/** Text as this file keeps it: cut at the truncation column, without the blanks behind it. */
export function fit(file: EditFile, text: string): { text: string; truncated: boolean } {
  const trimmed = withoutTrailingBlanks(text);
  const kept = trimmed.slice(0, file.settings.truncation);
  return { text: kept, truncated: kept.length < trimmed.length };
}

function shift(file: EditFile, from: number, by: number): void {
  file.labels = Object.fromEntries(
    Object.entries(file.labels).map(([label, line]) => [label, line >= from ? line + by : line]),
  );
  file.places = Object.fromEntries(
    Object.entries(file.places).map(([view, place]) => {
      const { current } = place;
      // a line that is gone leaves the one that stands in its place
      const gone = by < 0 && current >= from + by && current < from;
      const moved = gone ? from + by : current >= from ? current + by : current;
      return [view, { ...place, current: moved }];
    }),
  );
  file.pending = file.pending.map((p) => (p.line >= from ? { ...p, line: p.line + by } : p));
  file.extended = file.extended.map((p) => (p.line >= from ? { ...p, line: p.line + by } : p));
  const { range } = file.options;
  if (range === undefined) return;
  const [first, last] = range;
  // lines put in at an edge of the range belong to it, as subcommands reach no others
  const moved = ((): readonly [number, number] => {
    if (by > 0) return [first > from ? first + by : first, last >= from - 1 ? last + by : last];
    const gone = from + by;
    const stands = (line: number, edge: number): number =>
      line >= from ? line + by : Math.min(line, edge);
    return [stands(first, gone), stands(last, gone - 1)];
  })();
  file.options = { ...file.options, range: moved };
}
