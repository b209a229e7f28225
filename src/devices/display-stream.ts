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
  WRITE,
  WRITE_STRUCTURED,
} from './fullscreen.js';
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
