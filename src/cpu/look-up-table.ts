/**
 * The two look-up tables of a processor: copies of page table entries by real page (prefixing) and by
 * virtual page (dynamic address translation), which the hot loop indexes in place of the page table itself.
 * They are the translation-lookaside buffer of GA22-7000, but stricter: no entry outlives a change of the
 * storage key or of the frame that it has copied.
 *
 * An entry is there only after an access that has passed all checks, so reference is always recorded; one
 * without KEY_CHANGE sends every store the slow way. A list of the entries in use makes it cheap to forget
 * them. All of it is plain data in the processor part, and none of it is state.
 */
import type { MemoryViews } from './memory-views.js';
import {
  F_REAL_COUNT,
  F_VIRTUAL_COUNT,
  FIELDS,
  FRAME_MASK,
  LIST_ENTRIES,
  PAGES,
  PROCESSOR_ADDRESSES,
  PROCESSORS,
  REAL_LIST,
  REAL_TABLE,
  VIRTUAL_LIST,
  VIRTUAL_TABLE,
} from './machine-block.js';

/** Where one of the tables lies in a processor part. */
export interface TableKind {
  readonly table: number;
  readonly list: number;
  readonly count: number;
}

/** By real page. */
export const BY_REAL: TableKind = { table: REAL_TABLE, list: REAL_LIST, count: F_REAL_COUNT };
/** By virtual page. */
export const BY_VIRTUAL: TableKind = {
  table: VIRTUAL_TABLE,
  list: VIRTUAL_LIST,
  count: F_VIRTUAL_COUNT,
};

const KINDS = [BY_REAL, BY_VIRTUAL];

/** Enters a copy of a page table entry. */
export function enter(
  memory: MemoryViews,
  part: number,
  kind: TableKind,
  page: number,
  entry: number,
): void {
  const { words } = memory;
  const at = ((part + kind.table) >>> 2) + page;
  if (words[at] === 0) {
    // the list first: who ends in between leaves a list that names too much, never too little
    const counter = ((part + FIELDS) >>> 2) + kind.count;
    const count = words[counter]!;
    if (count < LIST_ENTRIES) memory.halves[((part + kind.list) >>> 1) + count] = page;
    if (count <= LIST_ENTRIES) words[counter] = count + 1;
  }
  words[at] = entry;
}

/** Empties one of the tables (PTLB, and whatever else changes what addresses mean). */
export function purge(memory: MemoryViews, part: number, kind: TableKind): void {
  const { words } = memory;
  const counter = ((part + FIELDS) >>> 2) + kind.count;
  const count = words[counter]!;
  const table = (part + kind.table) >>> 2;
  if (count > LIST_ENTRIES) words.fill(0, table, table + PAGES);
  else {
    const list = (part + kind.list) >>> 1;
    for (let i = 0; i < count; i++) words[table + memory.halves[list + i]!] = 0;
  }
  words[counter] = 0;
}

/** Empties both tables of a processor. */
export function purgeBoth(memory: MemoryViews, part: number): void {
  for (const kind of KINDS) purge(memory, part, kind);
}

/** Takes out the entries of one processor that are copies of the page table entry given. */
function forgetIn(memory: MemoryViews, part: number, kind: TableKind, entry: number): void {
  const { words } = memory;
  const count = words[((part + FIELDS) >>> 2) + kind.count]!;
  const table = (part + kind.table) >>> 2;
  const list = (part + kind.list) >>> 1;
  const all = count > LIST_ENTRIES;
  const end = all ? PAGES : count;
  for (let i = 0; i < end; i++) {
    const at = table + (all ? i : memory.halves[list + i]!);
    if (words[at] !== 0 && ((words[at]! ^ entry) & FRAME_MASK) === 0) words[at] = 0;
  }
}

/** Takes all copies of a page table entry out of the tables of all processors of a machine. */
export function forgetCopies(memory: MemoryViews, block: number, entry: number): void {
  const first = (block + PROCESSORS) >>> 2;
  for (let address = 0; address < PROCESSOR_ADDRESSES; address++) {
    const part = memory.words[first + address]!;
    if (part !== 0) for (const kind of KINDS) forgetIn(memory, part, kind, entry);
  }
}

/** Empties the tables of all processors of a machine. */
export function purgeAll(memory: MemoryViews, block: number): void {
  const first = (block + PROCESSORS) >>> 2;
  for (let address = 0; address < PROCESSOR_ADDRESSES; address++) {
    const part = memory.words[first + address]!;
    if (part !== 0) purgeBoth(memory, part);
  }
}
