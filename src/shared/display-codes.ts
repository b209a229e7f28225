/**
 * Buffer addresses of a 3270 (Data Stream Programmer's Reference, "Buffer Addressing"): 12 bits as two
 * graphic characters of six bits each, or 14 bits in binary when the first two bits are zero.
 */
import { SIX_BITS } from './display-table.js';

/** The address in two bytes of a data stream. */
export function decodeAddress(first: number, second: number): number {
  if ((first & 0xc0) === 0) return ((first & 0x3f) << 8) | second;
  return ((first & 0x3f) << 6) | (second & 0x3f);
}

/** An address as two bytes: of 12 bits when the buffer is no larger than 4096 positions. */
export function encodeAddress(address: number, size: number): readonly [number, number] {
  if (size > 4096) return [(address >> 8) & 0x3f, address & 0xff];
  return [SIX_BITS[(address >> 6) & 0x3f]!, SIX_BITS[address & 0x3f]!];
}
