/**
 * What of a file is displayed: its lines, and in place of those that are not selected a shadow line (z/VM: XEDIT Commands
 * and Macros Reference, "SET SHADOW").
 */
import { isShown, nextShown, type Selected } from './selection.js';

/** A line, or the first of so many that are not displayed. */
export interface Item {
  readonly line: number;
  /** 0: the line itself is displayed. */
  readonly hidden: number;
}

/** What is displayed from a line on downwards; undefined below the end of the file. */
export function itemDown(file: Selected, line: number): Item | undefined {
  if (line > file.text.size + 1) return undefined;
  if (isShown(file, line)) return { line, hidden: 0 };
  const end = nextShown(file, line, 1);
  return file.selection.shadow ? { line, hidden: end - line } : { line: end, hidden: 0 };
}

/** What is displayed from a line on upwards; undefined above the top of the file. */
export function itemUp(file: Selected, line: number): Item | undefined {
  if (line < 0) return undefined;
  if (isShown(file, line)) return { line, hidden: 0 };
  const start = nextShown(file, line, -1);
  return file.selection.shadow
    ? { line: start + 1, hidden: line - start }
    : { line: start, hidden: 0 };
}

/** The line below what is displayed. */
export function below({ line, hidden }: Item): number {
  return line + Math.max(1, hidden);
}

/** What stands in the row of the current line. */
export function currentItem(file: Selected): Item {
  const { current } = file;
  if (isShown(file, current)) return { line: current, hidden: 0 };
  const start = nextShown(file, current, -1) + 1;
  return itemDown(file, start) ?? { line: file.text.size + 1, hidden: 0 };
}

/** The line so many rows down (or up) from the current one; it may lie beyond the file by what is left. */
export function rowsAway(file: Selected, rows: number): number {
  let at = currentItem(file);
  for (let left = Math.abs(rows); left > 0; left--) {
    const next = rows < 0 ? itemUp(file, at.line - 1) : itemDown(file, below(at));
    if (next === undefined) return rows < 0 ? at.line - left : at.line + left;
    at = next;
  }
  return nextShown(file, at.line, rows < 0 ? -1 : 1);
}

const DASHES = '-'.repeat(20);

/** The text of a shadow line. */
export function shadowText(hidden: number): string {
  return `${DASHES} ${String(hidden)} line(s) not displayed ${DASHES}`;
}
