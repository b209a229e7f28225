/**
 * What the parts of CP's main side are to each other: the control program itself, a logged-on virtual
 * machine, the spool and the links as services, and what a CP command is. Commands see only these.
 */
import type { TapeMedium } from '../../devices/tape/tape-file.js';
import type { UnitAnswer, UnitAsk } from '../../devices/unit.js';
import type { Clock } from '../../shared/clock.js';
import type { DirectoryEntry, DirectoryStore } from '../ports/directory-store.js';
import type { SpoolFile } from '../ports/spool-store.js';
import type { ServiceAnswer } from '../guest-services.js';
import type { ClosedOutput, DeviceSpec, MachineRequest, MachineSpec, Reply } from '../protocol.js';
import type { InputAsk } from '../spool-input.js';
import type { VirtualConsole } from './console/console-host.js';
import type { DateFormat, TimeZone } from './time-text.js';

/** SET EMSG: what is shown of a message that has a number. */
export type EmsgSetting = 'ON' | 'OFF' | 'CODE' | 'TEXT';

/** What SET changes and QUERY SET shows; changed in place by the commands, kept over IPL. */
export interface MachineSettings {
  msg: boolean;
  wng: boolean;
  smsg: boolean;
  imsg: boolean;
  emsg: EmsgSetting;
  acnt: boolean;
  /** How QUERY shows dates (SET DATEFORMAT). */
  dateFormat: DateFormat;
  /** The guest runs on while its console is in CP READ. */
  run: boolean;
  timer: MachineSpec['timer'];
  share: MachineSpec['share'];
}

/** A device of a virtual machine as main knows it. */
export interface VirtualDevice {
  readonly spec: DeviceSpec;
  /** False after NOTREADY, until READY. */
  readonly ready?: boolean;
  /** When it was attached, milliseconds; at logon when not given. */
  readonly since?: number;
}

/** A logged-on virtual machine as commands and services see it. */
export interface Machine {
  readonly id: number;
  readonly userid: string;
  /** The directory entry as it was at logon. */
  readonly entry: DirectoryEntry;
  readonly generation: number;
  readonly console: VirtualConsole;
  readonly settings: MachineSettings;
  readonly devices: ReadonlyMap<number, VirtualDevice>;
  /** Whether a person's line is on the console now. */
  readonly connected: boolean;
  readonly logonAt: number;
  /** `L0001`, or `DSC`. */
  readonly terminalName: string;
  /** Whom what it uses is charged to, when that is another. */
  readonly charging: { readonly userid: string; readonly account: string } | undefined;
  /**
   * Asks the machine's processor. Resolves with `superseded` when an IPL, reset or logoff came in between;
   * never rejects.
   */
  request(request: MachineRequest): Promise<Reply>;
  /** Adds a device (LINK, DEFINE); tells the processor. */
  attach(spec: DeviceSpec): Promise<Reply>;
  /** Takes a device away (DETACH); tells the processor. The caller then closes what stood behind it. */
  detach(address: number): Promise<Reply>;
  /** Puts a reel on a tape drive; tells the processor. */
  mount(address: number, medium: TapeMedium): Promise<Reply>;
  /** The reel is off a tape drive, as its processor knows already. */
  unmounted(address: number): void;
}

/** The spool; implemented in spool/. */
export interface SpoolService {
  /** Warm start: reads the queues. */
  start(): Promise<void>;
  /** The unit-record devices of the SPOOL statements, with their settings as at logon. */
  logon(machine: Machine): readonly DeviceSpec[];
  /** An ask of a reader, punch or printer: open-input, input-ended, open-output, output-limit. */
  ask(machine: Machine, address: number, ask: UnitAsk): Promise<UnitAnswer>;
  /** An ask whose answer came too late (reset, HIO, logoff): what it opened is closed again. */
  withdrawn(machine: Machine, address: number, answer: UnitAnswer): void;
  /**
   * The machine was reset or IPLed: an open input file goes back into the reader, open output stays open
   * (as on VM, where a CLOSE or LOGOFF closes it).
   */
  reset(machine: Machine): void;
  /** LOGOFF and FORCE: the units were closed by `close-device` first; `closed` has what each wrote. */
  logoff(machine: Machine, closed: ReadonlyMap<number, ClosedOutput>): Promise<void>;
  /** The processor died under the machine: open output goes (its length is not known), input goes back. */
  lost(machine: Machine): Promise<void>;
  /** `FILES: 0003 RDR,   NO PRT,   NO PUN`. */
  filesLine(userid: string): string;
  /** Cards read and punched and lines printed since logon, for INDICATE USER. */
  records(machine: Machine): { readonly RDR: number; readonly PRT: number; readonly PUN: number };
  /** The readers of a machine that take files of a class. */
  readers(machine: Machine, letter: string): readonly number[];
  /** Lines of QUERY VIRTUAL for a unit-record device or the console's spooling; none for another device. */
  describe(machine: Machine, address: number): readonly string[];
  /** DIAGNOSE X'14': a guest works on the files in its reader without a channel program. */
  guestInput(machine: Machine, ask: InputAsk, zone: TimeZone): Promise<ServiceAnswer>;
  /** A file of CP's own for a user's reader, of so many cards; false when there is no room. */
  enterCards(file: CardFile, cards: readonly Uint8Array[]): Promise<boolean>;
  /** Orderly end: everything durable. */
  stop(): Promise<void>;
}

