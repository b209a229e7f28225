/**
 * Arithmetic of long floating-point numbers (GA22-7000, "Floating-Point Instructions"). In sums a fraction
 * with its guard digit is 60 bits: 28 in one word, 32 in another. Products and quotients are worked out in
 * pieces small enough to be exact as Numbers.
 */
import type { MachineState } from './machine-state.js';
import * as codes from './program-check.js';
import { outcome } from './program-check.js';
import * as floats from './float-result.js';
import { exponentCheck, firstWord, longResult, signCode, significance } from './float-result.js';
import * as modes from './float-short.js';

// An imported constant is loaded and checked wherever it is used; one of this file is part of the code.
const { FLOATING_POINT_DIVIDE } = codes;
const { FRACTION, SIGN } = floats;
const { COMPARE, UNNORMALIZED } = modes;

/** The leftmost digit of the upper 28 bits. */
const TOP_DIGIT = 0x0f000000;
const TWO14 = 0x4000;
const TWO28 = 0x10000000;
const TWO32 = 0x100000000;

/** Where parts of a number are handed from one function to another; of no meaning between two instructions. */
interface Parts {
  exponent: number;
  /** 28 bits. */
  upper: number;
  /** 28 or 32 bits, as a positive number. */
  lower: number;
}
const first: Parts = { exponent: 0, upper: 0, lower: 0 };
const second: Parts = { exponent: 0, upper: 0, lower: 0 };
/** A product of 112 bits: four parts of 28, the lowest first. */
const product = new Float64Array(4);

/** Takes the fraction, with a guard digit of zero, shifted right by so many digits. */
function align(parts: Parts, high: number, low: number, digits: number): void {
  const upper = ((high & FRACTION) << 4) | (low >>> 28);
  const lower = low << 4;
  const shift = 4 * digits;
  if (shift === 0) {
    parts.upper = upper;
    parts.lower = lower >>> 0;
  } else if (shift < 32) {
    parts.upper = upper >>> shift;
    parts.lower = ((upper << (32 - shift)) | (lower >>> shift)) >>> 0;
  } else {
    parts.upper = 0;
    parts.lower = shift < 64 ? upper >>> (shift - 32) : 0;
  }
}

/** CDR (COMPARE), ADR (NORMALIZED), AWR (UNNORMALIZED); for SDR, SWR and CDR the caller inverts a sign. */
export function addLong(
  s: MachineState,
  r1: number,
  yHigh: number,
  yLow: number,
  mode: number,
): number {
  const xHigh = s.float[r1]!;
  let exponent = (xHigh >>> 24) & 0x7f;
  const other = (yHigh >>> 24) & 0x7f;
  align(first, xHigh, s.float[r1 + 1]!, exponent < other ? other - exponent : 0);
  align(second, yHigh, yLow, exponent > other ? exponent - other : 0);
  if (exponent < other) exponent = other;
  let sign = xHigh;
  let upper: number;
  let lower: number;
  if ((xHigh ^ yHigh) >= 0) {
    lower = first.lower + second.lower;
    upper = first.upper + second.upper;
    if (lower >= TWO32) {
      lower -= TWO32;
      upper++;
    }
  } else {
    lower = first.lower - second.lower;
    upper = first.upper - second.upper;
    if (upper < 0 || (upper === 0 && lower < 0)) {
      upper = -upper;
      lower = -lower;
      sign = yHigh;
    }
    if (lower < 0) {
      lower += TWO32;
      upper--;
    }
  }
  let low = lower | 0;
  if (mode === COMPARE) return signCode(sign, (upper | low) === 0);
  if (upper >= TWO28) {
    low = (low >>> 4) | (upper << 28);
    upper >>= 4;
    exponent++;
  } else if (mode === UNNORMALIZED) {
    // the guard digit has no part in saying what is zero
    if (upper === 0 && low >>> 4 === 0) return significance(s, r1, exponent, 2);
  } else {
    if ((upper | low) === 0) return significance(s, r1, exponent, 2);
    if (upper === 0) {
      upper = low >>> 4;
      low <<= 28;
      exponent -= 7;
    }
    while ((upper & TOP_DIGIT) === 0) {
      upper = (upper << 4) | (low >>> 28);
      low <<= 4;
      exponent--;
    }
  }
  return longResult(s, r1, sign, exponent, upper >> 4, (upper << 28) | (low >>> 4));
}

