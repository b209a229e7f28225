/** Strings of records into others: CHANGE, INSERT, ESCAPE, OVERSTR (CMS Pipelines, the stages of these names). */
import { EBCDIC_BLANK, LATIN1_TO_EBCDIC } from '../../../shared/ebcdic.js';
import {
  concat,
  copyBytes,
  findBytes,
  grow,
  newGrowing,
  takeGrown,
  type Growing,
} from '../bytes.js';
import { ANYCASE } from '../key-options.js';
import type { Operands } from '../operands.js';
import { PipeFault } from '../pipe-fault.js';
import { MOST_RECORD, type Rec } from '../pipe-set.js';
import {
  locateRange,
  parseRange,
  parseRanges,
  rangeFollows,
  WHOLE,
  type InputRange,
} from '../ranges.js';
import { filter, PORTION, type StageKind } from '../stage.js';
import type { StageIo } from '../stage-io.js';
import { findFolded, folded } from '../text.js';

interface Change {
  readonly ranges: readonly InputRange[];
  readonly from: Rec;
  readonly to: Rec;
  readonly most: number;
  readonly anycase: boolean;
  /** Where the ranges of the present record lie, in order; undefined: it has not been looked at. */
  bounds: (readonly [number, number])[] | undefined;
  /** The range that is looked at, where in it, and the place behind the last string found. */
  range: number;
  at: number;
  end: number;
  /** Strings found in the present record, what has been made of it, and how far that goes. */
  count: number;
  readonly out: Growing;
  read: number;
}

/** `/from/to/`, or two strings with delimiters of their own, as those in hexadecimal have none in common. */
function fromAndTo(operands: Operands): { from: Rec; to: Rec } {
  const delimiter = operands.rest.trimStart().charAt(0);
  const from = operands.string();
  const behind = operands.rest;
  // what ends the first string begins the second, when nothing but a count is left then
  const end = /[A-Za-z]/.test(delimiter) ? -1 : behind.indexOf(delimiter);
  const whole = end >= 0 && /^\s*(\d+|\*)?\s*$/.test(behind.slice(end + 1));
  const apart = /^\s+\S/.test(behind) && !whole;
  if (!apart && !/[A-Za-z]/.test(delimiter)) operands.rest = delimiter + behind;
  return { from, to: operands.string() };
}

const boundsOf = (s: Change, record: Rec): (readonly [number, number])[] =>
  s.ranges.length === 0
    ? [[0, record.length]]
    : s.ranges.map((range) => locateRange(range, record)).toSorted((a, b) => a[0] - b[0]);

/**
 * Finds the string in the next part of the ranges, from left to right; no two places overlap. True: there is more to be
 * looked at.
 */
function findSome(s: Change, record: Rec, found: number[], io: StageIo): boolean {
  const { from } = s;
  const { length } = from;
  const bounds = s.bounds!;
  let left = PORTION;
  for (; s.range < bounds.length; s.range++, s.at = 0) {
    const [first, last] = bounds[s.range]!;
    s.at = Math.max(s.at, first, s.end);
    while (s.count < s.most) {
      if (left <= 0) return true;
      const to = Math.min(last, s.at + left + length);
      // a null string is found once, in front of the range
      const next =
        length === 0
          ? s.at
          : s.anycase
            ? findFolded(record, from, s.at, to)
            : findBytes(record, from, s.at, to);
      if (next < 0) {
        io.work(to - s.at);
        if (to === last) break;
        left = 0;
        s.at = to - length + 1;
        continue;
      }
      found.push(next);
      s.count++;
      left -= next + length - s.at;
      io.work(next + length - s.at);
      s.at = s.end = next + length;
      if (length === 0) break;
    }
  }
  return false;
}

/** A part of a record up to `end`, with the other string at these places. */
function changed(s: Change, record: Rec, found: readonly number[], end: number): Rec {
  const { from, to } = s;
  const length = end - s.read + found.length * (to.length - from.length);
  if (length > MOST_RECORD) throw new PipeFault(78, length);
  const out = new Uint8Array(length);
  let write = 0;
  for (const place of found) {
    copyBytes(record, s.read, place, out, write);
    write += place - s.read;
    copyBytes(to, 0, to.length, out, write);
    write += to.length;
    s.read = place + from.length;
  }
  copyBytes(record, s.read, end, out, write);
  s.read = end;
  return out;
}

