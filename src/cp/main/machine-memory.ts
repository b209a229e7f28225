/**
 * What the main side needs of the memory that it shares with the real processors, for one machine. The
 * composition root gives an implementation on real storage; the rules of ownership are those of the
 * design: main writes to a machine only after a stop handed it over.
 */
import type { GuestStorage } from '../../cpu/guest-storage.js';
import type { VirtualProcessor } from '../../cpu/virtual-processor.js';

/** Processor time that a machine has used, microseconds. */
export interface UsedTime {
  readonly virtual: number;
  readonly total: number;
  /** I/O operations started. */
  readonly started: number;
}

/** One virtual processor as main sees it without asking. */
export interface ProcessorView {
  readonly address: number;
  /** In the operating state; what it does when CP lets the machine go on. */
  readonly operating: boolean;
  /** Virtual time, microseconds. */
  readonly virtual: number;
  /** I/O operations started. */
  readonly started: number;
}

/** A record of a console ring. */
export interface RingRecord {
  readonly kind: number;
  readonly bytes: Uint8Array;
}

/** Main's view of one machine's block. */
export interface MachineMemory {
  /** Address of the block, for the processor. */
  readonly block: number;
  /** Sets or clears the stop word, so that a guest that loops is handed over at the next boundary. */
  setStop(on: boolean): void;
  /** The oldest record in the console ring, left there. */
  peek(): RingRecord | undefined;
  /** Takes the record last peeked out of the ring. */
  advance(): void;
  /** Position in the ring up to which records have been taken. */
  readonly drained: number;
  /** Draining begins: records put in from now on are announced again. */
  beginDrain(): void;
  /** Drops everything in the ring. */
  dropRing(): void;
  used(): UsedTime;
  /** Frames of real storage in use, 2 KiB each. */
  frames(): number;
  /** Addresses of the virtual processors, ascending. */
  readonly processors: readonly number[];
  /** Address of the processor that is IPLed. */
  readonly base: number;
  /** Figures of a processor that there is. */
  processorView(address: number): ProcessorView;
  /**
   * DEFINE CPU: one more processor, reset and in the stopped state; false when there is no room for another. Only
   * while the machine is CP's.
   */
  addProcessor(address: number): boolean;
  /** DETACH CPU. Only while the machine is CP's. */
  removeProcessor(address: number): void;
  /** A processor (the base when none is named) and storage themselves; only while the machine is CP's. */
  processor(address?: number): VirtualProcessor;
  storage(): GuestStorage;
  /** Gives storage another size; its content is lost. Only while the machine is CP's. */
  defineStorage(bytes: number): void;
  /**
   * After the thread of `processor` ended (its frames were taken back by the bank): lays the block out as
   * new, with the same virtual processors and nothing in storage, and gives it to CP.
   */
  recover(processor: number, storageSize: number, generation: number): void;
  /** Gives the block and all frames back; the object is dead then. */
  release(): void;
}
