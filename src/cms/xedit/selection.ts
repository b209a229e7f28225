/**
 * Selective line editing: a selection level for each line, which levels the screen shows, and whether subcommands reach
 * the others (z/VM: XEDIT Commands and Macros Reference, "SET SELECT", "SET DISPLAY", "SET SCOPE"). Levels are a byte a
 * line, so that a million lines take a megabyte, and there are none before the first is set.
 */

/** Highest level. */
export const MAXIMUM_LEVEL = 255;

/** What is selected in one file. */
export interface Selection {
  /** Level of each line from 1; what is behind the last line means nothing. Undefined: all have level 0. */
  levels: Uint8Array | undefined;
  /** Lowest and highest level that is displayed. */
  display: readonly [number, number];
  /** Whether subcommands reach all lines, or those that are displayed. */
  scope: 'DISPLAY' | 'ALL';
  /** A line tells how many are not displayed. */
  shadow: boolean;
}

/** A file, as far as selection goes. */
export interface Selected {
  readonly text: { readonly size: number };
  selection: Selection;
  readonly current: number;
}

/** Everything is displayed. */
export function newSelection(): Selection {
  return { levels: undefined, display: [0, 0], scope: 'DISPLAY', shadow: true };
}

/** Level of a line. */
export function levelOf({ selection }: Selected, line: number): number {
  return selection.levels?.[line - 1] ?? 0;
}

/** The highest level of all lines. */
export function highestLevel({ selection, text }: Selected): number {
  const { levels } = selection;
  let highest = 0;
  if (levels === undefined) return highest;
  for (let at = 0; at < text.size && highest < MAXIMUM_LEVEL; at++) {
    if (levels[at]! > highest) highest = levels[at]!;
  }
  return highest;
}

/** Whether no line can be hidden, so that nobody has to look for those that are. */
export function allShown({ selection: { levels, display } }: Selected): boolean {
  return levels === undefined && display[0] === 0;
}

/** Whether the screen shows a line; top and end of the file are always shown. */
export function isShown(file: Selected, line: number): boolean {
  if (line < 1 || line > file.text.size) return true;
  const { levels, display } = file.selection;
  const level = levels?.[line - 1] ?? 0;
  return level >= display[0] && level <= display[1];
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
  let at = Math.max(0, Math.min(file.text.size + 1, line));
  if (allShown(file)) return at;
  while (!isShown(file, at)) at += step;
  return at;
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
  let at = from;
  for (let left = Math.abs(lines); left > 0; left--) {
    if (at + step < 0 || at + step > last) return at + step * left;
    at = nextShown(file, at + step, step);
  }
  return at;
}

/** The lines from a line on that follow each other in scope (or out of it), at most up to another; their number. */
export function scopeRun(file: Selected, first: number, last: number): number {
  if (allInScope(file)) return Math.max(0, last - first + 1);
  const kind = inScope(file, first);
  let at = first;
  while (at <= last && inScope(file, at) === kind) at++;
  return at - first;
}

function levelsOf(file: Selected): Uint8Array {
  const { selection, text } = file;
  const old = selection.levels;
  if (old !== undefined && old.length >= text.size) return old;
  // with room, so that lines that are put in one by one do not copy it each time
  const levels = new Uint8Array(text.size + (text.size >> 3) + 256);
  if (old !== undefined) levels.set(old);
  selection.levels = levels;
  return levels;
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
  const high = Math.min(file.text.size, first + count - 1);
  if (high < low) return;
  const levels = levelsOf(file);
  const all = file.selection.scope === 'ALL';
  for (let line = low; line <= high; line++) {
    if (!all && !isShown(file, line)) continue;
    levels[line - 1] = Math.max(0, Math.min(MAXIMUM_LEVEL, change(levels[line - 1]!)));
  }
}

/** Gives lines a level, whatever the scope. */
export function setLevels(file: Selected, first: number, count: number, level: number): void {
  levelsOf(file).fill(level, first - 1, first - 1 + count);
}

/** Gives all lines the same level, whatever the scope. */
export function clearLevels(file: Selected): void {
  file.selection.levels = undefined;
}

/** Lines were put in behind a line: they have a level that is displayed. */
export function levelsInserted(file: Selected, after: number, count: number): void {
  const { selection } = file;
  if (allShown(file)) return;
  const levels = levelsOf(file);
  levels.copyWithin(after + count, after, file.text.size - count);
  levels.fill(selection.display[0], after, after + count);
}

/** Lines were taken out. */
export function levelsDeleted(file: Selected, first: number, count: number): void {
  const { levels } = file.selection;
  levels?.copyWithin(first - 1, first - 1 + count, file.text.size + count);
}

/** Levels of lines that are about to be moved. */
export function keepLevels(file: Selected, first: number, count: number): Uint8Array | undefined {
  if (allShown(file)) return undefined;
  return file.selection.levels?.slice(first - 1, first - 1 + count) ?? new Uint8Array(count);
}

/** Gives moved lines their levels again. */
export function putLevels(file: Selected, first: number, kept: Uint8Array | undefined): void {
  if (kept !== undefined) levelsOf(file).set(kept, first - 1);
}
