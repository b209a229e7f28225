/**
 * What the nucleus knows between steps (plain data) and what every part of it gets in a step: the machine,
 * its own state and that of CMS.
 */
import type { GuestMachine } from '../../cp/guest-interface.js';
import type { CmsState } from '../cms-state.js';
import type { Answer, Effect, Frame, StepContext } from '../command.js';
import { GATE, PSW_ENABLED, PSW_WAIT } from './layout.js';
import type { JobLimits } from './job-state.js';
import { newSvcTrace, type SvcTrace } from './svc-trace-state.js';

/** Effects beside those of commands, for the shell alone. */
export type InnerEffect =
  | Effect
  /** The next line of the terminal, without a read outstanding: CMS at Ready. Answer: `line`. */
  | { readonly kind: 'terminal' }
  /** A command called from the terminal, `quiet`: its output is not shown. Answer: `rc`. */
  | { readonly kind: 'launch'; readonly line: string; readonly quiet: boolean };

/** Answers beside those of commands. */
export type InnerAnswer =
  | Answer
  /** What was called is gone: HX, or (`quiet`) recovery behind an abend, which the next command follows. */
  | { readonly kind: 'halted'; readonly quiet: boolean };

/** What an activation does next. */
export type Next =
  | { readonly kind: 'start' }
  /** `progress` is undefined until the effect has been begun. */
  | { readonly kind: 'effect'; readonly effect: InnerEffect; progress: Progress | undefined }
  | { readonly kind: 'answer'; readonly answer: InnerAnswer }
  | { readonly kind: 'end'; readonly rc: number };

/** How far an effect has come; what belongs to it alone. */
export interface Progress {
  stage: string;
  /** Records written or cards asked for so far. */
  count: number;
  /** What a called command has typed, when it is captured, and its characters. */
  captured?: string[];
  size?: number;
  /** Where the lists of a routine stand. */
  block?: number;
  /** Free storage for a long response of CP. */
  area?: { readonly at: number; readonly length: number };
  /** When a wait ends: microseconds of the time-of-day clock. */
  due?: number;
}

/** A name that a program has made an immediate command, and the lines typed for it. */
export interface ImmediateName {
  readonly name: string;
  readonly lines: string[];
}

/** A running TypeScript command, named by its system save area. */
export interface Activation {
  /** Address of its save area; 0 for the shell. */
  readonly save: number;
  /** Name in the command table; '' for the shell and the abend routine. */
  readonly command: string;
  readonly tokens: readonly string[];
  readonly text: string;
  readonly caller: StepContext['caller'];
  frame: Frame;
  /** Lines that are typed before anything else happens, and how many are out. */
  lines: readonly string[];
  typed: number;
  next: Next;
}

/** The console as the nucleus uses it. */
export interface ConsoleState {
  /** The channel program under way: a write, a read that someone waits for, or one behind an attention. */
  active: 'none' | 'write' | 'read' | 'attention';
  /** The SIO found it busy: tried again at its next interruption. */
  busy: boolean;
  /** Lines in the write under way. */
  count: number;
  /** 1: the line of an attention has not been asked for yet. */
  owed: number;
  /**
   * A program writes full screens: attentions are its own. When it has taken what was entered, the keyboard is locked until it
   * writes again: an attention then is a line, for which CP has taken the screen.
   */
  display: 'off' | 'shown' | 'taken';
  /** The size of the screen that commands were told last; undefined: of none, or none was asked for. */
  told?: StepContext['display'];
}

/** An SIO to a unit-record device. */
export interface UnitState {
  readonly device: number;
  /**
   * `busy`: not started yet; `started`: its interruption is awaited; `ended`: `status` and `ccw` hold; `orphan`:
   * started by a command that HX has ended since, its buffer still in use.
   */
  phase: 'busy' | 'started' | 'ended' | 'gone' | 'orphan';
  /** Unit and channel status, from the CSW. */
  status: number;
  /** Address of the last CCW + 8. */
  ccw: number;
  residual: number;
}

/** Why the nucleus asks for a command while a program hangs. */
export interface AbendState {
  /** `abend` or the interrupt key (EXTERNAL). */
  readonly why: 'abend' | 'external';
  readonly activation: Activation;
}

/** A name that a program declared: a nucleus extension (NUCEXT) or a subcommand environment (SUBCOM). */
export interface NucleusExtension {
  readonly kind: 'nucext' | 'subcom';
  readonly name: string;
  readonly address: number;
  readonly key: number;
  readonly userWord: number;
  /** Address of its block. */
  readonly block: number;
  /** Storage that NUCXLOAD got for it. */
  readonly storage?: { readonly at: number; readonly length: number };
  /** It survives HX and abnormal ends. */
  readonly system?: boolean;
  /** It is told of HX and abnormal ends (PURGE), and of NUCXDROP (RESET). */
  readonly service?: boolean;
  /** It is called at the end of each command. */
  readonly endOfCommand?: boolean;
  /** Its name is an immediate command. */
  readonly immediate?: boolean;
  /** NUCXDROP of all does not cancel it. */
  readonly permanent?: boolean;
  /** Its addressing mode, where its MODULE says it. */
  readonly amode?: '24' | '31' | 'ANY' | undefined;
  /** The call for its attributes that is under way is for this one. */
  called?: boolean;
}

/** A command line in free storage. */
export interface LongLine {
  /** Save area of the caller. */
  readonly save: number;
  readonly at: number;
  readonly length: number;
}

