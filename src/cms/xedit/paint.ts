/** Draws the editor's screen as a 3270 data stream: each view with its lines, in the colours of SET COLOR. */
import { toEbcdic } from '../../shared/ebcdic.js';
import { isEdge, shadowText } from './display-lines.js';
import type { Editor } from './editor.js';
import { sizeOf, type EditFile } from './edit-file.js';
import { identification } from './identification.js';
import { layoutOf, type Row } from './layout.js';
import { entryText, firstPending } from './prefix/pending.js';
import { Canvas, type Field } from './screen/canvas.js';
import { reservedParts } from './screen/control-characters.js';
import { powerScreen } from './screen/power-screen.js';
import { typeAgain } from './screen/retyped.js';
import { topOf } from './range.js';
import { messagesOver } from './screen/message-rows.js';
import { columnsOf, COMMAND_COLUMN, PREFIX_WIDTH, type Pane } from './screen/pane.js';
import { scaleText, tabText } from './screen/scale.js';
import { colorOf, type Area, type Look } from './screen/screen-settings.js';
import { shownColumns, shownText } from './screen/shown-text.js';
import { panesOf } from './screen/views.js';

/** Cells of the status area, behind its attribute. */
const STATUS_WIDTH = 20;
const ARROW = '====>';
const NOTHING: Field = { color: 'default', high: false, protect: true };
/** Bytes that one write may take. */
const LONGEST_STREAM = 16_000;

function fieldOf(look: Look, protect: boolean): Field {
  return { color: colorOf(look), high: look.high, highlight: look.highlight, protect };
}

/** Text in the status area. */
function status(editor: Editor, { file, input }: Pane): string {
  const pending = firstPending(file);
  const mode = editor.macroReads ? 'Macro-read' : input ? 'Input-mode' : 'X E D I T ';
  const files = `${String(editor.ring.length)} File${editor.ring.length > 1 ? 's' : ''}`;
  return pending ? `'${pending.name}' pending...` : `${mode} ${files}`;
}

/** What stands in the prefix area of a line. */
export function prefixText(file: EditFile, line: number): string {
  const waiting = file.pending.find((p) => p.line === line);
  if (waiting) return entryText(waiting).slice(0, PREFIX_WIDTH).padEnd(PREFIX_WIDTH);
  const label = Object.entries(file.labels).find(([, at]) => at === line)?.[0];
  if (label !== undefined) return `.${label}`.slice(0, PREFIX_WIDTH).padEnd(PREFIX_WIDTH);
  const nulls = file.prefix.show === 'NULLS';
  if (file.settings.number) {
    return String(line % 100_000).padStart(PREFIX_WIDTH, nulls ? ' ' : '0');
  }
  return (nulls ? ' ' : '=').repeat(PREFIX_WIDTH);
}

/** The whole screen: what an erase-write sends, cursor where it belongs. */
export function paint(editor: Editor): Uint8Array {
  if (editor.mode === 'power') return powerScreen(editor);
  const stream = drawn(editor, true);
  // fields in reserved lines are many bytes: a screen that would be too long goes without them
  return stream.length <= LONGEST_STREAM ? stream : drawn(editor, false);
}

function drawn(editor: Editor, controls: boolean): Uint8Array {
  const { rows, columns } = editor.display;
  const canvas = new Canvas(rows, columns);
  for (const pane of panesOf(editor)) drawPane(canvas, editor, pane, controls);
  typeAgain(canvas, editor);
  return canvas.stream();
}

function drawPane(canvas: Canvas, editor: Editor, pane: Pane, controls: boolean): void {
  const shown = layoutOf(pane);
  for (const [row, what] of shown.entries()) drawRow(canvas, editor, pane, row, what, controls);
  const active = pane.index === editor.views.active;
  drawMessages(canvas, editor, pane);
  if (active) placeCursor(canvas, editor, pane, shown);
}

/** A row that is one field. */
function whole(canvas: Canvas, pane: Pane, row: number, field: Field, text: string): void {
  canvas.field(pane.top + row, pane.left, field);
  canvas.text(pane.top + row, pane.left + 1, text.padEnd(pane.columns - 1), pane.columns - 1);
}

