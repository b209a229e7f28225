/**
 * A virtual processor of a hosted machine: it runs until it has a reason to stop, and what that reason asks
 * for is done here, as is what other processors order by SIGNAL PROCESSOR. Storage, channels and the guest
 * program are the machine's.
 */
import type { Exit } from '../../cpu/exit.js';
import type { Processor } from '../../cpu/processor.js';
import type { ChannelSubsystem } from '../../devices/channel-subsystem.js';
import type { MachineUsage } from '../machine-usage.js';
import type { ProcessorStatus } from '../processor-status.js';
import type { ProcessorSignal, ProcessorStop } from '../protocol.js';
import { Chunk } from './chunk.js';
import { SPECIFICATION } from './diagnose/diagnose-code.js';
import type { DiagnoseRunner } from './diagnose-runner.js';
import type { GuestHost } from './guest-host.js';
import { executeIo } from './io-instruction.js';
import { loadedPsw } from './loaded-psw.js';
import { answerSignal } from './signal-orders.js';
import type { SignalTarget } from './signal-orders.js';
import type { Tracer } from './trace/tracer.js';
import { CHANNEL_UNIT } from './turn-limits.js';
import { INSTRUCTIONS_A_MICROSECOND } from './usage-meter.js';
import type { UsageMeter } from './usage-meter.js';
import type { Gate, ProcessorOrder, ProcessorUnderWay } from './written-machine.js';

/** What a processor has of its machine. */
export interface ProcessorHome {
  readonly guest: GuestHost;
  readonly channels: ChannelSubsystem;
  readonly usage: MachineUsage;
  readonly tracer: Tracer;
  /** Times what the guest's own instructions take. */
  readonly meter: Pick<UsageMeter, 'begin' | 'ran'>;
  /** Whether there are the frames that a step of the guest program may need. */
  stepPossible(): boolean;
  /** The machine waits for a frame, or (`reserve`) for as many as a step may need. */
  wantFrame(reserve: boolean): void;
  /** An ask is no longer wanted. */
  withdraw(ask: number): void;
  /** A processor has entered the stopped state. */
  stopped(processor: HostedProcessor, why: ProcessorStop): void;
  /** Something has become ready to run. */
  woken(): void;
  /** The processor at an address. */
  processorAt(address: number): HostedProcessor | undefined;
  /** Resets channels and devices; channel programs that a DIAGNOSE waits for end as halted. */
  resetIo(): void;
}

/** What one is made of. */
export interface HostedProcessorParts {
  readonly address: number;
  readonly part: number;
  readonly processor: Processor;
  readonly diagnose: DiagnoseRunner;
  readonly status: ProcessorStatus;
}

/** Instructions that are executed behind START I/O before the channel moves. */
const BEHIND_START = 50;

/** One virtual processor. */
export class HostedProcessor implements SignalTarget {
  readonly address: number;
  /** Byte address of its part of real storage. */
  readonly part: number;
  readonly processor: Processor;
  readonly diagnose: DiagnoseRunner;
  readonly status: ProcessorStatus;
  /** How much it runs at a stretch. */
  readonly chunk = new Chunk();
  readonly #home: ProcessorHome;
  /** A gate DIAGNOSE that has been executed, and whose step waits for frames. */
  #gate: Gate | undefined;
  /** An order that is done when the instruction in hand is complete, and there is a frame for it. */
  #order: ProcessorOrder | undefined;
  /** Times that START I/O has started a program. */
  #starts = 0;
  /** START I/O waits until the control unit of the device at this address has said whether it takes the command. */
  #selecting: number | undefined;
  /** It is in an enabled wait, and nothing has come that could end it. */
  waits = false;

  constructor(parts: HostedProcessorParts, home: ProcessorHome) {
    this.address = parts.address;
    this.part = parts.part;
    this.processor = parts.processor;
    this.diagnose = parts.diagnose;
    this.status = parts.status;
    this.#home = home;
  }

