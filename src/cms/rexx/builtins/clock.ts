/** DATE and TIME (z/VM REXX/VM Reference, "Functions"). */
import type { LocalTime } from '../../command.js';
import { fail } from '../errors.js';
import { shortest } from '../value.js';
import type { Value } from '../value.js';
import { builtin } from './arguments.js';
import type { Arguments, Builtin } from './arguments.js';

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const DAY = 86_400;
/** 1 January 1970. */
const EPOCH = 719_162;
/** Years that are not given are those from fifty back to forty-nine ahead. */
const WINDOW = 50;

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Days since 1 January of the year 1, in the Gregorian calendar for ever. */
function baseOf({ year, month, day }: Day): number {
  const y = year - 1;
  return (
    y * 365 +
    Math.floor(y / 4) -
    Math.floor(y / 100) +
    Math.floor(y / 400) +
    dayOfYear({ year, month, day }) -
    1
  );
}

function leap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function lengthOf(year: number, month: number): number {
  return month === 2 ? (leap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function dayOfYear({ year, month, day }: Day): number {
  let days = day;
  for (let m = 1; m < month; m++) days += lengthOf(year, m);
  return days;
}

function dayOf(base: number): Day {
  let year = Math.floor(base / 365.2425) + 1;
  while (baseOf({ year: year + 1, month: 1, day: 1 }) <= base) year++;
  while (baseOf({ year, month: 1, day: 1 }) > base) year--;
  let left = base - baseOf({ year, month: 1, day: 1 });
  let month = 1;
  while (left >= lengthOf(year, month)) left -= lengthOf(year, month++);
  return { year, month, day: left + 1 };
}

function two(n: number): string {
  return String(n % 100).padStart(2, '0');
}

function shown(option: string, date: Day): Value {
  const { year, month, day } = date;
  switch (option) {
    case 'B':
      return baseOf(date);
    case 'C': {
      const century = { year: Math.floor(year / 100) * 100, month: 1, day: 1 };
      return baseOf(date) - baseOf(century) + 1;
    }
    case 'D':
      return dayOfYear(date);
    case 'E':
      return `${two(day)}/${two(month)}/${two(year)}`;
    case 'J':
      return `${two(year)}${String(dayOfYear(date)).padStart(3, '0')}`;
    case 'M':
      return MONTHS[month - 1]!;
    case 'O':
      return `${two(year)}/${two(month)}/${two(day)}`;
    case 'S':
      return shortest(`${String(year).padStart(4, '0')}${two(month)}${two(day)}`);
    case 'U':
      return `${two(month)}/${two(day)}/${two(year)}`;
    case 'W':
      return DAYS[baseOf(date) % 7]!;
    default:
      return `${String(day)} ${MONTHS[month - 1]!.slice(0, 3)} ${String(year).padStart(4, '0')}`;
  }
}

function valid(date: Day): boolean {
  const { year, month, day } = date;
  return (
    year >= 1 &&
    year <= 9999 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= lengthOf(year, month)
  );
}

function fullYear(short: number, now: LocalTime): number {
  const first = now.year - WINDOW;
  const year = Math.floor(first / 100) * 100 + short;
  return year < first ? year + 100 : year;
}

/** A date in one of the forms that DATE takes. */
function read(a: Arguments, text: string, option: string): Day {
  const { now } = a.host;
  const numbers = (pattern: RegExp): number[] | undefined =>
    pattern.exec(text)?.slice(1).map(Number);
  let date: Day | undefined;
  switch (option) {
    case 'B': {
      const base = /^\d{1,7}$/.test(text) ? Number(text) : -1;
      if (base >= 0 && base <= 3_652_058) date = dayOf(base);
      break;
    }
    case 'E':
    case 'O':
    case 'U': {
      const [x = 0, y = 0, z = 0] = numbers(/^(\d\d)\/(\d\d)\/(\d\d)$/) ?? [];
      const [year, month, day] =
        option === 'E' ? [z, y, x] : option === 'O' ? [x, y, z] : [z, x, y];
      date = { year: fullYear(year, now), month, day };
      break;
    }
    case 'J': {
      const [year, days] = numbers(/^(\d\d)(\d{3})$/) ?? [];
      if (year !== undefined && days !== undefined && days > 0) {
        date = dayOf(baseOf({ year: fullYear(year, now), month: 1, day: 1 }) + days - 1);
      }
      break;
    }
    case 'S': {
      const [year = 0, month = 0, day = 0] = numbers(/^(\d{4})(\d\d)(\d\d)$/) ?? [];
      date = { year, month, day };
      break;
    }
    case 'N': {
      const match = /^(\d{1,2}) ([A-Z][a-z]{2}) (\d{4})$/.exec(text);
      const month = MONTHS.findIndex((name) => name.slice(0, 3) === match?.[2]) + 1;
      date = { year: Number(match?.[3]), month, day: Number(match?.[1]) };
    }
  }
  if (date === undefined || !valid(date)) return fail(40, 19, a.name, text, option);
  return date;
}

/** Forms whose parts have a separator: the parts, and what stands between them unless another is given. */
const SEPARATED: Readonly<Record<string, readonly [string, string, string, separator: string]>> = {
  E: ['\\d\\d', '\\d\\d', '\\d\\d', '/'],
  N: ['\\d{1,2}', '[A-Z][a-z]{2}', '\\d{4}', ' '],
  O: ['\\d\\d', '\\d\\d', '\\d\\d', '/'],
  S: ['\\d{4}', '\\d\\d', '\\d\\d', ''],
  U: ['\\d\\d', '\\d\\d', '\\d\\d', '/'],
};

/** A date with other separators than `from` between its parts; the empty string when it has not that form. */
function separated(text: string, form: string, from: string, to: string): string {
  const [first, second, third] = SEPARATED[form]!;
  const between = from === '' ? '' : `\\u{${from.codePointAt(0)!.toString(16)}}`;
  const parts = new RegExp(`^(${first})${between}(${second})${between}(${third})$`, 'u').exec(text);
  return parts?.slice(1).join(to) ?? '';
}

/** A separator: one character that is no letter or digit, or none, for a form that has separators. */
function separator(a: Arguments, n: number, form: string): string | undefined {
  if (!a.has(n)) return undefined;
  const text = a.text(n);
  if (SEPARATED[form] === undefined || text.length > 1 || /[A-Za-z0-9]/.test(text)) {
    return fail(40, 43, a.name, String(n), text);
  }
  return text;
}

/** DATE(form, date, form of the date, separator, separator of the date). */
function date(a: Arguments): Value {
  const option = a.option(1, 'BCDEJMNOSUW', 'N');
  const form = a.option(3, 'BEJNOSU', 'N');
  const outside = separator(a, 4, option);
  const inside = separator(a, 5, form);
  const given = a.has(2) ? a.text(2) : undefined;
  const text =
    given === undefined || inside === undefined
      ? given
      : separated(given, form, inside, SEPARATED[form]![3]);
  const value = shown(option, text === undefined ? a.host.now : read(a, text, form));
  if (outside === undefined) return value;
  return shortest(separated(String(value), option, SEPARATED[option]![3], outside));
}

function time(a: Arguments): Value {
  const { now, microseconds } = a.host;
  const option = a.option(1, 'CEHLMNRS', 'N');
  const seconds = (now.hour * 60 + now.minute) * 60 + now.second;
  const clock = `${two(now.hour)}:${two(now.minute)}:${two(now.second)}`;
  switch (option) {
    case 'C': {
      const hour = now.hour % 12 === 0 ? 12 : now.hour % 12;
      return `${String(hour)}:${two(now.minute)}${now.hour < 12 ? 'am' : 'pm'}`;
    }
    case 'H':
      return now.hour;
    case 'L':
      return `${clock}.${String(microseconds).padStart(6, '0')}`;
    case 'M':
      return now.hour * 60 + now.minute;
    case 'S':
      return seconds;
    case 'E':
    case 'R': {
      const { activity } = a;
      // microseconds since 1970: whole numbers that are exact
      const at = ((baseOf(now) - EPOCH) * DAY + seconds) * 1e6 + microseconds;
      const from = activity.elapsed;
      if (from === undefined || option === 'R') activity.elapsed = at;
      if (from === undefined) return 0;
      return (Math.max(0, at - from) / 1e6).toFixed(6);
    }
    default:
      return clock;
  }
}

/** By name. */
export const CLOCK_FUNCTIONS: Readonly<Record<string, Builtin>> = {
  DATE: builtin(0, 5, date),
  TIME: builtin(0, 1, time),
};
