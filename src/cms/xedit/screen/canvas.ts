/**
 * A screen as it is put together, cell by cell, and the 3270 data stream that writes it (IBM 3270 Information Display
 * System: Data Stream Programmer's Reference, GA23-0059, "Orders").
 */
import { COLOR } from '../data-stream.js';
import { encodeAddress, SIX_BITS } from '../../../shared/display-codes.js';
import { toEbcdic } from '../../../shared/ebcdic.js';

/** How a field looks and behaves. */
export interface Field {
  readonly protect: boolean;
  readonly high: boolean;
  readonly invisible?: boolean;
  /** Its contents come back as if they had been typed. */
  readonly modified?: boolean;
  readonly color: keyof typeof COLOR;
  readonly highlight?: 'NONE' | 'BLINK' | 'REVVIDEO' | 'UNDERLINE';
}

const HIGHLIGHT = { NONE: 0x00, BLINK: 0xf1, REVVIDEO: 0xf2, UNDERLINE: 0xf4 } as const;
const ORDER = { address: 0x11, repeat: 0x3c, field: 0x29, cursor: 0x13 } as const;
/** Reset what was modified, free the keyboard. */
const WRITE_CONTROL = 0xc3;
/** From so many equal characters on, an order that repeats one is shorter. */
const LONG_RUN = 6;

/** The cells of a screen: nulls, characters, and attributes that begin fields. */
export class Canvas {
  readonly #codes: Uint8Array;
  readonly #fields: (Field | undefined)[];
  #cursor = 0;
  readonly columns: number;

  constructor(rows: number, columns: number) {
    this.columns = columns;
    this.#codes = new Uint8Array(rows * columns);
    this.#fields = new Array<Field | undefined>(rows * columns);
  }

  /** Begins a field; its attribute takes the cell. */
  field(row: number, column: number, field: Field): void {
    const at = row * this.columns + column;
    if (column >= this.columns || at >= this.#codes.length) return;
    this.#fields[at] = field;
    this.#codes[at] = 0;
  }

  /**
   * Writes a text, cut at `width`; what stood there is gone. Codes that a display does not show become `nondisplay`.
   */
  text(row: number, column: number, text: string, width: number, nondisplay = 0x40): void {
    const codes = toEbcdic(text.slice(0, Math.max(0, width)));
    const start = row * this.columns + column;
    for (const [i, code] of codes.entries()) {
      const at = start + i;
      if (at >= this.#codes.length) return;
      this.#codes[at] = code < 0x40 || code === 0xff ? nondisplay : code;
      this.#fields[at] = undefined;
    }
  }

  /** Clears cells to nulls, which leave room for INSERT. */
  clear(row: number, column: number, width: number): void {
    const start = row * this.columns + column;
    this.#codes.fill(0, start, start + width);
    this.#fields.fill(undefined, start, start + width);
  }

  /**
   * Puts what was typed into the field that begins at a cell, in place of all that stands there, so that it comes back with
   * the next key; a cell that begins no field of that kind is left alone.
   */
  retype(at: number, text: string): void {
    const field = this.#fields[at - 1];
    if (field === undefined || field.protect) return;
    this.#fields[at - 1] = { ...field, modified: true };
    const codes = toEbcdic(text);
    for (let i = 0; at + i < this.#codes.length && this.#fields[at + i] === undefined; i++) {
      const code = codes[i] ?? 0;
      this.#codes[at + i] = i < codes.length && (code < 0x40 || code === 0xff) ? 0x40 : code;
    }
  }

  /** Cells of the field that begins at a cell. */
  room(at: number): number {
    let end = at;
    while (end < this.#codes.length && this.#fields[end] === undefined) end++;
    return end - at;
  }

  /** Where the cursor goes. */
  cursor(row: number, column: number): void {
    this.#cursor = Math.max(0, Math.min(this.#codes.length - 1, row * this.columns + column));
  }

  /** What a write must send behind its command. */
  stream(): Uint8Array {
    const bytes: number[] = [WRITE_CONTROL];
    const cells = this.#codes.length;
    // what is not written is null after the erase
    let here = 0;
    for (let at = 0; at < cells;) {
      const field = this.#fields[at];
      const code = this.#codes[at]!;
      if (field === undefined && code === 0) {
        at++;
        continue;
      }
      if (here !== at) bytes.push(ORDER.address, ...encodeAddress(at, cells));
      if (field !== undefined) {
        bytes.push(...attribute(field));
        at++;
      } else {
        let end = at + 1;
        while (end < cells && this.#fields[end] === undefined && this.#codes[end] === code) end++;
        if (end - at >= LONG_RUN && end < cells) {
          bytes.push(ORDER.repeat, ...encodeAddress(end, cells), code);
          at = end;
        } else {
          bytes.push(code);
          at++;
        }
      }
      here = at;
    }
    bytes.push(ORDER.address, ...encodeAddress(this.#cursor, cells), ORDER.cursor);
    return Uint8Array.from(bytes);
  }
}

function attribute(field: Field): number[] {
  const { protect, high, invisible, modified, color, highlight = 'NONE' } = field;
  const shown = (invisible === true ? 0x0c : high ? 0x08 : 0) | (modified === true ? 0x01 : 0);
  const pairs = [0xc0, SIX_BITS[(protect ? 0x20 : 0) | shown]!, 0x42, COLOR[color]];
  if (highlight !== 'NONE') pairs.push(0x41, HIGHLIGHT[highlight]);
  return [ORDER.field, pairs.length / 2, ...pairs];
}