/** Takes a number apart, normalized, into two parts of 28 bits; false when its fraction is zero. */
function normalize(parts: Parts, high: number, low: number): boolean {
  let upper = ((high & FRACTION) << 4) | (low >>> 28);
  let lower = low & 0xfffffff;
  if ((upper | lower) === 0) return false;
  let exponent = (high >>> 24) & 0x7f;
  if (upper === 0) {
    upper = lower;
    lower = 0;
    exponent -= 7;
  }
  while ((upper & TOP_DIGIT) === 0) {
    upper = (upper << 4) | (lower >>> 24);
    lower = (lower << 4) & 0xfffffff;
    exponent--;
  }
  parts.exponent = exponent;
  parts.upper = upper;
  parts.lower = lower;
  return true;
}

/** The product of the fractions of `first` and `second`, normalized, into `product`; gives its exponent. */
function multiplyFractions(): number {
  const a1 = first.upper;
  const a0 = first.lower;
  const b3 = second.upper >> 14;
  const b2 = second.upper & 0x3fff;
  const b1 = second.lower >> 14;
  const b0 = second.lower & 0x3fff;
  // 28 by 14 bits each, at bit positions 0, 14, 28...
  const t1 = a0 * b1;
  const t3 = a0 * b3 + a1 * b1;
  const t5 = a1 * b3;
  const t1High = Math.floor(t1 / TWO14);
  const t3High = Math.floor(t3 / TWO14);
  const t5High = Math.floor(t5 / TWO14);
  let v = a0 * b0 + (t1 - t1High * TWO14) * TWO14;
  let carry = Math.floor(v / TWO28);
  product[0] = v - carry * TWO28;
  v = a0 * b2 + a1 * b0 + t1High + (t3 - t3High * TWO14) * TWO14 + carry;
  carry = Math.floor(v / TWO28);
  product[1] = v - carry * TWO28;
  v = a1 * b2 + t3High + (t5 - t5High * TWO14) * TWO14 + carry;
  carry = Math.floor(v / TWO28);
  product[2] = v - carry * TWO28;
  product[3] = t5High + carry;
  let exponent = first.exponent + second.exponent - 64;
  if (product[3] < 0x1000000) {
    let digit = 0;
    for (let i = 0; i < 4; i++) {
      const shifted = product[i]! * 16 + digit;
      digit = Math.floor(shifted / TWO28);
      product[i] = shifted - digit * TWO28;
    }
    exponent--;
  }
  return exponent;
}

/** MDR; as those below it gives its outcome with a condition code of no meaning. */
export function multiplyLong(s: MachineState, r1: number, yHigh: number, yLow: number): number {
  const float = s.float;
  const xHigh = float[r1]!;
  if (!normalize(first, xHigh, float[r1 + 1]!) || !normalize(second, yHigh, yLow)) {
    float[r1] = 0;
    float[r1 + 1] = 0;
    return 0;
  }
  const exponent = multiplyFractions();
  const upper = product[3]!;
  return longResult(s, r1, xHigh ^ yHigh, exponent, upper >>> 4, (upper << 28) | product[2]!);
}

