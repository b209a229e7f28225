/** Built-in functions that convert between characters, hexadecimal, binary and numbers, and on bits. */
import { codeOf, fromBytes, fromCharacters, toBytes } from '../character-codes.js';
import { formatDecimal, parseDecimal } from '../decimal.js';
import type { Decimal } from '../decimal.js';
import { fail } from '../errors.js';
import { routineOf } from '../activity.js';
import { grouped, hexadecimalBytes, valueOfDigit } from '../scanner.js';
import { shortest } from '../value.js';
import type { Value } from '../value.js';
import { builtin, MOST_RESULT } from './arguments.js';
import type { Arguments, Builtin } from './arguments.js';

/** Most characters that are a number. */
const MOST_NUMBER = 4096;

/** The characters of hexadecimal digits. */
const DIGITS = Uint8Array.from('0123456789ABCDEF', (c) => c.charCodeAt(0));
const ZERO = 0x30;

function hexOf(bytes: Uint8Array): string {
  const text = new Uint8Array(2 * bytes.length);
  for (let i = 0; i < bytes.length; i++) {
    text[2 * i] = DIGITS[bytes[i]! >> 4]!;
    text[2 * i + 1] = DIGITS[bytes[i]! & 15]!;
  }
  return fromCharacters(text);
}

/** Bits of hexadecimal digits. */
function bitsOf(digits: string): string {
  const text = new Uint8Array(4 * digits.length);
  for (let i = 0; i < digits.length; i++) {
    const digit = valueOfDigit(digits, i);
    for (let bit = 0; bit < 4; bit++) text[4 * i + bit] = ZERO + ((digit >> (3 - bit)) & 1);
  }
  return fromCharacters(text);
}

/** Hexadecimal digits of bits, zeros put in front as far as needed. */
function hexOfBits(bits: string): string {
  const count = Math.ceil(bits.length / 4);
  const text = new Uint8Array(count);
  for (let i = count - 1, at = bits.length - 1; i >= 0; i--, at -= 4) {
    let digit = 0;
    for (let bit = 0; bit < 4; bit++) if (bits[at - bit] === '1') digit |= 1 << bit;
    text[i] = DIGITS[digit]!;
  }
  return fromCharacters(text);
}

function hexDigits(a: Arguments, n: number): string {
  const text = a.text(n);
  return grouped(text, 2, /^[0-9A-Fa-f]*$/) ?? fail(40, 25, a.name, text);
}

/** A whole number as text; error when NUMERIC DIGITS does not allow it. */
function wholeText(a: Arguments, value: bigint): Value {
  const { numeric } = routineOf(a.activity).settings;
  const digits = (value < 0n ? -value : value).toString().length;
  if (digits > numeric.digits) fail(40, 35, a.name, value.toString());
  return shortest(formatDecimal({ c: value, e: 0 }, numeric));
}

/** Two's complement when a length is given. */
function number(a: Arguments, bits: bigint, length: number, given: boolean): Value {
  if (!given || length === 0) return wholeText(a, bits);
  const span = 1n << BigInt(length);
  const low = bits & (span - 1n);
  return wholeText(a, low >= span >> 1n ? low - span : low);
}

function characterToNumber(a: Arguments): Value {
  const text = a.text(1);
  const given = a.has(2);
  const length = a.length(2, text.length);
  if (length === 0) return 0;
  const cut = given ? text.slice(Math.max(0, text.length - length)) : text;
  if (cut.length > MOST_NUMBER) fail(40, 35, a.name, '');
  const bits = cut === '' ? 0n : BigInt(`0x${hexOf(toBytes(cut))}`);
  return number(a, bits, 8 * length, given);
}

