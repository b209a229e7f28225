/** A person at a 3270, for tests of full-screen programs: writes come in, keys go out. */
import { fromEbcdic, toEbcdic } from '../../src/shared/ebcdic.js';
import type { Answer, Effect } from '../../src/cms/command.js';
import { makeDisplay, type Display } from '../../src/devices/display/display.js';
import { AID, pfAid } from '../../src/devices/display/display-table.js';
import { readBuffer, readModified } from '../../src/devices/display/inbound.js';
import { attention, eraseEndOfField, type } from '../../src/devices/display/keyboard.js';
import { write } from '../../src/devices/display/outbound.js';

/** What the person does when the program waits: works on the screen, then presses a key. */
export type Turn = (
  at: DisplayOperator,
) => 'ENTER' | 'CLEAR' | 'NONE' | `PF${number}` | `PA${1 | 2 | 3}`;

function aidOf(key: Exclude<ReturnType<Turn>, 'NONE'>): number {
  if (key === 'ENTER') return AID.enter;
  if (key === 'CLEAR') return AID.clear;
  const number = Number(key.slice(2));
  return key.startsWith('PF') ? pfAid(number) : [AID.pa1, AID.pa2, AID.pa3][number - 1]!;
}

/** Plays turns against a program's display effects. */
export class DisplayOperator {
  readonly display: Display = makeDisplay();
  #turns: Turn[];
  /** Screens as they stood at each read. */
  readonly screens: string[][] = [];
  /** First row of the screen after each write that put something there. */
  readonly writes: string[] = [];
  /** Whether the last write sounded the alarm. */
  alarm = false;

  constructor(turns: readonly Turn[]) {
    this.#turns = [...turns];
  }

  /** What the person does next. */
  play(turns: readonly Turn[]): void {
    this.#turns = [...turns];
  }

  /** Answers display effects; undefined for others. */
  answer(effect: Effect): Answer | undefined {
    if (effect.kind === 'display-write') {
      this.alarm = ((effect.stream[0] ?? 0) & 0x04) !== 0;
      const { valid } = write(this.display, effect.command, effect.stream);
      if (effect.stream.length > 1) this.writes.push(this.rows()[0] ?? '');
      return { kind: 'display', result: valid ? 'ok' : 'error' };
    }
    if (effect.kind !== 'display-read') return undefined;
    const read = effect.buffer === undefined ? readModified : readBuffer;
    if (effect.buffer === 'now') return { kind: 'stream', result: 'ok', bytes: read(this.display) };
    this.screens.push(this.rows());
    const turn = this.#turns.shift();
    if (!turn) throw new Error(`nobody is at the screen any more:\n${this.rows().join('\n')}`);
    const key = turn(this);
    if (key !== 'NONE') attention(this.display, aidOf(key));
    return { kind: 'stream', result: 'ok', bytes: read(this.display) };
  }

  /** The screen, row by row, nulls and attributes as blanks. */
  rows(): string[] {
    const { columns, rows, codes, attributes } = this.display;
    const shown = codes.map((code, i) => (attributes[i] !== 0 || code < 0x40 ? 0x40 : code));
    return Array.from({ length: rows }, (_, row) =>
      fromEbcdic(shown.slice(row * columns, (row + 1) * columns)).trimEnd(),
    );
  }

  /** Where the cursor stands (zero-based). */
  get place(): { readonly row: number; readonly column: number } {
    const { cursor, columns } = this.display;
    return { row: Math.floor(cursor / columns), column: cursor % columns };
  }

  /** Row on which a text stands. */
  rowOf(text: string): number {
    const row = this.rows().findIndex((line) => line.includes(text));
    if (row < 0) throw new Error(`${text} is not on the screen:\n${this.rows().join('\n')}`);
    return row;
  }

  /** Types at a place (zero-based); `erase` first erases to the end of the field. */
  typeAt(row: number, column: number, text: string, erase = false): void {
    this.display.cursor = row * this.display.columns + column;
    if (erase) eraseEndOfField(this.display);
    for (const code of toEbcdic(text)) {
      if (!type(this.display, code)) throw new Error(`cannot type at row ${row} column ${column}`);
    }
  }

  /** Types in the command line. */
  command(text: string): void {
    this.typeAt(this.rowOf('====>'), 7, text, true);
  }

  /** Types a prefix command beside the line that shows `text`. */
  prefix(text: string, command: string): void {
    this.typeAt(this.rowOf(text), 1, command);
  }
}
