/**
 * Which row of the screen shows what (z/VM: XEDIT User's Guide, "The XEDIT Screen"): file identification in
 * row 1, messages in row 2, the file from row 3 on with the current line in the middle and the scale below
 * it, the command line and the status area in the two last rows.
 */
import { activeFile, type Editor } from './editor.js';

/** What a row of the file area shows. */
export type Row =
  | { readonly kind: 'line'; readonly line: number }
  | { readonly kind: 'scale' }
  | { readonly kind: 'blank' };

/** Columns of the prefix area, with the attribute before and behind it. */
export const PREFIX_WIDTH = 5;

/** Zero-based row of the first row of the file area. */
export const FIRST_ROW = 2;

/** Rows of the file area. */
function areaRows(editor: Editor): number {
  return Math.max(2, editor.display.rows - FIRST_ROW - 2);
}

/** Rows that show lines of the file (without the scale). */
export function dataRows(editor: Editor): number {
  return areaRows(editor) - (activeFile(editor).settings.scale ? 1 : 0);
}

/** Row of the file area, counted from its first, in which the current line stands. */
function currentRow(editor: Editor): number {
  return Math.max(
    0,
    Math.min(areaRows(editor) - 2, Math.floor(editor.display.rows / 2) - 1 - FIRST_ROW),
  );
}

/** Columns of the file that a row shows. */
export function dataColumns(editor: Editor): number {
  return editor.display.columns - 1 - (activeFile(editor).settings.prefix ? PREFIX_WIDTH + 1 : 0);
}

/** What each row of the file area shows, from the top. */
export function layout(editor: Editor): Row[] {
  const file = activeFile(editor);
  const rows: Row[] = [];
  const current = currentRow(editor);
  let line = file.current - current;
  for (let row = 0; row < areaRows(editor); row++) {
    if (file.settings.scale && row === current + 1) {
      rows.push({ kind: 'scale' });
      continue;
    }
    const exists = line >= 0 && line <= file.lines.length + 1;
    rows.push(exists ? { kind: 'line', line } : { kind: 'blank' });
    line++;
  }
  return rows;
}
