/**
 * Operators on values (z/VM REXX/VM Reference, "Operators"). Whole numbers of up to nine digits are added and
 * multiplied as the host does it, which is exact; everything else goes through decimal.ts.
 */
import { compareText } from './character-codes.js';
import * as decimal from './decimal.js';
import type { Decimal, NumericSettings } from './decimal.js';
import { fail } from './errors.js';
import { addSmall, compareSmall, divideSmall, multiplySmall } from './small-decimal.js';
import { shortest, TEN_DIGITS, textOf } from './value.js';
import type { Value } from './value.js';

const NINE = 9;

/** The number that a value is; error 41 when it is none. */
export function decimalOf(value: Value, subcode = 1): Decimal {
  if (typeof value === 'number') return { c: BigInt(value), e: 0 };
  return decimal.parseDecimal(value) ?? fail(41, subcode, value);
}

type Operation = (a: Decimal, b: Decimal, digits: number) => Decimal;

function slow(operation: Operation, a: Value, b: Value, settings: NumericSettings): Value {
  const x = decimalOf(a, 1);
  const y = decimalOf(b, 2);
  return shortest(decimal.formatDecimal(operation(x, y, settings.digits), settings));
}

/** a + b. */
export function plus(a: Value, b: Value, settings: NumericSettings): Value {
  if (typeof a === 'number' && typeof b === 'number' && settings.digits >= NINE) {
    const sum = a + b;
    if (sum < TEN_DIGITS && sum > -TEN_DIGITS) return sum;
  }
  return addSmall(a, b, 1, settings) ?? slow(decimal.add, a, b, settings);
}

/** a - b. */
export function minus(a: Value, b: Value, settings: NumericSettings): Value {
  if (typeof a === 'number' && typeof b === 'number' && settings.digits >= NINE) {
    const difference = a - b;
    if (difference < TEN_DIGITS && difference > -TEN_DIGITS) return difference;
  }
  return addSmall(a, b, -1, settings) ?? slow(decimal.subtract, a, b, settings);
}

/** a * b. */
export function times(a: Value, b: Value, settings: NumericSettings): Value {
  if (typeof a === 'number' && typeof b === 'number' && settings.digits >= NINE) {
    const product = a * b;
    // no negative zero
    if (product < TEN_DIGITS && product > -TEN_DIGITS) return product === 0 ? 0 : product;
  }
  return multiplySmall(a, b, settings) ?? slow(decimal.multiply, a, b, settings);
}

/** a / b. */
export function over(a: Value, b: Value, settings: NumericSettings): Value {
  if (typeof a === 'number' && typeof b === 'number' && b !== 0 && settings.digits >= NINE) {
    const quotient = a / b;
    if (Number.isInteger(quotient)) return quotient === 0 ? 0 : quotient;
  }
  return divideSmall(a, b, settings) ?? slow(decimal.divide, a, b, settings);
}

/** a % b. */
export function wholeOver(a: Value, b: Value, settings: NumericSettings): Value {
  if (typeof a === 'number' && typeof b === 'number' && b !== 0 && settings.digits >= NINE) {
    const quotient = Math.trunc(a / b);
    return quotient === 0 ? 0 : quotient;
  }
  return slow(decimal.integerDivide, a, b, settings);
}

/** a // b. */
export function rest(a: Value, b: Value, settings: NumericSettings): Value {
  if (typeof a === 'number' && typeof b === 'number' && b !== 0 && settings.digits >= NINE) {
    const left = a % b;
    return left === 0 ? 0 : left;
  }
  return slow(decimal.remainder, a, b, settings);
}

/** a ** b. */
export function raised(a: Value, b: Value, settings: NumericSettings): Value {
  const exponent = decimal.wholeOf(decimalOf(b, 2), NINE);
  if (exponent === undefined) fail(26, 8, textOf(b));
  const result = decimal.power(decimalOf(a, 1), exponent, settings.digits);
  return shortest(decimal.formatDecimal(result, settings));
}

/** -a and +a: as 0 - a and 0 + a. */
export function signed(a: Value, negative: boolean, settings: NumericSettings): Value {
  if (typeof a === 'number' && settings.digits >= NINE) return negative ? (a === 0 ? 0 : -a) : a;
  const { c, e } = decimalOf(a, 3);
  return shortest(
    decimal.formatDecimal(
      decimal.add({ c: 0n, e: 0 }, { c: negative ? -c : c, e }, settings.digits),
      settings,
    ),
  );
}

const BLANK = 0x20;

/** A text without the blanks around it. */
export function withoutBlanks(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && text.charCodeAt(from) === BLANK) from++;
  while (to > from && text.charCodeAt(to - 1) === BLANK) to--;
  return to - from === text.length ? text : text.slice(from, to);
}