function drawRow(
  canvas: Canvas,
  editor: Editor,
  pane: Pane,
  row: number,
  what: Row,
  controls: boolean,
): void {
  const { file } = pane;
  const { colors } = file.screen;
  const area = (name: Area, protect = true): Field => fieldOf(colors[name], protect);
  const { data, width } = columnsOf(pane);
  switch (what.kind) {
    case 'identification':
      whole(canvas, pane, row, area('IDLINE'), identification(file));
      return;
    case 'message':
      whole(canvas, pane, row, area('MSGLINE'), '');
      return;
    case 'scale':
    case 'tabline': {
      const text = what.kind === 'scale' ? scaleText(file, width) : tabText(file, width);
      const name = what.kind === 'scale' ? 'SCALE' : 'TABLINE';
      whole(canvas, pane, row, area(name), ' '.repeat(data - 1) + text);
      return;
    }
    case 'reserved':
      drawReserved(canvas, pane, row, what, controls);
      return;
    case 'command':
      drawCommand(canvas, editor, pane, row);
      return;
    case 'status':
      drawStatus(canvas, editor, pane, row);
      return;
    case 'blank':
      whole(canvas, pane, row, NOTHING, '');
      return;
    case 'input':
      drawInput(canvas, pane, row);
      return;
    default:
      drawLine(canvas, pane, row, what);
  }
}

function drawReserved(
  canvas: Canvas,
  pane: Pane,
  row: number,
  { reserved }: Extract<Row, { kind: 'reserved' }>,
  controls: boolean,
): void {
  whole(canvas, pane, row, fieldOf(reserved, true), '');
  const parts = reservedParts(pane.file.screen, reserved, controls);
  for (const { column, text, look } of parts) {
    if (column >= pane.columns) return;
    if (look !== undefined) {
      const field = { ...fieldOf(look, look.protect), invisible: look.invisible };
      canvas.field(pane.top + row, pane.left + column, field);
      if (!look.protect)
        canvas.clear(pane.top + row, pane.left + column + 1, pane.columns - column - 1);
    }
    const from = look === undefined ? column : column + 1;
    canvas.text(pane.top + row, pane.left + from, text, pane.columns - from);
  }
}

/** What tells of the top or the end of the file, or of its range. */
function edgeText(file: EditFile, line: number): string {
  const what = line === 0 || line === sizeOf(file) + 1 ? 'File' : 'Range';
  return `* * * ${line === topOf(file) ? 'Top' : 'End'} of ${what} * * *`;
}

/** A line of the file, or what stands for lines that are not displayed, with its prefix area. */
function drawLine(
  canvas: Canvas,
  pane: Pane,
  row: number,
  what: Extract<Row, { kind: 'line' | 'shadow' }>,
): void {
  const { file, input, nulled } = pane;
  const { colors, tofeof, nondisp } = file.screen;
  const { prefix, data, width } = columnsOf(pane);
  const top = pane.top + row;
  const left = pane.left;
  const { line } = what;
  const part = what.kind === 'line' ? what.part : 0;
  if (prefix !== undefined) {
    const waits = file.pending.some((one) => one.line === line);
    const look = colors[waits ? 'PENDING' : 'PREFIX'];
    const none = input || part > 0;
    canvas.field(top, left + prefix - 1, none ? NOTHING : fieldOf(look, false));
    const nulls = file.prefix.show === 'NULLS' && !none;
    const text = none ? ''.padEnd(PREFIX_WIDTH) : prefixText(file, line);
    canvas.text(top, left + prefix, nulls ? text.trimEnd() : text, PREFIX_WIDTH);
  }
  const at = left + data;
  if (what.kind === 'shadow') {
    canvas.field(top, at - 1, fieldOf(colors.SHADOW, true));
    canvas.text(top, at, shadowText(what.hidden).padEnd(width), width);
  } else if (isEdge(file, line)) {
    canvas.field(top, at - 1, fieldOf(colors.TOFEOF, true));
    const text = tofeof ? edgeText(file, line) : '';
    canvas.text(top, at, text.padEnd(width), width);
  } else {
    canvas.field(
      top,
      at - 1,
      fieldOf(colors[line === file.current ? 'CURLINE' : 'FILEAREA'], false),
    );
    const all = shownText(file, line, width);
    const shown = all.slice(part * width, (part + 1) * width);
    const nulls = file.settings.nulls || input || line === nulled;
    canvas.text(top, at, nulls ? shown : shown.padEnd(width), width, toEbcdic(nondisp)[0]);
  }
}

