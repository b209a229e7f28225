/**
 * The index of the spool: which files there are, in which queue, behind which data file. In memory it is
 * a map; on disk a checkpoint (lowdb, durable) with the journals of what came after it. A new journal is
 * begun at each checkpoint, and the old ones go when the checkpoint is on disk.
 */
import { Low } from 'lowdb';
import type { SpoolFile } from '../cp/ports/spool-store.js';
import { DurableJson } from './durable-json.js';
import { Group } from './group.js';
import type { HostFiles } from './host-files.js';
import { Journal, readJournal } from './journal.js';
import { isSpoolFile } from './spool-header.js';

/** A file of the index with the number of its data file. */
export interface IndexEntry {
  readonly serial: number;
  readonly file: SpoolFile;
}

/** What is journalled: entries that are new or changed, and data files that are gone. */
export interface IndexChange {
  readonly put: readonly IndexEntry[];
  readonly remove: readonly number[];
}

interface Checkpoint {
  version: 1;
  /** Number of the first journal behind this checkpoint. */
  generation: number;
  /** Sequence number of the first batch behind it. */
  next: number;
  entries: IndexEntry[];
}

const empty: Checkpoint = { version: 1, generation: 0, next: 0, entries: [] };

function journalName(generation: number): string {
  return `journal-${String(generation)}.jsonl`;
}

function journalGeneration(name: string): number | undefined {
  const match = /^journal-(\d{1,12})\.jsonl$/.exec(name);
  return match ? Number(match[1]) : undefined;
}

function isEntry(value: unknown): value is IndexEntry {
  const entry = value as IndexEntry | null;
  return (
    typeof entry === 'object' &&
    entry !== null &&
    Number.isSafeInteger(entry.serial) &&
    isSpoolFile(entry.file)
  );
}

/** The index, durable. Entries are keyed by the number of the data file. */
export class SpoolIndex {
  readonly entries = new Map<number, IndexEntry>();
  readonly #files: HostFiles;
  readonly #directory: string;
  readonly #report: (line: string) => void;
  readonly #store: Low<Checkpoint>;
  readonly #group: Group<IndexChange>;
  #journal: Journal<IndexChange> | undefined;
  #generation = 0;
  /** Sequence number of the next batch, while no journal is open. */
  #next = 0;
  /** Changes since the last checkpoint. */
  #since = 0;
  /** A checkpoint that is being written beside the work. */
  #checkpoint: Promise<void> | undefined;

  constructor(files: HostFiles, directory: string, report: (line: string) => void) {
    this.#files = files;
    this.#directory = directory;
    this.#report = report;
    const adapter = new DurableJson<Checkpoint>(files, directory, 'index.json', report);
    this.#store = new Low(adapter, empty);
    this.#group = new Group((changes) => this.#round(changes));
  }

