/**
 * The system with real worker threads and real files in a home of its own, without SSH: people sit at
 * screens in this thread. For what a virtual clock cannot show: the death of a thread.
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { SourceFile } from '../../src/cms/files/build-disk.js';
import { TapeManager } from '../../src/cp/main/tapes/tape-manager.js';
import { FileTapeStore } from '../../src/store/tape-store.js';
import { LinkManager } from '../../src/cp/main/links/link-manager.js';
import { HostSpool } from '../../src/cp/main/spool/host-spool.js';
import { SpoolCore } from '../../src/cp/main/spool/spool-core.js';
import { SpoolManager } from '../../src/cp/main/spool/spool-manager.js';
import { System } from '../../src/cp/main/system.js';
import { UTC } from '../../src/cp/main/time-text.js';
import { RealStorage } from '../../src/cp/real-storage.js';
import type { ProcessorWorkerData } from '../../src/cp/worker-data.js';
import { HostClock } from '../../src/host/host-clock.js';
import { diskBuilder } from '../../src/host/system-disk.js';
import { workerThread } from '../../src/host/worker-thread.js';
import { openHome } from '../../src/store/home.js';
import type { Home } from '../../src/store/home.js';
import { StoreUserAdministration } from '../../src/store/user-administration.js';
import { ScreenPerson } from './person.js';
import { SYSTEM_BLOCKS, wholeEntry } from './whole-system.js';

/** What somebody waits for something at most, milliseconds. */
const PATIENCE = 45_000;

/** The system. */
export class RealSystem {
  readonly cp: System;
  readonly log: string[];
  readonly storage: RealStorage;
  readonly #directory: string;
  readonly #home: Home;
  readonly #workers: Map<number, Worker>;
  readonly #clock: HostClock;
  readonly #spool: () => SpoolCore;

  private constructor(
    cp: System,
    parts: {
      readonly directory: string;
      readonly home: Home;
      readonly workers: Map<number, Worker>;
      readonly clock: HostClock;
      readonly log: string[];
      readonly storage: RealStorage;
      readonly spool: () => SpoolCore;
    },
  ) {
    this.cp = cp;
    this.log = parts.log;
    this.storage = parts.storage;
    this.#spool = parts.spool;
    this.#directory = parts.directory;
    this.#home = parts.home;
    this.#workers = parts.workers;
    this.#clock = parts.clock;
  }

  /** Makes a home with these users and starts the system on it. */
  static async start(
    users: Readonly<Record<string, readonly SourceFile[]>>,
    processors: number,
  ): Promise<RealSystem> {
    const clock = new HostClock();
    const directory = await mkdtemp(join(tmpdir(), 'vmts-real-'));
    const home = await openHome(directory, clock, (length) => randomBytes(length));
    const build = diskBuilder(() => clock.now());
    const administration = new StoreUserAdministration(home.users, home.minidisks, build);
    for (const [userid, files] of Object.entries(users)) {
      // files with records, too, which the host's own are not
      await administration.install(userid, wholeEntry(userid, 'G'), files);
    }
    const storage = RealStorage.reserve({
      size: 64 * 1024 * 1024,
      machines: 16,
    });
    const system = await build(SYSTEM_BLOCKS, 'CMS190', []);
    await home.minidisks.make('MAINT', 0x190, SYSTEM_BLOCKS, [{ position: 0, bytes: system }]);
    const workers = new Map<number, Worker>();
    const log: string[] = [];
    let core!: SpoolCore;
    const cp = new System({
      systemName: 'VMTS',
      version: '0.1.0',
      clock,
      zone: UTC,
      directory: home.users,
      log: { write: (line) => void log.push(line) },
      records: home.records,
      savedSystems: home.savedSystems,
      storage,
      processors,
      startThread: (index) => {
        const workerData: ProcessorWorkerData = { memory: storage.memory, index };
        const url = new URL('../../src/processor.js', import.meta.url);
        const worker = new Worker(url, { workerData });
        workers.set(index, worker);
        return workerThread(worker);
      },
      watch: true,
      makeSpool: (surroundings) => {
        core = new SpoolCore(home.spool, home.files, surroundings);
        return new SpoolManager(core);
      },
      makeLinks: (surroundings) => new LinkManager(home.minidisks, surroundings),
      makeTapes: (surroundings) => new TapeManager(new FileTapeStore(home.files), surroundings),
      ended: () => undefined,
    });
    await cp.start();
    return new RealSystem(cp, { directory, home, workers, clock, log, storage, spool: () => core });
  }

  /** Somebody logs on, with a screen. */
  logon(userid: string): ScreenPerson {
    return new ScreenPerson(this.cp.sessions, userid);
  }

  /** Puts cards into somebody's reader, as the host's command does. */
  async deck(userid: string, cards: Uint8Array): Promise<void> {
    await new HostSpool(this.#spool(), this.#home.users).putDeck({
      userid,
      content: Buffer.from(cards).toString('base64'),
      form: 'cards',
      class: 'A',
      name: 'FUZZ',
      type: 'DECK',
    });
  }

  /** Ends the thread of a processor in the midst of whatever it does. */
  async killProcessor(index: number): Promise<void> {
    await this.#workers.get(index)?.terminate();
  }

  /** Waits until a row of the screen fits. */
  async sees(person: ScreenPerson, pattern: RegExp): Promise<void> {
    const seen = (): boolean => person.rows().some((row) => pattern.test(row));
    if (await this.until(seen)) return;
    const log = this.log.slice(-6).join('\n');
    throw new Error(`${person.userid} never saw ${String(pattern)}:\n${person.text}\n${log}`);
  }

  /** Waits until something holds; the event loop goes on meanwhile. */
  async until(holds: () => boolean): Promise<boolean> {
    const end = this.#clock.monotonic() + PATIENCE;
    while (!holds()) {
      if (this.#clock.monotonic() > end) return false;
      await new Promise<void>((next) => this.#clock.after(1, next));
    }
    return true;
  }

  /** An empty page, the line, and its answer. */
  async command(person: ScreenPerson, line: string, pattern = /Ready[;(]/): Promise<string> {
    person.key('CLEAR');
    await this.until(() => !/^Ready[;(]/m.test(person.text));
    person.enter(line);
    await this.sees(person, pattern);
    return person.text;
  }

  /** Orderly end, and the home goes. */
  async end(): Promise<void> {
    await this.cp.stop();
    await this.#home.close();
    await rm(this.#directory, { recursive: true, force: true });
  }
}
