/**
 * The 3270 data stream as a full-screen program writes and reads it (IBM 3270 Information Display System:
 * Data Stream Programmer's Reference, GA23-0059): orders out, attention identifier and fields in.
 */
import { fromEbcdic, toEbcdic } from '../../shared/ebcdic.js';

/** Colours of the extended attribute. */
export const COLOR = {
  default: 0x00,
  blue: 0xf1,
  red: 0xf2,
  pink: 0xf3,
  green: 0xf4,
  turquoise: 0xf5,
  yellow: 0xf6,
  white: 0xf7,
} as const;

/** How a field looks and behaves. */
export interface FieldStyle {
  readonly protected: boolean;
  readonly intense: boolean;
  readonly color: keyof typeof COLOR;
}

/** Codes of the six-bit values in addresses and attributes. */
const SIX_BITS = Uint8Array.from({ length: 64 }, (_, value) => {
  const low = value & 0x0f;
  const blankish = [0x40, 0x50, 0x60, 0xf0][value >> 4]!;
  if (value === 0) return 0x40;
  if (low === 0) return [0x40, 0x50, 0x60, 0xf0][value >> 4]!;
  // letters and digits where the code has them, special characters for 10 to 15
  if (low <= 9) return value === 0x21 ? 0x61 : [0xc0, 0xd0, 0xe0, 0xf0][value >> 4]! | low;
  return value >> 4 === 3 ? 0x70 | low : (blankish & 0xf0) | low;
});

/** Bytes of one outbound stream (write control character and orders). */
export class StreamWriter {
  readonly #bytes: number[] = [];
  readonly #cells: number;
  readonly #columns: number;

  constructor(rows: number, columns: number) {
    this.#cells = rows * columns;
    this.#columns = columns;
    // reset MDT, restore the keyboard
    this.#bytes.push(0xc3);
  }

  #address(row: number, column: number): readonly [number, number] {
    const at = (row * this.#columns + column) % this.#cells;
    return this.#cells > 4096
      ? [(at >> 8) & 0x3f, at & 0xff]
      : [SIX_BITS[at >> 6] ?? 0x40, SIX_BITS[at & 0x3f] ?? 0x40];
  }

  /** Sets the buffer address (zero-based row and column). */
  at(row: number, column: number): this {
    this.#bytes.push(0x11, ...this.#address(row, column));
    return this;
  }

  /** Starts a field; its attribute takes one cell. */
  field(style: FieldStyle): this {
    const attribute = (style.protected ? 0x20 : 0) | (style.intense ? 0x08 : 0);
    this.#bytes.push(0x29, 0x02, 0xc0, SIX_BITS[attribute] ?? 0x40, 0x42, COLOR[style.color]);
    return this;
  }

  /** Text; control codes become blanks. */
  text(text: string): this {
    for (const byte of toEbcdic(text)) this.#bytes.push(byte < 0x40 || byte === 0xff ? 0x40 : byte);
    return this;
  }

  /** Fills with nulls up to an address, so that INSERT has room. */
  nullsTo(row: number, column: number): this {
    this.#bytes.push(0x3c, ...this.#address(row, column), 0x00);
    return this;
  }

  /** Puts the cursor at the present address. */
  cursor(): this {
    this.#bytes.push(0x13);
    return this;
  }

  /** The stream. */
  bytes(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }
}

/** What came in: the key, the cursor, and the fields that were changed. */
export interface Inbound {
  readonly aid: number;
  /** Zero-based cell. */
  readonly cursor: number;
  readonly fields: readonly { readonly at: number; readonly text: string }[];
}

/** Attention identifiers. */
export const AID_ENTER = 0x7d;
export const AID_NONE = 0x60;

/** The number of the PF key of an attention identifier, 1 to 24; undefined for another key. */
export function pfNumber(aid: number): number | undefined {
  const at = [
    0xf1, 0xf2, 0xf3, 0xf4, 0xf5, 0xf6, 0xf7, 0xf8, 0xf9, 0x7a, 0x7b, 0x7c, 0xc1, 0xc2, 0xc3, 0xc4,
    0xc5, 0xc6, 0xc7, 0xc8, 0xc9, 0x4a, 0x4b, 0x4c,
  ].indexOf(aid);
  return at < 0 ? undefined : at + 1;
}

function decodeAddress(high: number, low: number, cells: number): number {
  const binary = (high & 0xc0) === 0;
  return (binary ? (high << 8) | low : ((high & 0x3f) << 6) | (low & 0x3f)) % cells;
}

/** Reads an inbound stream (read modified); anything malformed ends it where it stands. */
export function readInbound(bytes: Uint8Array, rows: number, columns: number): Inbound {
  const cells = rows * columns;
  const aid = bytes[0] ?? AID_ENTER;
  const cursor = bytes.length >= 3 ? decodeAddress(bytes[1] ?? 0, bytes[2] ?? 0, cells) : 0;
  const fields: { at: number; text: string }[] = [];
  let at = 3;
  while (at + 2 < bytes.length && bytes[at] === 0x11) {
    const start = decodeAddress(bytes[at + 1] ?? 0, bytes[at + 2] ?? 0, cells);
    at += 3;
    let end = at;
    while (end < bytes.length && bytes[end] !== 0x11) end++;
    // nulls are dropped on the way in; there are none inside, but a hostile terminal may send some
    fields.push({ at: start, text: fromEbcdic(bytes.slice(at, end)).replaceAll('\0', '') });
    at = end;
  }
  return { aid, cursor, fields };
}
