/**
 * A stand-in for CP's main side with real processors in one thread on the virtual clock: it deals frames,
 * posts requests, collects messages, and looks into machines while they are CP's.
 */
import { expect } from 'chai';
import { MachineStorage } from '../../../src/cpu/machine-storage.js';
import { MemoryViews } from '../../../src/cpu/memory-views.js';
import {
  addProcessor,
  initialiseMachineBlock,
  removeProcessor,
} from '../../../src/cpu/machine-parts.js';
import { Processor } from '../../../src/cpu/processor.js';
import { ConsoleRingConsumer } from '../../../src/cp/console-ring.js';
import { FrameBank } from '../../../src/cp/frame-lists.js';
import type { GuestProgramKind } from '../../../src/cp/guest-interface.js';
import { linePair } from '../../../src/cp/in-thread-line.js';
import type { LinePair } from '../../../src/cp/in-thread-line.js';
import { CP_OWNER } from '../../../src/cp/ownership.js';
import { ProcessorLoop } from '../../../src/cp/processor/processor-loop.js';
import type { TurnLimits } from '../../../src/cp/processor/turn-limits.js';
import { InstructionMeter } from '../../../src/cp/processor/usage-meter.js';
import type { UsageMeter } from '../../../src/cp/processor/usage-meter.js';
import type {
  DeviceSpec,
  FromProcessor,
  MachineAsk,
  MachineRequest,
  MachineSpec,
  Reply,
  WrittenMachine,
} from '../../../src/cp/protocol.js';
import { MachineSlots, RealStorage } from '../../../src/cp/real-storage.js';
import type { FileAccess } from '../../../src/devices/backing.js';
import { RING_LINE } from '../../../src/devices/backing.js';
import { fromEbcdic } from '../../../src/shared/ebcdic.js';
import { VIRTUAL_TURNS, VirtualClock } from '../../support/virtual-clock.js';

/** Files in memory by handle. */
export class RigFiles implements FileAccess {
  readonly files = new Map<number, Uint8Array>();
  /** Set: every access fails, as when the host's disk does. */
  broken = false;

  readAt(handle: number, position: number, into: Uint8Array): number {
    if (this.broken) throw new Error('EIO');
    const file = this.files.get(handle);
    if (file === undefined) throw new Error(`EBADF ${handle}`);
    const part = file.subarray(position, position + into.length);
    into.set(part);
    return part.length;
  }

  writeAt(handle: number, position: number, from: Uint8Array): void {
    if (this.broken) throw new Error('EIO');
    const file = this.files.get(handle) ?? new Uint8Array(0);
    const grown = new Uint8Array(Math.max(file.length, position + from.length));
    grown.set(file);
    grown.set(from, position);
    this.files.set(handle, grown);
  }

  cutAt(handle: number, size: number): void {
    if (this.broken) throw new Error('EIO');
    this.files.set(handle, (this.files.get(handle) ?? new Uint8Array(0)).slice(0, size));
  }
}

/** Bytes of hexadecimal digits; blanks are passed over. */
export function hex(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text.replaceAll(/\s/g, ''), 'hex'));
}

/** A processor that is not there: it has the frames that a test does not want. */
const HOARD = 60;

/** What a test may choose. */
export interface RigOptions {
  readonly processors?: number;
  readonly programs?: readonly GuestProgramKind[];
  readonly limits?: Partial<TurnLimits>;
  readonly meter?: UsageMeter;
  /** Frames that there are, instead of plenty. */
  readonly frames?: number;
}

/** Main and its real processors. */
export class Rig {
  readonly clock = new VirtualClock();
  readonly files = new RigFiles();
  readonly storage: RealStorage;
  readonly views: MemoryViews;
  readonly bank: FrameBank;
  readonly slots: MachineSlots;
  readonly lines: LinePair[] = [];
  readonly loops: ProcessorLoop[] = [];
  readonly machines: RigMachine[] = [];
  readonly messages: FromProcessor[] = [];
  /** Frames are withheld: requests for them are answered by `dealFrames` only. */
  withhold = false;
  readonly #options: RigOptions;

