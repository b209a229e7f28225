/**
 * The control program's main side put together: directory, spool, links, real processors, machines and the
 * lines to people. The composition root gives it its ports; tests give it others.
 */
import { MemoryViews } from '../../cpu/memory-views.js';
import type { Clock } from '../../shared/clock.js';
import { FrameBank } from '../frame-lists.js';
import type { DirectoryStore } from '../ports/directory-store.js';
import type { OperatorLog } from '../ports/operator-log.js';
import type { SavedSystemStore } from '../ports/saved-systems.js';
import type { SpoolFile } from '../ports/spool-store.js';
import type { Records } from '../ports/records.js';
import type { SessionService } from '../ports/console.js';
import { MachineSlots } from '../real-storage.js';
import type { RealStorage } from '../real-storage.js';
import { AccountJournal } from './account-journal.js';
import { closeAccount } from './accounting.js';
import { ACCOUNTANT, Accounts } from './accounts.js';
import { COMMANDS } from './command-table.js';
import { CtcaAdapters } from './ctca/ctca-adapters.js';
import type { ConsoleHost } from './console/console-host.js';
import { makeConsole } from './console/virtual-console.js';
import type { ConnectableConsole } from './console/connectable-console.js';
import type {
  AutologResult,
  ConsoleTimeouts,
  ControlContext,
  IplOptions,
  IplResult,
  LogoffHow,
  ProcessorView,
} from './control-command.js';
import type { Core } from './core.js';
import type { CtcaService, LinkService, SpoolService, TapeService } from './cp-services.js';
import { DialledLines } from './dial/dialled-lines.js';
import { disconnectMachine } from './disconnect.js';
import { interpret } from './interpreter.js';
import { DEFAULT_TIMEOUT, LineTimeouts } from './line-timeouts.js';
import { load, resetMachine } from './loading.js';
import { logOff } from './logoff.js';
import { autoLogOn } from './logon.js';
import type { MachineMemory } from './machine-memory.js';
import { contextFor, MachineService } from './machine-service.js';
import { say } from './messages-table.js';
import { ProcessorPool } from './processor-pool.js';
import type { ProcessorThread } from './processor-pool.js';
import { takeMachineMemory } from './real-machine-memory.js';
import type { MemoryWanted } from './real-machine-memory.js';
import type { SharedMemory } from './real-machine-memory.js';
import { SegmentService } from './segments/segment-service.js';
import { Sessions } from './sessions.js';
import { timeOfDay } from './time-text.js';
import type { TimeZone } from './time-text.js';
import { Vmcf } from './vmcf.js';
import type { VirtualMachine } from './virtual-machine.js';

/** What the spool and the links need of the system that they belong to. */
export type Surroundings = Pick<
  Core,
  'clock' | 'directory' | 'notify' | 'inform' | 'operator' | 'machine' | 'machines'
>;

/** What a system is made of. */
export interface SystemParts {
  /** At most 8 characters, shown at the bottom right and as the node. */
  readonly systemName: string;
  readonly version: string;
  readonly clock: Clock;
  readonly zone: TimeZone;
  readonly directory: DirectoryStore;
  readonly log: OperatorLog;
  readonly records: Records;
  readonly savedSystems: SavedSystemStore;
  readonly storage: RealStorage;
  readonly processors: number;
  readonly startThread: (index: number) => ProcessorThread;
  /** Watch heartbeats and loads; off on a virtual clock. */
  readonly watch: boolean;
  readonly makeSpool: (cp: Surroundings) => SpoolService;
  readonly makeLinks: (cp: Surroundings) => LinkService;
  readonly makeTapes: (cp: Surroundings) => TapeService;
  /** Called when SHUTDOWN has ended. */
  readonly ended: () => void;
  readonly timeouts?: Partial<ConsoleTimeouts>;
}

/** What accounting records are called in the accountant's reader. */
const ACCOUNT_FILE = {
  owner: ACCOUNTANT,
  origin: 'SYSTEM',
  class: 'C',
  name: 'ACCOUNT',
  type: 'RECORDS',
} as const;

/** The userid whose machine is started with the system, when the directory has it. */
const AUTOLOG_USER = 'AUTOLOG1';

