/** Small operations on records. */
import { EBCDIC_BLANK, EBCDIC_TO_UPPER, LATIN1_TO_EBCDIC } from '../../shared/ebcdic.js';
import { PipeFault } from './pipe-fault.js';
import { MOST_RECORD } from './pipe-set.js';

/** A record without bytes. */
export const EMPTY = new Uint8Array(0);

/** Bytes from which on the first one is looked for by the engine. */
const LONG = 256;
/** Bytes that are compared in vain before another way is taken. */
export const MOST_SPENT = 20_000;

/** Where `needle` begins in `from` to `to` of `record`; -1 when it is not there. */
export function findBytes(
  record: Uint8Array,
  needle: Uint8Array,
  from = 0,
  to = record.length,
): number {
  const { length } = needle;
  if (length === 0) return from;
  const first = needle[0]!;
  const last = to - length;
  const long = last - from > LONG;
  let spent = 0;
  for (let at = from; at <= last; at++) {
    if (record[at] !== first) {
      if (!long) continue;
      at = record.indexOf(first, at + 1);
      if (at < 0 || at > last) return -1;
    }
    let i = 1;
    while (i < length && record[at + i] === needle[i]) i++;
    if (i === length) return at;
    // one that is nearly there at every place is looked for in another way
    if ((spent += i) > MOST_SPENT) return findRepeating(record, needle, at + 1, to);
  }
  return -1;
}

/** The same in time that does not depend on how often the beginning of `needle` is there (Knuth, Morris and Pratt). */
function findRepeating(record: Uint8Array, needle: Uint8Array, from: number, to: number): number {
  const { length } = needle;
  // how much of the needle is at its own beginning, too, when a place does not fit
  const back = new Int32Array(length);
  for (let i = 1, k = 0; i < length; i++) {
    while (k > 0 && needle[i] !== needle[k]) k = back[k - 1]!;
    if (needle[i] === needle[k]) k++;
    back[i] = k;
  }
  for (let at = from, k = 0; at < to; at++) {
    while (k > 0 && record[at] !== needle[k]) k = back[k - 1]!;
    if (record[at] === needle[k]) k++;
    if (k === length) return at - length + 1;
  }
  return -1;
}

/** A table by bytes: 1 for those of a set, which is in upper case when letters in lower case are in it, too. */
export function membersOf(set: Uint8Array, anycase = false): Uint8Array {
  const table = new Uint8Array(256);
  for (const byte of set) table[byte] = 1;
  if (anycase) for (const [byte, upper] of EBCDIC_TO_UPPER.entries()) table[byte] = table[upper]!;
  return table;
}

/** Whether a record begins with these bytes. */
export function beginsWith(record: Uint8Array, start: Uint8Array): boolean {
  return sameBytes(record, 0, start);
}

/** Whether these bytes stand at a place of a record. */
export function sameBytes(record: Uint8Array, at: number, text: Uint8Array): boolean {
  const { length } = text;
  if (at + length > record.length) return false;
  for (let i = 0; i < length; i++) if (record[at + i] !== text[i]) return false;
  return true;
}

/** A few pieces as one record. */
export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  return joined(parts);
}

/** Pieces as one record. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const one of parts) length += one.length;
  const out = new Uint8Array(length);
  let at = 0;
  for (const one of parts) {
    out.set(one, at);
    at += one.length;
  }
  return out;
}

/** A piece so many times. */
export function repeated(part: Uint8Array, times: number): Uint8Array {
  const out = new Uint8Array(part.length * times);
  out.set(part.subarray(0, out.length));
  // what is there is doubled until all is there
  for (let at = part.length; at > 0 && at < out.length; at *= 2) out.copyWithin(at, 0, at);
  return out;
}

/** Bytes behind which records are compared four at a time. */
const NEAR = 64;

/** The beginning of a record as numbers of four bytes; a copy where it does not lie at such a place. */
function fourByFour(record: Uint8Array, count: number): Int32Array {
  const here = record.byteOffset % 4 === 0 ? record : record.slice(0, count * 4);
  return new Int32Array(here.buffer, here.byteOffset, count);
}

