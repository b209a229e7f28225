/**
 * Real storage: one large shared WebAssembly.Memory that CP's main side and every real processor see. At
 * the bottom lie a header, the words of the processors, the owner words of the frames, and a slot for each
 * virtual machine (machine block, console ring), and parts for further virtual processors of machines that
 * have more than one; everything above is frames of 2 KiB.
 *
 * There is no lock in it: a thread that is ended while it holds one leaves it set for ever. Main deals frames
 * to processors in batches (frame-lists.ts); who has a frame stands in its owner word.
 */
import { MACHINE_BLOCK_BYTES, PROCESSOR_PART_BYTES } from '../cpu/machine-block.js';
import { clearMachineBlock, furtherParts } from '../cpu/machine-parts.js';
import { MemoryViews } from '../cpu/memory-views.js';
import { RING_BYTES, clearRing } from './console-ring.js';
import { OwnerWord } from './ownership.js';

/** Bytes in a frame: a page of the processor's tables is as large. */
export const FRAME_SIZE = 2048;

/** Real processors at the most. */
export const MAXIMUM_PROCESSORS = 64;

/** Sizes that are fixed when real storage is made. */
export interface RealStorageOptions {
  /** Bytes to reserve; touched only as needed. Default 2 GiB. */
  readonly size?: number;
  /** Virtual machines at the most. Default 1024. */
  readonly machines?: number;
  /** Virtual processors at the most beyond the first of each machine. Default half as many as machines. */
  readonly furtherProcessors?: number;
}

const DEFAULT_SIZE = 0x80000000;
const DEFAULT_MACHINES = 1024;
const MAGIC = 0x564d5453; // "VMTS"

/** Words of the header. */
const WORD_MAGIC = 0;
const WORD_MACHINES = 1;
const WORD_FURTHER = 2;
/** Words of the processors: 16 for each, so that no two share a cache line. */
const PROCESSOR_WORDS = 64;
const WORDS_EACH = 16;
const HEARTBEAT = 0;
const DOORBELL = 1;
const ASLEEP = 2;
const HEADER_BYTES = 4 * (PROCESSOR_WORDS + WORDS_EACH * MAXIMUM_PROCESSORS);

const align = (value: number, to: number): number => Math.ceil(value / to) * to;

const SLOT_SIZE = align(MACHINE_BLOCK_BYTES + RING_BYTES, 4096);

/** The words by which main and a real processor watch each other. */
export class ProcessorWords {
  readonly #words: Int32Array;
  readonly #base: number;

  constructor(words: Int32Array, index: number) {
    this.#words = words;
    this.#base = PROCESSOR_WORDS + WORDS_EACH * index;
  }

