/**
 * What of a file is displayed: the lines of its range, and in place of those that are not selected a shadow line (z/VM:
 * XEDIT Commands and Macros Reference, "SET SHADOW", "SET RANGE").
 */
import { bottomOf, topOf, type Ranged } from './range.js';
import { isShown, nextShown, type Selected } from './selection.js';

/** A file, as far as its display goes. */
export type Displayed = Selected & Ranged;

/** A line, or the first of so many that are not displayed. */
export interface Item {
  readonly line: number;
  /** 0: the line itself is displayed. */
  readonly hidden: number;
}

/** Whether a line is one of those that tell of the top and the end. */
export function isEdge(file: Ranged, line: number): boolean {
  return line === topOf(file) || line === bottomOf(file);
}

/** What is displayed from a line on downwards; undefined below the end of the range. */
export function itemDown(file: Displayed, line: number): Item | undefined {
  const bottom = bottomOf(file);
  if (line > bottom) return undefined;
  if (isEdge(file, line) || isShown(file, line)) return { line, hidden: 0 };
  const end = Math.min(bottom, nextShown(file, line, 1));
  return file.selection.shadow ? { line, hidden: end - line } : { line: end, hidden: 0 };
}

/** What is displayed from a line on upwards; undefined above the top of the range. */
export function itemUp(file: Displayed, line: number): Item | undefined {
  const top = topOf(file);
  if (line < top) return undefined;
  if (isEdge(file, line) || isShown(file, line)) return { line, hidden: 0 };
  const start = Math.max(top, nextShown(file, line, -1));
  return file.selection.shadow
    ? { line: start + 1, hidden: line - start }
    : { line: start, hidden: 0 };
}

/** The line below what is displayed. */
export function below({ line, hidden }: Item): number {
  return line + Math.max(1, hidden);
}

/** What stands in the row of the current line. */
export function currentItem(file: Displayed): Item {
  const current = Math.max(topOf(file), Math.min(bottomOf(file), file.current));
  if (isEdge(file, current) || isShown(file, current)) return { line: current, hidden: 0 };
  const start = Math.max(topOf(file), nextShown(file, current, -1)) + 1;
  return itemDown(file, start) ?? { line: bottomOf(file), hidden: 0 };
}

/**
 * The line so many rows down (or up) from the current one, one line at least; it may lie beyond the file by what is left.
 * @param heightOf - rows of the screen that an item takes
 */
export function rowsAway(file: Displayed, rows: number, heightOf: (item: Item) => number): number {
  let at = currentItem(file);
  const [start] = [at];
  for (let left = Math.abs(rows); left > 0;) {
    const next = rows < 0 ? itemUp(file, at.line - 1) : itemDown(file, below(at));
    if (next === undefined) return rows < 0 ? at.line - left : at.line + left;
    left -= heightOf(rows < 0 ? next : at);
    if (left < 0 && at !== start) break;
    at = next;
  }
  return nextShown(file, at.line, rows < 0 ? -1 : 1);
}

const DASHES = '-'.repeat(20);

/** The text of a shadow line. */
export function shadowText(hidden: number): string {
  return `${DASHES} ${String(hidden)} line(s) not displayed ${DASHES}`;
}
