/** The time zone of the host, as CP wants it. */
import type { TimeZone } from '../cp/main/time-text.js';

/** The zone that the process runs in. */
export function hostZone(now: number): TimeZone {
  const parts = new Intl.DateTimeFormat('en-US', { timeZoneName: 'short' }).formatToParts(now);
  const shown = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'UTC';
  return {
    name: shown.replace(/[^A-Z0-9+-]/gi, '').slice(0, 8) || 'UTC',
    offset: (milliseconds) => -new Date(milliseconds).getTimezoneOffset(),
  };
}
