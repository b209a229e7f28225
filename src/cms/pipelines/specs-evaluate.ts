/** What expressions of SPECS come to, and numbers by a picture. */
import { fromEbcdic, toEbcdic } from '../../shared/ebcdic.js';
import {
  add,
  compareDecimals,
  divide,
  integerDivide,
  multiply,
  parseDecimal,
  power,
  remainder,
  subtract,
  wholeOf,
  type Decimal,
} from '../rexx/decimal.js';
import { compareBytes, concat, EMPTY } from './bytes.js';
import { PipeFault } from './pipe-fault.js';
import type { Rec } from './pipe-set.js';
import type { Expression, Value } from './specs-expression.js';
import {
  DIGITS,
  FUNCTIONS,
  numeric,
  textual,
  truth,
  whole,
  type Surroundings,
} from './specs-functions.js';

/** What an expression reads and changes. Plain data. */
export interface Store {
  readonly counters: Record<number, Value>;
  readonly fields: Record<string, Rec>;
}

const ZERO: Decimal = { c: 0n, e: 0 };
const SETTINGS = { digits: DIGITS, fuzz: 0, form: 'SCIENTIFIC' } as const;
/** Exponents of counters. */
const MOST_EXPONENT = 16384;

function bounded(value: Decimal): Decimal {
  if (Math.abs(value.e) > MOST_EXPONENT) throw new PipeFault(1039);
  return value;
}

function nonZero(value: Decimal): Decimal {
  if (value.c === 0n) throw new PipeFault(668);
  return value;
}

function raised(a: Decimal, b: Decimal): Decimal {
  const n = wholeOf(b, 5);
  if (n === undefined || Math.abs(n) > 9999) throw new PipeFault(667);
  if (n < 0) nonZero(a);
  return power(a, n, DIGITS);
}

/** Whether both may be compared as numbers. */
const areNumbers = (a: Value, b: Value): boolean =>
  [a, b].every((one) => 'c' in one || parseDecimal(fromEbcdic(one)) !== undefined);

function compare(operator: string, a: Value, b: Value): Decimal {
  const strict = /==|<<|>>/.test(operator);
  const difference =
    !strict && areNumbers(a, b)
      ? compareDecimals(numeric(a), numeric(b), SETTINGS)
      : compareBytes(textual(a), textual(b), strict ? undefined : 0x40);
  const plain = operator.replace('==', '=').replace('<<', '<').replace('>>', '>');
  const holds: Readonly<Record<string, boolean>> = {
    '=': difference === 0,
    '<': difference < 0,
    '>': difference > 0,
    '<=': difference <= 0,
    '>=': difference >= 0,
  };
  return whole((holds[plain] ?? difference !== 0) ? 1 : 0);
}

function calculate(operator: string, a: Value, b: Value): Value {
  switch (operator) {
    case ';':
      return b;
    case '||':
      return concat(textual(a), textual(b));
    case '+':
      return bounded(add(numeric(a), numeric(b), DIGITS));
    case '-':
      return bounded(subtract(numeric(a), numeric(b), DIGITS));
    case '*':
      return bounded(multiply(numeric(a), numeric(b), DIGITS));
    case '/':
      return bounded(divide(numeric(a), nonZero(numeric(b)), DIGITS));
    case '%':
      return bounded(integerDivide(numeric(a), nonZero(numeric(b)), DIGITS));
    case '//':
      return bounded(remainder(numeric(a), nonZero(numeric(b)), DIGITS));
    case '**':
      return bounded(raised(numeric(a), numeric(b)));
    default:
      return compare(operator, a, b);
  }
}

