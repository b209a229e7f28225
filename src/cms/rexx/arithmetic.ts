/**
 * Operators on values (z/VM REXX/VM Reference, "Operators"). Whole numbers of up to nine digits are added and
 * multiplied as the host does it, which is exact; everything else goes through decimal.ts.
 */
import { compareText } from './character-codes.js';
import * as decimal from './decimal.js';
import type { Decimal, NumericSettings } from './decimal.js';
import { fail } from './errors.js';
import { addSmall, divideSmall, multiplySmall } from './small-decimal.js';
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

const BLANKS = /^ +| +$/g;

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
  const x =
    typeof a === 'number' ? decimalOf(a) : mayBeNumber(a) ? decimal.parseDecimal(a) : undefined;
  if (x !== undefined) {
    const y = typeof b === 'number' ? decimalOf(b) : decimal.parseDecimal(b);
    if (y !== undefined) return decimal.compareDecimals(x, y, settings.digits - settings.fuzz);
  }
  const left = textOf(a).replace(BLANKS, '');
  const right = textOf(b).replace(BLANKS, '');
  if (left === right) return 0;
  const length = Math.max(left.length, right.length);
  return compareText(left.padEnd(length), right.padEnd(length));
}

/** A glance that spares most words the look at whether they are numbers. */
function mayBeNumber(text: string): boolean {
  const c = text.charCodeAt(0);
  return (c >= 0x30 && c <= 0x39) || c === 0x20 || c === 0x2b || c === 0x2d || c === 0x2e;
}

/** One of the comparisons, by its code in code.ts. */
export function comparison(code: number, a: Value, b: Value, settings: NumericSettings): boolean {
  if (code < 6) {
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
