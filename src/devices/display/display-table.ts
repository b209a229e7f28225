/**
 * Codes of the 3270 data stream (IBM "3270 Information Display System: Data Stream Programmer's
 * Reference", GA23-0059: commands, orders, attributes, AID codes).
 */
import { PF_AIDS } from '../../shared/display-codes.js';

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

/** Bits of the write control character; `reset` takes the reply mode back to that of fields. */
export const WCC = {
  reset: 0x40,
  alarm: 0x04,
  restoreKeyboard: 0x02,
  resetModified: 0x01,
} as const;

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

/** What a read wants: the whole buffer; modified fields; the same whatever key was pressed. */
export type ReadOperation = 'buffer' | 'modified' | 'modified-all';

/** Reads by their codes in the structured field Read Partition. */
export const READS: Readonly<Record<number, ReadOperation>> = {
  0xf2: 'buffer',
  0xf6: 'modified',
  0x6e: 'modified-all',
};

/** Codes of the query replies that there are. */
export const REPLY = {
  summary: 0x80,
  usableArea: 0x81,
  characterSets: 0x85,
  color: 0x86,
  highlighting: 0x87,
  replyModes: 0x88,
  implicitPartition: 0xa6,
  null: 0xff,
} as const;

/** The AID of PF1 to PF24; that of ENTER for any other number. */
export function pfAid(number: number): number {
  return PF_AIDS[number - 1] ?? AID.enter;
}
