/**
 * What a check of a CMS disk goes on with: the blocks and who has them, and the faults found so far. A check is a
 * generator that asks for blocks, so that it runs on images in memory and on files of the host alike.
 */

/** A stretch of 512-byte blocks that is wanted; undefined is given back when it cannot be read. */
export interface BlockRequest {
  readonly block: number;
  readonly count: number;
}

/** A part of a check: what it asks for, what it ends with. */
export type Checking<T> = Generator<BlockRequest, T, Uint8Array | undefined>;

/** Faults that are kept; a disk with more is not looked at further. */
const MOST_FAULTS = 100;
/** The blocks in front of all others: the IPL record and the label. */
export const FRONT_BLOCKS = 2;

/** Fullword at `at`. */
export function word(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(at);
}

/** Halfword at `at`. */
export function half(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint16(at);
}

/** A disk that is being walked. */
export class Walk {
  readonly size: number;
  readonly blocks: number;
  readonly faults: string[] = [];
  readonly #owners: Uint32Array;
  readonly #names: string[] = ['nobody', 'the label'];

  /**
   * @param size - bytes of a block of CMS
   * @param blocks - blocks of CMS on the disk
   */
  constructor(size: number, blocks: number) {
    this.size = size;
    this.blocks = blocks;
    this.#owners = new Uint32Array(blocks + 1);
    this.#owners.fill(1, 1, FRONT_BLOCKS + 1);
  }

  /** Notes what is wrong with somebody's blocks. */
  fault(who: number, text: string): void {
    if (this.faults.length < MOST_FAULTS) this.faults.push(`${this.name(who)}: ${text}`);
  }

  /** Whether enough has been found. */
  isOver(): boolean {
    return this.faults.length >= MOST_FAULTS;
  }

  /** A further owner of blocks, by the name that faults have. */
  owner(name: string): number {
    return this.#names.push(name) - 1;
  }

  name(who: number): string {
    return this.#names[who] ?? '';
  }

  /** Who has a block; 0 when nobody has it. */
  ownerOf(block: number): number {
    return this.#owners[block] ?? 0;
  }

  /** Gives a block to an owner; false, with a fault, when it is not there or another one's. */
  claim(block: number, who: number): boolean {
    if (block < 1 || block > this.blocks) {
      this.fault(who, `block ${String(block)} is not on the disk`);
      return false;
    }
    const before = this.ownerOf(block);
    if (before !== 0) {
      this.fault(who, `block ${String(block)} belongs to ${this.name(before)} too`);
      return false;
    }
    this.#owners[block] = who;
    return true;
  }

  /** Reads blocks of CMS for an owner; undefined, with a fault, when they cannot be read. */
  *read(who: number, block: number, count = 1): Checking<Uint8Array | undefined> {
    const sectors = this.size / 512;
    const bytes = yield { block: (block - 1) * sectors, count: count * sectors };
    if (bytes?.length === count * this.size) return bytes;
    this.fault(who, `block ${String(block)} cannot be read`);
    return undefined;
  }
}
