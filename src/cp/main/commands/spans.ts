/** Ranges as DISPLAY, DUMP and TRACE have them: `first`, `first-last`, `first:last`, `first.count`, `first-END`. */
import type { Span } from '../../trace/trace-state.js';

/** Why a text is no range. */
export type SpanFault = { readonly fault: 'syntax' | 'order' };

/**
 * Reads a range of hexadecimal numbers.
 * @param text - in upper case
 * @param end - what END means
 */
export function spanOf(text: string, end: number): Span | SpanFault {
  const match = /^([0-9A-F]{1,8})(?:([-:.])([0-9A-F]{1,8}|END))?$/.exec(text);
  if (match === null) return { fault: 'syntax' };
  const first = Number.parseInt(match[1]!, 16);
  let last = first;
  if (match[3] === 'END') last = end;
  else if (match[3] !== undefined) {
    const value = Number.parseInt(match[3], 16);
    last = match[2] === '.' ? first + value - 1 : value;
  }
  return last < first ? { fault: 'order' } : { first, last };
}

/** Whether it is a fault. */
export function isFault(span: Span | SpanFault): span is SpanFault {
  return 'fault' in span;
}
