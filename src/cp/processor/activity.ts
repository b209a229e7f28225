/**
 * Whether a machine runs or waits, as main is told: not at every change, which would be two messages for each
 * line that is typed, but when it comes to wait, and again when it has run on for a while.
 */

/** Milliseconds of its processor after which a machine that runs on is reported as running. */
const REPORT_AFTER = 20;

/** What main believes of one machine. */
export class Activity {
  readonly #report: (state: 'waiting' | 'running') => void;
  #reported: 'waiting' | 'running' = 'running';
  #wokenAt = 0;

  constructor(report: (state: 'waiting' | 'running') => void) {
    this.#report = report;
  }

  /** BEGIN: main takes it for running. */
  started(): void {
    this.#reported = 'running';
  }

  /** It wants to go on. @param used - milliseconds of its processor that it has used so far */
  runs(used: number): void {
    if (this.#reported === 'waiting' && used - this.#wokenAt > REPORT_AFTER) this.#tell('running');
  }

  /** It has nothing to do. */
  waits(used: number): void {
    this.#wokenAt = used;
    if (this.#reported === 'running') this.#tell('waiting');
  }

  #tell(state: 'waiting' | 'running'): void {
    this.#reported = state;
    this.#report(state);
  }
}
