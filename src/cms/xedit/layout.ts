/**
 * Which row of the screen shows what (z/VM: XEDIT User's Guide, "The XEDIT Screen"): file identification in
 * row 1, messages in row 2, the file from row 3 on with the current line in the middle and the scale below
 * it, the command line and the status area in the two last rows.
 */
import type { ReservedLine } from './edit-file.js';
import { below, currentItem, itemDown, itemUp, type Item } from './display-lines.js';
import { activeFile, type Editor } from './editor.js';

/** What a row of the file area shows. */
export type Row =
  | { readonly kind: 'line'; readonly line: number }
  /** In place of so many lines from this one on. */
  | { readonly kind: 'shadow'; readonly line: number; readonly hidden: number }
  | { readonly kind: 'scale' }
  | { readonly kind: 'reserved'; readonly reserved: ReservedLine }
  | { readonly kind: 'blank' };

/** Columns of the prefix area, with the attribute before and behind it. */
export const PREFIX_WIDTH = 5;

/** Zero-based row of the first row of the file area. */
export const FIRST_ROW = 2;

/** Rows of the file area. */
function areaRows(editor: Editor): number {
  return Math.max(2, editor.display.rows - FIRST_ROW - 2);
}

/** Rows that show lines of the file (without the scale and reserved rows). */
export function dataRows(editor: Editor): number {
  return layout(editor).filter(({ kind }) => kind !== 'scale' && kind !== 'reserved').length;
}

/** Row of the file area, counted from its first, in which the current line stands. */
function currentRow(editor: Editor): number {
  const { from, row } = activeFile(editor).settings.curline;
  const middle = Math.floor(editor.display.rows / 2);
  const wanted = (from === 'top' ? row : middle + row) - 1 - FIRST_ROW;
  return Math.max(0, Math.min(areaRows(editor) - 2, wanted));
}

/** Columns of the screen that a row has for its line. */
export function dataColumns(editor: Editor): number {
  return (
    editor.display.columns - 1 - (activeFile(editor).prefix.show !== 'OFF' ? PREFIX_WIDTH + 1 : 0)
  );
}

/** Columns of the file that a row shows. */
export function shownColumns(editor: Editor): number {
  const { settings, view } = activeFile(editor);
  const last = settings.lastColumn ?? Infinity;
  return Math.max(0, Math.min(dataColumns(editor), last - view + 1));
}

/** The text that a row of the screen (from 1) is reserved for. */
export function reservedRow(editor: Editor, row: number): ReservedLine | undefined {
  const { reserved } = activeFile(editor).settings;
  return reserved[row] ?? reserved[row - editor.display.rows - 1];
}

/** What each row of the file area shows, from the top. */
export function layout(editor: Editor): Row[] {
  const file = activeFile(editor);
  const current = currentRow(editor);
  const fixed = Array.from({ length: areaRows(editor) }, (_, row): Row | undefined => {
    const reserved = reservedRow(editor, FIRST_ROW + row + 1);
    if (reserved !== undefined) return { kind: 'reserved', reserved };
    return file.settings.scale && row === current + 1 ? { kind: 'scale' } : undefined;
  });
  // the first free row from there on has the current line; those before it are filled upwards
  const rows = [...fixed];
  const middle = currentItem(file);
  let next: Item | undefined = itemUp(file, middle.line - 1);
  for (let row = current - 1; row >= 0; row--) {
    if (rows[row] !== undefined) continue;
    rows[row] = rowOf(next);
    next = next && itemUp(file, next.line - 1);
  }
  next = middle;
  for (let row = current; row < rows.length; row++) {
    if (rows[row] !== undefined) continue;
    rows[row] = rowOf(next);
    next = next && itemDown(file, below(next));
  }
  return rows.map((row) => row ?? { kind: 'blank' });
}

function rowOf(item: Item | undefined): Row {
  if (item === undefined) return { kind: 'blank' };
  const { line, hidden } = item;
  return hidden === 0 ? { kind: 'line', line } : { kind: 'shadow', line, hidden };
}
