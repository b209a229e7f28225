/**
 * Command lines that are too long for the list area of their caller's save area, and arguments of functions: they lie
 * in free storage for as long as what was called runs.
 */
import { giveBackStorage, obtain, type Owner } from './free-storage.js';
import type { Nucleus } from './nucleus.js';

/** Longest command line. */
export const LONGEST_LINE = 32_767;
const UNIT = 8;

/** Puts a line into free storage; its address, or undefined when there is none left or it is too long. */
export function placeLine(n: Nucleus, save: number, text: Uint8Array): number | undefined {
  if (text.length > LONGEST_LINE) return undefined;
  const at = reserveBytes(n, save, text.length, 'nucleus');
  if (at !== undefined) placeBytes(n, at, text);
  return at;
}

/** Room for what a caller passes on; undefined when there is none. */
export function reserveBytes(
  n: Nucleus,
  save: number,
  size: number,
  owner: Owner,
): number | undefined {
  const length = (size + UNIT - 1) & -UNIT;
  const got = obtain(n, { owner, low: false, high: true, most: length, least: length });
  if ('rc' in got) return undefined;
  n.state.longLines.push({ save, at: got.at, length });
  return got.at;
}

/** Puts bytes into what was reserved. */
export function placeBytes(n: Nucleus, at: number, bytes: Uint8Array): void {
  n.machine.store(at, bytes);
}

/** Gives back the lines of a caller whose command has ended; without one, all of them. */
export function dropLines(n: Nucleus, save?: number): void {
  const { state } = n;
  if (state.longLines.length === 0) return;
  const gone = state.longLines.filter((line) => save === undefined || line.save === save);
  for (const { at, length } of gone) giveBackStorage(n, at, length);
  state.longLines = state.longLines.filter((line) => !gone.includes(line));
}
