/** Hexadecimal floating-point constants, exact and rounded (GC33-4010, "Floating-Point Constants - E, D and L"). */
import { fail } from './value.js';

/** Largest power of ten that may stand in a constant, either way. */
const MOST_EXPONENT = 100;

/** A decimal number: value = digits * 10 ** exponent. */
export interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
  readonly negative: boolean;
}

/** Reads a decimal number such as -3.45E-2; `modifier` is added to its exponent. */
export function parseDecimal(text: string, modifier: number): Decimal {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:E([+-]?\d{1,4}))?$/i.exec(text);
  const whole = match?.[2] ?? '';
  const fraction = match?.[3] ?? '';
  if (match === null || whole + fraction === '' || whole.length + fraction.length > 200)
    return fail(255);
  const exponent = Number(match[4] ?? 0) + modifier - fraction.length;
  if (Math.abs(exponent + fraction.length) > MOST_EXPONENT) fail(201);
  return { digits: BigInt(whole + fraction), exponent, negative: match[1] === '-' };
}

/** numerator / denominator to the nearest whole number, halves away from zero. */
export function rounded(numerator: bigint, denominator: bigint): bigint {
  return (2n * numerator + denominator) / (2n * denominator);
}

/** A number with these digits of fraction: characteristic 0 to 127 and fraction. */
function hexadecimal(value: Decimal, digits: number, scale: number): readonly [number, bigint] {
  const numerator =
    value.exponent > 0 ? value.digits * 10n ** BigInt(value.exponent) : value.digits;
  const denominator = value.exponent < 0 ? 10n ** BigInt(-value.exponent) : 1n;
  if (numerator === 0n) return [scale > 0 ? 64 + scale : 0, 0n];
  // the smallest power of 16 that is above the value
  let power = Math.ceil(numerator.toString(16).length - denominator.toString(16).length - 1);
  const below = (p: number): boolean =>
    p >= 0
      ? numerator < denominator * 16n ** BigInt(p)
      : numerator * 16n ** BigInt(-p) < denominator;
  while (!below(power)) power++;
  power += scale;
  const shift = digits - power;
  const scaled =
    shift >= 0
      ? rounded(numerator * 16n ** BigInt(shift), denominator)
      : rounded(numerator, denominator * 16n ** BigInt(-shift));
  // rounding may carry out of the fraction
  const carried = scaled >= 16n ** BigInt(digits);
  const fraction = carried ? scaled / 16n : scaled;
  const characteristic = power + 64 + (carried ? 1 : 0);
  if (characteristic < 0 || characteristic > 127) return fail(201);
  return [characteristic, fraction];
}

/**
 * The bits of a constant of type E, D or L.
 * @param bits - length of the constant; what does not fit of the type's own length is rounded away
 * @param scale - hexadecimal digits by which the fraction is shifted right
 */
export function floatingPoint(type: string, value: Decimal, bits: number, scale: number): bigint {
  // nothing has no sign
  const sign = value.negative && value.digits > 0n ? 0x80n : 0n;
  const extended = type === 'L' && bits > 64;
  // of the 16 bytes of type L the ninth is a second characteristic
  const digits = Math.floor((bits - (extended ? 16 : 8)) / 4);
  if (digits < 1 || scale < 0 || scale >= digits) return fail(200);
  const [characteristic, fraction] = hexadecimal(value, digits, scale);
  const first = sign | BigInt(characteristic);
  if (!extended) return (first << BigInt(bits - 8)) | (fraction << BigInt(bits - 8 - 4 * digits));
  const low = digits - 14;
  const high = fraction >> BigInt(4 * low);
  const rest = fraction & ((1n << BigInt(4 * low)) - 1n);
  const second = fraction === 0n ? 0n : sign | BigInt((characteristic - 14) & 127);
  return (
    (((first << 56n) | high) << BigInt(bits - 64)) |
    (second << BigInt(bits - 72)) |
    (rest << BigInt(bits - 72 - 4 * low))
  );
}
