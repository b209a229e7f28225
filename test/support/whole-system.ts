/**
 * The whole system as the composition roots put it together (CP, real processors, spool, links, CMS on
 * real minidisk images), in one thread on a virtual clock with files in memory. It can be killed and
 * started again on what was on disk, and its machines can be moved between processors at random moments.
 */
import { cmsProgram } from '../../src/cms/cms-program.js';
import type { SourceFile } from '../../src/cms/files/build-disk.js';
import { runHostCommand } from '../../src/console/host-commands/host-commands.js';
import { joinAdministration } from '../../src/cp/main/spool/administration.js';
import { SystemImport } from '../../src/cp/main/segments/import.js';
import { HostSpool } from '../../src/cp/main/spool/host-spool.js';
import { SpoolCore } from '../../src/cp/main/spool/spool-core.js';
import { SpoolManager } from '../../src/cp/main/spool/spool-manager.js';
import { TapeManager } from '../../src/cp/main/tapes/tape-manager.js';
import type { DiskAdministration, UserAdministration } from '../../src/cp/ports/administration.js';
import type { TurnLimits } from '../../src/cp/processor/turn-limits.js';
import { FileSpoolStore } from '../../src/store/spool-store.js';
import { FileTapeStore } from '../../src/store/tape-store.js';
import { builtImage } from './built-images.js';
import { MemoryDirectory } from './memory-directory.js';
import type { Chooser } from './memory-files.js';
import { MemoryFiles } from './memory-files.js';
import { ScreenPerson } from './person.js';
import { TestSystem } from './test-system.js';
import { VirtualClock } from './virtual-clock.js';

/** Blocks of the minidisks: 1 MB. */
export const WHOLE_BLOCKS = 2000;
const BLOCKS = WHOLE_BLOCKS;
/** The system disk, which has every page of HELP. */
export const SYSTEM_BLOCKS = 4000;
/** Timers of the host's work (syncs, files) that coming to rest waits for. */
const WORK = 50;
/** Turns in which a system that does not loop comes to rest; one that loops is looked at between them. */
const TURNS = 300;
/** Times that all those turns are used up in one wait: then a guest loops that lets timers be set, too. */
const LOOPS = 20;
/** Turns in which somebody hasty must have seen something. */
const HASTY_TURNS = 2_000_000;
/** Rounds with nothing to do after which no promise of the host is under way. */
const HOST_ROUNDS = 20;
/** What a person waits for something to be seen, virtual milliseconds. */
const PATIENCE = 180_000;

const PROFILE: SourceFile = {
  name: 'PROFILE',
  type: 'EXEC',
  lines: ['&CONTROL OFF', 'CP SET PF12 RETRIEVE'],
};

/** How the system is set up. */
export interface WholeOptions {
  /** Files of the 191 of a user, beside PROFILE EXEC. */
  readonly disks?: Readonly<Record<string, readonly SourceFile[]>>;
  /** Files of the system disk, MAINT 190. */
  readonly systemDisk?: readonly SourceFile[];
  /** Files of MAINT 19E, which those of the usual users' entries link; without it nobody has one. */
  readonly programDisk?: readonly SourceFile[];
  readonly processors?: number;
  readonly limits?: Partial<TurnLimits>;
  /** Directory entries in place of the usual ones, by userid; or further users. */
  readonly entries?: Readonly<Record<string, string>>;
  /** Images of minidisks, in place of empty ones. */
  readonly images?: readonly {
    readonly owner: string;
    readonly device: number;
    readonly bytes: Uint8Array;
  }[];
  /** Moves machines between processors, as this chooser says. */
  readonly moving?: Chooser;
  readonly storage?: number;
}

/** A clock that calls `between` after each turn in which something was done. */
class TurnClock extends VirtualClock {
  between: (() => void) | undefined;

  override turn(): number {
    const done = super.turn();
    if (done > 0) this.between?.();
    return done;
  }
}

/** Directory entry of a user with CMS, disks of {@link WHOLE_BLOCKS} and the three units. */
export function wholeEntry(userid: string, classes: string): string {
  const system =
    userid === 'MAINT'
      ? `MDISK 190 FB-512 * ${SYSTEM_BLOCKS} VMTS MR ALL`
      : 'LINK MAINT 190 190 RR';
  return [
    `USER ${userid} * 1M 4M ${classes}`,
    'MACHINE 370 4',
    'IPL CMS PARM AUTOCR',
    'CONSOLE 009 3215',
    'SPOOL 00C 2540 READER *',
    'SPOOL 00D 2540 PUNCH A',
    'SPOOL 00E 1403 A',
    system,
    `MDISK 191 FB-512 * ${BLOCKS} VMTS MR`,
  ].join('\n');
}