  /** Whether it can go on. */
  get canExecute(): boolean {
    if (this.diagnose.waiting) return false;
    if (this.#selecting !== undefined && this.#home.channels.selecting(this.#selecting))
      return false;
    return this.#order !== undefined || (this.operating && !this.waits);
  }

  get operating(): boolean {
    return this.status.operating;
  }

  /** Enters the operating state. */
  start(): void {
    this.status.operating = true;
    this.waits = false;
  }

  /** Something has happened that could end its wait. */
  wake(): void {
    this.waits = false;
  }

  /** Milliseconds until a timer may end its wait; undefined when it does not wait for one. */
  untilTimer(): number | undefined {
    return this.operating && this.waits ? this.processor.untilTimer() : undefined;
  }

  /** SYSTEM RESTART: what it waits for is given up. */
  restart(): void {
    this.dropDiagnose();
    this.#selecting = undefined;
    this.#later({ order: 'restart' });
  }

  /** CPU n STOP: it enters the stopped state when the instruction in hand is complete. */
  stop(): void {
    if (this.operating) this.#later({ order: 'stop' });
  }

  // ---- resets and plain data

  /** What it was in the middle of is forgotten, and it enters the stopped state. */
  forget(): void {
    this.waits = false;
    this.#gate = undefined;
    this.#order = undefined;
    this.#selecting = undefined;
    this.status.operating = false;
    this.dropDiagnose();
  }

  /** It has been taken out of the machine: its part may be another's by now. */
  gone(): void {
    this.dropDiagnose();
  }

  /** A DIAGNOSE that waits is forgotten. */
  dropDiagnose(): void {
    const ask = this.diagnose.drop();
    if (ask !== undefined) this.#home.withdraw(ask);
  }

  /** Plain data, for {@link restore}. */
  writeDown(): ProcessorUnderWay {
    return {
      address: this.address,
      inHand: this.diagnose.writeDown(),
      gate: this.#gate,
      order: this.#order,
      selecting: this.#selecting,
    };
  }

  /** Takes over what was under way elsewhere; what its DIAGNOSE waits for is to be put again. */
  restore(written: ProcessorUnderWay): ReturnType<DiagnoseRunner['restore']> {
    this.#gate = written.gate;
    this.#order = written.order;
    this.#selecting = written.selecting;
    return this.diagnose.restore(written.inHand);
  }

  #later(order: ProcessorOrder): void {
    this.#order = order;
    this.#obeyNow();
    this.#home.woken();
  }

  /** Does the order that waits, if it can be done now. */
  #obeyNow(): void {
    const waiting = this.#order;
    if (waiting === undefined || this.diagnose.waiting || this.#gate !== undefined) return;
    if (this.#selecting !== undefined) return;
    const { order, from } = waiting;
    if (!this.#done(order)) {
      this.#home.wantFrame(false);
      return;
    }
    this.#order = undefined;
    if (order === 'restart') {
      this.start();
      return;
    }
    this.status.operating = false;
    this.#home.stopped(
      this,
      from === undefined ? { kind: 'command' } : { kind: 'signal', order, from },
    );
  }

