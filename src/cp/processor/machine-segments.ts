/**
 * The saved segments and systems that a machine has in its storage. Main is told which they are after each change:
 * it keeps their frames as long as a machine has them.
 */
import type { MachineStorage } from '../../cpu/machine-storage.js';
import type { LoadedSegment, SegmentPages } from '../segments.js';

/** What came of a load. */
export interface SegmentLoad {
  /** The last byte of what was in its place within the machine's storage; undefined when nothing was. */
  readonly replaced: number | undefined;
}

/** The segments of one machine. */
export class MachineSegments {
  readonly #storage: MachineStorage;
  readonly #changed: (held: readonly number[]) => void;
  #loaded: readonly LoadedSegment[] = [];

  /** @param changed - is told the numbers of all that the machine has */
  constructor(storage: MachineStorage, changed: (held: readonly number[]) => void) {
    this.#storage = storage;
    this.#changed = changed;
  }

  /** What is loaded, plain data. */
  get loaded(): readonly LoadedSegment[] {
    return this.#loaded;
  }

  /** The one of this name. */
  named(name: string): LoadedSegment | undefined {
    return this.#loaded.find((one) => one.name === name);
  }

  /** Puts one into storage, in place of what is there: segments that it touches are purged whole. */
  load({ id, name, start, end, pages }: SegmentPages): SegmentLoad {
    const rest = this.#loaded.filter((one) => one.end < start || one.start > end);
    for (const one of this.#loaded) if (!rest.includes(one)) this.#takeBack(one);
    for (const { block, entries } of pages) this.#storage.lend(block, entries);
    this.#loaded = [...rest, { id, name, start, end }];
    this.#tell();
    const { size } = this.#storage;
    return { replaced: start < size ? Math.min(end, size - 1) : undefined };
  }

  /** Takes one out: its pages are zeros, or not there beyond the machine's storage. */
  purge(segment: LoadedSegment): void {
    this.#takeBack(segment);
    this.#loaded = this.#loaded.filter((one) => one !== segment);
    this.#tell();
  }

  /** A reset, or the machine goes for good: nothing is loaded any more. */
  purgeAll(): void {
    if (this.#loaded.length === 0) return;
    for (const one of this.#loaded) this.#takeBack(one);
    this.#loaded = [];
    this.#tell();
  }

  /** Takes over what was loaded on another real processor: the page table has it already. */
  restore(loaded: readonly LoadedSegment[]): void {
    this.#loaded = loaded;
  }

  #takeBack({ start, end }: LoadedSegment): void {
    this.#storage.takeBack(start, end);
  }

  #tell(): void {
    this.#changed(this.#loaded.map(({ id }) => id));
  }
}
