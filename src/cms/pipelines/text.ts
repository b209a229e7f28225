/** Characters of records: case, and what is written in them. */
import { EBCDIC_BLANK, EBCDIC_TO_UPPER, fromEbcdic, toEbcdic } from '../../shared/ebcdic.js';
import { parseDecimal, type Decimal } from '../rexx/decimal.js';
import { compareBytes, findBytes, membersOf, MOST_SPENT } from './bytes.js';
import type { Rec } from './pipe-set.js';

/** Longest text that a record is read for: a number, a date, a word. What is longer is none of them. */
const LONGEST = 4096;

/** In upper case. */
export function folded(record: Rec): Rec {
  const out = new Uint8Array(record.length);
  for (let i = 0; i < out.length; i++) out[i] = EBCDIC_TO_UPPER[record[i]!]!;
  return out;
}

/** Where `needle`, in upper case, begins in `from` to `to` of a record in whatever case; -1 when it is not there. */
export function findFolded(record: Rec, needle: Rec, from: number, to: number): number {
  const { length } = needle;
  const first = needle[0];
  let spent = 0;
  for (let at = from; at <= to - length; at++) {
    if (EBCDIC_TO_UPPER[record[at]!] !== first) continue;
    let i = 1;
    while (i < length && EBCDIC_TO_UPPER[record[at + i]!] === needle[i]) i++;
    if (i >= length) return at;
    if ((spent += i) > MOST_SPENT) {
      const found = findBytes(folded(record.subarray(at + 1, to)), needle);
      return found < 0 ? -1 : at + 1 + found;
    }
  }
  return -1;
}

/** Compares records without regard to case, a shorter one filled with `pad`; without `pad` a shorter one is lower. */
export function compareFolded(a: Rec, b: Rec, pad?: number): number {
  const both = Math.min(a.length, b.length);
  for (let i = 0; i < both; i++) {
    const difference = EBCDIC_TO_UPPER[a[i]!]! - EBCDIC_TO_UPPER[b[i]!]!;
    if (difference !== 0) return difference;
  }
  // what is longer decides
  return compareBytes(folded(a.subarray(both)), folded(b.subarray(both)), pad);
}

/** A field without blanks at its ends. */
export function strippedField(field: Rec): Rec {
  let from = 0;
  let to = field.length;
  while (from < to && field[from] === EBCDIC_BLANK) from++;
  while (to > from && field[to - 1] === EBCDIC_BLANK) to--;
  return field.subarray(from, to);
}

/** What numbers begin with. */
const NUMBER_START = membersOf(toEbcdic('0123456789+-.'));

/** The number that a record is; undefined when it is none. Most records need not be read to see that. */
export function decimalOf(record: Rec): Decimal | undefined {
  const text = strippedField(record);
  if (NUMBER_START[text[0] ?? 0] !== 1 || text.length > LONGEST) return undefined;
  return parseDecimal(fromEbcdic(text));
}

/** What is written between the blanks at both ends of a record. A text that is far too long for anything is cut off. */
export function shortText(record: Rec): string {
  let from = 0;
  let to = record.length;
  while (from < to && record[from] === EBCDIC_BLANK) from++;
  while (to > from && record[to - 1] === EBCDIC_BLANK) to--;
  return fromEbcdic(record.subarray(from, Math.min(to, from + LONGEST))).trim();
}

/**
 * Some of the words of a record, from a place on, and the place behind them: the end of the record when these are the
 * last ones.
 */
export function someWords(record: Rec, from: number): readonly [words: string[], next: number] {
  let to = Math.min(record.length, from + LONGEST);
  // a word is not cut, unless it is too long for anything
  if (to < record.length) {
    const blank = record.lastIndexOf(EBCDIC_BLANK, to - 1);
    if (blank > from) to = blank;
  }
  const text = fromEbcdic(record.subarray(from, to)).trim();
  return [text === '' ? [] : text.split(/\s+/), to];
}
