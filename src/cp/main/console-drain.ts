/**
 * Takes what a guest wrote out of its console ring and gives it to the console, which may hold it (MORE...,
 * HOLDING). A bounded number of records a turn, so that a guest that writes without end does not hold up
 * CP's event loop.
 */
import type { Clock } from '../../shared/clock.js';
import { RING_DISPLAY } from '../../devices/backing.js';
import type { VirtualConsole } from './console/console-host.js';
import type { MachineMemory } from './machine-memory.js';

/** Records taken at a time. */
const RECORDS_A_TURN = 64;

/** The consumer of one machine's ring. */
export class ConsoleDrain {
  readonly #memory: Pick<MachineMemory, 'peek' | 'advance' | 'drained' | 'beginDrain' | 'dropRing'>;
  readonly #console: Pick<VirtualConsole, 'guestRecord'>;
  readonly #clock: Clock;
  #scheduled = false;
  #running = false;
  #empty: (() => void)[] = [];
  #room: (() => void)[] = [];
  /** Where the last screen that was taken began in the ring. */
  #screen: number | undefined;

  constructor(
    memory: Pick<MachineMemory, 'peek' | 'advance' | 'drained' | 'beginDrain' | 'dropRing'>,
    console: Pick<VirtualConsole, 'guestRecord'>,
    clock: Clock,
  ) {
    this.#memory = memory;
    this.#console = console;
    this.#clock = clock;
  }

  /** Drains until the ring is empty, the console holds, or a turn's share is used (then goes on later). */
  run(): void {
    // the console calls back `drain` while it takes a record
    if (this.#running) return;
    this.#running = true;
    this.#memory.beginDrain();
    let taken = 0;
    try {
      for (;;) {
        const record = this.#memory.peek();
        if (record === undefined) {
          this.#settle(this.#empty);
          break;
        }
        if (taken === RECORDS_A_TURN) {
          this.#later();
          break;
        }
        const at = this.#memory.drained;
        if (!this.#console.guestRecord(record.kind, record.bytes)) break;
        if (record.kind === RING_DISPLAY) this.#screen = at;
        this.#memory.advance();
        taken++;
      }
    } finally {
      this.#running = false;
    }
    if (taken > 0) this.#settle(this.#room);
  }

  /**
   * Whether a screen has been taken that came behind a position in the ring: what was asked when the ring was there has
   * been overtaken by it.
   */
  hasShownBehind(position: number): boolean {
    return this.#screen !== undefined && ((this.#screen - position) | 0) >= 0;
  }

  /** Resolves when the ring is empty. */
  whenEmpty(): Promise<void> {
    if (this.#memory.peek() === undefined) return Promise.resolve();
    return new Promise((resolve) => {
      this.#empty.push(resolve);
    });
  }

  /** Calls `action` when a record has been taken, or at once when there is none. */
  whenRoom(action: () => void): void {
    if (this.#memory.peek() === undefined) action();
    else this.#room.push(action);
  }

  /** Drops what is in the ring (reset, IPL, logoff); who waits for it to be empty goes on. */
  drop(): void {
    this.#memory.dropRing();
    this.#room = [];
    this.#settle(this.#empty);
  }

  #settle(waiters: (() => void)[]): void {
    for (const waiter of waiters.splice(0)) waiter();
  }

  #later(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#clock.defer(() => {
      this.#scheduled = false;
      this.run();
    });
  }
}
