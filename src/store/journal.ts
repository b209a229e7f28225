/**
 * An append-only journal: a line a batch, each with a checksum and a sequence number. A batch is what
 * came while the batch before was being synced (group commit). Reading stops at the first line that is
 * torn; a good line behind a bad one cannot come from a crash, so then the journal is called damaged.
 */
import { crc32 } from 'node:zlib';
import type { HostFiles } from './host-files.js';

/** What a journal held. */
export interface JournalContent<T> {
  readonly entries: readonly T[];
  /** Sequence number of the first batch; undefined when there is none. */
  readonly first: number | undefined;
  /** Sequence number of the last good batch. */
  readonly last: number;
  /** Bytes of good lines. */
  readonly goodBytes: number;
  /** Bytes behind them that were torn. */
  readonly tornBytes: number;
  /** A good line follows a bad one, or numbers are missing. */
  readonly damaged: boolean;
}

interface Batch<T> {
  readonly seq: number;
  readonly entries: readonly T[];
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, '0');
}

function readLine<T>(line: string): Batch<T> | undefined {
  if (line.length < 10 || line[8] !== ' ' || checksum(line.slice(9)) !== line.slice(0, 8)) {
    return undefined;
  }
  return JSON.parse(line.slice(9)) as Batch<T>;
}

/** Reads a journal's bytes. */
export function readJournal<T>(bytes: Uint8Array): JournalContent<T> {
  const entries: T[] = [];
  let first: number | undefined;
  let last = -1;
  let goodBytes = 0;
  let bad = false;
  let damaged = false;
  let at = 0;
  while (at < bytes.length) {
    const end = bytes.indexOf(0x0a, at);
    const batch =
      end < 0 ? undefined : readLine<T>(Buffer.from(bytes.subarray(at, end)).toString('utf8'));
    if (batch === undefined) bad = true;
    else if (bad || (first !== undefined && batch.seq !== last + 1)) damaged = true;
    else {
      first ??= batch.seq;
      last = batch.seq;
      entries.push(...batch.entries);
      goodBytes = end + 1;
    }
    at = end < 0 ? bytes.length : end + 1;
  }
  return { entries, first, last, goodBytes, tornBytes: bytes.length - goodBytes, damaged };
}

/** A journal that is open for appending. One batch at a time: see group.ts for many at once. */
export class Journal<T> {
  readonly #files: HostFiles;
  readonly #handle: number;
  #position: number;
  #sequence: number;
  #failed: unknown;

  private constructor(files: HostFiles, handle: number, position: number, sequence: number) {
    this.#files = files;
    this.#handle = handle;
    this.#position = position;
    this.#sequence = sequence;
  }

  /** Makes a new journal whose first batch has the number `sequence`. The directory is synced. */
  static async create<T>(
    files: HostFiles,
    directory: string,
    name: string,
    sequence: number,
  ): Promise<Journal<T>> {
    await files.unlink(`${directory}/${name}`);
    const handle = await files.open(`${directory}/${name}`, 'create');
    try {
      await files.syncDirectory(directory);
    } catch (error) {
      await files.close(handle);
      throw error;
    }
    return new Journal(files, handle, 0, sequence);
  }

  /** Opens a journal to go on behind what is good in it; what was torn is cut off. */
  static async open<T>(
    files: HostFiles,
    directory: string,
    name: string,
  ): Promise<{ readonly journal: Journal<T>; readonly content: JournalContent<T> }> {
    const path = `${directory}/${name}`;
    const content = readJournal<T>((await files.readFile(path)) ?? new Uint8Array());
    const handle = await files.open(path, 'write');
    try {
      if (content.tornBytes > 0) {
        await files.truncate(handle, content.goodBytes);
        await files.fdatasync(handle);
      }
    } catch (error) {
      await files.close(handle);
      throw error;
    }
    const journal = new Journal<T>(files, handle, content.goodBytes, content.last + 1);
    return { journal, content };
  }

  /** Number that the next batch will have. */
  get next(): number {
    return this.#sequence;
  }

  /**
   * Writes one batch; resolves when it is on disk. After a failure nobody knows what is on disk, so every
   * further append fails: make a new journal.
   */
  async append(entries: readonly T[]): Promise<void> {
    if (this.#failed !== undefined) throw new Error('journal failed', { cause: this.#failed });
    try {
      const text = JSON.stringify({ seq: this.#sequence, entries });
      const line = Buffer.from(`${checksum(text)} ${text}\n`);
      await this.#files.write(this.#handle, this.#position, line);
      await this.#files.fdatasync(this.#handle);
      this.#position += line.length;
      this.#sequence++;
    } catch (error) {
      this.#failed = error;
      throw error;
    }
  }

  close(): Promise<void> {
    return this.#files.close(this.#handle);
  }
}
