/**
 * What keeps strangers from wearing the server out: how many may be at the door, from one address and in
 * all, and a delay that grows with wrong passwords from the same address. Memory is bounded.
 */
import type { Clock } from '../shared/clock.js';

/** The limits; defaults in {@link DEFAULT_LIMITS}. */
export interface Limits {
  /** Connections that have not authenticated: in all, and from one address. */
  readonly unauthenticated: number;
  readonly unauthenticatedPerSource: number;
  /** Connections in all. */
  readonly connections: number;
  /** Milliseconds until a connection must have authenticated, and then opened a session. */
  readonly grace: number;
  /** Wrong passwords, and keys offered in vain, on one connection. */
  readonly passwords: number;
  readonly keys: number;
  /** Channels of one connection. */
  readonly channels: number;
  /** Milliseconds of delay behind the first wrong password of an address; doubled for each further one. */
  readonly delay: number;
  readonly longestDelay: number;
}

/** Limits for a system that faces a network. */
export const DEFAULT_LIMITS: Limits = {
  unauthenticated: 100,
  unauthenticatedPerSource: 10,
  connections: 2_000,
  grace: 30_000,
  passwords: 3,
  keys: 10,
  channels: 4,
  delay: 250,
  longestDelay: 8_000,
};

/** Addresses that are remembered for their wrong passwords. */
const MOST_SOURCES = 4_096;
/** Milliseconds after which one wrong password is forgotten. */
const FORGET = 60_000;

interface Failures {
  count: number;
  last: number;
}

/** Counts who is at the door and who has failed. */
export class AttemptLimits {
  readonly #limits: Limits;
  readonly #clock: Clock;
  readonly #waiting = new Map<string, number>();
  #allWaiting = 0;
  readonly #failures = new Map<string, Failures>();

  constructor(limits: Limits, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
  }

  /** A connection comes; false when it has to go at once. */
  enter(source: string): boolean {
    const here = this.#waiting.get(source) ?? 0;
    const { unauthenticated, unauthenticatedPerSource } = this.#limits;
    if (this.#allWaiting >= unauthenticated || here >= unauthenticatedPerSource) return false;
    this.#waiting.set(source, here + 1);
    this.#allWaiting++;
    return true;
  }

  /** It has authenticated, or it is gone. To be called once for each `enter` that was true. */
  leave(source: string): void {
    const here = (this.#waiting.get(source) ?? 1) - 1;
    if (here > 0) this.#waiting.set(source, here);
    else this.#waiting.delete(source);
    this.#allWaiting--;
  }

  /** A wrong password came from there: milliseconds to wait before it is told so. */
  failed(source: string): number {
    const present = this.#decayed(source);
    const count = (present?.count ?? 0) + 1;
    // newest last, so that the first is the one to forget
    this.#failures.delete(source);
    this.#failures.set(source, { count, last: this.#clock.monotonic() });
    if (this.#failures.size > MOST_SOURCES) {
      const [oldest] = this.#failures.keys();
      if (oldest !== undefined) this.#failures.delete(oldest);
    }
    return Math.min(this.#limits.delay * 2 ** Math.min(count - 1, 20), this.#limits.longestDelay);
  }

  #decayed(source: string): Failures | undefined {
    const failures = this.#failures.get(source);
    if (!failures) return undefined;
    const forgotten = Math.trunc((this.#clock.monotonic() - failures.last) / FORGET);
    return { ...failures, count: Math.max(0, failures.count - forgotten) };
  }
}
