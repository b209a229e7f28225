/** Takes what was typed on the screen into the files of its views: changed lines, prefix commands, command lines. */
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
import { isEdge } from './display-lines.js';
import { inputRows, layoutOf, type Row } from './layout.js';
import { message } from './messages.js';
import { prefixText } from './paint.js';
import { clearing } from './prefix/clearing.js';
import { CONTINUED, enterPrefix, oldName, parsePrefix, typedOver } from './prefix/pending.js';
import { cased } from './typed-text.js';
import { columnsOf, COMMAND_COLUMN, paneAt, PREFIX_WIDTH, type Pane } from './screen/pane.js';
import { displayed, rowsOfLine, shownColumns, shownText, typedLine } from './screen/shown-text.js';
import { panesOf, switchView } from './screen/views.js';
import { show } from './subcommand.js';

/** What a view held besides changes of lines. */
export interface Typed {
  /** Number of the view, from 0. */
  readonly view: number;
  /** The command line as typed; '' when nothing is there. */
  readonly command: string;
  /** Whether anything was entered in the prefix area. */
  readonly prefixes: boolean;
  /** Subcommands that tell macros of what was taken back. */
  readonly clearing: readonly string[];
}

/** What the input zone of a view holds, by its rows; one that was not typed in is missing. */
interface Zone {
  readonly view: number;
  readonly added: readonly (string | undefined)[];
}

/** What was taken into a file, by all of its views. */
interface Taken {
  /** The view in which SI goes on: the one with the cursor if it shows the file, else the first that was read. */
  readonly view: number;
  /** Lines whose text is another now. */
  readonly changed: readonly number[];
}

interface Place {
  readonly row: number;
  readonly column: number;
}

type FieldText = Place & { readonly text: string };

/**
 * Reads one screen; the view with the cursor is the active one then. In input mode the lines of the input zone are added
 * behind the current line.
 * @param pressed - a key was pressed: what was not typed ends input mode, and SI
 */
export function readScreen(editor: Editor, inbound: Inbound, pressed = true): Typed[] {
  const { columns } = editor.display;
  const before = editor.views.active;
  const panes = panesOf(editor);
  const cell = (at: number): [number, number] => [Math.floor(at / columns), at % columns];
  const fields = new Map<Pane, FieldText[]>();
  for (const { at, text } of inbound.fields) {
    const place = paneAt(panes, ...cell(at));
    if (!place) continue;
    const { pane, row, column } = place;
    fields.set(pane, [...(fields.get(pane) ?? []), { row, column, text }]);
  }
  const at = paneAt(panes, ...cell(inbound.cursor)) ?? {
    ...{ pane: panes.find(({ index }) => index === before)!, row: 0, column: 0 },
  };
  const typed: Typed[] = [];
  const taken = new Map<EditFile, Taken>();
  let zone: Zone | undefined;
  // the input zone is there while its view is the active one
  const order = panes.toSorted((a, b) => Number(b.input) - Number(a.input));
  for (const pane of order) {
    const given = fields.get(pane) ?? [];
    const here = pane === at.pane;
    // lines of a view are changed where its file stands there
    if (given.length === 0 && !here) continue;
    switchView(editor, pane.index);
    const own = panesOf(editor).find(({ index }) => index === pane.index)!;
    const { added, changed, ...rest } = readPane(editor, own, given, here ? at : undefined);
    typed.push(rest);
    const file = activeFile(editor);
    const before = taken.get(file);
    const view = here ? own.index : (before?.view ?? own.index);
    taken.set(file, { view, changed: [...(before?.changed ?? []), ...changed] });
    if (own.input) zone = { view: own.index, added };
  }
  // lines come in and go when all views are read: their rows show the file as it was
  const onward = pressed ? [...taken].filter(([file, { changed }]) => goOn(file, changed)) : [];
  if (zone !== undefined && (pressed || zone.added.length > 0)) {
    switchView(editor, zone.view);
    editor.mode = 'input';
    editor.entered = takeInput(editor, zone.added) && !pressed;
  }
  switchView(editor, at.pane.index);
  noteCursor(editor, at.pane, at);
  const { line = -1, column = -1 } = editor.cursor ?? {};
  editor.readAt = [at.row + 1, at.column + 1, line, column];
  const views = onward.map(([, { view }]) => view);
  const all = typed.map((one) => (views.includes(one.view) ? { ...one, prefixes: true } : one));
  if (all.find(({ view }) => view === at.pane.index)?.prefixes) editor.cursor = undefined;
  return all;
}

