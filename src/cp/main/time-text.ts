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

/** `08/17/26` */
export function dateText(milliseconds: number, zone: TimeZone): string {
  const date = local(milliseconds, zone);
  return `${two(date.getUTCMonth() + 1)}/${two(date.getUTCDate())}/${two(date.getUTCFullYear() % 100)}`;
}

/** `10:11:12 UTC MONDAY 08/17/26` */
export function fullTime(milliseconds: number, zone: TimeZone): string {
  const day = DAYS[local(milliseconds, zone).getUTCDay()]!;
  return `${timeOfDay(milliseconds, zone)} ${zone.name} ${day} ${dateText(milliseconds, zone)}`;
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