  constructor(options: RigOptions = {}) {
    this.#options = options;
    const most = 0x400000;
    this.storage = RealStorage.reserve({
      size: most,
      machines: 16,
    });
    this.views = new MemoryViews(this.storage.memory);
    this.bank = new FrameBank(this.storage);
    this.slots = new MachineSlots(this.storage);
    if (options.frames !== undefined) this.bank.deal(HOARD, this.bank.free - options.frames);
    for (let n = 0; n < (options.processors ?? 1); n++) this.addProcessor();
    this.run();
  }

  /** Starts one more real processor. */
  addProcessor(): number {
    const index = this.loops.length;
    const pair = linePair(this.clock);
    this.lines.push(pair);
    pair.main.receive((message) => {
      this.messages.push(message);
      if (message.type === 'frames-wanted' && !this.withhold) this.dealFrames(index, message.count);
      if (message.type === 'frames-free') this.bank.takeBack(index, message.frames);
    });
    this.loops.push(
      new ProcessorLoop({
        storage: this.storage,
        index,
        line: pair.processor,
        clock: this.clock,
        files: this.files,
        programs: this.#options.programs ?? [],
        meter: this.#options.meter ?? new InstructionMeter(),
        limits: { ...VIRTUAL_TURNS, ...this.#options.limits },
      }),
    );
    return index;
  }

  dealFrames(index: number, count: number): void {
    const frames = this.bank.deal(index, count);
    this.lines[index]!.main.post({ type: 'frames', frames });
  }

  /** Frees so many of the frames that the option `frames` had put out of reach. */
  giveBack(count: number): void {
    const { firstFrame } = this.storage;
    this.bank.takeBack(
      HOARD,
      Int32Array.from({ length: count }, (_, n) => firstFrame + n),
    );
  }

  /** A new machine on a processor, stopped; its storage is laid out. */
  machine(options: Partial<MachineSpec> = {}, processor = 0): RigMachine {
    const machine = new RigMachine(this, this.machines.length + 1, options, processor);
    this.machines.push(machine);
    return machine;
  }

  /** Turns of the event loop until nothing is left to do, at most so many; how many were made. */
  run(most = 10_000): number {
    let turns = 0;
    while (turns < most && this.clock.turn() > 0) turns++;
    return turns;
  }
}

const DEFAULT_DEVICES: readonly DeviceSpec[] = [
  { address: 0x009, type: 'console', mode: '3215' },
  { address: 0x00c, type: 'reader' },
  { address: 0x00d, type: 'punch' },
];

/** One machine as main has it. */
export class RigMachine {
  readonly id: number;
  readonly rig: Rig;
  readonly block: number;
  readonly options: Partial<MachineSpec>;
  readonly ring: ConsoleRingConsumer;
  processorIndex: number;
  generation = 1;
  /** Main's own view, to be used while the machine is CP's. */
  readonly storage: MachineStorage;
  readonly cpu: Processor;
  #sequence = 0;

  constructor(rig: Rig, id: number, options: Partial<MachineSpec>, processor: number) {
    this.rig = rig;
    this.id = id;
    this.options = options;
    this.processorIndex = processor;
    const block = rig.slots.take();
    if (block === undefined) throw new Error('no slot');
    this.block = block;
    initialiseMachineBlock(rig.views, block, { serial: id, model: 0x370, address: 0 });
    rig.storage.ownerWord(block).initialise(CP_OWNER, this.generation);
    const slot = rig.storage.slotOf(block);
    this.storage = new MachineStorage(rig.views, block, rig.bank.machine(slot));
    this.storage.define(options.storageSize ?? 0x40000);
    this.ring = new ConsoleRingConsumer(rig.storage.buffer, rig.storage.ringOf(block));
    this.cpu = new Processor({
      memory: rig.views,
      block,
      storage: this.storage,
      clock: rig.clock,
      io: { takeIo: () => -1 },
    });
    this.place(processor);
  }

