/**
 * Arithmetic on decimal numbers that are small enough for exact arithmetic in the host's numbers: what most programs
 * compute with. Everything here gives the same text as decimal.ts, or undefined when it cannot promise that.
 */
import type { NumericSettings } from './decimal.js';
import type { Value } from './value.js';
import { TEN_DIGITS } from './value.js';

/** Most digits of NUMERIC DIGITS for which this is tried. */
const MOST_DIGITS = 12;
/** Below this, whole numbers are exact. */
const EXACT = 2 ** 53;
/** Digits of numbers whose products are below 10 to the 18. */
const NINE = 9;
const POWERS = Array.from({ length: 16 }, (_, n) => 10 ** n);

const ZERO = 0x30;
const BLANK = 0x20;
const POINT = 0x2e;
const MINUS = 0x2d;
const PLUS = 0x2b;
const LETTER_E = 0x45;

/** A number: c times ten to the e. */
export interface Held {
  c: number;
  e: number;
}

/** The last number that was read, or that has come out: coefficient with sign, and exponent. */
const last: Held = { c: 0, e: 0 };

/** In place of a value: a number with a point, which is in `last` and not yet a text. */
export const FRACTION = Symbol('fraction');
/** What an operation gives of which no text is wanted. */
export type Result = Value | typeof FRACTION;

/** No exponent. */
const NONE = 1000;

/** The exponent at a place, a sign and one or two digits. */
function exponentAt(value: string, at: number, length: number): number {
  const sign = value.charCodeAt(at);
  if ((sign !== PLUS && sign !== MINUS) || length < at + 2 || length > at + 3) return NONE;
  const first = value.charCodeAt(at + 1) - ZERO;
  const second = length === at + 3 ? value.charCodeAt(at + 2) - ZERO : 0;
  if (first < 0 || first > 9 || second < 0 || second > 9) return NONE;
  const exponent = length === at + 2 ? first : first * 10 + second;
  return sign === MINUS ? -exponent : exponent;
}

/** Reads digits with a point and a sign in front; false when it is anything else or has too many digits. */
function read(value: Value, digits: number): boolean {
  if (typeof value === 'number') {
    last.c = value;
    last.e = 0;
    return digits >= 9;
  }
  let { length } = value;
  let first = 0;
  while (length > 0 && value.charCodeAt(length - 1) === BLANK) length--;
  while (first < length && value.charCodeAt(first) === BLANK) first++;
  if (length === first || length - first > 18) return false;
  let c = 0;
  let end = length;
  let exponent = 0;
  let point = -1;
  const negative = value.charCodeAt(first) === MINUS;
  if (negative) first++;
  if (first === length) return false;
  for (let i = first; i < length; i++) {
    const d = value.charCodeAt(i) - ZERO;
    if (d >= 0 && d <= 9) c = c * 10 + d;
    else if (d === POINT - ZERO && point < 0 && length > first + 1) point = i;
    else if (d === LETTER_E - ZERO && i > first) {
      exponent = exponentAt(value, i + 1, length);
      if (exponent === NONE) return false;
      end = i;
      break;
    } else return false;
  }
  if (c >= POWERS[digits]!) return false;
  last.c = negative ? -c : c;
  last.e = exponent + (point < 0 ? 0 : point - end + 1);
  return true;
}

/** Number of digits of a whole number that is not negative. */
function lengthOf(magnitude: number): number {
  let n = magnitude < 1e5 ? 1 : magnitude < 1e9 ? 5 : 9;
  while (n < 16 && magnitude >= POWERS[n]!) n++;
  return n;
}

/**
 * c times ten to the e, rounded half up to the digits of `settings`: its value when that is a whole number or has an
 * exponent; `FRACTION`, and the number in `last`, when its text has a point. Undefined when it is not for here.
 */
