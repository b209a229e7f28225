/** DC and DS operands and literals (GC33-4010, "DC - Define Constant"): all types of System/370, with their modifiers. */
import { ebcdic, evaluate, Expression } from './expression.js';
import type { Scope } from './expression.js';
import { floatingPoint, parseDecimal, rounded } from './floating-point.js';
import { quoted, splitOperands } from './scanner.js';
import { AssemblyError, fail, failNear } from './value.js';
import type { Value } from './value.js';

/** Most bytes that one operand may make. */
const MOST = 0x1000000;
/** Most bytes of the elements of one operand, and elements of an address constant whose value is not the same in all. */
const MOST_ONCE = 65536;
const MOST_ADDRESSES = 2000;

/** One operand, taken apart. */
export interface Constant {
  readonly duplication: number;
  readonly type: string;
  /** Bits of one element. */
  readonly bits: number;
  /** Length in bits was given: elements follow each other without regard to bytes. */
  readonly packed: boolean;
  /** Length attribute: bytes of one element. */
  readonly length: number;
  /** Boundary; 1 when a length is given. */
  readonly alignment: number;
  readonly scale: number;
  readonly exponent: number;
  /** The elements as written; undefined for DS without a value. */
  readonly values: readonly string[] | undefined;
  /** Bytes of all, when they begin at a byte. */
  readonly size: number;
  /** A length was given. */
  readonly explicit: boolean;
}

const ALIGNMENT: Readonly<Record<string, number>> = {
  ...{ A: 4, V: 4, Q: 4, F: 4, E: 4, S: 2, Y: 2, H: 2, D: 8, L: 8 },
};
const IMPLIED: Readonly<Record<string, number>> = { ...ALIGNMENT, L: 16 };
/** Longest element in bytes, when a length is given. */
const LONGEST: Readonly<Record<string, number>> = {
  ...{
    C: 65535,
    X: 65535,
    B: 256,
    P: 16,
    Z: 16,
    F: 8,
    H: 8,
    E: 8,
    D: 8,
    L: 16,
    A: 4,
    Y: 2,
    V: 4,
    Q: 4,
    S: 2,
  },
};
/** Types whose elements stand in parentheses. */
const ADDRESSES = 'AYVSQ';

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
  if (ADDRESSES.includes(type)) {
    if (!text.startsWith('(') || !text.endsWith(')')) failNear(178, text, 0);
    return splitOperands(text.slice(1, -1));
  }
  const value = quoted(text, 0);
  if (value.next !== text.length) failNear(178, text, value.next);
  if (type === 'C') return [value.text.replaceAll('&&', '&')];
  return value.text.split(',').map((part) => part.replaceAll(' ', ''));
}

function rethrow(error: unknown): never {
  throw error;
}

