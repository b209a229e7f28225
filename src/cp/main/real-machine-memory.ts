/** One machine's block, ring and storage in real storage, as CP's main side uses them. */
import { M_FRAMES, MACHINE_FIELDS, STOP } from '../../cpu/machine-block.js';
import { MachineStorage } from '../../cpu/machine-storage.js';
import type { MemoryViews } from '../../cpu/memory-views.js';
import { initialiseMachineBlock } from '../../cpu/machine-parts.js';
import { Processor } from '../../cpu/processor.js';
import type { VirtualProcessor } from '../../cpu/virtual-processor.js';
import type { Clock } from '../../shared/clock.js';
import { ConsoleRingConsumer } from '../console-ring.js';
import type { FrameBank } from '../frame-lists.js';
import { MachineUsage } from '../machine-usage.js';
import { CP_OWNER } from '../ownership.js';
import type { MachineSlots, RealStorage } from '../real-storage.js';
import type { MachineMemory, RingRecord, UsedTime } from './machine-memory.js';

/** The model that STIDP shows: X'FF' in front of the serial says that it is virtual. */
const MODEL = 0x0370;
const VIRTUAL = 0xff0000;

/** What all machines share. */
export interface SharedMemory {
  readonly storage: RealStorage;
  readonly views: MemoryViews;
  readonly bank: FrameBank;
  readonly slots: MachineSlots;
  readonly clock: Clock;
}

/** Takes a slot for a new machine; undefined when there is none. */
export function takeMachineMemory(
  shared: SharedMemory,
  id: number,
  storageSize: number,
): RealMachineMemory | undefined {
  const block = shared.slots.take();
  return block === undefined ? undefined : new RealMachineMemory(shared, block, id, storageSize);
}

/** Main's view of one machine. */
export class RealMachineMemory implements MachineMemory {
  readonly block: number;
  readonly #shared: SharedMemory;
  readonly #id: number;
  readonly #ring: ConsoleRingConsumer;
  readonly #storage: MachineStorage;
  readonly #processor: Processor;
  readonly #usage: MachineUsage;

  constructor(shared: SharedMemory, block: number, id: number, storageSize: number) {
    this.block = block;
    this.#shared = shared;
    this.#id = id;
    const { storage, views, bank, clock } = shared;
    this.#ring = new ConsoleRingConsumer(storage.buffer, storage.ringOf(block));
    this.#usage = new MachineUsage(storage, block);
    this.#storage = new MachineStorage(views, block, bank.machine(storage.slotOf(block)));
    this.#layOut(storageSize, 1);
    this.#processor = new Processor({
      memory: views,
      block,
      storage: this.#storage,
      clock,
      // main never runs it: it looks and changes only
      io: { takeIo: () => -1 },
    });
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

  processor(): VirtualProcessor {
    this.#mine();
    return this.#processor;
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
    this.#shared.slots.renew(this.block);
    this.#layOut(storageSize, generation);
  }

  release(): void {
    const { storage, bank, slots } = this.#shared;
    bank.reclaim(storage.slotOf(this.block));
    slots.give(this.block);
  }

  #layOut(storageSize: number, generation: number): void {
    const { storage, views } = this.#shared;
    initialiseMachineBlock(views, this.block, {
      serial: VIRTUAL | (this.#id & 0xffff),
      model: MODEL,
      address: 0,
    });
    storage.ownerWord(this.block).initialise(CP_OWNER, generation);
    this.#storage.define(storageSize);
  }

  /** Only the owner may look and write: a fault of ours otherwise. */
  #mine(): void {
    this.#shared.storage.ownerWord(this.block).assertOwnedBy(CP_OWNER);
  }
}
