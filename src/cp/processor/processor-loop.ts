/**
 * A real processor: the virtual machines that it hosts, and the turns in which it runs them. One turn is one
 * slice of one machine; between turns the event loop brings messages from main. Nothing here blocks, and
 * a processor all of whose machines wait uses no time.
 */
import { MemoryViews } from '../../cpu/memory-views.js';
import { NO_COMPRESSION } from '../../devices/backing.js';
import type { Compression, FileAccess } from '../../devices/backing.js';
import type { Clock } from '../../shared/clock.js';
import { FRAME_BATCH, ProcessorFrames } from '../frame-lists.js';
import type { GuestProgramKind } from '../guest-interface.js';
import type { FromProcessor, MachineSpec, ProtocolLine, ToProcessor } from '../protocol.js';
import { CP_OWNER } from '../ownership.js';
import type { ProcessorWords, RealStorage } from '../real-storage.js';
import { HostedMachine } from './hosted-machine.js';
import type { MachineHost } from './machine-host.js';
import { applyRequest } from './machine-requests.js';
import { RunQueue } from './run-queue.js';
import type { Account } from './run-queue.js';
import { TURN_LIMITS } from './turn-limits.js';
import type { TurnLimits } from './turn-limits.js';
import type { UsageMeter } from './usage-meter.js';

/** What a real processor is made of. */
export interface ProcessorParts {
  readonly storage: RealStorage;
  /** Which processor this is, from 0. */
  readonly index: number;
  readonly line: ProtocolLine<FromProcessor, ToProcessor>;
  readonly clock: Clock;
  readonly files: FileAccess;
  /** For tapes; without it blocks are kept as they are. */
  readonly compression?: Compression;
  /** Systems that are IPLed by name; the composition root knows them. */
  readonly programs: readonly GuestProgramKind[];
  readonly meter: UsageMeter;
  readonly limits?: Partial<TurnLimits>;
}

/** Frames below which a processor asks for more, and above which it gives some back. */
const LOW_WATER = 64;
const HIGH_WATER = 4 * FRAME_BATCH;

/** One real processor, in a worker thread or (for tests) in main's own. */
export class ProcessorLoop {
  readonly #parts: ProcessorParts;
  readonly #limits: TurnLimits;
  readonly #words: ProcessorWords;
  readonly #frames: ProcessorFrames;
  readonly #host: MachineHost;
  readonly #queue = new RunQueue();
  readonly #machines = new Map<number, HostedMachine>();
  readonly #byAccount = new Map<Account, HostedMachine>();
  #scheduled = false;
  #framesWanted = false;
  #closed = false;

  /** Announces itself by `ready` and works from then on as messages and the clock have it. */
  constructor(parts: ProcessorParts) {
    this.#parts = parts;
    this.#limits = { ...TURN_LIMITS, ...parts.limits };
    this.#words = parts.storage.processor(parts.index);
    this.#words.initialise();
    this.#frames = new ProcessorFrames(parts.storage, parts.index);
    const { storage, index, files, clock, programs, meter } = parts;
    this.#host = {
      storage,
      views: new MemoryViews(storage.memory),
      index,
      frames: this.#frames,
      files,
      compression: parts.compression ?? NO_COMPRESSION,
      clock,
      programs,
      meter,
      post: (message) => this.#post(message),
      woken: (account) => this.#woken(account),
      passes: (account) => this.#queue.pass(account),
      share: (account, share) => this.#queue.change(account, share),
      wantFrames: () => this.#wantFrames(),
      interrupted: () => this.#words.rung,
    };
    parts.line.receive((message) => this.#receive(message));
    this.#post({ type: 'ready' });
  }

  /** Whether `shutdown` has come. */
  get closed(): boolean {
    return this.#closed;
  }

  /** Machines that are hosted here. */
  get hosted(): number {
    return this.#machines.size;
  }

  #receive(message: ToProcessor): void {
    this.#words.asleep = false;
    this.#words.answer();
    switch (message.type) {
      case 'machine':
        this.#take(message.spec);
        break;
      case 'request':
        this.#request(message);
        break;
      case 'frames':
        this.#framesCame(message.frames);
        break;
      case 'shutdown':
        this.#closed = true;
        for (const machine of this.#machines.values()) machine.leave();
        break;
    }
    this.#schedule();
  }

