/**
 * Values of REXX: strings, all of them. A whole number of up to nine digits in its plain form may be held as
 * a number instead, so that loops and counters need no text; nothing but speed can tell the two apart.
 */
import { parseDecimal, wholeOf } from './decimal.js';

/** A value. A number is a whole one of at most nine digits, and never -0. */
export type Value = string | number;

/** First number that has ten digits. */
export const TEN_DIGITS = 1_000_000_000;

/** The text of a value. */
export function textOf(value: Value): string {
  return typeof value === 'string' ? value : String(value);
}

/** The same value, as a number when its text is that of one. */
export function shortest(text: string): Value {
  if (text.length > 10 || text.length === 0) return text;
  const n = Number(text);
  return Number.isInteger(n) && Math.abs(n) < TEN_DIGITS && String(n) === text ? n : text;
}

/** The whole number that a value is, when it has at most `digits` digits; undefined otherwise. */
export function wholeNumber(value: Value, digits = 9): number | undefined {
  if (typeof value === 'number') {
    return digits >= 9 || String(Math.abs(value)).length <= digits ? value : undefined;
  }
  const decimal = parseDecimal(value);
  return decimal === undefined ? undefined : wholeOf(decimal, digits);
}
