/**
 * The buffer of a 3270 display as plain data, and what follows from it about fields (Data Stream
 * Programmer's Reference, "Character Buffer" and "Display Field Concepts").
 */
import { AID, FIELD } from './display-table.js';

/** Size of a screen. */
export interface DisplaySize {
  readonly columns: number;
  readonly rows: number;
}

/** A display. All functions here take it as hostile only in size: positions are always kept in range. */
export interface Display {
  readonly version: 2;
  columns: number;
  rows: number;
  /** Size after Erase/Write Alternate: that of the terminal. */
  alternate: DisplaySize;
  /** EBCDIC codes; 0 is null. */
  codes: Uint8Array;
  /** 0, or FIELD.present with the bits of a field attribute that stands at this position. */
  attributes: Uint8Array;
  /** Extended colour and highlighting: of the character, or of the field at an attribute's position. */
  colors: Uint8Array;
  highlights: Uint8Array;
  /** How many attributes there are; 0 means an unformatted screen. */
  fields: number;
  cursor: number;
  /** The last attention identifier, until a write restores the keyboard. */
  aid: number;
  /** The keyboard waits for the program. */
  locked: boolean;
  insert: boolean;
  /** A reply to a structured field that waits for the program's read. */
  reply: Uint8Array | undefined;
  /** Which extended attributes reads send: none, those of fields, or those of characters of these types too. */
  replyMode: 'field' | 'extended' | 'character';
  replyTypes: number[];
  /** The buffer address at which the last write has ended. */
  address: number;
}

/** What a write did beside changing the buffer. */
export interface WriteEffect {
  /** False when the stream broke the rules (the device answers operation check). */
  readonly valid: boolean;
  readonly alarm: boolean;
  /** The display has something to say by itself (a query reply): attention. */
  readonly attention: boolean;
}

/** The size of a display as every program may expect it. */
export const STANDARD: DisplaySize = { columns: 80, rows: 24 };
/** The most positions that 14-bit addresses reach. */
export const MOST_POSITIONS = 16_383;

/** The alternate size for a terminal of any size: at least the standard one, at most what addresses reach. */
export function alternateSize(columns: number, rows: number): DisplaySize {
  const wide = Math.min(Math.max(Math.trunc(columns) || 0, STANDARD.columns), 300);
  const high = Math.min(Math.max(Math.trunc(rows) || 0, STANDARD.rows), 120);
  return { columns: wide, rows: Math.min(high, Math.trunc(MOST_POSITIONS / wide)) };
}

/** A new display, blank, unformatted, with the keyboard locked until the first write. */
export function makeDisplay(alternate: DisplaySize = STANDARD): Display {
  const display: Display = {
    version: 2,
    columns: STANDARD.columns,
    rows: STANDARD.rows,
    alternate,
    codes: new Uint8Array(0),
    attributes: new Uint8Array(0),
    colors: new Uint8Array(0),
    highlights: new Uint8Array(0),
    fields: 0,
    cursor: 0,
    aid: AID.none,
    locked: true,
    insert: false,
    reply: undefined,
    replyMode: 'field',
    replyTypes: [],
    address: 0,
  };
  erase(display, STANDARD);
  return display;
}

/** Clears the buffer to nulls in the size given, without fields, cursor at 0. */
export function erase(display: Display, size: DisplaySize = display): void {
  const { columns, rows } = size;
  display.columns = columns;
  display.rows = rows;
  display.codes = new Uint8Array(columns * rows);
  display.attributes = new Uint8Array(columns * rows);
  display.colors = new Uint8Array(columns * rows);
  display.highlights = new Uint8Array(columns * rows);
  display.fields = 0;
  display.cursor = 0;
  display.address = 0;
  display.insert = false;
}

/** How many positions the buffer has. */
export function sizeOf(display: Display): number {
  return display.codes.length;
}

/** The position after this one, around the end. */
export function after(display: Display, position: number): number {
  return position + 1 >= display.codes.length ? 0 : position + 1;
}

/** The position before this one, around the start. */
export function before(display: Display, position: number): number {
  return position <= 0 ? display.codes.length - 1 : position - 1;
}

/** Whether an attribute stands at the position. */
export function isAttribute(display: Display, position: number): boolean {
  return display.attributes[position] !== 0;
}

/** Puts a field attribute at a position, in place of the character there. */
export function putAttribute(display: Display, position: number, bits: number): void {
  if (display.attributes[position] === 0) display.fields++;
  display.attributes[position] = FIELD.present | (bits & 0x3f);
  display.codes[position] = 0;
  display.colors[position] = 0;
  display.highlights[position] = 0;
}

/** Puts a character at a position; an attribute there is gone. */
export function putCode(
  display: Display,
  position: number,
  code: number,
  color = 0,
  highlight = 0,
): void {
  if (display.attributes[position] !== 0) {
    display.fields--;
    display.attributes[position] = 0;
  }
  display.codes[position] = code;
  display.colors[position] = color;
  display.highlights[position] = highlight;
}

/** Where the attribute of the field stands that holds the position; -1 on an unformatted screen. */
export function attributeOf(display: Display, position: number): number {
  if (display.fields === 0) return -1;
  let at = position;
  while (display.attributes[at] === 0) at = before(display, at);
  return at;
}

/** Bits of the field that holds the position; 0 (unprotected) on an unformatted screen. */
export function fieldBits(display: Display, position: number): number {
  const at = attributeOf(display, position);
  return at < 0 ? 0 : display.attributes[at]!;
}

/** How many positions follow the attribute at `attribute` before the next one. */
export function fieldLength(display: Display, attribute: number): number {
  let length = 0;
  let at = after(display, attribute);
  while (display.attributes[at] === 0 && length < display.codes.length - 1) {
    length++;
    at = after(display, at);
  }
  return length;
}

/** Whether a person may type at the position. */
export function isInput(display: Display, position: number): boolean {
  return !isAttribute(display, position) && (fieldBits(display, position) & FIELD.protected) === 0;
}

/** The first position of the next unprotected field behind `position`; 0 when there is none. */
export function nextInput(display: Display, position: number): number {
  if (display.fields === 0) return 0;
  let at = position;
  for (let n = display.codes.length; n > 0; n--) {
    const bits = display.attributes[at]!;
    at = after(display, at);
    if (bits !== 0 && (bits & FIELD.protected) === 0 && display.attributes[at] === 0) return at;
  }
  return 0;
}
