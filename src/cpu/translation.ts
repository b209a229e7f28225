/**
 * Dynamic address translation and prefixing (GA22-7000, "Dynamic Address Translation", "Prefixing"): from
 * virtual to real by segment and page table, from real to absolute by the prefix. The segment-protection and
 * common-segment facilities are there; a common segment needs nothing more, since no entry of a look-up table
 * outlives a change of control register 1.
 */
import type { MachineStorage } from './machine-storage.js';
import * as block from './machine-block.js';
import * as codes from './program-check.js';
import { programCheck } from './program-check.js';

// An imported constant is loaded and checked wherever it is used; one of this file is part of the code.
const { KEY_REFERENCE } = block;
const { ADDRESSING, TRANSLATION_SPECIFICATION } = codes;

/** What a translation goes by. */
export interface TranslationControls {
  /** Control registers. */
  readonly control: Int32Array;
  readonly storage: MachineStorage;
  readonly prefix: number;
}

/** What {@link translate} gives: the codes are those of LRA, but for the last. */
export const TRANSLATED = 0;
export const SEGMENT_INVALID = 1;
export const PAGE_INVALID = 2;
/** The segment is beyond the segment table. */
export const SEGMENT_BEYOND = 3;
/** The page is beyond the page table. */
export const PAGE_BEYOND = 4;

/** Filled in by {@link translate}. */
export interface Translation {
  /** Real address; of the table entry that failed, when the translation did. */
  real: number;
  /** The segment must not be stored into. */
  protected: boolean;
}

/** How a translation format cuts up an address. */
export interface Format {
  /** Bits of the byte index: 11 or 12. */
  readonly byteBits: number;
  /** Bits of page and byte index: 16 or 20. */
  readonly segmentBits: number;
}

/** Formats by bits 8-12 of control register 0. */
const FORMATS = new Map<number, Format>([
  [0b01000, { byteBits: 11, segmentBits: 16 }],
  [0b01010, { byteBits: 11, segmentBits: 20 }],
  [0b10000, { byteBits: 12, segmentBits: 16 }],
  [0b10010, { byteBits: 12, segmentBits: 20 }],
]);

const SEGMENT_MUST_BE_ZERO = 0x0f000000;
const SEGMENT_PROTECTED = 4;
const SEGMENT_INVALID_BIT = 1;

/** The translation format that is set; a translation-specification exception when there is no such. */
export function translationFormat(control: Int32Array): Format {
  return FORMATS.get((control[0]! >>> 19) & 0x1f) ?? programCheck(TRANSLATION_SPECIFICATION);
}

/** The absolute address of a real one. */
export function absoluteOf(prefix: number, real: number): number {
  const block = real & 0xfff000;
  if (block === 0) return real | prefix;
  return block === prefix ? real & 0xfff : real;
}

/** The absolute address of a real one that must be within storage. */
export function absoluteWithin(c: TranslationControls, real: number): number {
  const absolute = absoluteOf(c.prefix, real);
  if (!c.storage.holds(absolute, 1)) programCheck(ADDRESSING);
  return absolute;
}

/** A word of a table: its access is never protected. */
function tableWord(c: TranslationControls, real: number): number {
  const absolute = absoluteWithin(c, real);
  c.storage.pages[absolute >>> 11]! |= KEY_REFERENCE;
  return c.storage.word(absolute)!;
}

/** Real address of the page table entry of a virtual address in the page table at `origin`. */
export function pageEntryAddress(format: Format, origin: number, address: number): number {
  const page = (address & ((1 << format.segmentBits) - 1)) >>> format.byteBits;
  return (origin + 2 * page) & 0xffffff;
}

/** The bit of a page table entry that says invalid. */
export function pageInvalidBit(format: Format): number {
  return format.byteBits === 11 ? 4 : 8;
}

/**
 * Translates a virtual address by the tables.
 * @param result - gets the real address
 * @returns TRANSLATED, or why not; traps when a table lies outside storage or has a bad format
 */
export function translate(c: TranslationControls, address: number, result: Translation): number {
  const format = translationFormat(c.control);
  const { byteBits, segmentBits } = format;
  const table = c.control[1]!;
  const segment = (address & 0xffffff) >>> segmentBits;
  result.real = ((table & 0xffffc0) + 4 * segment) & 0xffffff;
  if (segment >>> 4 > table >>> 24) return SEGMENT_BEYOND;
  const segmentEntry = tableWord(c, result.real);
  if ((segmentEntry & SEGMENT_INVALID_BIT) !== 0) return SEGMENT_INVALID;
  if ((segmentEntry & SEGMENT_MUST_BE_ZERO) !== 0) programCheck(TRANSLATION_SPECIFICATION);
  result.protected = (segmentEntry & SEGMENT_PROTECTED) !== 0;
  result.real = pageEntryAddress(format, segmentEntry & 0xfffff8, address);
  // the four bits on the left of the page index
  if (((address >>> (segmentBits - 4)) & 15) > segmentEntry >>> 28) return PAGE_BEYOND;
  const pair = tableWord(c, result.real & 0xfffffc);
  const pageEntry = (result.real & 2) === 0 ? pair >>> 16 : pair & 0xffff;
  const invalid = pageInvalidBit(format);
  if ((pageEntry & invalid) !== 0) return PAGE_INVALID;
  // every bit on the right of the invalid bit but the last
  if ((pageEntry & (invalid - 2)) !== 0) programCheck(TRANSLATION_SPECIFICATION);
  const inPage = (1 << byteBits) - 1;
  result.real = ((pageEntry << 8) & 0xffffff & ~inPage) | (address & inPage);
  return TRANSLATED;
}
