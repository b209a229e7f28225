/**
 * What is typed on a screen that has to be drawn anew before a key was pressed, as the terminal has got another size: it is
 * known by what its fields belong to, and stands there again, typed, on the new screen. A 3270 keeps its size; this is ours.
 */
import type { Inbound } from '../data-stream.js';
import type { Editor } from '../editor.js';
import { inputRows, layoutOf, type Row } from '../layout.js';
import type { Canvas } from './canvas.js';
import { messagesOver } from './message-rows.js';
import { columnsOf, COMMAND_COLUMN, paneAt, PREFIX_WIDTH, type Pane } from './pane.js';
import { POWER_ROW } from './power-row.js';
import { displayed, rowsOfLine, shownText } from './shown-text.js';
import type { Retyped, Spot, TypedSpot } from './view-state.js';
import { panesOf } from './views.js';

/** A view, and what its rows show. */
interface Drawn {
  readonly pane: Pane;
  readonly rows: readonly Row[];
}

const drawnOf = (editor: Editor): readonly Drawn[] =>
  panesOf(editor).map((pane) => ({ pane, rows: layoutOf(pane) }));

/** Keeps what a read has brought, by the size that the screen has now. */
export function keepTyping(editor: Editor, { fields, cursor }: Inbound): Retyped {
  const drawn = drawnOf(editor);
  const typed = fields.flatMap(({ at, text }) => {
    const spot = spotAt(editor, drawn, at);
    return spot?.offset === 0 ? [{ ...spot, text, cell: at }] : [];
  });
  return { fields: typed, cursor: spotAt(editor, drawn, cursor) };
}

/** Those fields that have no room on the screen as it is now. */
export function withoutRoom(editor: Editor, { fields }: Retyped): readonly TypedSpot[] {
  const drawn = drawnOf(editor);
  const without = fields.filter((one) => !hasRoom(editor, drawn, one));
  const fileIn = (view: number): number | undefined =>
    drawn.find(({ pane }) => pane.index === view)?.pane.file.id;
  // rows of a line, and those of the input zone, belong together
  const together = (a: Spot, b: Spot): boolean =>
    a.view === b.view && a.kind === b.kind && (a.kind === 'input' || a.line === b.line);
  // lines that come in move those behind them, which are known by their numbers
  const moved = (a: Spot, b: Spot): boolean =>
    b.kind === 'input' &&
    (a.kind === 'data' || a.kind === 'prefix') &&
    fileIn(a.view) === fileIn(b.view);
  return fields.filter((one) =>
    without.some((other) => one === other || together(one, other) || moved(one, other)),
  );
}

function hasRoom(editor: Editor, drawn: readonly Drawn[], one: TypedSpot): boolean {
  const cell = cellOf(editor, drawn, one);
  if (cell === undefined) return false;
  if (one.kind === 'power') return one.text.length <= powerCells(editor);
  const { pane } = drawn.find(({ pane: { index } }) => index === one.view)!;
  // messages lie over it
  const { first, texts } = messagesOver(editor, pane);
  const row = Math.trunc(cell / editor.display.columns) - pane.top;
  if (row >= first && row < first + texts.length) return false;
  if (one.kind !== 'data' && one.kind !== 'input') return true;
  const { width } = columnsOf(pane);
  if (one.text.trimEnd().length > width) return false;
  // rows of a line that takes several begin elsewhere when they have another length
  return (
    one.kind === 'input' || width === one.width || rowsOfLine(pane.file, one.line, width) === 1
  );
}

/** Types it on a screen that has been drawn, and puts the cursor where it was. */
export function typeAgain(canvas: Canvas, editor: Editor): void {
  if (editor.retyped === undefined) return;
  const { fields, cursor } = editor.retyped;
  const drawn = drawnOf(editor);
  for (const one of fields) {
    const at = cellOf(editor, drawn, one);
    if (at !== undefined) canvas.retype(at, textOf(drawn, one));
  }
  const at = cursor && cellOf(editor, drawn, cursor);
  if (at === undefined) return;
  const { columns } = canvas;
  const cell = at + Math.min(cursor!.offset, Math.max(0, canvas.room(at) - 1));
  canvas.cursor(Math.trunc(cell / columns), cell % columns);
}