  /** What of an order may want a frame; false when there is none, and nothing has changed. */
  #done(order: ProcessorOrder['order']): boolean {
    switch (order) {
      case 'restart':
        return this.processor.restart();
      case 'stop-and-store-status':
        return this.processor.storeStatus();
      case 'stop':
        return true;
    }
  }

  // ---- signals

  /** An order that it has accepted is not done yet. */
  get busy(): boolean {
    return this.#order !== undefined;
  }

  get externalCallPending(): boolean {
    return this.processor.externalCallPending;
  }

  externalCall(from: number): void {
    this.processor.externalCall(from);
    this.#signalled();
  }

  emergency(from: number): void {
    this.processor.emergencySignal(from);
    this.#signalled();
  }

  obey(order: ProcessorSignal, from: number): void {
    switch (order) {
      case 'start':
        if (!this.operating) this.start();
        this.#home.woken();
        return;
      case 'stop':
        if (this.operating) this.#later({ order, from });
        return;
      case 'restart':
      case 'stop-and-store-status':
        this.#later({ order, from });
        return;
      case 'cpu-reset':
      case 'program-reset':
      case 'initial-cpu-reset':
      case 'initial-program-reset':
        this.forget();
        if (order.startsWith('initial')) this.processor.reset(false);
        else this.processor.cpuReset();
        if (order.endsWith('program-reset')) this.#home.resetIo();
        this.#home.stopped(this, { kind: 'signal', order, from });
    }
  }

  #signalled(): void {
    this.waits = false;
    this.#home.woken();
  }

  /** SIGNAL PROCESSOR, which this one has executed. */
  #signal(exit: Extract<Exit, { reason: 'signal-processor' }>): number {
    const target = this.#home.processorAt(exit.target);
    const { cc, status, act } = answerSignal(target, exit.order, this.address);
    if (status !== undefined) this.processor.setRegister(exit.r1, status);
    this.processor.setConditionCode(cc);
    // last: the order may be for this processor itself
    act?.();
    return CHANNEL_UNIT;
  }

  // ---- running

  /**
   * Runs until it has a reason to stop, and does what that asks.
   * @param budget - instructions at the most
   * @returns instructions executed and work done, counted as instructions
   */
  execute(budget: number): number {
    const before = this.#starts;
    const done = this.#run(budget);
    // a channel is slower than a processor: what follows START I/O is executed before data come
    const starts = this.#starts !== before && this.canExecute;
    return starts ? done + this.#run(BEHIND_START) : done;
  }

  #run(budget: number): number {
    if (this.#selecting !== undefined) return this.#select(this.#selecting);
    if (this.#gate !== undefined) return this.#step(this.#gate);
    if (this.#order !== undefined) {
      this.#obeyNow();
      return CHANNEL_UNIT;
    }
    const { processor, status } = this;
    const { tracer, meter } = this.#home;
    if (!tracer.proceed(this.address, processor)) return 0;
    processor.follow(tracer.watcher(this.address));
    const before = processor.executed;
    const begun = meter.begin();
    const exit = processor.run(budget);
    const executed = processor.executed - before;
    processor.charge(meter.ran(status, begun, executed));
    tracer.flush();
    // what takes long takes more of the budget than it counts as instructions
    return (exit.reason === 'budget' ? budget : executed) + this.#exit(exit);
  }

  /** What the processor stopped for; returns work done, counted as instructions. */
  #exit(exit: Exit): number {
    switch (exit.reason) {
      case 'budget':
        return 0;
      case 'wait':
        this.waits = true;
        return 0;
      case 'disabled-wait':
      case 'program-loop':
        this.status.operating = false;
        this.#home.stopped(this, { kind: exit.reason, psw: loadedPsw(this.processor) });
        return 0;
      case 'diagnose':
        return this.#diagnose(exit);
      case 'io-instruction':
        this.#io(exit);
        return CHANNEL_UNIT;
      case 'signal-processor':
        return this.#signal(exit);
      case 'no-frame':
        this.#home.wantFrame(false);
        return 0;
      case 'watched':
        return 0;
      case 'stopped':
        // main has set the word; its request comes at the next turn of the event loop
        this.waits = true;
        return 0;
    }
  }

  #io(exit: Extract<Exit, { reason: 'io-instruction' }>): void {
    const { channels, usage } = this.#home;
    const before = usage.started;
    channels.prefix = this.processor.prefix;
    this.#ioDone(executeIo(channels, exit, usage), exit.address);
    if (usage.started !== before) this.status.countStart();
  }

  /** A START I/O that has waited goes on. */
  #select(address: number): number {
    const { channels, usage } = this.#home;
    const before = usage.started;
    channels.prefix = this.processor.prefix;
    this.#ioDone(executeIo(channels, { operation: 'SIO', address, waited: true }, usage), address);
    if (usage.started !== before) this.status.countStart();
    return CHANNEL_UNIT;
  }

  #ioDone(cc: number | undefined, address: number): void {
    this.#selecting = cc === undefined ? address : undefined;
    if (cc === undefined) return;
    this.processor.setConditionCode(cc);
    if (cc === 0 && this.#home.channels.active) this.#starts++;
  }

  #diagnose(exit: Extract<Exit, { reason: 'diagnose' }>): number {
    if (!this.#home.guest.isGate(exit.code)) {
      this.diagnose.begin(exit.code, exit.r1, exit.r3);
      return CHANNEL_UNIT;
    }
    return this.#step({ code: exit.code, at: exit.at });
  }

  /** A step of the guest program, once there are the frames that it may need. */
  #step(gate: Gate): number {
    const enough = this.#home.stepPossible();
    this.#gate = enough ? undefined : gate;
    if (!enough) {
      this.#home.wantFrame(true);
      return 0;
    }
    const { processor, status } = this;
    const { guest, meter } = this.#home;
    const begun = meter.begin();
    const result = guest.enter(gate.code, gate.at, processor, this.diagnose);
    if (result.kind === 'undefined') {
      processor.programInterruption(SPECIFICATION);
      return 0;
    }
    const units = result.cost * INSTRUCTIONS_A_MICROSECOND;
    processor.charge(meter.ran(status, begun, units));
    return units;
  }
}
