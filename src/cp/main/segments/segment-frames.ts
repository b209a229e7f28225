/**
 * The one copy of a saved system in real storage, from which all machines have its pages, on whatever real
 * processor they are. The frames are main's: no processor and no machine gives them back.
 */
import { COPY, FRAME_BYTES, RESIDENT, SHARED } from '../../../cpu/machine-block.js';
import type { FrameBank, MachineFrames } from '../../frame-lists.js';
import type { PageRange, SavedBlock } from '../../ports/saved-systems.js';
import type { RealStorage } from '../../real-storage.js';
import type { LentPages } from '../../segments.js';

/** Blocks in a page. */
const BLOCKS = 2;
/** Blocks that are copied in one go. */
const AT_A_TIME = 128;
/** Key bits that are the block's own: not reference and change, which each machine has for itself. */
const KEPT_KEY = 0xf8;

interface Block {
  readonly frame: number;
  readonly key: number;
}

/** What the frames are taken from. */
export interface FrameParts {
  readonly bank: FrameBank;
  readonly storage: RealStorage;
}

/** The frames of one saved system. */
export class SegmentFrames {
  readonly #source: MachineFrames;
  readonly #storage: RealStorage;
  readonly #ranges: readonly PageRange[];
  readonly #blocks = new Map<number, Block>();

  constructor({ bank, storage }: FrameParts, id: number, ranges: readonly PageRange[]) {
    this.#source = bank.segment(id);
    this.#storage = storage;
    this.#ranges = ranges;
  }

  /** Frames in use. */
  get count(): number {
    return [...this.#blocks.values()].filter(({ frame }) => frame !== 0).length;
  }

  /**
   * Brings the blocks in; false when there are not enough frames (those taken are given back).
   * @param pause - lets others work in between
   */
  async fill(blocks: readonly SavedBlock[], pause: () => Promise<void>): Promise<boolean> {
    let done = 0;
    for (const { block, key, bytes } of blocks) {
      const frame = bytes === undefined ? 0 : this.#source.take();
      if (frame === 0 && bytes !== undefined) {
        this.free();
        return false;
      }
      if (bytes !== undefined) this.#storage.bytes.set(bytes.subarray(0, FRAME_BYTES), frame);
      this.#blocks.set(block, { frame, key });
      if (++done % AT_A_TIME === 0) await pause();
    }
    return true;
  }

  /** Gives all frames back: no machine has them any more. */
  free(): void {
    for (const { frame } of this.#blocks.values()) if (frame !== 0) this.#source.give(frame);
    this.#blocks.clear();
  }

  /**
   * The page table entries for a machine.
   * @param exclusive - all pages may be written: the machine gets a copy of its own when it does
   */
  pages(exclusive: boolean): readonly LentPages[] {
    return this.#ranges.map(({ first, last, type }) => {
      const from = first * BLOCKS;
      const entries = new Int32Array((last - first + 1) * BLOCKS);
      const writable = exclusive || type === 'EW' || type === 'EN';
      const kind = type === 'EN' ? COPY : writable ? SHARED | COPY : SHARED;
      for (let n = 0; n < entries.length; n++) {
        const { frame = 0, key = 0 } = this.#blocks.get(from + n) ?? {};
        const there = type === 'EN' || frame === 0 ? 0 : frame | RESIDENT;
        entries[n] = there | (key & KEPT_KEY) | kind;
      }
      return { block: from, entries };
    });
  }
}