/** A line that has more cells now shows what stands behind those that it had. */
function textOf(drawn: readonly Drawn[], one: TypedSpot): string {
  if (one.kind !== 'data') return one.text;
  const { pane } = drawn.find(({ pane: { index } }) => index === one.view)!;
  const { width } = columnsOf(pane);
  if (width <= one.width) return one.text;
  const behind = displayed(pane.file, shownText(pane.file, one.line, width)).slice(one.width);
  return behind.trimEnd() === '' ? one.text : one.text.padEnd(one.width) + behind;
}

const powerCells = ({ display: { rows, columns } }: Editor): number =>
  (rows - POWER_ROW - 1) * columns - 1;

type Found = Spot & { readonly offset: number; readonly width: number };

/** What a cell of the display belongs to, and its distance from the beginning of that. */
function spotAt(editor: Editor, drawn: readonly Drawn[], cell: number): Found | undefined {
  const { columns } = editor.display;
  if (editor.mode === 'power') {
    const offset = cell - POWER_ROW * columns - 1;
    if (offset < 0 || offset >= powerCells(editor)) return undefined;
    return { view: 0, kind: 'power', line: 0, part: 0, offset, width: powerCells(editor) };
  }
  const panes = drawn.map(({ pane }) => pane);
  const place = paneAt(panes, Math.trunc(cell / columns), cell % columns);
  if (place === undefined) return undefined;
  const { pane, row, column } = place;
  const { rows } = drawn[panes.indexOf(pane)]!;
  const what = rows[row]!;
  const { prefix, data, width } = columnsOf(pane);
  const view = pane.index;
  const at = (kind: Spot['kind'], line: number, from: number, cells: number, part = 0) =>
    column < from || column >= from + cells
      ? undefined
      : { view, kind, line, part, offset: column - from, width: cells };
  switch (what.kind) {
    case 'command':
      return at('command', 0, COMMAND_COLUMN, pane.columns - COMMAND_COLUMN);
    case 'input':
      return at('input', inputRows(rows).indexOf(row), data, width);
    case 'reserved':
      return at('reserved', numberOf(pane, what), column, 1, column);
    case 'line':
    case 'shadow': {
      const part = what.kind === 'line' ? what.part : 0;
      const inPrefix =
        prefix === undefined ? undefined : at('prefix', what.line, prefix, PREFIX_WIDTH);
      return inPrefix ?? at('data', what.line, data, width, part);
    }
    default:
      return undefined;
  }
}

/** The cell at which a field begins now; undefined when it is not on the screen. */
function cellOf(editor: Editor, drawn: readonly Drawn[], spot: Spot): number | undefined {
  const { columns } = editor.display;
  if (spot.kind === 'power') {
    return editor.mode === 'power' ? POWER_ROW * columns + 1 : undefined;
  }
  const one = drawn.find(({ pane }) => pane.index === spot.view);
  if (one === undefined) return undefined;
  const { pane, rows } = one;
  const { prefix, data } = columnsOf(pane);
  const cell = (row: number, column: number | undefined): number | undefined =>
    row < 0 || column === undefined || column >= pane.columns
      ? undefined
      : (pane.top + row) * columns + pane.left + column;
  switch (spot.kind) {
    case 'command':
      return cell(
        rows.findIndex(({ kind }) => kind === 'command'),
        COMMAND_COLUMN,
      );
    case 'input':
      return cell(inputRows(rows)[spot.line] ?? -1, data);
    case 'reserved': {
      const row = rows.findIndex((r) => r.kind === 'reserved' && numberOf(pane, r) === spot.line);
      return cell(row, spot.part);
    }
    case 'prefix':
      return cell(
        rows.findIndex((row) => 'line' in row && row.line === spot.line),
        prefix,
      );
    case 'data':
      return cell(
        rows.findIndex((r) => r.kind === 'line' && r.line === spot.line && r.part === spot.part),
        data,
      );
  }
}

/** The number by which SET RESERVED knows a line. */
function numberOf(pane: Pane, { reserved }: Extract<Row, { kind: 'reserved' }>): number {
  const all = Object.entries(pane.file.screen.reserved);
  return Number(all.find(([, one]) => one === reserved)?.[0] ?? 0);
}
