/**
 * A virtual machine on a real processor: its processor, storage, channels and guest program, what it asks of
 * CP, and the turns in which it runs. What it is at the end of a turn is plain data: {@link writeDown}.
 */
import { STOP } from '../../cpu/machine-block.js';
import { initialiseMachineBlock } from '../../cpu/machine-parts.js';
import { MachineStorage } from '../../cpu/machine-storage.js';
import type { Processor } from '../../cpu/processor.js';
import { TIMER_OFF, TIMER_ON, TIMER_REAL } from '../../cpu/timers.js';
import { channelStorage } from '../../devices/channel-storage.js';
import { ChannelSubsystem } from '../../devices/channel-subsystem.js';
import type { ProgramResult } from '../../devices/channel-subsystem.js';
import type { UnitAsk } from '../../devices/unit.js';
import { ConsoleRingProducer } from '../console-ring.js';
import { MachineUsage } from '../machine-usage.js';
import type { ProcessorStatus } from '../processor-status.js';
import type {
  AskAnswer,
  MachineAsk,
  MachineSpec,
  ProcessorStop,
  ReplyFailure,
  StopReason,
  WrittenMachine,
} from '../protocol.js';
import { Activity } from './activity.js';
import { channelAsk, channelId, DiagnoseAsks } from './ask-numbers.js';
import { MachineContext } from './diagnose-context.js';
import { DiagnoseRunner } from './diagnose-runner.js';
import { FrameNeed, STEP_RESERVE } from './frame-need.js';
import { GuestHost } from './guest-host.js';
import type { HostedProcessor, ProcessorHome } from './hosted-processor.js';
import { HostedProcessors } from './hosted-processors.js';
import { startProgram } from './io-instruction.js';
import { iplToken } from './ipl.js';
import type { IplInHand } from './ipl.js';
import { MachineDevices } from './machine-devices.js';
import { MachineIpl } from './machine-ipl.js';
import { MachineMessages } from './machine-messages.js';
import { MachineSegments } from './machine-segments.js';
import { MachineLine } from './machine-line.js';
import { MachineOwnership } from './machine-ownership.js';
import { MachineTurns } from './machine-turns.js';
import type { TurnLimits } from './turn-limits.js';
import { Account } from './run-queue.js';
import type { Share } from './run-queue.js';
import { MessageAllowance } from './message-allowance.js';
import { Printing } from './printing.js';
import { holdsReal, storeReal } from './real-address.js';
import { Tracer } from './trace/tracer.js';
import type { MachineHost } from './machine-host.js';
import { readWritten, writtenMachine } from './written-machine.js';
import type { HeldRequest, ProcessorUnderWay } from './written-machine.js';

/** A virtual machine that this real processor hosts. */
export class HostedMachine {
  readonly spec: MachineSpec;
  readonly account: Account;
  readonly storage: MachineStorage;
  readonly channels: ChannelSubsystem;
  readonly processors: HostedProcessors;
  readonly segments: MachineSegments;
  readonly guest: GuestHost;
  readonly devices: MachineDevices;
  readonly line: MachineLine;
  readonly ownership: MachineOwnership;
  readonly ipl: MachineIpl;
  readonly tracer: Tracer;
  readonly printing: Printing;
  readonly messages: MachineMessages;
  /** Requests that wait until the machine goes on. */
  held: HeldRequest[] = [];
  emsg: NonNullable<MachineSpec['emsg']>;
  terminal: MachineSpec['terminal'];
  /** DIAGNOSE X'54'. */
  externalKey = false;
  /** BEGIN has been given: it runs when it has nothing to wait for. */
  started = false;
  readonly #host: MachineHost;
  readonly #ring: ConsoleRingProducer;
  readonly #usage: MachineUsage;
  readonly #asks = new DiagnoseAsks();
  #ipls = 0;
  readonly #allowance = new MessageAllowance();
  readonly #frameNeed = new FrameNeed();
  readonly #activity = new Activity((state) => this.line.post({ type: 'state', state }));
  readonly #turns: MachineTurns;

