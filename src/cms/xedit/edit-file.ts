/**
 * A file being edited: plain data, and the few operations that change its lines. Lines are numbered
 * from 1; line 0 is "Top of File" and line `lines.length + 1` is "End of File" (z/VM: XEDIT Commands
 * and Macros Reference, "The XEDIT Screen").
 */

import type { Progress } from './progress.js';

/** What SET changes for one file. Columns are counted from 1. */
export interface EditSettings {
  number: boolean;
  prefix: boolean;
  scale: boolean;
  stay: boolean;
  wrap: boolean;
  case: { enter: 'MIXED' | 'UPPER'; search: 'RESPECT' | 'IGNORE' };
  zone: [number, number];
  tabs: number[];
  truncation: number;
  nulls: boolean;
  /** Last column shown (SET VERIFY); undefined: as far as the screen reaches. */
  lastColumn: number | undefined;
  /** Row of the current line: from the top of the screen, or from its middle (SET CURLINE). */
  curline: { readonly from: 'top' | 'middle'; readonly row: number };
  /** PF key definitions, 1 to 24: those of one file do not change another's. */
  pf: Record<number, string>;
  /** What ENTER does besides entering the command line (SET ENTER); '' for nothing. */
  enter: string;
  /** Rows that hold a text of their own, by their number; below zero from the bottom (SET RESERVED). */
  reserved: Record<number, ReservedLine>;
}

/** A row that a macro has put a text into. */
export interface ReservedLine {
  readonly text: string;
  readonly color: 'blue' | 'red' | 'pink' | 'green' | 'turquoise' | 'yellow' | 'white' | 'default';
  readonly high: boolean;
}

/** A prefix command that waits for its other half or its destination. */
export interface PendingPrefix {
  readonly kind: 'C' | 'M' | 'CC' | 'MM' | 'DD' | '""' | '>>' | '<<' | 'F' | 'P';
  readonly line: number;
  readonly count: number;
}

/** One file of the ring. */
export interface EditFile {
  readonly version: 1;
  name: string;
  type: string;
  mode: string;
  recfm: 'F' | 'V';
  lrecl: number;
  lines: string[];
  /** Current line, 0 to lines.length + 1. */
  current: number;
  /** Column pointer, from 1. */
  column: number;
  /** First column shown (SET VERIFY, RIGHT, LEFT). */
  view: number;
  /** Changes since the file was last saved. */
  alterations: number;
  /** Labels set by the prefix command .name. */
  labels: Record<string, number>;
  pending: PendingPrefix[];
  settings: EditSettings;
  /** How far a subcommand has come that takes several steps. */
  progress: Progress | undefined;
}

/** Longest record that XEDIT keeps. */
export const MAXIMUM_LRECL = 65535;
/** Most lines that one file may have here; the bound has a message (DMSXED557S). */
export const MAXIMUM_LINES = 2_000_000;

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
  lines: string[],
): EditFile {
  const [name, type, mode] = fileid;
  const mixed = !['EXEC', 'XEDIT', 'ASSEMBLE', 'MACRO', 'COPY', 'DIRECT'].includes(type);
  return {
    version: 1,
    name,
    type,
    mode,
    recfm,
    lrecl,
    lines,
    current: 0,
    column: 1,
    view: 1,
    alterations: 0,
    labels: {},
    pending: [],
    progress: undefined,
    settings: {
      number: false,
      prefix: true,
      scale: true,
      stay: false,
      wrap: false,
      case: { enter: mixed ? 'MIXED' : 'UPPER', search: 'RESPECT' },
      zone: [1, lrecl],
      tabs: [1, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80],
      truncation: lrecl,
      nulls: false,
      lastColumn: undefined,
      curline: { from: 'middle', row: 0 },
      pf: Object.fromEntries(KEYS),
      enter: '',
      reserved: {},
    },
  };
}

/** Lines of the file. */
export function sizeOf(file: EditFile): number {
  return file.lines.length;
}

/** A line, without the blanks at its end; '' where there is none. */
export function lineAt(file: EditFile, line: number): string {
  return file.lines[line - 1] ?? '';
}

/** So many lines from one on, as far as there are; without a count, all. */
export function linesOf(file: EditFile, first = 1, count = sizeOf(file)): string[] {
  return file.lines.slice(first - 1, first - 1 + count);
}

/** Lines that are put in at once. */
const A_PIECE = 10_000;

/** Inserts lines behind line `after` and moves labels and pending prefix commands along. */
export function insertLines(file: EditFile, after: number, added: readonly string[]): void {
  if (added.length === 0) return;
  const at = Math.max(0, Math.min(after, file.lines.length));
  // in pieces: a spread of a million arguments overflows the stack
  for (let from = 0; from < added.length; from += A_PIECE) {
    file.lines.splice(at + from, 0, ...added.slice(from, from + A_PIECE));
  }
  file.alterations++;
  shift(file, at + 1, added.length);
  if (file.current > at) file.current += added.length;
}

/** Deletes `count` lines from line `first` on; labels on them are gone. */
export function deleteLines(file: EditFile, first: number, count: number): string[] {
  const gone = file.lines.splice(first - 1, count);
  if (gone.length === 0) return gone;
  file.alterations++;
  for (const [label, line] of Object.entries(file.labels)) {
    if (line >= first && line < first + gone.length) {
      file.labels = Object.fromEntries(Object.entries(file.labels).filter(([l]) => l !== label));
    }
  }
  file.pending = file.pending.filter((p) => p.line < first || p.line >= first + gone.length);
  shift(file, first + gone.length, -gone.length);
  if (file.current >= first + gone.length) file.current -= gone.length;
  else if (file.current > first) file.current = first;
  file.current = Math.min(file.current, file.lines.length + 1);
  return gone;
}

/** Replaces one line; returns whether it was cut at the truncation column. */
export function replaceLine(file: EditFile, line: number, text: string): boolean {
  const { text: kept, truncated } = fit(file, text);
  if (file.lines[line - 1] !== kept) {
    file.lines[line - 1] = kept;
    file.alterations++;
  }
  return truncated;
}

/** Text as this file keeps it: cut at the truncation column, without the blanks behind it. */
export function fit(file: EditFile, text: string): { text: string; truncated: boolean } {
  const trimmed = text.replace(/ +$/, '');
  const kept = trimmed.slice(0, file.settings.truncation);
  return { text: kept, truncated: kept.length < trimmed.length };
}

function shift(file: EditFile, from: number, by: number): void {
  file.labels = Object.fromEntries(
    Object.entries(file.labels).map(([label, line]) => [label, line >= from ? line + by : line]),
  );
  file.pending = file.pending.map((p) => (p.line >= from ? { ...p, line: p.line + by } : p));
}
