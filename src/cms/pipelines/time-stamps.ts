/** Times as stages write them: digits yyyymmddhhmmss, the time-of-day clock, seconds. */
import type { LocalTime } from '../command.js';

const two = (n: number): string => String(n).padStart(2, '0');

/** yyyymmddhhmmss. */
export function stampOf(now: LocalTime): string {
  const { year, month, day, hour, minute, second } = now;
  return `${year}${[month, day, hour, minute, second].map(two).join('')}`;
}

/** Day of the year. */
function dayOfYear({ year, month, day }: LocalTime): number {
  return dayNumber(year, month, day) - dayNumber(year, 1, 1) + 1;
}

/** A time as a format says: %Y %y %m %n %d %e %j %H %k %M %S %t %F %T %%; all else is itself. */
export function formatTime(now: LocalTime, format: string): string {
  const { year, month, day, hour, minute, second } = now;
  const blank = (n: number): string => String(n).padStart(2);
  const date = `${year}-${two(month)}-${two(day)}`;
  const time = [hour, minute, second].map(two).join(':');
  const parts: Readonly<Record<string, string>> = {
    ...{ '%': '%', Y: String(year).padStart(4, '0'), y: two(year % 100), m: two(month) },
    ...{ n: blank(month), d: two(day), e: blank(day), H: two(hour), k: blank(hour) },
    ...{ M: two(minute), S: two(second), t: '00', F: date, T: time },
    j: String(dayOfYear(now)).padStart(3, '0'),
  };
  return format.replace(/%(.)/g, (whole, letter: string) => parts[letter] ?? whole);
}

/** Days from 1 March of year 0 to a date. */
function dayNumber(year: number, month: number, day: number): number {
  const y = month > 2 ? year : year - 1;
  const m = (month + 9) % 12;
  return (
    365 * y +
    Math.floor(y / 4) -
    Math.floor(y / 100) +
    Math.floor(y / 400) +
    Math.floor((153 * m + 2) / 5) +
    day -
    1
  );
}

const EPOCH_1970 = dayNumber(1970, 1, 1);
const EPOCH_1900 = dayNumber(1900, 1, 1);

/** Year, month and day of a number of days since 1970. */
export function dateOf(days: number): { year: number; month: number; day: number } {
  let n = days + EPOCH_1970;
  let year = Math.floor((10_000 * n + 14_780) / 3_652_425);
  let left = n - dayNumber(year, 3, 1);
  if (left < 0) {
    year--;
    left = n - dayNumber(year, 3, 1);
  }
  n = Math.floor((100 * left + 52) / 3060);
  const month = ((n + 2) % 12) + 1;
  if (month <= 2) year++;
  return { year, month, day: left - Math.floor((n * 306 + 5) / 10) + 1 };
}

/** Days since 1970 of a date; undefined when there is no such day. */
export function daysOf(year: number, month: number, day: number): number | undefined {
  const days = dayNumber(year, month, day) - EPOCH_1970;
  const back = dateOf(days);
  return back.month === month && back.day === day && back.year === year ? days : undefined;
}

/** Seconds since 1970 of digits yyyymmdd[hh[mm[ss]]]; undefined when it is no time. */
export function secondsOfStamp(text: string): number | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)((?:\d\d)*)/.exec(text);
  if (match === null) return undefined;
  const [year, month, day] = match.slice(1, 4).map(Number);
  const [hour, minute, second] = [0, 2, 4].map((at) => Number(match[4]!.slice(at, at + 2)));
  const days = daysOf(year!, month!, day!);
  if (days === undefined || hour! > 23 || minute! > 59 || second! > 59) return undefined;
  return ((days * 24 + hour!) * 60 + minute!) * 60 + second!;
}

/** Digits yyyymmddhhmmss of seconds since 1970. */
export function stampOfSeconds(seconds: number): string {
  const days = Math.floor(seconds / 86_400);
  const rest = seconds - days * 86_400;
  const [hour, minute, second] = [Math.floor(rest / 3600), Math.floor(rest / 60) % 60, rest % 60];
  return stampOf({ ...dateOf(days), hour, minute, second });
}

const OFFSET = (EPOCH_1970 - EPOCH_1900) * 86_400;

/** The time-of-day clock (8 bytes, bit 51 a microsecond, from 1900) at so many seconds since 1970. */
export function clockOf(seconds: number): Uint8Array {
  const out = new Uint8Array(8);
  new DataView(out.buffer).setBigUint64(
    0,
    BigInt.asUintN(64, (BigInt(seconds + OFFSET) * 1_000_000n) << 12n),
  );
  return out;
}

/** Seconds since 1970 of a time-of-day clock. */
export function secondsOfClock(clock: Uint8Array): number {
  const bytes = new Uint8Array(8);
  bytes.set(clock.subarray(0, 8));
  const value = new DataView(bytes.buffer).getBigUint64(0);
  return Number((value >> 12n) / 1_000_000n) - OFFSET;
}

/** A time-of-day clock as `yyyy-mm-dd hh:mm:ss.ffffff`. */
export function timeOfClock(clock: Uint8Array): string {
  const bytes = new Uint8Array(8);
  bytes.set(clock.subarray(0, 8));
  const micros = new DataView(bytes.buffer).getBigUint64(0) >> 12n;
  const stamp = stampOfSeconds(Number(micros / 1_000_000n) - OFFSET);
  const [year, month, day] = [stamp.slice(0, 4), stamp.slice(4, 6), stamp.slice(6, 8)];
  const time = stamp.slice(8).replace(/(..)(?=.)/g, '$1:');
  return `${year}-${month}-${day} ${time}.${String(micros % 1_000_000n).padStart(6, '0')}`;
}

/** The time-of-day clock at such a time; undefined when it is none. What is left out at the end is zero. */
export function clockOfTime(text: string): Uint8Array | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)(?: (\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?)?$/.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = ''] = match;
  const seconds = secondsOfStamp(`${year}${month}${day}${hour}${minute}${second}`);
  if (seconds === undefined) return undefined;
  const clock = clockOf(seconds);
  const view = new DataView(clock.buffer);
  view.setBigUint64(0, view.getBigUint64(0) + (BigInt(fraction.padEnd(6, '0')) << 12n));
  return clock;
}
