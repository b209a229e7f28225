/** The host's clock and event loop, for the composition roots. */
import type { Clock, Timer } from '../shared/clock.js';

/** Longest time that a timer of the host takes, milliseconds. */
const LONGEST = 0x7fffffff;

/** Real time. */
export class HostClock implements Clock {
  now(): number {
    // both parts are of this process, and their sum carries a fraction
    return performance.timeOrigin + performance.now() + this.#correction();
  }

  monotonic(): number {
    return performance.now();
  }

  after(milliseconds: number, action: () => void): Timer {
    let handle: NodeJS.Timeout;
    const set = (left: number): void => {
      handle = setTimeout(
        () => {
          if (left > LONGEST) set(left - LONGEST);
          else action();
        },
        Math.min(left, LONGEST),
      );
    };
    // never early: the host cuts off the fraction
    set(Math.ceil(Math.max(0, milliseconds)));
    return { cancel: () => clearTimeout(handle) };
  }

  defer(action: () => void): void {
    setImmediate(action);
  }

  /** The host's clock may have been set since the process began: then that counts. */
  #correction(): number {
    const drift = Date.now() - (performance.timeOrigin + performance.now());
    return Math.abs(drift) > 1000 ? drift : 0;
  }
}
