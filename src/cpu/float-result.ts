/**
 * How floating-point operations end (GA22-7000, "Floating-Point Instructions"): exponent overflow and
 * underflow, lost significance, and the masks of the PSW that decide about the last two.
 *
 * A fraction is handed over as its 24 high-order bits and, for the long form, 32 more. An exponent is the
 * characteristic as a plain number, which may lie outside 0 to 127.
 */
import type { MachineState } from './machine-state.js';
import * as block from './machine-block.js';
import * as codes from './program-check.js';
import { outcome } from './program-check.js';

// An imported constant is loaded and checked wherever it is used; one of this file is part of the code.
const { F_PROGRAM_MASK } = block;
const { EXPONENT_OVERFLOW, EXPONENT_UNDERFLOW, SIGNIFICANCE } = codes;

/** Sign bit of a floating-point number. */
export const SIGN = 0x80000000 | 0;
/** The fraction in the first word. */
export const FRACTION = 0xffffff;

const PM_UNDERFLOW = 2;
const PM_SIGNIFICANCE = 1;

/** The condition code of a result. */
export function signCode(sign: number, zero: boolean): number {
  return zero ? 0 : sign < 0 ? 1 : 2;
}

/** The interruption that an exponent out of range causes; 0 when it is in range or masked. */
export function exponentCheck(s: MachineState, exponent: number): number {
  if (exponent > 127) return EXPONENT_OVERFLOW;
  return exponent < 0 && (s.fields[F_PROGRAM_MASK]! & PM_UNDERFLOW) !== 0 ? EXPONENT_UNDERFLOW : 0;
}

/** The first word of a number; an exponent out of range is taken modulo 128, as the architecture has it. */
export function firstWord(sign: number, exponent: number, fraction: number): number {
  return (sign & SIGN) | ((exponent & 0x7f) << 24) | fraction;
}

/** Ends an operation with a short result that is normalized or need not be; gives its outcome. */
export function shortResult(
  s: MachineState,
  r1: number,
  sign: number,
  exponent: number,
  fraction: number,
): number {
  if (exponent >= 0 && exponent < 128) {
    s.float[r1] = firstWord(sign, exponent, fraction);
    return signCode(sign, fraction === 0);
  }
  const code = exponentCheck(s, exponent);
  if (code === 0) {
    s.float[r1] = 0;
    return 0;
  }
  s.float[r1] = firstWord(sign, exponent, fraction);
  return outcome(signCode(sign, fraction === 0), code);
}

/** The same with a long result. */
export function longResult(
  s: MachineState,
  r1: number,
  sign: number,
  exponent: number,
  high: number,
  low: number,
): number {
  const float = s.float;
  let code = 0;
  if (exponent < 0 || exponent > 127) {
    code = exponentCheck(s, exponent);
    if (code === 0) {
      float[r1] = 0;
      float[r1 + 1] = 0;
      return 0;
    }
  }
  float[r1] = firstWord(sign, exponent, high);
  float[r1 + 1] = low;
  return outcome(signCode(sign, (high | low) === 0), code);
}

/** The sum is zero: a true zero, or with the mask its characteristic and an interruption. */
export function significance(
  s: MachineState,
  r1: number,
  exponent: number,
  words: 1 | 2 | 4,
): number {
  const float = s.float;
  const masked = (s.fields[F_PROGRAM_MASK]! & PM_SIGNIFICANCE) === 0;
  float[r1] = masked ? 0 : firstWord(0, exponent, 0);
  if (words > 1) float[r1 + 1] = 0;
  if (words > 2) {
    float[r1 + 2] = masked ? 0 : firstWord(0, exponent - 14, 0);
    float[r1 + 3] = 0;
  }
  return masked ? 0 : outcome(0, SIGNIFICANCE);
}
