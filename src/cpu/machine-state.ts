/**
 * The state of one virtual processor as the instruction families see it: views into the machine block and
 * the processor's part of it, and checked access to storage under the key of the PSW. The object holds nothing but views and what
 * can be worked out again from the block.
 */
import type { Clock } from '../shared/clock.js';
import type { MachineStorage } from './machine-storage.js';
import type { MemoryViews } from './memory-views.js';
import type { IoInterruptions } from './virtual-processor.js';
import {
  CONTROL_REGISTERS,
  DOUBLES,
  F_KEY_EMWP,
  FIELDS,
  FLOAT_REGISTERS,
  FRAME_BYTES,
  FRAME_MASK,
  FIRST_PROCESSOR,
  GENERAL_REGISTERS,
  KEY_CHANGE,
  KEY_FETCH,
  KEY_REFERENCE,
  M_SIZE,
  MACHINE_DOUBLES,
  MACHINE_FIELDS,
  PROCESSORS,
  RESIDENT,
  SCRATCH,
} from './machine-block.js';
import { ADDRESSING, NO_FRAME, programCheck, PROTECTION } from './program-check.js';

/** What a processor is made of. */
export interface ProcessorParts {
  /** Views of the shared memory. */
  readonly memory: MemoryViews;
  /** Byte address of the machine block, which has been laid out by `initialiseMachineBlock`. */
  readonly block: number;
  /** Processor address, one of those that the block has; by default that of the first processor. */
  readonly address?: number;
  readonly storage: MachineStorage;
  /** Wall clock: TOD clock, clock comparator and SET TIMER REAL go by it. */
  readonly clock: Pick<Clock, 'now'>;
  /** Where I/O interruptions come from. */
  readonly io: IoInterruptions;
}

/** Byte address of the processor part that is meant. */
function partOf({ memory, block, address }: ProcessorParts): number {
  if (address === undefined) return block + FIRST_PROCESSOR;
  const part = memory.words[((block + PROCESSORS) >>> 2) + address];
  if (part === undefined || part === 0) throw new RangeError(`no processor ${address}`);
  return part;
}

/** Views and accessors of one processor and its machine. */
export class MachineState {
  readonly memory: MemoryViews;
  readonly block: number;
  /** Byte address of the processor part. */
  readonly part: number;
  readonly storage: MachineStorage;
  readonly clock: Pick<Clock, 'now'>;
  readonly io: IoInterruptions;
  readonly bytes: Uint8Array;
  readonly view: DataView;
  /** General registers. */
  readonly general: Int32Array;
  /** Control registers. */
  readonly control: Int32Array;
  /** Floating-point registers, two words each. */
  readonly float: Int32Array;
  /** The `M_` words of the block. */
  readonly machine: Int32Array;
  /** The `MD_` doubles of the block. */
  readonly machineDoubles: Float64Array;
  /** The `F_` words of the processor part. */
  readonly fields: Int32Array;
  /** The `D_` doubles of the processor part. */
  readonly doubles: Float64Array;
  readonly pages: Int32Array;
  /** The shared memory as words of the host. */
  readonly words: Int32Array;
  /** Byte address of the work area. */
  readonly scratch: number;

  // between the hot loop and what is around it; of no meaning from one run to the next
  /** Fuel left when the hot loop ended. */
  fuel = 0;
  /** Interruption code or SVC number. */
  code = 0;
  /** First word of the instruction that ended the hot loop, and its guest address. */
  word = 0;
  at = 0;
  /** What the last MVCL or CLCL cost beyond one instruction. */
  cost = 0;

  constructor(parts: ProcessorParts) {
    const { memory, block } = parts;
    this.memory = memory;
    this.block = block;
    const part = partOf(parts);
    this.part = part;
    this.storage = parts.storage;
    this.clock = parts.clock;
    this.io = parts.io;
    this.bytes = memory.bytes;
    this.view = memory.view;
    this.words = memory.words;
    this.machine = new Int32Array(memory.buffer, block + MACHINE_FIELDS, 32);
    this.machineDoubles = new Float64Array(memory.buffer, block + MACHINE_DOUBLES, 8);
    this.general = new Int32Array(memory.buffer, part + GENERAL_REGISTERS, 16);
    this.control = new Int32Array(memory.buffer, part + CONTROL_REGISTERS, 16);
    this.float = new Int32Array(memory.buffer, part + FLOAT_REGISTERS, 8);
    this.fields = new Int32Array(memory.buffer, part + FIELDS, 64);
    this.doubles = new Float64Array(memory.buffer, part + DOUBLES, 16);
    this.pages = parts.storage.pages;
    this.scratch = part + SCRATCH;
  }

