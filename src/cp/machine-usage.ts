/**
 * What a machine has used of the real processors, in its machine block, where main's side sees it for
 * INDICATE, QUERY TIME and LOGOFF without asking; it goes with the machine from processor to processor.
 */
import { HOST_AREA } from '../cpu/machine-block.js';
import type { RealStorage } from './real-storage.js';

/** The figures of one machine. */
export class MachineUsage {
  readonly #figures: Float64Array;

  constructor(storage: RealStorage, block: number) {
    this.#figures = new Float64Array(storage.buffer, block + HOST_AREA, 4);
  }

  /** Virtual processor time, microseconds: that of the guest's own instructions. */
  get virtual(): number {
    return this.#figures[0]!;
  }

  /** Time of the real processor that was used for the machine, with what CP used, microseconds. */
  get real(): number {
    return this.#figures[1]!;
  }

  /** Total processor time as CP shows it, microseconds: never less than the virtual time. */
  get total(): number {
    return Math.max(this.virtual, this.real);
  }

  /** Virtual time of processors that have been taken away, microseconds. */
  get gone(): number {
    return this.#figures[3]!;
  }

  /** A processor is taken away that has used so much virtual time. */
  processorGone(virtual: number): void {
    this.#figures[3]! += virtual;
  }

  /** I/O operations started. */
  get started(): number {
    return this.#figures[2]!;
  }

  /** An I/O operation was started. */
  countStart(): void {
    this.#figures[2]!++;
  }

  set(virtual: number, real: number): void {
    this.#figures[0] = virtual;
    this.#figures[1] = real;
  }
}
