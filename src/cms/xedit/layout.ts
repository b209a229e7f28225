/**
 * Which row of the screen shows what (z/VM: XEDIT User's Guide, "The XEDIT Screen"): file identification in
 * row 1, messages in row 2, the file from row 3 on with the current line in the middle and the scale below
 * it, the command line and the status area in the two last rows.
 */
import { type ReservedLine, sizeOf } from './edit-file.js';
import { activeFile, type Editor } from './editor.js';

/** What a row of the file area shows. */
export type Row =
  | { readonly kind: 'line'; readonly line: number }
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
  return layout(editor).filter(({ kind }) => kind === 'line' || kind === 'blank').length;
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
  return editor.display.columns - 1 - (activeFile(editor).settings.prefix ? PREFIX_WIDTH + 1 : 0);
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
  // the first free row from there on has the current line; those before it are counted back
  let line = file.current - fixed.slice(0, current).filter((row) => row === undefined).length;
  return fixed.map((row) => {
    if (row !== undefined) return row;
    const exists = line >= 0 && line <= sizeOf(file) + 1;
    const shown: Row = exists ? { kind: 'line', line } : { kind: 'blank' };
    line++;
    return shown;
  });
}
