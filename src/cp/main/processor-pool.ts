/**
 * The real processors: which machine is on which, messages to and from them, frames of storage dealt to
 * them, and what happens when one dies or hangs (design, section 4): its thread is ended, its exit waited
 * for, the generation of its machines raised, frames taken back, users told; only then is the processor
 * started again and IPL possible.
 */
import type { Clock, Timer } from '../../shared/clock.js';
import { FRAME_BATCH } from '../frame-lists.js';
import type { FrameBank } from '../frame-lists.js';
import type { FromProcessor, ProtocolLine, ToProcessor } from '../protocol.js';
import type { RealStorage } from '../real-storage.js';
import type { ProcessorView } from './control-command.js';
import type { VirtualMachine } from './virtual-machine.js';

/** A thread that was started for a processor. */
export interface ProcessorThread {
  readonly line: ProtocolLine<ToProcessor, FromProcessor>;
  /** Ends the thread at once; resolves when it has exited. */
  terminate(): Promise<void>;
  /** Sets who is told when the thread ends by itself. */
  onExit(listener: (why: string) => void): void;
}

/** What the pool needs. */
export interface PoolParts {
  readonly clock: Clock;
  readonly storage: RealStorage;
  readonly bank: FrameBank;
  readonly processors: number;
  /** Starts the thread of processor `index`. */
  readonly start: (index: number) => ProcessorThread;
  /** Machines that lost their processor: they are CP's again; tell their users. */
  readonly lost: (machines: readonly VirtualMachine[], index: number, why: string) => Promise<void>;
  /** A fault of ours while we handled a message. */
  readonly fault: (machine: VirtualMachine | undefined, error: unknown) => void;
  /** Watch heartbeats (not in one thread on a virtual clock). */
  readonly watch: boolean;
}

/** A processor without a heartbeat for so long hangs. */
const HANG_AFTER = 5000;
/** The same for one that has not announced itself yet: on a busy host its modules take a while to be loaded. */
const START_WITHIN = 30_000;
/** How often heartbeats are looked at and loads taken. */
const TICK = 1000;
/** After a death the thread is started again no sooner than this, so that one that cannot start does not spin. */
const RESTART_AFTER = 500;

interface Seat {
  readonly index: number;
  readonly machines: Set<VirtualMachine>;
  thread: ProcessorThread | undefined;
  /** What is to be posted when the thread is there. */
  outbox: ToProcessor[];
  beat: number;
  beatAt: number;
  /** The thread has announced itself. */
  ready: boolean;
  /** The heartbeat when use was last measured. */
  measuredBeat: number;
  load: number;
  used: number;
}

/** Where a machine is. */
interface Place {
  readonly machine: VirtualMachine;
  readonly seat: Seat;
  /** While it moves: what is to be posted when it has arrived. */
  moving: ToProcessor[] | undefined;
}

/** All real processors. */
export class ProcessorPool {
  readonly #parts: PoolParts;
  readonly #seats: Seat[];
  readonly #byId = new Map<number, Place>();
  #ticker: Timer | undefined;
  #stopping = false;

