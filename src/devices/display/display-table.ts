/**
 * Codes of the 3270 data stream (IBM "3270 Information Display System: Data Stream Programmer's
 * Reference", GA23-0059: commands, orders, attributes, AID codes).
 */

/** Commands by their channel codes; those of a remote control unit stand beside them. */
export const COMMANDS: Readonly<Record<number, DisplayCommand>> = {
  0x01: 'write',
  0xf1: 'write',
  0x05: 'erase-write',
  0xf5: 'erase-write',
  0x0d: 'erase-write-alternate',
  0x7e: 'erase-write-alternate',
  0x0f: 'erase-all-unprotected',
  0x6f: 'erase-all-unprotected',
  0x11: 'write-structured-field',
  0xf3: 'write-structured-field',
};

/** What a write to a display does. */
export type DisplayCommand =
  | 'write'
  | 'erase-write'
  | 'erase-write-alternate'
  | 'erase-all-unprotected'
  | 'write-structured-field';

/** Orders within a write. */
export const ORDER = {
  programTab: 0x05,
  graphicEscape: 0x08,
  setBufferAddress: 0x11,
  eraseUnprotectedToAddress: 0x12,
  insertCursor: 0x13,
  startField: 0x1d,
  setAttribute: 0x28,
  startFieldExtended: 0x29,
  modifyField: 0x2c,
  repeatToAddress: 0x3c,
} as const;

/** Bits of the write control character. */
export const WCC = { alarm: 0x04, restoreKeyboard: 0x02, resetModified: 0x01 } as const;

/** Bits of a field attribute. `present` is ours: an attribute stands at this position. */
export const FIELD = {
  protected: 0x20,
  numeric: 0x10,
  displayMask: 0x0c,
  intensified: 0x08,
  nondisplay: 0x0c,
  modified: 0x01,
  present: 0x80,
} as const;

/** Types of extended attributes. */
export const EXTENDED = { all: 0x00, highlight: 0x41, color: 0x42, field: 0xc0 } as const;

/** Attention identifiers; PF keys from {@link pfAid}. */
export const AID = {
  none: 0x60,
  structuredField: 0x88,
  enter: 0x7d,
  clear: 0x6d,
  pa1: 0x6c,
  pa2: 0x6e,
  pa3: 0x6b,
} as const;

const PF_AIDS: readonly number[] = [
  0xf1, 0xf2, 0xf3, 0xf4, 0xf5, 0xf6, 0xf7, 0xf8, 0xf9, 0x7a, 0x7b, 0x7c, 0xc1, 0xc2, 0xc3, 0xc4,
  0xc5, 0xc6, 0xc7, 0xc8, 0xc9, 0x4a, 0x4b, 0x4c,
];

/** The AID of PF1 to PF24; that of ENTER for any other number. */
export function pfAid(number: number): number {
  return PF_AIDS[number - 1] ?? AID.enter;
}

/** Characters of six bits as graphic EBCDIC codes, as 12-bit addresses and attributes are sent. */
export const SIX_BITS: Readonly<Uint8Array> = Uint8Array.from({ length: 64 }, (_, bits) => {
  const low = bits & 0x0f;
  if (bits === 0x21) return 0x61;
  const zone = bits & 0x30;
  if (bits === 0 || (low === 0 && zone < 0x30)) return 0x40 + zone;
  return low <= 9 ? 0xc0 + bits : 0x40 + bits;
});
