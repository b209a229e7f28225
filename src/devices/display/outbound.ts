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
import { writeStructuredFields } from './structured-field.js';

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
  display.aid = AID.none;
  display.locked = false;
}

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
  if ((wcc & WCC.resetModified) !== 0) {
    for (let at = 0; at < sizeOf(display); at++) {
      if (isAttribute(display, at)) display.attributes[at] = display.attributes[at]! & ~1;
    }
  }
  const position: Position = { at: start, color: 0, highlight: 0, data: false };
  let next: number | undefined = 1;
  while (next !== undefined && next < data.length) next = order(display, position, data, next);
  if ((wcc & WCC.restoreKeyboard) !== 0) {
    display.locked = false;
    display.aid = AID.none;
    display.insert = false;
  }
  return { valid: next !== undefined, alarm: (wcc & WCC.alarm) !== 0, attention: false };
}

/** Executes the order or character at `i`; returns where the next starts, undefined when it is not valid. */
function order(display: Display, p: Position, data: Uint8Array, i: number): number | undefined {
  const size = sizeOf(display);
  const code = data[i]!;
  const left = data.length - i - 1;
  const wasData = p.data;
  p.data = false;
  switch (code) {
    case ORDER.setBufferAddress: {
      if (left < 2) return undefined;
      const address = decodeAddress(data[i + 1]!, data[i + 2]!);
      if (address >= size) return undefined;
      p.at = address;
      return i + 3;
    }
    case ORDER.startField:
      if (left < 1) return undefined;
      putAttribute(display, p.at, data[i + 1]!);
      p.at = after(display, p.at);
      return i + 2;
    case ORDER.startFieldExtended:
    case ORDER.modifyField:
      return extended(display, p, data, i, code === ORDER.modifyField);
    case ORDER.setAttribute:
      if (left < 2) return undefined;
      setAttribute(p, data[i + 1]!, data[i + 2]!);
      return i + 3;
    case ORDER.insertCursor:
      display.cursor = p.at;
      return i + 1;
    case ORDER.programTab:
      programTab(display, p, wasData);
      return i + 1;
    case ORDER.repeatToAddress: {
      const escape = left >= 4 && data[i + 3] === ORDER.graphicEscape ? 1 : 0;
      if (left < 3 + escape) return undefined;
      const stop = decodeAddress(data[i + 1]!, data[i + 2]!);
      if (stop >= size) return undefined;
      do {
        putCode(display, p.at, data[i + 3 + escape]!, p.color, p.highlight);
        p.at = after(display, p.at);
      } while (p.at !== stop);
      return i + 4 + escape;
    }
    case ORDER.eraseUnprotectedToAddress: {
      if (left < 2) return undefined;
      const stop = decodeAddress(data[i + 1]!, data[i + 2]!);
      if (stop >= size) return undefined;
      eraseUnprotectedTo(display, p, stop);
      return i + 3;
    }
    case ORDER.graphicEscape:
      if (left < 1) return undefined;
      putData(display, p, data[i + 1]!);
      return i + 2;
    default:
      putData(display, p, code);
      return i + 1;
  }
}

function putData(display: Display, p: Position, code: number): void {
  putCode(display, p.at, code, p.color, p.highlight);
  p.at = after(display, p.at);
  p.data = true;
}

function setAttribute(p: Position, type: number, value: number): void {
  if (type === EXTENDED.all) {
    p.color = 0;
    p.highlight = 0;
  } else if (type === EXTENDED.color) p.color = value;
  else if (type === EXTENDED.highlight) p.highlight = value;
}

/** Start Field Extended and Modify Field: a count, then pairs of type and value. */
function extended(
  display: Display,
  p: Position,
  data: Uint8Array,
  i: number,
  modify: boolean,
): number | undefined {
  const pairs = data[i + 1];
  if (pairs === undefined || i + 2 + pairs * 2 > data.length) return undefined;
  // Modify Field where no attribute stands is an error of the program
  if (modify && !isAttribute(display, p.at)) return undefined;
  if (!modify) putAttribute(display, p.at, 0);
  for (let n = 0; n < pairs; n++) {
    const type = data[i + 2 + n * 2]!;
    const value = data[i + 3 + n * 2]!;
    if (type === EXTENDED.field) display.attributes[p.at] = FIELD.present | (value & 0x3f);
    else if (type === EXTENDED.color) display.colors[p.at] = value;
    else if (type === EXTENDED.highlight) display.highlights[p.at] = value;
    else if (type === EXTENDED.all) {
      display.colors[p.at] = 0;
      display.highlights[p.at] = 0;
    }
  }
  p.at = after(display, p.at);
  return i + 2 + pairs * 2;
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
