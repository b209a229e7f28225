/**
 * Command lines that are too long for the list area of their caller's save area: they lie in free storage of the
 * nucleus for as long as the command runs.
 */
import { giveBackStorage, obtain } from './free-storage.js';
import type { Nucleus } from './nucleus.js';

/** Longest command line. */
export const LONGEST_LINE = 32_767;
const UNIT = 8;

/** Puts a line into free storage; its address, or undefined when there is none left or it is too long. */
export function placeLine(n: Nucleus, save: number, text: Uint8Array): number | undefined {
  if (text.length > LONGEST_LINE) return undefined;
  const length = (text.length + UNIT - 1) & -UNIT;
  const got = obtain(n, { owner: 'nucleus', low: false, high: true, most: length, least: length });
  if ('rc' in got) return undefined;
  n.state.longLines.push({ save, at: got.at, length });
  n.machine.store(got.at, text);
  return got.at;
}

/** Gives back the lines of a caller whose command has ended; without one, all of them. */
export function dropLines(n: Nucleus, save?: number): void {
  const { state } = n;
  if (state.longLines.length === 0) return;
  const gone = state.longLines.filter((line) => save === undefined || line.save === save);
  for (const { at, length } of gone) giveBackStorage(n, at, length);
  state.longLines = state.longLines.filter((line) => !gone.includes(line));
}
