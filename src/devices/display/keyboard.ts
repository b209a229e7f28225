/**
 * The keyboard of a 3270 on its buffer (IBM "3270 Information Display System: 3274 Control Unit
 * Description and Programmer's Guide", GA23-0061, keyboard functions). Every function returns false when
 * the key is not possible where the cursor stands; then nothing has changed.
 */
import type { Display } from './display.js';
import {
  after,
  attributeOf,
  before,
  erase,
  fieldBits,
  fieldLength,
  isAttribute,
  isInput,
  nextInput,
  sizeOf,
} from './display.js';
import { AID, FIELD } from './display-table.js';
import { fieldMode } from './structured-field.js';

const NULL = 0x00;
const BLANK = 0x40;

/** Types one character (EBCDIC): over the one at the cursor, or before it in insert mode. */
export function type(display: Display, code: number): boolean {
  const { cursor } = display;
  if (!isInput(display, cursor)) return false;
  if (display.insert && !makeRoom(display, cursor)) return false;
  display.codes[cursor] = code;
  modified(display, cursor);
  display.cursor = behind(display, cursor);
  return true;
}

/** Takes the character at the cursor out; the rest of the field moves left. */
export function deleteCharacter(display: Display): boolean {
  const { cursor } = display;
  if (!isInput(display, cursor)) return false;
  let at = cursor;
  for (let n = restOfField(display, cursor); n > 1; n--) {
    const next = after(display, at);
    display.codes[at] = display.codes[next]!;
    at = next;
  }
  display.codes[at] = NULL;
  modified(display, cursor);
  return true;
}

/** Moves left and deletes there, as a terminal's backspace key does. */
export function backspace(display: Display): boolean {
  const to = before(display, display.cursor);
  if (!isInput(display, to)) return false;
  display.cursor = to;
  return deleteCharacter(display);
}

/** Clears the field from the cursor on. */
export function eraseEndOfField(display: Display): boolean {
  const { cursor } = display;
  if (!isInput(display, cursor)) return false;
  let at = cursor;
  for (let n = restOfField(display, cursor); n > 0; n--) {
    display.codes[at] = NULL;
    at = after(display, at);
  }
  modified(display, cursor);
  return true;
}

/** Clears every input field and goes to the first. */
export function eraseInput(display: Display): boolean {
  let bits = fieldBits(display, 0);
  for (let at = 0; at < sizeOf(display); at++) {
    if (isAttribute(display, at)) {
      bits = display.attributes[at]!;
      if ((bits & FIELD.protected) === 0) display.attributes[at] = bits & ~FIELD.modified;
    } else if ((bits & FIELD.protected) === 0) display.codes[at] = NULL;
  }
  return home(display);
}

/** To the first position of the first input field. */
export function home(display: Display): boolean {
  display.cursor = nextInput(display, sizeOf(display) - 1);
  return true;
}

/** To the next input field. */
export function tab(display: Display): boolean {
  display.cursor = nextInput(display, display.cursor);
  return true;
}

/** To the start of this input field, or of the one before when the cursor stands there already. */
export function backTab(display: Display): boolean {
  if (display.fields === 0) {
    display.cursor = 0;
    return true;
  }
  let at = before(display, display.cursor);
  for (let n = sizeOf(display); n > 0; n--) {
    const previous = before(display, at);
    const bits = display.attributes[previous]!;
    if (bits !== 0 && (bits & FIELD.protected) === 0 && !isAttribute(display, at)) {
      display.cursor = at;
      return true;
    }
    at = previous;
  }
  display.cursor = 0;
  return true;
}

/** To the first input position of the next rows. */
export function newLine(display: Display): boolean {
  const { columns, rows, cursor } = display;
  const row = Math.trunc(cursor / columns);
  for (let n = 1; n <= rows; n++) {
    const start = ((row + n) % rows) * columns;
    for (let at = start; at < start + columns; at++) {
      if (isInput(display, at)) {
        display.cursor = at;
        return true;
      }
    }
  }
  display.cursor = 0;
  return true;
}

/** Behind the last character of the field. */
export function end(display: Display): boolean {
  const { cursor } = display;
  if (!isInput(display, cursor)) return false;
  const attribute = attributeOf(display, cursor);
  let at = attribute < 0 ? 0 : after(display, attribute);
  let target = at;
  const length = attribute < 0 ? sizeOf(display) : fieldLength(display, attribute);
  for (let n = 0; n < length; n++) {
    const code = display.codes[at]!;
    // a full field: its last position
    if (code !== NULL && code !== BLANK) target = n === length - 1 ? at : after(display, at);
    at = after(display, at);
  }
  display.cursor = target;
  return true;
}

/** One position, or one row, around the edges. */
export function move(display: Display, where: 'left' | 'right' | 'up' | 'down'): boolean {
  const size = sizeOf(display);
  const step = { left: -1, right: 1, up: -display.columns, down: display.columns }[where];
  display.cursor = (display.cursor + step + size) % size;
  return true;
}

/** CLEAR: the buffer is blank and unformatted. */
export function clear(display: Display): void {
  erase(display);
  fieldMode(display);
}

/** A key that the program is told of: locks the keyboard until the program writes. */
export function attention(display: Display, aid: number): void {
  if (aid === AID.clear) clear(display);
  display.aid = aid;
  display.locked = true;
  display.insert = false;
}

function modified(display: Display, position: number): void {
  const at = attributeOf(display, position);
  if (at >= 0) display.attributes[at] = display.attributes[at]! | FIELD.modified;
}

/** Positions of the field from `position` to its end. */
function restOfField(display: Display, position: number): number {
  if (display.fields === 0) return sizeOf(display) - position;
  let n = 0;
  for (let at = position; !isAttribute(display, at); at = after(display, at)) n++;
  return n;
}

/** Where the cursor goes behind a typed character: over the attribute, on to the next field if to skip. */
function behind(display: Display, position: number): number {
  const next = after(display, position);
  if (!isAttribute(display, next)) return next;
  const bits = display.attributes[next]!;
  const skip = FIELD.protected | FIELD.numeric;
  return (bits & skip) === skip ? nextInput(display, next) : after(display, next);
}

/** Moves the rest of the field right by one; false when the field is full. */
function makeRoom(display: Display, position: number): boolean {
  const length = restOfField(display, position);
  const positions: number[] = [];
  let at = position;
  let free = -1;
  for (let n = 0; n < length && free < 0; n++) {
    if (display.codes[at] === NULL) free = n;
    positions.push(at);
    at = after(display, at);
  }
  // a field that programs fill with blanks has room too, when it ends in one
  if (free < 0 && display.codes[positions[length - 1]!] === BLANK) free = length - 1;
  if (free < 0) return false;
  for (let n = free; n > 0; n--) {
    display.codes[positions[n]!] = display.codes[positions[n - 1]!]!;
  }
  return true;
}
