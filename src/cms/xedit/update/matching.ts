/**
 * Which lines of a file in update mode are lines of its base: those with the same columns and the same number, in the same
 * order, as many of them as there can be. What is not among them was changed, moved, put in or taken out. Goes a stretch a
 * step; plain data.
 */
import { fromEbcdic } from '../../../shared/ebcdic.js';
import { sameRecord } from '../text/record.js';
import { recordAt, type Text } from '../text/text.js';

/** Lines of one step. */
const LINES = 1000;
/** Bytes of a record. */
const CARD = 80;

/** Numbers of the lines of a base, those that name a line alone: they rise, and lines are found by them. */
export interface Numbers {
  /** Number of each line, from index 1; -1 for a line that no number names. */
  readonly of: Int32Array;
  /** The numbers, rising, and the line of each. */
  readonly all: Int32Array;
  readonly line: Int32Array;
  count: number;
}

/** Where the matching stands. */
export interface Matching {
  readonly base: Text;
  readonly text: Text;
  readonly digits: number;
  readonly numbers: Numbers;
  phase: 'number' | 'match' | 'keep' | 'done';
  at: number;
  last: number;
  /** For each line of the text the line of the base that it may be; 0: none. */
  readonly line: Int32Array;
  /** The shortest end of each length of a rising row of matches, and what stands in front of each line in such a row. */
  readonly ends: Int32Array;
  readonly before: Int32Array;
  length: number;
  /** The result: for each line of the text the line of the base that it is; 0: none. */
  readonly kept: Int32Array;
}

/** The number on a record; undefined when there is none. */
export function numberOn(record: Uint8Array, digits: number): number | undefined {
  const field = fromEbcdic(record.subarray(CARD - digits, CARD));
  return /^ *\d+$/.test(field) && field.length === digits ? Number(field) : undefined;
}

/** Begins. */
export function startMatching(base: Text, text: Text, digits: number): Matching {
  const lines = (size: number): Int32Array => new Int32Array(size + 2);
  return {
    ...{ base, text, digits, phase: 'number', at: 1, last: -1, length: 0 },
    numbers: {
      ...{ of: lines(base.size), all: lines(base.size), line: lines(base.size), count: 0 },
    },
    line: lines(text.size),
    ends: lines(text.size),
    before: lines(text.size),
    kept: lines(text.size),
  };
}

/** The line of the base that a number names; 0 when it names none. */
function lineNumbered({ all, line, count }: Numbers, number: number): number {
  let low = 0;
  let high = count - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (all[middle] === number) return line[middle]!;
    if (all[middle]! < number) low = middle + 1;
    else high = middle - 1;
  }
  return 0;
}

function takeNumber(m: Matching, at: number): void {
  const { numbers } = m;
  const number = numberOn(recordAt(m.base, at), m.digits) ?? -1;
  numbers.of[at] = number > m.last ? number : -1;
  if (number <= m.last) return;
  m.last = number;
  numbers.all[numbers.count] = number;
  numbers.line[numbers.count++] = at;
}

function matchLine(m: Matching, at: number): void {
  const record = recordAt(m.text, at);
  const number = numberOn(record, m.digits);
  let found = number === undefined ? 0 : lineNumbered(m.numbers, number);
  // one that no number names is known by the one in front
  const next = m.line[at - 1]! + 1;
  if (found === 0 && next > 1 && next <= m.base.size && m.numbers.of[next] === -1) found = next;
  if (found === 0 || !sameRecord(record, recordAt(m.base, found))) return;
  m.line[at] = found;
  // the longest rising row: binary search for the length that this line goes on with
  let low = 1;
  let high = m.length;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (m.line[m.ends[middle]!]! < found) low = middle + 1;
    else high = middle - 1;
  }
  m.before[at] = low > 1 ? m.ends[low - 1]! : 0;
  m.ends[low] = at;
  if (low > m.length) m.length = low;
}

/** Goes on; whether it is done. */
export function matchSome(m: Matching): boolean {
  const to = m.at + LINES;
  switch (m.phase) {
    case 'number':
      for (; m.at < to && m.at <= m.base.size; m.at++) takeNumber(m, m.at);
      if (m.at <= m.base.size) return false;
      m.phase = 'match';
      m.at = 1;
      return false;
    case 'match':
      for (; m.at < to && m.at <= m.text.size; m.at++) matchLine(m, m.at);
      if (m.at <= m.text.size) return false;
      m.phase = 'keep';
      m.at = m.length === 0 ? 0 : m.ends[m.length]!;
      return false;
    case 'keep':
      for (let n = 0; n < LINES && m.at > 0; n++, m.at = m.before[m.at]!) {
        m.kept[m.at] = m.line[m.at]!;
      }
      if (m.at > 0) return false;
      m.phase = 'done';
      return true;
    case 'done':
      return true;
  }
}

/** Whether a line would be read as a control statement of the update file. */
export function looksLikeStatement(record: Uint8Array): boolean {
  return fromEbcdic(record.subarray(0, 2)) === './';
}