  constructor(spec: MachineSpec, host: MachineHost) {
    const { storage: real, views, clock } = host;
    const { block } = spec;
    this.spec = spec;
    this.#host = host;
    this.line = new MachineLine(spec.id, spec.generation, host);
    this.emsg = spec.emsg ?? 'ON';
    this.terminal = spec.terminal;
    this.ownership = new MachineOwnership(real.ownerWord(block), host.index);
    this.storage = new MachineStorage(views, block, host.frames.machine(real.slotOf(block)));
    if (this.storage.size === 0) {
      initialiseMachineBlock(views, block, { serial: spec.id, model: 0x3090, address: 0 });
      this.ownership.initialise(spec.generation);
    }
    if (spec.written === undefined && this.storage.size !== spec.storageSize) {
      this.storage.define(spec.storageSize);
    }
    this.segments = new MachineSegments(this.storage, (held) =>
      this.line.post({ type: 'segments', held }),
    );
    this.#usage = new MachineUsage(real, block);
    this.account = new Account(spec.share);
    this.account.used = this.account.settled = this.#usage.real / 1000;
    this.#ring = new ConsoleRingProducer(real.buffer, real.ringOf(block));
    this.channels = new ChannelSubsystem(channelStorage(this.storage), {
      pending: (channels) => this.processors.ioPending(channels),
      ask: (address, id, ask) => this.#askUnit(address, id, ask),
      withdraw: (id) => this.line.withdraw(channelAsk(id)),
      lineTaken: () => this.line.post({ type: 'accepted' }),
    });
    this.devices = new MachineDevices(this.channels, { ...host, console: this.#ring });
    this.guest = new GuestHost(host.programs, this.storage, this.#nextToken(), clock);
    const io = {
      takeIo: (mask: number, prefix: number): number => {
        this.channels.prefix = prefix;
        return this.channels.takeIo(mask);
      },
      takeMessage: (): boolean => this.messages.take(),
    };
    this.messages = new MachineMessages({
      storage: {
        holds: (address, length) => holdsReal(this.storage, this.#basePrefix, address, length),
        store: (address, bytes) => storeReal(this.storage, this.#basePrefix, address, bytes),
      },
      pending: (any) => this.processors.base.processor.setMessagePending(any),
      reply: (sequence, reply) => this.line.reply(sequence, reply),
    });
    this.printing = new Printing({
      channels: this.channels,
      printer: () => this.devices.printer,
      ask: (question) => this.#ask(question),
      reply: (sequence, reply) => this.line.reply(sequence, reply),
    });
    this.tracer = new Tracer(spec.trace, {
      ring: this.#ring,
      ask: (question) => this.#ask(question),
      console: () => this.devices.console,
      word: (address) => this.storage.word(address),
      mark: (processor) =>
        this.processors.all.length > 1
          ? `${processor.toString(16).toUpperCase().padStart(2, '0')}: `
          : '',
      print: (line) => this.printing.line(line),
    });
    this.processors = new HostedProcessors({
      storage: real,
      parts: { memory: views, block, storage: this.storage, clock, io },
      home: this.#home(),
      diagnose: (processor, status) => this.#diagnose(processor, status),
    });
    if (spec.written === undefined) {
      for (const { processor } of this.processors.all) processor.reset(true);
    }
    this.#turns = new MachineTurns({
      clock,
      channels: this.channels,
      processors: this.processors,
      runnable: () => this.runnable,
      canExecute: () => this.#canExecute,
      wantFrame: () => this.#wantFrame(),
      passes: () => host.passes(this.account),
      interrupted: () => host.interrupted(),
      woken: () => this.wake(),
    });
    this.ipl = new MachineIpl({
      processor: this.processors.base.processor,
      storage: this.storage,
      channels: this.channels,
      guest: this.guest,
      segments: this.segments,
      wantFrame: () => this.#wantFrame(),
      ended: (ipl, failed) => this.#iplEnded(ipl, failed),
    });
    for (const device of spec.devices) this.devices.attach(device);
    this.setTimer(spec.timer);
    if (spec.written !== undefined) this.#restore(spec.written);
    if (!this.started && this.ipl.inHand === undefined) this.ownership.release();
  }

  /** Whether CP has stopped the machine: nothing of it moves. */
  get stopped(): boolean {
    return this.ownership.stopped;
  }

  /** A request of a higher generation raises the machine's. */
  raise(generation: number): void {
    this.line.generation = generation;
    this.ownership.raise(generation);
  }

  // ---- running

  /** Whether a turn would get anything done. */
  get runnable(): boolean {
    if (this.#frameNeed.waits || this.stopped || this.printing.waiting) return false;
    return this.channels.active || this.#canExecute;
  }

  get #canExecute(): boolean {
    if (!this.started || this.ipl.inHand !== undefined || this.tracer.waiting) return false;
    return this.processors.canExecute;
  }

  /** Something has happened that could end a wait. */
  wake(): void {
    this.processors.wake();
    this.tracer.wake();
    this.#host.woken(this.account);
  }

  /** One turn; see {@link MachineTurns.turn}. */
  turn(limits: TurnLimits): number {
    return this.#turns.turn(limits);
  }

  /** After a turn: tells main what it has to know, and sets the timer of a machine that waits. */
  settle(): void {
    this.#usage.set(this.virtualTime, this.account.used * 1000);
    if (this.#ring.signal()) this.line.post({ type: 'console' });
    if (this.runnable) {
      this.#activity.runs(this.account.used);
      return;
    }
    if (this.stopped) return;
    this.#activity.waits(this.account.used);
    this.#turns.sleep(this.started ? this.processors.untilTimer() : undefined);
  }

  /** Frames have come; `any` is false when there are none to be had. */
  framesCame(any: boolean): void {
    if (!this.#frameNeed.waits) return;
    if (!this.#frameNeed.came(any) && !this.stopped) {
      // what waits for a frame stays in hand: BEGIN tries again
      if (this.ipl.inHand !== undefined) this.ipl.end('no-frame');
      else this.stopBy({ kind: 'no-frame' });
      return;
    }
    this.ipl.retry();
    this.processors.retry();
    this.#host.woken(this.account);
  }

  /** The machine stops by itself and is CP's. */
  stopBy(reason: StopReason): void {
    this.started = false;
    this.#usage.set(this.virtualTime, this.account.used * 1000);
    this.ipl.end('io-error');
    this.ownership.release();
    this.line.post({ type: 'stopped', reason });
  }

  /** A processor has entered the stopped state; the machine is CP's when it was the last one. */
  #processorStopped(one: HostedProcessor, why: ProcessorStop): void {
    const { address } = one;
    if (!this.processors.operating) this.stopBy({ ...why, processor: address });
    else if (this.#allowance.take(this.#host.clock.monotonic())) {
      this.line.post({ type: 'processor-stopped', processor: address, reason: why });
    }
  }

  /** Lets it run: the processors that were in the operating state, the first one when none was. */
  start(): void {
    this.ownership.acquire();
    this.started = true;
    if (!this.processors.operating) this.processors.base.start();
    this.processors.wake();
    this.#activity.started();
    Atomics.store(this.#host.storage.words, (this.spec.block + STOP) / 4, 0);
    // a DIAGNOSE that found no frame tries again
    if (!this.#frameNeed.waits) this.processors.retry();
    this.#host.woken(this.account);
  }

  /** Stops it, for CP. */
  stop(): void {
    this.leave();
    this.#usage.set(this.virtualTime, this.account.used * 1000);
    this.ownership.release();
  }

  // ---- resets and IPL

  /** Reset of all processors and of I/O; whatever the guest had under way is forgotten. The machine does not run. */
  reset(clear: boolean): void {
    this.started = false;
    this.ipl.drop();
    this.#frameNeed.forget();
    this.externalKey = false;
    for (const one of this.processors.all) one.forget();
    for (const ask of [this.tracer.forget(), this.printing.forget()])
      if (ask !== undefined) this.line.withdraw(ask);
    this.channels.reset();
    this.messages.forget();
    this.segments.purgeAll();
    this.guest.discard(this.#nextToken());
    for (const { processor } of this.processors.all) processor.reset(clear);
    if (clear) this.storage.clear();
  }

  /** IPL: the reset has been done, and it is known that the system or device is there. */
  startIpl(ipl: IplInHand): void {
    this.ipl.begin(ipl);
    this.#host.woken(this.account);
  }

  #iplEnded(ipl: IplInHand, failed: ReplyFailure | undefined): void {
    if (failed === undefined && !ipl.stop) this.start();
    else this.ownership.release();
    this.line.reply(ipl.sequence, failed === undefined ? { ok: true } : { ok: false, why: failed });
  }

  // ---- what it is told

  /** SET TIMER. */
  setTimer(timer: MachineSpec['timer']): void {
    const mode = { OFF: TIMER_OFF, ON: TIMER_ON, REAL: TIMER_REAL }[timer];
    for (const { processor } of this.processors.all) processor.timerMode = mode;
  }

  /** Main has changed the table of processors: new ones go by the machine's timer setting, too. */
  lookAtProcessors(timer: MachineSpec['timer']): void {
    this.processors.look();
    this.setTimer(timer);
    // the alert of one that is gone may end the wait of another
    this.wake();
  }

  /** DIAGNOSE X'44': another processor of the machine has its turn, or another machine when there is none. */
  endSlice(): void {
    this.#turns.endSlice();
  }

  /** DIAGNOSE X'54'. */
  setExternalKey(on: boolean): void {
    this.externalKey = on;
    this.line.post({ type: 'external-key', on });
  }

  /** Prefix of the processor that takes VMCF interruptions. */
  get #basePrefix(): number {
    return this.processors.base.processor.prefix;
  }

  /** Virtual processor time, microseconds. */
  get virtualTime(): number {
    return this.processors.virtualTime + this.#usage.gone;
  }

  /** SET SHARE. */
  reshare(share: Share): void {
    this.#host.share(this.account, share);
  }

  /** CP's answer to an ask; false when it is no longer wanted. */
  answer(ask: number, answer: AskAnswer): boolean {
    const id = channelId(ask);
    if (id === undefined) {
      if (this.printing.wants(ask)) this.printing.answered(answer);
      else if (!this.tracer.answered(ask, answer)) return this.processors.answered(ask, answer);
      return true;
    }
    return answer.kind === 'unit' && this.channels.answer(id, answer.answer);
  }

  // ---- plain data

  /** Everything that is not in real storage. The machine must be stopped. */
  writeDown(running: boolean): WrittenMachine {
    return writtenMachine({
      channels: this.channels.writeDown(),
      guest: this.guest.writeDown(),
      running,
      rest: {
        nextAsk: this.#asks.next,
        ipls: this.#ipls,
        token: this.guest.token,
        externalKey: this.externalKey,
        segments: this.segments.loaded,
        notReady: [...this.devices.notReady],
        processors: this.processors.all.map((one) => one.writeDown()),
        ipl: this.ipl.inHand,
        held: this.held,
        tracer: this.tracer.writeDown(),
        printing: this.printing.writeDown(),
        messages: this.messages.writeDown(),
      },
    });
  }

  /** Gives everything up (discard, or moved away): no timer, no ask. */
  leave(): void {
    this.#turns.cancel();
    this.started = false;
  }

  #restore(written: WrittenMachine): void {
    const rest = readWritten(written);
    this.#asks.next = rest.nextAsk;
    this.#ipls = rest.ipls;
    this.externalKey = rest.externalKey;
    this.segments.restore(rest.segments);
    this.messages.restore(rest.messages);
    for (const address of rest.notReady) this.devices.notReady.add(address);
    this.held = [...rest.held];
    this.channels.restore(written.channels);
    this.guest.discard(rest.token);
    this.guest.restore(written.guest);
    for (const { address, id, ask } of this.channels.asks()) {
      this.#askUnit(address, id, ask);
    }
    for (const one of rest.processors) this.#restoreProcessor(one);
    for (const asked of [this.tracer.restore(rest.tracer), this.printing.restore(rest.printing)])
      if (asked !== undefined) this.line.ask(asked.ask, asked.question);
    this.ipl.restore(rest.ipl);
    if (written.running) this.start();
  }

  #restoreProcessor(written: ProcessorUnderWay): void {
    const one = this.processors.at(written.address);
    const waiting = one?.restore(written);
    if (one === undefined || waiting === undefined) return;
    switch (waiting.for) {
      case 'main':
        this.line.ask(waiting.ask, waiting.question);
        return;
      case 'io': {
        const { address } = waiting;
        this.channels.rejoin(address, (end) => one.diagnose.ioEnded(address, end));
        return;
      }
      case 'frame':
        this.#wantFrame();
    }
  }

  // ---- inside

  /** What its processors have of it. */
  #home(): ProcessorHome {
    return {
      guest: this.guest,
      channels: this.channels,
      usage: this.#usage,
      tracer: this.tracer,
      meter: this.#host.meter,
      stepPossible: () => this.#host.frames.count >= STEP_RESERVE || this.#frameNeed.reserveWaived,
      wantFrame: (reserve) => this.#wantFrame(reserve),
      withdraw: (ask) => this.line.withdraw(ask),
      stopped: (one, why) => this.#processorStopped(one, why),
      woken: () => this.#host.woken(this.account),
      processorAt: (address) => this.processors.at(address),
      resetIo: () => {
        for (const address of this.channels.addresses()) this.channels.resetDevice(address);
      },
    };
  }

  /** What executes the DIAGNOSE codes of a processor. */
  #diagnose(processor: Processor, status: ProcessorStatus): DiagnoseRunner {
    const runner: DiagnoseRunner = new DiagnoseRunner({
      context: new MachineContext(this, processor, this.#host),
      ask: (question) => this.#ask(question),
      start: (program) => {
        status.countStart();
        const ended = (end: ProgramResult): void => runner.ioEnded(program.address, end);
        return startProgram(this.channels, program, ended, this.#usage);
      },
      wantFrame: () => this.#wantFrame(),
    });
    return runner;
  }

  #ask(question: MachineAsk): number {
    const ask = this.#asks.take();
    this.line.ask(ask, question);
    return ask;
  }

  /** What a unit asks of CP. Of a read main must know whether output that it has taken came after it. */
  #askUnit(address: number, id: number, ask: UnitAsk): void {
    const behind = ask.kind === 'console-read' ? { behind: this.#ring.position } : {};
    this.line.ask(channelAsk(id), { kind: 'unit', address, ask, ...behind });
  }

  #nextToken(): number {
    return iplToken(this.spec.id, this.line.generation, ++this.#ipls);
  }

  #wantFrame(reserve = false): void {
    this.#frameNeed.want(reserve);
    this.#host.wantFrames();
  }
}