/** CHANGE: records that are changed go to the primary output, others to the secondary one when it is connected. */
const change = filter<Change>(['CHAnge'], {
  first: false,
  cost: 0.8,
  parse(operands) {
    const anycase = operands.keyword(...ANYCASE);
    const ranges = rangeFollows(operands) ? parseRanges(operands) : [];
    const { from, to } = fromAndTo(operands);
    const most = operands.count(Infinity, 1);
    operands.finish();
    if (from.length === 0 && most !== Infinity && most !== 1) throw new PipeFault(198);
    return {
      ...{ ranges, from: anycase ? folded(from) : from, to, most, anycase },
      ...{ bounds: undefined, range: 0, at: 0, end: 0, count: 0, out: newGrowing(), read: 0 },
    };
  },
  record(s, record, io) {
    s.bounds ??= boundsOf(s, record);
    const found: number[] = [];
    if (findSome(s, record, found, io)) {
      if (found.length > 0) grow(s.out, changed(s, record, found, s.end));
      return true;
    }
    if (s.count === 0) io.emit(record, io.stage.outputs.length > 1 ? 1 : 0);
    else {
      const last = changed(s, record, found, record.length);
      if (s.out.length > 0) grow(s.out, last);
      io.emit(s.out.length > 0 ? takeGrown(s.out) : last);
    }
    s.bounds = undefined;
    s.range = s.at = s.end = s.count = s.read = 0;
    return false;
  },
});

interface Insert {
  readonly text: Rec;
  readonly after: boolean;
  readonly range: InputRange;
}

/** INSERT: puts a string in front of each record, or of a range of it, or behind that. */
const insert = filter<Insert>(['INSERT'], {
  first: false,
  parse(operands) {
    const text = operands.string();
    const after = operands.keyword('AFTER');
    if (!after) operands.keyword('BEFORE');
    const range = rangeFollows(operands) ? parseRange(operands) : WHOLE;
    operands.finish();
    return { text, after, range };
  },
  record(s, record, io) {
    // a range that is not there is behind the record
    const [from, to] = locateRange(s.range, record);
    const at = s.after ? to : from;
    io.emit(concat(record.subarray(0, at), s.text, record.subarray(at)));
  },
});

/** What ESCAPE marks when it is not told. */
const SPECIAL = Uint8Array.from('|\\"!', (c) => LATIN1_TO_EBCDIC[c.charCodeAt(0)]!);

/** ESCAPE: puts an escape character (the first of the string) in front of the characters of a string. */
const escape = filter<{ readonly mark: number; readonly characters: Rec }>(['ESCAPE'], {
  first: false,
  parse(operands) {
    const given = operands.empty ? SPECIAL : operands.string();
    operands.finish();
    const mark = given === SPECIAL ? LATIN1_TO_EBCDIC[0x22]! : given[0];
    if (mark === undefined) throw new PipeFault(156);
    return { mark, characters: given };
  },
  record(s, record, io) {
    const marked = new Uint8Array(256);
    for (const byte of s.characters) marked[byte] = 1;
    let extra = 0;
    io.work(record.length);
    for (let i = 0; i < record.length; i++) extra += marked[record[i]!]!;
    if (extra === 0) {
      io.emit(record);
      return;
    }
    const out = new Uint8Array(record.length + extra);
    io.work(record.length);
    let at = 0;
    for (let i = 0; i < record.length; i++) {
      const byte = record[i]!;
      if (marked[byte] === 1) out[at++] = s.mark;
      out[at++] = byte;
    }
    io.emit(out);
  },
});

/** ASA carriage control: over the line before. */
const PLUS = 0x4e;
/** Machine carriage control: write, and stay on the line. */
const WRITE_NO_SPACE = 0x01;

/** One line over another, from the second byte on; `control` is its carriage control. */
function struckOver(below: Rec, above: Rec, control: number): Rec {
  const out = new Uint8Array(Math.max(below.length, above.length)).fill(EBCDIC_BLANK);
  out.set(below);
  for (let i = 1; i < above.length; i++) if (above[i] !== EBCDIC_BLANK) out[i] = above[i]!;
  out[0] = control;
  return out;
}

/**
 * OVERSTR: lines that a printer would print over each other, as one; the first byte is carriage control. By ASA control
 * a line says that it goes over the one before, by machine control that the next one goes over it.
 */
const overstr = filter<{ line: Rec | undefined }>(['OVERSTR', 'OVERSTRike'], {
  first: false,
  parse(operands) {
    operands.finish();
    return { line: undefined };
  },
  record(s, record, io) {
    const { line } = s;
    if (line === undefined) s.line = record.slice();
    else if (record[0] === PLUS) s.line = struckOver(line, record, line[0]!);
    else if (line[0] === WRITE_NO_SPACE && record.length > 0)
      s.line = struckOver(line, record, record[0]!);
    else {
      io.emit(line);
      s.line = record.slice();
    }
  },
  end(s, io) {
    if (s.line !== undefined) io.emit(s.line);
  },
});

/** The stages of this file. */
export const changing: readonly StageKind[] = [change, insert, escape, overstr];