/** A device whose interruptions a program handles (HNDINT). */
export interface IoTrap {
  readonly name: string;
  readonly device: number;
  /** 0: the interruptions are only noted. */
  readonly address: number;
  /** At once (ASAP), not when WAITD asks for it. */
  readonly soon: boolean;
  /** WAITD has something to come back for. */
  posted: boolean;
  /** Old PSW and CSW of the last interruption. */
  pending: readonly [number, number, number, number] | undefined;
}

/** A breakpoint of DEBUG: the halfword that it stands in place of. */
export interface Breakpoint {
  readonly id: number;
  readonly address: number;
  readonly bytes: Uint8Array;
}

/** A symbol of DEBUG (DEFINE). */
export interface DebugSymbol {
  readonly name: string;
  readonly address: number;
  readonly length: number;
}

/** Interruptions that programs handle. */
export interface Traps {
  io: IoTrap[];
  /** Address of the routine for external interruptions; 0 for none. */
  external: number;
  svc: { readonly number: number; readonly address: number }[];
  /** A routine runs, for this device. */
  running: boolean;
  entered: string;
}

/** Everything. */
export interface NucleusState {
  readonly version: 1;
  started: boolean;
  userid: string;
  node: string;
  /** Oldest first; the shell is number 0. */
  activations: Activation[];
  readonly console: ConsoleState;
  unit: UnitState | undefined;
  /** Whose SIO or TIO is being executed in the stub. */
  starting: 'console' | 'unit' | undefined;
  /** The registers of an interrupted program are in IO_SAVE. */
  interrupted: boolean;
  /** What the setting of the comparator has interrupted is in CLOCK_SAVE. */
  clockSet: boolean;
  /** HT: nothing is typed until RT or Ready. */
  halted: boolean;
  /** HI: EXECs end. */
  haltExecs: boolean;
  /** IPL with PARM BATCH: CMS is loaded anew behind each job; `last` behind HB: it is not. */
  batch?: 'on' | 'last' | undefined;
  /** The job of CMSBATCH under way. */
  job?: JobLimits | undefined;
  abend: AbendState | undefined;
  /** Immediate commands of programs (IMMCMD). */
  immediate: ImmediateName[];
  /** Lines that were typed for nucleus extensions with immediate names, and have not been taken there yet. */
  immediateCalls?: string[];
  extensions: NucleusExtension[];
  /** HX or recovery goes on by telling extensions, before what they hold is given up. */
  purging?: boolean;
  breakpoints: Breakpoint[];
  traps: Traps;
  /** SVCTRACE. */
  readonly svcTrace: SvcTrace;
  /** What DEBUG adds to addresses, and its symbols. */
  /** `words`: CSW and CAW as they stood when DEBUG was entered. */
  readonly debug: { origin: number; symbols: readonly DebugSymbol[]; words: number[] };
  /** Command lines in free storage. */
  longLines: LongLine[];
  /** Devices that have become ready by themselves: a file has come for a reader. */
  arrivals: readonly number[];
  /** The nucleus waits for a message by VMCF, and has let its interruption in. */
  letMessagesIn: boolean;
  /** The last SVC 202 named something that is not there. */
  notFound: boolean;
  /** Virtual and total processor time at the last Ready, microseconds. */
  virtualTime: number;
  totalTime: number;
}

/** The nucleus during one step. */
export interface Nucleus {
  readonly machine: GuestMachine;
  readonly state: NucleusState;
  readonly cms: CmsState;
  /** Work units of this step. */
  cost: number;
}

/** No program handles anything. */
export function newTraps(): Traps {
  return { io: [], external: 0, svc: [], running: false, entered: '' };
}

/** The state at IPL. */
export function newNucleusState(): NucleusState {
  return {
    version: 1,
    started: false,
    userid: '',
    node: '',
    activations: [],
    console: { active: 'none', busy: false, count: 0, owed: 0, display: 'off' },
    unit: undefined,
    starting: undefined,
    interrupted: false,
    clockSet: false,
    halted: false,
    haltExecs: false,
    abend: undefined,
    immediate: [],
    extensions: [],
    breakpoints: [],
    traps: newTraps(),
    debug: { origin: 0, symbols: [], words: [] },
    svcTrace: newSvcTrace(),
    longLines: [],
    arrivals: [],
    letMessagesIn: false,
    notFound: false,
    virtualTime: 0,
    totalTime: 0,
  };
}

/** A new activation that has not started. */
export function newActivation(
  save: number,
  command: string,
  tokens: readonly string[],
  text: string,
  caller: StepContext['caller'],
): Activation {
  return {
    save,
    command,
    tokens,
    text,
    caller,
    frame: {},
    lines: [],
    typed: 0,
    next: { kind: 'start' },
  };
}

/** The step ends; the next begins after interruptions had their chance. */
export function goIdle(n: Nucleus): void {
  n.machine.loadPsw(PSW_ENABLED, GATE.idle);
}

/** The step ends; the next begins after an interruption. */
export function waitForInterruption(n: Nucleus): void {
  n.machine.loadPsw(PSW_WAIT, GATE.idle);
}

/** Loads a PSW that was stored at `at`. */
export function loadStoredPsw(n: Nucleus, at: number): void {
  n.machine.loadPsw(n.machine.word(at) ?? 0, n.machine.word(at + 4) ?? 0);
}

/** Whether the nucleus waits for something of the world, and for a program: its exits may run meanwhile. */
export function waitsLong(a: Activation | undefined): boolean {
  if (a === undefined || a.save === 0 || a.next.kind !== 'effect') return false;
  if (a.typed < a.lines.length) return false;
  return ['wait', 'await', 'read', 'read-console'].includes(a.next.effect.kind);
}