  /**
   * Warm start. False when there is no index, or it is damaged: the caller then fills `entries` from the
   * files. Either way `begin` comes next.
   */
  async load(): Promise<boolean> {
    const journals = (await this.#files.list(this.#directory))
      .map(journalGeneration)
      .filter((generation) => generation !== undefined)
      .sort((a, b) => a - b);
    this.#generation = journals.at(-1) ?? 0;
    const checkpoint = await this.#readCheckpoint();
    if (checkpoint === undefined) return false;
    this.#generation = Math.max(this.#generation, checkpoint.generation);
    // the generation before a damaged one: its journal is gone, and with it what came between them
    if (!journals.includes(checkpoint.generation)) {
      this.#report('spool index: the journal behind the checkpoint is missing');
      return false;
    }
    for (const entry of checkpoint.entries) this.entries.set(entry.serial, entry);
    this.#next = checkpoint.next;
    for (const generation of journals.filter((one) => one >= checkpoint.generation)) {
      const bytes = await this.#files.readFile(`${this.#directory}/${journalName(generation)}`);
      const content = readJournal<IndexChange>(bytes ?? new Uint8Array());
      if (content.damaged || (content.first !== undefined && content.first !== this.#next)) {
        this.#report(`spool index: ${journalName(generation)} is damaged`);
        this.entries.clear();
        return false;
      }
      for (const change of content.entries) this.#apply(change);
      if (content.first !== undefined) this.#next = content.last + 1;
    }
    return true;
  }

  /** Begins to journal, behind a checkpoint of what is known now. */
  async begin(): Promise<void> {
    await this.#switch(this.#next);
    await this.#checkpoint;
  }

  /** Resolves when the change is durable; it is then in `entries` too. */
  change(change: IndexChange): Promise<void> {
    return this.#group.join(change);
  }

  /** Orderly end, behind a checkpoint. No change may be under way. */
  async stop(): Promise<void> {
    const journal = this.#journal;
    if (journal === undefined) return;
    await this.#checkpoint?.catch(() => undefined);
    await this.#switch(journal.next);
    await this.#checkpoint;
    await this.#journal?.close();
    this.#journal = undefined;
  }

  /** One group of changes; rounds do not overlap, so between two of them `entries` is what is on disk. */
  async #round(changes: readonly IndexChange[]): Promise<void> {
    const journal = this.#journal;
    if (journal === undefined) throw new Error('the spool index is not writable');
    try {
      await journal.append(changes);
    } catch (error) {
      await this.#renew(journal);
      throw error;
    }
    for (const change of changes) this.#apply(change);
    this.#since += changes.length;
    if (this.#checkpoint || this.#since <= Math.max(2000, 2 * this.entries.size)) return;
    await this.#switch(journal.next).catch((error: unknown) => {
      this.#report(`spool index: no new journal: ${String(error)}`);
    });
  }

  async #readCheckpoint(): Promise<Checkpoint | undefined> {
    try {
      await this.#store.read();
    } catch (error) {
      this.#report(`spool index: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
    const checkpoint = this.#store.data;
    if (checkpoint === empty) return undefined;
    const known = (checkpoint.version as number) === 1 && Array.isArray(checkpoint.entries);
    return known && checkpoint.entries.every(isEntry) ? checkpoint : undefined;
  }

  #apply(change: IndexChange): void {
    for (const entry of change.put) this.entries.set(entry.serial, entry);
    for (const serial of change.remove) this.entries.delete(serial);
  }

  /**
   * A journal that could not be synced is not written again: a checkpoint and a new journal take its
   * place, and if that cannot be done the index is not writable until the next start.
   */
  async #renew(journal: Journal<IndexChange>): Promise<void> {
    this.#report('spool index: the journal could not be synced; it is replaced');
    try {
      await this.#checkpoint?.catch(() => undefined);
      await this.#switch(journal.next + 1);
      await this.#checkpoint;
    } catch (error) {
      this.#journal = undefined;
      this.#report(`spool index: not writable until the next start: ${String(error)}`);
    }
  }

  /**
   * Puts a new journal in place of the present one and writes a checkpoint beside the work. Until that is
   * on disk the old journals stay, and a start reads them all.
   */
  async #switch(next: number): Promise<void> {
    const generation = ++this.#generation;
    const name = journalName(generation);
    const journal = await Journal.create<IndexChange>(this.#files, this.#directory, name, next);
    const old = this.#journal;
    this.#journal = journal;
    this.#since = 0;
    const entries = [...this.entries.values()];
    this.#store.data = { version: 1, generation, next, entries };
    const checkpoint = this.#store
      .write()
      .then(() => this.#dropJournals(generation))
      .finally(() => (this.#checkpoint = undefined));
    this.#checkpoint = checkpoint;
    checkpoint.catch((error: unknown) => {
      this.#report(`spool index: checkpoint failed: ${String(error)}`);
    });
    await old?.close();
  }

  async #dropJournals(before: number): Promise<void> {
    for (const name of await this.#files.list(this.#directory)) {
      const generation = journalGeneration(name);
      if (generation === undefined || generation >= before) continue;
      await this.#files.unlink(`${this.#directory}/${name}`);
    }
  }
}
