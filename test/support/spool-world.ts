/**
 * A small system for tests of spool and links: directory, stores on files in memory, and machines whose
 * processor is played by the test. Time does not pass; work completes as soon as it is waited for.
 */
import { DialledLines } from '../../src/cp/main/dial/dialled-lines.js';
import { CtcaAdapters } from '../../src/cp/main/ctca/ctca-adapters.js';
import { makeTapes } from './test-services.js';
import type { TapeMedium } from '../../src/devices/tape/tape-file.js';
import type { ControlContext } from '../../src/cp/main/control-command.js';
import type {
  Journal,
  CommandContext,
  ControlProgram,
  CpCommand,
  Machine,
  VirtualDevice,
} from '../../src/cp/main/cp-services.js';
import { LinkManager } from '../../src/cp/main/links/link-manager.js';
import { operandsOf } from '../../src/cp/main/operands.js';
import { SpoolCore, type SpoolLimits } from '../../src/cp/main/spool/spool-core.js';
import { SpoolManager } from '../../src/cp/main/spool/spool-manager.js';
import { UTC } from '../../src/cp/main/time-text.js';
import type { DirectoryEntry, DirectoryStore } from '../../src/cp/ports/directory-store.js';
import type { ClosedOutput, DeviceSpec, MachineRequest, Reply } from '../../src/cp/protocol.js';
import type { Clock } from '../../src/shared/clock.js';
import { toEbcdicPadded } from '../../src/shared/ebcdic.js';
import { encodeRecord, FILE_HEADER } from '../../src/shared/spool-record.js';
import { parseEntry } from '../../src/store/directory-statements.js';
import { FileMinidiskStore } from '../../src/store/minidisk-store.js';
import { FileSpoolStore } from '../../src/store/spool-store.js';
import { MemoryFiles } from './memory-files.js';
import { VIRTUAL_START } from './virtual-clock.js';

/** A clock on which everything that is set happens at once. */
export function instantClock(): Clock {
  return {
    now: () => VIRTUAL_START,
    monotonic: () => 0,
    after: (_milliseconds, action) => {
      queueMicrotask(action);
      return { cancel: () => undefined };
    },
    defer: (action) => {
      queueMicrotask(action);
    },
  };
}

/** A directory of entries. */
export function directoryOf(...texts: readonly string[]): DirectoryStore {
  const entries = new Map<string, DirectoryEntry>();
  for (const text of texts) {
    const { entry, errors } = parseEntry(text);
    if (!entry) throw new Error(JSON.stringify(errors));
    entries.set(entry.userid, entry);
  }
  return {
    find: (userid) => entries.get(userid.toUpperCase()),
    userids: () => [...entries.keys()],
    refresh: () => Promise.resolve(),
    verifyPassword: () => Promise.resolve(false),
    keys: () => [],
    logMessage: () => [],
    setLogMessage: () => Promise.resolve(),
  };
}

/** The usual entry of a test user. */
export function userEntry(userid: string, classes = 'G', more = ''): string {
  return `USER ${userid} * 1M 1M ${classes}
    CONSOLE 009 3215
    SPOOL 00C 2540 READER *
    SPOOL 00D 2540 PUNCH A
    SPOOL 00E 1403 A
    ${more}`;
}

/** A logged-on machine; the test plays its processor. */
export class TestMachine implements Machine {
  readonly generation = 1;
  readonly connected = true;
  readonly logonAt = 0;
  readonly terminalName = 'L0001';
  readonly charging = undefined;
  readonly devices = new Map<number, VirtualDevice>();
  /** What each unit has written and not closed, by address. */
  readonly written = new Map<number, ClosedOutput>();
  readonly requests: MachineRequest[] = [];
  readonly id: number;
  readonly userid: string;
  readonly entry: DirectoryEntry;
  spooled: ((line: string) => void) | undefined;

  constructor(id: number, entry: DirectoryEntry) {
    this.id = id;
    this.userid = entry.userid;
    this.entry = entry;
    this.add({ address: entry.console.device, type: 'console', mode: '3215' });
  }

  add(spec: DeviceSpec): void {
    this.devices.set(spec.address, { spec });
  }

  readonly console = {
    spool: (receiver: ((line: string) => void) | undefined) => {
      this.spooled = receiver;
    },
  } as unknown as Machine['console'];

  readonly settings = { dateFormat: 'SHORTDATE' } as Machine['settings'];

  request(request: MachineRequest): Promise<Reply> {
    this.requests.push(request);
    if (request.op !== 'close-device') return Promise.resolve({ ok: true });
    const written = this.written.get(request.address) ?? { handle: -1, records: 0, bytes: 0 };
    this.written.delete(request.address);
    return Promise.resolve({ ok: true, written });
  }

  attach(spec: DeviceSpec): Promise<Reply> {
    this.add(spec);
    return Promise.resolve({ ok: true });
  }

  detach(address: number): Promise<Reply> {
    this.devices.delete(address);
    return Promise.resolve({ ok: true });
  }

  mount(address: number, medium: TapeMedium): Promise<Reply> {
    return this.request({ op: 'mount', address, medium });
  }

