/**
 * The 3270 data stream as a full-screen program writes and reads it (IBM 3270 Information Display System:
 * Data Stream Programmer's Reference, GA23-0059): orders out, attention identifier and fields in.
 */
import { PF_AIDS, SIX_BITS, decodeAddress, encodeAddress } from '../../shared/display-codes.js';
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
  /** Its contents come back as if they had been typed. */
  readonly modified?: boolean;
}

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
    return encodeAddress((row * this.#columns + column) % this.#cells, this.#cells);
  }

  /** Sets the buffer address (zero-based row and column). */
  at(row: number, column: number): this {
    this.#bytes.push(0x11, ...this.#address(row, column));
    return this;
  }

  /** Starts a field; its attribute takes one cell. */
  field(style: FieldStyle): this {
    const attribute =
      (style.protected ? 0x20 : 0) | (style.intense ? 0x08 : 0) | (style.modified ? 0x01 : 0);
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

/** Attention identifier of ENTER. */
export const AID_ENTER = 0x7d;
/** Attention identifier of a read that no key has brought. */
export const AID_NONE = 0x60;

/** The number of the PF key of an attention identifier, 1 to 24; undefined for another key. */
export function pfNumber(aid: number): number | undefined {
  const at = PF_AIDS.indexOf(aid);
  return at < 0 ? undefined : at + 1;
}

/** The PA keys by their attention identifiers; read modified brings nothing but those. */
const PA_AIDS = [0x6c, 0x6e, 0x6b];

/** The number of the PA key of an attention identifier, 1 to 3; undefined for another key. */
export function paNumber(aid: number): number | undefined {
  const at = PA_AIDS.indexOf(aid);
  return at < 0 ? undefined : at + 1;
}

const START_FIELD = 0x1d;
const MODIFIED = 0x01;

/**
 * Reads what read buffer brought: fields that were changed, with blanks for nulls between their characters. Nulls at the
 * end of the buffer may be missing.
 */
export function readWholeBuffer(bytes: Uint8Array, rows: number, columns: number): Inbound {
  const cells = rows * columns;
  const fields: { at: number; text: string }[] = [];
  let field: { at: number; codes: number[] } | undefined;
  const end = (): void => {
    if (!field) return;
    const { at, codes } = field;
    const text = codes.slice(0, codes.findLastIndex((code) => code !== 0) + 1);
    fields.push({ at, text: fromEbcdic(Uint8Array.from(text, (code) => code || 0x40)) });
  };
  let cell = 0;
  for (let at = 3; at < bytes.length && cell < cells; cell++) {
    const code = bytes[at++]!;
    if (code !== START_FIELD) {
      field?.codes.push(code);
      continue;
    }
    end();
    const attribute = bytes[at++] ?? 0;
    field = (attribute & MODIFIED) === 0 ? undefined : { at: cell + 1, codes: [] };
  }
  end();
  const cursor = decodeAddress(bytes[1] ?? 0, bytes[2] ?? 0) % cells;
  return { aid: bytes[0] ?? AID_NONE, cursor, fields };
}

/** Reads an inbound stream (read modified); anything malformed ends it where it stands. */
export function readInbound(bytes: Uint8Array, rows: number, columns: number): Inbound {
  const cells = rows * columns;
  const aid = bytes[0] ?? AID_ENTER;
  const cursor = bytes.length >= 3 ? decodeAddress(bytes[1] ?? 0, bytes[2] ?? 0) % cells : 0;
  const fields: { at: number; text: string }[] = [];
  let at = 3;
  while (at + 2 < bytes.length && bytes[at] === 0x11) {
    const start = decodeAddress(bytes[at + 1] ?? 0, bytes[at + 2] ?? 0) % cells;
    at += 3;
    let end = at;
    while (end < bytes.length && bytes[end] !== 0x11) end++;
    // nulls are dropped on the way in; there are none inside, but a hostile terminal may send some
    fields.push({ at: start, text: fromEbcdic(bytes.slice(at, end)).replaceAll('\0', '') });
    at = end;
  }
  return { aid, cursor, fields };
}
