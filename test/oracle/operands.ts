/** Operands that are worth trying: packed decimal numbers, edit patterns, floating-point numbers. */
import type { Draft } from './draft.js';
import { FLOAT } from './record.js';

/** A packed decimal number of `n` bytes, at most `digits` of them not zero; rarely with a bad code. */
export function packed(draft: Draft, n: number, digits = 2 * n - 1): number[] {
  const { random } = draft;
  const significant = draft.chance(15) ? 0 : draft.chance(40) ? digits : random(digits + 1);
  const style = random(4);
  const nibbles = Array.from({ length: 2 * n - 1 }, (_, i) => {
    if (i < 2 * n - 1 - significant) return 0;
    return style === 0 ? 9 : style === 1 ? draft.pick([0, 0, 0, 9, 1]) : random(10);
  });
  nibbles.push(draft.chance(80) ? draft.pick([0xc, 0xd]) : 10 + random(6));
  if (draft.chance(3)) nibbles[random(nibbles.length)] = random(16);
  return Array.from({ length: n }, (_, i) => (nibbles[2 * i]! << 4) | nibbles[2 * i + 1]!);
}

/** An edit pattern of `n` bytes. */
export function pattern(draft: Draft, n: number): number[] {
  const { random } = draft;
  const selectors = 30 + random(60);
  return Array.from({ length: n }, (_, i) => {
    if (i === 0 && draft.chance(80)) return draft.pick([0x40, 0x5c, 0xf0]);
    if (random(100) < selectors) return draft.chance(85) ? 0x20 : 0x21;
    return draft.chance(20) ? 0x22 : draft.pick([0x4b, 0x6b, 0x60, 0xc3, 0xd9, random(256)]);
  });
}

/** Source bytes of an edit: digits with a sign now and then. */
export function editSource(draft: Draft, n: number): number[] {
  const zeros = draft.random(n + 1);
  return Array.from({ length: n }, (_, i) => {
    const digit = (): number => (i < zeros || draft.chance(20) ? 0 : draft.random(10));
    if (draft.chance(1)) return draft.random(256);
    return (digit() << 4) | (draft.chance(15) ? 10 + draft.random(6) : digit());
  });
}

/** Exponents of one case lie about one of these, so that numbers meet. */
export function exponentNear(draft: Draft): number {
  return draft.pick([0, 3, 32, 64, 64, 64, 96, 120, 127, draft.random(128)]);
}

/** The eight bytes of a floating-point number. */
export function floatBytes(draft: Draft, near: number): number[] {
  const { random } = draft;
  const spread = draft.pick([1, 2, 8, 16, 30]);
  const exponent = Math.min(127, Math.max(0, near + random(2 * spread + 1) - spread));
  const style = random(8);
  const zeros = style < 2 ? random(15) : 0;
  const digits = Array.from({ length: 14 }, (_, i) => {
    if (style === 7 || i < zeros) return 0;
    if (style === 2) return 15;
    if (style === 3) return i < 7 ? 15 : random(16);
    if (style === 4) return i === 0 ? 1 : draft.pick([0, 0, 0, 1, 8, 15]);
    return i === 0 && style !== 1 ? 1 + random(15) : random(16);
  });
  return [
    (random(2) << 7) | exponent,
    ...Array.from({ length: 7 }, (_, i) => (digits[2 * i]! << 4) | digits[2 * i + 1]!),
  ];
}

/** Loads all floating-point registers; sometimes two of them with the same number but for the sign. */
export function loadFloats(draft: Draft, near: number): void {
  let last: number[] = [];
  for (let n = 0; n < 4; n++) {
    const bytes = n > 0 && draft.chance(15) ? [...last] : floatBytes(draft, near);
    if (n > 0 && draft.chance(10)) bytes[0]! ^= 0x80;
    if (draft.chance(5)) bytes[7]! ^= 1;
    // the low-order part of an extended number, as results have it
    if (n % 2 === 1 && draft.chance(50)) bytes[0] = (last[0]! - 14) & 0xff;
    Buffer.from(bytes).copy(draft.bytes, FLOAT + 8 * n);
    last = bytes;
  }
}
