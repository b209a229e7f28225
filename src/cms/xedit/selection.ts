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
  return display[0] === 0 && (levels === undefined || display[1] === MAXIMUM_LEVEL);
}

/** Whether all lines have the level that lines have at first, so that none is kept. */
function noLevels({ selection: { levels, display } }: Selected): boolean {
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
  const end = file.text.size + 1;
  let at = Math.max(0, Math.min(end, line));
  if (allShown(file) || at === 0 || at === end) return at;
  const { levels, display } = file.selection;
  const [low, high] = display;
  if (levels === undefined) return low > 0 ? (step > 0 ? end : 0) : at;
  // a million lines may be hidden
  for (; at > 0 && at < end; at += step) {
    const level = levels[at - 1]!;
    if (level >= low && level <= high) break;
  }
  return at;
}

/** How many lines from one up to another (included), all lines of the file, subcommands reach. */
export function countInScope(file: Selected, first: number, last: number): number {
  if (allInScope(file)) return Math.max(0, last - first + 1);
  const { levels, display } = file.selection;
  const [low, high] = display;
  if (levels === undefined) return low > 0 ? 0 : Math.max(0, last - first + 1);
  let count = 0;
  for (let at = first - 1; at < last; at++) if (levels[at]! >= low && levels[at]! <= high) count++;
  return count;
}

/** Levels of lines that are not in scope move up over those that are, and what is behind them follows. */
export function closeLevels(file: Selected, first: number, count: number): void {
  const { levels, display, scope } = file.selection;
  if (levels === undefined) return;
  const [low, high] = display;
  let to = first - 1;
  if (scope === 'DISPLAY') {
    for (let at = first - 1; at < first - 1 + count; at++) {
      const level = levels[at]!;
      if (level < low || level > high) levels[to++] = level;
    }
  }
  levels.copyWithin(to, first - 1 + count, file.text.size);
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
  const { levels, display } = file.selection;
  const [low, high] = display;
  let at = first;
  while (at <= last) {
    const level = levels?.[at - 1] ?? 0;
    if ((level >= low && level <= high) !== kind) break;
    at++;
  }
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
  const [least, most] =
    file.selection.scope === 'ALL' ? [0, MAXIMUM_LEVEL] : file.selection.display;
  const changed = Uint8Array.from({ length: MAXIMUM_LEVEL + 1 }, (_, level) =>
    level < least || level > most ? level : Math.max(0, Math.min(MAXIMUM_LEVEL, change(level))),
  );
  for (let at = low - 1; at < high; at++) levels[at] = changed[levels[at]!]!;
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
  if (noLevels(file)) return;
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
  if (noLevels(file)) return undefined;
  return file.selection.levels?.slice(first - 1, first - 1 + count) ?? new Uint8Array(count);
}

/** Gives moved lines their levels again. */
export function putLevels(file: Selected, first: number, kept: Uint8Array | undefined): void {
  if (kept !== undefined) levelsOf(file).set(kept, first - 1);
}
