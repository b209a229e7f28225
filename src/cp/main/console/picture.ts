/**
 * What a console looks like on a terminal of any size: output area, input area of two rows and, at the
 * bottom right, status and system name; or the program's screen. At 80 columns the status begins in column
 * 61 and the name in column 71, as on a 3270 under VM.
 */
import type { Display } from '../../../devices/display/display.js';
import { fieldBits, isAttribute, attributeOf } from '../../../devices/display/display.js';
import { FIELD } from '../../../devices/display/display-table.js';
import { EBCDIC_TO_LATIN1, isPrintable } from '../../../shared/ebcdic.js';
import type { CellStyle, Run, Screen } from '../../ports/console.js';
import type { ConsoleState, OutputLine } from './console-state.js';
import type { OutputRow } from './output-page.js';
import { INPUT_ROWS, layOut, outputRows, wrapWidth } from './output-page.js';

const style = (color: CellStyle['color'], intense = false): CellStyle => ({
  color,
  highlight: 'none',
  intense,
});
const INPUT = style('default');
const STATUS = style('white', true);
const KINDS: Readonly<Record<OutputLine['kind'], CellStyle>> = {
  cp: style('turquoise'),
  guest: style('green'),
  echo: style('white', true),
};

type Picture = Omit<Screen, 'version'>;

/** The status that is shown. */
export function statusOf(state: Readonly<ConsoleState>): string {
  if (state.refused) return 'NOT ACCEPTED';
  if (state.hold !== 'none') return state.hold === 'more' ? 'MORE...' : 'HOLDING';
  return state.status;
}

/** Paints a console. `history` stands in for the output page while its person looks back. */
export function paint(
  state: Readonly<ConsoleState>,
  systemName: string,
  size: { readonly columns: number; readonly rows: number },
  history?: readonly OutputRow[],
): Picture {
  if (state.owner === 'display' && state.display) {
    return paintDisplay(state.display, statusOfDisplay(state), systemName, size);
  }
  const { columns, rows } = size;
  const area = outputRows(rows);
  const shown = history ?? layOut(state.page, wrapWidth(columns, state.settings.lineSize), area);
  const lines: Run[][] = [];
  for (let row = 0; row < area; row++) {
    const line = shown[row];
    lines.push(
      line
        ? [{ text: line.text.padEnd(columns).slice(0, columns), style: KINDS[line.kind] }]
        : [blank(columns)],
    );
  }
  const field = statusField(history ? 'SCROLL' : statusOf(state), systemName, columns);
  const first = columns;
  const second = columns - field.length;
  const room = first + second - 1;
  const { cursor } = state.input;
  const text = state.masked ? ' '.repeat(state.input.text.length) : state.input.text;
  // a line longer than the area: the part around the cursor
  const offset = cursor < room ? 0 : cursor - room + 1;
  const visible = text.slice(offset, offset + room).padEnd(room + 1);
  if (rows > INPUT_ROWS) lines.push([{ text: visible.slice(0, first), style: INPUT }]);
  lines.push([
    { text: visible.slice(first), style: INPUT },
    { text: field, style: STATUS },
  ]);
  const at = state.masked ? 0 : cursor - offset;
  return {
    columns,
    rows,
    lines,
    cursor: {
      row: rows - INPUT_ROWS + Math.trunc(at / columns),
      column: at % columns,
    },
  };
}

function statusField(status: string, systemName: string, columns: number): string {
  // narrow terminals have no room for the name
  if (columns < 42) return status.padEnd(12).slice(0, 12);
  const state = status.length > 9 ? status.slice(0, 12) : status.padEnd(10);
  return (state + (status.length > 9 ? '' : systemName)).padEnd(20).slice(0, 20);
}

function statusOfDisplay(state: Readonly<ConsoleState>): string {
  if (state.display?.locked) return 'X SYSTEM';
  return state.display?.insert ? 'INSERT' : statusOf(state);
}

