/**
 * Saved systems and segments: parts of a virtual machine's storage that CP keeps under a name (z/VM Saved Segments
 * Planning and Administration). One is a file by itself, with a number.
 */

/**
 * What a machine may do with pages: SR all share one copy and may read it; ER the same for one machine; EW each has
 * a copy of its own; EN each has pages of zeros, nothing is kept of them.
 */
export type PageType = 'SR' | 'ER' | 'EW' | 'EN';

/** Pages of 4K, both ends included. */
export interface PageRange {
  readonly first: number;
  readonly last: number;
  readonly type: PageType;
}

/** How a processor stood when a system was saved. */
export interface SavedState {
  readonly psw: readonly [number, number];
  /** 16 general registers, 16 control registers, 8 words of the floating-point registers. */
  readonly general: readonly number[];
  readonly control: readonly number[];
  readonly float: readonly number[];
}

/** What is known of a saved system (NSS) or saved segment (DCSS). */
export interface SavedSystem {
  /** 1 to 9999: the number of its file. */
  readonly id: number;
  readonly name: string;
  readonly kind: 'NSS' | 'DCSS';
  /** S defined and not saved; A there for all; P goes when the last machine has let go of it. */
  readonly class: 'S' | 'A' | 'P';
  /** In ascending order, none over another. */
  readonly ranges: readonly PageRange[];
  /** Smallest storage that it can be IPLed in, bytes (NSS). */
  readonly minimumStorage: number;
  /** Registers that take the PARM of IPL, first and last (NSS); undefined for none. */
  readonly parmRegisters: readonly [number, number] | undefined;
  /** Who defined it, or who saved it. */
  readonly origin: string;
  /** When, milliseconds since 1970 UTC. */
  readonly created: number;
  /** Of a saved NSS. */
  readonly state: SavedState | undefined;
}

/** A block of 2K of a saved system that has something in it. */
export interface SavedBlock {
  /** Its address divided by 2048. */
  readonly block: number;
  readonly key: number;
  /** Its content; undefined when that is zeros. */
  readonly bytes: Uint8Array | undefined;
}

/** Where saved systems are kept. */
export interface SavedSystemStore {
  /** All that there are; what is damaged is said and left out. */
  start(): Promise<readonly SavedSystem[]>;
  /** Keeps one, in place of what had its number: durable when it resolves, and never half of it. */
  put(system: SavedSystem, blocks: readonly SavedBlock[]): Promise<void>;
  /** The blocks of one; rejects when they cannot be read whole. */
  blocks(id: number): Promise<readonly SavedBlock[]>;
  remove(id: number): Promise<void>;
}
