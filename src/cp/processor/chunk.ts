/** How many instructions a virtual processor executes between two looks at the doorbell and the clock. */
import type { TurnLimits } from './turn-limits.js';

/** Milliseconds that a chunk may take; a guest whose instructions are slow gets smaller ones. */
const TIME = 0.5;
/** The smallest chunk. */
const LEAST = 500;

/** The next chunk, by how long the ones before took. */
export class Chunk {
  #size = LEAST;

  /** Instructions for the next one in a turn that has had so many. */
  next(limits: TurnLimits, units: number): number {
    return Math.min(limits.chunk, this.#size, limits.instructions - units);
  }

  /** One has ended that took so many milliseconds. */
  ended(took: number, limits: TurnLimits): void {
    this.#size =
      took > TIME
        ? Math.max(LEAST, Math.floor((this.#size * TIME) / took))
        : Math.min(limits.chunk, this.#size * 2);
  }
}
