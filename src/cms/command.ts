/**
 * What a CMS command is. A command runs in steps: each step is a plain function that gets what is known
 * and gives back either its end (a return code) or an effect that it wants and a frame in which it goes
 * on. The frame is plain data; nothing else lives from one step to the next. Most commands are one step:
 * they compute and return lines and a return code.
 */
import type { BlockDevice } from './block-device.js';
import type { CmsState } from './cms-state.js';

export type { BlockDevice } from './block-device.js';

/** What one step sees. */
export interface StepContext {
  /** All that this CMS knows: disks, settings, stack. Plain data, changed in place. */
  readonly cms: CmsState;
  /** The tokenised parameter list: upper case, at most 8 characters each; [0] is the command. */
  readonly tokens: readonly string[];
  /** The command line as typed, from the first character of the command (the extended parameter list). */
  readonly text: string;
  /** How it was called: from the terminal, from an EXEC or a program (SVC 202), or by SVC 204. */
  readonly caller: 'terminal' | 'exec' | 'program';
  /** This machine's userid and the system's name, for headings and messages. */
  readonly userid: string;
  readonly node: string;
  /** Local wall-clock time, from DIAGNOSE X'0C'. */
  readonly now: LocalTime;
  /** Size of the terminal's screen, from DIAGNOSE X'8C'; undefined when it works line by line. */
  readonly display: { readonly columns: number; readonly rows: number } | undefined;
  /** Blocks of a minidisk, through DIAGNOSE X'A4'; undefined when the device is not there. */
  disk(device: number): BlockDevice | undefined;
  /** Guest storage, checked. */
  fetch(address: number, length: number): Uint8Array | undefined;
  store(address: number, bytes: Uint8Array): boolean;
}

/** Date and time as this machine has them. */
export interface LocalTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** What a step may ask for; the nucleus carries it out by guest instructions and calls `resume`. */
export type Effect =
  /** Type lines on the console (HT stops them). */
  | { readonly kind: 'type'; readonly lines: readonly string[] }
  /** A line from the program stack, or from the console when the stack is empty. Answer: `line`. */
  | { readonly kind: 'read' }
  /** A line from the console whatever the stack holds. Answer: `line`. */
  | { readonly kind: 'read-console' }
  /**
   * A CP command by DIAGNOSE X'08'. `buffered`: the response comes back, else CP types it; `implied`: CP says
   * nothing of a command that it does not know, which return code 1 tells. Answer: `cp`.
   */
  | {
      readonly kind: 'cp';
      readonly command: string;
      readonly buffered: boolean;
      readonly implied?: boolean;
    }
  /**
   * Another CMS command, by SVC 202 with this line as parameter list. `subcommand`: a command of `environment`, which is
   * found as SUBCOM has it. Answer: `rc`.
   */
  | {
      readonly kind: 'command';
      readonly line: string;
      readonly caller:
        | 'exec'
        | 'command'
        | 'program'
        | 'subcommand'
        /** A nucleus extension whose attributes ask for it. */
        | 'service'
        | 'end-of-command';
      readonly environment?: string;
      /** What the command types comes back in the answer and is not shown. */
      readonly captured?: boolean;
    }
  /**
   * An external function or subroutine in machine code, by SVC 202 with its arguments. `called`: the name as it is
   * called, and operands. Answer: `rc`, with `value` where it gave one.
   */
  | {
      readonly kind: 'routine';
      readonly name: string;
      readonly called: string;
      readonly args: readonly (string | undefined)[];
      readonly asFunction: boolean;
    }
  /**
   * A 3270 write by DIAGNOSE X'58': command byte, then the data stream. Answer: `display`. `linesFirst`: who writes takes
   * lines that were typed ahead before a screen; when one comes before this one stands, it is answered as lost.
   */
  | {
      readonly kind: 'display-write';
      readonly command: number;
      readonly stream: Uint8Array;
      readonly linesFirst?: boolean;
    }
  /**
   * Waits for an attention of the display, then reads modified. Answer: `stream`. `buffer`: the whole buffer is read, at
   * the next attention or as it stands now.
   */
  | { readonly kind: 'display-read'; readonly buffer?: 'next' | 'now' }
  /**
   * Reads up to `count` cards from a reader (DIAGNOSE X'20' or SIO): so many bytes of each, 80 when nothing is said, with
   * blanks behind those that are shorter. Answer: `cards`.
   */
  | {
      readonly kind: 'read-cards';
      readonly device: number;
      readonly count: number;
      readonly width?: number | undefined;
    }
  /** Writes records to a punch or printer: `command` is the CCW command. Answer: `written`. */
  | {
      readonly kind: 'write-records';
      readonly device: number;
      readonly records: readonly { readonly command: number; readonly data: Uint8Array }[];
    }
  /**
   * One command of a tape drive, with `count` bytes at a guest address (one at least, whatever the command does with
   * them). Answer: `tape`.
   */
  | {
      readonly kind: 'tape';
      readonly device: number;
      readonly command: number;
      readonly at: number;
      readonly count: number;
    }
  /** Makes what was written to a disk durable. Answer: `done`. */
  | { readonly kind: 'sync'; readonly device: number }
  /** Runs guest code at an address until it returns by R14 (or comes back in any other way). Answer: `rc`. */
  | {
      readonly kind: 'call';
      readonly address: number;
      readonly registers: Readonly<Record<number, number>>;
      readonly key: number;
    }
  /**
   * Waits until one of these happens: a line typed, a file for a reader, an interruption of VMCF, so many seconds gone
   * by. Answer: `event`.
   */
  | {
      readonly kind: 'await';
      readonly console: boolean;
      readonly message: boolean;
      readonly reader?: number;
      readonly seconds?: number;
    }
  /**
   * DIAGNOSE X'68' with this parameter list, in which the nucleus puts its own buffer as first area. Answer: `rc`,
   * the return code of VMCF.
   */
  | { readonly kind: 'vmcf'; readonly list: Uint8Array }
  /**
   * A DIAGNOSE with R2 as Rx and R4 as Ry, for which CP may have to be asked: `store` goes into storage first, and
   * `fetch` comes back. All of it in areas of the nucleus. Answer: `diagnosed`.
   */
  | {
      readonly kind: 'diagnose';
      readonly code: number;
      readonly registers: Readonly<Record<number, number>>;
      readonly store: readonly { readonly at: number; readonly bytes: Uint8Array }[];
      readonly fetch: { readonly at: number; readonly length: number };
    }
  /** The interval of STIMER begins, which OS simulation has noted. Answer: `done`. */
  | { readonly kind: 'set-timer' }
  /** Nothing until the next interruption. Answer: `done`. */
  | { readonly kind: 'wait' }
  /** Nothing; this step has used its share of work. Answer: `done`. */
  | { readonly kind: 'work' };

