/** Functions in expressions of SPECS, and how values become numbers and text. */
import { EBCDIC_BLANK, fromEbcdic, toEbcdic } from '../../shared/ebcdic.js';
import { add, formatDecimal, wholeOf, type Decimal } from '../rexx/decimal.js';
import { findBytes, repeated } from './bytes.js';
import { convert } from './conversions.js';
import { PipeFault } from './pipe-fault.js';
import { MOST_RECORD, type Rec } from './pipe-set.js';
import { locateRange } from './ranges.js';
import { rexxFunction } from './specs-rexx-functions.js';
import type { TextFunction } from './specs-text-arguments.js';
import { TEXT_FUNCTIONS } from './specs-text-functions.js';
import { decimalOf, folded, shortText, strippedField } from './text.js';

/** What an expression is worth. */
export type Value = Decimal | Rec;

/** Digits of numbers. */
export const DIGITS = 31;

/** Characters of an argument that a message shows. */
const MOST_SHOWN = 256;

/** What a function can see beside its arguments. */
export interface Surroundings {
  readonly record: Rec;
  readonly number: number;
  readonly ended: boolean;
  /** Counts bytes that have been gone through. */
  work(bytes: number): void;
  /** The time-of-day clock. */
  clock(): Rec;
  /** Whether a control break of a field, or of one above it, is established. */
  broken(id: string): boolean;
}

/** A value as a number; nothing is 0. */
export function numeric(value: Value): Decimal {
  if ('c' in value) return value;
  const found = decimalOf(value);
  if (found !== undefined) return found;
  const text = shortText(value);
  if (text !== '') throw new PipeFault(1038, text);
  return { c: 0n, e: 0 };
}

/** A value as it is written. */
export function textual(value: Value): Rec {
  if (!('c' in value)) return value;
  return toEbcdic(formatDecimal(value, { digits: DIGITS, fuzz: 0, form: 'SCIENTIFIC' }));
}

/** Whether a value counts as true: a number that is not 0, a string that is not null. */
export const truth = (value: Value): boolean => ('c' in value ? value.c !== 0n : value.length > 0);

/** A whole number as a value. */
export const whole = (n: number): Decimal => ({ c: BigInt(n), e: 0 });

function count(value: Value | undefined, otherwise: number): number {
  if (value === undefined) return otherwise;
  const n = wholeOf(numeric(value), 9);
  if (n === undefined || n < 0) throw new PipeFault(66, fromEbcdic(textual(value)));
  return Math.min(n, MOST_RECORD);
}

const wordAt = (text: Rec, first: number, last: number): Rec => {
  const [from, to] = locateRange({ unit: 'word', first, last, separator: EBCDIC_BLANK }, text);
  return text.subarray(from, to);
};

function wordsOf(text: Rec): number {
  let found = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] !== EBCDIC_BLANK && (i === 0 || text[i - 1] === EBCDIC_BLANK)) found++;
  }
  return found;
}

function padded(text: Rec, width: number, before: number): Rec {
  const out = new Uint8Array(width).fill(EBCDIC_BLANK);
  if (before >= 0) out.set(text.subarray(0, width), Math.min(before, width));
  else out.set(text.subarray(-before, -before + width));
  return out;
}

const absolute = ({ c, e }: Decimal): Decimal => ({ c: c < 0n ? -c : c, e });

function less(a: Decimal, b: Decimal): boolean {
  const e = Math.min(a.e, b.e);
  // numbers so far apart that they cannot be written out together are told apart by their sizes
  if (Math.abs(a.e - b.e) > 200) return a.e > b.e === b.c > 0n;
  return a.c * 10n ** BigInt(a.e - e) < b.c * 10n ** BigInt(b.e - e);
}

/** A function: fewest and most arguments, and what it does. */
export interface SpecsFunction {
  readonly least: number;
  readonly most: number;
  readonly run: (args: readonly Value[], around: Surroundings) => Value;
}

const text = (args: readonly Value[], n: number): Rec => textual(args[n]!);
const extreme = (args: readonly Value[], greatest: boolean): Decimal =>
  args.map(numeric).reduce((a, b) => (less(a, b) === greatest ? b : a));

/** Conversions that are functions, too. */
const CONVERSIONS = [
  ...['c2x', 'x2c', 'c2b', 'b2c', 'c2d', 'd2c', 'x2d', 'd2x', 'x2b', 'b2x'],
  ...['c2f', 'f2c', 'c2p', 'p2c', 'c2i', 'i2c', 'c2v', 'v2c'],
];

/** The square root, to as many digits as numbers have. */
function root({ c, e }: Decimal): Decimal {
  if (c < 0n) throw new PipeFault(667);
  if (c === 0n) return whole(0);
  // an even exponent, and digits enough for the result
  const size = c.toString().length;
  let shift = Math.max(0, 2 * DIGITS + 2 - size);
  if ((e - shift) % 2 !== 0) shift++;
  const n = c * 10n ** BigInt(shift);
  let x = 10n ** BigInt(Math.ceil(n.toString().length / 2));
  for (;;) {
    const next = (x + n / x) / 2n;
    if (next >= x) break;
    x = next;
  }
  const found = add({ c: x, e: (e - shift) / 2 }, whole(0), DIGITS);
  // that of a square is as short as it can be
  let digits = found.c;
  let exponent = found.e;
  while (x * x === n && exponent < 0 && digits % 10n === 0n) {
    digits /= 10n;
    exponent++;
  }
  return { c: digits, e: exponent };
}

