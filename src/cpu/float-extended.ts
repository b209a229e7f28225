/**
 * Arithmetic of extended floating-point numbers: AXR, SXR, MXR (GA22-7000, "Floating-Point
 * Instructions"). A number lies in registers 0 and 2, or 4 and 6; its fraction has 112 bits, a bigint
 * here: these instructions are rare. Sign and characteristic of the low-order part are ignored in
 * operands; in results they are the sign and the characteristic less 14, modulo 128.
 */
import type { MachineState } from './machine-state.js';
import { outcome } from './program-check.js';
import { exponentCheck, firstWord, FRACTION, signCode, significance } from './float-result.js';

const BITS = 112n;
const ONE = 1n << BITS;
const WORD = 0xffffffffn;

/** The fraction of the number in the registers from `r` on. */
function fractionAt(float: Int32Array, r: number): bigint {
  const part = (n: number, mask: number): bigint => BigInt((float[r + n]! & mask) >>> 0);
  return (
    (((part(0, FRACTION) << 32n) | part(1, -1)) << 56n) | (part(2, FRACTION) << 32n) | part(3, -1)
  );
}

/** Stores a result whose fraction, not zero, has 112 bits; gives its outcome. */
function store(
  s: MachineState,
  r: number,
  sign: number,
  exponent: number,
  fraction: bigint,
): number {
  const float = s.float;
  const code = exponentCheck(s, exponent);
  if (exponent < 0 && code === 0) {
    float.fill(0, r, r + 4);
    return 0;
  }
  float[r] = firstWord(sign, exponent, Number(fraction >> 88n));
  float[r + 1] = Number((fraction >> 56n) & WORD);
  float[r + 2] = firstWord(sign, exponent - 14, Number((fraction >> 32n) & BigInt(FRACTION)));
  float[r + 3] = Number(fraction & WORD);
  return outcome(signCode(sign, false), code);
}

/** AXR, and SXR with the sign of the second operand inverted. */
export function addExtended(s: MachineState, r1: number, r2: number, subtract: boolean): number {
  const float = s.float;
  const x = float[r1]!;
  const y = subtract ? ~float[r2]! : float[r2]!;
  const ex = (x >>> 24) & 0x7f;
  const ey = (float[r2]! >>> 24) & 0x7f;
  let exponent = Math.max(ex, ey);
  const a = (fractionAt(float, r1) << 4n) >> BigInt(4 * (exponent - ex));
  const b = (fractionAt(float, r2) << 4n) >> BigInt(4 * (exponent - ey));
  const sum = (x < 0 ? -a : a) + (y < 0 ? -b : b);
  if (sum === 0n) return significance(s, r1, exponent, 4);
  let m = sum < 0n ? -sum : sum;
  if (m >= ONE << 4n) {
    m >>= 4n;
    exponent++;
  }
  while (m < ONE) {
    m <<= 4n;
    exponent--;
  }
  return store(s, r1, sum < 0n ? -1 : 0, exponent, m >> 4n);
}

/** MXR; its condition code has no meaning. */
export function multiplyExtended(s: MachineState, r1: number, r2: number): number {
  const float = s.float;
  const sign = float[r1]! ^ float[r2]!;
  let m = fractionAt(float, r1) * fractionAt(float, r2);
  if (m === 0n) {
    float.fill(0, r1, r1 + 4);
    return 0;
  }
  let exponent = ((float[r1]! >>> 24) & 0x7f) + ((float[r2]! >>> 24) & 0x7f) - 64;
  while (m < ONE * (ONE >> 4n)) {
    m <<= 4n;
    exponent--;
  }
  return store(s, r1, sign, exponent, m >> BITS);
}
