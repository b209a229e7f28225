/** Takes what was typed on the screen into the file: changed lines, prefix commands, the command line. */
import type { Inbound } from './data-stream.js';
import { activeFile, type Editor } from './editor.js';
import {
  deleteLines,
  fit,
  insertLines,
  lineAt,
  replaceLine,
  sizeOf,
  type EditFile,
} from './edit-file.js';
import { clearing } from './prefix/clearing.js';
import { dataColumns, FIRST_ROW, layout, PREFIX_WIDTH, shownColumns } from './layout.js';
import { message } from './messages.js';
import { prefixText, shownText } from './paint.js';
import { enterPrefix, oldName, parsePrefix, typedOver } from './prefix/pending.js';
import { CONTINUED } from './prefix/prefix-macros.js';
import { cased } from './typed-text.js';
import { show } from './subcommand.js';

/** What the screen held besides changes of lines. */
export interface Typed {
  /** The command line as typed; '' when nothing is there. */
  readonly command: string;
  /** Whether anything was entered in the prefix area. */
  readonly prefixes: boolean;
}

/** Reads one screen. In input mode the lines of the input zone are added behind the current line. */
export function readScreen(editor: Editor, inbound: Inbound): Typed {
  const { rows, columns } = editor.display;
  const file = activeFile(editor);
  const shown = layout(editor);
  const dataColumn = columns - dataColumns(editor);
  const added: string[] = [];
  let command = '';
  let prefixes = false;
  const changed = new Set<number>();
  noteCursor(editor, inbound.cursor);
  for (const field of inbound.fields) {
    const row = Math.floor(field.at / columns);
    const column = field.at % columns;
    if (row >= rows - 2) {
      command = field.text.replace(/^ +| +$/g, '') === '' ? '' : field.text.trimEnd();
      continue;
    }
    const what = shown[row - FIRST_ROW];
    if (!what || what.kind === 'scale' || what.kind === 'reserved') continue;
    if (editor.mode === 'input' && (what.kind === 'blank' || what.line > file.current)) {
      added[row] = cased(file, field.text.trimEnd());
      continue;
    }
    if (what.kind === 'blank') continue;
    if (file.prefix.show !== 'OFF' && column === 1) {
      const { line } = what;
      const hidden = what.kind === 'shadow' ? what.hidden : 0;
      takePrefix(editor, { line, hidden, row: row + 1 }, field.text);
      prefixes = true;
    } else if (
      what.kind === 'line' &&
      column === dataColumn &&
      what.line >= 1 &&
      what.line <= sizeOf(file)
    ) {
      if (takeLine(editor, what.line, cased(file, field.text))) changed.add(what.line);
    }
  }
  if (editor.mode === 'input') takeInput(editor, added);
  prefixes = goOn(file, changed) || prefixes;
  if (prefixes) editor.cursor = undefined;
  return { command, prefixes };
}

/** Takes what a prefix area holds onto the pending list; what waited there is taken back. */
function takePrefix(
  editor: Editor,
  place: { readonly line: number; readonly hidden: number; readonly row: number },
  typed: string,
): void {
  const file = activeFile(editor);
  const { line } = place;
  const waiting = file.pending.find((one) => one.line === line);
  const shown = waiting ? '='.repeat(PREFIX_WIDTH) : prefixText(file, line);
  file.pending = file.pending.filter((one) => one !== waiting);
  if (waiting) editor.pending.push(...clearing(file, [waiting]));
  const text = typedOver(shown, typed);
  if (text === '') return;
  const entered = parsePrefix(text);
  if (entered) enterPrefix(file, { ...place, ...entered, kind: 'typed' });
  else show(editor, message('661E', text));
}

/** SI goes on when its line was filled, and ends when it was not: the line is taken away again. */
function goOn(file: EditFile, changed: ReadonlySet<number>): boolean {
  const entry = file.pending.find(
    ({ kind, name }) => kind === 'held' && name === CONTINUED && oldName(file, name) === 'SI',
  );
  if (entry === undefined) return false;
  file.pending = file.pending.filter((one) => one !== entry);
  if (changed.has(entry.line)) enterPrefix(file, { ...entry, kind: 'typed' });
  else if (lineAt(file, entry.line) === '') deleteLines(file, entry.line, 1);
  return true;
}

/** Replaces the shown part of a line, and keeps what lies left and right of it. */
function takeLine(editor: Editor, line: number, typed: string): boolean {
  const file = activeFile(editor);
  const old = lineAt(file, line);
  const from = file.view - 1;
  const shownPart = shownText(editor, line);
  if (typed.trimEnd() === shownPart.trimEnd()) return false;
  const width = shownColumns(editor);
  const right = old.slice(from + width);
  const middle = right === '' ? typed : typed.padEnd(width).slice(0, width);
  if (replaceLine(file, line, old.slice(0, from).padEnd(from) + middle + right)) {
    show(editor, message('503E'));
  }
  return true;
}

/** Adds what was typed in the input zone; nothing typed ends input mode. */
function takeInput(editor: Editor, byRow: readonly (string | undefined)[]): boolean {
  const file = activeFile(editor);
  const first = byRow.findIndex((text) => text !== undefined && text !== '');
  if (first < 0) {
    editor.mode = 'edit';
    return false;
  }
  const last = byRow.findLastIndex((text) => text !== undefined && text !== '');
  const lines: string[] = [];
  for (let row = first; row <= last; row++) {
    const { text, truncated } = fit(file, byRow[row] ?? '');
    if (truncated) show(editor, message('503E'));
    lines.push(text);
  }
  const after = Math.min(file.current, sizeOf(file));
  insertLines(file, after, lines);
  file.current = after + lines.length;
  return true;
}

/** A line that comes from the stack in input mode; a null line ends it. */
export function takeInputLine(editor: Editor, text: string): void {
  const file = activeFile(editor);
  takeInput(editor, [cased(file, text)]);
}

/** Remembers the line and column of the file under the cursor, for SOS, SPLTJOIN and CURSOR. */
function noteCursor(editor: Editor, cell: number): void {
  const { columns } = editor.display;
  const row = layout(editor)[Math.floor(cell / columns) - FIRST_ROW];
  const file = activeFile(editor);
  const dataColumn = columns - dataColumns(editor);
  const column = cell % columns;
  editor.cursor =
    row?.kind === 'line' && editor.mode === 'edit'
      ? { line: row.line, column: column < dataColumn ? 0 : column - dataColumn + file.view }
      : undefined;
}
