/** Selecting by words and characters: ABBREV, VERIFY; times: GREG2SEC, SEC2GREG, DATECONVERT (CMS Pipelines). */
import { EBCDIC_BLANK, fromEbcdic, toEbcdic } from '../../../shared/ebcdic.js';
import { beginsWith, concat } from '../bytes.js';
import { ANYCASE } from '../key-options.js';
import type { Operands } from '../operands.js';
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
import { folded } from '../text.js';
import { dateOf, daysOf, secondsOfStamp, stampOfSeconds } from '../time-stamps.js';

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
    return first.length >= s.least && beginsWith(s.word, s.anycase ? folded(first) : first);
  },
);

interface Verify {
  readonly range: InputRange;
  readonly characters: Rec;
  readonly anycase: boolean;
}

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
  (s, view) => {
    const [from, to] = locateRange(s.range, view);
    const look = s.anycase ? folded(view) : view;
    for (let at = from; at < to; at++) if (!s.characters.includes(look[at]!)) return false;
    return true;
  },
);

/** GREG2SEC: digits yyyymmddhhmmss as seconds since 1970. */
const greg2sec = filter<null>(['GREG2SEC'], {
  first: false,
  parse: nothing,
  record(_s, record, io) {
    const text = fromEbcdic(record).trim();
    const seconds = secondsOfStamp(text);
    if (seconds === undefined) throw new PipeFault(1183, text);
    io.emit(toEbcdic(String(seconds)));
  },
});

const sec2greg = filter<null>(['SEC2GREG'], {
  first: false,
  parse: nothing,
  record(_s, record, io) {
    const text = fromEbcdic(record).trim();
    if (!/^-?\d{1,11}$/.test(text)) throw new PipeFault(58, text);
    io.emit(toEbcdic(stampOfSeconds(Number(text))));
  },
});

function nothing(operands: Operands): null {
  operands.finish();
  return null;
}

