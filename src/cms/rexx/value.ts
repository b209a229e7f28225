/**
 * Values of REXX: strings, all of them. A whole number of up to nine digits in its plain form may be held as
 * a number instead, so that loops and counters need no text; nothing but speed can tell the two apart.
 */
import { parseDecimal, wholeOf } from './decimal.js';

/** A value. A number is a whole one of at most nine digits, and never -0. */
export type Value = string | number;

/** First number that has ten digits. */
export const TEN_DIGITS = 1_000_000_000;

const ZERO = 0x30;
const MINUS = 0x2d;

/** The text of a value. */
export function textOf(value: Value): string {
  return typeof value === 'string' ? value : String(value);
}

/** The same value, as a number when its text is that of one. */
export function shortest(text: string): Value {
  const { length } = text;
  if (length === 0 || length > 10) return text;
  const first = text.charCodeAt(0);
  const negative = first === MINUS;
  let at = negative ? 1 : 0;
  if (length - at > 9 || length === at) return text;
  const lead = text.charCodeAt(at) - ZERO;
  // no zeros in front, and no -0
  if (lead === 0 && length > 1) return text;
  let n = 0;
  for (; at < length; at++) {
    const digit = text.charCodeAt(at) - ZERO;
    if (digit < 0 || digit > 9) return text;
    n = n * 10 + digit;
  }
  return negative ? -n : n;
}

/** The whole number that a value is, when it has at most `digits` digits; undefined otherwise. */
export function wholeNumber(value: Value, digits = 9): number | undefined {
  if (typeof value === 'number') {
    return digits >= 9 || String(Math.abs(value)).length <= digits ? value : undefined;
  }
  const decimal = parseDecimal(value);
  return decimal === undefined ? undefined : wholeOf(decimal, digits);
}
