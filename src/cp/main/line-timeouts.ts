/**
 * Machines without a person at their console: two states with a time each. After DISCONNECT a machine may
 * run for ever, and is logged off when it waits for its console (a read, CP READ, a disabled wait) for too
 * long; after a dropped line it is logged off when nobody has come back in time (design, section 6).
 */
import type { Clock, Timer } from '../../shared/clock.js';
import type { ConsoleTimeouts } from './control-command.js';
import type { VirtualMachine } from './virtual-machine.js';

/** Fifteen minutes, as on VM. */
export const DEFAULT_TIMEOUT = 15 * 60_000;

/** The timers of all machines. */
export class LineTimeouts {
  readonly #clock: Clock;
  readonly #timeouts: ConsoleTimeouts;
  readonly #expired: (machine: VirtualMachine, reason: string) => void;
  readonly #timers = new Map<VirtualMachine, { readonly timer: Timer; readonly kind: string }>();

  constructor(
    clock: Clock,
    timeouts: ConsoleTimeouts,
    expired: (machine: VirtualMachine, reason: string) => void,
  ) {
    this.#clock = clock;
    this.#timeouts = timeouts;
    this.#expired = expired;
  }

  /** Begins or ends the time that applies to a machine as it is now; one that runs already goes on. */
  watch(machine: VirtualMachine): void {
    const kind = machine.ending ? undefined : this.#applies(machine);
    const running = this.#timers.get(machine);
    if (running?.kind === kind) return;
    running?.timer.cancel();
    this.#timers.delete(machine);
    if (kind === undefined) return;
    const time = kind === 'dropped' ? this.#timeouts.dropped : this.#timeouts.disconnected;
    if (time === 0) return;
    const timer = this.#clock.after(time, () => {
      this.#timers.delete(machine);
      this.#expired(
        machine,
        kind === 'dropped' ? 'LINE DROPPED, NOT RECONNECTED IN TIME' : 'FORCED BY SYSTEM',
      );
    });
    this.#timers.set(machine, { timer, kind });
  }

  #applies(machine: VirtualMachine): 'dropped' | 'disconnected' | undefined {
    switch (machine.line.kind) {
      case 'connected':
        return undefined;
      case 'dropped':
        return 'dropped';
      case 'disconnected':
        return machine.needsConsole ? 'disconnected' : undefined;
    }
  }
}
