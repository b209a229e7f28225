/**
 * The operator's log (port: cp/ports/operator-log.ts): a line with date and time each, in a file that is
 * rotated. Writing never waits and never throws; what cannot be written is counted and said later.
 */
import type { OperatorLog } from '../cp/ports/operator-log.js';
import type { Clock } from '../shared/clock.js';
import type { HostFiles } from './host-files.js';

/** Lines that wait to be written, at the most. */
const WAITING = 10_000;
const LONGEST_LINE = 4096;

/** The log in a folder of the host: `operator.log`, and older ones as `operator.log.1` and so on. */
export class FileOperatorLog implements OperatorLog {
  readonly #files: HostFiles;
  readonly #path: string;
  readonly #clock: Clock;
  readonly #limit: number;
  readonly #generations: number;
  #lines: string[] = [];
  #lost = 0;
  #size: number | undefined;
  #writing: Promise<void> | undefined;

  constructor(
    files: HostFiles,
    directory: string,
    clock: Clock,
    limit = 1024 * 1024,
    generations = 5,
  ) {
    this.#files = files;
    this.#path = `${directory}/operator.log`;
    this.#clock = clock;
    this.#limit = limit;
    this.#generations = generations;
  }

  write(line: string): void {
    if (this.#lines.length >= WAITING) {
      this.#lost++;
      return;
    }
    const time = new Date(this.#clock.now()).toISOString().slice(0, 19).replace('T', ' ');
    const clean = line.slice(0, LONGEST_LINE).replace(/[\x00-\x1f\x7f-\x9f]/g, '.');
    this.#lines.push(`${time} ${clean}\n`);
    this.#writing ??= this.#run();
  }

  /** Resolves when everything written so far is in the file. */
  async flush(): Promise<void> {
    await this.#writing;
  }

  async #run(): Promise<void> {
    await Promise.resolve();
    while (this.#lines.length > 0) {
      const lines = this.#lines;
      this.#lines = [];
      try {
        await this.#append(Buffer.from(lines.join('')));
        if (this.#lost > 0) this.#lines.push(`(${String(this.#lost)} lines were lost)\n`);
        this.#lost = 0;
      } catch {
        this.#lost += lines.length;
        this.#size = undefined;
      }
    }
    this.#writing = undefined;
  }

  async #append(bytes: Uint8Array): Promise<void> {
    this.#size ??= await this.#files.size(this.#path);
    if (this.#size !== undefined && this.#size > 0 && this.#size + bytes.length > this.#limit) {
      await this.#rotate();
      this.#size = undefined;
    }
    const handle = await this.#files.open(
      this.#path,
      this.#size === undefined ? 'create' : 'write',
    );
    try {
      await this.#files.write(handle, this.#size ?? 0, bytes);
    } finally {
      await this.#files.close(handle);
    }
    this.#size = (this.#size ?? 0) + bytes.length;
  }

  async #rotate(): Promise<void> {
    for (let n = this.#generations - 1; n >= 0; n--) {
      const from = n === 0 ? this.#path : `${this.#path}.${String(n)}`;
      if ((await this.#files.size(from)) === undefined) continue;
      if (n === this.#generations - 1) await this.#files.unlink(from);
      else await this.#files.rename(from, `${this.#path}.${String(n + 1)}`);
    }
  }
}
