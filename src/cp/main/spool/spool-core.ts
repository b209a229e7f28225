/**
 * What all of the spool rests on: the queues with the store behind them, the quotas, and what is done to
 * files that are in the queues already (CHANGE, PURGE, TRANSFER, files from the host).
 */
import type { FileAccess } from '../../../devices/backing.js';
import type { Clock } from '../../../shared/clock.js';
import { FILE_HEADER } from '../../../shared/spool-record.js';
import type { SpoolFile, SpoolQueue, SpoolStore } from '../../ports/spool-store.js';
import { SpoolQueues } from './spool-queues.js';
import { sentFrom } from './spool-texts.js';

/** How much a guest may put into the spool. */
export interface SpoolLimits {
  /** Bytes of one file. */
  readonly fileBytes: number;
  /** Bytes of all files that come from one user. */
  readonly userBytes: number;
  /** Files that others may leave a user, so that ids remain for the user's own. */
  readonly incoming: number;
}

/** Limits that hold unless others are given. */
export const DEFAULT_LIMITS: SpoolLimits = {
  fileBytes: 64 * 1024 * 1024,
  userBytes: 512 * 1024 * 1024,
  incoming: 9500,
};

/** What the spool needs of CP; the control program has all of it. */
export interface SpoolSurroundings {
  readonly clock: Clock;
  notify(userid: string, line: string): void;
  inform(userid: string, line: string): void;
  /** A file can be read by its owner now: a reader that stands still becomes ready. Without machines, undefined. */
  readonly arrived?: (file: SpoolFile) => void;
  operator(line: string): void;
}

/** A file that does not come from a unit of a machine. */
export type HostFile = Pick<
  SpoolFile,
  'owner' | 'origin' | 'device' | 'class' | 'name' | 'type' | 'dist' | 'records'
>;

/** The queues, durable. */
export class SpoolCore {
  readonly queues = new SpoolQueues();
  readonly store: SpoolStore;
  readonly files: FileAccess;
  readonly cp: SpoolSurroundings;
  readonly limits: SpoolLimits;
  /** Bytes promised to files that are being written, by user. */
  readonly #promised = new Map<string, number>();

  constructor(
    store: SpoolStore,
    files: FileAccess,
    cp: SpoolSurroundings,
    limits: SpoolLimits = DEFAULT_LIMITS,
  ) {
    this.store = store;
    this.files = files;
    this.cp = cp;
    this.limits = limits;
  }