/** What an expression comes to. Throws a PipeFault. */
export function evaluate(expression: Expression, store: Store, around: Surroundings): Value {
  const of = (one: Expression): Value => evaluate(one, store, around);
  switch (expression.kind) {
    case 'value':
      return expression.value;
    case 'counter':
      return store.counters[expression.number] ?? ZERO;
    case 'field':
      return store.fields[expression.id] ?? EMPTY;
    case 'call':
      return FUNCTIONS[expression.name]!.run(expression.args.map(of), around);
    case 'unary': {
      const value = of(expression.of);
      if (expression.operator === '+') return numeric(value);
      if (expression.operator !== '-') return whole(truth(value) ? 0 : 1);
      const { c, e } = numeric(value);
      return { c: -c, e };
    }
    case 'binary':
      // what is decided by the left side needs no right one
      if (expression.operator === '&' || expression.operator === '|') {
        const left = truth(of(expression.left));
        const decided = left === (expression.operator === '|');
        return whole((decided ? left : truth(of(expression.right))) ? 1 : 0);
      }
      return calculate(expression.operator, of(expression.left), of(expression.right));
    case 'choice':
      return of(truth(of(expression.test)) ? expression.yes : expression.no);
    case 'assign': {
      const given = of(expression.value);
      const { counter, operator } = expression;
      // a field that is assigned becomes a number when it looks like one
      const value =
        operator === '' ? given : calculate(operator, store.counters[counter] ?? ZERO, given);
      store.counters[counter] = value;
      return value;
    }
  }
}

/** A drifting sign: the character at the beginning, how often. */
const DRIFT = /^([-+S$])\1+/;

/**
 * A number as a picture has it: 9 a digit, Z a digit or blank, * a digit or asterisk, V the decimal point (none is
 * shown) or . (shown), + - S $ alone or drifting, and , / B between digits.
 */
export function pictured(value: Value, picture: string): Rec {
  const upper = picture.toUpperCase();
  if (picture.length > 255) throw new PipeFault(670, picture);
  const bad = /[^9Z*SB$V.,/+-]/.exec(upper);
  if (bad !== null) throw new PipeFault(672, picture, bad[0], 1);
  const point = upper.search(/[V.]/);
  if (point >= 0 && /[V.]/.test(upper.slice(point + 1))) throw new PipeFault(672, picture, 'V', 2);
  const front = point < 0 ? upper : upper.slice(0, point);
  const behind = point < 0 ? '' : upper.slice(point + 1);
  const number = numeric(value);
  const places = behind.replace(/[^9Z*]/g, '').length;
  const drift = DRIFT.exec(front);
  const driftSign = drift?.[1];
  // of drifting signs the first is only a sign
  const body = drift === null ? front : front.slice(1);
  const isDigit = (c: string): boolean => '9Z*'.includes(c) || c === driftSign;
  const width = [...body].filter(isDigit).length;
  const shift = number.e + places;
  const scaled = shift >= 0 ? number.c * 10n ** BigInt(shift) : roundedDown(number.c, -shift);
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(width + places, '0');
  if (digits.length > width + places) throw new PipeFault(1050, picture);
  const negative = scaled < 0n;
  const signs: Readonly<Record<string, string>> = {
    '+': negative ? ' ' : '+',
    '-': negative ? '-' : ' ',
    S: negative ? '-' : '+',
    $: '$',
  };
  let at = 0;
  let seen = false;
  let fill = ' ';
  let out = '';
  for (const c of body) {
    if (isDigit(c)) {
      const digit = digits.charAt(at++);
      if (c === '*') fill = '*';
      seen ||= digit !== '0' || c === '9';
      out += seen ? digit : fill;
    } else if (c in signs) out += signs[c]!;
    else out += c === 'B' ? ' ' : seen ? c : fill;
  }
  if (driftSign !== undefined) {
    const first = out.search(/[^ *]/);
    const place = first < 0 ? out.length : first;
    out =
      place === 0
        ? signs[driftSign]! + out
        : ` ${out.slice(0, place - 1)}${signs[driftSign]!}${out.slice(place)}`;
  }
  for (const c of point < 0 ? '' : upper.slice(point)) {
    if (c === '.') out += '.';
    else if (c === 'V') continue;
    else if ('9Z*'.includes(c)) out += digits.charAt(at++);
    else out += signs[c] ?? (c === 'B' ? ' ' : c);
  }
  return toEbcdic(out);
}

/** The coefficient without its last digits, rounded half away from zero. */
function roundedDown(c: bigint, drop: number): bigint {
  const unit = 10n ** BigInt(drop);
  const half = unit / 2n;
  return c < 0n ? -((-c + half) / unit) : (c + half) / unit;
}
