/** DC and DS operands and literals (GC33-4010, "DC - Define Constant"): types A Y V F H X C B P Z D. */
import { ebcdic, evaluate, Expression } from './expression.js';
import type { Scope } from './expression.js';
import { quoted, splitOperands } from './scanner.js';
import { fail } from './value.js';
import type { Value } from './value.js';

/** Most bytes that one operand may make. */
const MOST = 0x1000000;

/** One operand, taken apart. */
export interface Constant {
  readonly duplication: number;
  readonly type: string;
  /** Bytes of one element. */
  readonly length: number;
  /** Boundary; 1 when a length is given. */
  readonly alignment: number;
  /** The elements as written; undefined for DS without a value. */
  readonly values: readonly string[] | undefined;
  /** Bytes of all. */
  readonly size: number;
}

const ALIGNMENT: Readonly<Record<string, number>> = { A: 4, V: 4, F: 4, Y: 2, H: 2, D: 8 };
const IMPLIED: Readonly<Record<string, number>> = { A: 4, V: 4, F: 4, Y: 2, H: 2, D: 8 };

/** Bytes that a value needs when no length says. */
function needed(type: string, value: string): number {
  switch (type) {
    case 'X':
      return Math.max(1, Math.ceil(value.length / 2));
    case 'B':
      return Math.max(1, Math.ceil(value.length / 8));
    case 'P':
      return Math.floor(value.replace(/[^0-9]/g, '').length / 2) + 1;
    case 'Z':
      return Math.max(1, value.replace(/[^0-9]/g, '').length);
    default:
      return Math.max(1, value.length);
  }
}

/** The elements between quotes or parentheses. */
function elements(type: string, text: string): readonly string[] {
  if (text.startsWith('(')) {
    if (!'AYV'.includes(type)) fail(`quotes expected for type ${type}`);
    if (!text.endsWith(')')) fail(`) expected in ${text}`);
    return splitOperands(text.slice(1, -1));
  }
  if ('AYV'.includes(type)) fail(`parentheses expected for type ${type}`);
  const value = quoted(text, 0);
  if (value.next !== text.length) fail(`unexpected "${text.slice(value.next)}"`);
  return type === 'C' ? [value.text] : value.text.split(',').map((part) => part.trim());
}

/** Takes one DC or DS operand or literal apart: duplication, type, length modifier, values. */
export function parseConstant(text: string, scope: Scope): Constant {
  let at = 0;
  const factor = (): number => {
    const digits = /^\d+/.exec(text.slice(at));
    if (digits !== null) {
      at += digits[0].length;
      return Number(digits[0]);
    }
    const expression = new Expression(text, scope, at + 1);
    const value = expression.sum();
    if (value.section !== 0 || !expression.take(')')) fail(`bad factor in ${text}`);
    at = expression.position;
    return value.value;
  };
  const duplication = /[\d(]/.test(text[0] ?? '') ? factor() : 1;
  const type = (text[at] ?? '').toUpperCase();
  if (type === '' || !'AYVFHXCBPZD'.includes(type)) fail(`bad type in ${text}`);
  at++;
  let length: number | undefined;
  if (/^L[\d(]/i.test(text.slice(at))) {
    at++;
    length = factor();
    if (length < 1 || length > (type === 'C' || type === 'X' ? 0xffff : 256)) fail('bad length');
  }
  const rest = text.slice(at);
  const values = rest === '' ? undefined : elements(type, rest);
  const each =
    length ?? IMPLIED[type] ?? Math.max(1, ...(values ?? []).map((value) => needed(type, value)));
  const size = duplication * each * (values?.length ?? 1);
  if (duplication < 0 || size > MOST) fail('constant too large');
  const alignment = length === undefined ? (ALIGNMENT[type] ?? 1) : 1;
  return { duplication, type, length: each, alignment, values, size };
}

/** A binary number of `length` bytes, two's complement. */
function binary(value: bigint, length: number, text: string): number[] {
  const bits = BigInt(8 * length);
  if (value >= 1n << bits || value < -(1n << (bits - 1n))) fail(`${text} is too large`);
  const out: number[] = [];
  for (let i = length - 1; i >= 0; i--) out.push(Number((value >> BigInt(8 * i)) & 0xffn));
  return out;
}

/** Packed (P) or zoned (Z) decimal. */
function decimal(type: string, value: string, length: number): number[] {
  const match = /^([+-]?)([\d.]+)$/.exec(value);
  if (match === null) return fail(`bad decimal number ${value}`);
  const digits = match[2]!.replace('.', '');
  const sign = match[1] === '-' ? 0xd : 0xc;
  if (type === 'Z') {
    const out = Array.from(digits.padStart(length, '0').slice(-length), (d) => 0xf0 | Number(d));
    out.push((sign << 4) | (out.pop()! & 15));
    return out;
  }
  const half = digits.padStart(2 * length - 1, '0').slice(1 - 2 * length);
  const nibbles = [...Array.from(half, Number), sign];
  return Array.from({ length }, (_, i) => (nibbles[2 * i]! << 4) | nibbles[2 * i + 1]!);
}

function element(
  constant: Constant,
  value: string,
  scope: Scope,
  address: (value: Value) => number,
): number[] {
  const { type, length } = constant;
  switch (type) {
    case 'A':
    case 'Y':
    case 'V':
      return binary(BigInt(address(evaluate(value, scope))), length, value);
    case 'F':
    case 'H':
    case 'D':
      if (type === 'D') return fail('floating-point constants are not supported');
      if (!/^[+-]?\d+$/.test(value)) fail(`bad number ${value}`);
      return binary(BigInt(value), length, value);
    case 'X':
    case 'B': {
      const pattern = type === 'X' ? /^[0-9A-F]+$/i : /^[01]+$/;
      if (!pattern.test(value)) fail(`bad digits ${value}`);
      const per = type === 'X' ? 2 : 8;
      const digits = value.padStart(length * per, '0').slice(-length * per);
      return Array.from({ length }, (_, i) =>
        parseInt(digits.slice(i * per, (i + 1) * per), type === 'X' ? 16 : 2),
      );
    }
    case 'C': {
      const bytes = ebcdic(value);
      return Array.from({ length }, (_, i) => bytes[i] ?? 0x40);
    }
    default:
      return decimal(type, value, length);
  }
}

/**
 * The bytes of a constant.
 * @param address - turns a relocatable value into the number that A, Y and V hold
 */
export function encodeConstant(
  constant: Constant,
  scope: Scope,
  address: (value: Value) => number,
): number[] {
  const { values } = constant;
  if (values === undefined) return fail('no value');
  const once = values.flatMap((value) => element(constant, value, scope, address));
  const out: number[] = [];
  for (let i = 0; i < constant.duplication; i++) for (const byte of once) out.push(byte);
  return out;
}
