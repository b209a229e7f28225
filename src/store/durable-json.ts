/**
 * A lowdb adapter that is durable: a unique new file, synced, renamed in, its directory synced. The
 * generation before stays as `.bak`, and both carry a checksum. One write is under way and one is
 * pending; all who asked meanwhile are answered when the pending one is on disk. A write that failed
 * is told to those who asked for it and its file is dropped: nothing is retried on it.
 */
import { createHash } from 'node:crypto';
import type { Adapter } from 'lowdb';
import type { HostFiles } from './host-files.js';

/** Both generations of a file are unreadable. */
export class DamagedFile extends Error {
  constructor(path: string) {
    super(`${path} and its .bak are damaged`);
    this.name = 'DamagedFile';
  }
}

interface Waiter {
  resolve(): void;
  reject(error: unknown): void;
}

const magic = 'VMTS1';

function digest(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('hex');
}

/** The bytes of a generation: a line with the checksum, then the JSON. */
function seal(data: unknown): Uint8Array {
  const body = Buffer.from(JSON.stringify(data));
  return Buffer.concat([Buffer.from(`${magic} ${digest(body)}\n`), body]);
}

/** The JSON inside, or undefined when the checksum does not fit. */
function unseal(bytes: Uint8Array): { readonly data: unknown } | undefined {
  const end = bytes.indexOf(0x0a);
  if (end < 0) return undefined;
  const body = bytes.subarray(end + 1);
  const head = Buffer.from(bytes.subarray(0, end)).toString('latin1');
  if (head !== `${magic} ${digest(body)}`) return undefined;
  return { data: JSON.parse(Buffer.from(body).toString('utf8')) };
}

/** The adapter for one file. There must be one adapter for a file, in one process. */
export class DurableJson<T> implements Adapter<T> {
  readonly #files: HostFiles;
  readonly #directory: string;
  readonly #name: string;
  readonly #report: (line: string) => void;
  #serial = 0;
  #busy = false;
  #pending: { data: T; waiters: Waiter[] } | undefined;

  constructor(
    files: HostFiles,
    directory: string,
    name: string,
    report: (line: string) => void = () => undefined,
  ) {
    this.#files = files;
    this.#directory = directory;
    this.#name = name;
    this.#report = report;
  }

  /** The data, of the generation before when the present one is damaged; null when there is none. */
  async read(): Promise<T | null> {
    const path = `${this.#directory}/${this.#name}`;
    const present = await this.#files.readFile(path);
    const good = present && unseal(present);
    if (good) return good.data as T;
    const backup = await this.#files.readFile(`${path}.bak`);
    const old = backup && unseal(backup);
    if (old) {
      if (present) this.#report(`${path} is damaged; the generation before it is used`);
      return old.data as T;
    }
    if (present || backup) throw new DamagedFile(path);
    return null;
  }

  write(data: T): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#pending ??= { data, waiters: [] };
      this.#pending.data = data;
      this.#pending.waiters.push({ resolve, reject });
      if (!this.#busy) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#busy = true;
    // the next turn: changes made in one go become one write
    await Promise.resolve();
    for (let next = this.#pending; next; next = this.#pending) {
      this.#pending = undefined;
      try {
        await this.#store(seal(next.data));
        for (const waiter of next.waiters) waiter.resolve();
      } catch (error) {
        for (const waiter of next.waiters) waiter.reject(error);
      }
    }
    this.#busy = false;
  }

  async #store(bytes: Uint8Array): Promise<void> {
    const path = `${this.#directory}/${this.#name}`;
    const temporary = `${path}.${String(++this.#serial)}.tmp`;
    await this.#files.unlink(temporary); // of a run that was ended
    const handle = await this.#files.open(temporary, 'create');
    try {
      try {
        await this.#files.write(handle, 0, bytes);
        await this.#files.fdatasync(handle);
      } finally {
        await this.#files.close(handle);
      }
      if ((await this.#files.size(path)) !== undefined) {
        await this.#files.rename(path, `${path}.bak`);
      }
      await this.#files.rename(temporary, path);
      await this.#files.syncDirectory(this.#directory);
    } catch (error) {
      await this.#files.unlink(temporary).catch(() => undefined);
      throw error;
    }
  }
}
