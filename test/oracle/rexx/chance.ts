/** Chance for the generators of REXX: the same seed gives the same programs. */

/** A source of chance: a whole number from 0 to `n` - 1. */
export type Chance = (n: number) => number;

/** A repeatable source of chance (mulberry32). */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  return (n) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % n;
  };
}

/** One of these. */
export function pick<T>(chance: Chance, all: readonly T[]): T {
  return all[chance(all.length)]!;
}

/** A list of up to `most` of what `make` makes, one at least. */
export function some<T>(chance: Chance, most: number, make: () => T): T[] {
  return Array.from({ length: 1 + chance(most) }, make);
}