/** What a file of CP's is called. */
export interface CardFile {
  readonly owner: string;
  readonly origin: string;
  readonly class: string;
  readonly name: string;
  readonly type: string;
}

/** Minidisks and links; implemented in spool/ too. */
export interface LinkService {
  /**
   * MDISK and LINK statements at logon: devices, and the lines to type (`DASD 190 LINKED R/O; ...`,
   * messages for disks that could not be linked).
   */
  logon(
    machine: Machine,
  ): Promise<{ readonly devices: readonly DeviceSpec[]; readonly lines: readonly string[] }>;
  /** An ask of a disk: sync. */
  ask(machine: Machine, address: number, ask: UnitAsk): Promise<UnitAnswer>;
  /** Whether a disk is one that is gone when the machine lets go of it. */
  temporary(machine: Machine, address: number): boolean;
  /** Lets go of all links of a machine (LOGOFF, FORCE), after its processor has let go of them. */
  logoff(machine: Machine): Promise<void>;
  /** Lines of QUERY VIRTUAL for a disk; none for another device. */
  describe(machine: Machine, address: number): readonly string[];
  stop(): Promise<void>;
}

/** Tapes: reels on the drives of machines; implemented in tapes/. */
export interface TapeService {
  /** An ask of a drive: sync, unload. */
  ask(machine: Machine, address: number, ask: UnitAsk): Promise<UnitAnswer>;
  /**
   * GIVE: a drive, and its reel, go to another machine. `lost`: what was written last may be lost; `empty`: the reel
   * could not be put on again; `failed`: nothing was done.
   */
  give(
    from: Machine,
    address: number,
    to: Machine,
    at: number,
    readOnly: boolean,
  ): Promise<'whole' | 'lost' | 'empty' | 'failed'>;
  /** REWIND: whether what was written is durable. */
  rewound(machine: Machine, address: number): Promise<boolean>;
  /** DETACH, after the processor has let go: closes the file; false when what was written last may be lost. */
  detached(machine: Machine, address: number): Promise<boolean>;
  /** DEFINE vdev AS newvdev: the drive is at another address. */
  renumbered(machine: Machine, from: number, to: number): void;
  /** Lets go of all reels of a machine (LOGOFF, FORCE), after its processor has let go of them. */
  logoff(machine: Machine): Promise<void>;
  /** Lines of QUERY VIRTUAL for a tape drive; none for another device. */
  describe(machine: Machine, address: number): readonly string[];
  stop(): Promise<void>;
}

/** Channel-to-channel adapters; implemented in ctca/. */
export interface CtcaService {
  /** Joins two ends; why it could not. */
  couple(
    machine: Machine,
    address: number,
    other: Machine,
    otherAddress: number,
  ): 'ours-coupled' | 'theirs-coupled' | 'itself' | undefined;
  /** The other end, when there is one. */
  coupled(
    machine: Machine,
    address: number,
  ): { readonly userid: string; readonly address: number } | undefined;
  /** Whether a command of this end waits for the other one. */
  waits(machine: Machine, address: number): boolean;
  /** Parts two ends; the user of the other one is told. False when they were not joined. */
  uncouple(machine: Machine, address: number): boolean;
  /** An ask of an end: a command, or what it sends. */
  ask(machine: Machine, address: number, ask: UnitAsk): Promise<UnitAnswer>;
  withdrawn(machine: Machine, address: number): void;
  reset(machine: Machine): void;
  logoff(machine: Machine): void;
  renumbered(machine: Machine, from: number, to: number): void;
  /** Lines of QUERY VIRTUAL for an adapter; none for another device. */
  describe(machine: Machine, address: number): readonly string[];
}

