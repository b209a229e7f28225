/**
 * Packed decimal numbers to and from numbers of this language (GA22-7000, "Decimal Instructions", "Decimal
 * Number Formats"). Up to 15 significant digits are exact as a Number, whose sign of zero is kept by
 * multiplication, division and remainder just as the architecture wants it. More digits are two Numbers, or a
 * bigint where even these are not enough.
 */
import * as codes from './program-check.js';
import { programCheck } from './program-check.js';

// An imported constant is loaded and checked wherever it is used; one of this file is part of the code.
const { DATA } = codes;

/** The two digits of a byte as a number; -1 when one is none. */
const UNPACKED = Int8Array.from({ length: 256 }, (_, byte) =>
  byte >> 4 > 9 || (byte & 15) > 9 ? -1 : (byte >> 4) * 10 + (byte & 15),
);
/** And back. */
const PACKED = Uint8Array.from({ length: 100 }, (_, n) => (Math.floor(n / 10) << 4) | (n % 10));

/** Powers of ten that a Number has exactly. */
export const POWER = Float64Array.from({ length: 23 }, (_, n) => Number(`1e${n}`));
/** Results below this are exact whatever sums and products led to them. */
export const EXACT = 9e15;

/** What {@link unpackNumber} gives for a digit or sign that is none: a data exception, not thrown since it is frequent enough. */
export const BAD = Infinity;

/** The most bytes whose digits make an exact Number. */
const NARROW = 8;
const PLUS = 0x0c;
const MINUS = 0x0d;

/**
 * The number of `n` bytes at a host address; -0 for a negative zero; NaN when it has more significant
 * digits than a Number holds (those have not been checked then); {@link BAD}.
 */
export function unpackNumber(bytes: Uint8Array, at: number, n: number): number {
  const last = at + n - 1;
  let i = at;
  while (i < last && bytes[i] === 0) i++;
  if (last - i >= NARROW) return NaN;
  let value = 0;
  let bad = 0;
  for (; i < last; i++) {
    const pair = UNPACKED[bytes[i]!]!;
    bad |= pair;
    value = value * 100 + pair;
  }
  const byte = bytes[last]!;
  const sign = byte & 15;
  if (bad < 0 || byte > 0x9f || sign < 10) return BAD;
  value = value * 10 + (byte >> 4);
  return sign === 0xb || sign === MINUS ? -value : value;
}

/** A number with any digits: its magnitude, and its sign even when that is zero. */
export interface Wide {
  readonly magnitude: bigint;
  readonly negative: boolean;
}

/** The same without bound. */
export function unpackWide(bytes: Uint8Array, at: number, n: number): Wide {
  let magnitude = 0n;
  for (let i = at; i < at + n - 1; i++) {
    const pair = UNPACKED[bytes[i]!]!;
    if (pair < 0) programCheck(DATA);
    magnitude = magnitude * 100n + BigInt(pair);
  }
  const byte = bytes[at + n - 1]!;
  const sign = byte & 15;
  if (byte > 0x9f || sign < 10) programCheck(DATA);
  return {
    magnitude: magnitude * 10n + BigInt(byte >> 4),
    negative: sign === 0xb || sign === MINUS,
  };
}

/** Whether a Number is negative or a negative zero. */
export function isNegative(value: number): boolean {
  return value < 0 || (value === 0 && 1 / value < 0);
}

/** Stores a number that fits, below {@link EXACT}, as `n` bytes. */
export function packNumber(bytes: Uint8Array, at: number, n: number, value: number): void {
  const sign = isNegative(value) ? MINUS : PLUS;
  const magnitude = Math.abs(value);
  const rest = Math.floor(magnitude / 10);
  let i = at + n - 1;
  bytes[i--] = ((magnitude - rest * 10) << 4) | sign;
  const upper = Math.floor(rest / 1e8);
  let part = (rest - upper * 1e8) | 0;
  for (let left = 4; left > 0 && i >= at; left--) {
    const quotient = (part / 100) | 0;
    bytes[i--] = PACKED[part - quotient * 100]!;
    part = quotient;
  }
  part = upper | 0;
  while (i >= at) {
    const quotient = (part / 100) | 0;
    bytes[i--] = PACKED[part - quotient * 100]!;
    part = quotient;
  }
}

/** A number whose 15 digits on the right are one Number and the others another. */
export interface Halves {
  high: number;
  low: number;
  negative: boolean;
}

/** What {@link Halves} `high` counts. */
export const HALF = 1e15;

/** The number of `n` bytes as halves; of more than 30 digits `high` is above {@link EXACT} and need not be exact. */
export function unpackHalves(bytes: Uint8Array, at: number, n: number, into: Halves): void {
  const last = at + n - 1;
  const middle = last - 7;
  let bad = 0;
  let high = 0;
  let i = at;
  for (; i < middle; i++) {
    const pair = UNPACKED[bytes[i]!]!;
    bad |= pair;
    high = high * 100 + pair;
  }
  let low = 0;
  for (; i < last; i++) {
    const pair = UNPACKED[bytes[i]!]!;
    bad |= pair;
    low = low * 100 + pair;
  }
  const byte = bytes[last]!;
  const sign = byte & 15;
  if (bad < 0 || byte > 0x9f || sign < 10) programCheck(DATA);
  into.high = high;
  into.low = low * 10 + (byte >> 4);
  into.negative = sign === 0xb || sign === MINUS;
}

/** Stores halves that fit, both below {@link EXACT}, as `n` bytes. */
export function packHalves(bytes: Uint8Array, at: number, n: number, value: Halves): void {
  const { high, low, negative } = value;
  const cut = n > NARROW ? n - NARROW : 0;
  packNumber(bytes, at + cut, n - cut, negative ? -low : low);
  let rest = high;
  for (let i = at + cut - 1; i >= at; i--) {
    const quotient = Math.floor(rest / 100);
    bytes[i] = PACKED[rest - quotient * 100]!;
    rest = quotient;
  }
}

/** Stores a number of any length; digits that have no place are left out. */
export function packWide(bytes: Uint8Array, at: number, n: number, value: Wide): void {
  let rest = value.magnitude;
  bytes[at + n - 1] = (Number(rest % 10n) << 4) | (value.negative ? MINUS : PLUS);
  rest /= 10n;
  for (let i = at + n - 2; i >= at; i--) {
    bytes[i] = PACKED[Number(rest % 100n)]!;
    rest /= 100n;
  }
}
