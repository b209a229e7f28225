/**
 * What a display sends when it is read (Data Stream Programmer's Reference, GA23-0059, "Read Commands", "Read Modified
 * Operations", "Set Reply Mode"): an attention identifier, where the cursor stands, and fields or the whole buffer. The
 * reply mode says whether extended attributes of fields, or of characters too, go with it.
 */
import type { Display } from './display.js';
import { after, fieldLength, isAttribute, sizeOf } from './display.js';
import { SIX_BITS, encodeAddress } from '../../shared/display-codes.js';
import type { ReadOperation } from './display-table.js';
import { AID, EXTENDED, FIELD, ORDER } from './display-table.js';

const SHORT: readonly number[] = [AID.clear, AID.pa1, AID.pa2, AID.pa3];

/**
 * Executes a read.
 * @param from - where it begins: 0, or behind a write that it is chained to the address where that ended
 */
export function readDisplay(display: Display, operation: ReadOperation, from = 0): Uint8Array {
  switch (operation) {
    case 'buffer':
      return readBuffer(display, from);
    case 'modified':
    case 'modified-all':
      return readModified(display, from, operation === 'modified-all');
  }
}

/**
 * Read Modified: AID, cursor, and each modified field with its address, nulls left out; behind CLEAR and the PA keys the
 * AID alone, unless `all`.
 */
export function readModified(display: Display, from = 0, all = false): Uint8Array {
  const reply = takeReply(display);
  if (reply) return reply;
  if (!all && SHORT.includes(display.aid)) return Uint8Array.of(display.aid);
  return modified(display, from, display.aid);
}

/** Read Buffer: AID, cursor, and the buffer from there on, attributes as orders. */
export function readBuffer(display: Display, from = 0): Uint8Array {
  const reply = takeReply(display);
  return reply ?? buffer(display, from, display.aid);
}

/** The reads of the structured field Read Partition, whose AID is that of a structured field. */
export function readPartition(display: Display, operation: ReadOperation): Uint8Array {
  const aid = AID.structuredField;
  return operation === 'buffer' ? buffer(display, 0, aid) : modified(display, 0, aid);
}

function modified(display: Display, from: number, aid: number): Uint8Array {
  const size = sizeOf(display);
  const out = header(display, aid);
  const characters = new Characters(display, out);
  if (display.fields === 0) {
    for (let at = from; at < size; at++) characters.put(at, false);
    return Uint8Array.from(out);
  }
  for (let at = from; at < size; at++) {
    if ((display.attributes[at]! & FIELD.modified) === 0) continue;
    let position = after(display, at);
    out.push(ORDER.setBufferAddress, ...encodeAddress(position, size));
    for (let n = fieldLength(display, at); n > 0; n--) {
      characters.put(position, false);
      position = after(display, position);
    }
  }
  return Uint8Array.from(out);
}

function buffer(display: Display, from: number, aid: number): Uint8Array {
  const out = header(display, aid);
  const characters = new Characters(display, out);
  for (let at = from; at < sizeOf(display); at++) {
    if (isAttribute(display, at)) out.push(...attribute(display, at));
    else characters.put(at, true);
  }
  return Uint8Array.from(out);
}

function header(display: Display, aid: number): number[] {
  return [aid, ...encodeAddress(display.cursor, sizeOf(display))];
}

/** A field attribute: Start Field, or Start Field Extended with what it has beside. */
function attribute(display: Display, at: number): number[] {
  const bits = SIX_BITS[display.attributes[at]! & 0x3f]!;
  if (display.replyMode === 'field') return [ORDER.startField, bits];
  const pairs = [EXTENDED.field, bits];
  const highlight = display.highlights[at]!;
  const color = display.colors[at]!;
  if (highlight !== 0) pairs.push(EXTENDED.highlight, highlight);
  if (color !== 0) pairs.push(EXTENDED.color, color);
  return [ORDER.startFieldExtended, pairs.length / 2, ...pairs];
}

/** Characters, in the reply mode `character` with a Set Attribute order wherever an attribute of theirs changes. */
class Characters {
  readonly #display: Display;
  readonly #out: number[];
  #color = 0;
  #highlight = 0;

  constructor(display: Display, out: number[]) {
    this.#display = display;
    this.#out = out;
  }

  /** Sends the one at a position; a null only when `nulls`. */
  put(at: number, nulls: boolean): void {
    const { codes, colors, highlights, replyMode, replyTypes } = this.#display;
    const code = codes[at]!;
    if (code === 0 && !nulls) return;
    if (replyMode === 'character') {
      if (replyTypes.includes(EXTENDED.highlight) && highlights[at] !== this.#highlight) {
        this.#highlight = highlights[at]!;
        this.#out.push(ORDER.setAttribute, EXTENDED.highlight, this.#highlight);
      }
      if (replyTypes.includes(EXTENDED.color) && colors[at] !== this.#color) {
        this.#color = colors[at]!;
        this.#out.push(ORDER.setAttribute, EXTENDED.color, this.#color);
      }
    }
    this.#out.push(code);
  }
}

function takeReply(display: Display): Uint8Array | undefined {
  const { reply } = display;
  display.reply = undefined;
  if (reply) display.aid = AID.none;
  return reply;
}
