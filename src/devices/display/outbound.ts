/**
 * Writes to a 3270 display: commands, the write control character and orders (Data Stream Programmer's
 * Reference, chapters "Commands" and "Character Sets, Orders, and Attributes"). A stream is hostile input:
 * one that breaks the rules stops where it does, with what came before it done, and is reported.
 */
import { decodeAddress } from '../../shared/display-codes.js';
import type { Display, WriteEffect } from './display.js';
import {
  STANDARD,
  after,
  erase,
  fieldBits,
  isAttribute,
  nextInput,
  putAttribute,
  putCode,
  sizeOf,
} from './display.js';
import { AID, COMMANDS, EXTENDED, FIELD, ORDER, WCC } from './display-table.js';
import { orderEnd } from './order-end.js';
import { fieldMode, writeStructuredFields } from './structured-field.js';

/** Executes one write: `command` is the channel's or the remote code, `data` what follows it. */
export function write(display: Display, command: number, data: Uint8Array): WriteEffect {
  switch (COMMANDS[command]) {
    case 'write':
      return writeData(display, data, display.cursor);
    case 'erase-write':
      erase(display, STANDARD);
      return writeData(display, data, 0);
    case 'erase-write-alternate':
      erase(display, display.alternate);
      return writeData(display, data, 0);
    case 'erase-all-unprotected':
      eraseAllUnprotected(display);
      return { valid: true, alarm: false, attention: false };
    case 'write-structured-field':
      return writeStructuredFields(display, data, write);
    default:
      return { valid: false, alarm: false, attention: false };
  }
}

/** Clears every input field, takes its modified bit away and frees the keyboard. */
export function eraseAllUnprotected(display: Display): void {
  let bits = fieldBits(display, 0);
  for (let at = 0; at < sizeOf(display); at++) {
    if (isAttribute(display, at)) {
      bits = display.attributes[at]!;
      if ((bits & FIELD.protected) === 0) display.attributes[at] = bits & ~FIELD.modified;
    } else if ((bits & FIELD.protected) === 0) display.codes[at] = 0;
  }
  display.cursor = nextInput(display, sizeOf(display) - 1);
  display.address = display.cursor;
  display.aid = AID.none;
  display.locked = false;
}

/** Types that other displays have: character set, background, transparency, validation, outlining. */
const IGNORED: ReadonlySet<number> = new Set([0x43, 0x45, 0x46, 0xc1, 0xc2]);

/** Where a stream stands while its orders are executed. */
interface Position {
  at: number;
  color: number;
  highlight: number;
  /** Whether the order before was data, which decides what Program Tab clears. */
  data: boolean;
}

function writeData(display: Display, data: Uint8Array, start: number): WriteEffect {
  if (data.length === 0) return { valid: true, alarm: false, attention: false };
  const wcc = data[0]!;
  if ((wcc & WCC.reset) !== 0) fieldMode(display);
  if ((wcc & WCC.resetModified) !== 0) {
    for (let at = 0; at < sizeOf(display); at++) {
      if (isAttribute(display, at)) display.attributes[at] = display.attributes[at]! & ~1;
    }
  }
  const position: Position = { at: start, color: 0, highlight: 0, data: false };
  let next: number | undefined = 1;
  while (next !== undefined && next < data.length) next = order(display, position, data, next);
  display.address = position.at;
  if ((wcc & WCC.restoreKeyboard) !== 0) {
    display.locked = false;
    display.aid = AID.none;
    display.insert = false;
  }
  return { valid: next !== undefined, alarm: (wcc & WCC.alarm) !== 0, attention: false };
}