function readPane(
  editor: Editor,
  pane: Pane,
  fields: readonly FieldText[],
  cursor: Place | undefined,
): Typed & Pick<Zone, 'added'> & Pick<Taken, 'changed'> {
  const file = activeFile(editor);
  const shown = layoutOf(pane);
  const zone = inputRows(shown);
  const { prefix, data } = columnsOf(pane);
  const added: string[] = [];
  const rows = new Map<number, string[]>();
  const told: string[] = [];
  let command = '';
  let prefixes = false;
  if (cursor) noteCursor(editor, pane, cursor);
  for (const { row, column, text } of fields) {
    const what = shown[row];
    if (what === undefined) continue;
    if (what.kind === 'command') {
      if (column === COMMAND_COLUMN) command = text.trim() === '' ? '' : text.trimEnd();
    } else if (what.kind === 'input') {
      added[zone.indexOf(row)] = cased(file, text.trimEnd());
    } else if ('line' in what && column === prefix) {
      told.push(...takePrefix(editor, { row: row + 1, what }, text));
      prefixes = true;
    } else if (what.kind === 'line' && column === data) {
      const { line, part } = what;
      if (isEdge(file, line)) continue;
      const parts = rows.get(line) ?? [];
      parts[part] = cased(file, text);
      rows.set(line, parts);
    }
  }
  const changed = [...rows]
    .filter(([line, parts]) => takeLine(editor, pane, line, parts))
    .map(([line]) => line);
  return { view: pane.index, command, prefixes, clearing: told, added, changed };
}

/** Takes what a prefix area holds onto the pending list; what waited there is taken back. */
function takePrefix(
  editor: Editor,
  { row, what }: { readonly row: number; readonly what: Extract<Row, { kind: 'line' | 'shadow' }> },
  typed: string,
): readonly string[] {
  const file = activeFile(editor);
  const { line } = what;
  const hidden = what.kind === 'shadow' ? what.hidden : 0;
  const waiting = file.pending.find((one) => one.line === line);
  const shown = waiting ? '='.repeat(PREFIX_WIDTH) : prefixText(file, line);
  const told = waiting ? clearing(file, [waiting]) : [];
  file.pending = file.pending.filter((one) => one !== waiting);
  const text = typedOver(shown, typed);
  if (text === '') return told;
  const entered = parsePrefix(text);
  if (entered) enterPrefix(file, { line, hidden, row, ...entered, kind: 'typed' });
  else {
    const wrong = { name: text.toUpperCase().slice(0, PREFIX_WIDTH - 1), operands: [] };
    enterPrefix(file, { line, hidden, row, ...wrong, kind: 'error' });
    show(editor, message('659E', text));
  }
  return told;
}

/** SI goes on when its line was filled, and ends when it was not: the line is taken away again. */
function goOn(file: EditFile, changed: readonly number[]): boolean {
  const entry = file.pending.find(
    ({ kind, name }) => kind === 'held' && name === CONTINUED && oldName(file, name) === 'SI',
  );
  if (entry === undefined) return false;
  file.pending = file.pending.filter((one) => one !== entry);
  if (changed.includes(entry.line)) enterPrefix(file, { ...entry, kind: 'typed' });
  else if (lineAt(file, entry.line) === '') deleteLines(file, entry.line, 1);
  return true;
}

/**
 * Replaces the shown part of a line, and keeps what lies beside it.
 * @param parts - what its rows hold now; one that was not changed is missing
 */
function takeLine(
  editor: Editor,
  pane: Pane,
  line: number,
  parts: readonly (string | undefined)[],
): boolean {
  const { file } = pane;
  const { width } = columnsOf(pane);
  const shown = displayed(file, shownText(file, line, width));
  const typed = Array.from({ length: rowsOfLine(file, line, width) }, (_, part) => {
    const at = part * width;
    return (parts[part] ?? shown.slice(at, at + width)).slice(0, width).padEnd(width);
  }).join('');
  if (typed.trimEnd() === shown.trimEnd()) return false;
  if (replaceLine(activeFile(editor), line, typedLine(file, line, width, typed))) {
    show(editor, message('503E'));
  }
  return true;
}

/** Adds what was typed in the input zone; nothing typed ends input mode. */
function takeInput(editor: Editor, byRow: readonly (string | undefined)[]): boolean {
  const file = activeFile(editor);
  const first = byRow.findIndex((text) => text !== undefined && text !== '');
  if (first < 0) {
    if (editor.entered !== true) editor.mode = 'edit';
    return false;
  }
  const last = byRow.findLastIndex((text) => text !== undefined && text !== '');
  const lines: string[] = [];
  for (let row = first; row <= last; row++) {
    const { text, truncated } = fit(file, byRow[row] ?? file.options.mask);
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
function noteCursor(editor: Editor, pane: Pane, { row, column }: Place): void {
  const what = layoutOf(pane)[row];
  const { prefix, data, width } = columnsOf(pane);
  const inPrefix = prefix !== undefined && column >= prefix - 1 && column < prefix + PREFIX_WIDTH;
  const [line, part] = what?.kind === 'line' ? [what.line, what.part] : [undefined, 0];
  const columns = shownColumns(pane.file, width, line);
  const cell = part * width + Math.max(0, Math.min(width - 1, column - data));
  // beside what is shown the columns go on
  const beside = (columns.at(-1) ?? 0) + 1 + Math.max(0, cell - columns.length);
  editor.cursor =
    what?.kind === 'line' && editor.mode === 'edit'
      ? { line: what.line, column: inPrefix ? 0 : (columns[cell] ?? beside) }
      : undefined;
}
