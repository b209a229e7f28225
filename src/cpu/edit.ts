/**
 * EDIT and EDIT AND MARK (GA22-7000, "Decimal Instructions"). The result is made aside and stored when the
 * last source byte has been found valid, so an instruction that ends early has changed nothing. Source
 * bytes are fetched one by one as digits are asked for: how many there are only the pattern tells.
 */
import type { MachineState } from './machine-state.js';
import * as block from './machine-block.js';
import * as codes from './program-check.js';
import { programCheck } from './program-check.js';

// An imported constant is loaded and checked wherever it is used; one of this file is part of the code.
const { FRAME_BYTES } = block;
const { DATA } = codes;

const DIGIT_SELECTOR = 0x20;
const SIGNIFICANCE_STARTER = 0x21;
const FIELD_SEPARATOR = 0x22;
/** The sign codes that are plus: A, C, E, F, as bits. */
const PLUS = (1 << 10) | (1 << 12) | (1 << 14) | (1 << 15);

/** Where in the work area the result is made. */
const RESULT_AT = 256;

/**
 * ED (DE), EDMK (DF).
 * @returns the condition code
 */
export function edit(s: MachineState, op: number, to: number, n: number, from: number): number {
  const bytes = s.bytes;
  const first = s.storeAt(to);
  const cut = FRAME_BYTES - (to & (FRAME_BYTES - 1));
  const second = cut < n ? s.storeAt(to + cut) - cut : first;
  const result = s.scratch + RESULT_AT;
  const fill = bytes[first]!;
  let significant = false;
  let nonzero = false;
  let at = from;
  let low = -1; // right digit of the source byte under way; -1 when a new one is to be fetched
  let mark = -1;
  for (let i = 0; i < n; i++) {
    const pattern = bytes[(i < cut ? first : second) + i]!;
    let out = pattern;
    if (pattern === DIGIT_SELECTOR || pattern === SIGNIFICANCE_STARTER) {
      let digit = low;
      let plus = false;
      if (digit >= 0) {
        low = -1;
      } else {
        const byte = s.fetchByte(at++);
        digit = byte >> 4;
        if (digit > 9) programCheck(DATA);
        low = byte & 15;
        if (low > 9) {
          plus = ((PLUS >> low) & 1) !== 0;
          low = -1;
        }
      }
      if (digit !== 0) {
        nonzero = true;
        if (!significant) mark = to + i;
      }
      out = significant || digit !== 0 ? 0xf0 | digit : fill;
      if (digit !== 0 || pattern === SIGNIFICANCE_STARTER) significant = true;
      if (plus) significant = false;
    } else if (pattern === FIELD_SEPARATOR) {
      out = fill;
      significant = false;
      nonzero = false;
    } else if (!significant && i > 0) {
      out = fill;
    }
    bytes[result + i] = out;
  }
  for (let i = 0; i < n; i++) bytes[(i < cut ? first : second) + i] = bytes[result + i]!;
  if (op === 0xdf && mark >= 0) {
    const r = s.general;
    s.marked = true;
    r[1] = (r[1]! & 0xff000000) | (mark & 0xffffff);
  }
  return !nonzero ? 0 : significant ? 1 : 2;
}
