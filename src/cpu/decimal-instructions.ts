/**
 * Decimal instructions: AP, SP, ZAP, CP, MP, DP, SRP (GA22-7000, "Decimal Instructions"). All access
 * exceptions come before data exceptions, which come before a decimal divide; nothing is stored before the
 * last of them, so whatever ends an instruction early leaves storage as it was.
 *
 * Each gives back its condition code, and above it (`outcome`) the code of an interruption that the
 * completed instruction causes.
 */
import type { MachineState } from './machine-state.js';
import * as block from './machine-block.js';
import * as decimals from './packed-decimal.js';
import {
  isNegative,
  packHalves,
  packNumber,
  packWide,
  unpackHalves,
  unpackNumber,
  unpackWide,
} from './packed-decimal.js';
import type { Halves, Wide } from './packed-decimal.js';
import * as codes from './program-check.js';
import { outcome, programCheck } from './program-check.js';

// An imported constant is loaded and checked wherever it is used; one of this file is part of the code.
const { F_PROGRAM_MASK, FRAME_BYTES } = block;
const { BAD, EXACT, HALF, POWER } = decimals;
const { DATA, DECIMAL_DIVIDE, DECIMAL_OVERFLOW, SPECIFICATION } = codes;

const LAST = FRAME_BYTES - 1;
const PM_DECIMAL_OVERFLOW = 4;

/** Where in the work area operands that lie on two pages are put together. */
const FIRST_AT = 64;
const SECOND_AT = 96;

/** The host address where an operand can be read in one piece; traps. */
function source(s: MachineState, address: number, n: number, scratch: number): number {
  const at = s.fetchAt(address);
  if ((address & LAST) + n <= FRAME_BYTES) return at;
  s.fetchAt(address + n - 1);
  const to = s.scratch + scratch;
  for (let i = 0; i < n; i++) s.bytes[to + i] = s.fetchByte(address + i);
  return to;
}

/** The same for an operand that will be stored: {@link stored} must follow. */
function destination(s: MachineState, address: number, n: number): number {
  const at = s.storeAt(address);
  if ((address & LAST) + n <= FRAME_BYTES) return at;
  s.storeAt(address + n - 1);
  return source(s, address, n, FIRST_AT);
}

/** Copies a result back that was put together in the work area. */
function stored(s: MachineState, address: number, n: number, at: number): void {
  if (at !== s.scratch + FIRST_AT) return;
  for (let i = 0; i < n; i++) s.storeByte(address + i, s.bytes[at + i]!);
}

/** A data exception: the instruction is suppressed, the condition code stays ({@link decimal} puts it in). */
const SUPPRESSED = outcome(0, DATA);

/** Condition code 3, with the interruption when the mask has it. */
function overflow(s: MachineState): number {
  return outcome(3, (s.fields[F_PROGRAM_MASK]! & PM_DECIMAL_OVERFLOW) !== 0 ? DECIMAL_OVERFLOW : 0);
}

/**
 * Stores a sum: a zero is positive, but the sign of a zero that has lost digits is that of the true
 * sum.
 */
function storeSum(s: MachineState, to: number, n: number, at: number, value: number): number {
  const capacity = n <= 8 ? POWER[2 * n - 1]! : Infinity;
  const over = Math.abs(value) >= capacity;
  packNumber(s.bytes, at, n, over ? value % capacity : value + 0);
  stored(s, to, n, at);
  return over ? overflow(s) : value === 0 ? 0 : value < 0 ? 1 : 2;
}

function storeWideSum(s: MachineState, to: number, n: number, at: number, value: Wide): number {
  const over = value.magnitude >= 10n ** BigInt(2 * n - 1);
  const zero = value.magnitude === 0n;
  packWide(s.bytes, at, n, { ...value, negative: value.negative && !(zero && !over) });
  stored(s, to, n, at);
  return over ? overflow(s) : zero ? 0 : value.negative ? 1 : 2;
}

function signed(value: Wide): bigint {
  return value.negative ? -value.magnitude : value.magnitude;
}

function fromSigned(value: bigint): Wide {
  return { magnitude: value < 0n ? -value : value, negative: value < 0n };
}

/** Operands and results of {@link addHalves}; of no meaning between two instructions. */
const left: Halves = { high: 0, low: 0, negative: false };
const right: Halves = { high: 0, low: 0, negative: false };

/** Adds `right` to `left`; both are below 10**30. */
function sumOfHalves(): void {
  if (left.negative === right.negative) {
    left.low += right.low;
    left.high += right.high;
    if (left.low >= HALF) {
      left.low -= HALF;
      left.high++;
    }
    return;
  }
  left.low -= right.low;
  left.high -= right.high;
  if (left.high < 0 || (left.high === 0 && left.low < 0)) {
    left.low = -left.low;
    left.high = -left.high;
    left.negative = right.negative;
  }
  if (left.low < 0) {
    left.low += HALF;
    left.high--;
  }
  // no negative zeros: a sign is where it belongs
  left.low += 0;
  left.high += 0;
}