  constructor(parts: PoolParts) {
    this.#parts = parts;
    this.#seats = Array.from({ length: parts.processors }, (_, index) => ({
      index,
      machines: new Set<VirtualMachine>(),
      thread: undefined,
      outbox: [],
      beat: 0,
      beatAt: 0,
      ready: false,
      measuredBeat: -1,
      load: 0,
      used: 0,
    }));
  }

  /** Starts all threads. */
  start(): void {
    for (const seat of this.#seats) this.#startThread(seat);
    if (this.#parts.watch) this.#tick();
  }

  /** Puts a machine on the processor that has the fewest. */
  place(machine: VirtualMachine): void {
    const seat = this.#seats.reduce((best, one) =>
      one.machines.size < best.machines.size ? one : best,
    );
    seat.machines.add(machine);
    this.#byId.set(machine.id, { machine, seat, moving: undefined });
    this.#post(seat, { type: 'machine', spec: machine.spec() });
    machine.arrived();
  }

  /** Takes a machine away, after the processor has forgotten it. */
  remove(machine: VirtualMachine): void {
    this.#byId.get(machine.id)?.seat.machines.delete(machine);
    this.#byId.delete(machine.id);
  }

  /** The processor that has a machine. */
  processorOf(machine: VirtualMachine): number | undefined {
    return this.#byId.get(machine.id)?.seat.index;
  }

  /** Posts to the processor that has a machine. */
  post(machine: VirtualMachine, message: ToProcessor): void {
    const place = this.#byId.get(machine.id);
    if (place?.moving !== undefined) place.moving.push(message);
    else if (place !== undefined) this.#post(place.seat, message);
  }

  /**
   * Moves a machine to another real processor (or anew to the same): it is written down, forgotten there
   * and rebuilt from what was written. What is posted meanwhile follows it.
   * @returns false when the machine was reset, logged off or lost meanwhile
   */
  async move(machine: VirtualMachine, to: number): Promise<boolean> {
    const place = this.#byId.get(machine.id);
    const seat = this.#seats[to];
    if (place === undefined || place.moving !== undefined || seat === undefined) return false;
    const writing = machine.request({ op: 'write-down' });
    const follow: ToProcessor[] = [];
    place.moving = follow;
    const reply = await writing;
    // an IPL that came meanwhile has only raised the generation: what it asks waits in `follow`
    const here = this.#byId.get(machine.id) === place && place.moving === follow;
    if (!here) return false;
    const written = reply.ok ? reply.machine : undefined;
    place.seat.machines.delete(machine);
    seat.machines.add(machine);
    this.#byId.set(machine.id, { machine, seat, moving: undefined });
    if (written === undefined) machine.renewed();
    const spec = machine.spec();
    this.#post(seat, {
      type: 'machine',
      spec: written === undefined ? spec : { ...spec, written },
    });
    for (const message of follow) this.#post(seat, message);
    machine.arrived();
    return reply.ok;
  }

  /** Deals frames to the processor of a machine that found none; false when there are none left. */
  feed(machine: VirtualMachine): boolean {
    const place = this.#byId.get(machine.id);
    return place !== undefined && this.#deal(place.seat, 4 * FRAME_BATCH) > 0;
  }

  views(): readonly ProcessorView[] {
    return this.#seats.map(({ index, machines, load }) => ({
      index,
      machines: machines.size,
      load,
    }));
  }

  /** Ends all threads. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#ticker?.cancel();
    await Promise.all(
      this.#seats.map(async (seat) => {
        this.#post(seat, { type: 'shutdown' });
        const thread = seat.thread;
        seat.thread = undefined;
        await thread?.terminate();
      }),
    );
  }

  #post(seat: Seat, message: ToProcessor): void {
    if (seat.thread === undefined) {
      seat.outbox.push(message);
      return;
    }
    // the bell first: rung behind the message, it could stay rung on a processor that has done with it
    this.#parts.storage.processor(seat.index).ring();
    seat.thread.line.post(message);
  }

  #startThread(seat: Seat): void {
    if (this.#stopping) return;
    this.#parts.storage.processor(seat.index).initialise();
    const thread = this.#parts.start(seat.index);
    seat.thread = thread;
    seat.beat = -1;
    seat.beatAt = this.#parts.clock.monotonic();
    seat.ready = false;
    thread.onExit((why) => {
      if (seat.thread === thread) void this.#died(seat, why);
    });
    thread.line.receive((message) => {
      // what an ended thread had posted before comes too late
      if (seat.thread === thread) this.#receive(seat, message);
    });
    // before anything else: what comes behind wants storage at once
    this.#deal(seat, FRAME_BATCH);
    for (const message of seat.outbox.splice(0)) this.#post(seat, message);
  }

  #deal(seat: Seat, count: number): number {
    const frames = this.#parts.bank.deal(seat.index, Math.max(0, count));
    this.#post(seat, { type: 'frames', frames });
    return frames.length;
  }

  #receive(seat: Seat, message: FromProcessor): void {
    switch (message.type) {
      case 'ready':
        seat.ready = true;
        seat.beatAt = this.#parts.clock.monotonic();
        return;
      case 'frames-wanted':
        this.#deal(seat, message.count);
        return;
      case 'frames-free':
        this.#parts.bank.takeBack(seat.index, message.frames);
        return;
      case 'reply':
      case 'ask':
      case 'withdrawn':
      case 'stopped':
      case 'processor-stopped':
      case 'state':
      case 'console':
      case 'accepted':
      case 'external-key':
      case 'segments': {
        const machine = this.#byId.get(message.machine)?.machine;
        try {
          machine?.receive(message);
        } catch (error) {
          this.#parts.fault(machine, error);
        }
      }
    }
  }

  #tick(): void {
    const due = this.#parts.clock.monotonic() + TICK;
    this.#ticker = this.#parts.clock.after(TICK, () => {
      const now = this.#parts.clock.monotonic();
      // the host had no time for us, or we were stopped: then processors could not beat either
      const late = now - due;
      if (late > TICK) for (const seat of this.#seats) seat.beatAt += late;
      for (const seat of this.#seats) {
        this.#look(seat, now);
        this.#measure(seat);
      }
      this.#tick();
    });
  }

  #look(seat: Seat, now: number): void {
    if (seat.thread === undefined) return;
    const words = this.#parts.storage.processor(seat.index);
    const { heartbeat, asleep } = words;
    // one that sleeps although its bell rang has not woken up: that counts as hanging, too
    if (heartbeat !== seat.beat || (asleep && !words.rung)) {
      seat.beat = heartbeat;
      seat.beatAt = now;
      return;
    }
    const most = seat.ready ? HANG_AFTER : START_WITHIN;
    if (now - seat.beatAt >= most) {
      void this.#died(seat, `no heartbeat for ${most / 1000} seconds`);
    }
  }

  #measure(seat: Seat): void {
    // one that has slept all the time has used nothing: its machines' accounts need no look
    const { heartbeat, asleep } = this.#parts.storage.processor(seat.index);
    const slept = asleep && heartbeat === seat.measuredBeat;
    seat.measuredBeat = heartbeat;
    let used = slept ? seat.used : 0;
    if (!slept) for (const machine of seat.machines) used += machine.memory.used().total;
    // microseconds used in a tick of milliseconds; smoothed over some ten seconds
    const percent = Math.min(100, Math.max(0, (used - seat.used) / (TICK * 10)));
    seat.load += (percent - seat.load) / 8;
    seat.used = used;
  }

  async #died(seat: Seat, why: string): Promise<void> {
    const thread = seat.thread;
    if (thread === undefined || this.#stopping) return;
    seat.thread = undefined;
    // what waits was meant for a generation that is over
    seat.outbox = [];
    try {
      await thread.terminate();
    } catch (error) {
      this.#parts.fault(undefined, error);
    }
    const machines = [...seat.machines];
    const { storage, bank } = this.#parts;
    for (const machine of machines) machine.raiseGeneration(true);
    bank.rebuild(
      seat.index,
      machines.map((machine) => storage.slotOf(machine.memory.block)),
    );
    for (const machine of machines) {
      machine.memory.recover(seat.index, machine.storageSize, machine.generation);
      machine.renewed();
      const place = this.#byId.get(machine.id);
      if (place !== undefined) place.moving = undefined;
      machine.enteredCp();
    }
    try {
      await this.#parts.lost(machines, seat.index, why);
    } catch (error) {
      this.#parts.fault(undefined, error);
    }
    // the processor gets its machines as they are now, and then what was asked of them meanwhile
    const asked = seat.outbox;
    seat.outbox = machines
      .filter((machine) => seat.machines.has(machine))
      .map((machine): ToProcessor => ({ type: 'machine', spec: machine.spec() }));
    seat.outbox.push(...asked);
    for (const machine of machines) machine.arrived();
    this.#parts.clock.after(RESTART_AFTER, () => this.#startThread(seat));
  }
}
