/** What the control commands of CP see: the same context as every CP command, with the whole system behind it. */
import type { Accounts } from './accounts.js';
import type { CommandContext, ControlProgram, Operands } from './cp-services.js';
import type { SegmentService } from './segments/segment-service.js';
import type { TimeZone } from './time-text.js';
import type { Vmcf } from './vmcf.js';
import type { LineState } from './line-state.js';
import type { VirtualMachine } from './virtual-machine.js';

/** How an IPL is to be done. */
export interface IplOptions {
  readonly clear: boolean;
  readonly stop: boolean;
  readonly parm: string;
}

/** What became of an IPL; `superseded`: another IPL, reset or LOGOFF came in between. */
export type IplResult =
  | 'ok'
  | 'superseded'
  | 'no-device'
  | 'no-system'
  | 'no-input'
  | 'io-error'
  | 'storage-small'
  | 'no-frame';

/** What became of an AUTOLOG. */
export type AutologResult = 'ok' | 'unknown' | 'logged-on' | 'ending' | 'full';

/** How a machine is logged off. */
export interface LogoffHow {
  /** The user who did it: FORCE. */
  readonly by?: string;
  /** LOGOFF HOLD: the line goes back to the logo. */
  readonly hold?: boolean;
  /** Is told the operator's line, too: who used FORCE. */
  readonly told?: (line: string) => void;
  /** Why, behind the operator's line, when nobody asked for it (time-out). */
  readonly reason?: string;
}

/** A real processor, for INDICATE LOAD and QUERY PROCESSORS. */
export interface ProcessorView {
  readonly index: number;
  readonly machines: number;
  /** Percent of the last seconds that guests used. */
  readonly load: number;
}

/** Times after which a machine without a person at its console is logged off, milliseconds; 0 is never. */
export interface ConsoleTimeouts {
  /** After DISCONNECT, while the machine waits for its console. */
  disconnected: number;
  /** After the line dropped. */
  dropped: number;
}

/** The system as control commands see it. */
export interface ControlSystem extends ControlProgram {
  readonly zone: TimeZone;
  readonly startedAt: number;
  readonly version: string;
  readonly timeouts: ConsoleTimeouts;
  /** Accounting records. */
  readonly accounts: Accounts;
  /** Saved systems and segments. */
  readonly segments: SegmentService;
  /** The virtual machine communication facility. */
  readonly vmcf: Vmcf;
  /** A record of what a machine has used since the one before. */
  closeAccount(machine: VirtualMachine): Uint8Array;
  machine(userid: string): VirtualMachine | undefined;
  machines(): readonly VirtualMachine[];
  processors(): readonly ProcessorView[];
  /** Frames of real storage: in use by guests and free, 2 KiB each. */
  frames(): { readonly used: number; readonly total: number };
  ipl(machine: VirtualMachine, target: string | number, options: IplOptions): Promise<IplResult>;
  /** SYSTEM RESET and SYSTEM CLEAR; the machine is CP's afterwards. */
  reset(machine: VirtualMachine, clear: boolean): Promise<void>;
  logoff(machine: VirtualMachine, how: LogoffHow): Promise<void>;
  /** DISCONNECT; `hold` keeps the line at the logo. */
  disconnect(machine: VirtualMachine, hold: boolean): void;
  /**
   * Logs a machine on; its IPL, and `command` behind it, go on by themselves. `told` gets the operator's
   * line before the operator does.
   */
  autolog(userid: string, command?: string, told?: (line: string) => void): Promise<AutologResult>;
  /** Runs a command line as a user's console would. */
  execute(machine: VirtualMachine, line: string): Promise<number>;
  /** Runs a command line in a context that is there. */
  interpret(context: ControlContext, line: string): Promise<number>;
  /** SHUTDOWN: an orderly end of the system. */
  shutdown(by: string): void;
}

/** The context of a control command. */
export interface ControlContext extends CommandContext {
  readonly cp: ControlSystem;
  readonly user: VirtualMachine;
  /** Where the command came from: typed at the console, by DIAGNOSE X'08', or by CP itself (AUTOLOG). */
  readonly origin: 'console' | 'guest' | 'cp';
  /** The virtual processor that the command is about (CPU n command); the base when none was named. */
  readonly cpu: number;
  /** Whether one was named. */
  readonly named: boolean;
  /** The same context about another virtual processor. */
  about(cpu: number): ControlContext;
}

/** A control command; every CpCommand is one too. */
export interface ControlCommand {
  readonly name: string;
  readonly minimum: number;
  readonly classes: string;
  run(context: ControlContext, operands: Operands): Promise<number>;
}

/** `- DSC`, or the line's name, as in QUERY NAMES. */
export function lineText(line: LineState): string {
  return line.kind === 'connected' ? `-${line.line.padStart(5)}` : '- DSC';
}

/** The terminal of a line, as `HCPLGA054E` names it: `GRAF L0001`. */
export function terminalText(line: LineState): string {
  return line.kind === 'connected' ? `GRAF ${line.line}` : 'DSC';
}

/** Whether who gave a command is told a line of the operator's apart: OPERATOR sees it on his console as it is. */
export function tellsIssuer(context: ControlContext): boolean {
  return context.user.userid !== 'OPERATOR';
}
