/** Selecting by words and characters: ABBREV, VERIFY; times: GREG2SEC, SEC2GREG, DATECONVERT (CMS Pipelines). */
import { EBCDIC_BLANK, EBCDIC_TO_UPPER, toEbcdic } from '../../../shared/ebcdic.js';
import { beginsWith, concat } from '../bytes.js';
import { dateFormatNamed, readDate, writeDate } from '../date-formats.js';
import { ANYCASE } from '../key-options.js';
import { wholeNumber, type Operands } from '../operands.js';
import { PipeFault } from '../pipe-fault.js';
import type { Rec } from '../pipe-set.js';
import {
  locateRange,
  parseRange,
  rangeFollows,
  rangeOf,
  WHOLE,
  type InputRange,
} from '../ranges.js';
import { filter, selection, type StageKind } from '../stage.js';
import { folded, shortText } from '../text.js';
import { secondsOfStamp, stampOfSeconds } from '../time-stamps.js';

interface Abbrev {
  readonly word: Rec;
  readonly least: number;
  readonly anycase: boolean;
}

const FIRST_WORD: InputRange = { unit: 'word', first: 1, last: 1, separator: EBCDIC_BLANK };

const abbrev = selection<Abbrev>(
  ['ABBREV'],
  (operands) => {
    const word = operands.empty ? '' : operands.required();
    const least = operands.optionalNumber(0, 255) ?? 0;
    const anycase = operands.keyword(...ANYCASE);
    operands.finish();
    return { word: anycase ? folded(toEbcdic(word)) : toEbcdic(word), least, anycase };
  },
  (s, view) => {
    const first = rangeOf(FIRST_WORD, view);
    if (first.length < s.least || first.length > s.word.length) return false;
    return beginsWith(s.word, s.anycase ? folded(first) : first);
  },
);

interface Verify {
  readonly range: InputRange;
  readonly characters: Rec;
  readonly anycase: boolean;
}

/** Bytes below which a table of all characters is not worth while. */
const FEW = 256;

/** VERIFY: records that have no other characters than these. */
const verify = selection<Verify>(
  ['VERIFY'],
  (operands) => {
    const anycase = operands.keyword(...ANYCASE);
    const range = rangeFollows(operands) ? parseRange(operands) : WHOLE;
    const characters = operands.string();
    operands.finish();
    return { range, characters: anycase ? folded(characters) : characters, anycase };
  },
  (s, view, io) => {
    const [from, to] = locateRange(s.range, view);
    if (to - from < FEW) {
      const look = s.anycase ? folded(view) : view;
      for (let at = from; at < to; at++) if (!s.characters.includes(look[at]!)) return false;
      return true;
    }
    const good = new Uint8Array(256);
    for (const byte of s.characters) good[byte] = 1;
    if (s.anycase)
      for (let byte = 0; byte < 256; byte++) good[byte] = good[EBCDIC_TO_UPPER[byte]!]!;
    let at = from;
    while (at < to && good[view[at]!] === 1) at++;
    io.work(at - from);
    return at === to;
  },
);

/** GREG2SEC: digits yyyymmddhhmmss as seconds since 1970. */
const greg2sec = filter<null>(['GREG2SEC'], {
  first: false,
  parse: nothing,
  record(_s, record, io) {
    const text = shortText(record);
    const seconds = secondsOfStamp(text);
    if (seconds === undefined) throw new PipeFault(1183, text);
    io.emit(toEbcdic(String(seconds)));
  },
});

/** Seconds of a time zone: signed seconds, or `[-]hh:mm[:ss]`. */
function offsetOf(word: string): number {
  const match = /^([-+]?)(\d{1,2}):(\d\d)(?::(\d\d))?$/.exec(word);
  if (match === null) return wholeNumber(word, -86_400, 86_400);
  const [, sign, hours, minutes, seconds = '0'] = match;
  const all = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return sign === '-' ? -all : all;
}

/** SEC2GREG: OFFSET is that of the time zone, which is added. */
const sec2greg = filter<{ readonly offset: number }>(['SEC2GREG'], {
  first: false,
  parse(operands) {
    const offset = operands.keyword('OFFSET') ? offsetOf(operands.required()) : 0;
    operands.finish();
    return { offset };
  },
  record(s, record, io) {
    const text = shortText(record);
    if (!/^-?\d{1,11}$/.test(text)) throw new PipeFault(58, text);
    io.emit(toEbcdic(stampOfSeconds(Number(text) + s.offset)));
  },
});

function nothing(operands: Operands): null {
  operands.finish();
  return null;
}

interface DateConvert {
  readonly range: InputRange;
  readonly from: string;
  readonly to: string;
  /** First of the hundred years that a year of two digits is one of; below zero: so many before the present year. */
  readonly window: number;
  readonly timed: boolean;
}

function formatOf(operands: Operands): string {
  const word = operands.required();
  const name = dateFormatNamed(word);
  if (name === undefined) throw new PipeFault(1177, word);
  return name;
}

/** Whether an option follows, not a format. */
const optionFollows = (operands: Operands): boolean =>
  operands.empty || /^(WINDOW|BASEYEAR|TIMEOUT)$/i.test(operands.peek());

/** DATECONVERT: a date of one format into another; records without such a date go to the secondary output. */
const dateconvert = filter<DateConvert>(['DATECONVert'], {
  first: false,
  parse(operands) {
    const range = rangeFollows(operands) ? parseRange(operands) : WHOLE;
    const from = optionFollows(operands) ? 'USA_SHORT' : formatOf(operands);
    const to = optionFollows(operands) ? 'ISODATE' : formatOf(operands);
    if (/_DATE_[MW]$/.test(from)) throw new PipeFault(1182, from);
    let window = -50;
    if (operands.keyword('WINDOW')) window = operands.number(-99, 99);
    else if (operands.keyword('BASEYEAR')) window = operands.number(100, 9900);
    const timed = operands.keyword('TIMEOUT');
    operands.finish();
    return { range, from, to, window, timed };
  },
  record(s, record, io) {
    const [from, to] = locateRange(s.range, record);
    const text = shortText(record.subarray(from, to));
    const { year } = io.context.now;
    const first = s.window < 100 ? year + s.window : s.window;
    const moment = readDate(s.from, text, first, year);
    if (moment === undefined) {
      if (io.stage.outputs.length < 2) throw new PipeFault(1183, text);
      io.emit(record, 1);
      return;
    }
    const written = toEbcdic(writeDate(s.to, moment, s.timed));
    io.emit(concat(record.subarray(0, from), written, record.subarray(to)));
  },
});

/** The stages of this file. */
export const wordStages: readonly StageKind[] = [abbrev, verify, greg2sec, sec2greg, dateconvert];