/** The order of two values as `=`, `<` and `>` see it: numbers as numbers, others without blanks around. */
export function compareValues(a: Value, b: Value, settings: NumericSettings): number {
  if (
    typeof a === 'number' &&
    typeof b === 'number' &&
    settings.digits >= NINE &&
    settings.fuzz === 0
  ) {
    return a - b;
  }
  const order = compareSmall(a, b, settings);
  if (order !== undefined) return order;
  const x =
    typeof a === 'number' ? decimalOf(a) : mayBeNumber(a) ? decimal.parseDecimal(a) : undefined;
  if (x !== undefined) {
    const y = typeof b === 'number' ? decimalOf(b) : decimal.parseDecimal(b);
    if (y !== undefined) return decimal.compareDecimals(x, y, settings);
  }
  const left = withoutBlanks(textOf(a));
  const right = withoutBlanks(textOf(b));
  if (left === right) return 0;
  const length = Math.max(left.length, right.length);
  return compareText(left.padEnd(length), right.padEnd(length));
}

/** A glance that spares most words the look at whether they are numbers. */
function mayBeNumber(text: string): boolean {
  const c = text.charCodeAt(0);
  return (c >= 0x30 && c <= 0x39) || c === 0x20 || c === 0x2b || c === 0x2d || c === 0x2e;
}

function isNoNumber(value: Value): boolean {
  return typeof value === 'string' && !mayBeNumber(value);
}

/** One of the comparisons, by its code in code.ts. */
export function comparison(code: number, a: Value, b: Value, settings: NumericSettings): boolean {
  if (code < 6) {
    // words are most often only told apart
    if (code < 2 && (isNoNumber(a) || isNoNumber(b))) {
      const same = a === b || withoutBlanks(textOf(a)) === withoutBlanks(textOf(b));
      return same === (code === 0);
    }
    const order = compareValues(a, b, settings);
    switch (code) {
      case 0:
        return order === 0;
      case 1:
        return order !== 0;
      case 2:
        return order > 0;
      case 3:
        return order < 0;
      case 4:
        return order >= 0;
      default:
        return order <= 0;
    }
  }
  const left = textOf(a);
  const right = textOf(b);
  switch (code) {
    case 6:
      return left === right;
    case 7:
      return left !== right;
    case 8:
      return compareText(left, right) > 0;
    case 9:
      return compareText(left, right) < 0;
    case 10:
      return compareText(left, right) >= 0;
    default:
      return compareText(left, right) <= 0;
  }
}

/** Longest string: what is done to all of it is done in one go, and must not keep other machines waiting. */
export const MOST_TEXT = 2 << 20;

/** A comparison of two whole numbers by its code. */
function compareWhole(which: number, a: number, b: number): boolean {
  switch (which) {
    case 0:
    case 6:
      return a === b;
    case 1:
    case 7:
      return a !== b;
    case 2:
      return a > b;
    case 3:
      return a < b;
    case 4:
      return a >= b;
    default:
      return a <= b;
  }
}

/** Values of a condition: exactly `0` or `1`. Parts of other strings may have them as text. */
export function truth(value: Value, subcode: number): boolean {
  if (value === 1 || value === '1') return true;
  if (value === 0 || value === '0') return false;
  return fail(34, subcode, textOf(value));
}

/**
 * What an operator of two operands gives, by the code of its instruction (OP in code.ts).
 * @param which - the comparison, when it is one
 */
export function operate(
  op: number,
  a: Value,
  b: Value,
  settings: NumericSettings,
  which: number,
): Value {
  switch (op) {
    case 7: // ADD
      return plus(a, b, settings);
    case 8: // SUBTRACT
      return minus(a, b, settings);
    case 9: // MULTIPLY
      return times(a, b, settings);
    case 10: // DIVIDE
      return over(a, b, settings);
    case 11: // INTEGER_DIVIDE
      return wholeOver(a, b, settings);
    case 12: // REMAINDER
      return rest(a, b, settings);
    case 13: // POWER
      return raised(a, b, settings);
    case 14: // CONCATENATE
    case 15: {
      // CONCATENATE_BLANK
      const left = textOf(a);
      const right = textOf(b);
      if (left.length + right.length + (op - 14) >= MOST_TEXT) fail(5);
      return op === 14 ? left + right : `${left} ${right}`;
    }
    case 16: // COMPARE
      if (typeof a === 'number' && typeof b === 'number' && which < 8) {
        if (settings.digits >= NINE && settings.fuzz === 0)
          return compareWhole(which, a, b) ? 1 : 0;
      }
      return comparison(which, a, b, settings) ? 1 : 0;
    default: {
      const right = truth(b, 5);
      const left = truth(a, 5);
      // AND, OR, EXCLUSIVE_OR
      return (op === 17 ? left && right : op === 18 ? left || right : left !== right) ? 1 : 0;
    }
  }
}