/** Stores `left` as a sum. */
function storeHalves(s: MachineState, to: number, n: number, at: number): number {
  let over = false;
  if (n > 8) {
    const capacity = POWER[2 * n - 16]!;
    over = left.high >= capacity;
    if (over) left.high %= capacity;
  } else {
    const capacity = POWER[2 * n - 1]!;
    over = left.high > 0 || left.low >= capacity;
    if (over) left.low %= capacity;
  }
  const zero = !over && left.high === 0 && left.low === 0;
  const cc = zero ? 0 : left.negative ? 1 : 2;
  if (zero) left.negative = false;
  packHalves(s.bytes, at, n, left);
  stored(s, to, n, at);
  return over ? overflow(s) : cc;
}

/** Takes both operands apart; false when one has more than 30 digits, or nearly, and must be a bigint. */
function asHalves(s: MachineState, at: number, n: number, other: number, m: number): boolean {
  unpackHalves(s.bytes, at, n, left);
  unpackHalves(s.bytes, other, m, right);
  return left.high < HALF && right.high < HALF;
}

/** AP (FA), SP (FB), ZAP (F8). */
function add(s: MachineState, op: number, to: number, n: number, from: number, m: number): number {
  const at = destination(s, to, n);
  const other = source(s, from, m, SECOND_AT);
  const b = unpackNumber(s.bytes, other, m);
  const a = op === 0xf8 ? 0 : unpackNumber(s.bytes, at, n);
  if (Number.isFinite(a) && Number.isFinite(b)) {
    // ZAP: not added to zero, which would lose the sign of a negative zero
    return storeSum(s, to, n, at, op === 0xf8 ? b : op === 0xfa ? a + b : a - b);
  }
  if (a === BAD || b === BAD) return SUPPRESSED;
  if (op !== 0xf8 && asHalves(s, at, n, other, m)) {
    if (op === 0xfb) right.negative = !right.negative;
    sumOfHalves();
    return storeHalves(s, to, n, at);
  }
  const wide = unpackWide(s.bytes, other, m);
  if (op === 0xf8) return storeWideSum(s, to, n, at, wide);
  const first = signed(unpackWide(s.bytes, at, n));
  const second = signed(wide);
  return storeWideSum(s, to, n, at, fromSigned(op === 0xfa ? first + second : first - second));
}

/** CP. */
function compare(s: MachineState, first: number, n: number, second: number, m: number): number {
  const at = source(s, first, n, FIRST_AT);
  const other = source(s, second, m, SECOND_AT);
  const a = unpackNumber(s.bytes, at, n);
  const b = unpackNumber(s.bytes, other, m);
  if (Number.isFinite(a) && Number.isFinite(b)) return a === b ? 0 : a < b ? 1 : 2;
  if (a === BAD || b === BAD) return SUPPRESSED;
  if (asHalves(s, at, n, other, m)) {
    right.negative = !right.negative;
    sumOfHalves();
    return left.high === 0 && left.low === 0 ? 0 : left.negative ? 1 : 2;
  }
  const x = signed(unpackWide(s.bytes, at, n));
  const y = signed(unpackWide(s.bytes, other, m));
  return x === y ? 0 : x < y ? 1 : 2;
}

/** The product of two numbers of up to 15 digits into `left`, by pieces of five digits. */
function productOfNumbers(a: number, b: number): void {
  const a2 = Math.floor(a / 1e10);
  const a1 = Math.floor(a / 1e5) - a2 * 1e5;
  const a0 = a % 1e5;
  const b2 = Math.floor(b / 1e10);
  const b1 = Math.floor(b / 1e5) - b2 * 1e5;
  const b0 = b % 1e5;
  const low = a0 * b0 + (a1 * b0 + a0 * b1) * 1e5;
  // below 1e10 * 1e5 * 2 and some: exact, as all that follows
  const lowCarry = Math.floor(low / 1e10);
  const middle = a2 * b0 + a1 * b1 + a0 * b2 + lowCarry;
  const carry = Math.floor(middle / 1e5);
  left.low = low - lowCarry * 1e10 + (middle - carry * 1e5) * 1e10;
  left.high = a2 * b1 + a1 * b2 + a2 * b2 * 1e5 + carry;
}

