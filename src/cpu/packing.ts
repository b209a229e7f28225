/**
 * MOVE WITH OFFSET, PACK and UNPACK (GA22-7000, "General Instructions"): no digit or sign is checked, and
 * operands are processed right to left as if one byte at a time, so they may overlap.
 */
import type { MachineState } from './machine-state.js';
import * as block from './machine-block.js';

// An imported constant is loaded and checked wherever it is used; one of this file is part of the code.
const { FRAME_BYTES } = block;

const LAST = FRAME_BYTES - 1;

/** A source that gives its bytes from right to left and zeros when it has no more. */
class Leftwards {
  readonly #state: MachineState;
  readonly #address: number;
  #left: number;

  constructor(state: MachineState, address: number, length: number) {
    this.#state = state;
    this.#address = address;
    this.#left = length;
  }

  next(): number {
    if (this.#left === 0) return 0;
    this.#left--;
    return this.#state.fetchByte(this.#address + this.#left);
  }
}

/** The same within one page each, by host addresses. */
function packedWithin(
  bytes: Uint8Array,
  op: number,
  to: number,
  toLength: number,
  from: number,
  fromLength: number,
): void {
  let at = to + toLength - 1;
  let source = from + fromLength - 1;
  let byte = bytes[source--]!;
  if (op === 0xf1) {
    let digit = bytes[at]! & 0x0f;
    for (; at >= to; at--) {
      bytes[at] = ((byte & 0x0f) << 4) | digit;
      digit = byte >> 4;
      byte = source >= from ? bytes[source--]! : 0;
    }
    return;
  }
  bytes[at--] = ((byte & 0x0f) << 4) | (byte >> 4);
  if (op === 0xf2) {
    for (; at >= to; at--) {
      const low = source >= from ? bytes[source--]! & 0x0f : 0;
      const high = source >= from ? bytes[source--]! & 0x0f : 0;
      bytes[at] = (high << 4) | low;
    }
    return;
  }
  while (at >= to) {
    byte = source >= from ? bytes[source--]! : 0;
    bytes[at--] = 0xf0 | (byte & 0x0f);
    if (at >= to) bytes[at--] = 0xf0 | (byte >> 4);
  }
}

/** MVO (F1), PACK (F2), UNPK (F3). */
export function packed(
  s: MachineState,
  op: number,
  to: number,
  toLength: number,
  from: number,
  fromLength: number,
): void {
  s.checkStore(to, toLength);
  s.checkFetch(from, fromLength);
  if ((to & LAST) + toLength <= FRAME_BYTES && (from & LAST) + fromLength <= FRAME_BYTES) {
    packedWithin(s.bytes, op, s.storeAt(to), toLength, s.fetchAt(from), fromLength);
    return;
  }
  const source = new Leftwards(s, from, fromLength);
  let at = to + toLength - 1;
  if (op === 0xf1) {
    let digit = s.fetchByte(at) & 0x0f; // the low digit stays
    for (; at >= to; at--) {
      const byte = source.next();
      s.storeByte(at, ((byte & 0x0f) << 4) | digit);
      digit = byte >> 4;
    }
    return;
  }
  const last = source.next(); // digit and sign change places
  s.storeByte(at--, ((last & 0x0f) << 4) | (last >> 4));
  if (op === 0xf2) {
    for (; at >= to; at--) {
      const low = source.next() & 0x0f;
      const high = source.next() & 0x0f;
      s.storeByte(at, (high << 4) | low);
    }
    return;
  }
  while (at >= to) {
    const byte = source.next();
    s.storeByte(at--, 0xf0 | (byte & 0x0f));
    if (at >= to) s.storeByte(at--, 0xf0 | (byte >> 4));
  }
}
