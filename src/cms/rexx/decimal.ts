/**
 * Decimal numbers of any precision (ANSI X3.274-1996, 7.4 "Arithmetic operations"; z/VM REXX/VM Reference,
 * "Numbers and Arithmetic"): numbers as text, and what the operators make of them under NUMERIC DIGITS.
 * A number is a whole coefficient and a power of ten; nothing is lost but in the rounding of a result.
 */
import { fail } from './errors.js';

/** The value `c` times ten to the power `e`. */
export interface Decimal {
  readonly c: bigint;
  readonly e: number;
}

/** What NUMERIC has set. */
export interface NumericSettings {
  digits: number;
  fuzz: number;
  form: 'SCIENTIFIC' | 'ENGINEERING';
}

/** Largest exponent, and least when negative. */
const MOST_EXPONENT = 999_999_999;
/** Places that a divisor is longer than what it divides from which on the whole part is nothing. */
const GUARD = 3;

/** Most digits that a number has in fact, however many NUMERIC DIGITS allows: an operation on them takes some 20 ms. */
export const MOST_LENGTH = 50_000;
/** Digits of a quotient that are tried before all that there may be. */
const FEW = 200;

const ZERO = 0x30;

/** Up to here whole numbers are exact in the host's. */
const EXACT = BigInt(Number.MAX_SAFE_INTEGER);

const powers: bigint[] = [1n];

/** Ten to the power `n`. */
function ten(n: number): bigint {
  if (n > 2000) return 10n ** BigInt(n);
  for (let i = powers.length; i <= n; i++) powers.push(powers[i - 1]! * 10n);
  return powers[n]!;
}

/** Number of digits of a coefficient without its sign. */
function lengthOf(c: bigint): number {
  if (c <= EXACT && c >= -EXACT) {
    const magnitude = Math.abs(Number(c));
    let length = 1;
    for (let unit = 10; unit <= magnitude; unit *= 10) length++;
    return length;
  }
  const text = c.toString();
  return c < 0n ? text.length - 1 : text.length;
}

const NUMBER = /^ *(?:([+-]) *)?(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:[eE]([+-]?\d+))? *$/;

/** The number that a text is; undefined when it is none. An exponent out of range is none either. */
export function parseDecimal(text: string): Decimal | undefined {
  const match = NUMBER.exec(text);
  if (match === null) return undefined;
  const [, sign, whole = '', after, point, exponent] = match;
  const fraction = after ?? point ?? '';
  const e = exponent === undefined ? 0 : Number(exponent);
  if (Math.abs(e) > MOST_EXPONENT) return undefined;
  const { digits, dropped } = coefficient(whole + fraction);
  const c = BigInt(digits);
  return { c: sign === '-' ? -c : c, e: e - fraction.length + dropped };
}

/** The digits of a number without those behind all that an operation looks at. */
function coefficient(digits: string): { digits: string; dropped: number } {
  if (digits.length <= MOST_LENGTH) return { digits, dropped: 0 };
  const first = digits.search(/[1-9]/);
  const end = first < 0 ? 1 : first + MOST_LENGTH + 1;
  return end >= digits.length
    ? { digits, dropped: 0 }
    : { digits: digits.slice(0, end), dropped: digits.length - end };
}

/** A result, which must not have more digits than there may be: error 5. */
function bounded(value: Decimal, digits: number): Decimal {
  if (digits > MOST_LENGTH && lengthOf(value.c) > MOST_LENGTH) fail(5);
  return value;
}

/** Rounds half up to `digits` digits; a carry may make it one more, up to `most`. */
export function roundDecimal({ c, e }: Decimal, digits: number, most = digits): Decimal {
  const drop = lengthOf(c) - digits;
  if (drop <= 0) return { c, e };
  const unit = ten(drop);
  let q = c / unit;
  const rest = c % unit;
  if ((rest < 0n ? -rest : rest) * 2n >= unit) q += c < 0n ? -1n : 1n;
  return lengthOf(q) > most ? { c: q / 10n, e: e + drop + 1 } : { c: q, e: e + drop };
}

/** An operand: digits past DIGITS + 1 do not take part. */
function operand({ c, e }: Decimal, digits: number): Decimal {
  const drop = lengthOf(c) - digits - 1;
  return drop <= 0 ? { c, e } : { c: c / ten(drop), e: e + drop };
}

/**
 * The sum of two operands. Of both only those places count that lie within DIGITS + 1 digits of the first place of the
 * greater one; the sum is rounded counting from that place, too, or from a carry in front of it (ANSI X3.274-1996,
 * 7.4.7 "AddSubComp"; "Addition and Subtraction" of the Reference has the same).
 */
