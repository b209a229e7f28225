/**
 * Arithmetic of short floating-point numbers (GA22-7000, "Floating-Point Instructions"): a fraction of 24
 * bits, in sums with a guard digit below it.
 */
import type { MachineState } from './machine-state.js';
import * as codes from './program-check.js';
import { outcome } from './program-check.js';
import * as floats from './float-result.js';
import { longResult, shortResult, signCode, significance } from './float-result.js';

// An imported constant is loaded and checked wherever it is used; one of this file is part of the code.
const { FLOATING_POINT_DIVIDE } = codes;
const { FRACTION, SIGN } = floats;

/** The leftmost digit of a fraction with its guard digit. */
const TOP_DIGIT = 0x0f000000;

/** How many digits a fraction of 24 bits, not zero, is short of being normalized. */
function leadingZeros(fraction: number): number {
  return (Math.clz32(fraction) - 8) >> 2;
}

/** What {@link addShort} does beside adding. */
export const COMPARE = 0;
export const NORMALIZED = 1;
export const UNNORMALIZED = 2;

/** CER (COMPARE), AER (NORMALIZED), AUR (UNNORMALIZED); for SER, SUR and CER the caller inverts a sign. */
export function addShort(s: MachineState, r1: number, y: number, mode: number): number {
  const x = s.float[r1]!;
  let exponent = (x >>> 24) & 0x7f;
  const other = (y >>> 24) & 0x7f;
  let a = (x & FRACTION) << 4;
  let b = (y & FRACTION) << 4;
  if (exponent > other) {
    const shift = 4 * (exponent - other);
    b = shift > 28 ? 0 : b >> shift;
  } else if (exponent < other) {
    const shift = 4 * (other - exponent);
    a = shift > 28 ? 0 : a >> shift;
    exponent = other;
  }
  const sum = (x < 0 ? -a : a) + (y < 0 ? -b : b);
  let m = Math.abs(sum);
  if (mode === COMPARE) return signCode(sum, sum === 0);
  if (m >= 0x10000000) {
    m >>= 4;
    exponent++;
  } else if (mode === UNNORMALIZED) {
    // the guard digit has no part in saying what is zero
    if (m < 16) return significance(s, r1, exponent, 1);
  } else {
    if (m === 0) return significance(s, r1, exponent, 1);
    while ((m & TOP_DIGIT) === 0) {
      m <<= 4;
      exponent--;
    }
  }
  return shortResult(s, r1, sum, exponent, m >> 4);
}

/** MER, gives its outcome with a condition code of no meaning, as those below do: the product has the long form. */
export function multiplyShort(s: MachineState, r1: number, y: number): number {
  const x = s.float[r1]!;
  const a = x & FRACTION;
  const b = y & FRACTION;
  if (a === 0 || b === 0) {
    s.float[r1] = 0;
    s.float[r1 + 1] = 0;
    return 0;
  }
  const za = leadingZeros(a);
  const zb = leadingZeros(b);
  let exponent = ((x >>> 24) & 0x7f) + ((y >>> 24) & 0x7f) - 64 - za - zb;
  let product = (a << (4 * za)) * (b << (4 * zb));
  if (product < 2 ** 44) {
    product *= 16;
    exponent--;
  }
  const high = Math.floor(product / 0x1000000);
  return longResult(s, r1, x ^ y, exponent, high, (product - high * 0x1000000) << 8);
}

/** DER. */
export function divideShort(s: MachineState, r1: number, y: number): number {
  const x = s.float[r1]!;
  let a = x & FRACTION;
  let b = y & FRACTION;
  if (b === 0) return outcome(0, FLOATING_POINT_DIVIDE);
  if (a === 0) {
    s.float[r1] = 0;
    return 0;
  }
  const za = leadingZeros(a);
  const zb = leadingZeros(b);
  a <<= 4 * za;
  b <<= 4 * zb;
  let exponent = ((x >>> 24) & 0x7f) - za - ((y >>> 24) & 0x7f) + zb + 64;
  // exact: the quotient is below 2**28 and no nearer than 2**-24 to the integer above it
  if (a >= b) exponent++;
  const quotient = Math.floor((a * (a >= b ? 0x100000 : 0x1000000)) / b);
  return shortResult(s, r1, x ^ y, exponent, quotient);
}

/** HER. */
export function halveShort(s: MachineState, r1: number, y: number): number {
  let m = (y & FRACTION) << 3;
  let exponent = (y >>> 24) & 0x7f;
  if (m === 0) {
    s.float[r1] = 0;
    return 0;
  }
  while ((m & TOP_DIGIT) === 0) {
    m <<= 4;
    exponent--;
  }
  return shortResult(s, r1, y & SIGN, exponent, m >> 4);
}

/** LRER: a long number rounded to short form. */
export function roundToShort(s: MachineState, r1: number, high: number, low: number): number {
  let exponent = (high >>> 24) & 0x7f;
  let fraction = (high & FRACTION) + (low >>> 31);
  if (fraction > FRACTION) {
    fraction >>= 4;
    exponent++;
  }
  return shortResult(s, r1, high & SIGN, exponent, fraction);
}
