/** Built-in functions on numbers (z/VM REXX/VM Reference, "Functions"). */
import { routineOf } from '../activity.js';
import { compareValues } from '../arithmetic.js';
import { add, formatDecimal, parseDecimal, roundDecimal, isWhole } from '../decimal.js';
import type { Decimal, NumericSettings } from '../decimal.js';
import { fail } from '../errors.js';
import { addSmall } from '../small-decimal.js';
import { shortest } from '../value.js';
import type { Value } from '../value.js';
import { builtin } from './arguments.js';
import type { Arguments, Builtin } from './arguments.js';
import { grouped } from '../scanner.js';

function settingsOf(a: Arguments): NumericSettings {
  return routineOf(a.activity).settings.numeric;
}

/** A number, rounded as by an operation. */
function number(a: Arguments, n: number): Decimal {
  const text = a.text(n);
  const decimal = parseDecimal(text) ?? fail(40, 11, a.name, String(n), text);
  return add(decimal, { c: 0n, e: 0 }, settingsOf(a).digits);
}

/** An argument as an operation would give it. */
function normal(a: Arguments, n: number, settings: NumericSettings): Value {
  return addSmall(a.value(n), 0, 1, settings) ?? shortest(formatDecimal(number(a, n), settings));
}

function extreme(sign: number): Builtin {
  return builtin(1, Infinity, (a) => {
    const settings = settingsOf(a);
    let best: Value | undefined;
    for (let n = 1; n <= a.count; n++) {
      const value = normal(a, n, settings);
      if (best === undefined || sign * compareValues(value, best, { ...settings, fuzz: 0 }) > 0)
        best = value;
    }
    return best ?? 0;
  });
}

function truncate(a: Arguments): Value {
  if (!a.has(2)) {
    const value = normal(a, 1, settingsOf(a));
    if (typeof value === 'number') return value;
  }
  const { c, e } = number(a, 1);
  const places = a.length(2, 0);
  let text = (c < 0n ? -c : c).toString();
  if (e >= 0) text += '0'.repeat(e);
  else text = text.padStart(1 - e, '0');
  const point = e >= 0 ? text.length : text.length + e;
  const whole = text.slice(0, point);
  const fraction = text.slice(point, point + places).padEnd(places, '0');
  const magnitude = places > 0 ? `${whole}.${fraction}` : whole;
  const negative = c < 0n && /[1-9]/.test(magnitude);
  return shortest((negative ? '-' : '') + magnitude);
}

/** FORMAT(number, before, after, expp, expt). */
function format(a: Arguments): string {
  const settings = settingsOf(a);
  let value = number(a, 1);
  const before = a.has(2) ? a.length(2) : undefined;
  const after = a.has(3) ? a.length(3) : undefined;
  const places = a.has(4) ? a.length(4) : undefined;
  const trigger = a.has(5) ? a.length(5) : settings.digits;
  const digitsOf = (d: Decimal): string => (d.c < 0n ? -d.c : d.c).toString();
  let text = digitsOf(value);
  let exponent = 0;
  const adjusted = value.c === 0n ? 0 : text.length + value.e - 1;
  // zero, too, has a digit before its point
  const useExponent = places !== 0 && (adjusted + 1 > trigger || -value.e > 2 * trigger);
  if (useExponent) {
    let lead = 1;
    if (settings.form === 'ENGINEERING') lead += ((adjusted % 3) + 3) % 3;
    exponent = adjusted - lead + 1;
    value = { c: value.c, e: value.e - exponent };
    if (after !== undefined) {
      value = rounded(value, after);
      // rounding may have carried into another digit
      if (digitsOf(value).length + value.e > lead && settings.form === 'SCIENTIFIC') {
        value = { c: value.c, e: value.e - 1 };
        exponent++;
        value = rounded(value, after);
      }
    }
  } else if (after !== undefined) value = rounded(value, after);
  text = digitsOf(value);
  if (value.e >= 0) text += '0'.repeat(value.e);
  else text = text.padStart(1 - value.e, '0');
  const point = value.e >= 0 ? text.length : text.length + value.e;
  let whole = text.slice(0, point);
  let fraction = text.slice(point);
  if (after !== undefined) fraction = fraction.slice(0, after).padEnd(after, '0');
  if (value.c < 0n && /[1-9]/.test(whole + fraction)) whole = `-${whole}`;
  if (before !== undefined) {
    if (whole.length > before) fail(40, 38, a.name, '2', a.text(1));
    whole = whole.padStart(before);
  }
  let result = fraction === '' ? whole : `${whole}.${fraction}`;
  if (useExponent && exponent !== 0) {
    const shown = String(Math.abs(exponent));
    if (places !== undefined && shown.length > places) fail(40, 38, a.name, '4', a.text(1));
    result += `E${exponent < 0 ? '-' : '+'}${shown.padStart(places ?? 0, '0')}`;
  } else if (places !== undefined && places > 0 && useExponent) {
    result += ' '.repeat(places + 2);
  }
  return result;
}

