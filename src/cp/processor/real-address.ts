/**
 * Real addresses of a virtual processor: prefixing swaps two pages of 4K (GA22-7000, "Prefixing"), so that an operand
 * may lie in several places of absolute storage.
 */
import type { GuestStorage } from '../../cpu/guest-storage.js';

/** Bytes that prefixing swaps. */
const PREFIXED = 4096;

/** A part of an operand: where it is in absolute storage, and from where in the operand. */
interface Part {
  readonly at: number;
  readonly from: number;
  readonly length: number;
}

/** The absolute address of a real one. */
export function absoluteOf(prefix: number, real: number): number {
  const page = real - (real % PREFIXED);
  if (page === 0) return prefix + real;
  return page === prefix ? real - prefix : real;
}

/** Where the bytes at a real address are. */
export function realParts(prefix: number, address: number, length: number): readonly Part[] {
  if (prefix === 0 || address < 0) return [{ at: address, from: 0, length }];
  const parts: Part[] = [];
  for (let from = 0; from < length || from === 0;) {
    const real = address + from;
    const part = Math.min(PREFIXED - (real % PREFIXED), length - from);
    parts.push({ at: absoluteOf(prefix, real), from, length: part });
    from += Math.max(1, part);
  }
  return parts;
}

/** Whether all the bytes at a real address are there. */
export function holdsReal(
  storage: Pick<GuestStorage, 'holds'>,
  prefix: number,
  address: number,
  length: number,
): boolean {
  return realParts(prefix, address, length).every((part) => storage.holds(part.at, part.length));
}

/** The bytes at a real address; undefined when any lies outside. */
export function fetchReal(
  storage: Pick<GuestStorage, 'fetch'>,
  prefix: number,
  address: number,
  length: number,
): Uint8Array | undefined {
  const bytes = new Uint8Array(length);
  for (const part of realParts(prefix, address, length)) {
    const fetched = storage.fetch(part.at, part.length);
    if (fetched === undefined) return undefined;
    bytes.set(fetched, part.from);
  }
  return bytes;
}

/**
 * Stores at a real address that has been looked at; false when a part has no frame: then the whole is to be stored again.
 */
export function storeReal(
  storage: Pick<GuestStorage, 'store'>,
  prefix: number,
  address: number,
  bytes: Uint8Array,
): boolean {
  return realParts(prefix, address, bytes.length).every(({ at, from, length }) =>
    storage.store(at, bytes.subarray(from, from + length)),
  );
}
