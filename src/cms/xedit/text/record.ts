/** What is done to a line of a file as EBCDIC, without making characters of it. */
import { EBCDIC_BLANK } from '../../../shared/ebcdic.js';

/** Where some bytes stand in a record from an index on, and before `end`; -1: nowhere. */
export function placeOf(record: Uint8Array, wanted: Uint8Array, from: number, end: number): number {
  const last = Math.min(end, record.length) - wanted.length;
  const first = wanted[0]!;
  next: for (let at = from; at <= last; at++) {
    if (record[at] !== first) continue;
    for (let i = 1; i < wanted.length; i++) if (record[at + i] !== wanted[i]) continue next;
    return at;
  }
  return -1;
}

/** Length of a record up to `most`, without the blanks at its end. */
export function lengthWithoutBlanks(record: Uint8Array, most = record.length): number {
  let end = Math.min(most, record.length);
  while (end > 0 && record[end - 1] === EBCDIC_BLANK) end--;
  return end;
}

/** Whether two records have the same bytes. */
export function sameRecord(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** What is changed by what in a record, between which columns (from 0, the end not in it), and how often. */
export interface Exchange {
  readonly from: Uint8Array;
  readonly to: Uint8Array;
  readonly left: number;
  readonly right: number;
  /** At most so often, from that occurrence on (from 1). */
  readonly limit: number;
  readonly start: number;
}

/** The changed record and how often; undefined when there is nothing to change. */
export function exchange(
  record: Uint8Array,
  { from, to, left, right, limit, start }: Exchange,
): { readonly record: Uint8Array; readonly count: number } | undefined {
  const places: number[] = [];
  let seen = 0;
  for (let at = left; places.length < limit; at += from.length) {
    at = placeOf(record, from, at, right);
    if (at < 0) break;
    if (++seen >= start) places.push(at);
  }
  if (places.length === 0) return undefined;
  const changed = new Uint8Array(record.length + places.length * (to.length - from.length));
  let read = 0;
  let written = 0;
  // byte by byte: a view of each part would cost more than the bytes of a line
  for (const at of places) {
    while (read < at) changed[written++] = record[read++]!;
    for (let i = 0; i < to.length; i++) changed[written++] = to[i]!;
    read += from.length;
  }
  while (read < record.length) changed[written++] = record[read++]!;
  return { record: changed, count: places.length };
}
