/**
 * Writes the records of a punch or printer to its spool file: gathers them and writes whole blocks at
 * their place. All it knows is plain data; the file belongs to CP, which gives the handle.
 */
import type { FileAccess } from './backing.js';
import { encodeRecord, FILE_HEADER } from '../shared/spool-record.js';
import type { SpoolRecord } from '../shared/spool-record.js';
import type { ClosedFile } from './unit.js';

/** Bytes gathered before they are written. */
const GATHERED = 8192;

/** What the writer knows. */
export interface WrittenWriter {
  /** -1 when no file is open. */
  readonly handle: number;
  readonly limit: number;
  readonly records: number;
  /** Bytes behind the file header that are in the file, and the records they end with. */
  readonly stored: { readonly bytes: number; readonly records: number };
  readonly gathered: Uint8Array;
}

const CLOSED: WrittenWriter = {
  handle: -1,
  limit: 0,
  records: 0,
  stored: { bytes: 0, records: 0 },
  gathered: new Uint8Array(0),
};

/** What became of a record. */
export type Appended =
  | 'done'
  /** No file is open. */
  | 'closed'
  /** The limit of the file does not allow it. */
  | 'full'
  /** The host could not write; the record is not in the file. */
  | 'failed';

/** The output file of one unit. */
export class SpoolWriter {
  readonly #files: FileAccess;
  readonly #buffer = new Uint8Array(GATHERED);
  #used = 0;
  #state: Omit<WrittenWriter, 'gathered'> = CLOSED;

  constructor(files: FileAccess) {
    this.#files = files;
  }

  /** A new file, or a higher limit for the one that is open. */
  open(handle: number, limit: number): void {
    if (handle === this.#state.handle) this.#state = { ...this.#state, limit };
    else {
      const { gathered, ...closed } = CLOSED;
      this.#used = gathered.length;
      this.#state = { ...closed, handle, limit };
    }
  }

  append(record: SpoolRecord): Appended {
    const { handle, limit, stored } = this.#state;
    if (handle < 0) return 'closed';
    const bytes = encodeRecord(record.command, record.data);
    if (stored.bytes + this.#used + bytes.length > limit) return 'full';
    if (this.#used + bytes.length > GATHERED && !this.flush()) return 'failed';
    this.#buffer.set(bytes, this.#used);
    this.#used += bytes.length;
    this.#state = { ...this.#state, records: this.#state.records + 1 };
    return 'done';
  }

  /** Writes what is gathered; false when the host cannot (it stays gathered). */
  flush(): boolean {
    const { handle, stored, records } = this.#state;
    if (this.#used === 0) return true;
    try {
      const position = FILE_HEADER + stored.bytes;
      this.#files.writeAt(handle, position, this.#buffer.slice(0, this.#used));
    } catch {
      return false;
    }
    const bytes = stored.bytes + this.#used;
    this.#state = { ...this.#state, stored: { bytes, records } };
    this.#used = 0;
    return true;
  }

  /** Lets go of the file. */
  close(): ClosedFile {
    const whole = this.flush();
    const { handle, stored } = this.#state;
    const { gathered, ...closed } = CLOSED;
    this.#used = gathered.length;
    this.#state = closed;
    const file = { handle, records: stored.records, bytes: stored.bytes };
    return whole ? file : { ...file, lost: true };
  }

  writeDown(): WrittenWriter {
    return { ...this.#state, gathered: this.#buffer.slice(0, this.#used) };
  }

  restore(written: WrittenWriter): void {
    const { gathered, ...state } = written;
    this.#state = state;
    this.#buffer.set(gathered.subarray(0, GATHERED));
    this.#used = Math.min(gathered.length, GATHERED);
  }
}
