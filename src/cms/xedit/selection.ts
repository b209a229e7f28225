/**
 * Selective line editing: which levels of lines the screen shows, and whether subcommands reach the others (z/VM: XEDIT
 * Commands and Macros Reference, "SET SELECT", "SET DISPLAY", "SET SCOPE"). The levels lie with the lines (text/levels.ts).
 */
import {
  countWithin,
  fillLevels,
  highestIn,
  levelAt,
  mapLevels,
  MAXIMUM_LEVEL,
  nextWithin,
  nthWithin,
  type LevelRange,
} from './text/levels.js';
import type { Text } from './text/text.js';

export { MAXIMUM_LEVEL } from './text/levels.js';

/** What is selected in one file. */
export interface Selection {
  /** A line may have another level than 0, which all have at first. */
  leveled: boolean;
  /** Lowest and highest level that is displayed. */
  display: LevelRange;
  /** Whether subcommands reach all lines, or those that are displayed. */
  scope: 'DISPLAY' | 'ALL';
  /** A line tells how many are not displayed. */
  shadow: boolean;
}

/** A file, as far as selection goes. */
export interface Selected {
  readonly text: Text;
  selection: Selection;
  readonly current: number;
}

/** Everything is displayed. */
export function newSelection(): Selection {
  return { leveled: false, display: [0, 0], scope: 'DISPLAY', shadow: true };
}

/** Level of a line. */
export function levelOf({ text }: Selected, line: number): number {
  return levelAt(text, line);
}

/** The highest level of all lines. */
export function highestLevel({ selection, text }: Selected): number {
  return selection.leveled ? highestIn(text) : 0;
}

/** Whether no line can be hidden, so that nobody has to look for those that are. */
export function allShown({ selection: { leveled, display } }: Selected): boolean {
  return display[0] === 0 && (!leveled || display[1] === MAXIMUM_LEVEL);
}

/** Whether the screen shows a line; top and end of the file are always shown. */
export function isShown(file: Selected, line: number): boolean {
  if (allShown(file) || line < 1 || line > file.text.size) return true;
  const [low, high] = file.selection.display;
  const level = levelAt(file.text, line);
  return level >= low && level <= high;
}

/** Whether subcommands reach every line. */
export function allInScope(file: Selected): boolean {
  return file.selection.scope === 'ALL' || allShown(file);
}

/** Whether subcommands reach a line. */
export function inScope(file: Selected, line: number): boolean {
  return file.selection.scope === 'ALL' || isShown(file, line);
}

/** The first line from `line` on that the screen shows; in the end the top or the end of the file. */
export function nextShown(file: Selected, line: number, step: 1 | -1): number {
  const end = file.text.size + 1;
  const at = Math.max(0, Math.min(end, line));
  if (allShown(file) || at === 0 || at === end) return at;
  return nextWithin(file.text, at, step, file.selection.display);
}

/** How many lines from one up to another (included), all lines of the file, subcommands reach. */
export function countInScope(file: Selected, first: number, last: number): number {
  if (allInScope(file)) return Math.max(0, last - first + 1);
  return countWithin(file.text, first, last, file.selection.display);
}

/** The first line from `line` on that subcommands reach. */
export function nextInScope(file: Selected, line: number, step: 1 | -1): number {
  return file.selection.scope === 'ALL'
    ? Math.max(0, Math.min(file.text.size + 1, line))
    : nextShown(file, line, step);
}

/** The line so many lines of the scope down (or up) from another; it may lie beyond the file, as with a plain sum. */
export function linesAway(file: Selected, from: number, lines: number): number {
  if (allInScope(file)) return from + lines;
  const step = lines < 0 ? -1 : 1;
  const last = file.text.size + 1;
  const first = from + step;
  if (lines === 0 || first < 0 || first > last) return from + lines;
  const { display } = file.selection;
  const { line, missing } = nthWithin(file.text, first, Math.abs(lines), step, display);
  return line + step * Math.max(0, missing - 1);
}

/** The lines from a line on that follow each other in scope (or out of it), at most up to another; their number. */
export function scopeRun(file: Selected, first: number, last: number): number {
  if (allInScope(file) || last < first) return Math.max(0, last - first + 1);
  const end = nextWithin(file.text, first, 1, file.selection.display, !inScope(file, first));
  return Math.min(last + 1, end) - first;
}

/** How a level is changed. */
export type LevelChange = (level: number) => number;

/** Sets or changes the levels of lines that are in scope. */
export function changeLevels(
  file: Selected,
  first: number,
  count: number,
  change: LevelChange,
): void {
  const low = Math.max(1, first);
  const [least, most] =
    file.selection.scope === 'ALL' ? [0, MAXIMUM_LEVEL] : file.selection.display;
  const changed = Uint8Array.from({ length: MAXIMUM_LEVEL + 1 }, (_, level) =>
    level < least || level > most ? level : Math.max(0, Math.min(MAXIMUM_LEVEL, change(level))),
  );
  file.selection.leveled = true;
  mapLevels(file.text, low, first + count - low, changed);
}

/** Gives all lines the first level again, whatever the scope. */
export function clearLevels(file: Selected): void {
  file.selection.leveled = false;
  fillLevels(file.text, 0);
}

/** The level of lines that are put in: one that is displayed. */
export function levelOfNew({ selection }: Selected): number {
  const [level] = selection.display;
  if (level > 0) selection.leveled = true;
  return level;
}
