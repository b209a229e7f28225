/**
 * Dates and times as CP types them (`10:11:12 UTC MONDAY 08/17/26`, CONNECT= 00:00:02) from a clock's
 * milliseconds and the time zone that the system runs in.
 */

/** The time zone of the system. */
export interface TimeZone {
  /** Shown behind times, as `EST`. */
  readonly name: string;
  /** Minutes east of Greenwich at a moment. */
  offset(milliseconds: number): number;
}

/** Greenwich, for tests and hosts that do not say. */
export const UTC: TimeZone = { name: 'UTC', offset: () => 0 };

const DAYS = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'];

const two = (value: number): string => String(value).padStart(2, '0');

function local(milliseconds: number, zone: TimeZone): Date {
  return new Date(milliseconds + zone.offset(milliseconds) * 60_000);
}

/** `10:11:12` */
export function timeOfDay(milliseconds: number, zone: TimeZone): string {
  const date = local(milliseconds, zone);
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
}

/** How dates are shown (SET DATEFORMAT): `08/17/26`, `08/17/2026` or `2026-08-17`. */
export type DateFormat = 'SHORTDATE' | 'FULLDATE' | 'ISODATE';
/** All of them, with their shortest forms. */
export const DATE_FORMATS = [
  { name: 'SHORTDATE', minimum: 5 },
  { name: 'FULLDATE', minimum: 4 },
  { name: 'ISODATE', minimum: 3 },
] as const;

/** `08/17/26`, or as another format has it. */
export function dateText(
  milliseconds: number,
  zone: TimeZone,
  format: DateFormat = 'SHORTDATE',
): string {
  const date = local(milliseconds, zone);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  if (format === 'ISODATE') return `${year}-${two(month)}-${two(day)}`;
  return `${two(month)}/${two(day)}/${format === 'FULLDATE' ? year : two(year % 100)}`;
}

/** The date of something in a list: the short one has no year, as `08/17`. */
export function listDate(milliseconds: number, zone: TimeZone, format: DateFormat): string {
  const text = dateText(milliseconds, zone, format);
  return format === 'SHORTDATE' ? text.slice(0, 5) : text;
}

/** `10:11:12 UTC MONDAY 08/17/26` */
export function fullTime(
  milliseconds: number,
  zone: TimeZone,
  format: DateFormat = 'SHORTDATE',
): string {
  const day = DAYS[local(milliseconds, zone).getUTCDay()]!;
  return `${timeOfDay(milliseconds, zone)} ${zone.name} ${day} ${dateText(milliseconds, zone, format)}`;
}

/** `00:00:02` from milliseconds (more than 99 hours widen it). */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** Processor time as `000:00.10`: minutes, seconds and hundredths, from microseconds. */
export function processorTime(microseconds: number): string {
  const hundredths = Math.max(0, Math.floor(microseconds / 10_000));
  const minutes = String(Math.floor(hundredths / 6000)).padStart(3, '0');
  return `${minutes}:${two(Math.floor(hundredths / 100) % 60)}.${two(hundredths % 100)}`;
}

/** The line `CONNECT= 00:00:02 VIRTCPU= 000:00.10 TOTCPU= 000:00.24` of LOGOFF and QUERY TIME. */
export function connectLine(
  connected: number,
  used: { readonly virtual: number; readonly total: number },
): string {
  return `CONNECT= ${duration(connected)} VIRTCPU= ${processorTime(used.virtual)} TOTCPU= ${processorTime(used.total)}`;
}
