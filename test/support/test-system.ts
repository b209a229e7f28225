/**
 * The whole of CP in one thread on a virtual clock, with files in memory. A test opens sessions in line
 * mode, types lines, waits until everything is at rest, and looks at what was said.
 */
import type { GuestProgramKind } from '../../src/cp/guest-interface.js';
import { linePair } from '../../src/cp/in-thread-line.js';
import type { ProcessorThread } from '../../src/cp/main/processor-pool.js';
import { hostCompression } from '../../src/host/compression.js';
import { makeLinks, makeSpool, makeTapes } from './test-services.js';
import { System } from '../../src/cp/main/system.js';
import type { SystemParts } from '../../src/cp/main/system.js';
import { UTC } from '../../src/cp/main/time-text.js';
import type { VirtualMachine } from '../../src/cp/main/virtual-machine.js';
import type { ConsoleView, Session, TerminalKey } from '../../src/cp/ports/console.js';
import type { ProcessorParts } from '../../src/cp/processor/processor-loop.js';
import { ProcessorLoop } from '../../src/cp/processor/processor-loop.js';
import type { TurnLimits } from '../../src/cp/processor/turn-limits.js';
import { InstructionMeter } from '../../src/cp/processor/usage-meter.js';
import { FileSavedSystems } from '../../src/store/saved-system-store.js';
import { fileRecords } from '../../src/store/record-store.js';
import { RealStorage } from '../../src/cp/real-storage.js';
import { FILE_HEADER } from '../../src/shared/spool-record.js';
import { MemoryDirectory } from './memory-directory.js';
import { MemoryFiles } from './memory-files.js';
import { VIRTUAL_TURNS, VirtualClock } from './virtual-clock.js';

/** Waits of the host (syncs, files) that count as being at work; what is longer is somebody's patience. */
const WORK = 50;
/** Virtual time that coming to rest may take. */
const LONGEST = 60_000;

/** What a processor in this thread is made of. */
export type LoopParts = Omit<ProcessorParts, 'line' | 'meter'>;

/** What may be different from one test to the next. */
export interface TestOptions {
  readonly directory?: MemoryDirectory;
  readonly files?: MemoryFiles;
  readonly clock?: VirtualClock;
  readonly programs?: readonly GuestProgramKind[];
  readonly processors?: number;
  /** Starts a processor in place of one in this thread. */
  readonly startThread?: (index: number, clock: VirtualClock) => ProcessorThread;
  /** Makes the line to a processor of these parts, in place of one loop in this thread. */
  readonly startLoop?: (parts: LoopParts) => ProcessorThread['line'];
  readonly system?: Partial<SystemParts>;
  /** Bytes of real storage; 64 MiB unless told otherwise. */
  readonly storage?: number;
  readonly machines?: number;
  /** Virtual processors beyond the first of each machine. */
  readonly furtherProcessors?: number;
  /** Length of a turn of a processor in this thread. */
  readonly limits?: Partial<TurnLimits>;
}

/** Four users: OPERATOR, MAINT with all classes, ALICE and BOB of class G. */
export function usualDirectory(extra = ''): MemoryDirectory {
  const unit = (letter: string): string =>
    `SPOOL 00C 2540 READER *\nSPOOL 00D 2540 PUNCH A\nSPOOL 00E 1403 ${letter}\nCONSOLE 009 3215\n${extra}`;
  return new MemoryDirectory()
    .add(`USER OPERATOR * 1M 16M ABCDEFG\n${unit('A')}`)
    .add(`USER MAINT * 1M 16M ABCDEFG\n${unit('A')}`)
    .add(`USER ALICE * 1M 4M G\n${unit('A')}`)
    .add(`USER BOB * 1M 4M G\n${unit('A')}`);
}

/** A person at a line in line mode. */
export class TestSession implements ConsoleView {
  readonly system: TestSystem;
  readonly userid: string;
  readonly session: Session;
  closed = false;
  /** What was said at the end. */
  farewell = '';
  #text = '';
  #mark = 0;

  constructor(system: TestSystem, userid: string) {
    this.system = system;
    this.userid = userid;
    this.session = system.cp.sessions.open(userid, '127.0.0.1:50000', this, {
      screen: false,
      columns: 80,
      rows: 24,
    });
  }

  changed(): void {
    // line mode: what matters comes by `line`
  }

  line(text: string, partial: boolean): void {
    this.#text += partial ? text : `${text}\n`;
  }

  alarm(): void {
    this.#text += '\u0007';
  }

  close(text?: string): void {
    this.closed = true;
    this.farewell = text ?? '';
    if (text !== undefined) this.#text += `${text}\n`;
  }

  /** Everything said so far. */
  get transcript(): string {
    return this.#text;
  }

  /** What was said since the last call. */
  fresh(): string {
    const text = this.#text.slice(this.#mark);
    this.#mark = this.#text.length;
    return text;
  }

  /** Types a line and waits until all is at rest; returns what was said meanwhile. */
  async type(line: string): Promise<string> {
    this.fresh();
    this.session.line(line);
    await this.system.idle();
    return this.fresh();
  }

