/**
 * Records that CP collects (port: cp/ports/records.ts): one file a kind, each record with its length in front. A
 * record that a crash has cut off is not there. When a file has grown to its limit it becomes the one before, and
 * what was before is gone, so that guests cannot fill the host.
 */
import type { RecordFile, Records } from '../cp/ports/records.js';
import { Group } from './group.js';
import type { HostFiles } from './host-files.js';

/** Bytes of a file at which a new one is begun. */
const LARGEST_FILE = 4 * 1024 * 1024;
/** Longest record. */
const LONGEST = 0xffff;

/** The records of one kind in a file. */
export class FileRecords implements RecordFile {
  readonly #files: HostFiles;
  readonly #path: string;
  readonly #folder: string;
  readonly #limit: number;
  readonly #group: Group<Uint8Array>;
  /** Where the records end; undefined when that is to be found out. */
  #end: number | undefined;
  /** What works on the file now; one after the other. */
  #work: Promise<unknown> = Promise.resolve();

  constructor(files: HostFiles, folder: string, name: string, limit = LARGEST_FILE) {
    this.#files = files;
    this.#folder = folder;
    this.#path = `${folder}/${name}`;
    this.#limit = limit;
    this.#group = new Group((parts) => this.#inTurn(() => this.#write(parts)));
  }

  append(records: readonly Uint8Array[]): Promise<void> {
    return this.#group.join(Buffer.concat(records.map(framed)));
  }

  read(): Promise<readonly Uint8Array[]> {
    return this.#inTurn(async () => {
      const parts = [`${this.#path}.before`, this.#path].map((path) => this.#files.readFile(path));
      return (await Promise.all(parts)).flatMap(
        (bytes) => whole(bytes ?? new Uint8Array()).records,
      );
    });
  }

  erase(): Promise<void> {
    return this.#inTurn(async () => {
      this.#end = undefined;
      await this.#files.unlink(`${this.#path}.before`);
      await this.#files.unlink(this.#path);
      await this.#files.makeDirectory(this.#folder);
      await this.#files.syncDirectory(this.#folder);
    });
  }

  async #write(parts: readonly Uint8Array[]): Promise<void> {
    let end = this.#end;
    this.#end = undefined;
    if (end === undefined) {
      await this.#files.makeDirectory(this.#folder);
      const present = await this.#files.readFile(this.#path);
      // behind the last whole record: one that a crash cut off is written over
      end = present && whole(present).end;
    }
    if (end !== undefined && end >= this.#limit) {
      await this.#files.rename(this.#path, `${this.#path}.before`);
      end = undefined;
    }
    const handle = await this.#files.open(this.#path, end === undefined ? 'create' : 'write');
    const bytes = Buffer.concat(parts);
    try {
      await this.#files.truncate(handle, end ?? 0);
      await this.#files.write(handle, end ?? 0, bytes);
      await this.#files.fdatasync(handle);
    } finally {
      await this.#files.close(handle);
    }
    if (end === undefined) await this.#files.syncDirectory(this.#folder);
    this.#end = (end ?? 0) + bytes.length;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#work.then(work);
    this.#work = done.catch(() => undefined);
    return done;
  }
}

function framed(record: Uint8Array): Uint8Array {
  if (record.length > LONGEST) throw new RangeError('a record is too long');
  return Buffer.concat([Uint8Array.of(record.length >> 8, record.length & 0xff), record]);
}

/** The records that are whole, and where they end. */
function whole(bytes: Uint8Array): { readonly records: Uint8Array[]; readonly end: number } {
  const records: Uint8Array[] = [];
  let at = 0;
  while (at + 2 <= bytes.length) {
    const next = at + 2 + (((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0));
    if (next > bytes.length) break;
    records.push(bytes.slice(at + 2, next));
    at = next;
  }
  return { records, end: at };
}

/** The records of a home, in a folder of their own. */
export function fileRecords(files: HostFiles, folder: string): Records {
  return {
    accounting: new FileRecords(files, folder, 'accounting'),
    errors: new FileRecords(files, folder, 'errors'),
  };
}
