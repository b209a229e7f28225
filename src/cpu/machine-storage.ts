/**
 * Storage of one virtual machine on frames of the shared memory (GA22-7000 "Storage": addressing,
 * protection, reference and change recording). Size, page table and keys lie in the machine block, so
 * any number of these objects on any thread show the same storage; only the machine's owner may use one.
 */
import type { FrameSource } from './frame-source.js';
import type { GuestStorage } from './guest-storage.js';
import type { MemoryViews } from './memory-views.js';
import { forgetCopies, purgeAll } from './look-up-table.js';
import * as block from './machine-block.js';

// An imported constant is loaded and checked wherever it is used; one of this file is part of the code.
const {
  COPIED,
  COPY,
  FRAME_BYTES,
  FRAME_MASK,
  KEY_CHANGE,
  KEY_FETCH,
  KEY_MASK,
  KEY_REFERENCE,
  M_FRAMES,
  M_SIZE,
  MACHINE_FIELDS,
  PAGE_TABLE,
  PAGES,
  RESIDENT,
  SHARED,
  ZERO_FRAME,
} = block;

/** Largest storage: 16 MiB. */
export const MAXIMUM_STORAGE = 0x1000000;

/** Entry bits of which one is on in a page of a saved segment. */
const OF_SEGMENT = SHARED | COPY;

/** Guest storage in the machine block at `block`. */
export class MachineStorage implements GuestStorage {
  /** The page table: see machine-block.ts for an entry's bits. */
  readonly pages: Int32Array;
  /** Byte address of the frame of zeros that stands for pages without a frame. */
  readonly zeroFrame: number;
  readonly #memory: MemoryViews;
  readonly #machine: Int32Array;
  readonly #block: number;
  readonly #source: FrameSource;

  /**
   * @param memory - views of the shared memory
   * @param block - byte address of the machine block
   * @param source - where frames come from and go to on this thread
   */
  constructor(memory: MemoryViews, block: number, source: FrameSource) {
    this.#memory = memory;
    this.#source = source;
    this.#block = block;
    this.#machine = new Int32Array(memory.buffer, block + MACHINE_FIELDS, 32);
    this.pages = new Int32Array(memory.buffer, block + PAGE_TABLE, PAGES);
    this.zeroFrame = block + ZERO_FRAME;
  }

  get size(): number {
    return this.#machine[M_SIZE]!;
  }

  get frames(): number {
    return this.#machine[M_FRAMES]!;
  }

  /**
   * Gives storage another size (DEFINE STORAGE): clears it and gives all frames back.
   * @param bytes - a multiple of 4096, at most 16 MiB
   */
  define(bytes: number): void {
    if (bytes < 4096 || bytes > MAXIMUM_STORAGE || bytes % 4096 !== 0)
      throw new RangeError(`storage size ${bytes}`);
    this.clear();
    this.#machine[M_SIZE] = bytes;
  }

  holds(address: number, length: number): boolean {
    if (!Number.isInteger(address) || address < 0 || length < 0) return false;
    const end = address + length;
    if (end <= this.size) return true;
    if (length === 0 || end > MAXIMUM_STORAGE) return false;
    for (let page = Math.max(address, this.size) >>> 11; page << 11 < end; page++) {
      if ((this.pages[page]! & OF_SEGMENT) === 0) return false;
    }
    return true;
  }