function addition(a: Decimal, b: Decimal, digits: number): Decimal {
  if (a.c === 0n) return roundDecimal(b, digits);
  if (b.c === 0n) return roundDecimal(a, digits);
  const [la, lb] = [lengthOf(a.c), lengthOf(b.c)];
  const first = Math.max(la + a.e, lb + b.e);
  const last = Math.max(Math.min(a.e, b.e), first - digits - 1);
  if (first - last > MOST_LENGTH + 1) fail(5);
  const c = upTo(a, last) + upTo(b, last);
  if (c === 0n) return { c, e: 0 };
  const length = lengthOf(c);
  const drop = Math.max(first - last, length) - digits;
  if (drop <= 0) return { c, e: last };
  return length <= drop ? { c: 0n, e: 0 } : roundDecimal({ c, e: last }, length - drop, digits);
}

/** The digits of a number down to the place `last`. */
function upTo({ c, e }: Decimal, last: number): bigint {
  if (e >= last) return c * ten(e - last);
  return lengthOf(c) <= last - e ? 0n : c / ten(last - e);
}

/** a + b. */
export function add(a: Decimal, b: Decimal, digits: number): Decimal {
  return addition(operand(a, digits), operand(b, digits), digits);
}

/** a - b. */
export function subtract(a: Decimal, b: Decimal, digits: number): Decimal {
  return add(a, { c: -b.c, e: b.e }, digits);
}

/** a * b. */
export function multiply(a: Decimal, b: Decimal, digits: number): Decimal {
  const x = operand(a, digits);
  const y = operand(b, digits);
  return bounded(roundDecimal({ c: x.c * y.c, e: x.e + y.e }, digits), digits);
}

/** Zeros at the end say nothing after a division; those in front of the point come back as it is written. */
function withoutZeros({ c, e }: Decimal): Decimal {
  if (c === 0n) return { c: 0n, e: 0 };
  if (c % 10n !== 0n) return { c, e };
  const text = c.toString();
  let last = text.length - 1;
  while (text.charCodeAt(last) === ZERO) last--;
  const zeros = text.length - 1 - last;
  return { c: c / ten(zeros), e: e + zeros };
}

/** a / b. Error 42.3 for a zero divisor. */
export function divide(a: Decimal, b: Decimal, digits: number): Decimal {
  const x = operand(a, digits);
  const y = operand(b, digits);
  if (y.c === 0n) fail(42, 3);
  if (x.c === 0n) return { c: 0n, e: 0 };
  if (digits <= MOST_LENGTH) return quotient(x, y, digits).value;
  // a quotient that ends is short, mostly
  for (const most of [Math.min(FEW + lengthOf(x.c), MOST_LENGTH), MOST_LENGTH]) {
    const { value, exact } = quotient(x, y, most);
    if (exact) return value;
  }
  return fail(5);
}

/** x / y to so many digits, and whether these are all. */
function quotient(x: Decimal, y: Decimal, digits: number): { value: Decimal; exact: boolean } {
  // one digit more than wanted, and one that says whether anything is left
  const shift = Math.max(0, digits + 2 - lengthOf(x.c) + lengthOf(y.c));
  const dividend = x.c * ten(shift);
  let q = dividend / y.c;
  let e = x.e - y.e - shift;
  let exact = true;
  if (q * y.c !== dividend) {
    q = q * 10n + (q < 0n ? -1n : 1n);
    e--;
    exact = false;
  }
  return { value: withoutZeros(roundDecimal({ c: q, e }, digits)), exact };
}

/** The whole part of a / b, and what is left; error 26 when the former has more digits than DIGITS. */
function wholeQuotient(a: Decimal, b: Decimal, digits: number): { q: bigint; rest: Decimal } {
  const x = operand(a, digits);
  const y = operand(b, digits);
  if (y.c === 0n) fail(42, 3);
  if (x.c === 0n) return { q: 0n, rest: { c: 0n, e: 0 } };
  const gap = x.e - y.e;
  if (gap > digits + lengthOf(y.c)) fail(26, 11);
  // the divisor is the greater one
  if (lengthOf(y.c) - gap > lengthOf(x.c) + GUARD) return { q: 0n, rest: x };
  if (gap > MOST_LENGTH) fail(5);
  const [n, d, e] = gap >= 0 ? [x.c * ten(gap), y.c, y.e] : [x.c, y.c * ten(-gap), x.e];
  const q = n / d;
  if (lengthOf(q) > digits) fail(26, 11);
  return { q, rest: { c: n - q * d, e } };
}

