/**
 * Processor time of the calling thread. Node has no call for it before version 23; Linux has it in
 * /proc/thread-self/schedstat, whose first number is nanoseconds on a processor.
 */
import { openSync, readSync } from 'node:fs';

/** Bytes of the file at the most: three numbers. */
const LONGEST = 96;

/**
 * A function that gives the time of the thread that calls this, milliseconds; undefined where the host does
 * not tell.
 */
export function threadTime(): () => number | undefined {
  let file: number;
  try {
    file = openSync('/proc/thread-self/schedstat', 'r');
  } catch {
    return () => undefined;
  }
  const bytes = new Uint8Array(LONGEST);
  return () => {
    const length = readSync(file, bytes, 0, LONGEST, 0);
    let nanoseconds = 0;
    for (let at = 0; at < length; at++) {
      const digit = bytes[at]! - 0x30;
      if (digit < 0 || digit > 9) break;
      nanoseconds = nanoseconds * 10 + digit;
    }
    return nanoseconds / 1e6;
  };
}
