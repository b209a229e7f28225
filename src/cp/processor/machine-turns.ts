/**
 * The turns in which a hosted machine runs: channels and virtual processors by shares, until a limit is reached, main
 * rings, or there is nothing to do; and the timer of a machine that waits.
 */
import type { ChannelSubsystem } from '../../devices/channel-subsystem.js';
import type { Clock, Timer } from '../../shared/clock.js';
import type { HostedProcessors } from './hosted-processors.js';
import { CHANNEL_SHARE, CHANNEL_UNIT } from './turn-limits.js';
import type { TurnLimits } from './turn-limits.js';

/** What turns need of their machine. */
export interface TurnParts {
  readonly clock: Clock;
  readonly channels: ChannelSubsystem;
  readonly processors: HostedProcessors;
  /** Whether anything would get done. */
  runnable(): boolean;
  /** Whether a processor may execute. */
  canExecute(): boolean;
  wantFrame(): void;
  /** The rest of the turn is given to another machine. */
  passes(): void;
  /** Main has something to say. */
  interrupted(): boolean;
  /** The timer of a machine that waits has come due. */
  woken(): void;
}

/** The turns of one machine. */
export class MachineTurns {
  readonly #parts: TurnParts;
  /** DIAGNOSE X'44' has been executed. */
  #passed = false;
  #timer: Timer | undefined;

  constructor(parts: TurnParts) {
    this.#parts = parts;
  }

  /**
   * One turn: runs until limits are reached, main rings, or there is nothing to do.
   * @returns instructions executed and work done, counted as instructions
   */
  turn(limits: TurnLimits): number {
    const { clock, channels, processors } = this.#parts;
    let now = clock.monotonic();
    const end = now + limits.milliseconds;
    let units = 0;
    this.cancel();
    while (this.#parts.runnable() && units < limits.instructions) {
      if (channels.active) {
        units += channels.step(CHANNEL_SHARE) * CHANNEL_UNIT;
        if (channels.starved) this.#parts.wantFrame();
        now = clock.monotonic();
      }
      const one = this.#parts.canExecute() ? processors.next() : undefined;
      if (one !== undefined) units += one.execute(one.chunk.next(limits, units));
      const then = now;
      now = clock.monotonic();
      one?.chunk.ended(now - then, limits);
      if (this.#passes()) break;
      if (this.#parts.interrupted() || now >= end) break;
    }
    return units;
  }

  /** DIAGNOSE X'44': another processor of the machine has its turn, or another machine when there is none. */
  endSlice(): void {
    this.#passed = true;
  }

  /** The machine waits: for so many milliseconds, or until something happens. */
  sleep(due: number | undefined): void {
    this.cancel();
    if (due === undefined) return;
    this.#timer = this.#parts.clock.after(due, () => {
      this.#timer = undefined;
      this.#parts.woken();
    });
  }

  /** There is no timer any more. */
  cancel(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  /** Whether the guest has given up the rest of the machine's turn. */
  #passes(): boolean {
    const passed = this.#passed && this.#parts.processors.ready < 2;
    this.#passed = false;
    if (passed) this.#parts.passes();
    return passed;
  }
}