/** a % b. */
export function integerDivide(a: Decimal, b: Decimal, digits: number): Decimal {
  return { c: wholeQuotient(a, b, digits).q, e: 0 };
}

/** a // b: has the sign of a. */
export function remainder(a: Decimal, b: Decimal, digits: number): Decimal {
  return roundDecimal(wholeQuotient(a, b, digits).rest, digits);
}

/** a ** n, for a whole n of up to nine digits. */
export function power(a: Decimal, n: number, digits: number): Decimal {
  const base = operand(a, digits);
  if (n === 0) return { c: 1n, e: 0 };
  if (base.c === 0n) {
    if (n < 0) fail(42, 3);
    return { c: 0n, e: 0 };
  }
  const work = digits + String(Math.abs(n)).length + 1;
  let result: Decimal = { c: 1n, e: 0 };
  const bits = Math.abs(n).toString(2);
  for (const bit of bits) {
    result = multiply(result, result, work);
    if (bit === '1') result = multiply(result, base, work);
    if (Math.abs(result.e) > MOST_EXPONENT) fail(42, n < 0 ? 2 : 1);
  }
  if (n < 0) result = divide({ c: 1n, e: 0 }, result, work);
  return withoutZeros(roundDecimal(result, digits));
}

/** Whether a is less than, equal to or greater than b: -1, 0, 1; FUZZ takes some digits from their difference. */
export function compareDecimals(
  a: Decimal,
  b: Decimal,
  { digits, fuzz }: NumericSettings,
): -1 | 0 | 1 {
  const y = operand(b, digits);
  const { c } = addition(operand(a, digits), { c: -y.c, e: y.e }, digits - fuzz);
  return c === 0n ? 0 : c < 0n ? -1 : 1;
}

/** The text of a number under NUMERIC DIGITS and FORM; rounds first. */
export function formatDecimal(value: Decimal, { digits, form }: NumericSettings): string {
  const { c, e } = roundDecimal(value, digits);
  if (c === 0n) return '0';
  const sign = c < 0n ? '-' : '';
  const text = (c < 0n ? -c : c).toString();
  // digits in front of the point when it is written without exponent
  const before = text.length + e;
  if (before <= digits && -e <= 2 * digits) {
    if (Math.max(before, -e) > 2 * MOST_LENGTH) fail(5);
    if (e >= 0) return sign + text + '0'.repeat(e);
    if (before > 0) return `${sign}${text.slice(0, before)}.${text.slice(before)}`;
    return `${sign}0.${'0'.repeat(-before)}${text}`;
  }
  return sign + exponential(text, before - 1, form);
}

/** `d.ddddE+n`; engineering form keeps the exponent a multiple of three. */
export function exponential(text: string, exponent: number, form: NumericSettings['form']): string {
  if (Math.abs(exponent) > MOST_EXPONENT) fail(42, exponent > 0 ? 1 : 2);
  let lead = 1;
  let shown = exponent;
  if (form === 'ENGINEERING') {
    lead += ((exponent % 3) + 3) % 3;
    shown = exponent - lead + 1;
  }
  const whole = text.slice(0, lead).padEnd(lead, '0');
  const fraction = text.slice(lead);
  const mantissa = fraction === '' ? whole : `${whole}.${fraction}`;
  if (shown === 0) return mantissa;
  return `${mantissa}E${shown < 0 ? '-' : '+'}${String(Math.abs(shown))}`;
}

/** The whole number that a decimal is, when it fits `digits` digits; undefined otherwise. */
export function wholeOf({ c, e }: Decimal, digits: number): number | undefined {
  if (c === 0n) return 0;
  let whole = c;
  if (e < 0) {
    if (-e > lengthOf(c)) return undefined;
    const unit = ten(-e);
    if (c % unit !== 0n) return undefined;
    whole = c / unit;
  } else if (e > 0) {
    if (e > 20) return undefined;
    whole = c * ten(e);
  }
  if (lengthOf(whole) > digits) return undefined;
  const n = Number(whole);
  return Number.isSafeInteger(n) ? n : undefined;
}

/** Whether a decimal is a whole number that `digits` digits can show without an exponent. */
export function isWhole({ c, e }: Decimal, digits: number): boolean {
  if (c === 0n) return true;
  if (e >= 0) return lengthOf(c) + e <= digits;
  return -e < lengthOf(c) + 1 && c % ten(-e) === 0n && lengthOf(c) + e <= digits;
}
