/**
 * A clock for tests: time stands still until the test moves it, timers fire in order of their time (and
 * of setting, at the same time), deferred work runs when the test asks for it. Promises that the host
 * settles (hashing, files) are waited for with `settle`.
 */
import type { Clock, Timer } from '../../src/shared/clock.js';
import type { TurnLimits } from '../../src/cp/processor/turn-limits.js';

/** No time passes within a turn here: instructions end it, as many as count for a millisecond. */
export const VIRTUAL_TURNS: Partial<TurnLimits> = { chunk: 20_000, instructions: 100_000 };

interface Entry {
  readonly at: number;
  readonly order: number;
  readonly action: () => void;
}

/** Where virtual time starts: Monday 2026-08-17 10:00:00 UTC. */
export const VIRTUAL_START = Date.UTC(2026, 7, 17, 10, 0, 0);

/** Milliseconds of a single step. */
const STEP = 0.1;
/** Turns for a timer while something never rests. */
const FEW_TURNS = 5;

/** The virtual clock. */
export class VirtualClock implements Clock {
  #now = 0;
  #order = 0;
  #timers: Entry[] = [];
  #deferred: (() => void)[] = [];
  /** Called after each turn in which something was done. */
  onTurn: (() => void) | undefined;

  now(): number {
    return VIRTUAL_START + this.#now;
  }

  monotonic(): number {
    return this.#now;
  }

  after(milliseconds: number, action: () => void): Timer {
    const entry = { at: this.#now + Math.max(0, milliseconds), order: this.#order++, action };
    this.#timers.push(entry);
    return {
      cancel: () => {
        const index = this.#timers.indexOf(entry);
        if (index >= 0) this.#timers.splice(index, 1);
      },
    };
  }

  defer(action: () => void): void {
    this.#deferred.push(action);
  }

  /** Deferred actions waiting. */
  get deferred(): number {
    return this.#deferred.length;
  }

  /** Timers waiting. */
  get timers(): number {
    return this.#timers.length;
  }

  /** Milliseconds until the next timer; undefined when none is set. */
  untilNext(): number | undefined {
    const next = this.#next();
    return next === undefined ? undefined : Math.max(0, next.at - this.#now);
  }

  /** Forgets everything that waits: what had set it is gone (a killed system). */
  abandon(): void {
    this.#timers = [];
    this.#deferred = [];
  }

  /** Runs the deferred actions that wait now (not those that they add); returns how many. */
  turn(): number {
    const actions = this.#deferred;
    this.#deferred = [];
    for (const action of actions) action();
    if (actions.length > 0) this.onTurn?.();
    return actions.length;
  }

  /**
   * Lets promises settle and runs deferred work until none is left or `turns` are used up; returns
   * whether it came to rest.
   */
  async settle(turns = 10_000): Promise<boolean> {
    for (let quiet = 0, n = 0; n < turns; n++) {
      await microtasks();
      quiet = this.turn() > 0 ? 0 : quiet + 1;
      if (quiet > 2) return true;
    }
    return false;
  }

  /**
   * The least that can happen next: one turn of deferred work, which takes {@link STEP} milliseconds so that timers become due
   * beside what never rests, or, when none is left, the next timer, unless it is later than `end` (monotonic); returns
   * false when there was nothing to do until then.
   */
  async step(end: number): Promise<boolean> {
    for (let quiet = 0; quiet <= 2; quiet++) {
      await microtasks();
      if (this.turn() === 0) continue;
      this.#now += STEP;
      const due = this.#next();
      if (due !== undefined && due.at <= this.#now) this.#fire(due);
      return true;
    }
    const next = this.#next();
    if (next === undefined || next.at > end) return false;
    this.#fire(next);
    return true;
  }

  /**
   * Moves time on, firing timers and settling what they start on the way, so many turns for each; when they are used up,
   * something never rests, and the timers behind get a few only.
   */
  async advance(milliseconds: number, turns?: number): Promise<void> {
    const end = this.#now + milliseconds;
    let rests = await this.settle(turns);
    for (;;) {
      const next = this.#next();
      if (next === undefined || next.at > end) break;
      this.#fire(next);
      rests =
        (await this.settle(rests || turns === undefined ? turns : Math.min(turns, FEW_TURNS))) &&
        rests;
    }
    this.#now = end;
  }

  #fire(next: Entry): void {
    this.#timers.splice(this.#timers.indexOf(next), 1);
    this.#now = Math.max(this.#now, next.at);
    next.action();
  }

  #next(): Entry | undefined {
    let best: Entry | undefined;
    for (const entry of this.#timers)
      if (
        best === undefined ||
        entry.at < best.at ||
        (entry.at === best.at && entry.order < best.order)
      )
        best = entry;
    return best;
  }
}

/** Lets every promise that can settle without the host do so. */
function microtasks(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