  /** Before a thread is started for this number: asleep, no bell rung. */
  initialise(): void {
    Atomics.store(this.#words, this.#base + HEARTBEAT, 0);
    Atomics.store(this.#words, this.#base + DOORBELL, 0);
    Atomics.store(this.#words, this.#base + ASLEEP, 1);
  }

  /** The processor has done a turn. */
  beat(): void {
    Atomics.add(this.#words, this.#base + HEARTBEAT, 1);
  }

  /** Counts turns, modulo 2^32. A processor that is not asleep and stands still for 5 s hangs. */
  get heartbeat(): number {
    return Atomics.load(this.#words, this.#base + HEARTBEAT);
  }

  /** The processor has nothing to do and sleeps in its event loop: no heartbeat is to be expected. */
  get asleep(): boolean {
    return Atomics.load(this.#words, this.#base + ASLEEP) !== 0;
  }

  set asleep(value: boolean) {
    Atomics.store(this.#words, this.#base + ASLEEP, value ? 1 : 0);
  }

  /** Main has posted something: the processor ends its turn and looks at its messages. */
  ring(): void {
    Atomics.store(this.#words, this.#base + DOORBELL, 1);
  }

  /** Whether the bell has been rung; taken back by {@link answer}. */
  get rung(): boolean {
    return Atomics.load(this.#words, this.#base + DOORBELL) !== 0;
  }

  answer(): void {
    Atomics.store(this.#words, this.#base + DOORBELL, 0);
  }
}

/** Real storage as a thread sees it. */
export class RealStorage {
  readonly memory: WebAssembly.Memory;
  readonly buffer: ArrayBufferLike;
  readonly bytes: Uint8Array;
  /** All words of it, for atomic access. */
  readonly words: Int32Array;
  readonly views: MemoryViews;
  /** Virtual machines at the most. */
  readonly machines: number;
  /** Virtual processors at the most beyond the first of each machine. */
  readonly furtherProcessors: number;
  /** First frame number that may be dealt, and the one behind the last. */
  readonly firstFrame: number;
  readonly endFrame: number;
  /** Owner words of the frames, by frame number (see frame-lists.ts). */
  readonly frameOwners: Int32Array;
  readonly #slots: number;
  readonly #parts: number;

  /** Sees a memory that {@link reserve} made, in this or another thread. */
  constructor(memory: WebAssembly.Memory) {
    this.memory = memory;
    this.buffer = memory.buffer;
    this.views = new MemoryViews(memory);
    this.bytes = this.views.bytes;
    this.words = this.views.words;
    if (this.words[WORD_MAGIC] !== MAGIC) throw new Error('this memory is not real storage');
    this.machines = this.words[WORD_MACHINES]!;
    this.furtherProcessors = this.words[WORD_FURTHER]!;
    const frames = this.buffer.byteLength / FRAME_SIZE;
    const owners = align(HEADER_BYTES, 4096);
    this.frameOwners = new Int32Array(this.buffer, owners, frames);
    this.#slots = align(owners + frames * 4, 4096);
    this.#parts = this.#slots + this.machines * SLOT_SIZE;
    this.firstFrame = (this.#parts + this.furtherProcessors * PROCESSOR_PART_BYTES) / FRAME_SIZE;
    this.endFrame = frames;
  }

  /**
   * Reserves the memory.
   * @throws Error that names the limit, when the host does not give so much or it is too small
   */
  static reserve(options: RealStorageOptions = {}): RealStorage {
    const size = align(options.size ?? DEFAULT_SIZE, 65536);
    const machines = options.machines ?? DEFAULT_MACHINES;
    const further = options.furtherProcessors ?? Math.floor(machines / 2);
    const least =
      align(HEADER_BYTES, 4096) +
      align((size / FRAME_SIZE) * 4, 4096) +
      machines * SLOT_SIZE +
      further * PROCESSOR_PART_BYTES;
    if (size > DEFAULT_SIZE) {
      throw new Error(`real storage of ${mebibytes(size)} asked for; the limit is 2048M`);
    }
    if (size < least + 64 * FRAME_SIZE) {
      throw new Error(
        `real storage of ${mebibytes(size)} is too small for ${machines} machines: the least is ${mebibytes(least + 0x100000)}`,
      );
    }
    let memory: WebAssembly.Memory;
    try {
      memory = new WebAssembly.Memory({
        initial: size / 65536,
        maximum: size / 65536,
        shared: true,
      });
    } catch (error) {
      throw new Error(
        `the host does not give ${mebibytes(size)} of address space for real storage; ` +
          'raise its limit (ulimit -v) or ask for less',
        { cause: error },
      );
    }
    const words = new Int32Array(memory.buffer, 0, PROCESSOR_WORDS);
    words[WORD_MACHINES] = machines;
    words[WORD_FURTHER] = further;
    words[WORD_MAGIC] = MAGIC;
    return new RealStorage(memory);
  }

  /** The words of real processor `index`. */
  processor(index: number): ProcessorWords {
    if (index < 0 || index >= MAXIMUM_PROCESSORS) throw new Error(`no processor ${index}`);
    return new ProcessorWords(this.words, index);
  }

  /** Address of the machine block of a slot. */
  blockOf(slot: number): number {
    if (slot < 0 || slot >= this.machines) throw new Error(`no machine slot ${slot}`);
    return this.#slots + slot * SLOT_SIZE;
  }

  /** The slot whose machine block stands at this address. */
  slotOf(block: number): number {
    const slot = (block - this.#slots) / SLOT_SIZE;
    if (!Number.isInteger(slot) || slot < 0 || slot >= this.machines) {
      throw new Error(`no machine block at ${block}`);
    }
    return slot;
  }

  /** The owner word of the machine whose block stands at `block`: the first word of it. */
  ownerWord(block: number): OwnerWord {
    this.slotOf(block);
    return new OwnerWord(this.words, block / 4);
  }

  /** Address of the console ring of the machine whose block stands at `block`. */
  ringOf(block: number): number {
    this.slotOf(block);
    return block + MACHINE_BLOCK_BYTES;
  }

  /** Address of the part of a further virtual processor, by its number in the pool. */
  furtherPart(index: number): number {
    return this.#parts + index * PROCESSOR_PART_BYTES;
  }

  /** Makes a slot as new: block of zeros, empty ring. Only main does so, for a machine that nobody has yet. */
  clearSlot(block: number): void {
    this.slotOf(block);
    clearMachineBlock(this.views, block);
    clearRing(this.buffer, this.ringOf(block));
  }
}

/** Deals out the slots of virtual machines and the parts of further processors; main alone has one. */
export class MachineSlots {
  readonly #storage: RealStorage;
  readonly #free: number[] = [];
  #next = 0;
  readonly #freeParts: number[] = [];
  #nextPart = 0;

  constructor(storage: RealStorage) {
    this.#storage = storage;
  }

  /** Address of a machine block of zeros for a new machine; undefined when all slots are taken. */
  take(): number | undefined {
    const slot = this.#free.pop() ?? (this.#next < this.#storage.machines ? this.#next++ : -1);
    if (slot < 0) return undefined;
    const block = this.#storage.blockOf(slot);
    this.#storage.clearSlot(block);
    return block;
  }

  /** The machine is gone, and its frames with it; the parts of its further processors come back too. */
  give(block: number): void {
    this.renew(block);
    this.#free.push(this.#storage.slotOf(block));
  }

  /** Makes a slot that is taken as new again, and takes back the parts of further processors. */
  renew(block: number): void {
    for (const part of furtherParts(this.#storage.views, block)) this.givePart(part);
    this.#storage.clearSlot(block);
  }

  /** Byte address of the part for a further processor (`addProcessor`); undefined when there are no more. */
  takePart(): number | undefined {
    const freed = this.#freeParts.pop();
    if (freed !== undefined) return freed;
    if (this.#nextPart >= this.#storage.furtherProcessors) return undefined;
    return this.#storage.furtherPart(this.#nextPart++);
  }

  /** The processor has been taken out of its machine (`removeProcessor`). */
  givePart(part: number): void {
    this.#freeParts.push(part);
  }
}

function mebibytes(bytes: number): string {
  return `${Math.ceil(bytes / 0x100000)}M`;
}