/** Executes the order or character at `i`; returns where the next starts, undefined when it is not valid. */
function order(display: Display, p: Position, data: Uint8Array, i: number): number | undefined {
  const end = orderEnd(data, i);
  if (end === undefined) return undefined;
  const wasData = p.data;
  p.data = false;
  const code = data[i]!;
  switch (code) {
    case ORDER.setBufferAddress:
    case ORDER.repeatToAddress:
    case ORDER.eraseUnprotectedToAddress: {
      const address = decodeAddress(data[i + 1]!, data[i + 2]!);
      if (address >= sizeOf(display)) return undefined;
      if (code === ORDER.repeatToAddress) repeatTo(display, p, address, data[end - 1]!);
      else if (code === ORDER.eraseUnprotectedToAddress) eraseUnprotectedTo(display, p, address);
      else p.at = address;
      return end;
    }
    case ORDER.startField:
      putAttribute(display, p.at, data[i + 1]!);
      p.at = after(display, p.at);
      return end;
    case ORDER.startFieldExtended:
    case ORDER.modifyField:
      return extended(display, p, data.subarray(i, end)) ? end : undefined;
    case ORDER.setAttribute:
      return setAttribute(p, data[i + 1]!, data[i + 2]!) ? end : undefined;
    case ORDER.insertCursor:
      display.cursor = p.at;
      return end;
    case ORDER.programTab:
      programTab(display, p, wasData);
      return end;
    default:
      // a character, the second byte behind Graphic Escape
      putData(display, p, data[end - 1]!);
      return end;
  }
}

function repeatTo(display: Display, p: Position, stop: number, code: number): void {
  do {
    putCode(display, p.at, code, p.color, p.highlight);
    p.at = after(display, p.at);
  } while (p.at !== stop);
}

function putData(display: Display, p: Position, code: number): void {
  putCode(display, p.at, code, p.color, p.highlight);
  p.at = after(display, p.at);
  p.data = true;
}

/** Set Attribute: for the characters that follow; false when there is no such type. */
function setAttribute(p: Position, type: number, value: number): boolean {
  if (type === EXTENDED.all) {
    p.color = 0;
    p.highlight = 0;
  } else if (type === EXTENDED.color) p.color = value;
  else if (type === EXTENDED.highlight) p.highlight = value;
  else return IGNORED.has(type);
  return true;
}

/** Start Field Extended and Modify Field: a count, then pairs of type and value; false when one is not valid. */
function extended(display: Display, p: Position, order: Uint8Array): boolean {
  const modify = order[0] === ORDER.modifyField;
  // Modify Field where no attribute stands is an error of the program
  if (modify && !isAttribute(display, p.at)) return false;
  if (!modify) putAttribute(display, p.at, 0);
  for (let n = 2; n < order.length; n += 2) {
    const type = order[n]!;
    const value = order[n + 1]!;
    if (type === EXTENDED.field) display.attributes[p.at] = FIELD.present | (value & 0x3f);
    else if (type === EXTENDED.color) display.colors[p.at] = value;
    else if (type === EXTENDED.highlight) display.highlights[p.at] = value;
    else if (type === EXTENDED.all) {
      display.colors[p.at] = 0;
      display.highlights[p.at] = 0;
    } else if (!IGNORED.has(type)) return false;
  }
  p.at = after(display, p.at);
  return true;
}

/** On to the next input field; behind data, the rest of the present field is cleared first. */
function programTab(display: Display, p: Position, clear: boolean): void {
  const size = sizeOf(display);
  if (clear) {
    for (let n = size; n > 0 && !isAttribute(display, p.at); n--) {
      putCode(display, p.at, 0);
      p.at = after(display, p.at);
      if (p.at === 0) return;
    }
  }
  if (display.fields === 0) {
    p.at = 0;
    return;
  }
  const next = nextInput(display, p.at);
  // around the end it stops at 0, where the next PT starts anew
  p.at = next <= p.at ? 0 : next;
}

function eraseUnprotectedTo(display: Display, p: Position, stop: number): void {
  let bits = fieldBits(display, p.at);
  do {
    if (isAttribute(display, p.at)) bits = display.attributes[p.at]!;
    else if ((bits & FIELD.protected) === 0) display.codes[p.at] = 0;
    p.at = after(display, p.at);
  } while (p.at !== stop);
}