/** A row of the input zone: room to type, with the mask in it (SET MASK). */
function drawInput(canvas: Canvas, pane: Pane, row: number): void {
  const { prefix, data, width } = columnsOf(pane);
  if (prefix !== undefined) canvas.field(pane.top + row, pane.left + prefix - 1, NOTHING);
  const look = pane.file.screen.colors.FILEAREA;
  canvas.field(pane.top + row, pane.left + data - 1, fieldOf(look, false));
  canvas.text(pane.top + row, pane.left + data, pane.file.options.mask, width);
}

function drawCommand(canvas: Canvas, editor: Editor, pane: Pane, row: number): void {
  const { colors } = pane.file.screen;
  const { top, left, columns, input } = pane;
  canvas.field(top + row, left, fieldOf(colors.ARROW, true));
  canvas.text(top + row, left + 1, ARROW, columns - 1);
  const active = pane.index === editor.views.active;
  const typed = active ? editor.commandLine : (editor.views.all[pane.index]?.commandLine ?? '');
  // what ? or & has put there runs by ENTER alone
  const modified = active && typed !== '';
  canvas.field(
    top + row,
    left + COMMAND_COLUMN - 1,
    input ? NOTHING : { ...fieldOf(colors.CMDLINE, false), modified },
  );
  const text = input ? '* * * Input Zone * * *' : typed;
  // the second row belongs to it, too, where nothing stands between
  const more = pane.narrow || pane.file.screen.cmdline !== 'ON' ? 0 : columns - STATUS_WIDTH - 1;
  canvas.text(top + row, left + COMMAND_COLUMN, text, columns - COMMAND_COLUMN + more);
}

function drawStatus(canvas: Canvas, editor: Editor, pane: Pane, row: number): void {
  const { top, left, columns, narrow } = pane;
  if (narrow) canvas.field(top + row, left, NOTHING);
  const look = pane.file.screen.colors.STATAREA;
  const width = Math.min(STATUS_WIDTH, columns - 1);
  canvas.field(top + row, left + columns - width - 1, fieldOf(look, true));
  canvas.text(top + row, left + columns - width, status(editor, pane).padEnd(width), width);
}

/** Messages lie over whatever stands in their rows. */
function drawMessages(canvas: Canvas, editor: Editor, pane: Pane): void {
  const { first, texts } = messagesOver(editor, pane);
  for (const [i, text] of texts.entries()) {
    const row = first + i;
    canvas.clear(pane.top + row, pane.left, pane.columns);
    whole(canvas, pane, row, fieldOf(pane.file.screen.colors.MSGLINE, true), text);
  }
}

function placeCursor(canvas: Canvas, editor: Editor, pane: Pane, shown: readonly Row[]): void {
  const { row, column } = cursorOf(editor, pane, shown);
  canvas.cursor(pane.top + row, pane.left + column);
}

/** Row and column of a view, from 0, at which the cursor goes. */
export function cursorOf(
  editor: Editor,
  pane: Pane,
  shown: readonly Row[],
): { readonly row: number; readonly column: number } {
  const { file, input } = pane;
  const { prefix, data, width } = columnsOf(pane);
  if (input) {
    const row = shown.findIndex(({ kind }) => kind === 'input');
    if (row >= 0) return { row, column: data };
  }
  const { cell, cursor } = editor;
  if (cell) return { row: cell.row - 1, column: cell.column - 1 };
  const row = cursor ? shown.findIndex((what) => 'line' in what && what.line === cursor.line) : -1;
  if (cursor && row >= 0) {
    if (cursor.column < 1) return { row, column: prefix ?? data };
    const columns = shownColumns(file, width, cursor.line);
    const found = columns.indexOf(cursor.column);
    const beside = cursor.column < (columns[0] ?? 1) ? 0 : Math.max(width, columns.length) - 1;
    const at = found < 0 ? beside : found;
    const part = Math.trunc(at / width);
    // a further row of the line may not be on the screen
    const further = shown.findIndex(
      (what) => what.kind === 'line' && what.line === cursor.line && what.part === part,
    );
    return { row: further < 0 ? row : further, column: data + (at % width) };
  }
  const command = shown.findIndex(({ kind }) => kind === 'command');
  if (command >= 0) return { row: command, column: COMMAND_COLUMN };
  const current = shown.findIndex((what) => 'line' in what && what.line === file.current);
  return { row: Math.max(0, current), column: data };
}
