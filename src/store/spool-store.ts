/**
 * The store of spool files (port: cp/ports/spool-store.ts). A file is written under `open/`; its commit
 * syncs the data with the header in front, renames it into `files/`, syncs that directory, and journals
 * the entry: only then may it be announced. At a start everything that was not entered is removed. What
 * could not be synced is dropped and said, never tried again.
 */
import type {
  OpenSpoolFile,
  ReadSpoolFile,
  SpoolChange,
  SpoolFile,
  SpoolStore,
} from '../cp/ports/spool-store.js';
import { FILE_HEADER } from '../shared/spool-record.js';
import { Group } from './group.js';
import type { HostFiles } from './host-files.js';
import { decodeHeader, encodeHeader, updateHeader } from './spool-header.js';
import { type IndexEntry, SpoolIndex } from './spool-index.js';

/** Highest spool id of a user. */
const LAST_ID = 9999;

function key(owner: string, id: number): string {
  return `${owner} ${String(id)}`;
}

/** The store in a directory of the host. */
export class FileSpoolStore implements SpoolStore {
  readonly #files: HostFiles;
  readonly #directory: string;
  readonly #report: (line: string) => void;
  readonly #index: SpoolIndex;
  /** Owner and id to the number of the data file. */
  readonly #serials = new Map<string, number>();
  /** Handles of files that are being written. */
  readonly #writing = new Map<number, number>();
  readonly #names: Group<undefined>;
  #nextSerial = 1;
  /** Work on headers, which goes on beside everything else. */
  #headers: Promise<void> = Promise.resolve();
  /** Data files that the index has forgotten go one by one, so that a great PURGE holds nobody up. */
  #deletions: Promise<void> = Promise.resolve();

  constructor(files: HostFiles, directory: string, report: (line: string) => void) {
    this.#files = files;
    this.#directory = directory;
    this.#report = report;
    this.#index = new SpoolIndex(files, directory, report);
    this.#names = new Group(() => files.syncDirectory(`${directory}/files`));
  }

