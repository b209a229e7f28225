/** A bare virtual machine on a small shared memory, for tests and benches of the processor. */
import type { Exit } from '../../src/cpu/exit.js';
import type { FrameSource } from '../../src/cpu/frame-source.js';
import type { IoInterruptions } from '../../src/cpu/virtual-processor.js';
import { MACHINE_BLOCK_BYTES, PROCESSOR_PART_BYTES } from '../../src/cpu/machine-block.js';
import { MachineStorage } from '../../src/cpu/machine-storage.js';
import { MemoryViews } from '../../src/cpu/memory-views.js';
import { addProcessor, initialiseMachineBlock } from '../../src/cpu/machine-parts.js';
import { Processor } from '../../src/cpu/processor.js';

/** A memory with at least so many bytes. */
export function testMemory(bytes: number): MemoryViews {
  const pages = Math.ceil(bytes / 65536);
  return new MemoryViews(new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true }));
}

/** Frames one after the other, given back ones first. */
export class TestFrames implements FrameSource {
  readonly #memory: MemoryViews;
  readonly #free: number[] = [];

  constructor(memory: MemoryViews, from: number, count: number) {
    this.#memory = memory;
    for (let i = count - 1; i >= 0; i--) this.#free.push(from + i * 2048);
  }

  take(): number {
    return this.#free.pop() ?? 0;
  }

  give(frame: number): void {
    this.#memory.bytes.fill(0, frame, frame + 2048);
    this.#free.push(frame);
  }

  /** Frames that can be taken. */
  get free(): number {
    return this.#free.length;
  }
}

/** A machine and the knobs that a test turns. */
export interface TestMachine {
  readonly memory: MemoryViews;
  readonly frames: TestFrames;
  readonly storage: MachineStorage;
  readonly processor: Processor;
  /** Wall clock, milliseconds. */
  readonly clock: { time: number };
  /** I/O interruptions pending, first in first out. */
  readonly devices: number[];
  /** Told the prefix of a processor that takes an I/O interruption. */
  watch?: (prefix: number) => void;
  /** A further processor of the machine, reset and stopped; its address is 1 to `processors` - 1. */
  addProcessor(address: number): Processor;
  /** Makes new objects on the same block, as another processor thread would. */
  rebuild(): TestMachine;
}

/** Byte address of the machine block in the test memory. */
export const BLOCK = 4096;

function onMemory(
  memory: MemoryViews,
  frames: TestFrames,
  clock: { time: number },
  devices: number[],
): TestMachine {
  const storage = new MachineStorage(memory, BLOCK, frames);
  const io: IoInterruptions = {
    takeIo(mask, prefix) {
      machine.watch?.(prefix);
      const index = devices.findIndex((device) => (mask & (0x8000 >> (device >> 8))) !== 0);
      return index < 0 ? -1 : devices.splice(index, 1)[0]!;
    },
  };
  const parts = { memory, block: BLOCK, storage, clock: { now: () => clock.time }, io };
  const processor = new Processor(parts);
  const further = (address: number): Processor => {
    // their parts stand at the end of the memory
    addProcessor(memory, BLOCK, memory.buffer.byteLength - address * PROCESSOR_PART_BYTES, address);
    const added = new Processor({ ...parts, address });
    added.reset(true);
    return added;
  };
  const rebuild = (): TestMachine => onMemory(memory, frames, clock, devices);
  const machine: TestMachine = {
    memory,
    frames,
    storage,
    processor,
    clock,
    devices,
    addProcessor: further,
    rebuild,
  };
  return machine;
}

/**
 * A machine with `size` bytes of storage, reset and stopped, `frames` frames of real storage, and room for so
 * many processors.
 */
export function testMachine(size = 0x10000, frames = size / 2048, processors = 1): TestMachine {
  const from = BLOCK + MACHINE_BLOCK_BYTES;
  const bytes = from + frames * 2048 + (processors - 1) * PROCESSOR_PART_BYTES;
  const memory = testMemory(bytes);
  initialiseMachineBlock(memory, BLOCK, { serial: 0x012345, model: 0x3090, address: 0 });
  const clock = { time: 1_700_000_000_000 };
  const machine = onMemory(memory, new TestFrames(memory, from, frames), clock, []);
  machine.storage.define(size);
  machine.processor.reset(true);
  return machine;
}

/** Runs until something other than the end of a slice happens; fails after `limit` instructions. */
export function runOn(machine: TestMachine, limit = 1_000_000, slice = 1000): Exit {
  const start = machine.processor.executed;
  for (;;) {
    const exit = machine.processor.run(slice);
    if (exit.reason !== 'budget') return exit;
    if (machine.processor.executed - start > limit) throw new Error('the program does not end');
  }
}
