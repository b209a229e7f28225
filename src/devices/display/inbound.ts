/**
 * What a display sends when it is read (Data Stream Programmer's Reference, "Read Buffer", "Read
 * Modified" and "Short Read").
 */
import type { Display } from './display.js';
import { after, fieldLength, isAttribute, sizeOf } from './display.js';
import { SIX_BITS, encodeAddress } from '../../shared/display-codes.js';
import { AID, FIELD, ORDER } from './display-table.js';

const SHORT: readonly number[] = [AID.clear, AID.pa1, AID.pa2, AID.pa3];

/** Read Modified: AID, cursor, and each modified field with its address, nulls left out. */
export function readModified(display: Display): Uint8Array {
  const reply = takeReply(display);
  if (reply) return reply;
  if (SHORT.includes(display.aid)) return Uint8Array.of(display.aid);
  const size = sizeOf(display);
  const out: number[] = [display.aid, ...encodeAddress(display.cursor, size)];
  if (display.fields === 0) {
    for (const code of display.codes) if (code !== 0) out.push(code);
    return Uint8Array.from(out);
  }
  for (let at = 0; at < size; at++) {
    if ((display.attributes[at]! & FIELD.modified) === 0) continue;
    let position = after(display, at);
    out.push(ORDER.setBufferAddress, ...encodeAddress(position, size));
    for (let n = fieldLength(display, at); n > 0; n--) {
      const code = display.codes[position]!;
      if (code !== 0) out.push(code);
      position = after(display, position);
    }
  }
  return Uint8Array.from(out);
}

/** Read Buffer: AID, cursor, and the whole buffer, attributes as Start Field orders. */
export function readBuffer(display: Display): Uint8Array {
  const reply = takeReply(display);
  if (reply) return reply;
  const size = sizeOf(display);
  const out: number[] = [display.aid, ...encodeAddress(display.cursor, size)];
  for (let at = 0; at < size; at++) {
    if (isAttribute(display, at)) {
      out.push(ORDER.startField, SIX_BITS[display.attributes[at]! & 0x3f]!);
    } else out.push(display.codes[at]!);
  }
  return Uint8Array.from(out);
}

function takeReply(display: Display): Uint8Array | undefined {
  const { reply } = display;
  display.reply = undefined;
  if (reply) display.aid = AID.none;
  return reply;
}