const USERS: Readonly<Record<string, string>> = {
  OPERATOR: wholeEntry('OPERATOR', 'ABCDEFG'),
  MAINT: wholeEntry('MAINT', 'ABCDEFG'),
  ALICE: wholeEntry('ALICE', 'G'),
  BOB: wholeEntry('BOB', 'G'),
};

/** The 19E of its owner and of others. */
const PROGRAMS = [`MDISK 19E FB-512 * ${BLOCKS} VMTS MR ALL`, 'LINK MAINT 19E 19E RR'];

/** Host commands for users and disks are tried elsewhere. */
const noUsers = new Proxy({} as UserAdministration, {
  get: () => () => Promise.reject(new Error('no administration of users here')),
});

/** The system. */
export class WholeSystem {
  readonly clock = new TurnClock();
  readonly people: ScreenPerson[] = [];
  files: MemoryFiles;
  #test: TestSystem | undefined;
  /** Machines moved so far. */
  moves = 0;
  readonly #options: WholeOptions;
  readonly #directory = new MemoryDirectory();
  #spoolCore!: SpoolCore;
  #tapes!: TapeManager;

  private constructor(options: WholeOptions) {
    this.#options = options;
    this.files = new MemoryFiles(this.clock);
    const programs = options.programDisk === undefined ? [] : PROGRAMS;
    const usual = Object.entries(USERS).map(([userid, entry]): [string, string] => {
      const line = userid === 'MAINT' ? programs.slice(0, 1) : programs.slice(1);
      return [userid, [entry, ...line].join('\n')];
    });
    for (const entry of Object.values({ ...Object.fromEntries(usual), ...options.entries })) {
      this.#directory.add(entry);
    }
    this.clock.between = () => this.#maybeMove();
  }

  /** Makes the disks and starts the system. */
  static async start(options: WholeOptions = {}): Promise<WholeSystem> {
    const whole = new WholeSystem(options);
    await whole.#makeDisks();
    await whole.boot();
    return whole;
  }

  /** Starts the system on the files as they are. */
  async boot(): Promise<void> {
    const { processors, limits, storage } = this.#options;
    const files = this.files;
    this.#test = await TestSystem.start({
      clock: this.clock,
      files,
      directory: this.#directory,
      programs: [cmsProgram],
      processors: processors ?? 1,
      limits: limits ?? { chunk: 1000, instructions: 4000 },
      ...(storage === undefined ? {} : { storage }),
      system: {
        makeSpool: (cp) => {
          const store = new FileSpoolStore(files, 'home/spool', (line) => cp.operator(line));
          this.#spoolCore = new SpoolCore(store, files, cp);
          return new SpoolManager(this.#spoolCore);
        },
        makeTapes: (cp) => (this.#tapes = new TapeManager(new FileTapeStore(files), cp)),
      },
    });
  }

