/**
 * How long the calling thread has waited for a processor although it wanted to run. Linux has it in
 * /proc/thread-self/schedstat: nanoseconds on a processor (brought up to date by ticks only), nanoseconds of
 * waiting in the queue (exact), number of times that it was given a processor.
 */
import { openSync, readSync } from 'node:fs';

/** Bytes of the file at the most: three numbers. */
const LONGEST = 96;

/**
 * A function that gives the waiting of the thread that calls this, milliseconds; undefined where the host
 * does not tell.
 */
export function threadWaited(): () => number | undefined {
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
    let blanks = 0;
    for (let at = 0; at < length && blanks < 2; at++) {
      const byte = bytes[at]!;
      if (byte === 0x20) blanks++;
      else if (blanks === 1) nanoseconds = nanoseconds * 10 + (byte - 0x30);
    }
    return blanks === 2 && nanoseconds > 0 ? nanoseconds / 1e6 : undefined;
  };
}