  /** One more virtual processor, in the stopped state; the machine must be CP's. */
  addProcessor(address: number): Processor {
    expect(this.mine, "the machine is not CP's").to.equal(true);
    const { rig, block, storage } = this;
    const part = rig.slots.takePart();
    if (part === undefined) throw new Error('no part');
    addProcessor(rig.views, block, part, address);
    const { views: memory, clock } = rig;
    const io = { takeIo: () => -1 };
    const processor = new Processor({ memory, block, address, storage, clock, io });
    processor.reset(true);
    this.ask({ op: 'processors', timer: this.options.timer ?? 'ON' });
    return processor;
  }

  /** Takes one away again; the machine must be CP's. */
  removeProcessor(address: number): void {
    this.rig.slots.givePart(removeProcessor(this.rig.views, this.block, address));
    this.ask({ op: 'processors', timer: this.options.timer ?? 'ON' });
  }

  /** Hands it to a processor. */
  place(processor: number, written?: WrittenMachine): void {
    this.processorIndex = processor;
    const spec: MachineSpec = {
      id: this.id,
      userid: 'ALICE',
      storageSize: this.storage.size,
      devices: DEFAULT_DEVICES,
      timer: 'ON',
      share: { kind: 'relative', value: 100 },
      ...this.options,
      generation: this.generation,
      block: this.block,
      ...(written === undefined ? {} : { written }),
    };
    this.rig.lines[processor]!.main.post({ type: 'machine', spec });
    this.rig.clock.turn();
  }

  /** Whether CP has it. */
  get mine(): boolean {
    return this.rig.storage.ownerWord(this.block).isOwnedBy(CP_OWNER);
  }

  /** Posts a request without waiting. */
  post(request: MachineRequest, generation = this.generation): number {
    const sequence = ++this.#sequence;
    this.rig.lines[this.processorIndex]!.main.post({
      type: 'request',
      machine: this.id,
      generation,
      sequence,
      request,
    });
    return sequence;
  }

  /** The reply to a request, once it is there. */
  replyTo(sequence: number): Reply | undefined {
    const message = this.of('reply').find((one) => one.sequence === sequence);
    return message?.reply;
  }

  /** Posts a request and runs until the reply is there. */
  ask(request: MachineRequest, turns = 10_000): Reply {
    const sequence = this.post(request);
    for (let turn = 0; turn < turns; turn++) {
      const reply = this.replyTo(sequence);
      if (reply !== undefined) return reply;
      if (this.rig.clock.turn() === 0) break;
    }
    const reply = this.replyTo(sequence);
    if (reply === undefined) throw new Error(`no reply to ${request.op}`);
    return reply;
  }

  /** Messages of one type about this machine. */
  of<T extends FromProcessor['type']>(type: T): Extract<FromProcessor, { type: T }>[] {
    return this.rig.messages.filter(
      (message): message is Extract<FromProcessor, { type: T }> =>
        message.type === type && 'machine' in message && message.machine === this.id,
    );
  }

  /** Asks that were put so far. */
  get asks(): { readonly ask: number; readonly question: MachineAsk }[] {
    return this.of('ask');
  }

  /** Takes the lines out of the console ring. */
  lines(): string[] {
    const lines: string[] = [];
    this.ring.begin();
    for (let record = this.ring.peek(); record !== undefined; record = this.ring.peek()) {
      if (record.kind === RING_LINE) lines.push(fromEbcdic(record.bytes));
      this.ring.advance();
    }
    return lines;
  }

  /** Puts a program into storage and a PSW that enters it; the machine must be CP's. */
  load(at: number, code: string, mask = 0): void {
    expect(this.mine, "the machine is not CP's").to.equal(true);
    expect(this.storage.store(at, hex(code))).to.equal(true);
    this.cpu.loadPsw(mask << 24, at);
  }

  /** Loads, starts, and runs until it stops by itself or waits. */
  execute(at: number, code: string, mask = 0): void {
    this.load(at, code, mask);
    this.post({ op: 'start' });
    this.rig.run();
  }

  /** Why it stopped last. */
  get stopped(): string | undefined {
    return this.of('stopped').at(-1)?.reason.kind;
  }
}

/** `B *`. */
export const LOOP = '47f0 0000';
/** LPSW of a disabled wait at X'300', which a program ends with: `LPSW X'300'`. */
export const END = '8200 0300';
/** The PSW there: disabled wait with a code in the address. */
export const END_PSW = '0002 0000 0000 0eee';