function settle(
  c: number,
  e: number,
  { digits, form }: NumericSettings,
): Value | typeof FRACTION | undefined {
  if (c === 0) return 0;
  const negative = c < 0;
  let m = negative ? -c : c;
  let length = lengthOf(m);
  let exponent = e;
  if (length > digits) {
    const unit = POWERS[length - digits]!;
    const rest = m % unit;
    m = (m - rest) / unit;
    if (rest * 2 >= unit) m++;
    exponent += length - digits;
    length = digits;
    if (m === POWERS[digits]) {
      m /= 10;
      exponent++;
    }
  }
  const before = length + exponent;
  if (before > digits || -exponent > 2 * digits) {
    if (form !== 'SCIENTIFIC') return undefined;
    const all = String(m);
    const mantissa = all.length === 1 ? all : `${all.slice(0, 1)}.${all.slice(1)}`;
    const shown = before - 1;
    return `${negative ? '-' : ''}${mantissa}E${shown < 0 ? '' : '+'}${String(shown)}`;
  }
  if (exponent >= 0) {
    // a whole number that has no exponent has no more than twelve digits
    const whole = exponent === 0 ? m : m * POWERS[exponent]!;
    if (whole < TEN_DIGITS) return negative ? -whole : whole;
    return negative ? `-${String(whole)}` : String(whole);
  }
  last.c = negative ? -m : m;
  last.e = exponent;
  return FRACTION;
}

/** The text of a number that settle has left, with a point. */
export function fractionText({ c, e }: Held): string {
  const sign = c < 0 ? '-' : '';
  const text = String(c < 0 ? -c : c);
  const before = text.length + e;
  if (before > 0) return `${sign}${text.slice(0, before)}.${text.slice(before)}`;
  return `${sign}0.${'0'.repeat(-before)}${text}`;
}

/** The text of c times ten to the e, rounded half up to the digits of `settings`. */
function show(c: number, e: number, settings: NumericSettings): Value | undefined {
  const value = settle(c, e, settings);
  return value === FRACTION ? fractionText(last) : value;
}

/**
 * Leaves the sum of two numbers in `last`: of both only places within DIGITS + 1 of the first place of the greater one
 * count, as decimal.ts has it.
 * @param digits - NUMERIC DIGITS, less FUZZ for a comparison
 */
function sum(c: number, e: number, d: number, f: number, digits: number): void {
  last.e = e;
  if (c === 0 || d === 0) {
    last.c = c === 0 ? d : c;
    if (c === 0) last.e = f;
    return;
  }
  if (
    e === f &&
    digits >= NINE &&
    c < TEN_DIGITS &&
    c > -TEN_DIGITS &&
    d < TEN_DIGITS &&
    d > -TEN_DIGITS
  ) {
    last.c = c + d;
    return;
  }
  const first = Math.max(lengthOf(Math.abs(c)) + e, lengthOf(Math.abs(d)) + f);
  const end = Math.max(Math.min(e, f), first - digits - 1);
  const all = upTo(c, e - end) + upTo(d, f - end);
  last.c = all;
  last.e = end;
  if (first - end <= digits || all === 0) return;
  // it has one digit more, which rounds the others
  const tens = Math.trunc(all / 10);
  const digit = Math.abs(all - tens * 10);
  const length = lengthOf(Math.abs(all));
  if (length > first - end) return;
  last.c = length === 1 ? 0 : digit >= 5 ? tens + Math.sign(all) : tens;
  last.e = end + 1;
}

/** A coefficient shifted by some digits, to the right when negative. */
function upTo(c: number, shift: number): number {
  if (shift >= 0) return c * POWERS[shift]!;
  return shift < -15 ? 0 : Math.trunc(c / POWERS[-shift]!);
}

/** a + b, or a - b when `sign` is -1. */
export function addSmall(
  a: Value,
  b: Value,
  sign: 1 | -1,
  settings: NumericSettings,
): Value | undefined {
  const { digits } = settings;
  if (digits > MOST_DIGITS || !read(a, digits)) return undefined;
  const { c, e } = last;
  if (!read(b, digits)) return undefined;
  sum(c, e, sign * last.c, last.e, digits);
  return show(last.c, last.e, settings);
}

/** The sign of a - b, as a comparison sees it. */
export function compareSmall(a: Value, b: Value, settings: NumericSettings): number | undefined {
  const { digits, fuzz } = settings;
  if (digits > MOST_DIGITS || !read(a, digits)) return undefined;
  const { c, e } = last;
  if (!read(b, digits)) return undefined;
  if (fuzz > 0) return undefined;
  sum(c, e, -last.c, last.e, digits);
  return last.c;
}