/** A terminal that has dialled, as QUERY shows it. */
export interface DialledLine {
  readonly line: string;
  readonly userid: string;
  readonly address: number;
}

/** Terminals that have dialled a machine; implemented in dial/. */
export interface DialService {
  /** RESET, DETACH: the terminal goes back to the logo. False when there is none. */
  drop(machine: Machine, address: number): boolean;
  renumbered(machine: Machine, from: number, to: number): void;
  /** Lines of QUERY VIRTUAL for a display. */
  describe(machine: Machine, address: number): readonly string[];
  /** All of them, in the order in which they dialled. */
  readonly all: readonly DialledLine[];
}

/** What is accounted for beside a machine's use of the processor. */
export interface Journal {
  /** DETACH, LOGOFF: a device was the machine's since then; `temporary`: a disk that is gone now. */
  deviceReleased(machine: Machine, spec: DeviceSpec, since: number, temporary: boolean): void;
  /** So many wrong passwords of one line are too many. */
  logonRefused(userid: string, line: string, count: number, limit: number): void;
  /** A wrong password of AUTOLOG: from the fourth of a machine on that is kept. */
  autologRefused(machine: Machine, userid: string): void;
  /** LINK to a disk of another that has a password. */
  linked(machine: Machine, owner: string, device: number): void;
  linkRefused(machine: Machine, owner: string, device: number, count: number, limit: number): void;
}

/** CP as its commands and services see it. */
export interface ControlProgram {
  readonly systemName: string;
  readonly clock: Clock;
  readonly directory: DirectoryStore;
  readonly spool: SpoolService;
  readonly links: LinkService;
  readonly tapes: TapeService;
  readonly ctca: CtcaService;
  readonly journal: Journal;
  /** Terminals that have dialled a machine. */
  readonly dialled: DialService;
  /** The logged-on machine of a user. */
  machine(userid: string): Machine | undefined;
  /** All logged-on machines, in order of logon. */
  machines(): readonly Machine[];
  /**
   * A message for a user who is logged on: shown between whole lines, over a full screen too. Does nothing when
   * the user is not logged on.
   */
  notify(userid: string, line: string): void;
  /** A notice (RDR FILE ..., TAPE 0181 ATTACHED): the same, unless the user has SET IMSG OFF. */
  inform(userid: string, line: string): void;
  /** A file has come into a reader queue: readers that take its class and stand still become ready. */
  arrived(file: Pick<SpoolFile, 'owner' | 'class'>): void;
  /** A line for OPERATOR's console and log; time is put in front. */
  operator(line: string): void;
}

/** Severity letter of a message. */
export type Severity = 'I' | 'W' | 'E' | 'S' | 'A' | 'R';

/** The operands of a command. */
export interface Operands {
  /** Everything behind the command's name, as typed, without blanks in front. */
  readonly text: string;
  /** The words of `text`, in upper case. */
  readonly words: readonly string[];
  /** The text as typed from word `n` (0 is the first) on; '' when there is none. */
  from(n: number): string;
}

/** Who runs a command and where its responses go. */
export interface CommandContext {
  readonly cp: ControlProgram;
  /** The user whose machine runs it. */
  readonly user: Machine;
  /** Types (or collects, DIAGNOSE X'08') a line of the response. */
  respond(line: string): void;
  /**
   * The same for a response that only says what has been done (CHANGE, DEFINE, DETACH, ORDER, PURGE, TRANSFER):
   * it is not typed with SET IMSG OFF, while a guest's buffer gets it always.
   */
  inform(line: string): void;
  /**
   * A message with a number, shown as SET EMSG says: `HCP` + module (3 letters) + number (3 or 4 digits) +
   * severity, then the text. Returns the number, which is the return code.
   */
  message(module: string, number: number, severity: Severity, text: string): number;
  /**
   * Asks for a line that is not shown (a password). Undefined when nobody can answer: no line, or the
   * guest forbade it (DIAGNOSE X'08' with bit X'80').
   */
  askHidden(prompt: string): Promise<string | undefined>;
}

/** A CP command, or a word of QUERY or SET (which have tables of the same kind). */
export interface CpCommand {
  readonly name: string;
  /** Shortest form: so many characters at the least. */
  readonly minimum: number;
  /** Privilege classes, any of which will do; '' is everybody. */
  readonly classes: string;
  /** Runs it; the return code is the number of the message, 0 when all went well. */
  run(context: CommandContext, operands: Operands): Promise<number>;
}