/** The control program. */
export class System implements Core {
  readonly systemName: string;
  readonly version: string;
  readonly clock: Clock;
  readonly zone: TimeZone;
  readonly directory: DirectoryStore;
  readonly log: OperatorLog;
  readonly records: Records;
  readonly accounts: Accounts;
  readonly journal: AccountJournal;
  readonly spool: SpoolService;
  readonly links: LinkService;
  readonly segments: SegmentService;
  readonly vmcf = new Vmcf((userid) => this.machine(userid));
  readonly tapes: TapeService;
  readonly ctca: CtcaService;
  readonly dialled: DialledLines;
  readonly pool: ProcessorPool;
  readonly hooks: MachineService;
  readonly registry = new Map<string, VirtualMachine>();
  readonly timeouts: ConsoleTimeouts;
  readonly startedAt: number;
  readonly #parts: SystemParts;
  readonly #memory: SharedMemory;
  readonly #sessions: Sessions;
  readonly #lineTimeouts: LineTimeouts;
  #machineNumber = 0;
  #stopping: Promise<void> | undefined;

  constructor(parts: SystemParts) {
    this.#parts = parts;
    this.systemName = parts.systemName.slice(0, 8).toUpperCase();
    this.version = parts.version;
    this.clock = parts.clock;
    this.zone = parts.zone;
    this.directory = parts.directory;
    this.log = parts.log;
    this.records = parts.records;
    this.startedAt = parts.clock.now();
    this.timeouts = {
      disconnected: DEFAULT_TIMEOUT,
      dropped: DEFAULT_TIMEOUT,
      ...parts.timeouts,
    };
    const { storage, clock } = parts;
    this.#memory = {
      storage,
      views: new MemoryViews(storage.memory),
      bank: new FrameBank(storage),
      slots: new MachineSlots(storage),
      clock,
    };
    this.segments = new SegmentService({
      store: parts.savedSystems,
      storage,
      bank: this.#memory.bank,
      pause: () => new Promise((resolve) => clock.defer(resolve)),
      operator: (line) => this.operator(line),
    });
    this.accounts = new Accounts({
      records: parts.records.accounting,
      hasUser: () => this.directory.find(ACCOUNTANT) !== undefined,
      enter: (cards) => this.spool.enterCards(ACCOUNT_FILE, cards),
      operator: (line) => this.operator(line),
    });
    this.journal = new AccountJournal(this);
    this.spool = parts.makeSpool(this);
    this.links = parts.makeLinks(this);
    this.tapes = parts.makeTapes(this);
    this.ctca = new CtcaAdapters(this);
    this.dialled = new DialledLines(this);
    this.pool = new ProcessorPool({
      clock,
      storage,
      bank: this.#memory.bank,
      processors: parts.processors,
      start: parts.startThread,
      watch: parts.watch,
      lost: (machines, index, why) => this.#lost(machines, index, why),
      fault: (machine, error) => this.#fault(machine, error),
    });
    this.hooks = new MachineService(this);
    this.#lineTimeouts = new LineTimeouts(clock, this.timeouts, (machine, reason) => {
      void this.logoff(machine, { reason });
    });
    this.#sessions = new Sessions(this);
  }

  /** Warm start: the spool is read, the processors started. */
  async start(): Promise<void> {
    await this.spool.start();
    await this.segments.start();
    this.pool.start();
    this.operator(`${this.systemName} VM/TS ${this.version} STARTED`);
    const entry = this.directory.find(AUTOLOG_USER);
    if (entry !== undefined && !entry.nolog) await this.autolog(AUTOLOG_USER);
  }

  /** What the SSH server opens sessions with. */
  get sessions(): SessionService {
    return this.#sessions;
  }

  machine(userid: string): VirtualMachine | undefined {
    return this.registry.get(userid);
  }

  machines(): readonly VirtualMachine[] {
    return [...this.registry.values()];
  }

  notify(userid: string, line: string): void {
    this.registry.get(userid)?.console.cpOutput(line, true);
  }

  inform(userid: string, line: string): void {
    if (this.registry.get(userid)?.settings.imsg === true) this.notify(userid, line);
  }

  arrived(file: Pick<SpoolFile, 'owner' | 'class'>): void {
    const machine = this.registry.get(file.owner);
    if (machine === undefined) return;
    for (const address of this.spool.readers(machine, file.class)) {
      void machine.request({ op: 'file-arrived', address });
    }
  }

  operator(line: string): void {
    this.log.write(line);
    // one line on the console; the log has the rest
    const first = line.split('\n', 1)[0] ?? '';
    this.registry
      .get('OPERATOR')
      ?.console.cpOutput(`${timeOfDay(this.clock.now(), this.zone)} ${first}`);
  }

  processors(): readonly ProcessorView[] {
    return this.pool.views();
  }

  frames(): { readonly used: number; readonly total: number } {
    const { storage, bank } = this.#memory;
    const total = storage.endFrame - storage.firstFrame;
    return { used: total - bank.free, total };
  }

  closeAccount(machine: VirtualMachine): Uint8Array {
    return closeAccount(this, machine);
  }

  ipl(machine: VirtualMachine, target: string | number, options: IplOptions): Promise<IplResult> {
    return load(this, machine, target, options);
  }

  reset(machine: VirtualMachine, clear: boolean): Promise<void> {
    return resetMachine(this, machine, clear);
  }

  logoff(machine: VirtualMachine, how: LogoffHow): Promise<void> {
    return logOff(this, machine, how);
  }

  disconnect(machine: VirtualMachine, hold: boolean): void {
    disconnectMachine(this, machine, hold);
  }

  autolog(userid: string, command?: string, told?: (line: string) => void): Promise<AutologResult> {
    return autoLogOn(this, userid, command, told);
  }

  interpret(context: ControlContext, line: string): Promise<number> {
    return interpret(COMMANDS, line, context);
  }

  async execute(machine: VirtualMachine, line: string): Promise<number> {
    try {
      return await this.interpret(contextFor(this, machine, 'cp'), line);
    } catch (error) {
      this.#fault(machine, error);
      return -1;
    }
  }

  shutdown(by: string): void {
    this.operator(`SYSTEM SHUTDOWN STARTED BY ${by}`);
    void this.stop().then(this.#parts.ended, (error: unknown) => {
      this.#fault(undefined, error);
      this.#parts.ended();
    });
  }

  /** The orderly end: users are told and logged off, spool and disks closed, processors ended. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  nextMachine(): number {
    return ++this.#machineNumber;
  }

  takeMemory(wanted: MemoryWanted): MachineMemory | undefined {
    return this.#stopping === undefined ? takeMachineMemory(this.#memory, wanted) : undefined;
  }

  makeConsole(host: ConsoleHost): ConnectableConsole {
    return makeConsole({ host, clock: this.clock, systemName: this.systemName });
  }

  context(machine: VirtualMachine): ControlContext {
    return contextFor(this, machine, 'cp');
  }

  release(machine: VirtualMachine, lines: readonly string[], hold: boolean): void {
    this.#sessions.release(machine, lines, hold);
  }

  watchLine(machine: VirtualMachine): void {
    this.#lineTimeouts.watch(machine);
  }

  async #stop(): Promise<void> {
    for (const machine of this.machines())
      machine.console.cpOutput('SYSTEM SHUTDOWN STARTED', true);
    await Promise.all(
      this.machines().map((machine) => this.logoff(machine, { reason: 'BY SHUTDOWN' })),
    );
    await this.pool.stop();
    await this.links.stop();
    await this.tapes.stop();
    await this.spool.stop();
    this.operator('SYSTEM SHUTDOWN COMPLETE');
    this.#sessions.endAll('SYSTEM SHUTDOWN COMPLETE');
  }

  async #lost(machines: readonly VirtualMachine[], index: number, why: string): Promise<void> {
    this.operator(`PROCESSOR ${index} FAILED (${why}), ${machines.length} USERS STOPPED`);
    for (const machine of machines) {
      this.segments.gone(machine);
      try {
        await this.spool.lost(machine);
      } catch (error) {
        this.#fault(undefined, error);
      }
      say(this.context(machine), 'MCH', 616, machine.userid);
    }
  }

  #fault(machine: VirtualMachine | undefined, error: unknown): void {
    if (machine !== undefined) this.hooks.fault(machine, error);
    else
      this.operator(
        `INTERNAL ERROR: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
  }
}
