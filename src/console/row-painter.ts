/**
 * Paints a screen with nothing but cursor addressing and attributes (ECMA-48): for screens too large for
 * blessed, and for terminals of which we only know that they follow the VT100. Sends, of each row, the
 * stretch from the first to the last cell that changed.
 */
import type { CellStyle, Screen } from '../cp/ports/console.js';
import type { Painter } from './painter.js';
import { ANSI_COLORS, light } from './painter.js';
import type { TerminalPort } from './terminal-port.js';

/** A row as it stands on the terminal. */
interface Row {
  text: string;
  /** Attributes of each cell. */
  attributes: Uint16Array;
}

/** Alternate screen, application keypad off, bracketed paste, no wrapping at the right edge. */
const START = '\u001b[?1049h\u001b[?2004h\u001b[?7l\u001b[m\u001b[H\u001b[J';
const STOP = '\u001b[m\u001b[?7h\u001b[?2004l\u001b[?25h\u001b[?1049l';

/** A painter on a port. */
export class RowPainter implements Painter {
  readonly #port: TerminalPort;
  readonly #color: boolean;
  #rows: Row[] = [];
  #columns = 0;

  constructor(port: TerminalPort, color: boolean) {
    this.#port = port;
    this.#color = color;
    port.write(START);
  }

  paint(screen: Screen): void {
    let out = '';
    if (screen.columns !== this.#columns || screen.rows !== this.#rows.length) {
      this.#columns = screen.columns;
      this.#rows = Array.from({ length: screen.rows }, () => ({
        text: ' '.repeat(screen.columns),
        attributes: new Uint16Array(screen.columns),
      }));
      out += '\u001b[m\u001b[H\u001b[J';
    }
    screen.lines.forEach((runs, y) => {
      const row = this.#rows[y];
      if (!row) return;
      let text = '';
      const attributes = new Uint16Array(screen.columns);
      for (const run of runs) {
        attributes.fill(this.#attribute(run.style), text.length, text.length + run.text.length);
        text += run.text;
      }
      text = text.padEnd(screen.columns).slice(0, screen.columns);
      const changed = difference(row, text, attributes);
      if (changed) out += stretch(y, changed, text, attributes);
      row.text = text;
      row.attributes = attributes;
    });
    const { row, column } = screen.cursor;
    this.#port.write(`${out === '' ? '' : `\u001b[?25l${out}`}${at(row, column)}\u001b[?25h`);
  }

  stop(quiet: boolean): void {
    if (!quiet) this.#port.write(STOP);
  }

  #attribute(style: CellStyle): number {
    const color = this.#color ? ANSI_COLORS[style.color] : undefined;
    return (light(style) << 4) | (color === undefined ? 0 : color + 1);
  }
}

function difference(
  row: Row,
  text: string,
  attributes: Uint16Array,
): readonly [number, number] | undefined {
  const same = (x: number): boolean =>
    row.text.charCodeAt(x) === text.charCodeAt(x) && row.attributes[x] === attributes[x];
  let first = 0;
  while (first < text.length && same(first)) first++;
  if (first === text.length) return undefined;
  let last = text.length - 1;
  while (same(last)) last--;
  return [first, last];
}

function stretch(
  y: number,
  [first, last]: readonly [number, number],
  text: string,
  attributes: Uint16Array,
): string {
  let out = at(y, first);
  let present = 0;
  for (let x = first; x <= last;) {
    const attribute = attributes[x]!;
    let end = x + 1;
    while (end <= last && attributes[end] === attribute) end++;
    if (attribute !== present) out += rendition(attribute);
    present = attribute;
    out += text.slice(x, end);
    x = end;
  }
  return present === 0 ? out : `${out}\u001b[m`;
}

function rendition(attribute: number): string {
  const bits = attribute >> 4;
  const color = attribute & 0x0f;
  let codes = '0';
  if (bits & 1) codes += ';1';
  if (bits & 2) codes += ';4';
  if (bits & 4) codes += ';5';
  if (bits & 8) codes += ';7';
  if (color > 0) codes += `;${29 + color}`;
  return `\u001b[${codes}m`;
}

function at(row: number, column: number): string {
  return `\u001b[${row + 1};${column + 1}H`;
}
