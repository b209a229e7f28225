/**
 * SPOOL CONSOLE START: the lines of a console as a spool file. Lines are gathered in memory and written in
 * pieces; the file is opened with the first piece. What does not fit the quota ends the log.
 */
import type { FileAccess } from '../../../devices/backing.js';
import { toEbcdic } from '../../../shared/ebcdic.js';
import { encodeRecord, FILE_HEADER } from '../../../shared/spool-record.js';
import type { ClosedOutput } from '../../protocol.js';

/** Bytes gathered before they are written. */
const PIECE = 8192;
/** Longest line that is kept. */
const LONGEST_LINE = 1024;
/** Print and space one line (IBM 1403). */
const WRITE_AND_SPACE = 0x09;

/** Where a log gets its file and how much may be in it. */
export interface LogFile {
  readonly handle: number;
  /** Bytes that may be written. */
  readonly limit: number;
}

/** How a log gets its file. */
export interface LogSource {
  /** Opens the spool file; undefined when the quota forbids it. */
  open(): Promise<LogFile | undefined>;
  /** A higher limit; undefined when the quota forbids it. */
  more(): number | undefined;
}

/** The log of one console, from the first line to CLOSE. */
export class ConsoleLog {
  readonly #files: FileAccess;
  readonly #source: LogSource;
  readonly #failed: () => void;
  #gathered: Uint8Array[] = [];
  #size = 0;
  #records = 0;
  #bytes = 0;
  #file: LogFile | undefined;
  #work: Promise<void> = Promise.resolve();
  #ended = false;
  #flushing = false;

  /**
   * @param failed - called once when no more can be kept
   */
  constructor(files: FileAccess, source: LogSource, failed: () => void) {
    this.#files = files;
    this.#source = source;
    this.#failed = failed;
  }

  add(line: string): void {
    if (this.#ended) return;
    const record = encodeRecord(WRITE_AND_SPACE, toEbcdic(line.slice(0, LONGEST_LINE)));
    this.#gathered.push(record);
    this.#size += record.length;
    this.#records++;
    if (this.#size < PIECE || this.#flushing) return;
    this.#flushing = true;
    this.#work = this.#work.then(() => this.#flush());
  }

  /** Writes out the rest; what was written, or undefined when there is nothing. The log is then over. */
  async close(): Promise<ClosedOutput | undefined> {
    await this.#work;
    if (!this.#ended) await this.#flush();
    this.#ended = true;
    if (!this.#file) return undefined;
    return { handle: this.#file.handle, records: this.#records, bytes: this.#bytes };
  }

  async #flush(): Promise<void> {
    this.#flushing = false;
    if (this.#gathered.length === 0 || this.#ended) return;
    const records = this.#gathered;
    const size = this.#size;
    this.#gathered = [];
    this.#size = 0;
    try {
      this.#file ??= await this.#source.open();
      if (!this.#file) throw new Error('quota');
      while (this.#bytes + size > this.#file.limit) {
        const limit = this.#source.more();
        if (limit === undefined) throw new Error('quota');
        this.#file = { ...this.#file, limit };
      }
      const piece = new Uint8Array(size);
      let at = 0;
      for (const record of records) {
        piece.set(record, at);
        at += record.length;
      }
      this.#files.writeAt(this.#file.handle, FILE_HEADER + this.#bytes, piece);
      this.#bytes += size;
    } catch {
      this.#records -= records.length + this.#gathered.length;
      this.#gathered = [];
      this.#ended = true;
      this.#failed();
    }
  }
}