interface Date {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const two = (n: number): string => String(n).padStart(2, '0');
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** Days since 1970 of the first day of year 1, from which REXX counts. */
const BASE = -719_162;

/** The century of a year of two digits: the window is 1950 to 2049. */
const century = (yy: number): number => yy + (yy < 50 ? 2000 : 1900);

/** A format: how its dates look, what they are, and how one is written. */
interface DateFormat {
  readonly pattern: RegExp;
  read(parts: readonly string[]): Date | undefined;
  write(date: Date): string;
}

const inOrder = (pattern: RegExp, order: string, write: (d: Date) => string): DateFormat => ({
  pattern,
  read(parts) {
    const at = (letter: string): number => Number(parts[order.indexOf(letter)] ?? 0);
    const year = order.includes('y') ? at('y') : century(at('s'));
    return { year, month: at('m'), day: at('d') };
  },
  write,
});

const fromDays = (days: number): Date => dateOf(days);
const toDays = (d: Date): number => daysOf(d.year, d.month, d.day) ?? 0;
const dayOfYear = (d: Date): number => toDays(d) - toDays({ year: d.year, month: 1, day: 1 }) + 1;

/** Date formats (CMS Pipelines, "dateconvert"). */
const FORMATS: Readonly<Record<string, DateFormat>> = {
  ISODATE: inOrder(
    /^(\d{4})-(\d\d)-(\d\d)$/,
    'ymd',
    (d) => `${d.year}-${two(d.month)}-${two(d.day)}`,
  ),
  FULLDATE: inOrder(
    /^(\d\d?)\/(\d\d?)\/(\d{4})$/,
    'mdy',
    (d) => `${two(d.month)}/${two(d.day)}/${d.year}`,
  ),
  SHORTDATE: inOrder(
    /^(\d\d?)\/(\d\d?)\/(\d\d)$/,
    'mds',
    (d) => `${two(d.month)}/${two(d.day)}/${two(d.year % 100)}`,
  ),
  USA: inOrder(
    /^(\d\d?)\/(\d\d?)\/(\d\d)$/,
    'mds',
    (d) => `${two(d.month)}/${two(d.day)}/${two(d.year % 100)}`,
  ),
  EUROPEAN: inOrder(
    /^(\d\d?)\/(\d\d?)\/(\d\d)$/,
    'dms',
    (d) => `${two(d.day)}/${two(d.month)}/${two(d.year % 100)}`,
  ),
  ORDERED: inOrder(
    /^(\d\d)\/(\d\d)\/(\d\d)$/,
    'smd',
    (d) => `${two(d.year % 100)}/${two(d.month)}/${two(d.day)}`,
  ),
  STANDARD: inOrder(/^(\d{4})(\d\d)(\d\d)$/, 'ymd', (d) => `${d.year}${two(d.month)}${two(d.day)}`),
  NORMAL: {
    pattern: /^(\d\d?) ([A-Za-z]{3}) (\d{4})$/,
    read: ([day, month = '', year]) => ({
      ...{ year: Number(year), day: Number(day) },
      month: MONTHS.findIndex((one) => one.toUpperCase() === month.toUpperCase()) + 1,
    }),
    write: (d) => `${d.day} ${MONTHS[d.month - 1]!} ${d.year}`,
  },
  JULIAN: {
    pattern: /^(\d\d)(\d{3})$/,
    read: ([year, day]) =>
      fromDays(toDays({ year: century(Number(year)), month: 1, day: 1 }) + Number(day) - 1),
    write: (d) => `${two(d.year % 100)}${String(dayOfYear(d)).padStart(3, '0')}`,
  },
  BASE: {
    pattern: /^(\d{1,7})$/,
    read: ([days]) => fromDays(Number(days) + BASE),
    write: (d) => String(toDays(d) - BASE),
  },
};
const OTHER_NAMES: Readonly<Record<string, string>> = {
  ISO: 'ISODATE',
  EUR: 'EUROPEAN',
  BASEDATE: 'BASE',
  REXXB: 'BASE',
  REXXE: 'EUROPEAN',
  REXXN: 'NORMAL',
  REXXO: 'ORDERED',
  REXXS: 'STANDARD',
  REXXU: 'USA',
};

function formatNamed(word: string): string {
  const upper = word.toUpperCase();
  const name = OTHER_NAMES[upper] ?? upper;
  if (FORMATS[name] === undefined) throw new PipeFault(1177, word);
  return name;
}

interface DateConvert {
  readonly range: InputRange;
  readonly from: string;
  readonly to: string;
}

/** DATECONVERT: a date of one format into another; records without such a date go to the secondary output. */
const dateconvert = filter<DateConvert>(['DATECONVert'], {
  first: false,
  parse(operands) {
    const range = rangeFollows(operands) ? parseRange(operands) : WHOLE;
    const from = operands.empty ? 'SHORTDATE' : formatNamed(operands.required());
    const to = operands.empty ? 'ISODATE' : formatNamed(operands.required());
    operands.finish();
    return { range, from, to };
  },
  record(s, record, io) {
    const [from, to] = locateRange(s.range, record);
    const text = fromEbcdic(record.subarray(from, to)).trim();
    const format = FORMATS[s.from]!;
    const match = format.pattern.exec(text);
    const date = match === null ? undefined : format.read(match.slice(1));
    if (date === undefined || daysOf(date.year, date.month, date.day) === undefined) {
      if (io.stage.outputs.length < 2) throw new PipeFault(1183, text);
      io.emit(record, 1);
      return;
    }
    const written = toEbcdic(FORMATS[s.to]!.write(date));
    io.emit(concat(record.subarray(0, from), written, record.subarray(to)));
  },
});

/** The stages of this file. */
export const wordStages: readonly StageKind[] = [abbrev, verify, greg2sec, sec2greg, dateconvert];