  #take(spec: MachineSpec): void {
    if (this.#frames.count < LOW_WATER) this.#wantFrames();
    let machine: HostedMachine;
    try {
      machine = new HostedMachine(spec, this.#host);
    } catch (error) {
      this.#parts.storage.ownerWord(spec.block).pass(this.#parts.index, CP_OWNER);
      const { id, generation } = spec;
      const reason = { kind: 'internal-error', text: textOf(error) } as const;
      this.#post({ type: 'stopped', machine: id, generation, reason });
      return;
    }
    this.#machines.set(spec.id, machine);
    this.#byAccount.set(machine.account, machine);
    this.#woken(machine.account);
  }

  #request(message: Extract<ToProcessor, { type: 'request' }>): void {
    const { machine: id, generation, sequence, request } = message;
    const machine = this.#machines.get(id);
    // an answer is known by its number, which no reset uses again
    const late = machine !== undefined && generation < machine.line.generation;
    if (machine === undefined || (late && request.op !== 'answer')) {
      const reply = { ok: false, why: 'superseded' } as const;
      this.#post({ type: 'reply', machine: id, generation, sequence, reply });
      return;
    }
    // a request may take a machine or a processor of it away: what they have used is theirs before
    this.#parts.meter.settle();
    try {
      if (generation > machine.line.generation) machine.raise(generation);
      applyRequest(machine, sequence, request, { departed: () => this.#departed(machine) });
    } catch (error) {
      this.#fault(machine, error);
      machine.line.reply(sequence, { ok: false, why: 'io-error' });
    }
    if (this.#machines.has(id)) machine.settle();
    this.#requeue(machine);
  }

  #departed(machine: HostedMachine): void {
    machine.leave();
    this.#queue.sleep(machine.account);
    this.#machines.delete(machine.spec.id);
    this.#byAccount.delete(machine.account);
    this.#returnFrames();
  }

  #woken(account: Account): void {
    const machine = this.#byAccount.get(account);
    if (machine === undefined) return;
    this.#requeue(machine);
    this.#schedule();
  }

  /** In the queue exactly when a turn would get something done. */
  #requeue(machine: HostedMachine): void {
    if (this.#byAccount.has(machine.account) && machine.runnable) this.#queue.wake(machine.account);
    else this.#queue.sleep(machine.account);
  }

  #schedule(): void {
    if (this.#scheduled || this.#closed) return;
    if (this.#queue.size === 0) {
      this.#words.asleep = true;
      return;
    }
    this.#words.asleep = false;
    this.#scheduled = true;
    this.#parts.clock.defer(() => this.#turn());
  }

  #turn(): void {
    this.#scheduled = false;
    if (this.#closed) return;
    this.#words.beat();
    const account = this.#queue.next();
    const machine = account && this.#byAccount.get(account);
    if (machine !== undefined) {
      const { clock, meter } = this.#parts;
      meter.turnBegins(machine.account);
      const start = clock.monotonic();
      let units = 0;
      try {
        units = machine.turn(this.#limits);
      } catch (error) {
        this.#fault(machine, error);
      }
      meter.turn(machine.account, clock.monotonic() - start, units);
      machine.settle();
      this.#requeue(machine);
    }
    if (this.#frames.count > HIGH_WATER) this.#returnFrames();
    this.#schedule();
  }

  /** Our own bug: it costs this machine only. */
  #fault(machine: HostedMachine, error: unknown): void {
    machine.stopBy({ kind: 'internal-error', text: textOf(error) });
  }

  #wantFrames(): void {
    if (this.#framesWanted) return;
    this.#framesWanted = true;
    this.#post({ type: 'frames-wanted', count: FRAME_BATCH });
  }

  #framesCame(frames: Int32Array): void {
    this.#framesWanted = false;
    this.#frames.add(frames);
    for (const machine of this.#machines.values()) {
      try {
        machine.framesCame(frames.length > 0);
      } catch (error) {
        this.#fault(machine, error);
      }
      this.#requeue(machine);
    }
  }

  #returnFrames(): void {
    const over = this.#frames.count - 2 * FRAME_BATCH;
    if (over <= 0) return;
    this.#post({ type: 'frames-free', frames: this.#frames.surplus(over) });
  }

  #post(message: FromProcessor): void {
    this.#parts.line.post(message);
  }
}

/** What the operator's log is to have of an error. */
function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