  /** Counts bytes that are promised to a file being written, or (negative) no longer are. */
  promise(userid: string, bytes: number): void {
    const sum = (this.#promised.get(userid) ?? 0) + bytes;
    if (sum > 0) this.#promised.set(userid, sum);
    else this.#promised.delete(userid);
  }

  /** Whether a user may have so many bytes more; takes them when so. */
  grant(userid: string, bytes: number): boolean {
    const taken = this.queues.bytesFrom(userid) + (this.#promised.get(userid) ?? 0);
    if (taken + bytes > this.limits.userBytes) return false;
    this.promise(userid, bytes);
    return true;
  }

  /** An id in a user's queues for a file that comes from another; undefined when the quota forbids it. */
  incomingId(owner: string, origin: string): number | undefined {
    const full = owner !== origin && this.queues.total(owner) >= this.limits.incoming;
    return full ? undefined : this.queues.reserve(owner);
  }

  /** Puts a file that did not come from a unit into a reader (from the host). Undefined: quota. */
  async insert(description: HostFile, bytes: Uint8Array): Promise<SpoolFile | undefined> {
    const id = this.incomingId(description.owner, description.origin);
    if (id === undefined) return undefined;
    const { handle } = await this.store.create();
    const file = this.#readerFile(description, id, bytes.length);
    try {
      this.files.writeAt(handle, FILE_HEADER, bytes);
    } catch (error) {
      this.queues.release(file.owner, id);
      await this.store.abandon(handle);
      throw error;
    }
    await this.commit(handle, file);
    this.enteredFrom(file, id);
    return file;
  }

  /**
   * Puts a file whose records come one after the other into a reader (VMDUMP).
   * @param parts - records; others work in between
   * @param goesOn - false: the file is not wanted any more
   */
  async insertParts(
    description: Omit<HostFile, 'records'>,
    parts: Iterable<readonly Uint8Array[]>,
    goesOn: () => boolean,
  ): Promise<SpoolFile | 'no-room' | 'given-up'> {
    const { owner, origin } = description;
    const id = this.incomingId(owner, origin);
    if (id === undefined) return 'no-room';
    let granted = 0;
    let records = 0;
    let handle: number | undefined;
    const abandon = async (): Promise<void> => {
      this.queues.release(owner, id);
      if (handle !== undefined) await this.store.abandon(handle);
    };
    try {
      ({ handle } = await this.store.create());
      for (const part of parts) {
        const bytes = Buffer.concat(part);
        const room = granted + bytes.length <= this.limits.fileBytes;
        if (!room || !this.grant(origin, bytes.length)) {
          await abandon();
          return 'no-room';
        }
        this.files.writeAt(handle, FILE_HEADER + granted, bytes);
        granted += bytes.length;
        records += part.length;
        await new Promise<void>((resolve) => this.cp.clock.defer(resolve));
        if (goesOn()) continue;
        await abandon();
        return 'given-up';
      }
    } catch (error) {
      await abandon();
      throw error;
    } finally {
      // from now on it counts by being there
      this.promise(origin, -granted);
    }
    const file = this.#readerFile({ ...description, records }, id, granted);
    await this.commit(handle, file);
    this.cp.inform(owner, sentFrom(file, id));
    return file;
  }

  #readerFile(description: HostFile, id: number, bytes: number): SpoolFile {
    return {
      ...description,
      id,
      queue: 'RDR',
      bytes,
      copies: 1,
      hold: 'NONE',
      keep: false,
      form: 'STANDARD',
      created: Math.floor(this.cp.clock.now()),
      order: this.queues.nextOrder(),
    };
  }

  /** The content of a file, behind its header. */
  async content(file: SpoolFile): Promise<Uint8Array> {
    const { handle, bytes } = await this.store.open(file.owner, file.id);
    try {
      const into = new Uint8Array(bytes);
      const got = this.files.readAt(handle, FILE_HEADER, into);
      return into.subarray(0, got);
    } finally {
      await this.store.close(handle);
    }
  }

  /** CHANGE: new descriptions of files, owner and id as before. */
  async change(files: readonly SpoolFile[]): Promise<void> {
    if (files.length === 0) return;
    await this.store.change({ put: files });
    for (const file of files) this.queues.put(file);
  }

  async purge(files: readonly SpoolFile[]): Promise<void> {
    if (files.length === 0) return;
    for (const file of files) this.queues.use(file);
    try {
      await this.store.change({ remove: files.map(({ owner, id }) => ({ owner, id })) });
      for (const file of files) this.queues.remove(file);
    } finally {
      for (const file of files) this.queues.letGo(file);
    }
  }

  /** TRANSFER: files go to another user's queue; returns those that went (the quota may stop some). */
  async transfer(
    files: readonly SpoolFile[],
    to: string,
    queue: SpoolQueue,
    by: string,
  ): Promise<readonly SpoolFile[]> {
    const moves: { from: SpoolFile; to: SpoolFile }[] = [];
    for (const file of files) {
      const id = to === file.owner ? file.id : this.incomingId(to, by);
      if (id === undefined) break;
      this.queues.use(file);
      moves.push({
        from: file,
        to: { ...file, owner: to, id, queue, order: this.queues.nextOrder() },
      });
    }
    if (moves.length === 0) return [];
    try {
      await this.store.change({ move: moves });
    } catch (error) {
      for (const { from, to: file } of moves) {
        this.queues.letGo(from);
        if (file.owner !== from.owner) this.queues.release(file.owner, file.id);
      }
      throw error;
    }
    for (const { from, to: file } of moves) {
      this.queues.remove(from);
      this.queues.put(file);
      if (to !== by) this.enteredFrom(file, from.id);
      else if (from.queue !== 'RDR') this.arrived(file);
    }
    return moves.map((move) => move.to);
  }

  /** Tells the receiver of a file and his reader. `was` is its number where it came from. */
  enteredFrom(file: SpoolFile, was: number): void {
    this.cp.inform(file.owner, sentFrom(file, was));
    this.arrived(file);
  }

  /** Tells the readers of the receiver that there is a file. */
  arrived(file: SpoolFile): void {
    if (file.queue === 'RDR' && file.hold === 'NONE') this.cp.arrived?.(file);
  }

  /** Makes a written file durable and enters it; on failure its id is free again. */
  async commit(handle: number, file: SpoolFile): Promise<void> {
    try {
      await this.store.commit(handle, file);
    } catch (error) {
      this.queues.release(file.owner, file.id);
      this.cp.operator(`SPOOL: ${file.origin} ${file.device} file lost: ${String(error)}`);
      throw error;
    }
    this.queues.put(file);
  }
}