  /** Warm start, or checkpoint start when the index is lost. */
  async start(): Promise<void> {
    const files = this.#files;
    await files.makeDirectory(`${this.#directory}/open`);
    await files.makeDirectory(`${this.#directory}/files`);
    await files.syncDirectory(this.#directory);
    for (const name of await files.list(`${this.#directory}/open`)) {
      await files.unlink(`${this.#directory}/open/${name}`);
    }
    const present = new Set<number>();
    for (const name of await files.list(`${this.#directory}/files`)) {
      if (/^[0-9a-f]{10}$/.test(name)) present.add(Number.parseInt(name, 16));
    }
    for (const serial of present) this.#nextSerial = Math.max(this.#nextSerial, serial + 1);
    if (await this.#index.load()) await this.#check(present);
    else await this.#rebuild(present);
    for (const { serial, file } of this.#index.entries.values()) {
      this.#serials.set(key(file.owner, file.id), serial);
    }
    await this.#index.begin();
  }

  /** Orderly end: everything durable. */
  async stop(): Promise<void> {
    for (const handle of [...this.#writing.keys()]) await this.abandon(handle);
    await this.#headers;
    await this.#deletions;
    await this.#index.stop();
  }

  files(): readonly SpoolFile[] {
    return [...this.#index.entries.values()].map((entry) => entry.file);
  }

  async create(): Promise<OpenSpoolFile> {
    const serial = this.#nextSerial++;
    const handle = await this.#files.open(this.#path('open', serial), 'create');
    this.#writing.set(handle, serial);
    return { handle };
  }

  async commit(handle: number, file: SpoolFile): Promise<void> {
    const serial = this.#takeWriting(handle);
    try {
      await this.#settle(handle, serial, file);
      await this.#files.rename(this.#path('open', serial), this.#path('files', serial));
      await this.#names.join(undefined);
      await this.#index.change({ put: [{ serial, file }], remove: [] });
    } catch (error) {
      this.#report(`spool file ${file.origin} ${String(file.id)} dropped: ${String(error)}`);
      await this.#drop(serial);
      throw error;
    }
    this.#serials.set(key(file.owner, file.id), serial);
  }

  async abandon(handle: number): Promise<void> {
    const serial = this.#takeWriting(handle);
    await this.#files.close(handle);
    await this.#files.unlink(this.#path('open', serial));
  }

  async open(owner: string, id: number): Promise<ReadSpoolFile> {
    const entry = this.#entry(owner, id);
    const handle = await this.#files.open(this.#path('files', entry.serial), 'read');
    return { handle, bytes: entry.file.bytes };
  }

  close(handle: number): Promise<void> {
    return this.#files.close(handle);
  }

  async change(change: SpoolChange): Promise<void> {
    const put: IndexEntry[] = [];
    for (const file of change.put ?? []) {
      put.push({ serial: this.#entry(file.owner, file.id).serial, file });
    }
    for (const { from, to } of change.move ?? []) {
      put.push({ serial: this.#entry(from.owner, from.id).serial, file: to });
    }
    const gone = (change.remove ?? []).map(({ owner, id }) => this.#entry(owner, id));
    if (put.length === 0 && gone.length === 0) return;
    await this.#index.change({ put, remove: gone.map((entry) => entry.serial) });
    for (const { from } of change.move ?? []) this.#serials.delete(key(from.owner, from.id));
    for (const { file } of gone) this.#serials.delete(key(file.owner, file.id));
    for (const { serial, file } of put) this.#serials.set(key(file.owner, file.id), serial);
    for (const { serial } of gone) this.#delete(this.#path('files', serial));
    for (const entry of put) this.#rewriteHeader(entry);
  }

  #path(folder: 'open' | 'files', serial: number): string {
    return `${this.#directory}/${folder}/${serial.toString(16).padStart(10, '0')}`;
  }

  #entry(owner: string, id: number): IndexEntry {
    const serial = this.#serials.get(key(owner, id));
    const entry = serial === undefined ? undefined : this.#index.entries.get(serial);
    if (entry === undefined) throw new Error(`no spool file ${owner} ${String(id)}`);
    return entry;
  }

  #takeWriting(handle: number): number {
    const serial = this.#writing.get(handle);
    if (serial === undefined) throw new Error(`handle ${String(handle)} is not being written`);
    this.#writing.delete(handle);
    return serial;
  }

  /** Header, exact length, data on disk; the handle is closed whatever happens. */
  async #settle(handle: number, serial: number, file: SpoolFile): Promise<void> {
    try {
      const size = (await this.#files.size(this.#path('open', serial))) ?? 0;
      const end = FILE_HEADER + file.bytes;
      if (size < end && file.bytes > 0) throw new Error('the file is shorter than was said');
      if (size > end) await this.#files.truncate(handle, end);
      await this.#files.write(handle, 0, encodeHeader(file));
      await this.#files.fdatasync(handle);
    } finally {
      await this.#files.close(handle);
    }
  }

  async #drop(serial: number): Promise<void> {
    for (const folder of ['open', 'files'] as const) {
      await this.#files.unlink(this.#path(folder, serial)).catch(() => undefined);
    }
  }

  #delete(path: string): void {
    this.#deletions = this.#deletions
      .then(() => this.#files.unlink(path))
      .catch((error: unknown) => {
        this.#report(`spool data ${path}: ${String(error)}`);
      });
  }

  /** The header follows the index, unsynced: it matters only when the index is lost. */
  #rewriteHeader(entry: IndexEntry): void {
    const path = this.#path('files', entry.serial);
    this.#headers = this.#headers
      .then(async () => {
        if (!this.#index.entries.has(entry.serial)) return;
        const handle = await this.#files.open(path, 'write');
        try {
          const header = await this.#files.read(handle, 0, FILE_HEADER);
          const { position, bytes } = updateHeader(header, entry.file);
          await this.#files.write(handle, position, bytes);
        } finally {
          await this.#files.close(handle);
        }
      })
      .catch((error: unknown) => {
        const gone = !this.#index.entries.has(entry.serial);
        if (!gone) this.#report(`spool header ${String(entry.serial)}: ${String(error)}`);
      });
  }

  /** Warm start: files that are not in the index go, entries without their file are dropped and said. */
  async #check(present: ReadonlySet<number>): Promise<void> {
    const { entries } = this.#index;
    for (const serial of present) {
      if (!entries.has(serial)) await this.#files.unlink(this.#path('files', serial));
    }
    for (const { serial, file } of [...entries.values()]) {
      this.#nextSerial = Math.max(this.#nextSerial, serial + 1);
      const size = (await this.#files.size(this.#path('files', serial))) ?? -1;
      if (size >= FILE_HEADER + file.bytes) continue;
      entries.delete(serial);
      this.#report(`spool file ${file.owner} ${String(file.id)} is missing or short: dropped`);
    }
  }

  /** Checkpoint start: the queues from the headers of the files. */
  async #rebuild(present: ReadonlySet<number>): Promise<void> {
    if (present.size === 0) return;
    this.#report(`spool index is lost: rebuilding it from ${String(present.size)} files`);
    const taken = new Set<string>();
    for (const serial of present) {
      const path = this.#path('files', serial);
      const handle = await this.#files.open(path, 'read');
      const header = await this.#files.read(handle, 0, FILE_HEADER);
      await this.#files.close(handle);
      const found = decodeHeader(header)?.file;
      const size = (await this.#files.size(path)) ?? 0;
      if (found === undefined || size < FILE_HEADER + found.bytes) {
        this.#report(`spool data ${path} has no whole header: left out`);
        continue;
      }
      let id = found.id;
      while (taken.has(key(found.owner, id)) && id < LAST_ID) id++;
      for (let low = 1; taken.has(key(found.owner, id)) && low <= LAST_ID; low++) id = low;
      if (taken.has(key(found.owner, id))) continue;
      taken.add(key(found.owner, id));
      this.#index.entries.set(serial, { serial, file: { ...found, id } });
    }
  }
}
