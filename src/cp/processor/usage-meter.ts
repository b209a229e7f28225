/**
 * What a machine has really used of its processor. The thread's own time is known only now and then (a
 * read of /proc costs as much as many instructions), so it is apportioned to the machines by the wall time of
 * their turns; on the virtual clock instructions are counted instead.
 */

/** What one machine has used. */
export interface Usage {
  /** Processor time used since the machine came here, milliseconds. */
  used: number;
}

/** Debits machines for what their turns used. */
export interface UsageMeter {
  /**
   * A turn of a machine has ended.
   * @param wall - milliseconds that it took by the clock
   * @param units - instructions executed and work charged, for a meter that counts those
   */
  turn(usage: Usage, wall: number, units: number): void;
  /** Settles what is known by now (before a figure is shown, or the machine leaves). */
  settle(): void;
}

/** Instructions that count as a millisecond where instructions are counted. */
export const INSTRUCTIONS_A_MILLISECOND = 100_000;

/** Counts instructions: the same run gives the same debits. */
export class InstructionMeter implements UsageMeter {
  turn(usage: Usage, _wall: number, units: number): void {
    usage.used += units / INSTRUCTIONS_A_MILLISECOND;
  }

  settle(): void {
    // every turn is settled at once
  }
}

/** Milliseconds between two looks at the thread's time. */
const SETTLE_AFTER = 15;
/**
 * A turn that took longer by the wall was interrupted by the host: the rest is nobody's. (Measured on a busy
 * host of two processors: the shares of eight looping guests came from 4 % to within 2 % of equal.)
 */
const LONGEST_TURN = 2.5;
/** What a turn may be debited at the most of what its wall time says. */
const MOST = 4;

/** Reads the thread's own processor time and shares it out by wall time. */
export class ThreadMeter implements UsageMeter {
  readonly #threadTime: () => number | undefined;
  readonly #turns = new Map<Usage, number>();
  #wall = 0;
  #seen: number | undefined;

  /**
   * @param threadTime - processor time of this thread so far, milliseconds; undefined where the host
   * does not tell, and then wall time is debited as it is
   */
  constructor(threadTime: () => number | undefined) {
    this.#threadTime = threadTime;
    this.#seen = threadTime();
  }

  turn(usage: Usage, taken: number): void {
    const wall = Math.min(taken, LONGEST_TURN);
    // debited as it is for now, so that the next turn is another's, and put right when the time is known
    usage.used += wall;
    this.#turns.set(usage, (this.#turns.get(usage) ?? 0) + wall);
    this.#wall += wall;
    if (this.#wall >= SETTLE_AFTER) this.settle();
  }

  settle(): void {
    if (this.#wall === 0) return;
    const now = this.#threadTime();
    const ran = now === undefined || this.#seen === undefined ? this.#wall : now - this.#seen;
    const ratio = Math.min(MOST, Math.max(0, ran / this.#wall));
    for (const [usage, wall] of this.#turns) usage.used += wall * (ratio - 1);
    this.#turns.clear();
    this.#wall = 0;
    this.#seen = now;
  }
}
