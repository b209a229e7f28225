/**
 * Arithmetic of extended floating-point numbers: AXR, SXR, MXR (GA22-7000, "Floating-Point
 * Instructions"). A number lies in registers 0 and 2, or 4 and 6; its fraction of 112 bits is four parts
 * of 28 bits here, seven digits each, the leftmost first. Sign and characteristic of the low-order part
 * are ignored in operands; in results they are the sign and the characteristic less 14, modulo 128.
 */
import type { MachineState } from './machine-state.js';
import { outcome } from './program-check.js';
import * as floats from './float-result.js';
import { exponentCheck, firstWord, signCode, significance } from './float-result.js';

// An imported constant is loaded and checked wherever it is used; one of this file is part of the code.
const { FRACTION } = floats;

const PART = 0xfffffff;
const TWO14 = 0x4000;
/** The leftmost digit of a part. */
const TOP_DIGIT = 0xf000000;
/** Digits of a part. */
const DIGITS = 7;

// of no meaning between two instructions: fractions with a part for the guard digit, and a product
const first = new Int32Array(5);
const second = new Int32Array(5);
const long = new Int32Array(8);
/** A factor in parts of 14 bits, the rightmost first. */
const halves = new Int32Array(8);

/** Takes the fraction of the number in the registers from `r` on. */
function take(into: Int32Array, float: Int32Array, r: number): void {
  const low = float[r + 1]!;
  const lowest = float[r + 3]!;
  into[0] = ((float[r]! & FRACTION) << 4) | (low >>> 28);
  into[1] = low & PART;
  into[2] = ((float[r + 2]! & FRACTION) << 4) | (lowest >>> 28);
  into[3] = lowest & PART;
  into[4] = 0;
}

/** Shifts a fraction right; of what leaves its four parts one digit is kept. */
function shiftRight(x: Int32Array, digits: number): void {
  const parts = Math.floor(digits / DIGITS);
  const bits = 4 * (digits % DIGITS);
  for (let i = 4; i >= 0; i--) {
    const low = i >= parts ? x[i - parts]! : 0;
    const high = i > parts ? x[i - parts - 1]! : 0;
    x[i] = bits === 0 ? low : (low >>> bits) | ((high << (28 - bits)) & PART);
  }
  x[4]! &= TOP_DIGIT;
}

/** Shifts left until the leftmost digit is none of zero, which one must be; gives by how many digits. */
function normalize(x: Int32Array): number {
  let parts = 0;
  while (x[parts] === 0) parts++;
  let digits = 0;
  for (let top = x[parts]!; (top & TOP_DIGIT) === 0; top <<= 4) digits++;
  const bits = 4 * digits;
  if ((parts | bits) === 0) return 0;
  const count = x.length;
  for (let i = 0; i < count; i++) {
    const high = i + parts < count ? x[i + parts]! : 0;
    const low = i + parts + 1 < count ? x[i + parts + 1]! : 0;
    x[i] = bits === 0 ? high : ((high << bits) & PART) | (low >>> (28 - bits));
  }
  return DIGITS * parts + digits;
}

/** Stores a result whose fraction, not zero, is in the first four parts; gives its outcome. */
function store(s: MachineState, r: number, sign: number, exponent: number, x: Int32Array): number {
  const float = s.float;
  const code = exponentCheck(s, exponent);
  if (exponent < 0 && code === 0) {
    float.fill(0, r, r + 4);
    return 0;
  }
  float[r] = firstWord(sign, exponent, x[0]! >>> 4);
  float[r + 1] = (x[0]! << 28) | x[1]!;
  float[r + 2] = firstWord(sign, exponent - 14, x[2]! >>> 4);
  float[r + 3] = (x[2]! << 28) | x[3]!;
  return outcome(signCode(sign, false), code);
}

/** Adds or subtracts the second fraction; 1 when a carry, or a borrow, goes beyond the left end. */
function addFractions(sign: 1 | -1): number {
  let carry = 0;
  for (let i = 4; i >= 0; i--) {
    const v = first[i]! + sign * second[i]! + carry;
    carry = v >> 28;
    first[i] = v & PART;
  }
  return carry & 1;
}

/** AXR, and SXR with the sign of the second operand inverted. */
export function addExtended(s: MachineState, r1: number, r2: number, subtract: boolean): number {
  const float = s.float;
  const x = float[r1]!;
  const y = subtract ? ~float[r2]! : float[r2]!;
  const ex = (x >>> 24) & 0x7f;
  const ey = (float[r2]! >>> 24) & 0x7f;
  let exponent = Math.max(ex, ey);
  take(first, float, r1);
  take(second, float, r2);
  if (ex < exponent) shiftRight(first, exponent - ex);
  if (ey < exponent) shiftRight(second, exponent - ey);
  let sign = x;
  const opposite = (x ^ y) < 0;
  const beyond = addFractions(opposite ? -1 : 1);
  if (opposite && beyond !== 0) {
    sign = y;
    let carry = 1;
    for (let i = 4; i >= 0; i--) {
      const v = (first[i]! ^ PART) + carry;
      carry = v >> 28;
      first[i] = v & PART;
    }
  } else if (beyond !== 0) {
    shiftRight(first, 1);
    first[0]! |= 0x1000000;
    exponent++;
  }
  if ((first[0]! | first[1]! | first[2]! | first[3]! | first[4]!) === 0)
    return significance(s, r1, exponent, 4);
  return store(s, r1, sign, exponent - normalize(first), first);
}

/** Takes four parts of 28 bits apart into eight of 14. */
function halve(from: Int32Array): void {
  for (let i = 0; i < 4; i++) {
    halves[7 - 2 * i] = from[i]! >> 14;
    halves[6 - 2 * i] = from[i]! & 0x3fff;
  }
}

/** MXR; its condition code has no meaning. */
export function multiplyExtended(s: MachineState, r1: number, r2: number): number {
  const float = s.float;
  const sign = float[r1]! ^ float[r2]!;
  take(first, float, r1);
  take(second, float, r2);
  halve(second);
  const [a3, a2, a1, a0] = [first[0]!, first[1]!, first[2]!, first[3]!];
  let carry = 0;
  let any = 0;
  for (let place = 0; place < 16; place++) {
    // at most four products of 42 bits and a carry of 31: exact as Numbers
    let sum = carry;
    if (place < 8) sum += a0 * halves[place]!;
    if (place >= 2 && place < 10) sum += a1 * halves[place - 2]!;
    if (place >= 4 && place < 12) sum += a2 * halves[place - 4]!;
    if (place >= 6 && place < 14) sum += a3 * halves[place - 6]!;
    carry = Math.floor(sum / TWO14);
    const digits = sum - carry * TWO14;
    any |= digits;
    const part = 7 - (place >> 1);
    long[part] = (place & 1) === 0 ? digits : long[part]! | (digits << 14);
  }
  if (any === 0) {
    float.fill(0, r1, r1 + 4);
    return 0;
  }
  const exponent = ((float[r1]! >>> 24) & 0x7f) + ((float[r2]! >>> 24) & 0x7f) - 64;
  return store(s, r1, sign, exponent - normalize(long), long);
}