/** Where two records differ first, in so many of their bytes; `length`: nowhere. */
function firstDifference(a: Uint8Array, b: Uint8Array, length: number): number {
  let i = 0;
  const near = Math.min(length, NEAR);
  while (i < near && a[i] === b[i]) i++;
  if (i < NEAR || i === length) return i;
  if (a.buffer === b.buffer && a.byteOffset === b.byteOffset) return length;
  const count = length >> 2;
  const [x, y] = [fourByFour(a, count), fourByFour(b, count)];
  i >>= 2;
  while (i < count && x[i] === y[i]) i++;
  i *= 4;
  while (i < length && a[i] === b[i]) i++;
  return i;
}

/** Compares bytes, a shorter one filled with `pad`; without `pad` a shorter one is lower. */
export function compareBytes(a: Uint8Array, b: Uint8Array, pad?: number): number {
  const both = Math.min(a.length, b.length);
  const at = firstDifference(a, b, both);
  if (at < both) return a[at]! - b[at]!;
  if (pad === undefined) return a.length - b.length;
  for (let i = both; i < a.length; i++) if (a[i] !== pad) return a[i]! - pad;
  for (let i = both; i < b.length; i++) if (b[i] !== pad) return pad - b[i]!;
  return 0;
}

/** The last place where `needle` begins in `from` to `to` of `record`; -1 when it is not there. */
export function findLastBytes(
  record: Uint8Array,
  needle: Uint8Array,
  from = 0,
  to = record.length,
): number {
  const { length } = needle;
  const last = needle[length - 1];
  if (last === undefined) return to;
  let spent = 0;
  for (let end = to - 1; end - length + 1 >= from; end--) {
    end = record.lastIndexOf(last, end);
    if (end - length + 1 < from) return -1;
    let i = 1;
    while (i < length && record[end - i] === needle[length - 1 - i]) i++;
    if (i === length) return end - length + 1;
    if ((spent += i) > MOST_SPENT) {
      // one that is nearly there at every place is looked for in another way, from behind
      const back = record.slice(from, end).reverse();
      const found = findBytes(back, needle.slice().reverse());
      return found < 0 ? -1 : end - found - length;
    }
  }
  return -1;
}

/** A record of exactly `length` bytes: cut or filled at the end. */
export function fitted(record: Uint8Array, length: number, fill = EBCDIC_BLANK): Uint8Array {
  if (record.length === length) return record;
  const out = new Uint8Array(length).fill(fill, Math.min(record.length, length));
  out.set(record.length > length ? record.subarray(0, length) : record);
  return out;
}

/** A whole number as EBCDIC digits, right-adjusted in `width` columns. */
export function decimal(number: number, width = 0): Uint8Array {
  const text = String(number).padStart(width);
  return Uint8Array.from(text, (c) => LATIN1_TO_EBCDIC[c.charCodeAt(0)]!);
}

/** A record of its own bytes, which keeps nothing larger alive. */
export function ownCopy(record: Uint8Array): Uint8Array {
  return record.byteLength === record.buffer.byteLength ? record : record.slice();
}

/** Bytes that become more. Plain data. */
export interface Growing {
  bytes: Uint8Array;
  length: number;
}

/** Nothing yet. */
export const newGrowing = (): Growing => ({ bytes: EMPTY, length: 0 });

/** Puts bytes behind those that are there. Throws a PipeFault when they become more than a record may be. */
export function grow(into: Growing, more: Uint8Array): void {
  const end = into.length + more.length;
  if (end > into.bytes.length) {
    if (end > MOST_RECORD) throw new PipeFault(78, end);
    const wider = new Uint8Array(Math.min(MOST_RECORD, Math.max(end, into.bytes.length * 2, 64)));
    wider.set(into.bytes.subarray(0, into.length));
    into.bytes = wider;
  }
  copyBytes(more, 0, more.length, into.bytes, into.length);
  into.length = end;
}

/** Takes all that is there as a record of its own. */
export function takeGrown(from: Growing): Uint8Array {
  const record = from.bytes.slice(0, from.length);
  from.length = 0;
  // what was wide once need not stay so
  if (from.bytes.length > 4096) from.bytes = EMPTY;
  return record;
}

/** Copies some bytes; faster than `set` on a part when they are few. */
export function copyBytes(
  from: Uint8Array,
  start: number,
  end: number,
  to: Uint8Array,
  at: number,
): void {
  if (end - start > 48) {
    to.set(start === 0 && end === from.length ? from : from.subarray(start, end), at);
    return;
  }
  for (let i = start; i < end; i++) to[at++] = from[i]!;
}