  /** The same, as the lines of the answer. */
  async lines(line: string): Promise<readonly string[]> {
    const text = await this.type(line);
    return text === '' ? [] : text.replace(/\n$/, '').split('\n');
  }

  async key(key: TerminalKey): Promise<string> {
    this.fresh();
    this.session.key(key);
    await this.system.idle();
    return this.fresh();
  }

  /** The machine of this user. */
  get machine(): VirtualMachine {
    const machine = this.system.cp.machine(this.userid);
    if (machine === undefined) throw new Error(`${this.userid} is not logged on`);
    return machine;
  }
}

/** The system. */
export class TestSystem {
  readonly clock: VirtualClock;
  readonly files: MemoryFiles;
  readonly directory: MemoryDirectory;
  readonly cp: System;
  readonly storage: RealStorage;
  /** What OPERATOR's log has. */
  readonly log: string[] = [];
  readonly threads: ProcessorThread[] = [];
  readonly #exits = new Map<number, (why: string) => void>();
  ended = false;

  constructor(options: TestOptions = {}) {
    this.clock = options.clock ?? new VirtualClock();
    this.files = options.files ?? new MemoryFiles(this.clock);
    this.directory = options.directory ?? usualDirectory();
    const storage = RealStorage.reserve({
      size: options.storage ?? 64 * 1024 * 1024,
      machines: options.machines ?? 16,
      ...(options.furtherProcessors === undefined
        ? {}
        : { furtherProcessors: options.furtherProcessors }),
    });
    this.storage = storage;
    const { clock, files } = this;
    const startHere = (index: number): ProcessorThread => {
      const parts: LoopParts = {
        storage,
        index,
        clock,
        files,
        compression: hostCompression,
        programs: options.programs ?? [],
        limits: { ...VIRTUAL_TURNS, ...options.limits },
      };
      let line = options.startLoop?.(parts);
      if (line === undefined) {
        const pair = linePair(clock);
        new ProcessorLoop({ ...parts, line: pair.processor, meter: new InstructionMeter() });
        line = pair.main;
      }
      return {
        line,
        terminate: () => Promise.resolve(),
        onExit: (listener) => void this.#exits.set(index, listener),
      };
    };
    this.cp = new System({
      systemName: 'VMTS',
      version: '0.1.0',
      clock,
      zone: UTC,
      directory: this.directory,
      log: { write: (line) => void this.log.push(line) },
      records: fileRecords(files, 'records'),
      savedSystems: new FileSavedSystems(files, 'systems', (line) => void this.log.push(line)),
      storage,
      processors: options.processors ?? 1,
      startThread: (index) => {
        const thread = options.startThread?.(index, clock) ?? startHere(index);
        this.threads.push(thread);
        return thread;
      },
      watch: false,
      makeSpool: (cp) => makeSpool(cp, files),
      makeLinks: (cp) => makeLinks(cp, files),
      makeTapes: (cp) => makeTapes(cp, files),
      ended: () => {
        this.ended = true;
      },
      ...options.system,
    });
  }

  /** Makes and starts a system. */
  static async start(options: TestOptions = {}): Promise<TestSystem> {
    const system = new TestSystem(options);
    let started = false;
    const starting = system.cp.start().then(() => {
      started = true;
    });
    while (!started) await system.#work();
    await starting;
    await system.idle();
    return system;
  }

  /** Somebody logs on; waits until all is at rest. */
  async session(userid: string): Promise<TestSession> {
    const session = new TestSession(this, userid);
    await this.idle();
    return session;
  }

  /**
   * Waits until nothing is at work any more: no deferred action, no promise, no file or sync under way.
   * Patience (MORE..., time-outs, SLEEP) is not waited for. A guest that loops never rests: then it returns
   * after as much work as fits.
   */
  async idle(turns = 10_000): Promise<boolean> {
    const end = this.clock.monotonic() + LONGEST;
    while (this.clock.monotonic() < end) {
      if (!(await this.clock.settle(turns))) return false;
      if (!(await this.#work())) return true;
    }
    return false;
  }

  /** The thread of a real processor in this thread ends by itself, and another is started. */
  async die(index = 0): Promise<void> {
    this.#exits.get(index)?.('thread ended with 1');
    await this.idle();
    await this.pass(1000);
  }

  /** Bytes of the records of each closed spool file, the oldest first. */
  async spooled(): Promise<readonly Uint8Array[]> {
    const paths = this.files.paths().filter((path) => path.startsWith('spool/files/'));
    const contents = Promise.all(paths.sort().map((path) => this.files.readFile(path)));
    await this.idle();
    return (await contents).map((bytes) => (bytes ?? new Uint8Array()).subarray(FILE_HEADER));
  }

  /** Lets virtual time pass, and comes to rest. */
  async pass(milliseconds: number): Promise<void> {
    await this.clock.advance(milliseconds);
    await this.idle();
  }

  /** Moves the clock to the next piece of work; false when there is none. */
  async #work(): Promise<boolean> {
    await this.clock.settle();
    const next = this.clock.untilNext();
    if (next === undefined || next > WORK) return this.clock.deferred > 0;
    await this.clock.advance(next);
    return true;
  }
}
