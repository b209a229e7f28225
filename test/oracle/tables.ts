/**
 * Segment and page tables for cases with dynamic address translation on: sets of tables that every image has,
 * the same ones always, so that a case names one by control registers 0 and 1. In most of them the pages of
 * instruction and operands are mapped to themselves from another segment; in the rest something is wrong.
 */
import { randomness } from './draft.js';
import { PAGE_EDGE, SIZE, TABLE_BYTES, TABLES, TABLES_AT } from './record.js';

/** A set of tables. */
export interface TableSet {
  readonly cr0: number;
  readonly cr1: number;
  /** What is added to real addresses below 64K to make virtual ones of them. */
  readonly space: number;
  readonly bytes: Buffer;
}

/** Translation formats by bits 8-12 of control register 0: page and segment size. */
const FORMATS = [
  { bits: 0b01000, byteBits: 11, segmentBits: 16 },
  { bits: 0b01010, byteBits: 11, segmentBits: 20 },
  { bits: 0b10000, byteBits: 12, segmentBits: 16 },
  { bits: 0b10010, byteBits: 12, segmentBits: 20 },
] as const;

/** Where the page tables are in a set, behind the segment table. */
const PAGE_TABLES = [0x400, 0x800] as const;

/** What is wrong in a set; in those not named nothing is. */
const FAULTS = [
  'none',
  'none',
  'none',
  'none',
  'first page invalid',
  'second page invalid',
  'first page bad',
  'second page bad',
  'second page outside',
  'segment protected',
  'segment protected',
  'page table short',
  'segment invalid',
  'segment bad',
  'segment table short',
  'format',
] as const;

function makeSet(n: number): TableSet {
  const random = randomness(n * 7919);
  const { bits, byteBits, segmentBits } = FORMATS[n & 3]!;
  const fault = FAULTS[(n >> 2) % FAULTS.length]!;
  const bytes = Buffer.alloc(TABLE_BYTES);
  const at = TABLES_AT + n * TABLE_BYTES;
  const segments = 1 << (24 - segmentBits);
  const pages = 1 << (segmentBits - byteBits);
  const invalid = byteBits === 11 ? 4 : 8;
  // a common segment may be remembered for all sets: its number is in no other
  const large = segmentBits === 20;
  const segment = large ? 1 + random(segments - 2) : 1 + 4 * (n >> 1);
  for (let i = 0; i < segments; i++) bytes.writeInt32BE((random(0x100000) << 3) | 1, 4 * i);
  PAGE_TABLES.forEach((table, i) => {
    const common = large ? 0 : random(2) << 1;
    bytes.writeInt32BE(0xf0000000 | (at + table) | common, 4 * (segment + i));
    for (let page = 0; page < pages; page++) {
      const frame = (page << byteBits) & 0xffff;
      const mapped = page << byteBits < 0x10000;
      // the last bit is the program's
      const entry = mapped ? (frame >> 8) | random(2) : random(0x10000) | invalid;
      bytes.writeUInt16BE(entry, table + 2 * page);
    }
  });
  const first = PAGE_TABLES[0] + 2 * ((PAGE_EDGE - 1) >> byteBits);
  const change = (entry: number, set: number): void => {
    bytes.writeUInt16BE(bytes.readUInt16BE(entry) | set, entry);
  };
  // with pages of 4K Hercules has more bits of an address there (extended real addressing), which ours has not
  const bad = byteBits === 11 ? 2 : 0;
  const segmentEntry = bytes.readInt32BE(4 * segment);
  let length = Math.max(0, segments / 16 - 1) + random(3);
  let cr0 = (bits << 19) | 0xe0;
  if (fault === 'first page invalid') change(first, invalid);
  else if (fault === 'second page invalid') change(first + 2, invalid);
  else if (fault === 'first page bad') change(first, bad);
  else if (fault === 'second page bad') change(first + 2, bad);
  else if (fault === 'second page outside') bytes.writeUInt16BE(SIZE >> 8, first + 2);
  else if (fault === 'segment protected') bytes.writeInt32BE(segmentEntry | 4, 4 * segment);
  // (a length of 1 to 14 is the whole table for Hercules 3.13)
  else if (fault === 'page table short') bytes.writeInt32BE(segmentEntry & 0x0fffffff, 4 * segment);
  else if (fault === 'segment invalid') bytes.writeInt32BE(segmentEntry | 1, 4 * segment);
  else if (fault === 'segment bad') bytes.writeInt32BE(segmentEntry | 0x02000000, 4 * segment);
  else if (fault === 'segment table short') length = 0;
  else if (fault === 'format') cr0 ^= (1 + random(31)) << 19;
  return { cr0, cr1: (length << 24) | at, space: segment << segmentBits, bytes };
}

/** All of them. */
export const TABLE_SETS: readonly TableSet[] = Array.from({ length: TABLES }, (_, n) => makeSet(n));
