/**
 * Whether a virtual machine moves, and whose it is: CP stops it and lets it go on, for CP READ, displays,
 * IPL and reset. CP acts on a machine only when its processor has handed it over (design, section 4).
 */
import type { MachineRequest, Reply } from '../protocol.js';

/** What the run state needs of its machine. */
export interface RunStateServices {
  generation(): number;
  request(request: MachineRequest): Promise<Reply>;
  /** Sets the word by which the processor sees that it is to stop. */
  setStop(stop: boolean): void;
  /** SET RUN: whether the guest goes on while the console is in CP READ. */
  runs(): boolean;
  showStatus(): void;
  /** Whether the machine waits for its console may have changed. */
  consoleWanted(): void;
}

/** The run state of one machine. */
export class RunState {
  readonly #services: RunStateServices;
  /** CP READ: the console talks to CP. */
  #cpRead = true;
  /** The guest stands still because CP wants it so (or it stopped by itself). */
  #stopped = true;
  #waiting = false;
  /** Resolves when the machine that was stopped last is CP's. */
  #handover: Promise<Reply> = Promise.resolve({ ok: true });
  /** Stopped by itself, reset, or never loaded: SET RUN ON does not start it, BEGIN does. */
  #dead = true;

  constructor(services: RunStateServices) {
    this.#services = services;
  }

  get cpRead(): boolean {
    return this.#cpRead;
  }

  get stopped(): boolean {
    return this.#stopped;
  }

  /** Whether the guest stands still only because its console is in CP READ. */
  get mayGoOn(): boolean {
    return this.#cpRead && !this.#dead;
  }

  /** Whether the guest waits (enabled), as the processor last said. */
  get waiting(): boolean {
    return this.#waiting;
  }

  set waiting(waiting: boolean) {
    this.#waiting = waiting;
  }

  /** Stops the guest; resolves when the machine is CP's. */
  halt(): Promise<Reply> {
    if (this.#stopped) return this.#handover;
    this.#stopped = true;
    this.#services.setStop(true);
    this.#handover = this.#services.request({ op: 'stop' });
    this.#services.consoleWanted();
    return this.#handover;
  }

  /** The machine was given to a processor: it is CP's again when that one has taken it in. */
  arrived(): void {
    if (this.#stopped) this.#handover = this.#services.request({ op: 'stop' });
  }

  /**
   * Lets the guest go on, and the console with it.
   * @param processor - the virtual processor that leaves the stopped state, too
   */
  async go(processor?: number | 'all'): Promise<Reply> {
    this.#cpRead = false;
    this.#dead = false;
    this.#services.showStatus();
    if (this.#stopped) {
      this.#goesOn();
      this.#services.consoleWanted();
    } else if (processor === undefined) return { ok: true };
    return this.#services.request({
      op: 'start',
      ...(processor === undefined ? {} : { processor }),
    });
  }

  /** An IPL begins: the machine is the processor's, and its user sees it run. */
  loading(): void {
    this.#cpRead = false;
    this.#dead = false;
    this.#goesOn();
    this.#services.showStatus();
  }

  /** After an IPL that runs, or one that stops before the PSW. */
  loaded(running: boolean): void {
    this.#handover = Promise.resolve({ ok: true });
    this.#cpRead = !running;
    this.#stopped = !running;
    this.#dead = !running;
    this.#services.showStatus();
    this.#services.consoleWanted();
  }

  /** The machine is CP's and its console in CP READ, without asking the processor (reset, death, own stop). */
  enteredCp(): void {
    this.#handover = Promise.resolve({ ok: true });
    this.#cpRead = true;
    this.#stopped = true;
    this.#dead = true;
    this.#waiting = false;
    this.#services.showStatus();
    this.#services.consoleWanted();
  }

  /** The console enters CP READ; the guest stands still unless SET RUN is ON. */
  enterCp(): void {
    if (this.#cpRead) return;
    this.#cpRead = true;
    this.#services.showStatus();
    if (!this.#services.runs()) void this.halt();
  }

  /** A traced event: the console enters CP READ and the guest stands still, whatever SET RUN says. */
  stopTraced(): void {
    this.#cpRead = true;
    this.#services.showStatus();
    void this.halt();
  }

  /**
   * Runs `action` while the guest stands still, and lets it go on if it did not stand still before. One that takes
   * long may find it reset, or told to go on, in its midst.
   */
  async whileStopped<T>(action: () => T | Promise<T>): Promise<T | undefined> {
    const generation = this.#services.generation();
    if (this.#stopped) {
      // it may have been told to stop (or been given to a processor) only just now
      const reply = await this.#handover;
      return reply.ok && generation === this.#services.generation() ? action() : undefined;
    }
    const reply = await this.halt();
    if (!reply.ok || generation !== this.#services.generation()) return undefined;
    try {
      return await action();
    } finally {
      // PA1 may have come meanwhile: then it stays stopped
      const same = generation === this.#services.generation() && this.stopped;
      if (same && (!this.#cpRead || this.#services.runs())) this.#start();
    }
  }

  /** SET RUN ON: what stands still only for CP READ goes on. */
  runOn(): void {
    if (this.#cpRead && this.#stopped && !this.#dead) this.#start();
  }

  #start(): void {
    this.#goesOn();
    void this.#services.request({ op: 'start' });
  }

  /** It is the processor's, and counts as running until that says that it waits. */
  #goesOn(): void {
    this.#stopped = false;
    this.#waiting = false;
    this.#services.setStop(false);
  }
}