/** Takes one DC or DS operand or literal apart: duplication, type, modifiers, values. */
export function parseConstant(text: string, scope: Scope): Constant {
  let at = 0;
  const factor = (fault: number): number => {
    const digits = /^[+-]?\d+/.exec(text.slice(at));
    if (digits !== null) {
      at += digits[0].length;
      return Number(digits[0]);
    }
    if (text[at] !== '(') return fail(fault);
    const symbol = (name: string): Value => {
      try {
        return scope.symbol(name);
      } catch (error) {
        return error instanceof AssemblyError ? fail(fault) : rethrow(error);
      }
    };
    const expression = new Expression(text, { ...scope, symbol }, at + 1);
    const value = expression.sum();
    // the distance of two sections is nothing to count with, a place in one is no number
    if (value.sections.length > 0) fail(value.sections.length > 1 ? fault : 217);
    if (!expression.take(')')) fail(fault);
    at = expression.position;
    return value.value;
  };
  const duplication = /[\d(]/.test(text[0] ?? '') ? factor(206) : 1;
  const type = (text[at] ?? '').toUpperCase();
  if (type === '' || LONGEST[type] === undefined) fail(198);
  at++;
  let bits: number | undefined;
  let packed = false;
  if (/^L[.\d(]/i.test(text.slice(at))) {
    at++;
    packed = text[at] === '.';
    if (packed) at++;
    const most = 8 * (text.includes("'") || text.includes('(') ? LONGEST[type] : 65535);
    const given = factor(199);
    bits = packed ? given : 8 * given;
    if (given < 1 || bits > most) fail(199);
  }
  const modifier = (letter: string, types: string, most: number, fault: number): number => {
    if (text[at]?.toUpperCase() !== letter) return 0;
    at++;
    const value = factor(fault);
    return types.includes(type) && Math.abs(value) <= most ? value : fail(fault);
  };
  const scale = modifier('S', 'FHEDLPZ', 187, 200);
  const exponent = modifier('E', 'FHEDL', 85, 201);
  const rest = text.slice(at);
  const values = rest === '' ? undefined : elements(type, rest);
  const implied = IMPLIED[type] ?? needed(type, values?.[0] ?? '');
  const long = values?.some((value) => needed(type, value) > 16) === true;
  if ('PZ'.includes(type) && bits === undefined && long) fail(224);
  const one = bits ?? 8 * implied;
  // without a length each of these is as long as it needs to be
  const lengths = bits === undefined && 'XBPZ'.includes(type) ? values : undefined;
  const total =
    lengths?.reduce((sum, value) => sum + 8 * needed(type, value), 0) ??
    one * (values?.length ?? 1);
  const size = Math.ceil((duplication * total) / 8);
  if (duplication < 0 || size > MOST) fail(206);
  if (values !== undefined && Math.ceil(total / 8) > MOST_ONCE) fail(224);
  return {
    ...{ duplication, type, bits: one, packed, scale, exponent, values, size },
    length: Math.ceil(one / 8),
    alignment: bits === undefined ? (ALIGNMENT[type] ?? 1) : 1,
    explicit: bits !== undefined,
  };
}

/** What an address constant tells beside its value. */
export interface Relocation {
  /** Byte within the operand. */
  readonly offset: number;
  readonly length: number;
  readonly kind: 'A' | 'V' | 'Q';
  readonly value: Value;
}

/** What encoding needs to know. */
export interface ConstantScope extends Scope {
  /** The location counter is the same for all elements: in literals. */
  readonly fixed?: boolean;
  readonly resolve: (value: Value) => { readonly base: number; readonly displacement: number };
  /** The number that an address constant holds. */
  readonly address: (value: Value) => number;
  /** The value of an external name (V) or pseudo register (Q). */
  readonly external: (kind: 'V' | 'Q', name: string) => Value;
  /** Tells of a condition that does not end the statement. */
  readonly warn: (number: number) => void;
}

/** The bytes of an operand: `once`, repeated `times`; of a packed one its bits. */
export interface Encoded {
  readonly once: Uint8Array;
  readonly times: number;
  readonly bits: string;
  readonly relocations: readonly Relocation[];
}

/** A whole number in `bits`, two's complement. */
function binary(value: bigint, bits: number, signed: boolean, warn: () => void): bigint {
  const size = BigInt(bits);
  const most = signed ? 1n << (size - 1n) : 1n << size;
  if (value >= most || value < -(1n << (size - 1n))) warn();
  return BigInt.asUintN(bits, value);
}

/** Packed (P) or zoned (Z) decimal. */
function decimal(type: string, value: string, bits: number): bigint {
  const match = /^([+-]?)(\d*\.?\d*)$/.exec(value);
  const digits = match?.[2]?.replace('.', '') ?? '';
  if (match === null || digits === '')
    return /[^-+.0-9]/.test(value) ? fail(236) : failNear(178, value, 0);
  if (digits.length > 31) fail(224);
  const sign = match[1] === '-' ? 'd' : 'c';
  const hex =
    type === 'P'
      ? digits + sign
      : Array.from(digits, (d, i) => (i === digits.length - 1 ? sign : 'f') + d).join('');
  const length = 2 * Math.ceil(bits / 8);
  return BigInt.asUintN(
    bits,
    BigInt(`0x${hex.padStart(length, type === 'P' ? '0' : 'f0').slice(-length)}`),
  );
}

function element(
  constant: Constant,
  text: string,
  scope: ConstantScope,
  offset: number,
  relocations: Relocation[],
): bigint {
  const { type, bits, scale, exponent } = constant;
  switch (type) {
    case 'A':
    case 'Y':
    case 'V':
    case 'Q':
      return addressConstant(constant, text, scope, offset, relocations);
    case 'S': {
      const match = /^(.*[^(])\(([^()]*)\)$/.exec(text);
      if (match === null) {
        const { base, displacement } = scope.resolve(evaluate(text, scope));
        return BigInt((base << 12) | displacement);
      }
      const [displacement, base] = [evaluate(match[1]!, scope), evaluate(match[2]!, scope)];
      if (displacement.sections.length > 0) fail(228);
      if (base.sections.length > 0 || base.value < 0 || base.value > 15) fail(230);
      if (displacement.value < 0 || displacement.value > 4095) fail(208);
      return BigInt((base.value << 12) | displacement.value);
    }
    case 'F':
    case 'H': {
      const value = parseDecimal(text, exponent);
      let top = value.digits;
      let bottom = 1n;
      if (value.exponent > 0) top *= 10n ** BigInt(value.exponent);
      else bottom = 10n ** BigInt(-value.exponent);
      if (scale > 0) top <<= BigInt(scale);
      else bottom <<= BigInt(-scale);
      const whole = rounded(top, bottom);
      return binary(value.negative ? -whole : whole, bits, true, () => {
        scope.warn(203);
      });
    }
    case 'E':
    case 'D':
    case 'L':
      return floatingPoint(type, parseDecimal(text, exponent), bits, scale);
    case 'X':
    case 'B': {
      const pattern = type === 'X' ? /^[0-9A-F]+$/i : /^[01]+$/;
      if (!pattern.test(text)) fail(236);
      return BigInt.asUintN(bits, BigInt(`0${type.toLowerCase()}${text}`));
    }
    default:
      return decimal(type, text, bits);
  }
}

function addressConstant(
  { type, bits, explicit, length }: Constant,
  text: string,
  scope: ConstantScope,
  offset: number,
  relocations: Relocation[],
): bigint {
  if (type === 'V' || type === 'Q') {
    if (!/^[A-Z@#$_][A-Z0-9@#$_]*$/i.test(text)) failNear(178, text, 0);
    relocations.push({
      offset,
      length,
      kind: type,
      value: scope.external(type, text.toUpperCase()),
    });
    return 0n;
  }
  const value = evaluate(text, { symbol: scope.symbol, here: scope.here });
  if (value.sections.length > 0) {
    if (bits % 8 !== 0) fail(204);
    const short = length < 2 || (type === 'A' && length < 3);
    if (short) scope.warn(199);
    if (type === 'Y') scope.warn(205);
    if (!short) relocations.push({ offset, length, kind: 'A', value });
  }
  const number = BigInt(scope.address(value));
  // addresses and values of 32 bits without a sign are both good
  if (value.sections.length > 0) return BigInt.asUintN(bits, number);
  return binary(number, bits, false, () => {
    if (explicit || type === 'Y') scope.warn(203);
  });
}

const toBytes = (value: bigint, bits: number): Uint8Array => {
  const length = Math.ceil(bits / 8);
  const hex = value.toString(16).padStart(2 * length, '0');
  return Uint8Array.from({ length }, (_, i) => parseInt(hex.slice(2 * i, 2 * i + 2), 16));
};

/** An element as bytes; long strings and hexadecimal digits without a detour over a number. */
function elementBytes(
  constant: Constant,
  text: string,
  scope: ConstantScope,
  offset: number,
  relocations: Relocation[],
): Uint8Array {
  const { type, length } = constant;
  if (type === 'C') {
    const out = new Uint8Array(length).fill(0x40);
    out.set(ebcdic(text).slice(0, length));
    return out;
  }
  if (type === 'X') {
    if (!/^[0-9A-F]+$/i.test(text)) fail(236);
    const digits = text.slice(-2 * length).padStart(2 * length, '0');
    return Uint8Array.from({ length }, (_, i) => parseInt(digits.slice(2 * i, 2 * i + 2), 16));
  }
  return toBytes(element(constant, text, scope, offset, relocations), constant.bits);
}

/** The bytes of a constant. */
export function encodeConstant(constant: Constant, scope: ConstantScope): Encoded {
  const { values, duplication, bits, packed, length, type } = constant;
  if (values === undefined) return fail(178);
  const relocations: Relocation[] = [];
  if (packed) {
    if (constant.size > MOST_ONCE) fail(206);
    const once = values
      .map((text) => {
        const value =
          type === 'C'
            ? [...ebcdic(text)].reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)
            : element(constant, text, scope, 0, relocations);
        const string =
          type === 'C'
            ? value.toString(2).padStart(8 * text.length, '0')
            : value.toString(2).padStart(bits, '0');
        return type === 'C' ? string.padEnd(bits, '01000000').slice(0, bits) : string;
      })
      .join('');
    if (relocations.length > 0) fail(204);
    return { once: new Uint8Array(0), times: 0, bits: once.repeat(duplication), relocations };
  }
  const moves =
    ADDRESSES.includes(type) && duplication > 1 && values.some((text) => !/^\d+$/.test(text));
  const rounds = moves ? duplication : 1;
  if (moves && duplication * values.length > MOST_ADDRESSES) fail(206);
  const own = !constant.explicit && 'XBPZ'.includes(type);
  const lengths = values.map((text) => (own ? needed(type, text) : length));
  const once = new Uint8Array(rounds * lengths.reduce((sum, one) => sum + one, 0));
  for (let round = 0, at = 0; round < rounds; round++) {
    for (const [i, text] of values.entries()) {
      const moved = scope.fixed === true ? 0 : at;
      const here = { ...scope.here, value: scope.here.value + moved };
      const bytes = lengths[i]!;
      const one = own ? { ...constant, length: bytes, bits: 8 * bytes } : constant;
      once.set(elementBytes(one, text, { ...scope, here }, at, relocations), at);
      at += bytes;
    }
  }
  return { once, times: moves ? 1 : duplication, bits: '', relocations };
}
