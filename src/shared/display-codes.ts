/**
 * Codes of the 3270 data stream that both ends need, the display and a program that writes to it (IBM 3270
 * Information Display System: Data Stream Programmer's Reference, GA23-0059, "Buffer Addressing", "Attention
 * Identification"). An address is 12 bits as two graphic characters of six bits each, or 14 bits in binary when the
 * first two bits are zero.
 */

/** Characters of six bits as graphic EBCDIC codes, as 12-bit addresses and attributes are sent. */
export const SIX_BITS: Readonly<Uint8Array> = Uint8Array.from({ length: 64 }, (_, bits) => {
  const low = bits & 0x0f;
  if (bits === 0x21) return 0x61;
  const zone = bits & 0x30;
  if (bits === 0 || (low === 0 && zone < 0x30)) return 0x40 + zone;
  return low <= 9 ? 0xc0 + bits : 0x40 + bits;
});

/** Attention identifiers of PF1 to PF24. */
export const PF_AIDS: readonly number[] = [
  0xf1, 0xf2, 0xf3, 0xf4, 0xf5, 0xf6, 0xf7, 0xf8, 0xf9, 0x7a, 0x7b, 0x7c, 0xc1, 0xc2, 0xc3, 0xc4,
  0xc5, 0xc6, 0xc7, 0xc8, 0xc9, 0x4a, 0x4b, 0x4c,
];

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
