/**
 * Which row of a view shows what (z/VM: XEDIT User's Guide, "The XEDIT Screen"): the file identification in row 1, messages
 * in row 2, the file from row 3 on with the current line in the middle and the scale below it, the command line and the
 * status area in the two last rows, as far as SET does not say otherwise.
 */
import { below, currentItem, isEdge, itemDown, itemUp, type Item } from './display-lines.js';
import type { Editor } from './editor.js';
import { columnsOf, type Pane } from './screen/pane.js';
import { rowsOfLine } from './screen/shown-text.js';
import { rowOfPlace, type PlacedLine, type ReservedLine } from './screen/screen-settings.js';
import { activePane } from './screen/views.js';

/** What a row shows. */
export type Row =
  /** `part`: which of the rows that the line takes, from 0. */
  | { readonly kind: 'line'; readonly line: number; readonly part: number }
  /** In place of so many lines from this one on. */
  | { readonly kind: 'shadow'; readonly line: number; readonly hidden: number }
  | { readonly kind: 'scale' | 'tabline' | 'identification' | 'message' | 'blank' }
  /** Of the input zone: room to type a line. */
  | { readonly kind: 'input' }
  /** `status`: the second row of the command line, with the status area. */
  | { readonly kind: 'command' | 'status' }
  | { readonly kind: 'reserved'; readonly reserved: ReservedLine };

/** Rows that show lines of the file (without the scale and reserved rows). */
export function dataRows(editor: Editor): number {
  return layout(editor).filter(({ kind }) => isData(kind)).length;
}

function isData(kind: Row['kind']): boolean {
  return kind === 'line' || kind === 'shadow' || kind === 'blank' || kind === 'input';
}

/** What each row of the active view shows, from the top. */
export function layout(editor: Editor): Row[] {
  return layoutOf(activePane(editor));
}

/** Rows of the command line, by SET CMDLINE. */
function commandRows({ file, rows }: Pane): readonly number[] {
  switch (file.screen.cmdline) {
    case 'ON':
      return [rows - 2, rows - 1];
    case 'BOTTOM':
      return [rows - 1];
    case 'TOP':
      return [1];
    case 'OFF':
      return [];
  }
}

/** Which rows of a view are the input zone; a reserved line in it is no line of it. */
export function inputRows(rows: readonly Row[]): readonly number[] {
  return rows.flatMap(({ kind }, row) => (kind === 'input' ? [row] : []));
}

/** What each row of a view shows, from the top. */
export function layoutOf(pane: Pane): Row[] {
  const { file, rows } = pane;
  const { screen } = file;
  const all = new Array<Row | undefined>(rows).fill(undefined);
  const put = (row: number, what: Row): void => {
    if (row >= 0 && row < rows) all[row] = what;
  };
  const placed = ({ on, place }: PlacedLine, what: Row): void => {
    const row = rowOfPlace(place, rows);
    if (on && all[row] === undefined) put(row, what);
  };
  put(0, { kind: 'identification' });
  for (const [number, reserved] of Object.entries(screen.reserved)) {
    const row = Number(number);
    put(row > 0 ? row - 1 : rows + row, { kind: 'reserved', reserved });
  }
  for (const [i, row] of commandRows(pane).entries()) {
    put(row, { kind: i === 0 ? 'command' : 'status' });
  }
  if (!screen.msgline.overlay) placed(screen.msgline, { kind: 'message' });
  placed(screen.scale, { kind: 'scale' });
  placed(screen.tabline, { kind: 'tabline' });
  if (pane.input) fillAndInput(all, pane);
  else fill(all, pane, rowOfPlace(screen.curline, rows));
  return all.map((row) => row ?? { kind: 'blank' });
}

/**
 * Lines are typed below the current line; what stands there is not shown meanwhile. Where there is no row below, the current
 * line goes to the top, and where there is one row alone, it gives way.
 */
function fillAndInput(all: (Row | undefined)[], pane: Pane): void {
  const { file, rows } = pane;
  const free = all.flatMap((row, i) => (row === undefined ? [i] : []));
  const wanted = rowOfPlace(file.screen.curline, rows);
  const last = free.at(-1) ?? 0;
  fill(all, pane, wanted < last ? wanted : (free[0] ?? 0));
  const { line } = currentItem(file);
  const current = all.findIndex((row) => row && 'line' in row && row.line === line);
  const from = free.length > 1 ? current + 1 : (free[0] ?? rows);
  for (const row of free) if (row >= from) all[row] = { kind: 'input' };
}

/** Rows that an item takes. */
export function heightOf(pane: Pane, { line, hidden }: Item): number {
  if (hidden > 0 || pane.input || isEdge(pane.file, line)) return 1;
  return rowsOfLine(pane.file, line, columnsOf(pane).width);
}

/** Puts the current line into the first free row from the one wanted on, what is above it upwards and the rest below. */
function fill(all: (Row | undefined)[], pane: Pane, place: number): void {
  const { file, rows } = pane;
  const wanted = Math.max(0, Math.min(rows - 1, place));
  const after = all.findIndex((row, i) => i >= wanted && row === undefined);
  const current = after >= 0 ? after : all.findLastIndex((row) => row === undefined);
  const middle = currentItem(file);
  let next: Item | undefined = itemUp(file, middle.line - 1);
  let part = 0;
  for (let row = current - 1; row >= 0; row--) {
    if (all[row] !== undefined) continue;
    const height = next ? heightOf(pane, next) : 1;
    all[row] = rowOf(next, height - 1 - part);
    if (++part < height) continue;
    part = 0;
    next = next && itemUp(file, next.line - 1);
  }
  next = middle;
  part = 0;
  for (let row = Math.max(0, current); row < all.length; row++) {
    if (all[row] !== undefined) continue;
    all[row] = rowOf(next, part);
    if (next && ++part < heightOf(pane, next)) continue;
    part = 0;
    next = next && itemDown(file, below(next));
  }
}

function rowOf(item: Item | undefined, part: number): Row {
  if (item === undefined) return { kind: 'blank' };
  const { line, hidden } = item;
  return hidden === 0 ? { kind: 'line', line, part } : { kind: 'shadow', line, hidden };
}
