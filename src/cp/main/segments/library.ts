/**
 * The saved systems and segments that there are, as CP has them in mind; what is durable is the store's matter. At
 * most one of a name is available (class A), and at most one is defined and waits to be saved (class S).
 */
import type {
  PageRange,
  SavedBlock,
  SavedState,
  SavedSystem,
  SavedSystemStore,
} from '../../ports/saved-systems.js';

/** Highest number, and so the most that there can be. */
const LAST_ID = 9999;

/** What is asked for by DEFSYS, DEFSEG and an import. */
export type Definition = Pick<
  SavedSystem,
  'name' | 'kind' | 'ranges' | 'minimumStorage' | 'parmRegisters' | 'origin' | 'created'
>;

/** Saved systems and segments by name, in memory and in the store; changes are made one at a time. */
export class SystemLibrary {
  readonly #store: SavedSystemStore;
  readonly #systems = new Map<number, SavedSystem>();
  /** One change at a time. */
  #work: Promise<unknown> = Promise.resolve();

  constructor(store: SavedSystemStore) {
    this.#store = store;
  }

  /** Reads what there is. A crash may have left two of one name: the one saved last counts. */
  async start(): Promise<void> {
    for (const system of await this.#store.start()) {
      const other = system.class === 'A' ? this.available(system.name) : undefined;
      const older = other !== undefined && other.created > system.created ? system : other;
      if (older !== undefined) {
        await this.#store.remove(older.id);
        this.#systems.delete(older.id);
      }
      if (older !== system) this.#systems.set(system.id, system);
    }
  }

  /** All, by number. */
  all(): readonly SavedSystem[] {
    return [...this.#systems.values()].sort((a, b) => a.id - b.id);
  }

  /** The one of this name that can be loaded. */
  available(name: string): SavedSystem | undefined {
    return this.all().find((one) => one.name === name && one.class === 'A');
  }

  /** The one of this name that is defined and not saved. */
  skeleton(name: string): SavedSystem | undefined {
    return this.all().find((one) => one.name === name && one.class === 'S');
  }

  at(id: number): SavedSystem | undefined {
    return this.#systems.get(id);
  }

  /** DEFSYS, DEFSEG: undefined when all numbers are taken. Resolves when it is durable. */
  define(definition: Definition): Promise<SavedSystem | undefined> {
    return this.#inTurn(async () => {
      const id = this.#free();
      if (id === undefined) return undefined;
      const system: SavedSystem = { ...definition, id, class: 'S', state: undefined };
      await this.#store.put(system, []);
      this.#systems.set(id, system);
      return system;
    });
  }

  /**
   * SAVESYS, SAVESEG: what was defined becomes available, and what was available under its name has to go.
   * @returns what is to go, or 'gone' when the definition was purged meanwhile
   */
  save(
    id: number,
    how: {
      readonly origin: string;
      readonly created: number;
      readonly state: SavedState | undefined;
    },
    blocks: readonly SavedBlock[],
  ): Promise<{ readonly saved: SavedSystem; readonly before: SavedSystem | undefined } | 'gone'> {
    return this.#inTurn(async () => {
      const skeleton = this.#systems.get(id);
      if (skeleton?.class !== 'S') return 'gone';
      const before = this.available(skeleton.name);
      const saved: SavedSystem = { ...skeleton, ...how, class: 'A' };
      await this.#enter(saved, blocks, before);
      return { saved, before };
    });
  }

  /** One that comes from elsewhere, and is available at once; undefined when all numbers are taken. */
  add(
    definition: Definition,
    state: SavedState | undefined,
    blocks: readonly SavedBlock[],
  ): Promise<
    { readonly saved: SavedSystem; readonly before: SavedSystem | undefined } | undefined
  > {
    return this.#inTurn(async () => {
      const id = this.#free();
      if (id === undefined) return undefined;
      const before = this.available(definition.name);
      const saved: SavedSystem = { ...definition, id, class: 'A', state };
      await this.#enter(saved, blocks, before);
      return { saved, before };
    });
  }

  /** PURGE: it is not kept any more, and nobody can load it; {@link forget} it when no machine has it. */
  doom(system: SavedSystem): Promise<void> {
    return this.#inTurn(() => this.#doom(system));
  }

  /** The last machine has let go of one that was purged. */
  forget(id: number): void {
    if (this.#systems.get(id)?.class === 'P') this.#systems.delete(id);
  }

  /** The blocks of one. */
  blocks(system: SavedSystem): Promise<readonly SavedBlock[]> {
    return this.#store.blocks(system.id);
  }

  /** Makes one available in the place of another: what is new is kept before what is old goes. */
  async #enter(
    saved: SavedSystem,
    blocks: readonly SavedBlock[],
    before: SavedSystem | undefined,
  ): Promise<void> {
    await this.#store.put(saved, blocks);
    this.#systems.set(saved.id, saved);
    if (before !== undefined) await this.#doom(before);
  }

  async #doom(system: SavedSystem): Promise<void> {
    if (this.#systems.get(system.id) !== system) return;
    // machines that have it need its frames in real storage, not its file
    await this.#store.remove(system.id);
    this.#systems.set(system.id, { ...system, class: 'P' });
  }

  #free(): number | undefined {
    for (let id = 1; id <= LAST_ID; id++) if (!this.#systems.has(id)) return id;
    return undefined;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#work.then(work);
    this.#work = done.catch(() => undefined);
    return done;
  }
}

/** The bytes that ranges cover, from the first to the last page. */
export function extentOf(ranges: readonly PageRange[]): {
  readonly start: number;
  readonly end: number;
} {
  const start = Math.min(...ranges.map(({ first }) => first)) * 4096;
  const end = Math.max(...ranges.map(({ last }) => last)) * 4096 + 4095;
  return { start, end };
}
