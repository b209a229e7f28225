/**
 * What a display command puts into the console ring: the 3270 command, then its data (IBM 3270
 * Information Display System Component Description, GA27-2749). The line commands of DIAGNOSE X'58'
 * become a write at the place of the line.
 */
import {
  DISPLAY,
  DISPLAY_CLEAR,
  DISPLAY_LINE,
  ERASE_FIRST,
  ERASE_UNPROTECTED,
  ERASE_WRITE,
  ERASE_WRITE_ALTERNATE,
  READ_BUFFER,
  READ_MODIFIED,
  READ_MODIFIED_ALL,
  WRITE,
  WRITE_STRUCTURED,
} from './fullscreen.js';
import { decodeAddress } from '../shared/display-codes.js';
import { EXTENDED, ORDER } from './display/display-table.js';
import type { ReadOperation } from './display/display-table.js';
import { orderEnd } from './display/order-end.js';
import type { Transfer } from './unit.js';

/** The longest stream taken from one CCW; what is left shows as incorrect length. */
const LONGEST_STREAM = 0x8000;

/** Write control character: restore the keyboard. */
const RESTORE = 0xc2;
/** Order: set buffer address. */
const SET_ADDRESS = 0x11;
/** Columns and cells of the screen that DIAGNOSE X'58' counts lines on. */
const COLUMNS = 80;
const CELLS = 24 * COLUMNS;
const BLANK = 0x40;

/** What the reads of a display want. Read modified all is as read modified, whatever key was pressed. */
export const DISPLAY_READS: ReadonlyMap<number, ReadOperation> = new Map([
  [READ_BUFFER, 'buffer'],
  [READ_MODIFIED, 'modified'],
  [READ_MODIFIED_ALL, 'modified-all'],
]);
/** SELECT, which a 3272 wants before a read, and its forms for one command each: nothing is to be done. */
export const SELECTS: ReadonlySet<number> = new Set([0x0b, 0x1b, 0x2b, 0x3b, 0x4b]);

/** Types of attributes that fields and characters have. */
const PLAIN_TYPES: ReadonlySet<number> = new Set([
  EXTENDED.color,
  EXTENDED.highlight,
  EXTENDED.all,
]);

/** Commands that carry data. */
const WRITES = new Set([WRITE, ERASE_WRITE, ERASE_WRITE_ALTERNATE, WRITE_STRUCTURED]);

/**
 * The record for a command of the display; undefined when there is no such command.
 * @param data - gives the bytes that the CCW offers, at most so many
 */
export function displayStream(
  command: number,
  data: (room: number) => Uint8Array,
): Uint8Array | undefined {
  if (command === DISPLAY_CLEAR) return Uint8Array.of(ERASE_WRITE, RESTORE);
  if (command >= DISPLAY_LINE) return lineStream(command - DISPLAY_LINE, data);
  const base = command - DISPLAY;
  if (base === ERASE_UNPROTECTED) return Uint8Array.of(base);
  if (!WRITES.has(base)) return undefined;
  const bytes = data(LONGEST_STREAM);
  const out = new Uint8Array(1 + bytes.length);
  out[0] = base;
  out.set(bytes, 1);
  return out;
}

/** Text from a line on; what is no character would be an order, and is shown as a blank. Undefined: it does not fit. */
function lineStream(control: number, data: (room: number) => Uint8Array): Uint8Array | undefined {
  const at = (control & ~ERASE_FIRST) * COLUMNS;
  if (at >= CELLS) return undefined;
  const text = data(CELLS - at + 1);
  if (at + text.length > CELLS) return undefined;
  const out = new Uint8Array(5 + text.length);
  // a buffer address of twelve bits, six to a byte
  const write = (control & ERASE_FIRST) === 0 ? WRITE : ERASE_WRITE;
  out.set([write, RESTORE, SET_ADDRESS, 0x40 | (at >> 6), 0x40 | (at & 0x3f)]);
  text.forEach((byte, n) => {
    out[5 + n] = byte < BLANK ? BLANK : byte;
  });
  return out;
}

/** All that a CCW offers, up to `room` bytes. */
export function gatherStream(transfer: Transfer, room: number): Uint8Array {
  const out = new Uint8Array(Math.min(room, LONGEST_STREAM));
  let used = 0;
  while (used < out.length) {
    const wanted = Math.min(out.length - used, transfer.remaining);
    if (wanted === 0) break;
    const bytes = transfer.get(wanted);
    out.set(bytes, used);
    used += bytes.length;
    if (bytes.length < wanted) break;
  }
  return out.slice(0, used);
}

/**
 * Whether a record is valid, as far as can be known without the buffer: `unknown` when that depends on the size of the
 * screen, on what stands there, or on structured fields.
 */
export function verdictOf(record: Uint8Array): 'valid' | 'invalid' | 'unknown' {
  if (record[0] === WRITE_STRUCTURED) return 'unknown';
  // behind the command and the write control character
  for (let i = 2; i < record.length;) {
    const end = orderEnd(record, i);
    if (end === undefined) return 'invalid';
    switch (record[i]!) {
      case ORDER.setBufferAddress:
      case ORDER.repeatToAddress:
      case ORDER.eraseUnprotectedToAddress:
        if (decodeAddress(record[i + 1]!, record[i + 2]!) >= CELLS) return 'unknown';
        break;
      // types that are not there, and fields that are not there
      case ORDER.setAttribute:
      case ORDER.startFieldExtended:
      case ORDER.modifyField:
        if (!plainTypes(record.subarray(i, end))) return 'unknown';
    }
    i = end;
  }
  return 'valid';
}

/** Whether an order with attribute types has only those that everything knows. */
function plainTypes(order: Uint8Array): boolean {
  if (order[0] === ORDER.modifyField) return false;
  const field = order[0] === ORDER.startFieldExtended;
  for (let n = field ? 2 : 1; n < order.length; n += 2)
    if (!PLAIN_TYPES.has(order[n]!) && !(field && order[n] === EXTENDED.field)) return false;
  return true;
}