function hexToNumber(a: Arguments): Value {
  const digits = hexDigits(a, 1);
  const given = a.has(2);
  const length = a.length(2, digits.length);
  if (length === 0 && given) return 0;
  const cut = given ? digits.slice(Math.max(0, digits.length - length)) : digits;
  if (cut.length > 2 * MOST_NUMBER) fail(40, 35, a.name, '');
  return number(a, cut === '' ? 0n : BigInt(`0x${cut}`), 4 * length, given);
}

/** The whole number of D2C and D2X. */
function wholeArgument(a: Arguments): bigint {
  const text = a.text(1);
  const { digits } = routineOf(a.activity).settings.numeric;
  const decimal: Decimal | undefined = parseDecimal(text);
  if (decimal === undefined) fail(40, 12, a.name, '1', text);
  let { c, e } = decimal;
  for (; e < 0; e++) {
    if (c % 10n !== 0n) fail(40, 12, a.name, '1', text);
    c /= 10n;
  }
  if (e > digits) fail(40, 12, a.name, '1', text);
  c *= 10n ** BigInt(e);
  if ((c < 0n ? -c : c).toString().length > digits) fail(40, 12, a.name, '1', text);
  return c;
}

function numberToHex(a: Arguments): string {
  const value = wholeArgument(a);
  if (!a.has(2)) {
    if (value < 0n) fail(40, 13, a.name, '1', value.toString());
    return value.toString(16).toUpperCase();
  }
  const length = a.length(2);
  if (length === 0) return '';
  const span = 1n << BigInt(4 * length);
  return (((value % span) + span) % span).toString(16).toUpperCase().padStart(length, '0');
}

function numberToCharacters(a: Arguments): string {
  const value = wholeArgument(a);
  let hex: string;
  if (a.has(2)) {
    const length = a.length(2);
    if (length === 0) return '';
    const span = 1n << BigInt(8 * length);
    hex = (((value % span) + span) % span).toString(16).padStart(2 * length, '0');
  } else {
    if (value < 0n) fail(40, 13, a.name, '1', value.toString());
    hex = value.toString(16);
    if (hex.length % 2 === 1) hex = `0${hex}`;
  }
  return fromBytes(hexadecimalBytes(hex) ?? []);
}

type BitOperation = (x: number, y: number) => number;

function bits(operation: BitOperation): Builtin {
  return builtin(1, 3, (a) => {
    const [x, y] = [toBytes(a.text(1)), toBytes(a.text(2, ''))];
    const [long, short] = x.length >= y.length ? [x, y] : [y, x];
    const pad = a.has(3) ? codeOf(a.pad(3)) : undefined;
    for (let i = 0; i < long.length; i++) {
      const other = i < short.length ? short[i] : pad;
      if (other === undefined) break;
      long[i] = operation(long[i]!, other);
    }
    return fromBytes(long);
  });
}

/** By name. */
export const CONVERSION_FUNCTIONS: Readonly<Record<string, Builtin>> = {
  BITAND: bits((x, y) => x & y),
  BITOR: bits((x, y) => x | y),
  BITXOR: bits((x, y) => x ^ y),
  B2X: builtin(1, 1, (a) => {
    const text = a.text(1);
    const digits = grouped(text, 4, /^[01]*$/) ?? fail(40, 24, a.name, text);
    return hexOfBits(digits);
  }),
  C2D: builtin(1, 2, characterToNumber),
  C2X: builtin(1, 1, (a) => {
    const text = a.text(1);
    if (2 * text.length > MOST_RESULT) fail(5);
    return hexOf(toBytes(text));
  }),
  D2C: builtin(1, 2, numberToCharacters),
  D2X: builtin(1, 2, numberToHex),
  X2B: builtin(1, 1, (a) => {
    const digits = hexDigits(a, 1);
    if (4 * digits.length > MOST_RESULT) fail(5);
    return bitsOf(digits);
  }),
  X2C: builtin(1, 1, (a) => {
    const digits = hexDigits(a, 1);
    return fromBytes(hexadecimalBytes(digits) ?? []);
  }),
  X2D: builtin(1, 2, hexToNumber),
};