  unmounted(address: number): void {
    this.devices.delete(address);
  }
}

/** The system. */
export class SpoolWorld {
  readonly files: MemoryFiles;
  readonly directory: DirectoryStore;
  readonly core: SpoolCore;
  readonly spool: SpoolManager;
  readonly links: LinkManager;
  readonly operatorLines: string[] = [];
  /** Notices by user. */
  readonly notices: string[] = [];
  /** What is typed when a hidden line is asked for. */
  hidden: string | undefined;
  readonly prompts: string[] = [];
  /** What the journal was told. */
  readonly journalled: string[] = [];
  readonly journal: Journal = {
    deviceReleased: (machine, { type, address }, _since, temporary) =>
      void this.journalled.push(`released ${machine.userid} ${type} ${address} ${temporary}`),
    autologRefused: (_, userid) => void this.journalled.push(`autolog ${userid}`),
    logonRefused: (userid) => void this.journalled.push(`logon ${userid}`),
    linked: (machine, owner, device) =>
      void this.journalled.push(`linked ${machine.userid} ${owner} ${device.toString(16)}`),
    linkRefused: (machine, owner, device, count) =>
      void this.journalled.push(
        `refused ${machine.userid} ${owner} ${device.toString(16)} ${count}`,
      ),
  };
  readonly #machines: TestMachine[] = [];
  readonly #cp: ControlProgram;

  constructor(directory: DirectoryStore, limits?: SpoolLimits, files?: MemoryFiles) {
    const clock = instantClock();
    this.files = files ?? new MemoryFiles(clock);
    this.directory = directory;
    const report = (line: string) => void this.operatorLines.push(line);
    const notify = (userid: string, line: string) => {
      if (this.machine(userid)) this.notices.push(`${userid}: ${line}`);
    };
    const around = { clock, notify, inform: notify, operator: report };
    const store = new FileSpoolStore(this.files, '/home/spool', report);
    this.core = new SpoolCore(store, this.files, around, limits);
    this.spool = new SpoolManager(this.core);
    this.links = new LinkManager(new FileMinidiskStore(this.files, '/home', report), {
      directory,
      operator: report,
    });
    this.#cp = {
      systemName: 'VMTS',
      clock,
      directory,
      spool: this.spool,
      links: this.links,
      ctca: new CtcaAdapters({ inform: notify }),
      journal: this.journal,
      dialled: new DialledLines({
        clock,
        journal: this.journal,
        operator: report,
        makeConsole: () => {
          throw new Error('no screens here');
        },
      }),
      tapes: makeTapes(
        {
          machine: (userid) => this.machine(userid),
          inform: notify,
          operator: report,
        },
        this.files,
      ),
      machine: (userid: string) => this.machine(userid),
      machines: () => this.#machines,
      notify,
      inform: notify,
      arrived: () => undefined,
      operator: report,
      // what QUERY's dates need
      zone: UTC,
    } as ControlProgram;
  }

  machine(userid: string): TestMachine | undefined {
    return this.#machines.find((one) => one.userid === userid);
  }

  async logon(userid: string): Promise<TestMachine> {
    const entry = this.directory.find(userid);
    if (!entry) throw new Error(userid);
    const machine = new TestMachine(this.#machines.length + 1, entry);
    for (const spec of this.spool.logon(machine)) machine.add(spec);
    const { devices } = await this.links.logon(machine);
    for (const spec of devices) machine.add(spec);
    this.#machines.push(machine);
    return machine;
  }

  /** Runs a command; its response lines (messages with their number in front) and return code. */
  async run(
    machine: TestMachine,
    command: CpCommand | { run(context: ControlContext, o: never): Promise<number> },
    text = '',
  ): Promise<{ readonly rc: number; readonly lines: readonly string[] }> {
    const lines: string[] = [];
    const context: CommandContext = {
      cp: this.#cp,
      user: machine,
      respond: (line) => void lines.push(line),
      inform: (line) => void lines.push(line),
      message: (module, number, severity, said) => {
        lines.push(`HCP${module}${String(number).padStart(3, '0')}${severity} ${said}`);
        return number;
      },
      askHidden: (prompt) => {
        this.prompts.push(prompt);
        return Promise.resolve(this.hidden);
      },
    };
    const rc = await (command as CpCommand).run(context, operandsOf(text));
    return { rc, lines };
  }

  /** A punch or printer writes lines; the file stays open. */
  async write(machine: TestMachine, address: number, lines: readonly string[]): Promise<string> {
    const answer = await this.spool.ask(machine, address, { kind: 'open-output' });
    if (answer.kind !== 'output') return answer.kind;
    const command = address === 0x00e ? 0x09 : 0x01;
    let bytes = 0;
    for (const line of lines) {
      const record = encodeRecord(command, toEbcdicPadded(line, address === 0x00e ? 132 : 80));
      this.files.writeAt(answer.handle, FILE_HEADER + bytes, record);
      bytes += record.length;
    }
    machine.written.set(address, { handle: answer.handle, records: lines.length, bytes });
    return 'output';
  }
}
