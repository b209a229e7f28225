/**
 * Lists of free frames of real storage. Main deals frames to real processors in batches; each thread gives
 * them to its machines from a list of its own, so nothing is locked. An owner word for each frame in shared
 * memory says who has it, from which main rebuilds its list when a processor has died.
 *
 * A frame is filled with zeros when it is taken, not when it is freed: what is freed may never be used again.
 */
import { FRAME_SIZE } from './real-storage.js';
import type { RealStorage } from './real-storage.js';

/**
 * Owner words: 0 is main's list (or never dealt), n > 0 machine slot n - 1 or, from SEGMENTS on, a saved system's,
 * n < 0 the list of processor -n - 1.
 */
const MAIN = 0;
const ofSlot = (slot: number): number => slot + 1;
const SEGMENTS = 0x40000000;
const ofSegment = (id: number): number => SEGMENTS + id;
const ofProcessor = (index: number): number => -index - 1;

/** Frames that a processor asks for at a time: 512 KiB. */
export const FRAME_BATCH = 256;

/** Where one machine gets frames and gives them back (the FrameSource of src/cpu): byte addresses. */
export interface MachineFrames {
  /** A frame of zeros; 0 when there is none. */
  take(): number;
  /** The frame is the machine's no more. */
  give(frame: number): void;
}

/** The list of one real processor. */
export class ProcessorFrames {
  readonly #storage: RealStorage;
  readonly #tag: number;
  readonly #list: number[] = [];

  constructor(storage: RealStorage, index: number) {
    this.#storage = storage;
    this.#tag = ofProcessor(index);
  }

  /** Frames in the list. */
  get count(): number {
    return this.#list.length;
  }

  /** A batch from main. */
  add(frames: Int32Array): void {
    for (const frame of frames) this.#list.push(frame);
  }

  /** Takes frames off a list that has grown long, for main; their words are changed when main has them. */
  surplus(count: number): Int32Array {
    return Int32Array.from(this.#list.splice(Math.max(0, this.#list.length - count)));
  }

  /** What the machine in a slot takes frames from. */
  machine(slot: number): MachineFrames {
    return {
      take: () => {
        const frame = this.#list.pop();
        if (frame === undefined) return 0;
        assign(this.#storage, frame, this.#tag, ofSlot(slot));
        zero(this.#storage, frame);
        return frame * FRAME_SIZE;
      },
      give: (address) => {
        const frame = address / FRAME_SIZE;
        assign(this.#storage, frame, ofSlot(slot), this.#tag);
        this.#list.push(frame);
      },
    };
  }
}

/** Main's list: what no processor and no machine has. */
export class FrameBank {
  readonly #storage: RealStorage;
  readonly #freed: number[] = [];
  #fresh: number;

  constructor(storage: RealStorage) {
    this.#storage = storage;
    this.#fresh = storage.firstFrame;
  }

  /** Frames that could still be dealt. */
  get free(): number {
    return this.#freed.length + this.#storage.endFrame - this.#fresh;
  }

  /** A batch for a processor, freed frames first; shorter than asked, even empty, when storage runs out. */
  deal(processor: number, count: number): Int32Array {
    const batch: number[] = [];
    while (batch.length < count) {
      const frame = this.#next();
      if (frame < 0) break;
      assign(this.#storage, frame, MAIN, ofProcessor(processor));
      batch.push(frame);
    }
    return Int32Array.from(batch);
  }

  /** Frames that a processor gave back; those that it does not have (it has died meanwhile) are passed over. */
  takeBack(processor: number, frames: Int32Array): void {
    for (const frame of frames) {
      if (frame < this.#storage.firstFrame || frame >= this.#storage.endFrame) continue;
      if (exchange(this.#storage, frame, ofProcessor(processor), MAIN)) this.#freed.push(frame);
    }
  }

  /** What main itself takes frames from, while it has the machine in a slot (STORE into an untouched page). */
  machine(slot: number): MachineFrames {
    return this.#frames(ofSlot(slot));
  }

  /** What the shared pages of a saved system are taken from; `id` is the number of its file. */
  segment(id: number): MachineFrames {
    return this.#frames(ofSegment(id));
  }

  #frames(owner: number): MachineFrames {
    return {
      take: () => {
        const frame = this.#next();
        if (frame < 0) return 0;
        assign(this.#storage, frame, MAIN, owner);
        zero(this.#storage, frame);
        return frame * FRAME_SIZE;
      },
      give: (address) => {
        const frame = address / FRAME_SIZE;
        assign(this.#storage, frame, owner, MAIN);
        this.#freed.push(frame);
      },
    };
  }

  /**
   * After a real processor's thread has ended: takes back its list and all frames of the machines that it
   * had. The machine blocks of those are to be cleared before they are used again.
   * @returns how many frames came back
   */
  rebuild(processor: number, slots: readonly number[]): number {
    const tags = new Set([ofProcessor(processor), ...slots.map(ofSlot)]);
    return this.#sweep((word) => tags.has(word));
  }

  /** All frames of one machine come back: it was discarded without a processor to do it. */
  reclaim(slot: number): number {
    return this.#sweep((word) => word === ofSlot(slot));
  }

  #sweep(wanted: (word: number) => boolean): number {
    const owners = this.#storage.frameOwners;
    let count = 0;
    for (let frame = this.#storage.firstFrame; frame < this.#fresh; frame++) {
      if (!wanted(Atomics.load(owners, frame))) continue;
      Atomics.store(owners, frame, MAIN);
      this.#freed.push(frame);
      count++;
    }
    return count;
  }

  #next(): number {
    const freed = this.#freed.pop();
    if (freed !== undefined) return freed;
    return this.#fresh < this.#storage.endFrame ? this.#fresh++ : -1;
  }
}

function exchange(storage: RealStorage, frame: number, from: number, to: number): boolean {
  return Atomics.compareExchange(storage.frameOwners, frame, from, to) === from;
}

function assign(storage: RealStorage, frame: number, from: number, to: number): void {
  if (!exchange(storage, frame, from, to)) {
    throw new Error(
      `frame ${frame} belongs to ${storage.frameOwners[frame] ?? 'nobody'}, not to ${from}`,
    );
  }
}

function zero(storage: RealStorage, frame: number): void {
  storage.bytes.fill(0, frame * FRAME_SIZE, (frame + 1) * FRAME_SIZE);
}
