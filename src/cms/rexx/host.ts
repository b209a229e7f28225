/**
 * What a REXX program sees of the system that it runs in, and what it may ask of it. CMS gives it for one step
 * at a time; a test gives its own.
 */
import type { LocalTime } from '../command.js';
import type { Value } from './value.js';

/** The system, for the length of a step. */
export interface RexxHost {
  readonly userid: string;
  /** Local time, and microseconds within the second. */
  readonly now: LocalTime;
  readonly microseconds: number;
  /** Whether the step has lasted long enough, whatever work has been counted. */
  overdue(): boolean;
  /** Columns of the terminal (LINESIZE). */
  readonly columns: number;
  /** Lines in the program stack (QUEUED). */
  queued(): number;
  /** Puts a line on the program stack; false when it is full. */
  stack(line: string, order: 'FIFO' | 'LIFO'): boolean;
  /** Takes a line from the program stack; undefined when there is none and the console must be read. */
  pull(): string | undefined;
  /** Lines typed ahead (EXTERNALS). */
  externals(): number;
  /** A flag of CMS (CMSFLAG); undefined when there is none of that name. */
  flag(name: string): boolean | undefined;
  /** Storage of the machine (STORAGE); undefined when it cannot be had. */
  fetch(address: number, length: number): Uint8Array | undefined;
  store(address: number, bytes: Uint8Array): boolean;
  readonly storageSize: number;
  /**
   * DIAG with another code than 8; undefined when it cannot be carried out, or not with these values; `wait` when the
   * program must ask for it by a request.
   */
  diagnose(code: number, values: readonly (string | undefined)[]): Diagnosed | 'wait' | undefined;
}

/** What a DIAGNOSE has given: its bytes as characters. */
export interface Diagnosed {
  readonly rc: number;
  readonly cc: number;
  readonly data: string;
}

/** What a program asks for, and is gone on with when it is there. */
export type Request =
  /** Its share of work is used up, or there are lines to be typed. */
  | { readonly kind: 'work' }
  | { readonly kind: 'command'; readonly environment: string; readonly text: string }
  /** A line; `console`: from the console, whatever has been typed ahead or stacked. */
  | { readonly kind: 'read'; readonly console: boolean }
  /** A function or subroutine that is not in the program. */
  | {
      readonly kind: 'external';
      readonly name: string;
      readonly args: readonly (string | undefined)[];
      readonly asFunction: boolean;
    }
  /** A function on streams is to be carried out. */
  | { readonly kind: 'stream'; readonly call: StreamCall }
  /** A CP command whose response is wanted as data (DIAG, DIAGRC). */
  | { readonly kind: 'cp'; readonly command: string }
  /** DIAG or DIAGRC with a code that has to wait. */
  | {
      readonly kind: 'diagnose';
      readonly code: number;
      readonly values: readonly (string | undefined)[];
    }
  | Ending;

/** A call of a function on streams. `name`: the stream, nothing for the terminal. */
export interface StreamCall {
  readonly operation:
    | 'CHARIN'
    | 'CHAROUT'
    | 'CHARS'
    | 'LINEIN'
    | 'LINEOUT'
    | 'LINES'
    | 'COMMAND'
    | 'DESCRIPTION'
    | 'STATE';
  readonly name: string;
  /** What is written, or the command; undefined when it was left out. */
  readonly text?: string | undefined;
  /** The line, or the character, at which to begin, from 1. */
  readonly at?: number | undefined;
  /** Lines or characters that are wanted. */
  readonly count?: number;
}

/** A program is over. `error`: number of the error that ended it, with its message. */
export interface Ending {
  readonly kind: 'exit';
  readonly value: Value | undefined;
  readonly error?: EndingError;
}

/** The error that ended a program. */
export interface EndingError {
  readonly number: number;
  readonly line: number;
}