  /** CP and all around it. */
  get test(): TestSystem {
    if (this.#test === undefined) throw new Error('the system is not running');
    return this.#test;
  }

  /** `kill -9` and the loss of power: nothing of the system goes on; what was synced is on disk. */
  kill(choose: Chooser = () => 0): void {
    this.files = this.files.crash(choose);
    this.#test = undefined;
    for (const person of this.people) person.closed = true;
    this.people.length = 0;
    this.clock.abandon();
  }

  /** Somebody logs on, with a screen. */
  async logon(userid: string, columns = 80, rows = 24): Promise<ScreenPerson> {
    const person = new ScreenPerson(this.test.cp.sessions, userid, columns, rows);
    this.people.push(person);
    await this.rest();
    return person;
  }

  /** A `vmts` command; files of the host are given by `read`. */
  async host(
    words: readonly string[],
    read: (path: string) => Promise<Uint8Array>,
  ): Promise<{ readonly status: number; readonly said: readonly string[] }> {
    const said: string[] = [];
    let status: number | undefined;
    const running = runHostCommand(
      {
        administration: joinAdministration(
          noUsers,
          new HostSpool(this.#spoolCore, this.#directory),
          new SystemImport(
            this.test.cp.segments.library,
            () => this.clock.now(),
            (before) => this.test.cp.segments.replaced(before),
          ),
          noUsers as unknown as DiskAdministration,
          this.#tapes,
        ),
        absolutePath: (path) => path.replace(/^tape:/, 'home/'),
        readFile: read,
        writeNewFile: (path, text) => {
          said.push(`${path}: ${text}`);
          return Promise.resolve();
        },
        readInput: () => Promise.resolve(''),
        askHidden: () => Promise.resolve(undefined),
        out: (line) => void said.push(line),
        error: (line) => void said.push(line),
      },
      words,
    ).then((result) => {
      status = result;
    });
    for (let n = 0; status === undefined && n < 10_000; n++) await this.rest();
    await running;
    return { status: status ?? -1, said };
  }

  /** Waits until nothing is at work any more, or a guest loops for long; keeps the screens. */
  async rest(turns = TURNS): Promise<boolean> {
    let quiet = false;
    for (let n = 0, loops = 0; n < 2000 && loops < LOOPS; n++) {
      quiet = await this.clock.settle(turns);
      if (!quiet) loops++;
      const next = this.clock.untilNext();
      if (next === undefined || next > WORK) break;
      await this.clock.advance(next, turns);
    }
    for (const person of this.people) person.snapshot();
    return quiet;
  }

  /** Lets virtual time pass. */
  async pass(milliseconds: number): Promise<void> {
    await this.clock.advance(milliseconds, TURNS);
    await this.rest();
  }

  /** Waits until `seen` holds, letting time pass when nothing else is to be done. */
  async until(seen: () => boolean): Promise<boolean> {
    const end = this.clock.monotonic() + PATIENCE;
    let loops = 0;
    for (let n = 0; n < 400 && loops < 20; n++) {
      if (!(await this.rest())) loops++;
      if (seen()) return true;
      const next = this.clock.untilNext();
      if (next === undefined || this.clock.monotonic() + next > end) {
        if (loops === 0) return seen();
        // a guest loops: perhaps it comes to it
        continue;
      }
      await this.clock.advance(next, TURNS);
    }
    return seen();
  }

  /** The same, but looks after every single turn and stops at the first at which it holds, however much is still at work. */
  async soon(seen: () => boolean): Promise<boolean> {
    const end = this.clock.monotonic() + PATIENCE;
    for (let n = 0, idle = 0; n < HASTY_TURNS && idle < HOST_ROUNDS; n++) {
      if (seen()) return true;
      idle = (await this.clock.step(end)) ? 0 : idle + 1;
    }
    return seen();
  }

  /** Types a line and waits until a row of the screen fits; throws with the screen when none does. */
  async enter(person: ScreenPerson, line: string, pattern?: RegExp): Promise<void> {
    person.enter(line);
    if (pattern === undefined) await this.rest();
    else await this.sees(person, pattern);
  }

  /** Presses a key and waits for rest, or for a row. */
  async press(person: ScreenPerson, key: string, pattern?: RegExp): Promise<void> {
    person.key(key);
    if (pattern === undefined) await this.rest();
    else await this.sees(person, pattern);
  }

  /** Waits until a row of a person's screen fits. */
  async sees(person: ScreenPerson, pattern: RegExp): Promise<void> {
    if (await this.until(() => person.rows().some((row) => pattern.test(row)))) return;
    const screen = person.rows().map((row) => `  |${row}`);
    const log = this.test.log.slice(-6).map((line) => `  log: ${line}`);
    throw new Error(
      `${person.userid} never saw ${String(pattern)}; the screen:\n${[...screen, ...log].join('\n')}`,
    );
  }

  /** An empty page, then the line, so that what is seen is its answer. */
  async command(person: ScreenPerson, line: string, pattern = /Ready[;(]/): Promise<string> {
    person.key('CLEAR');
    await this.rest();
    await this.enter(person, line, pattern);
    return person.text;
  }

  async #makeDisks(): Promise<void> {
    const put = (owner: string, device: number, bytes: Uint8Array): void => {
      const name = device.toString(16).padStart(4, '0');
      this.files.place(`home/users/${owner}/${name}.image`, bytes);
    };
    const build = (
      label: string,
      files: readonly SourceFile[],
      blocks = BLOCKS,
    ): Promise<Uint8Array> => builtImage(this.clock.now(), blocks, label, files);
    const folder = this.files.makeDirectory('home/spool');
    await this.clock.advance(10);
    await folder;
    put('MAINT', 0x190, await build('CMS190', this.#options.systemDisk ?? [], SYSTEM_BLOCKS));
    const { images = [], programDisk } = this.#options;
    if (programDisk !== undefined) put('MAINT', 0x19e, await build('CMS19E', programDisk));
    for (const { owner, device, bytes } of images) put(owner, device, bytes);
    for (const userid of this.#directory.userids()) {
      if (images.some(({ owner, device }) => owner === userid && device === 0x191)) continue;
      const entry = this.#directory.find(userid);
      if (!entry?.minidisks.some(({ device }) => device === 0x191)) continue;
      const files = [PROFILE, ...(this.#options.disks?.[userid] ?? [])];
      put(userid, 0x191, await build(`${userid.slice(0, 3)}191`, files));
    }
  }

  #maybeMove(): void {
    const { moving, processors } = this.#options;
    const test = this.#test;
    if (test === undefined || moving === undefined || processors === undefined) return;
    if (moving(6) !== 0) return;
    const machines = test.cp.machines().filter((machine) => !machine.ending);
    const machine = machines[moving(Math.max(1, machines.length))];
    if (machine === undefined) return;
    const { pool } = test.cp;
    const at = pool.processorOf(machine) ?? 0;
    void pool.move(machine, (at + 1 + moving(processors - 1)) % processors).then((moved) => {
      if (moved) this.moves++;
    });
  }
}
