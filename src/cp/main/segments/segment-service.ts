/**
 * Saved systems and segments for machines: one copy of each in real storage while a machine has it, on whatever
 * real processor that is. Who has what is known from what processors tell (which stands for all that a machine
 * has), and from loads whose answer is on its way.
 */
import type { FrameBank } from '../../frame-lists.js';
import type { SavedBlock, SavedSystem, SavedSystemStore } from '../../ports/saved-systems.js';
import type { RealStorage } from '../../real-storage.js';
import type { LoadedSegment, SegmentPages } from '../../segments.js';
import { extentOf, SystemLibrary } from './library.js';
import { SegmentFrames } from './segment-frames.js';

/** A machine, as far as it matters here. */
export interface Holder {
  readonly id: number;
}

/** What the service needs. */
export interface SegmentParts {
  readonly store: SavedSystemStore;
  readonly storage: RealStorage;
  readonly bank: FrameBank;
  /** Lets others work in between. */
  readonly pause: () => Promise<void>;
  readonly operator: (line: string) => void;
}

/** Why a segment cannot be loaded. */
export type NotLoaded = 'unknown' | 'failed';

interface InStorage {
  readonly frames: SegmentFrames;
  /** Resolves when the content is there: whether it could be brought in. */
  readonly filled: Promise<boolean>;
  /** Machines that have it, by what their processor told last. */
  readonly holders: Set<number>;
  /** Loads that are under way: how many for each machine. */
  readonly coming: Map<number, number>;
}

/** The service. */
export class SegmentService {
  readonly library: SystemLibrary;
  readonly #parts: SegmentParts;
  readonly #inStorage = new Map<number, InStorage>();

  constructor(parts: SegmentParts) {
    this.#parts = parts;
    this.library = new SystemLibrary(parts.store);
  }

  start(): Promise<void> {
    return this.library.start();
  }

  /** Where a segment is, without loading it. */
  find(name: string): LoadedSegment | undefined {
    const system = this.library.available(name);
    return system?.kind === 'DCSS' ? describe(system) : undefined;
  }

  /** Machines that have it. */
  users(id: number): number {
    return this.#inStorage.get(id)?.holders.size ?? 0;
  }

  /** Frames of real storage that saved systems use, each counted once. */
  get frames(): number {
    return [...this.#inStorage.values()].reduce((sum, { frames }) => sum + frames.count, 0);
  }

  /**
   * The pages of a saved system or segment for a machine, whose they are until {@link arrived} and {@link held} say
   * what has become of them.
   */
  async load(
    holder: Holder,
    system: SavedSystem | undefined,
    exclusive: boolean,
  ): Promise<SegmentPages | NotLoaded> {
    if (system?.class !== 'A') return 'unknown';
    const { id } = system;
    const one = this.#bring(system);
    one.coming.set(holder.id, (one.coming.get(holder.id) ?? 0) + 1);
    if (await one.filled) return { ...describe(system), pages: one.frames.pages(exclusive) };
    this.arrived(holder, id);
    return 'failed';
  }

  /** A load is no longer on its way: the machine has taken it, or never will. */
  arrived(holder: Holder, id: number): void {
    const one = this.#inStorage.get(id);
    if (one === undefined) return;
    const coming = (one.coming.get(holder.id) ?? 0) - 1;
    if (coming > 0) one.coming.set(holder.id, coming);
    else one.coming.delete(holder.id);
    this.#letGo(id);
  }

  /** What a machine has now, by the numbers of the files: all of it. */
  held(holder: Holder, ids: readonly number[]): void {
    for (const [id, { holders }] of [...this.#inStorage]) {
      if (ids.includes(id)) holders.add(holder.id);
      else if (holders.delete(holder.id)) this.#letGo(id);
    }
  }

  /** The machine is gone, or its real processor is: it has nothing any more. */
  gone(holder: Holder): void {
    for (const [id, { holders, coming }] of [...this.#inStorage]) {
      coming.delete(holder.id);
      holders.delete(holder.id);
      this.#letGo(id);
    }
  }

  /**
   * PURGE NSS.
   * @returns whether machines still have it: then it goes when the last lets go of it
   */
  async purge(system: SavedSystem): Promise<boolean> {
    await this.library.doom(system);
    return !this.#forget(system.id);
  }

  /** SAVESYS and SAVESEG put something in the place of another. */
  replaced(before: SavedSystem | undefined): void {
    if (before !== undefined) this.#forget(before.id);
  }

  #bring(system: SavedSystem): InStorage {
    const there = this.#inStorage.get(system.id);
    if (there !== undefined) return there;
    const frames = new SegmentFrames(this.#parts, system.id, system.ranges);
    const filled = this.#fill(system, frames);
    const one: InStorage = { frames, filled, holders: new Set(), coming: new Map() };
    this.#inStorage.set(system.id, one);
    return one;
  }

  async #fill(system: SavedSystem, frames: SegmentFrames): Promise<boolean> {
    let blocks: readonly SavedBlock[];
    try {
      blocks = await this.library.blocks(system);
    } catch (error) {
      this.#parts.operator(`SAVED SYSTEM ${system.name} ${system.id}: ${String(error)}`);
      return false;
    }
    if (await frames.fill(blocks, this.#parts.pause)) return true;
    this.#parts.operator(`REAL STORAGE IS USED UP: ${system.name} NOT LOADED`);
    return false;
  }

  #letGo(id: number): void {
    const one = this.#inStorage.get(id);
    if (one === undefined || one.holders.size > 0 || one.coming.size > 0) return;
    this.#inStorage.delete(id);
    // what is still being brought in goes when it is there
    void one.filled.then(() => one.frames.free());
    this.#forget(id);
  }

  /** One that was purged is forgotten when nobody has it; whether it is. */
  #forget(id: number): boolean {
    if (this.#inStorage.has(id)) return false;
    this.library.forget(id);
    return true;
  }
}

function describe(system: SavedSystem): LoadedSegment {
  return { id: system.id, name: system.name, ...extentOf(system.ranges) };
}
