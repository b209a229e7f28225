/** Addresses of virtual processors as operands: `1`, `01`, `1-3`, several of them (z/VM CP Commands, "DEFINE CPU"). */
import { hexOf } from '../operands.js';

/** Addresses are 00 to 3F. */
const LAST = 0x3f;

/** One address; undefined when it is none. */
export function cpuAddressOf(word: string | undefined): number | undefined {
  const address = hexOf(word, 2);
  return address !== undefined && address <= LAST ? address : undefined;
}

/**
 * A list of addresses and ranges, each address once, in the order given.
 * @returns the word that is none of them, when there is one
 */
export function cpuAddressesOf(words: readonly string[]): readonly number[] | string {
  const wanted = new Set<number>();
  for (const word of words) {
    const [, first, , last = first] = /^([0-9A-F]{1,2})(-([0-9A-F]{1,2}))?$/.exec(word) ?? [];
    const from = cpuAddressOf(first);
    const to = cpuAddressOf(last);
    if (from === undefined || to === undefined || to < from) return word;
    for (let address = from; address <= to; address++) wanted.add(address);
  }
  return [...wanted];
}
