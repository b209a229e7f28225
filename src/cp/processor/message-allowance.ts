/**
 * How often a guest may make CP say something that it does not have to wait for: some at once, and then so many a
 * second. What goes beyond is left unsaid.
 */

/** Messages at once. */
const BURST = 64;
/** Messages a second. */
const RATE = 20;

/** The allowance of one machine. */
export class MessageAllowance {
  #left = BURST;
  #at = 0;

  /** Whether a message may be sent now, which then counts. @param now - monotonic clock, milliseconds */
  take(now: number): boolean {
    this.#left = Math.min(BURST, this.#left + ((now - this.#at) * RATE) / 1000);
    this.#at = now;
    if (this.#left < 1) return false;
    this.#left--;
    return true;
  }
}