/** MP; gives 0 or the code of the interruption that suppresses it, as DP does. */
function multiply(s: MachineState, to: number, n: number, from: number, m: number): number {
  if (m > 8 || m >= n) programCheck(SPECIFICATION);
  const at = destination(s, to, n);
  const other = source(s, from, m, SECOND_AT);
  const bytes = s.bytes;
  const b = unpackNumber(bytes, other, m);
  const a = unpackNumber(bytes, at, n);
  if (a === BAD || b === BAD) return DATA;
  // as many zero bytes on the left as the multiplier has bytes: no product can overflow
  for (let i = 0; i < m; i++) if (bytes[at + i] !== 0) return DATA;
  const product = a * b;
  if (Math.abs(product) < EXACT) {
    packNumber(bytes, at, n, product);
  } else if (!Number.isNaN(a)) {
    productOfNumbers(Math.abs(a), Math.abs(b));
    left.negative = isNegative(product);
    packHalves(bytes, at, n, left);
  } else {
    const x = unpackWide(bytes, at, n);
    const y = unpackWide(bytes, other, m);
    packWide(bytes, at, n, {
      magnitude: x.magnitude * y.magnitude,
      negative: x.negative !== y.negative,
    });
  }
  stored(s, to, n, at);
  return 0;
}

/** DP: the quotient takes the left of the first operand, the remainder as many bytes as the divisor has. */
function divide(s: MachineState, to: number, n: number, from: number, m: number): number {
  if (m > 8 || m >= n) programCheck(SPECIFICATION);
  const at = destination(s, to, n);
  const other = source(s, from, m, SECOND_AT);
  const bytes = s.bytes;
  const left = n - m;
  const b = unpackNumber(bytes, other, m);
  const a = unpackNumber(bytes, at, n);
  if (a === BAD || b === BAD) return DATA;
  if (!Number.isNaN(a)) {
    // also for a divisor of zero; a product above 2**53 is not exact, but greater than any dividend here
    if (Math.abs(a) >= Math.abs(b) * (left <= 8 ? POWER[2 * left - 1]! : EXACT))
      return DECIMAL_DIVIDE;
    packNumber(bytes, at, left, Math.trunc(a / b));
    packNumber(bytes, at + left, m, a % b);
  } else {
    const dividend = unpackWide(bytes, at, n);
    const divisor = unpackWide(bytes, other, m);
    if (dividend.magnitude >= divisor.magnitude * 10n ** BigInt(2 * left - 1))
      return DECIMAL_DIVIDE;
    packWide(bytes, at, left, {
      magnitude: dividend.magnitude / divisor.magnitude,
      negative: dividend.negative !== divisor.negative,
    });
    packWide(bytes, at + left, m, {
      magnitude: dividend.magnitude % divisor.magnitude,
      negative: dividend.negative,
    });
  }
  stored(s, to, n, at);
  return 0;
}

/** SRP: the second operand address is the shift, six bits with a sign, to the left when positive. */
function shiftAndRound(
  s: MachineState,
  to: number,
  n: number,
  shift: number,
  digit: number,
): number {
  const at = destination(s, to, n);
  const count = (shift << 26) >> 26;
  const value = unpackNumber(s.bytes, at, n);
  if (Number.isNaN(value)) return shiftWide(s, to, n, count, digit);
  if (digit > 9 || value === BAD) return SUPPRESSED;
  const magnitude = Math.abs(value);
  if (count >= 0) {
    const result = count > 15 ? (value === 0 ? value : NaN) : value * POWER[count]!;
    if (!(Math.abs(result) < EXACT)) return shiftWide(s, to, n, count, digit);
    return storeSum(s, to, n, at, result);
  }
  const rounded =
    count < -15 ? 0 : Math.floor((magnitude + digit * POWER[-count - 1]!) / POWER[-count]!);
  return storeSum(s, to, n, at, isNegative(value) ? -rounded : rounded);
}

function shiftWide(s: MachineState, to: number, n: number, count: number, digit: number): number {
  const at = destination(s, to, n);
  const { magnitude, negative } = unpackWide(s.bytes, at, n);
  if (digit > 9) return SUPPRESSED;
  const result =
    count >= 0
      ? magnitude * 10n ** BigInt(count)
      : (magnitude + BigInt(digit) * 10n ** BigInt(-count - 1)) / 10n ** BigInt(-count);
  return storeWideSum(s, to, n, at, { magnitude: result, negative });
}

/** Any of them; `second` is the address of the second operand, for SRP the shift. */
export function decimal(
  s: MachineState,
  w: number,
  first: number,
  second: number,
  cc: number,
): number {
  const op = w >>> 24;
  const n = ((w >>> 20) & 15) + 1;
  const low = (w >>> 16) & 15;
  let result: number;
  switch (op) {
    case 0xf0:
      result = shiftAndRound(s, first, n, second, low);
      break;
    case 0xf9:
      result = compare(s, first, n, second, low + 1);
      break;
    case 0xfc:
      return outcome(cc, multiply(s, first, n, second, low + 1));
    case 0xfd:
      return outcome(cc, divide(s, first, n, second, low + 1));
    default:
      result = add(s, op, first, n, second, low + 1);
  }
  return result === SUPPRESSED ? SUPPRESSED | cc : result;
}
