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
const NINE = 0x39;
const MINUS = 0x2d;

const THOUSAND = 1000;
/** The numbers below a thousand, and with zeros in front. */
const SMALL = Array.from({ length: THOUSAND }, (_, n) => String(n));
const THREE_DIGITS = SMALL.map((text) => text.padStart(3, '0'));

/** The text of a number, put together of parts that are there: the host does it digit by digit, and keeps a table. */
function numberText(value: number): string {
  if (value < 0) return `-${numberText(-value)}`;
  if (value < THOUSAND) return SMALL[value]!;
  const thousands = Math.trunc(value / THOUSAND);
  const low = THREE_DIGITS[value - thousands * THOUSAND]!;
  if (thousands < THOUSAND) return SMALL[thousands]! + low;
  const millions = Math.trunc(thousands / THOUSAND);
  return SMALL[millions]! + (THREE_DIGITS[thousands - millions * THOUSAND]! + low);
}

/** The text of a value. */
export function textOf(value: Value): string {
  return typeof value === 'string' ? value : numberText(value);
}

/** Shorter texts are in one piece in any case; of longer ones it is worth it up to here. */
const PIECE = 13;
const MOST_PIECE = 512;
/** No text has it. */
const NO_CHARACTER = 0xffff;

/**
 * The same value in one piece: the host makes a text that was put together whole only when it is looked into, and keeps
 * all the pieces until then, which costs when there are many such texts.
 */
export function inOnePiece(value: Value): Value {
  if (typeof value === 'number' || value.length < PIECE || value.length > MOST_PIECE) return value;
  return value.charCodeAt(0) === NO_CHARACTER ? '' : value;
}

/**
 * The same value, which is no longer a part of the text that it was cut out of: each look at one of its characters would
 * go by way of that.
 */
export function standingAlone(value: Value): Value {
  if (typeof value === 'number' || value.length < PIECE || value.length > MOST_PIECE) return value;
  return value.split('').join('');
}

/** The same value, as a number when its text is that of one. */
export function shortest(text: string): Value {
  // most are words
  if (text.length > 0 && text.charCodeAt(0) > NINE) return text;
  return shortestPart(text, 0, text.length);
}

/** A part of a text, from one place to before another, as a number when it is that of one. */
export function shortestPart(text: string, from: number, to: number): Value {
  const length = to - from;
  if (length <= 0) return '';
  if (length <= 10) {
    const first = text.charCodeAt(from);
    // no zeros in front, and no -0
    if (first <= NINE && (first > ZERO || first === MINUS)) {
      const number = digitsOf(text, first === MINUS ? from + 1 : from, to);
      if (number > 0) return first === MINUS ? -number : number;
    } else if (first === ZERO && length === 1) return 0;
  }
  return length === text.length ? text : text.slice(from, to);
}

/** The number that up to nine digits are, the first of them not 0; 0 when they are not. */
function digitsOf(text: string, from: number, to: number): number {
  if (to - from > 9 || text.charCodeAt(from) === ZERO) return 0;
  let number = 0;
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - ZERO;
    if (digit < 0 || digit > 9) return 0;
    number = number * 10 + digit;
  }
  return number;
}

/** The whole number that a value is, when it has at most `digits` digits; undefined otherwise. */
export function wholeNumber(value: Value, digits = 9): number | undefined {
  if (typeof value === 'number') {
    return digits >= 9 || String(Math.abs(value)).length <= digits ? value : undefined;
  }
  const decimal = parseDecimal(value);
  return decimal === undefined ? undefined : wholeOf(decimal, digits);
}