/** What became of an effect. */
export type Answer =
  /** `failed`: a sync that did not make durable what was written. */
  | { readonly kind: 'done'; readonly failed?: boolean }
  | { readonly kind: 'line'; readonly text: string; readonly from: 'stack' | 'console' }
  | { readonly kind: 'cp'; readonly rc: number; readonly lines: readonly string[] }
  /** `lines`: what a command has typed, when that was wanted; `full` when it was too much to be kept. */
  | {
      readonly kind: 'rc';
      readonly rc: number;
      readonly lines?: readonly string[];
      readonly full?: boolean;
      /** Of a routine: its result; `bad`: what it left is none. */
      readonly value?: string;
      readonly bad?: boolean;
    }
  /** Registers 2, 4 and 5 behind the DIAGNOSE. */
  | {
      readonly kind: 'diagnosed';
      readonly cc: number;
      readonly registers: readonly number[];
      readonly bytes: Uint8Array;
    }
  | { readonly kind: 'event'; readonly what: 'console' | 'reader' | 'timer' }
  /** The header with what came behind it. */
  | { readonly kind: 'event'; readonly what: 'message'; readonly bytes: Uint8Array }
  /** `lost`: CP took the screen (X'8E'): write everything again. */
  | { readonly kind: 'display'; readonly result: 'ok' | 'lost' | 'error' }
  | {
      readonly kind: 'stream';
      readonly result: 'ok' | 'lost' | 'error';
      readonly bytes: Uint8Array;
    }
  | {
      readonly kind: 'cards';
      readonly cards: readonly Uint8Array[];
      readonly end: 'more' | 'end-of-file' | 'empty' | 'error' | 'no-device';
    }
  | { readonly kind: 'written'; readonly result: 'ok' | 'no-device' | 'not-ready' | 'error' }
  /** `mark`: a tape mark was read, or the end of the reel is near; `length`: bytes that were moved. */
  | {
      readonly kind: 'tape';
      readonly result: 'ok' | 'mark' | 'protected' | 'no-device' | 'not-ready' | 'error';
      readonly length: number;
    };

/** A frame: plain data, a version in it where it may be kept long. */
export type Frame = Readonly<Record<string, unknown>>;

/** How a step ends. */
export type StepResult =
  /** The command is over. Lines are typed first. `cost`: work units used (1 = 1 us), 0 when trivial. */
  | {
      readonly rc: number;
      readonly lines?: readonly string[];
      readonly cost?: number;
      /** The lines are somebody's data: what looks like a message is none (SET EMSG leaves it alone). */
      readonly data?: boolean;
    }
  /** The command goes on after the effect, in `frame`. */
  | {
      readonly effect: Effect;
      readonly frame: Frame;
      readonly lines?: readonly string[];
      readonly cost?: number;
      readonly data?: boolean;
    };

/** A command that runs, as others see it. */
export interface RunningCommand {
  /** Its name in the command table. */
  readonly command: string;
  readonly frame: Frame;
}

/** A command of CMS; one file in commands/ exports one. */
export interface Command {
  readonly name: string;
  /** Shortest form, number of characters. */
  readonly minimum: number;
  /** Of a routine for subcommands: the environment that it stands for, and whether that is there. */
  readonly environment?: {
    readonly name: string;
    active(running: readonly RunningCommand[]): boolean;
  };
  /** Programs branch to it: register 1 is no parameter list. */
  readonly branched?: boolean;
  start(context: StepContext): StepResult;
  /** Called with the answer to the effect that the last step returned. Not needed by one-step commands. */
  resume?(frame: Frame, answer: Answer, context: StepContext): StepResult;
}
