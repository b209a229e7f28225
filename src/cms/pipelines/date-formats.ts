/**
 * Formats of dates and times (CMS Pipelines, "dateconvert"). A format is a pattern of letters: Y a year of four digits
 * or more, y one of two, m a month, N its name in three letters, d a day, j a day of the year, B days since 1 January of
 * year 1, C days of the century; all else is itself. A time may follow: hh:mm:ss.uuuuuu, or in the form of the format.
 */
import { dateOf, daysOf } from './time-stamps.js';

/** A day, and the time as digits hhmmssuuuuuu, '' when there is none. */
export interface Moment {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly time: string;
}

/** Patterns by name; what stands between the date and the time, and between the parts of the time. */
interface DateFormat {
  readonly date: string;
  readonly gap: string;
  readonly colon: string;
  readonly point: string;
}

const plain = (date: string): DateFormat => ({ date, gap: ' ', colon: ':', point: '.' });

const FORMATS: Readonly<Record<string, DateFormat>> = {
  USA_SHORT: plain('m/d/y'),
  USA: plain('m/d/Y'),
  ISO_SHORT: plain('y-m-d'),
  ISODATE: plain('Y-m-d'),
  DB2_SHORT: { date: 'y-m-d', gap: '-', colon: '.', point: '.' },
  DB2: { date: 'Y-m-d', gap: '-', colon: '.', point: '.' },
  NORMAL: plain('d N Y'),
  CSL_SHORT: plain('y/m/d'),
  CSL: plain('Y/m/d'),
  PIPE_SHORT: { date: 'ymd', gap: '', colon: '', point: '' },
  PIPE: { date: 'Ymd', gap: '', colon: '', point: '' },
  EUR_SHORT: plain('d.m.y'),
  EUR: plain('d.m.Y'),
  JULIAN_SHORT: plain('y.j'),
  JULIAN: plain('Y.j'),
  REXX_DATE_B: plain('B'),
  REXX_DATE_C: plain('C'),
  REXX_DATE_D: plain('j'),
  REXX_DATE_E: plain('d/m/y'),
  REXX_DATE_E_LONG: plain('d/m/Y'),
  REXX_DATE_J: plain('yj'),
  REXX_DATE_J_LONG: plain('Yj'),
  REXX_DATE_M: plain('M'),
  REXX_DATE_N_SHORT: plain('d N y'),
  REXX_DATE_W: plain('W'),
};

const OTHER_NAMES: Readonly<Record<string, string>> = {
  ...{ SHORTDATE: 'USA_SHORT', FULLDATE: 'USA', ISO: 'ISODATE', EURSHORT: 'EUR_SHORT' },
  ...{ EUROPEAN: 'EUR', JUL: 'JULIAN', JULSHORT: 'JULIAN_SHORT', USASHORT: 'USA_SHORT' },
  ...{ ORDERED: 'CSL_SHORT', STANDARD: 'PIPE', BASE: 'REXX_DATE_B', BASEDATE: 'REXX_DATE_B' },
  ...{ REXX_DATE_U: 'USA_SHORT', REXX_DATE_O: 'CSL_SHORT', REXX_DATE_S: 'PIPE' },
  REXX_DATE_N: 'NORMAL',
};

/** The name of a format in the table; undefined when there is none. SHO, FUL and the like are short for others. */
export function dateFormatNamed(word: string): string | undefined {
  const upper = word.toUpperCase();
  const rexx = /^(?:REXX_DATE_|REXX|R)([BCDEJMNOSUW])((?:_LONG|_SHORT)?)$/.exec(upper);
  const name = rexx === null ? upper : `REXX_DATE_${rexx[1]!}${rexx[2]!}`;
  const short = ['SHORTDATE', 'FULLDATE', 'ISODATE'].find(
    (one) => upper.length >= 3 && one.startsWith(upper),
  );
  const found = short ?? name;
  const known = OTHER_NAMES[found] ?? found;
  return Object.hasOwn(FORMATS, known) ? known : undefined;
}

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August'],
  ...['September', 'October', 'November', 'December'],
];
const DAYS = ['Thursday', 'Friday', 'Saturday', 'Sunday', 'Monday', 'Tuesday', 'Wednesday'];
/** Days since 1970 of 1 January of year 1. */
const BASE = -719_162;

