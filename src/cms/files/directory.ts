/**
 * Looking up files in the directory of an accessed disk: a sorted index over the FSTs, so that 32,000
 * files are found as fast as ten, and patterns with `*` (any characters) and `%` (one character).
 */
import type { FileEntry } from './layout.js';
import { decodeEntry, FST_LENGTH, nameAt, nameKey } from './layout.js';
import type { Volume } from './volume.js';

/** Compares the 16 bytes of name and type at two places. */
export function compareNames(a: Uint8Array, atA: number, b: Uint8Array, atB: number): number {
  for (let i = 0; i < 16; i++) {
    const difference = a[atA + i]! - b[atB + i]!;
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Place in `order` of the first file that is not below a key, none before `from`. */
export function lowerBound(
  entries: Uint8Array,
  order: Uint32Array,
  count: number,
  key: Uint8Array,
  from = 0,
): number {
  let low = from;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareNames(entries, order[middle]! * FST_LENGTH, key, 0) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Slot of a file, or -1. */
export function findSlot(volume: Volume, key: Uint8Array): number {
  const place = lowerBound(volume.entries, volume.order, volume.count, key);
  if (place >= volume.count) return -1;
  const slot = volume.order[place]!;
  return compareNames(volume.entries, slot * FST_LENGTH, key, 0) === 0 ? slot : -1;
}

/** A file by its name and type. */
export function findEntry(volume: Volume, name: string, type: string): FileEntry | undefined {
  const slot = findSlot(volume, nameKey(name, type));
  return slot < 0 ? undefined : decodeEntry(volume.entries, slot * FST_LENGTH);
}

/** Whether a name fits a pattern; linear in both, whatever the pattern. */
export function matches(pattern: string, name: string): boolean {
  if (pattern === '*') return true;
  let p = 0;
  let n = 0;
  let star = -1;
  let mark = 0;
  while (n < name.length) {
    if (p < pattern.length && (pattern[p] === '%' || pattern[p] === name[n])) {
      p++;
      n++;
    } else if (p < pattern.length && pattern[p] === '*') {
      star = p++;
      mark = n;
    } else if (star >= 0) {
      p = star + 1;
      n = ++mark;
    } else return false;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}

/** Files of one disk that fit, in order of name and type, from place `from`; looks at `budget` at most. */
export function listEntries(
  volume: Volume,
  name: string,
  type: string,
  from = 0,
  budget = Infinity,
): { readonly entries: readonly FileEntry[]; readonly next: number | undefined } {
  if (!/[*%]/.test(name + type)) {
    const entry = from === 0 ? findEntry(volume, name, type) : undefined;
    return { entries: entry === undefined ? [] : [entry], next: undefined };
  }
  const entries: FileEntry[] = [];
  const end = Math.min(volume.count, from + budget);
  for (let place = from; place < end; place++) {
    const at = volume.order[place]! * FST_LENGTH;
    // most patterns are of one of them: what fits anyway is read once
    if (name !== '*' && !matches(name, nameAt(volume.entries, at))) continue;
    if (type !== '*' && !matches(type, nameAt(volume.entries, at + 8))) continue;
    entries.push(decodeEntry(volume.entries, at));
  }
  return { entries, next: end < volume.count ? end : undefined };
}