/** Numbers of up to nine digits are multiplied in two parts of this unit. */
const PART = 1e5;

/** A product in `last`, of which no digit that counts is missing; false when that cannot be promised. */
function product(c: number, e: number, d: number, f: number, digits: number): boolean {
  const all = c * d;
  last.e = e + f;
  last.c = all;
  if (all < EXACT && all > -EXACT) return true;
  if (digits > NINE) return false;
  // it has more than eleven digits without the last five, and no more than ten count
  const low = d % PART;
  last.c = c * ((d - low) / PART) + Math.trunc((c * low) / PART);
  last.e += 5;
  return true;
}

/** a * b. */
export function multiplySmall(a: Value, b: Value, settings: NumericSettings): Value | undefined {
  const { digits } = settings;
  if (digits > MOST_DIGITS || !read(a, digits)) return undefined;
  const { c, e } = last;
  if (!read(b, digits) || !product(c, e, last.c, last.e, digits)) return undefined;
  return show(last.c, last.e, settings);
}

/** Digits of a quotient that one step of the division gives. */
const STEP = 3;

/** A quotient in `last`; false when it is not for here. */
function quotient(c: number, e: number, d: number, f: number, digits: number): boolean {
  if (d === 0) return false;
  last.c = 0;
  if (c === 0) return true;
  const negative = c < 0 !== d < 0;
  const y = Math.abs(d);
  let rest = Math.abs(c);
  let exponent = e - f;
  let q = 0;
  // as many digits as are wanted and one for rounding, unless it comes out even before
  for (;;) {
    const left = rest % y;
    q += (rest - left) / y;
    rest = left;
    if (rest === 0 || q >= POWERS[digits + 1]!) break;
    q *= POWERS[STEP]!;
    rest *= POWERS[STEP]!;
    exponent -= STEP;
    if (q >= EXACT) return false;
  }
  // a rest behind a digit too many is none that rounding sees
  const length = lengthOf(q);
  if (length > digits) {
    const unit = POWERS[length - digits]!;
    const dropped = q % unit;
    q = (q - dropped) / unit;
    if (dropped * 2 >= unit) q++;
    exponent += length - digits;
  }
  while (q % 10 === 0) {
    q /= 10;
    exponent++;
  }
  last.c = negative ? -q : q;
  last.e = exponent;
  return exponent <= 15;
}

/** a / b. */
export function divideSmall(a: Value, b: Value, settings: NumericSettings): Value | undefined {
  const { digits } = settings;
  if (digits > MOST_DIGITS || !read(a, digits)) return undefined;
  const { c, e } = last;
  if (!read(b, digits) || !quotient(c, e, last.c, last.e, digits)) return undefined;
  return show(last.c, last.e, settings);
}

/** The fraction that an operation has just given, taken before the next one. */
export function takeFraction(to: Held): void {
  to.c = last.c;
  to.e = last.e;
}

/** The text of the fraction that an operation has just given. */
export function lastFraction(): string {
  return fractionText(last);
}

/**
 * An operation in the midst of an expression: what it gives is computed with at once, so that a fraction needs no text.
 * Of an operand that is a fraction the number is in `left` or `right`. Undefined when it is not for here.
 * @param op - its instruction: 7 ADD, 8 SUBTRACT, 9 MULTIPLY, 10 DIVIDE
 */
export function combine(
  op: number,
  a: Result,
  left: Held,
  b: Result,
  right: Held,
  settings: NumericSettings,
): Result | undefined {
  const { digits } = settings;
  if (digits > MOST_DIGITS) return undefined;
  let { c, e } = left;
  if (a !== FRACTION) {
    if (!read(a, digits)) return undefined;
    c = last.c;
    e = last.e;
  }
  let { c: d, e: f } = right;
  if (b !== FRACTION) {
    if (!read(b, digits)) return undefined;
    d = last.c;
    f = last.e;
  }
  if (op === 9) {
    if (!product(c, e, d, f, digits)) return undefined;
  } else if (op === 10) {
    if (!quotient(c, e, d, f, digits)) return undefined;
  } else sum(c, e, op === 8 ? -d : d, f, digits);
  return settle(last.c, last.e, settings);
}