const PARTS: Readonly<Record<string, string>> = {
  ...{ Y: '(\\d{4,7})', y: '(\\d\\d)', m: '(\\d\\d?)', d: '(\\d\\d?)', N: '([A-Za-z]{3})' },
  ...{ j: '(\\d{3})', B: '(\\d{1,7})', C: '(\\d{1,5})' },
};
/** The same where nothing stands between the parts. */
const FIXED: Readonly<Record<string, string>> = {
  ...PARTS,
  ...{ Y: '(\\d{4})', m: '(\\d\\d)', d: '(\\d\\d)' },
};

const quoted = (text: string): string => text.replace(/[.\\/-]/g, '\\$&');

/** What a year of two digits is: the one of a hundred years from `first` on. */
const century = (yy: number, first: number): number => first + ((((yy - first) % 100) + 100) % 100);

/**
 * Reads a date, and the time that follows it.
 * @param first - first of the hundred years that a year of two digits is one of
 * @param thisYear - the year of formats that have none
 */
export function readDate(
  name: string,
  text: string,
  first: number,
  thisYear: number,
): Moment | undefined {
  const { date, gap, colon, point } = FORMATS[name]!;
  const parts = gap === '' ? FIXED : PARTS;
  if (/[MW]/.test(date)) return undefined;
  const day = [...date].map((c) => parts[c] ?? quoted(c)).join('');
  const c = quoted(colon);
  const clock = `${quoted(gap)}(\\d\\d)${c}(\\d\\d)(?:${c}(\\d\\d)(?:${quoted(point)}(\\d{1,6}))?)?`;
  const match = new RegExp(`^${day}(?:${clock})?$`).exec(text);
  if (match === null) return undefined;
  const letters = [...date].filter((one) => parts[one] !== undefined);
  const value = (letter: string): number | undefined => {
    const at = letters.indexOf(letter);
    return at < 0 ? undefined : Number(match[at + 1]);
  };
  const yy = value('y');
  const year = value('Y') ?? (yy === undefined ? thisYear : century(yy, first));
  const base = value('B');
  const centuryDays = value('C');
  const dayOfYear = value('j');
  const named = letters.indexOf('N');
  const month =
    named < 0
      ? (value('m') ?? 1)
      : MONTHS.findIndex(
          (one) => one.slice(0, 3).toUpperCase() === match[named + 1]!.toUpperCase(),
        ) + 1;
  let days: number | undefined;
  if (base !== undefined) days = base + BASE;
  else if (centuryDays !== undefined) {
    days = daysOf(Math.floor(thisYear / 100) * 100, 1, 1)! + centuryDays - 1;
  } else if (dayOfYear !== undefined) {
    const start = daysOf(year, 1, 1);
    const there =
      start !== undefined && dayOfYear > 0 && dateOf(start + dayOfYear - 1).year === year;
    days = there ? start + dayOfYear - 1 : undefined;
  } else days = daysOf(year, month, value('d') ?? 1);
  const [hour = '', minute = '', second = '00', micro = ''] = match.slice(letters.length + 1);
  if (days === undefined || Number(hour) > 24 || Number(minute) > 59 || Number(second) > 59) {
    return undefined;
  }
  const time = hour === '' ? '' : `${hour}${minute}${second}${micro.padEnd(6, '0')}`;
  return { ...dateOf(days), time };
}

/** Writes a date, and with `timed` a time, midnight when there is none. */
export function writeDate(name: string, moment: Moment, timed: boolean): string {
  const { date, gap, colon, point } = FORMATS[name]!;
  const { year, month, day } = moment;
  const two = (n: number): string => String(n).padStart(2, '0');
  const days = daysOf(year, month, day)!;
  const first = daysOf(year, 1, 1)!;
  const values: Readonly<Record<string, string>> = {
    ...{ Y: String(year).padStart(4, '0'), y: two(year % 100), m: two(month), d: two(day) },
    ...{ N: MONTHS[month - 1]!.slice(0, 3), M: MONTHS[month - 1]! },
    ...{ j: String(days - first + 1).padStart(3, '0'), B: String(days - BASE) },
    C: String(days - daysOf(Math.floor(year / 100) * 100, 1, 1)! + 1),
    W: DAYS[((days % 7) + 7) % 7]!,
  };
  // the day of NORMAL has no zero in front
  const text = [...date].map((c) =>
    c === 'd' && date.includes('N') ? String(day) : (values[c] ?? c),
  );
  if (!timed) return text.join('');
  const t = moment.time === '' ? '000000000000' : moment.time;
  const clock = [t.slice(0, 2), t.slice(2, 4), t.slice(4, 6)].join(colon);
  return `${text.join('')}${gap}${clock}${point}${t.slice(6)}`;
}
