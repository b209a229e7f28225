/** Draws the editor's screen as a 3270 data stream, in the colours of SET COLOR's defaults. */
import { StreamWriter, type FieldStyle } from './data-stream.js';
import { identification } from './identification.js';
import { activeFile, type Editor } from './editor.js';
import { shadowText } from './display-lines.js';
import { type EditFile, sizeOf, lineAt } from './edit-file.js';
import { entryText, firstPending } from './prefix/pending.js';
import {
  dataColumns,
  FIRST_ROW,
  layout,
  PREFIX_WIDTH,
  reservedRow,
  shownColumns,
} from './layout.js';

const style = (color: FieldStyle['color'], intense: boolean, isProtected: boolean): FieldStyle => ({
  color,
  intense,
  protected: isProtected,
});
/** Row of messages, from 0; a macro may reserve it for when there are none. */
const MESSAGE_ROW = 1;
const IDLINE = style('blue', true, true);
const MSGLINE = style('red', true, true);
const PREFIX = style('green', false, false);
const FILEAREA = style('green', false, false);
const CURLINE = style('white', true, false);
const SCALE = style('blue', true, true);
const SHADOW = style('turquoise', false, true);
const TOFEOF = style('blue', true, true);
const ARROW = style('blue', true, true);
const CMDLINE = style('green', false, false);
const STATAREA = style('blue', true, true);
const NOTHING = style('default', false, true);

/** Text in the status area. */
function status(editor: Editor): string {
  const pending = firstPending(activeFile(editor));
  const mode = editor.mode === 'input' ? 'Input-mode' : 'X E D I T ';
  const files = `${editor.ring.length} File${editor.ring.length > 1 ? 's' : ''}`;
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

/** The part of a line that the screen shows. */
export function shownText(editor: Editor, line: number): string {
  const file = activeFile(editor);
  const text = lineAt(file, line);
  return text.slice(file.view - 1, file.view - 1 + shownColumns(editor));
}

function scaleText(file: EditFile, columns: number): string {
  let text = '';
  for (let i = 0; i < columns; i++) {
    const column = file.view + i;
    if (column === file.column) text += '|';
    else if (column % 10 === 0) text += String((column / 10) % 10);
    else text += column % 5 === 0 ? '+' : '.';
  }
  return text;
}

/** The whole screen: erase-write stream, cursor where it belongs. */
export function paint(editor: Editor): Uint8Array {
  const { rows, columns } = editor.display;
  const file = activeFile(editor);
  const out = new StreamWriter(rows, columns);
  const width = dataColumns(editor);
  const dataColumn = columns - width;
  out
    .at(0, 0)
    .field(IDLINE)
    .text(identification(file).slice(0, columns - 1));
  const heading = editor.messages.length === 0 ? reservedRow(editor, MESSAGE_ROW + 1) : undefined;
  out
    .at(MESSAGE_ROW, 0)
    .field(heading === undefined ? MSGLINE : style(heading.color, heading.high, true))
    .text((heading?.text ?? editor.messages[0] ?? '').slice(0, columns - 1).padEnd(columns - 1));
  let cursor: { row: number; column: number } | undefined;
  // more messages than one push the file area down for this screen, over its first rows
  const extra = editor.messages.slice(1, 1 + Math.max(0, rows - 8));
  const input = editor.mode === 'input';
  for (const [i, row] of layout(editor).entries()) {
    const at = FIRST_ROW + i;
    const note = extra[i];
    if (note !== undefined) {
      out
        .at(at, 0)
        .field(MSGLINE)
        .text(note.slice(0, columns - 1).padEnd(columns - 1));
      continue;
    }
    out.at(at, 0);
    if (row.kind === 'blank' || (input && 'line' in row && row.line > file.current)) {
      if (input) inputRow(out, file, at, dataColumn);
      else out.field(NOTHING).text(' '.repeat(columns - 1));
      if (input && !cursor) cursor = { row: at, column: dataColumn };
      continue;
    }
    if (row.kind === 'scale') {
      out.field(SCALE).text(' '.repeat(dataColumn - 1) + scaleText(file, width));
      continue;
    }
    if (row.kind === 'reserved') {
      const { text, color, high } = row.reserved;
      out.field(style(color, high, true)).text(text.slice(0, columns - 1).padEnd(columns - 1));
      continue;
    }
    const { line } = row;
    if (file.prefix.show !== 'OFF') {
      out
        .field(input ? NOTHING : PREFIX)
        .text(input ? ' '.repeat(PREFIX_WIDTH) : prefixText(file, line));
    }
    if (row.kind === 'shadow') {
      out.field(SHADOW).text(shadowText(row.hidden).slice(0, width).padEnd(width));
    } else if (line === 0 || line === sizeOf(file) + 1) {
      out.field(TOFEOF).text(`* * * ${line === 0 ? 'Top' : 'End'} of File * * *`.padEnd(width));
    } else {
      const text = shownText(editor, line);
      out.field(line === file.current ? CURLINE : FILEAREA);
      if (file.settings.nulls || input) out.text(text).nullsTo(at + 1, 0);
      else out.text(text.padEnd(width));
    }
    if (!input && editor.cursor?.line === line) {
      cursor = {
        row: at,
        column:
          editor.cursor.column < 1
            ? 1
            : dataColumn + Math.min(width - 1, Math.max(0, editor.cursor.column - file.view)),
      };
    }
  }
  commandRows(out, editor);
  const { cell } = editor;
  const named = cell && { row: cell.row - 1, column: cell.column - 1 };
  const to = named ?? cursor ?? { row: rows - 2, column: 7 };
  out.at(to.row, to.column).cursor();
  return out.bytes();
}

/** A row of the input zone: nothing but room to type. */
function inputRow(out: StreamWriter, file: EditFile, row: number, dataColumn: number): void {
  if (file.prefix.show !== 'OFF') out.field(NOTHING).text(' '.repeat(PREFIX_WIDTH));
  out
    .at(row, dataColumn - 1)
    .field(FILEAREA)
    .nullsTo(row + 1, 0);
}

function commandRows(out: StreamWriter, editor: Editor): void {
  const { rows, columns } = editor.display;
  const area = 20;
  out
    .at(rows - 2, 0)
    .field(ARROW)
    .text('====>');
  out.at(rows - 2, 6).field(editor.mode === 'input' ? NOTHING : CMDLINE);
  out.text(editor.mode === 'input' ? '* * * Input Zone * * *' : editor.commandLine);
  out.nullsTo(rows - 1, columns - area - 1);
  out
    .at(rows - 1, columns - area - 1)
    .field(STATAREA)
    .text(status(editor).padEnd(area));
}
