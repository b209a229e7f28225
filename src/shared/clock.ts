/**
 * Time as everything below the composition roots sees it. The running system passes in the host's
 * clock, tests pass in a virtual one, so that a scenario run twice gives the same transcript.
 */

/** A timer that has been set and can be taken back. */
export interface Timer {
  /** Takes the timer back; harmless when it has fired. */
  cancel(): void;
}

/** The clock and the event loop that a component may use. */
export interface Clock {
  /** Wall-clock time, milliseconds since 1970-01-01 UTC; may carry a fraction. */
  now(): number;
  /** Milliseconds from some fixed point, never going back. */
  monotonic(): number;
  /** Calls `action` once, `milliseconds` from now. */
  after(milliseconds: number, action: () => void): Timer;
  /** Calls `action` at the next turn of the event loop, after input that is waiting. */
  defer(action: () => void): void;
}
