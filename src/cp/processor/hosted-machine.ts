/**
 * A virtual machine on a real processor: its processor, storage, channels and guest program, what it asks of
 * CP, and the turns in which it runs. What it is at the end of a turn is plain data: {@link writeDown}.
 */
import type { Exit } from '../../cpu/exit.js';
import { D_CHARGED, DOUBLES, F_SIZE, FIELDS, STOP } from '../../cpu/machine-block.js';
import { MachineStorage } from '../../cpu/machine-storage.js';
import { initialiseMachineBlock, Processor } from '../../cpu/processor.js';
import { TIMER_OFF, TIMER_ON, TIMER_REAL } from '../../cpu/timers.js';
import { channelStorage } from '../../devices/channel-storage.js';
import { ChannelSubsystem } from '../../devices/channel-subsystem.js';
import type { ProgramResult } from '../../devices/channel-subsystem.js';
import { makeUnit } from '../../devices/make-unit.js';
import { ConsoleRingProducer } from '../console-ring.js';
import { MachineUsage } from '../machine-usage.js';
import { CP_OWNER } from '../ownership.js';
import type { OwnerWord } from '../ownership.js';
import type {
  AskAnswer,
  DeviceSpec,
  FromProcessor,
  MachineAsk,
  MachineSpec,
  Reply,
  ReplyFailure,
  StopReason,
  WrittenMachine,
} from '../protocol.js';
import { SPECIFICATION } from './diagnose/diagnose-code.js';
import { Activity } from './activity.js';
import { channelAsk, channelId, DiagnoseAsks } from './ask-numbers.js';
import { MachineContext } from './diagnose-context.js';
import { Chunk } from './chunk.js';
import { DiagnoseRunner } from './diagnose-runner.js';
import { FrameNeed, STEP_RESERVE } from './frame-need.js';
import { GuestHost } from './guest-host.js';
import { executeIo, startProgram } from './io-instruction.js';
import { iplFailure, iplToken, loadSystem, parmToRegisters, type IplInHand } from './ipl.js';
import { loadedPsw } from './loaded-psw.js';
import { CHANNEL_SHARE, CHANNEL_UNIT, INSTRUCTIONS_A_MICROSECOND } from './turn-limits.js';
import type { TurnLimits } from './turn-limits.js';
import { Account } from './run-queue.js';
import type { Share } from './run-queue.js';
import type { MachineHost } from './machine-host.js';
import { readWritten, writtenMachine } from './written-machine.js';
import type { Gate, HeldRequest } from './written-machine.js';

