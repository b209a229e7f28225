/**
 * Reads test cases of the General Decimal Arithmetic (files `*.decTest` by M. Cowlishaw, "General Decimal Arithmetic
 * Testcases") and computes them with REXX. Where to get the files is in CONTRIBUTING.md; they are not part of this
 * repository.
 */
import { decimalOf, operate, signed } from '../../../src/cms/rexx/arithmetic.js';
import * as decimal from '../../../src/cms/rexx/decimal.js';
import type { NumericSettings } from '../../../src/cms/rexx/decimal.js';
import { RexxError } from '../../../src/cms/rexx/errors.js';
import { shortest, textOf } from '../../../src/cms/rexx/value.js';

/** A case with the directives that were in force. */
export interface DecimalCase {
  readonly id: string;
  readonly operation: string;
  readonly operands: readonly string[];
  readonly result: string;
  readonly conditions: readonly string[];
  readonly precision: number;
  readonly rounding: string;
  readonly extended: boolean;
}

const TOKEN = /'((?:[^']|'')*)'|"((?:[^"]|"")*)"|(\S+)/g;

/** The cases of a file, in order. */
export function casesOf(text: string): DecimalCase[] {
  const cases: DecimalCase[] = [];
  let [precision, rounding, extended] = [9, 'half_up', false];
  for (const line of text.split(/\r?\n/)) {
    const directive = /^\s*(\w+)\s*:\s*(\S+)/.exec(line);
    if (directive !== null) {
      const [, name = '', value = ''] = directive;
      if (/^precision$/i.test(name)) precision = Number(value);
      else if (/^rounding$/i.test(name)) rounding = value.toLowerCase();
      else if (/^extended$/i.test(name)) extended = value !== '0';
      continue;
    }
    if (/^\s*(--|#|$)/.test(line)) continue;
    const tokens = [...line.matchAll(TOKEN)].map(
      ([, single, double, bare]) =>
        single?.replaceAll("''", "'") ?? double?.replaceAll('""', '"') ?? bare ?? '',
    );
    const arrow = tokens.indexOf('->');
    if (arrow < 2) continue;
    const remark = tokens.indexOf('--');
    cases.push({
      id: tokens[0]!,
      operation: tokens[1]!.toLowerCase(),
      operands: tokens.slice(2, arrow),
      result: tokens[arrow + 1] ?? '',
      conditions: tokens.slice(arrow + 2, remark < 0 ? undefined : remark),
      precision,
      rounding,
      extended,
    });
  }
  return cases;
}

const OPERATORS: Readonly<Record<string, number>> = {
  add: 7,
  subtract: 8,
  multiply: 9,
  divide: 10,
  divideint: 11,
  remainder: 12,
  power: 13,
};
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(E[+-]?\d+)?$/i;

/** Why a case says nothing about REXX; undefined when it does. */
export function leftOut(one: DecimalCase): string | undefined {
  const { operation, operands, result, conditions, rounding } = one;
  const known =
    operation in OPERATORS ||
    ['compare', 'plus', 'minus', 'abs', 'max', 'min', 'tosci', 'toeng', 'apply'].includes(
      operation,
    );
  if (!known || operands.length > 2) return 'an operation that REXX has not';
  const exact = !conditions.some((name) => /^inexact/i.test(name));
  if (rounding !== 'half_up' && !exact) return 'rounding other than half up';
  if (operands.some((text) => text.includes('#')) || result.includes('#')) return 'encoded formats';
  if ([...operands, result].some((text) => /nan|inf/i.test(text))) {
    if (!conditions.some((name) => /^(division|invalid|overflow)/i.test(name)))
      return 'infinities and NaNs';
    if (operands.some((text) => /nan|inf/i.test(text))) return 'infinities and NaNs';
  }
  if (operands.some((text) => !NUMBER.test(text))) return 'operands that are no numbers of REXX';
  if (conditions.some((name) => /^(overflow|underflow|subnormal|clamped)/i.test(name)))
    return 'limits of the exponent';
  if ([...operands, result].some((text) => /E[+-]?\d{10}/i.test(text)))
    return 'exponents of more than nine digits';
  if (operation === 'power' && !/^[+-]?\d{1,9}$/.test(operands[1] ?? ''))
    return 'powers that are not whole numbers of up to nine digits';
  if (operation === 'power' && operands.every((text) => Number(text) === 0))
    return 'zero to the power of zero, which is 1';
  const digits = result.replace(/E.*/i, '').replace(/\D|^[-+0.]+/g, '').length;
  if (/\de/.test(result) || (operation in OPERATORS && digits > one.precision))
    return 'results that whoever has passed the file on has changed';
  return undefined;
}

/** A number written with exponent only when it must be, its form left out: two texts of one number compare equal. */
export function plain(text: string): string {
  const number = decimal.parseDecimal(text);
  if (number === undefined) return text;
  if (number.c === 0n) return '0';
  return `${number.c.toString()}E${String(number.e)}`;
}

/** The same number, zeros at its end left out. */
export function withoutZeros(text: string): string {
  const [digits = '', exponent = '0'] = plain(text).split('E');
  const short = digits.replace(/0+$/, '');
  if (short === '' || short === '-') return '0';
  return `${short}E${String(Number(exponent) + digits.length - short.length)}`;
}

/** What REXX gives, or `error` with its number. */
export function computed({ operation, operands, precision }: DecimalCase): string {
  const settings: NumericSettings = { digits: precision, fuzz: 0, form: 'SCIENTIFIC' };
  if (operation === 'toeng') settings.form = 'ENGINEERING';
  const [a, b] = operands.map((text) => shortest(text));
  try {
    if (operation in OPERATORS) return textOf(operate(OPERATORS[operation]!, a!, b!, settings, 0));
    switch (operation) {
      case 'plus':
      case 'apply':
      case 'tosci':
      case 'toeng':
        return textOf(signed(a!, false, settings));
      case 'minus':
        return textOf(signed(a!, true, settings));
      case 'abs':
        return textOf(signed(a!, textOf(a!).startsWith('-'), settings));
      case 'compare':
        return String(decimal.compareDecimals(decimalOf(a!), decimalOf(b!), settings));
      default: {
        const order = decimal.compareDecimals(decimalOf(a!), decimalOf(b!), settings);
        const greater = operation === 'max';
        return textOf(signed((greater ? order >= 0 : order <= 0) ? a! : b!, false, settings));
      }
    }
  } catch (error) {
    if (error instanceof RexxError) return `error ${String(error.number)}`;
    throw error;
  }
}

/**
 * How what REXX gives agrees with what the case says. `by the books`: it differs, and must. Operands are cut to
 * DIGITS + 1 digits (ANSI X3.274-1996, 7.4.6 "Prepare"); a sum is rounded counting from the first place of the greater
 * operand, wherever its own first digit is, and has no place beyond one more than DIGITS from there (7.4.7 "AddSubComp";
 * z/VM REXX/VM Reference, "Addition and Subtraction"); a power is computed with as many digits more than DIGITS as the
 * exponent has and one, rounded at each step, which may be one off in the last place (7.4.10, "Power").
 */
export type Verdict = 'same' | 'same number' | 'by the books' | 'different';

/** Compares what REXX gives with what a case says. */
export function verdictOf(one: DecimalCase): Verdict {
  const ours = computed(one);
  if (/nan|inf|\?/i.test(one.result)) {
    if (ours.startsWith('error')) return 'same';
    return byTheBooks(one, ours) ? 'by the books' : 'different';
  }
  if (plain(ours) === plain(one.result)) return 'same';
  if (withoutZeros(ours) === withoutZeros(one.result)) return 'same number';
  return byTheBooks(one, ours) ? 'by the books' : 'different';
}

/** Whether one of the rules is the reason for a difference. */
function byTheBooks(
  { operation, operands, result, precision }: DecimalCase,
  ours: string,
): boolean {
  const numbers = operands.map((text) => decimal.parseDecimal(text)!);
  const lengths = numbers.map(({ c }) => String(c).replace('-', '').length);
  if (lengths.some((length) => length > precision)) return true;
  if (operation === 'power') {
    const [x, y] = [ours, result].map((text) => decimal.parseDecimal(text));
    if (x === undefined || y === undefined) return false;
    const unit = decimal.roundDecimal(
      { c: y.c * 10n ** BigInt(precision), e: y.e - precision },
      precision,
    ).e;
    const { c, e } = decimal.subtract(x, y, precision + 2);
    const settings: NumericSettings = { digits: precision + 2, fuzz: 0, form: 'SCIENTIFIC' };
    return decimal.compareDecimals({ c: c < 0n ? -c : c, e }, { c: 1n, e: unit }, settings) <= 0;
  }
  if (!['add', 'subtract', 'compare', 'max', 'min'].includes(operation)) return false;
  const first = Math.max(...numbers.map(({ e }, n) => e + lengths[n]!));
  return numbers.some(({ e }) => e < first - precision);
}
