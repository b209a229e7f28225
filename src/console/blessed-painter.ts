/**
 * Paints a screen through blessed: its cells, its comparison with what stands on the terminal, its terminal
 * descriptions. Nothing of the client reaches it but characters that were let through before.
 */
import { EventEmitter } from 'node:events';
import type { CellStyle, Run, Screen } from '../cp/ports/console.js';
import type { BlessedOutput, BlessedScreen } from './blessed-library.js';
import { makeBlessedScreen } from './blessed-library.js';
import type { Painter } from './painter.js';
import { ANSI_COLORS, light } from './painter.js';
import type { TerminalPort } from './terminal-port.js';

const DEFAULT_COLOR = 0x1ff;

/** The terminal as blessed sees it: always open, always a terminal, never a strange size. */
class OutputFacade extends EventEmitter implements BlessedOutput {
  readonly isTTY = true;
  readonly writable = true;
  columns: number;
  rows: number;
  /** The line is gone: what is still written goes nowhere. */
  closed = false;
  readonly #port: TerminalPort;

  constructor(port: TerminalPort, columns: number, rows: number) {
    super();
    this.#port = port;
    this.columns = columns;
    this.rows = rows;
  }

  write(text: string): boolean {
    if (!this.closed) this.#port.write(text);
    return true;
  }
}

/** A painter on a port. */
export class BlessedPainter implements Painter {
  readonly #port: TerminalPort;
  readonly #terminal: 'xterm' | 'linux';
  #output: OutputFacade | undefined;
  #screen: BlessedScreen | undefined;
  /** Each row as it was painted last, in one string. */
  #painted: string[] = [];

  constructor(port: TerminalPort, terminal: 'xterm' | 'linux') {
    this.#port = port;
    this.#terminal = terminal;
  }

  paint(screen: Screen): void {
    const blessed = this.#sized(screen);
    const keys = screen.lines.map(keyOf);
    const shift = scrolledBy(this.#painted, keys);
    if (shift > 0) {
      blessed.deleteLine(shift, 0, 0, screen.rows - 1);
      this.#painted.splice(0, shift);
      while (this.#painted.length < screen.rows) this.#painted.push('');
    }
    const rows = keys.flatMap((key, y) => (key === this.#painted[y] ? [] : [y]));
    const changed = rows.length > 0 || shift > 0;
    for (const y of rows) fill(blessed, y, screen.lines[y]!);
    this.#painted = keys;
    if (changed) {
      blessed.program.hideCursor();
      blessed.draw(0, screen.rows - 1);
    }
    blessed.program.cup(screen.cursor.row, screen.cursor.column);
    if (changed) blessed.program.showCursor();
    blessed.program.flush();
  }

  stop(quiet: boolean): void {
    const { screen, output } = { screen: this.#screen, output: this.#output };
    this.#screen = undefined;
    if (!screen || !output) return;
    if (quiet) output.closed = true;
    else output.write('\u001b[?2004l');
    // leaving, it would make a new grid of cells, for nothing
    screen.alloc = () => undefined;
    clearTimeout(screen.program._resizeTimer);
    screen.destroy();
    screen.program.removeAllListeners();
    output.closed = true;
  }

  /** blessed's screen in the size of ours: made now, or given its new size. */
  #sized({ columns, rows }: Screen): BlessedScreen {
    if (!this.#screen || !this.#output) {
      this.#output = new OutputFacade(this.#port, columns, rows);
      this.#screen = makeBlessedScreen(this.#terminal, this.#output);
      this.#output.write('\u001b[?2004h');
      this.#painted = [];
    } else if (this.#output.columns !== columns || this.#output.rows !== rows) {
      this.#output.columns = columns;
      this.#output.rows = rows;
      // blessed would repaint by itself and leave the cursor in the corner: it is told the size, no more
      this.#screen.program.cols = columns;
      this.#screen.program.rows = rows;
      this.#screen.program.csr(0, rows - 1);
      this.#screen.alloc();
      this.#painted = [];
    }
    return this.#screen;
  }
}

function fill(screen: BlessedScreen, y: number, runs: readonly Run[]): void {
  const row = screen.lines[y];
  if (!row) return;
  let x = 0;
  for (const run of runs) {
    const attribute = attributeOf(run.style);
    for (const character of run.text) {
      const cell = row[x++];
      if (!cell) break;
      cell[0] = attribute;
      cell[1] = character;
    }
  }
  row.dirty = true;
}

function attributeOf(style: CellStyle): number {
  const color = ANSI_COLORS[style.color] ?? DEFAULT_COLOR;
  return (light(style) << 18) | (color << 9) | DEFAULT_COLOR;
}

function keyOf(runs: readonly Run[]): string {
  let key = '';
  for (const { text, style } of runs) {
    key += `${text}\u0000${ANSI_COLORS[style.color] ?? 9}${light(style)}\u0001`;
  }
  return key;
}

/** By how many rows the screen has moved up, when most of what it shows stood further down before. */
function scrolledBy(before: readonly string[], now: readonly string[]): number {
  const rows = now.length;
  if (before.length !== rows) return 0;
  const same = now.filter((key, y) => key === before[y]).length;
  if (same * 2 >= rows) return 0;
  for (let shift = 1; shift <= rows / 2; shift++) {
    let moved = 0;
    for (let y = 0; y + shift < rows; y++) if (now[y] === before[y + shift]) moved++;
    if (moved - same > rows / 2) return shift;
  }
  return 0;
}