/** Rounded to so many places behind the point. */
function rounded(value: Decimal, places: number): Decimal {
  if (-value.e <= places) return value;
  const length = (value.c < 0n ? -value.c : value.c).toString().length;
  const keep = length + value.e + places;
  if (keep > 0) return roundDecimal(value, keep);
  if (keep < 0) return { c: 0n, e: -places };
  // the first digit that is lost decides
  const first = Number((value.c < 0n ? -value.c : value.c).toString()[0]);
  return { c: first >= 5 ? (value.c < 0n ? -1n : 1n) : 0n, e: -places };
}

function datatype(a: Arguments): Value {
  const text = a.text(1);
  if (!a.has(2)) return parseDecimal(text) === undefined ? 'CHAR' : 'NUM';
  const { digits } = settingsOf(a);
  const is = ((): boolean => {
    switch (a.option(2, 'ABCDLMNSUWX', 'N')) {
      case 'A':
        return /^[A-Za-z0-9]+$/.test(text);
      case 'B':
        return grouped(text, 4, /^[01]*$/) !== undefined;
      case 'L':
        return /^[a-z]+$/.test(text);
      case 'M':
        return /^[A-Za-z]+$/.test(text);
      case 'N':
        return parseDecimal(text) !== undefined;
      case 'S':
        return /^[A-Za-z0-9_!?@#$.¢]+$/.test(text) && text.length <= 250;
      case 'U':
        return /^[A-Z]+$/.test(text);
      case 'W': {
        const decimal = parseDecimal(text);
        return decimal !== undefined && isWhole(roundDecimal(decimal, digits), digits);
      }
      case 'X':
        return grouped(text, 2, /^[0-9A-Fa-f]*$/) !== undefined;
      default:
        // C and D: no strings of double-byte characters here
        return false;
    }
  })();
  return is ? 1 : 0;
}

/** Multiplier, increment and modulus (2^31) of the generator. */
const MULTIPLIER = 1103515245;
const INCREMENT = 12345;
const MOST_RANGE = 100_000;

function random(a: Arguments): number {
  const { activity, host } = a;
  let least = 0;
  let most = 999;
  if (a.count === 1 && a.has(1)) most = a.length(1);
  else {
    if (a.has(1)) least = a.length(1);
    if (a.has(2)) most = a.length(2);
  }
  if (most < least) fail(40, 33, a.name, String(least), String(most));
  if (most - least > MOST_RANGE) fail(40, 32, a.name, String(least), String(most));
  if (a.has(3)) activity.random = a.length(3) | 1;
  else if (activity.random === 0) {
    const { hour, minute, second } = host.now;
    activity.random = ((hour * 60 + minute) * 60 + second) * 1_000_003 + host.microseconds + 1;
  }
  let seed = activity.random >>> 0;
  for (let i = 0; i < 2; i++) seed = (Math.imul(seed, MULTIPLIER) + INCREMENT) >>> 0;
  activity.random = seed === 0 ? 1 : seed;
  // the upper bits are the better ones
  return least + Math.floor(((seed >>> 4) / 0x10000000) * (most - least + 1));
}

/** By name. */
export const NUMBER_FUNCTIONS: Readonly<Record<string, Builtin>> = {
  ABS: builtin(1, 1, (a) => {
    const value = normal(a, 1, settingsOf(a));
    if (typeof value === 'number') return Math.abs(value);
    const { c, e } = number(a, 1);
    return shortest(formatDecimal({ c: c < 0n ? -c : c, e }, settingsOf(a)));
  }),
  DATATYPE: builtin(1, 2, datatype),
  DIGITS: builtin(0, 0, (a) => settingsOf(a).digits),
  FORM: builtin(0, 0, (a) => settingsOf(a).form),
  FORMAT: builtin(1, 5, format),
  FUZZ: builtin(0, 0, (a) => settingsOf(a).fuzz),
  MAX: extreme(1),
  MIN: extreme(-1),
  RANDOM: builtin(0, 3, random),
  SIGN: builtin(1, 1, (a) => {
    const value = normal(a, 1, settingsOf(a));
    if (typeof value === 'number') return Math.sign(value);
    const { c } = number(a, 1);
    return c === 0n ? 0 : c < 0n ? -1 : 1;
  }),
  TRUNC: builtin(1, 2, truncate),
};
