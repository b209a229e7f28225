/**
 * What CP knows of one virtual processor beyond the architecture, in the processor's part of real storage: it
 * goes with the machine from real processor to real processor, and main sees it without asking.
 */
import { D_CHARGED, DOUBLES, PROCESSOR_HOST_AREA } from '../cpu/machine-block.js';
import type { RealStorage } from './real-storage.js';

/** Indexes of the doubles. */
const OPERATING = 0;
const STARTED = 1;
const OVERCHARGED = 2;

/** The status of one virtual processor. */
export class ProcessorStatus {
  readonly #area: Float64Array;
  readonly #doubles: Float64Array;

  /** @param part - byte address of the processor part (src/cpu/machine-parts.ts) */
  constructor(storage: RealStorage, part: number) {
    this.#area = new Float64Array(storage.buffer, part + PROCESSOR_HOST_AREA, 16);
    this.#doubles = new Float64Array(storage.buffer, part + DOUBLES, 16);
  }

  /** It is in the operating state, not in the stopped state (GA22-7000, "Control"). */
  get operating(): boolean {
    return this.#area[OPERATING] !== 0;
  }

  set operating(operating: boolean) {
    this.#area[OPERATING] = operating ? 1 : 0;
  }

  /** I/O operations that it started. */
  get started(): number {
    return this.#area[STARTED]!;
  }

  /** An I/O operation was started. */
  countStart(): void {
    this.#area[STARTED]!++;
  }

  /** Virtual time that was charged too much, microseconds: so much of the next is free (usage-meter.ts). */
  get overcharged(): number {
    return this.#area[OVERCHARGED]!;
  }

  set overcharged(microseconds: number) {
    this.#area[OVERCHARGED] = microseconds;
  }

  /** Virtual processor time since it was defined, microseconds. */
  get virtual(): number {
    return this.#doubles[D_CHARGED]!;
  }
}
