/** Seeded chance: a run is repeated by its seed as far as the timing of a real system lets it. */

/** What choices are made with. */
export interface Chance {
  /** A whole number from 0 to `below` - 1. */
  readonly below: (below: number) => number;
  /** One of several. */
  readonly pick: <T>(of: readonly T[]) => T;
  /** So many bytes. */
  readonly bytes: (count: number) => Uint8Array;
}

/** Chance of its own from a seed (mulberry32). */
export function chance(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  };
  const below = (limit: number): number => Math.floor((next() / 0x1_0000_0000) * limit);
  return {
    below,
    pick: (of) => {
      const one = of[below(of.length)];
      if (one === undefined) throw new Error('nothing to pick from');
      return one;
    },
    bytes: (count) => Uint8Array.from({ length: count }, () => below(256)),
  };
}
