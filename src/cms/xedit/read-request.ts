/**
 * What READ asks for, and the lines that a key gives it (z/VM: XEDIT Commands and Macros Reference, "READ"): the key, the
 * command line, and what was typed over elsewhere on the screen.
 */
import type { Inbound } from './data-stream.js';
import { AID_ENTER, paNumber, pfNumber } from './data-stream.js';
import { lineAt, sizeOf } from './edit-file.js';
import { activeFile, type Editor } from './editor.js';
import { keySetting } from './key-setting.js';
import { layoutOf } from './layout.js';
import { prefixText } from './paint.js';
import { typedOver } from './prefix/pending.js';
import type { ReadRequest } from './read-operands.js';
import { columnsOf, COMMAND_COLUMN, paneAt } from './screen/pane.js';
import { typedLine } from './screen/shown-text.js';
import { panesOf } from './screen/views.js';
import { cased } from './typed-text.js';

/** A key that ends READ: its tag, its number (0 for ENTER), and what it is set to. */
export interface ReadKey {
  readonly tag: 'ETK' | 'PFK' | 'PAK';
  readonly number: number;
  readonly setting: string;
}

/** The key of an attention identifier; undefined for CLEAR and what is no key. */
export function readKeyOf(editor: Editor, aid: number): ReadKey | undefined {
  const { settings, options } = activeFile(editor);
  if (aid === AID_ENTER) return { tag: 'ETK', number: 0, setting: settings.enter };
  const pf = pfNumber(aid);
  if (pf !== undefined) return { tag: 'PFK', number: pf, setting: settings.pf[pf] ?? '' };
  const pa = paNumber(aid);
  return pa === undefined ? undefined : { tag: 'PAK', number: pa, setting: options.pa[pa] ?? '' };
}

/** Whether a key only moves the cursor or changes the display: it does not end READ. */
export function isLocalKey({ setting }: ReadKey): boolean {
  return /^(?:NULLKEY|TABKEY)$/i.test(keySetting(setting).text.trim());
}

/** The lines for the program stack, in the order in which they are to be read. */
export function readLines(
  editor: Editor,
  inbound: Inbound,
  key: ReadKey,
  { what, number, tag }: ReadRequest,
): string[] {
  const { command, typed } = typedFields(editor, inbound);
  const tagged = (name: string, text: string): string => (tag ? `${name} ${text}`.trimEnd() : text);
  const lines: string[] = [];
  // a macro that wants no more than a line gets it first when ENTER was pressed
  if (what !== 'CMDLINE' || key.tag !== 'ETK') {
    const numbered = key.number === 0 ? '' : `${String(key.number)} `;
    lines.push(tagged(key.tag, tag ? numbered + key.setting : key.setting));
  }
  lines.push(tagged('CMD', command));
  if (what === 'CMDLINE') return lines;
  for (const { kind, cell, line, text } of typed) {
    const numbered = number && line !== undefined && (tag || kind === 'FIL');
    const place = tag && (kind === 'RES' || numbered) ? `${cell} ` : '';
    lines.push(tagged(kind, `${place}${numbered ? `${String(line)} ` : ''}${text}`));
  }
  return lines;
}

/** A field that was typed into: row and column from 1, and the number of its line when it is one of the file. */
interface TypedField {
  readonly kind: 'FIL' | 'PRF' | 'RES';
  readonly cell: string;
  readonly line?: number;
  readonly text: string;
}

function typedFields(
  editor: Editor,
  inbound: Inbound,
): { readonly command: string; readonly typed: readonly TypedField[] } {
  const panes = panesOf(editor);
  const { columns } = editor.display;
  const typed: TypedField[] = [];
  let command = '';
  for (const { at, text } of inbound.fields) {
    const place = paneAt(panes, Math.floor(at / columns), at % columns);
    if (place === undefined) continue;
    const { pane, row, column } = place;
    const { prefix, data, width } = columnsOf(pane);
    const shown = layoutOf(pane)[row];
    if (shown === undefined) continue;
    const cell = `${String(row + 1)} ${String(column + 1)}`;
    if (shown.kind === 'command') {
      if (pane.index === editor.views.active && column === COMMAND_COLUMN) command = text.trimEnd();
    } else if (shown.kind === 'reserved') {
      typed.push({ kind: 'RES', cell, text });
    } else if ('line' in shown && column === prefix) {
      const before = prefixText(pane.file, shown.line);
      typed.push({ kind: 'PRF', cell, line: shown.line, text: typedOver(before, text) });
    } else if (shown.kind === 'line' && column === data) {
      const { line } = shown;
      if (line < 1 || line > sizeOf(pane.file)) continue;
      const now = typedLine(pane.file, line, width, cased(pane.file, text)).trimEnd();
      if (now !== lineAt(pane.file, line)) typed.push({ kind: 'FIL', cell, line, text: now });
    }
  }
  return { command, typed };
}
