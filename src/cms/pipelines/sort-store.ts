/**
 * What SORT has of its records: their bytes one behind the other, and where each and its key fields are. Plain data, and
 * little of it beside the bytes: a hundred thousand records are to be sorted in a small machine.
 */
import { compareBytes } from './bytes.js';
import type { KeyRules, Key } from './key-options.js';
import { keyOf } from './key-options.js';
import type { Rec } from './pipe-set.js';

/** Records, in the order in which they have come. */
export interface SortStore {
  /** Key fields of each record. */
  readonly fields: number;
  /** The bytes; a record lies in one of them as a whole. */
  readonly chunks: Uint8Array[];
  /** Bytes of the last chunk that records have. */
  used: number;
  /** Of each record: chunk and place in it as one number, length; of each key: its place from there on, length. */
  readonly places: Uint32Array[];
  /** Records. */
  count: number;
}

/** Bits of a place in a chunk. */
const PLACE_BITS = 16;
/** Bytes of a chunk; a record that is longer has one of its own. */
const CHUNK = 1 << PLACE_BITS;
/** Bits of a number of a record within one table of places. */
const TABLE_BITS = 10;
const TABLE = 1 << TABLE_BITS;

/** Bytes of a key that are compared while everything else of a comparison is done. */
const BYTES_A_COMPARISON = 512;
/** Bytes from which on keys are compared several bytes at a time. */
const LONG = 256;

/** A store for records with so many key fields. */
export function newSortStore(fields: number): SortStore {
  return { fields, chunks: [], used: CHUNK, places: [], count: 0 };
}

/** Bytes that a record takes beside its own, with its place in two orders. */
export const placeCost = (fields: number): number => (2 + 2 * fields + 2) * 4;

/** Room for bytes behind those that are there; where they go. */
function roomFor(store: SortStore, length: number): void {
  if (store.used + length <= CHUNK && store.chunks.length > 0) return;
  store.chunks.push(new Uint8Array(Math.max(CHUNK, length)));
  store.used = 0;
}

/** Puts a record behind the others; the bytes that it takes. */
export function storeRecord(
  store: SortStore,
  rules: KeyRules,
  keys: readonly Key[],
  record: Rec,
): number {
  const parts: Rec[] = [];
  let { length } = record;
  for (const { range } of keys) {
    const part = keyOf(rules, range, record);
    parts.push(part);
    // what is no part of the record as it is goes behind it
    if (part.buffer !== record.buffer) length += part.length;
  }
  roomFor(store, length);
  const chunk = store.chunks.at(-1)!;
  const start = store.used;
  chunk.set(record, start);
  store.used += length;
  const stride = 2 + 2 * store.fields;
  const at = store.count & (TABLE - 1);
  if (at === 0) store.places.push(new Uint32Array(TABLE * stride));
  const table = store.places.at(-1)!;
  let word = at * stride;
  table[word++] = (store.chunks.length - 1) * CHUNK + start;
  table[word++] = record.length;
  let behind = record.length;
  for (const part of parts) {
    let from = part.byteOffset - record.byteOffset;
    if (part.buffer !== record.buffer) {
      chunk.set(part, start + behind);
      from = behind;
      behind += part.length;
    }
    table[word++] = from;
    table[word++] = part.length;
  }
  store.count++;
  return length + placeCost(store.fields);
}

/** A record by its number from 0, with bytes of its own. */
export function storedRecord(store: SortStore, number: number): Rec {
  const table = store.places[number >> TABLE_BITS]!;
  const word = (number & (TABLE - 1)) * (2 + 2 * store.fields);
  const place = table[word]!;
  const start = place & (CHUNK - 1);
  return store.chunks[place >>> PLACE_BITS]!.slice(start, start + table[word + 1]!);
}

/** Comparisons of short keys that one of a record by its keys is worth. */
export function comparisonWeight(store: SortStore, number: number): number {
  const table = store.places[number >> TABLE_BITS]!;
  const word = (number & (TABLE - 1)) * (2 + 2 * store.fields);
  let bytes = 0;
  for (let i = 1; i <= store.fields; i++) bytes += table[word + 2 * i + 1]!;
  return 1 + Math.floor(bytes / BYTES_A_COMPARISON);
}

/** Compares two records by their keys: below 0 where the first is lower. */
export function compareStored(
  store: SortStore,
  rules: KeyRules,
  keys: readonly Key[],
  first: number,
  second: number,
): number {
  const stride = 2 + 2 * store.fields;
  const tableA = store.places[first >> TABLE_BITS]!;
  const tableB = store.places[second >> TABLE_BITS]!;
  let wordA = (first & (TABLE - 1)) * stride;
  let wordB = (second & (TABLE - 1)) * stride;
  const placeA = tableA[wordA]!;
  const placeB = tableB[wordB]!;
  const a = store.chunks[placeA >>> PLACE_BITS]!;
  const b = store.chunks[placeB >>> PLACE_BITS]!;
  const startA = placeA & (CHUNK - 1);
  const startB = placeB & (CHUNK - 1);
  for (let i = 0; i < keys.length; i++) {
    const { pad, descending } = keys[i]!;
    wordA += 2;
    wordB += 2;
    const difference = compareParts(
      a,
      startA + tableA[wordA]!,
      tableA[wordA + 1]!,
      b,
      startB + tableB[wordB]!,
      tableB[wordB + 1]!,
      pad === 'rules' ? rules.pad : pad,
    );
    if (difference !== 0) return descending ? -difference : difference;
  }
  return 0;
}

/** Compares parts of bytes, a shorter one filled with `pad`; without `pad` a shorter one is lower. */
function compareParts(
  a: Uint8Array,
  fromA: number,
  lengthA: number,
  b: Uint8Array,
  fromB: number,
  lengthB: number,
  pad: number | undefined,
): number {
  const both = Math.min(lengthA, lengthB);
  if (both > LONG) {
    const [x, y] = [a.subarray(fromA, fromA + lengthA), b.subarray(fromB, fromB + lengthB)];
    return compareBytes(x, y, pad);
  }
  for (let i = 0; i < both; i++) {
    const difference = a[fromA + i]! - b[fromB + i]!;
    if (difference !== 0) return difference;
  }
  if (pad === undefined) return lengthA - lengthB;
  for (let i = both; i < lengthA; i++) if (a[fromA + i] !== pad) return a[fromA + i]! - pad;
  for (let i = both; i < lengthB; i++) if (b[fromB + i] !== pad) return pad - b[fromB + i]!;
  return 0;
}