  /** The host address of a byte to be fetched under the PSW key; traps. */
  fetchAt(address: number): number {
    const at = address & 0xffffff;
    const page = at >>> 11;
    const entry = this.pages[page]!;
    if (at >= this.machine[M_SIZE]!) programCheck(ADDRESSING);
    if ((entry & KEY_FETCH) !== 0) {
      const key = this.fields[F_KEY_EMWP]! & 0xf0;
      if (key !== 0 && key !== (entry & 0xf0)) programCheck(PROTECTION);
    }
    if ((entry & KEY_REFERENCE) === 0) this.pages[page] = entry | KEY_REFERENCE;
    const offset = at & (FRAME_BYTES - 1);
    return (entry & RESIDENT) === 0
      ? this.storage.zeroFrame + offset
      : (entry & FRAME_MASK) + offset;
  }

  /** The host address of a byte to be stored under the PSW key; traps, also for want of a frame. */
  storeAt(address: number): number {
    const at = address & 0xffffff;
    const page = at >>> 11;
    let entry = this.pages[page]!;
    if (at >= this.machine[M_SIZE]!) programCheck(ADDRESSING);
    const key = this.fields[F_KEY_EMWP]! & 0xf0;
    if (key !== 0 && key !== (entry & 0xf0)) programCheck(PROTECTION);
    if ((entry & RESIDENT) === 0) {
      if (!this.storage.touch(page)) programCheck(NO_FRAME);
      entry = this.pages[page]!;
    }
    this.pages[page] = entry | KEY_REFERENCE | KEY_CHANGE;
    return (entry & FRAME_MASK) + (at & (FRAME_BYTES - 1));
  }

  /**
   * Copies an instruction that lies on two pages to where it can be read in one piece.
   * @returns the host address of the copy
   */
  copyInstruction(address: number, length: number): number {
    for (let i = 0; i < length; i += 2) {
      const from = this.fetchAt(address + i);
      this.bytes[this.scratch + i] = this.bytes[from]!;
      this.bytes[this.scratch + i + 1] = this.bytes[from + 1]!;
    }
    return this.scratch;
  }

  fetchByte(address: number): number {
    return this.bytes[this.fetchAt(address)]!;
  }

  storeByte(address: number, value: number): void {
    this.bytes[this.storeAt(address)] = value;
  }

  /** A signed halfword from any boundary. */
  fetchHalf(address: number): number {
    const first = this.fetchAt(address);
    if ((address & (FRAME_BYTES - 1)) !== FRAME_BYTES - 1) return this.view.getInt16(first);
    const second = this.fetchAt(address + 1);
    return ((this.bytes[first]! << 24) >> 16) | this.bytes[second]!;
  }

  storeHalf(address: number, value: number): void {
    const first = this.storeAt(address);
    if ((address & (FRAME_BYTES - 1)) !== FRAME_BYTES - 1) {
      this.view.setInt16(first, value);
      return;
    }
    const second = this.storeAt(address + 1);
    this.bytes[first] = value >> 8;
    this.bytes[second] = value;
  }

  /** A signed word from any boundary. */
  fetchWord(address: number): number {
    const first = this.fetchAt(address);
    if ((address & (FRAME_BYTES - 1)) <= FRAME_BYTES - 4) return this.view.getInt32(first);
    let word = 0;
    for (let i = 0; i < 4; i++) word = (word << 8) | this.bytes[this.fetchAt(address + i)]!;
    return word;
  }

  storeWord(address: number, value: number): void {
    const first = this.storeAt(address);
    if ((address & (FRAME_BYTES - 1)) <= FRAME_BYTES - 4) {
      this.view.setInt32(first, value);
      return;
    }
    this.storeAt(address + 3); // both pages first: all or nothing
    for (let i = 0; i < 4; i++) this.bytes[this.storeAt(address + i)] = value >> (24 - 8 * i);
  }

  /** Checks that `length` (1 to 4096) bytes may be fetched. */
  checkFetch(address: number, length: number): void {
    this.fetchAt(address);
    this.fetchAt(address + length - 1);
  }

  /** Checks that `length` (1 to 2049) bytes may be stored and gives their pages frames. */
  checkStore(address: number, length: number): void {
    this.storeAt(address);
    if (length > 1) this.storeAt(address + length - 1);
  }

  /**
   * Stores a word in low storage as an interruption does: absolute, without protection.
   * @returns false when there is no frame
   */
  lowStore(address: number, value: number): boolean {
    // a fullword within page 0: an interruption must not cost more than a few instructions
    if (!this.storage.touch(0)) return false;
    const entry = (this.pages[0]! |= KEY_REFERENCE | KEY_CHANGE);
    this.view.setInt32((entry & FRAME_MASK) + address, value);
    return true;
  }
}