/** MXDR: the product of two long numbers has the extended form. */
export function multiplyToExtended(
  s: MachineState,
  r1: number,
  yHigh: number,
  yLow: number,
): number {
  const float = s.float;
  const xHigh = float[r1]!;
  if (!normalize(first, xHigh, float[r1 + 1]!) || !normalize(second, yHigh, yLow)) {
    float.fill(0, r1, r1 + 4);
    return 0;
  }
  const exponent = multiplyFractions();
  const sign = xHigh ^ yHigh;
  const result = longResult(s, r1, sign, exponent, product[3]! >>> 4, 0);
  if (exponent < 0 && result === 0) {
    float.fill(0, r1, r1 + 4);
    return 0;
  }
  float[r1 + 1] = (product[3]! << 28) | product[2]!;
  float[r1 + 2] = firstWord(sign, exponent - 14, product[1]! >>> 4);
  float[r1 + 3] = (product[1]! << 28) | product[0]!;
  return result;
}

/** DDR: fourteen bits of the quotient at a time. */
export function divideLong(s: MachineState, r1: number, yHigh: number, yLow: number): number {
  const float = s.float;
  const xHigh = float[r1]!;
  if (!normalize(second, yHigh, yLow)) return outcome(0, FLOATING_POINT_DIVIDE);
  if (!normalize(first, xHigh, float[r1 + 1]!)) {
    float[r1] = 0;
    float[r1 + 1] = 0;
    return 0;
  }
  let exponent = first.exponent - second.exponent + 64;
  const b1 = second.upper;
  const b0 = second.lower;
  const divisor = b1 * TWO28 + b0; // rounded: good to 52 bits
  let r1s = first.upper;
  let r0s = first.lower;
  // a quotient of one or more has one digit more; then the first piece is made four bits shorter
  let scale = TWO14;
  if (r1s > b1 || (r1s === b1 && r0s >= b0)) {
    exponent++;
    scale = TWO14 / 16;
  }
  let upper = 0;
  let lower = 0;
  for (let i = 0; i < 4; i++) {
    let q = Math.floor(((r1s * TWO28 + r0s) / divisor) * scale);
    let low = r0s * scale - q * b0;
    let high = r1s * scale - q * b1;
    const carry = Math.floor(low / TWO28);
    low -= carry * TWO28;
    high += carry;
    // the estimate may be wrong by one
    if (high < 0) {
      q--;
      low += b0;
      high += b1;
      if (low >= TWO28) {
        low -= TWO28;
        high++;
      }
    } else if (high > b1 || (high === b1 && low >= b0)) {
      q++;
      low -= b0;
      high -= b1;
      if (low < 0) {
        low += TWO28;
        high--;
      }
    }
    r1s = high;
    r0s = low;
    scale = TWO14;
    upper = i < 2 ? (upper << 14) | q : upper;
    lower = i < 2 ? lower : (lower << 14) | q;
  }
  return longResult(s, r1, xHigh ^ yHigh, exponent, upper >>> 4, (upper << 28) | lower);
}

/** HDR. */
export function halveLong(s: MachineState, r1: number, high: number, low: number): number {
  let upper = ((high & FRACTION) << 3) | (low >>> 29);
  let lower = low << 3;
  let exponent = (high >>> 24) & 0x7f;
  if ((upper | lower) === 0) {
    s.float[r1] = 0;
    s.float[r1 + 1] = 0;
    return 0;
  }
  while ((upper & TOP_DIGIT) === 0) {
    upper = (upper << 4) | (lower >>> 28);
    lower <<= 4;
    exponent--;
  }
  return longResult(s, r1, high & SIGN, exponent, upper >> 4, (upper << 28) | (lower >>> 4));
}

/** LRDR: an extended number, in two registers from `r2` on, rounded to the long form. */
export function roundToLong(s: MachineState, r1: number, r2: number): number {
  const high = s.float[r2]!;
  let exponent = (high >>> 24) & 0x7f;
  let fraction = high & FRACTION;
  let low = s.float[r2 + 1]!;
  if ((s.float[r2 + 2]! & 0x800000) !== 0) {
    low = (low + 1) | 0;
    if (low === 0 && ++fraction > FRACTION) {
      fraction >>= 4;
      exponent++;
    }
  }
  s.float[r1] = firstWord(high, exponent, fraction);
  s.float[r1 + 1] = low;
  return exponentCheck(s, exponent) << 2;
}