  fetch(address: number, length: number): Uint8Array | undefined {
    if (!this.holds(address, length)) return undefined;
    const out = new Uint8Array(length);
    for (let done = 0; done < length;) {
      const at = address + done;
      const offset = at & (FRAME_BYTES - 1);
      const part = Math.min(FRAME_BYTES - offset, length - done);
      const entry = (this.pages[at >>> 11]! |= KEY_REFERENCE);
      if ((entry & RESIDENT) !== 0) {
        const from = (entry & FRAME_MASK) + offset;
        out.set(this.#memory.bytes.subarray(from, from + part), done);
      }
      done += part;
    }
    return out;
  }

  store(address: number, bytes: Uint8Array): boolean {
    const length = bytes.length;
    if (!this.holds(address, length)) return false;
    // all frames first, so that nothing is half done
    for (let page = address >>> 11; length > 0 && page <= (address + length - 1) >>> 11; page++) {
      if (!this.touch(page)) return false;
    }
    for (let done = 0; done < length;) {
      const at = address + done;
      const offset = at & (FRAME_BYTES - 1);
      const part = Math.min(FRAME_BYTES - offset, length - done);
      const page = at >>> 11;
      this.pages[page]! |= KEY_REFERENCE | KEY_CHANGE;
      const to = (this.pages[page]! & FRAME_MASK) + offset;
      this.#memory.bytes.set(bytes.subarray(done, done + part), to);
      done += part;
    }
    return true;
  }

  word(address: number): number | undefined {
    if (!this.holds(address, 4)) return undefined;
    const offset = address & (FRAME_BYTES - 1);
    if (offset > FRAME_BYTES - 4) {
      const bytes = this.fetch(address, 4)!;
      return new DataView(bytes.buffer).getInt32(0);
    }
    const entry = this.pages[address >>> 11]!;
    if ((entry & RESIDENT) === 0) return 0;
    return this.#memory.view.getInt32((entry & FRAME_MASK) + offset);
  }

  setWord(address: number, value: number): boolean {
    return this.store(
      address,
      Uint8Array.of(value >> 24, value >> 16, value >> 8, value), // stored modulo 256
    );
  }

  key(address: number): number | undefined {
    if (!this.holds(address, 1)) return undefined;
    return this.pages[address >>> 11]! & KEY_MASK;
  }

  setKey(address: number, key: number): boolean {
    if (!this.holds(address, 1)) return false;
    this.setPageKey(address >>> 11, key);
    return true;
  }

  /** Sets the storage key of a page within storage (SSK, RRB): all processors see it at once. */
  setPageKey(page: number, key: number): void {
    this.#forget(page);
    const entry = this.pages[page]!;
    // a page that is not the machine's own never shows a change: each store has to be looked at
    const kept = (entry & SHARED) === 0 ? KEY_MASK : KEY_MASK & ~KEY_CHANGE;
    this.pages[page] = (entry & ~KEY_MASK) | (key & kept);
  }

  protects(address: number, length: number, accessKey: number, store: boolean): boolean {
    if (length <= 0) return false;
    const end = Math.min(address + length, MAXIMUM_STORAGE);
    for (let page = address >>> 11; page << 11 < end; page++) {
      const key = this.pages[page]! & KEY_MASK;
      // pages that are shared may be stored into under no key
      if (store && (this.pages[page]! & OF_SEGMENT) === SHARED) return true;
      if (accessKey === 0) continue;
      if (key >> 4 !== accessKey && (store || (key & KEY_FETCH) !== 0)) return true;
    }
    return false;
  }

  clear(): void {
    purgeAll(this.#memory, this.#block);
    for (let page = 0; page < PAGES; page++) {
      this.#drop(page);
      this.pages[page] = 0;
    }
  }

  release(first: number, last: number): void {
    const from = Math.max(0, Math.ceil(first / 4096)) * 2;
    const to = Math.min(Math.floor((last + 1) / 4096), this.size / 4096) * 2;
    for (let page = from; page < to; page++) {
      if ((this.pages[page]! & OF_SEGMENT) === 0) this.#drop(page);
    }
  }

  /** Pages of a saved segment take the place of what there is; the entries are ready for the page table. */
  lend(block: number, entries: Int32Array): void {
    entries.forEach((entry, n) => {
      this.#drop(block + n);
      this.pages[block + n] = entry;
    });
  }

  /** The pages between two addresses are no saved segment's any more: zeros, with key 0. */
  takeBack(first: number, last: number): void {
    for (let page = first >>> 11; page <= last >>> 11; page++) {
      this.#drop(page);
      this.pages[page] = 0;
    }
  }

  /**
   * Sees to it that a page has a frame of its own, with a copy of what a shared one has. The key stays as it is.
   * @returns false when no frame is to be had
   */
  touch(page: number): boolean {
    const entry = this.pages[page]!;
    if ((entry & (RESIDENT | SHARED)) === RESIDENT) return true;
    const frame = this.#source.take();
    if (frame === 0) return false;
    if ((entry & RESIDENT) !== 0) {
      this.#forget(page);
      const from = entry & FRAME_MASK;
      this.#memory.bytes.copyWithin(frame, from, from + FRAME_BYTES);
    }
    const own = (entry & OF_SEGMENT) === 0 ? 0 : COPY;
    this.pages[page] = frame | (entry & KEY_MASK) | RESIDENT | own;
    this.#machine[M_FRAMES]!++;
    return true;
  }

  #drop(page: number): void {
    const entry = this.pages[page]!;
    // a frame that is shared is main's
    this.#forget(page);
    if ((entry & (RESIDENT | SHARED)) !== RESIDENT) return;
    this.pages[page] = entry & KEY_MASK;
    this.#machine[M_FRAMES]!--;
    this.#source.give(entry & FRAME_MASK);
  }

  /** Takes a page out of the look-up tables of processors, when it may be in any. */
  #forget(page: number): void {
    const entry = this.pages[page]!;
    if ((entry & COPIED) === 0) return;
    forgetCopies(this.#memory, this.#block, entry);
    this.pages[page] = entry & ~COPIED;
  }
}