function blank(columns: number): Run {
  return { text: ' '.repeat(columns), style: INPUT };
}

/** A program's screen; a terminal smaller than it shows the part with the cursor. */
function paintDisplay(
  display: Display,
  status: string,
  systemName: string,
  { columns, rows }: { readonly columns: number; readonly rows: number },
): Picture {
  const row = Math.trunc(display.cursor / display.columns);
  const column = display.cursor % display.columns;
  const top = row < rows ? 0 : row - rows + 1;
  const left = column < columns ? 0 : column - columns + 1;
  const lines: Run[][] = [];
  for (let r = top; r < top + rows; r++) {
    if (r < display.rows) lines.push(displayRow(display, r, left, columns));
    else if (r === top + rows - 1) {
      const field = statusField(status, systemName, columns);
      lines.push([blank(columns - field.length), { text: field, style: STATUS }]);
    } else lines.push([blank(columns)]);
  }
  return { columns, rows, lines, cursor: { row: row - top, column: column - left } };
}

function displayRow(display: Display, row: number, left: number, columns: number): Run[] {
  const runs: { text: string; style: CellStyle }[] = [];
  const start = row * display.columns;
  let attribute = attributeOf(display, start);
  let bits = fieldBits(display, start);
  for (let c = 0; c < display.columns; c++) {
    const at = start + c;
    if (isAttribute(display, at)) {
      attribute = at;
      bits = display.attributes[at]!;
    }
    if (c < left || c >= left + columns) continue;
    const plain = isAttribute(display, at) || (bits & FIELD.displayMask) === FIELD.nondisplay;
    const cell = plain ? PLAIN : cellStyle(display, at, attribute, bits);
    const text = plain ? ' ' : characterOf(display.codes[at]!);
    const last = runs.at(-1);
    if (last?.style === cell) last.text += text;
    else runs.push({ text, style: cell });
  }
  const used = Math.max(0, Math.min(display.columns - left, columns));
  if (used < columns) runs.push({ text: ' '.repeat(columns - used), style: PLAIN });
  return runs;
}

const PLAIN = style('default');
const COLORS: readonly CellStyle['color'][] = [
  ...(['default', 'blue', 'red', 'pink', 'green', 'turquoise', 'yellow', 'white'] as const),
];
const HIGHLIGHTS: Readonly<Record<number, CellStyle['highlight']>> = {
  0xf1: 'blink',
  0xf2: 'reverse',
  0xf4: 'underscore',
};
/** Styles are made once, so that runs can be told apart by identity. */
const STYLES = new Map<number, CellStyle>();

function cellStyle(display: Display, at: number, attribute: number, bits: number): CellStyle {
  const color = display.colors[at]! || (attribute < 0 ? 0 : display.colors[attribute]!);
  const highlight = display.highlights[at]! || (attribute < 0 ? 0 : display.highlights[attribute]!);
  const bright = (bits & FIELD.displayMask) === FIELD.intensified;
  const key =
    (color << 10) | (highlight << 2) | (bright ? 1 : 0) | (bits & FIELD.protected ? 2 : 0);
  const known = STYLES.get(key);
  if (known) return known;
  // without extended colour: the four base colours of a 3279
  const base = bits & FIELD.protected ? (bright ? 'white' : 'blue') : bright ? 'red' : 'green';
  const extended = color >= 0xf1 && color <= 0xf7 ? COLORS[color - 0xf0]! : base;
  const made: CellStyle = {
    color: extended,
    highlight: HIGHLIGHTS[highlight] ?? 'none',
    intense: bright || highlight === 0xf8,
  };
  // colour and highlight are bytes of the program: the map must not grow by them
  if (STYLES.size < 4096) STYLES.set(key, made);
  return made;
}

function characterOf(code: number): string {
  if (code === 0x1c) return '*';
  if (code === 0x1e) return ';';
  if (code < 0x40) return ' ';
  return isPrintable(code) ? String.fromCharCode(EBCDIC_TO_LATIN1[code]!) : '.';
}