/** A virtual machine that this real processor hosts. */
export class HostedMachine {
  readonly spec: MachineSpec;
  readonly account: Account;
  readonly processor: Processor;
  readonly storage: MachineStorage;
  readonly channels: ChannelSubsystem;
  readonly diagnose: DiagnoseRunner;
  readonly guest: GuestHost;
  readonly devices = new Map<number, DeviceSpec>();
  readonly notReady = new Set<number>();
  /** Requests that wait until the machine goes on. */
  held: HeldRequest[] = [];
  generation: number;
  emsg: NonNullable<MachineSpec['emsg']>;
  terminal: MachineSpec['terminal'];
  /** DIAGNOSE X'54'. */
  externalKey = false;
  /** BEGIN has been given: it runs when it has nothing to wait for. */
  started = false;
  ipl: IplInHand | undefined;
  readonly #host: MachineHost;
  readonly #owner: OwnerWord;
  readonly #ring: ConsoleRingProducer;
  readonly #usage: MachineUsage;
  readonly #doubles: Float64Array;
  readonly #asks = new DiagnoseAsks();
  #ipls = 0;
  readonly #chunk = new Chunk();
  /** A gate DIAGNOSE that has been executed, and whose step waits for frames. */
  #gate: Gate | undefined;
  /** The processor is in an enabled wait, and nothing has come that could end it. */
  #waits = false;
  readonly #frameNeed = new FrameNeed();
  readonly #activity = new Activity((state) =>
    this.#post({ type: 'state', ...this.#name(), state }),
  );
  #timer: { cancel(): void } | undefined;

  constructor(spec: MachineSpec, host: MachineHost) {
    const { storage: real, views, clock } = host;
    const { block } = spec;
    this.spec = spec;
    this.#host = host;
    this.generation = spec.generation;
    this.emsg = spec.emsg ?? 'ON';
    this.terminal = spec.terminal;
    this.#owner = real.ownerWord(block);
    this.#owner.hand(CP_OWNER, host.index);
    const size = new Int32Array(views.buffer, block + FIELDS, 32)[F_SIZE];
    if (size === 0) {
      initialiseMachineBlock(views, block, { serial: spec.id, model: 0x3090, address: 0 });
      this.#owner.initialise(host.index, spec.generation);
    }
    this.storage = new MachineStorage(views, block, host.frames.machine(real.slotOf(block)));
    if (spec.written === undefined && this.storage.size !== spec.storageSize) {
      this.storage.define(spec.storageSize);
    }
    this.#doubles = new Float64Array(views.buffer, block + DOUBLES, 16);
    this.#usage = new MachineUsage(real, block);
    this.account = new Account(spec.share);
    this.account.used = this.account.settled = this.#usage.real / 1000;
    this.#ring = new ConsoleRingProducer(real.buffer, real.ringOf(block));
    this.channels = new ChannelSubsystem(channelStorage(this.storage), {
      pending: (channels) => {
        this.processor.setIoPending(channels);
        this.#waits = false;
      },
      ask: (address, id, ask) => this.#postAsk(channelAsk(id), { kind: 'unit', address, ask }),
      withdraw: (id) => this.#withdraw(channelAsk(id)),
      lineTaken: () => this.#post({ type: 'accepted', ...this.#name() }),
    });
    const io = { takeIo: (mask: number): number => this.channels.takeIo(mask) };
    this.processor = new Processor({ memory: views, block, storage: this.storage, clock, io });
    if (spec.written === undefined) this.processor.reset(true);
    this.diagnose = new DiagnoseRunner({
      context: new MachineContext(this, host),
      ask: (question) => {
        const ask = this.#asks.take();
        this.#postAsk(ask, question);
        return ask;
      },
      start: (program) => startProgram(this.channels, program, this.#ioEnded, this.#usage),
      wantFrame: () => this.#wantFrame(),
    });
    this.guest = new GuestHost(
      host.programs,
      this.processor,
      this.storage,
      this.diagnose,
      this.#nextToken(),
    );
    for (const device of spec.devices) this.attach(device);
    this.setTimer(spec.timer);
    if (spec.written !== undefined) this.#restore(spec.written);
    if (!this.started && this.ipl === undefined) this.#owner.hand(host.index, CP_OWNER);
  }

  // ---- ownership

  /** Does something to the machine, which CP gives for so long when it has it. */
  owning<T>(action: () => T): T {
    const lent = this.#owner.pass(CP_OWNER, this.#host.index);
    try {
      return action();
    } finally {
      if (lent) this.release();
    }
  }

  /** Hands the machine to CP's main side. */
  release(): void {
    this.#owner.pass(this.#host.index, CP_OWNER);
  }

  /** Takes it back, as main said by a request. Whether CP had it. */
  acquire(): boolean {
    const lent = this.#owner.pass(CP_OWNER, this.#host.index);
    this.#owner.assertOwnedBy(this.#host.index);
    return lent;
  }

  /** Whether CP has stopped the machine: nothing of it moves. */
  get stopped(): boolean {
    return !this.#owner.isOwnedBy(this.#host.index);
  }

  /** A request of a higher generation raises the machine's. */
  raise(generation: number): void {
    this.generation = generation;
    this.#owner.raise(this.#owner.read().owner, generation);
  }

  // ---- running

  /** Whether a turn would get anything done. */
  get runnable(): boolean {
    if (this.#frameNeed.waits || this.stopped) return false;
    return this.channels.active || this.#canExecute;
  }

  get #canExecute(): boolean {
    return this.started && this.ipl === undefined && !this.#waits && !this.diagnose.waiting;
  }

  /** Something has happened that could end a wait. */
  wake(): void {
    this.#waits = false;
    this.#host.woken(this.account);
  }

  /**
   * One turn: runs until limits are reached, main rings, or there is nothing to do.
   * @returns instructions executed and work done, counted as instructions
   */
  turn(limits: TurnLimits): number {
    const { clock } = this.#host;
    const end = this.#chunk.began(clock.monotonic()) + limits.milliseconds;
    let units = 0;
    this.#timer?.cancel();
    this.#timer = undefined;
    while (this.runnable && units < limits.instructions) {
      if (this.channels.active) {
        units += this.channels.step(CHANNEL_SHARE) * CHANNEL_UNIT;
        if (this.channels.starved) this.#wantFrame();
      }
      if (this.#canExecute) {
        units += this.#execute(this.#chunk.next(limits, units));
      }
      const now = clock.monotonic();
      this.#chunk.ended(now, limits);
      if (this.#host.interrupted() || now >= end) break;
    }
    return units;
  }

  /** After a turn: tells main what it has to know, and sets the timer of a machine that waits. */
  settle(): void {
    this.#usage.set(this.virtualTime, this.account.used * 1000);
    if (this.#ring.signal()) this.#post({ type: 'console', ...this.#name() });
    if (this.runnable) {
      this.#activity.runs(this.account.used);
      return;
    }
    if (this.stopped) return;
    this.#activity.waits(this.account.used);
    this.#timer?.cancel();
    this.#timer = undefined;
    const due = this.#waits && this.started ? this.processor.untilTimer() : undefined;
    if (due !== undefined) {
      this.#timer = this.#host.clock.after(due, () => {
        this.#timer = undefined;
        this.wake();
      });
    }
  }

  /** Frames have come; `any` is false when there are none to be had. */
  framesCame(any: boolean): void {
    if (!this.#frameNeed.waits) return;
    if (!this.#frameNeed.came(any) && !this.stopped) {
      // what waits for a frame stays in hand: BEGIN tries again
      if (this.ipl !== undefined) this.#endIpl('no-frame');
      else this.stopBy({ kind: 'no-frame' });
      return;
    }
    if (typeof this.ipl?.target === 'string') this.#load();
    this.diagnose.retry();
    this.#host.woken(this.account);
  }

  /** The machine stops by itself and is CP's. */
  stopBy(reason: StopReason): void {
    this.started = false;
    this.#usage.set(this.virtualTime, this.account.used * 1000);
    this.#endIpl('io-error');
    this.release();
    this.#post({ type: 'stopped', ...this.#name(), reason });
  }

  /** Lets it run. */
  start(): void {
    this.acquire();
    this.started = true;
    this.#waits = false;
    this.#activity.started();
    Atomics.store(this.#host.storage.words, (this.spec.block + STOP) / 4, 0);
    // a DIAGNOSE that found no frame tries again
    if (!this.#frameNeed.waits) this.diagnose.retry();
    this.#host.woken(this.account);
  }

  /** Stops it, for CP. */
  stop(): void {
    this.leave();
    this.#usage.set(this.virtualTime, this.account.used * 1000);
    this.release();
  }

  // ---- resets and IPL

  /** CPU and I/O system reset; whatever the guest had under way is forgotten. The machine does not run. */
  reset(clear: boolean): void {
    this.started = false;
    this.ipl = undefined;
    this.#frameNeed.forget();
    this.#waits = false;
    this.externalKey = false;
    this.#gate = undefined;
    this.dropDiagnose();
    this.channels.reset();
    this.guest.discard(this.#nextToken());
    this.processor.reset(clear);
    if (clear) this.storage.clear();
  }

  /** A DIAGNOSE that waits is forgotten. */
  dropDiagnose(): void {
    const ask = this.diagnose.drop();
    if (ask !== undefined) this.#withdraw(ask);
  }

  /** IPL: the reset has been done, and it is known that the system or device is there. */
  startIpl(ipl: IplInHand): void {
    this.ipl = ipl;
    if (typeof ipl.target === 'string') this.#load();
    else if (this.channels.startIpl(ipl.target, this.#iplEnded) !== 'started') {
      this.#endIpl('no-device');
    }
    this.#host.woken(this.account);
  }

  /** Loads the saved system that is being IPLed, as far as there are frames for it. */
  #load(): void {
    const { ipl } = this;
    const kind = typeof ipl?.target === 'string' ? this.guest.named(ipl.target) : undefined;
    if (ipl === undefined || kind === undefined) return;
    const failed = loadSystem(kind.image, ipl.parm, this.processor, this.storage);
    if (failed === 'no-frame') this.#wantFrame();
    else this.#endIpl(failed);
  }

  readonly #iplEnded = (result: ProgramResult): void => {
    const { ipl } = this;
    if (typeof ipl?.target !== 'number') return;
    if (result.ok) {
      this.processor.completeIpl(ipl.target);
      parmToRegisters(ipl.parm, this.processor);
    }
    this.#endIpl(result.ok ? undefined : iplFailure(result));
  };

  #endIpl(failed: ReplyFailure | undefined): void {
    const { ipl } = this;
    if (ipl === undefined) return;
    this.ipl = undefined;
    if (failed === undefined && !ipl.stop) this.start();
    else this.release();
    this.reply(ipl.sequence, failed === undefined ? { ok: true } : { ok: false, why: failed });
  }

  // ---- devices

  /** Puts a device on its channel; false when the address is taken. */
  attach(device: DeviceSpec): boolean {
    const unit = makeUnit(device, { files: this.#host.files, console: this.#ring });
    if (!this.channels.attach(device.address, unit)) return false;
    this.devices.set(device.address, device);
    return true;
  }

  /** Takes one away. */
  detach(address: number): boolean {
    if (this.channels.detach(address) === undefined) return false;
    this.devices.delete(address);
    this.notReady.delete(address);
    return true;
  }

  /** Address of the console. */
  get console(): number | undefined {
    for (const device of this.devices.values()) {
      if (device.type === 'console') return device.address;
    }
    return undefined;
  }

  /** SET TIMER. */
  setTimer(timer: MachineSpec['timer']): void {
    this.processor.timerMode = { OFF: TIMER_OFF, ON: TIMER_ON, REAL: TIMER_REAL }[timer];
  }

  /** DIAGNOSE X'54'. */
  setExternalKey(on: boolean): void {
    this.externalKey = on;
    this.#post({ type: 'external-key', ...this.#name(), on });
  }

  /** Virtual processor time, microseconds. */
  get virtualTime(): number {
    return this.#doubles[D_CHARGED]!;
  }

  /** SET SHARE. */
  reshare(share: Share): void {
    this.#host.share(this.account, share);
  }

  /** CP's answer to an ask; false when it is no longer wanted. */
  answer(ask: number, answer: AskAnswer): boolean {
    const id = channelId(ask);
    if (id === undefined) return this.diagnose.answered(ask, answer);
    return answer.kind === 'unit' && this.channels.answer(id, answer.answer);
  }

  reply(sequence: number, reply: Reply): void {
    this.#post({ type: 'reply', ...this.#name(), sequence, reply });
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
        notReady: [...this.notReady],
        inHand: this.diagnose.writeDown(),
        gate: this.#gate,
        ipl: this.ipl,
        held: this.held,
      },
    });
  }

  /** Gives everything up (discard, or moved away): no timer, no ask. */
  leave(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    this.started = false;
  }

  #restore(written: WrittenMachine): void {
    const rest = readWritten(written);
    this.#asks.next = rest.nextAsk;
    this.#ipls = rest.ipls;
    this.externalKey = rest.externalKey;
    this.#gate = rest.gate;
    for (const address of rest.notReady) this.notReady.add(address);
    this.held = [...rest.held];
    this.channels.restore(written.channels);
    this.guest.discard(rest.token);
    this.guest.restore(written.guest);
    const waiting = this.diagnose.restore(rest.inHand);
    for (const { address, id, ask } of this.channels.asks()) {
      this.#postAsk(channelAsk(id), { kind: 'unit', address, ask });
    }
    if (waiting?.for === 'main') this.#postAsk(waiting.ask, waiting.question);
    if (waiting?.for === 'io') this.channels.rejoin(waiting.address, this.#ioEnded);
    if (waiting?.for === 'frame') this.#wantFrame();
    this.ipl = rest.ipl;
    if (typeof this.ipl?.target === 'number') {
      this.channels.rejoin(this.ipl.target, this.#iplEnded);
    } else if (this.ipl !== undefined) this.#wantFrame();
    if (written.running) this.start();
  }

  // ---- inside

  #nextToken(): number {
    return iplToken(this.spec.id, this.generation, ++this.#ipls);
  }

  readonly #ioEnded = (result: ProgramResult): void => {
    this.diagnose.ioEnded(result);
  };

  #execute(budget: number): number {
    if (this.#gate !== undefined) return this.#step(this.#gate);
    const before = this.processor.executed;
    const exit = this.processor.run(budget);
    const executed = this.processor.executed - before;
    if (executed > 0) this.processor.charge(executed / INSTRUCTIONS_A_MICROSECOND);
    // what takes long takes more of the budget than it counts as instructions
    return (exit.reason === 'budget' ? budget : executed) + this.#exit(exit);
  }

  /** What the processor stopped for; returns work done, counted as instructions. */
  #exit(exit: Exit): number {
    switch (exit.reason) {
      case 'budget':
        return 0;
      case 'wait':
        this.#waits = true;
        return 0;
      case 'disabled-wait':
      case 'program-loop':
        this.stopBy({ kind: exit.reason, psw: loadedPsw(this.processor) });
        return 0;
      case 'diagnose':
        return this.#diagnose(exit);
      case 'io-instruction':
        this.processor.setConditionCode(executeIo(this.channels, exit, this.#usage));
        return CHANNEL_UNIT;
      case 'no-frame':
        this.#wantFrame();
        return 0;
      case 'stopped':
        // main has set the word; its request comes at the next turn of the event loop
        this.#waits = true;
        return 0;
    }
  }

  #diagnose(exit: Extract<Exit, { reason: 'diagnose' }>): number {
    if (!this.guest.isGate(exit.code)) {
      this.diagnose.begin(exit.code, exit.r1, exit.r3);
      return CHANNEL_UNIT;
    }
    return this.#step({ code: exit.code, at: exit.at });
  }

  /** A step of the guest program, once there are the frames that it may need. */
  #step(gate: Gate): number {
    const enough = this.#host.frames.count >= STEP_RESERVE || this.#frameNeed.reserveWaived;
    this.#gate = enough ? undefined : gate;
    if (!enough) {
      this.#wantFrame(true);
      return 0;
    }
    const result = this.guest.enter(gate.code, gate.at);
    if (result.kind === 'undefined') {
      this.processor.programInterruption(SPECIFICATION);
      return 0;
    }
    this.processor.charge(result.cost);
    return result.cost * INSTRUCTIONS_A_MICROSECOND;
  }

  #wantFrame(reserve = false): void {
    this.#frameNeed.want(reserve);
    this.#host.wantFrames();
  }

  #name(): { readonly machine: number; readonly generation: number } {
    return { machine: this.spec.id, generation: this.generation };
  }

  #post(message: FromProcessor): void {
    this.#host.post(message);
  }

  #postAsk(ask: number, question: MachineAsk): void {
    this.#post({ type: 'ask', ...this.#name(), ask, question });
  }

  #withdraw(ask: number): void {
    this.#post({ type: 'withdrawn', ...this.#name(), ask });
  }
}