/** The functions of SPECS itself, with the number of arguments that each takes. */
const FUNCTIONS: Readonly<Record<string, SpecsFunction>> = {
  abs: { least: 1, most: 1, run: (a) => absolute(numeric(a[0]!)) },
  sign: {
    ...{ least: 1, most: 1 },
    run: (a) => {
      const { c } = numeric(a[0]!);
      return whole(c === 0n ? 0 : c < 0n ? -1 : 1);
    },
  },
  min: { least: 1, most: 20, run: (a) => extreme(a, false) },
  max: { least: 1, most: 20, run: (a) => extreme(a, true) },
  trunc: {
    ...{ least: 1, most: 2 },
    run: (a) => {
      const { c, e } = numeric(a[0]!);
      const drop = -e - count(a[1], 0);
      return drop <= 0 ? { c, e } : { c: c / 10n ** BigInt(drop), e: e + drop };
    },
  },
  length: { least: 1, most: 1, run: (a) => whole(text(a, 0).length) },
  words: { least: 1, most: 1, run: (a) => whole(wordsOf(text(a, 0))) },
  word: {
    ...{ least: 2, most: 2 },
    run: (a) => wordAt(text(a, 0), count(a[1], 1), count(a[1], 1)),
  },
  subword: {
    ...{ least: 2, most: 3 },
    run: (a) => {
      const from = count(a[1], 1);
      return wordAt(text(a, 0), from, a[2] === undefined ? Infinity : from + count(a[2], 0) - 1);
    },
  },
  substr: {
    ...{ least: 2, most: 3 },
    run: (a) => {
      const from = count(a[1], 1) - 1;
      const rest = text(a, 0).subarray(from);
      return a[2] === undefined ? rest : padded(rest, count(a[2], 0), 0);
    },
  },
  left: { least: 2, most: 2, run: (a) => padded(text(a, 0), count(a[1], 0), 0) },
  right: {
    ...{ least: 2, most: 2 },
    run: (a) => padded(text(a, 0), count(a[1], 0), count(a[1], 0) - text(a, 0).length),
  },
  center: {
    ...{ least: 2, most: 2 },
    run: (a) => padded(text(a, 0), count(a[1], 0), (count(a[1], 0) - text(a, 0).length) >> 1),
  },
  pos: {
    ...{ least: 2, most: 2 },
    run: (a) => whole(text(a, 0).length === 0 ? 0 : findBytes(text(a, 1), text(a, 0)) + 1),
  },
  upper: {
    ...{ least: 1, most: 1 },
    run: (a) => folded(text(a, 0)),
  },
  strip: { least: 1, most: 1, run: (a) => strippedField(text(a, 0)) },
  reverse: { least: 1, most: 1, run: (a) => text(a, 0).slice().reverse() },
  copies: {
    ...{ least: 2, most: 2 },
    run: (a) => {
      const [part, times] = [text(a, 0), count(a[1], 0)];
      if (part.length * times > MOST_RECORD) throw new PipeFault(78, part.length * times);
      return repeated(part, times);
    },
  },
  ...Object.fromEntries(
    CONVERSIONS.map((name) => [
      name,
      {
        least: 1,
        most: 1,
        run: (a, around) => convert(name.toUpperCase(), text(a, 0), around.number),
      },
    ]),
  ),
  sqrt: { least: 1, most: 1, run: (a) => root(numeric(a[0]!)) },
  tod: { least: 0, most: 0, run: (_a, around) => around.clock() },
  record: { least: 0, most: 0, run: (_a, around) => around.record },
  recno: { least: 0, most: 0, run: (_a, around) => whole(around.number) },
  number: { least: 0, most: 0, run: (_a, around) => whole(around.number) },
  first: { least: 0, most: 0, run: (_a, around) => whole(around.number === 1 ? 1 : 0) },
  eof: { least: 0, most: 0, run: (_a, around) => whole(around.ended ? 1 : 0) },
};

/** A function by its name in lower case; undefined when there is none. */
export function functionOf(name: string): SpecsFunction | undefined {
  if (Object.hasOwn(FUNCTIONS, name)) return FUNCTIONS[name];
  const bytes = Object.hasOwn(TEXT_FUNCTIONS, name) ? TEXT_FUNCTIONS[name] : undefined;
  if (bytes !== undefined) return onBytes(name, bytes);
  const found = rexxFunction(name);
  if (found === undefined) return undefined;
  const { least, most, run } = found;
  return {
    ...{ least, most },
    run: (args) => {
      const value = run(args.map((one) => fromEbcdic(textual(one))));
      return typeof value === 'number' ? whole(value) : toEbcdic(value);
    },
  };
}

function onBytes(name: string, { least, most, run }: TextFunction): SpecsFunction {
  return {
    ...{ least, most },
    run: (args) => {
      const given = args.map(textual);
      const value = run(given);
      if (value === undefined) {
        const shown = given.map((one) => fromEbcdic(one.subarray(0, MOST_SHOWN)));
        throw new PipeFault(111, `${name.toUpperCase()}(${shown.join()})`);
      }
      return typeof value === 'number' ? whole(value) : value;
    },
  };
}
