/** One machine's block, ring and storage in real storage, as CP's main side uses them. */
import {
  FIRST_PROCESSOR,
  M_FRAMES,
  MACHINE_FIELDS,
  PROCESSOR_ADDRESSES,
  STOP,
} from '../../cpu/machine-block.js';
import { MachineStorage } from '../../cpu/machine-storage.js';
import type { MemoryViews } from '../../cpu/memory-views.js';
import { addProcessor, initialiseMachineBlock, removeProcessor } from '../../cpu/machine-parts.js';
import { Processor } from '../../cpu/processor.js';
import type { VirtualProcessor } from '../../cpu/virtual-processor.js';
import type { Clock } from '../../shared/clock.js';
import { ConsoleRingConsumer } from '../console-ring.js';
import type { FrameBank } from '../frame-lists.js';
import { MachineUsage } from '../machine-usage.js';
import { CP_OWNER } from '../ownership.js';
import type { MachineSlots, RealStorage } from '../real-storage.js';
import { ProcessorStatus } from '../processor-status.js';
import type { MachineMemory, ProcessorView, RingRecord, UsedTime } from './machine-memory.js';

/** The model that STIDP shows. */
export const MODEL = 0x0370;

/** The serial that STIDP shows behind X'FF' and the processor's address: five digits. */
export const serialOf = (machine: number): number => machine & 0xfffff;

/** What all machines share. */
export interface SharedMemory {
  readonly storage: RealStorage;
  readonly views: MemoryViews;
  readonly bank: FrameBank;
  readonly slots: MachineSlots;
  readonly clock: Clock;
}

/** A machine that wants memory. */
export interface MemoryWanted {
  readonly id: number;
  readonly storageSize: number;
  /** Address of its first processor. */
  readonly base: number;
}

/** Takes a slot for a new machine; undefined when there is none. */
export function takeMachineMemory(
  shared: SharedMemory,
  wanted: MemoryWanted,
): RealMachineMemory | undefined {
  const block = shared.slots.take();
  return block === undefined ? undefined : new RealMachineMemory(shared, block, wanted);
}

/** A processor as main has it. */
interface Seat {
  readonly processor: Processor;
  readonly status: ProcessorStatus;
}

/** Main's view of one machine. */
export class RealMachineMemory implements MachineMemory {
  readonly block: number;
  readonly #shared: SharedMemory;
  readonly #id: number;
  readonly base: number;
  readonly #ring: ConsoleRingConsumer;
  readonly #storage: MachineStorage;
  readonly #seats = new Map<number, Seat>();
  readonly #usage: MachineUsage;

  constructor(shared: SharedMemory, block: number, { id, storageSize, base }: MemoryWanted) {
    this.block = block;
    this.#shared = shared;
    this.#id = id;
    this.base = base;
    const { storage, views, bank } = shared;
    this.#ring = new ConsoleRingConsumer(storage.buffer, storage.ringOf(block));
    this.#usage = new MachineUsage(storage, block);
    this.#storage = new MachineStorage(views, block, bank.machine(storage.slotOf(block)));
    this.#layOut(storageSize, 1);
  }

  setStop(on: boolean): void {
    Atomics.store(this.#shared.storage.words, (this.block + STOP) / 4, on ? 1 : 0);
  }

  peek(): RingRecord | undefined {
    return this.#ring.peek();
  }

  advance(): void {
    this.#ring.advance();
  }

  get drained(): number {
    return this.#ring.position;
  }

  beginDrain(): void {
    this.#ring.begin();
  }

  dropRing(): void {
    this.#ring.drop();
  }

  used(): UsedTime {
    const { virtual, total, started } = this.#usage;
    return { virtual, total, started };
  }

  frames(): number {
    return this.#shared.storage.words[(this.block + MACHINE_FIELDS) / 4 + M_FRAMES] ?? 0;
  }

  get processors(): readonly number[] {
    return [...this.#seats.keys()].sort((a, b) => a - b);
  }

  processorView(address: number): ProcessorView {
    const { operating, virtual, started } = this.#seat(address).status;
    return { address, operating, virtual, started };
  }

  addProcessor(address: number): boolean {
    this.#mine();
    return this.#add(address);
  }

  removeProcessor(address: number): void {
    this.#mine();
    const { views, slots } = this.#shared;
    const { status } = this.#seat(address);
    this.#usage.processorGone(status.virtual);
    // as when one loses power (GA22-7000, "Malfunction Alert")
    if (status.operating) {
      for (const [other, { processor }] of this.#seats) {
        if (other !== address) processor.malfunctionAlert(address);
      }
    }
    slots.givePart(removeProcessor(views, this.block, address));
    this.#seats.delete(address);
  }

  processor(address = this.base): VirtualProcessor {
    this.#mine();
    return this.#seat(address).processor;
  }

  storage(): MachineStorage {
    this.#mine();
    return this.#storage;
  }

  defineStorage(bytes: number): void {
    this.#mine();
    this.#storage.define(bytes);
  }

  recover(processor: number, storageSize: number, generation: number): void {
    this.#shared.storage.ownerWord(this.block).seize(processor, generation);
    const further = this.processors.filter((address) => address !== this.base);
    this.#shared.slots.renew(this.block);
    this.#layOut(storageSize, generation);
    // the parts that they had have just come back
    for (const address of further) this.#add(address);
  }

  release(): void {
    const { storage, bank, slots } = this.#shared;
    bank.reclaim(storage.slotOf(this.block));
    slots.give(this.block);
  }

  #layOut(storageSize: number, generation: number): void {
    const { storage, views } = this.#shared;
    initialiseMachineBlock(views, this.block, {
      serial: serialOf(this.#id),
      model: MODEL,
      address: this.base,
    });
    storage.ownerWord(this.block).initialise(CP_OWNER, generation);
    this.#storage.define(storageSize);
    this.#seats.clear();
    this.#sit(this.base, this.block + FIRST_PROCESSOR);
  }

  #add(address: number): boolean {
    const { views, slots } = this.#shared;
    if (address < 0 || address >= PROCESSOR_ADDRESSES || this.#seats.has(address)) return false;
    const part = slots.takePart();
    if (part === undefined) return false;
    addProcessor(views, this.block, part, address);
    this.#sit(address, part).processor.reset(true);
    return true;
  }

  #sit(address: number, part: number): Seat {
    const { storage, views, clock } = this.#shared;
    const processor = new Processor({
      memory: views,
      block: this.block,
      address,
      storage: this.#storage,
      clock,
      // main never runs it: it looks and changes only
      io: { takeIo: () => -1 },
    });
    const seat = { processor, status: new ProcessorStatus(storage, part) };
    this.#seats.set(address, seat);
    return seat;
  }

  #seat(address: number): Seat {
    const seat = this.#seats.get(address);
    if (seat === undefined) throw new Error(`no virtual processor ${address}`);
    return seat;
  }

  /** Only the owner may look and write: a fault of ours otherwise. */
  #mine(): void {
    this.#shared.storage.ownerWord(this.block).assertOwnedBy(CP_OWNER);
  }
}
