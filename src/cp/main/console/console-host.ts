/**
 * The two halves of a virtual machine's console on the main side: what the console asks of the machine
 * it belongs to, and what the machine tells its console. The logo before logon has a host of its own.
 */
import type { ReadOperation } from '../../../devices/display/display-table.js';
import type { FunctionKey } from './function-keys.js';

/** Status shown at the bottom right. MORE..., HOLDING and NOT ACCEPTED the console knows by itself. */
export type MachineStatus = 'CP READ' | 'VM READ' | 'RUNNING';

/** What a console asks of its owner; implemented by the virtual machine (and by the logo). */
export interface ConsoleHost {
  /**
   * A line for CP: typed in CP READ, behind #CP (without it), or from a PF key. '' is a null line. A command
   * that takes time returns a promise (which never rejects): lines typed behind it wait for its end.
   */
  cpLine(text: string): void | Promise<void>;
  /**
   * Gives the machine the next line from the type-ahead queue (EBCDIC). The console calls this only after
   * `accepted` for the one before.
   */
  guestLine(bytes: Uint8Array): void;
  /**
   * Takes the line last given back, as a full-screen program has the screen now. Resolves with false when the
   * guest has read it.
   */
  withdrawLine(): Promise<boolean>;
  /** ENTER with nothing typed while no read is outstanding: an attention. */
  attention(): void;
  /** PA1 (or TERMINAL BRKKEY): enter CP READ. */
  enterCp(): void;
  /** PA2 where the guest has asked for it (DIAGNOSE X'54'): the external interruption. */
  externalKey(): void;
  /** There is room again: take records from the ring and give them to `guestRecord`. */
  drain(): void;
  /**
   * CP had to take the screen from a full-screen program: its next full-screen I/O must fail with X'8E'. An
   * `attention` follows at once, so that a program that waits for a key repaints.
   */
  displayLost(): void;
  /** What of a typed line may be shown and remembered; all of it when there is no such function. */
  shownPart?(typed: string): string;
  /** What stands in front of each line of CP, as on a multiprocessor; nothing when there is no such function. */
  linePrefix?(): string;
  /** PA1 is the program's as other keys are: there is no CP behind its screen. */
  readonly programBreak?: boolean;
  /** Another terminal is in front, or it has another size. */
  terminalChanged?(): void;
}

/** A console as its machine and CP's commands see it; implemented in this folder. All state is plain data. */
export interface VirtualConsole {
  /** A line from CP: a response, or a message of another user (`priority`: shown even over a full screen). */
  cpOutput(text: string, priority?: boolean): void;
  /** The same with this in front of it, instead of what the host has in front of CP's lines. */
  prefixed(prefix: string, text: string): void;
  /**
   * One record from the machine's ring (kinds in devices/backing.ts). False: held (MORE..., HOLDING, or a
   * priority message on the screen); the same record is to be given again after `drain`.
   */
  guestRecord(kind: number, bytes: Uint8Array): boolean;
  /** What the machine does now. */
  status(status: MachineStatus): void;
  /** The machine has taken the line last given: the next may follow. */
  accepted(): void;
  /** The machine was reset or IPLed: full-screen mode ends, held guest output is dropped, typed lines stay. */
  guestReset(): void;
  /** A full-screen read: resolves with the 3270 inbound stream (AID, cursor address, fields). */
  displayRead(operation: ReadOperation, chained?: boolean): Uint8Array;
  /** Whether the program's last write to its screen was valid. */
  readonly displayValid: boolean;
  /** The next line typed is a password: it is neither shown nor remembered, and goes to CP as it is. */
  maskNext(): void;
  /** The terminal in front (the last one, when there is none): what DIAGNOSE X'24' and a program see. */
  readonly terminal: { readonly screen: boolean; readonly columns: number; readonly rows: number };
  /** CP works for this machine (its logon): lines typed meanwhile wait for the end of it. */
  cpWorks(work: Promise<unknown>): void;
  /** Whether a session is in front. */
  readonly connected: boolean;
  /** Settings of TERMINAL and SET PF, for QUERY. */
  readonly settings: ConsoleSettings;
  change(settings: Partial<ConsoleSettings>): void;
  /** Lines of the spooled console go here as well, when it is on. */
  spool(receiver: ((line: string) => void) | undefined): void;
}

/** What TERMINAL and SET PF set. Characters are one character, or '' for OFF. */
export interface ConsoleSettings {
  readonly lineEnd: string;
  readonly lineDelete: string;
  readonly charDelete: string;
  readonly escape: string;
  readonly tabChar: string;
  readonly lineSize: number;
  /** Seconds until the alarm, and from there until the page turns. */
  readonly more: readonly [number, number];
  readonly hold: boolean;
  readonly timestamp: boolean;
  /** The key that enters CP from a full-screen program: `PA1`, `PF12`, or `NONE`. Before lines PA1 always does. */
  readonly breakKey: string;
  /** SET LINEDIT. */
  readonly lineEdit: boolean;
  /** Index 1 to 24; undefined when not set. */
  readonly pf: Readonly<Record<number, FunctionKey>>;
}
