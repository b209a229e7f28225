/**
 * A REXX program as it runs: its code, variables, routines, loops and settings. All of it is plain data, so that
 * an endless program can be stopped, written down and gone on with elsewhere between any two instructions.
 */
import type { Condition, Symbols, Unit } from './code.js';
import { newSymbols } from './code.js';
import { programUnit } from './stand-in.js';
import type { NumericSettings } from './decimal.js';
import type { Meter, Pool, VariableCursor } from './pool.js';
import { newPool } from './pool.js';
import type { Value } from './value.js';

/** A loop that is being executed, or the place behind an INTERPRET. */
export type Block =
  | {
      readonly kind: 'loop';
      /** Where its turns begin, which tells it from others. */
      readonly top: number;
      /** Index of its DO, which TRACE shows again at each turn. */
      readonly clause: number;
      /** Turns left, when they are counted (DO n, FOR n). */
      turns: number | undefined;
      /** Of a controlled loop: index of its reference, slot (-1 when it is in a stem), increment and limit. */
      readonly control: number | undefined;
      readonly slot: number;
      readonly by: Value;
      readonly to: Value | undefined;
    }
  | { readonly kind: 'interpret'; readonly unit: Unit; readonly pc: number };

/** A trap that is set. */
export interface Trap {
  readonly by: 'SIGNAL' | 'CALL';
  readonly label: string;
  /** CALL ON: while the routine runs further events wait. */
  readonly delayed: boolean;
}

/** What CONDITION() tells of the condition that was trapped last. */
export interface Trapped {
  readonly condition: Condition;
  readonly by: 'SIGNAL' | 'CALL';
  readonly description: string;
}

/**
 * Settings that a routine inherits, and that are as before when it returns: shared with its caller until it changes one
 * (ownSettings).
 */
export interface Settings {
  readonly numeric: NumericSettings;
  /** TRACE: one of A C E F I L N O R S. */
  trace: string;
  /** Interactive TRACE (`?`). */
  interactive: boolean;
  /** Commands are not issued (`!`). */
  inhibited: boolean;
  /** The environment for commands, and the one before it. */
  environment: string;
  alternate: string;
}

/** A routine: the program itself, an internal routine, or one that CALL ON has called. */
export interface Routine {
  readonly kind: 'program' | 'call' | 'function' | 'trap';
  pool: Pool;
  readonly args: readonly (Value | undefined)[];
  settings: Settings;
  /** Shared with the routines that it has called: a change makes another map (conditions.ts). */
  traps: ReadonlyMap<Condition, Trap>;
  readonly blocks: Block[];
  /** Where it returns to; undefined for the program. */
  readonly back: { readonly unit: Unit; readonly pc: number; readonly clause: number } | undefined;
  /** Height of the stack below it. */
  readonly base: number;
  /** Where it begins, while PROCEDURE may stand there; undefined behind one. */
  fresh: number | undefined;
  trapped: Trapped | undefined;
  /** Of a function: the pause that is due behind the clause that has called it. */
  readonly due?: { readonly redo: Shown | undefined } | undefined;
}

/** A clause that was shown. */
export interface Shown {
  readonly unit: Unit;
  readonly pc: number;
  readonly routines: number;
  readonly blocks: number;
}

/** A condition that waits for the end of the clause (CALL ON). */
export interface Event {
  readonly condition: Condition;
  readonly description: string;
  readonly rc: Value | undefined;
}

/** What the program waits for. */
export type Waiting =
  /** A command: it is traced and RC set when it has ended. */
  | { readonly kind: 'command'; readonly text: string }
  /** A line for PULL, PARSE EXTERNAL or LINEIN. */
  | { readonly kind: 'line' }
  /** A line for interactive TRACE. */
  | { readonly kind: 'trace-line' }
  /** An external routine. */
  | { readonly kind: 'external'; readonly name: string; readonly asFunction: boolean }
  /** A function on streams. */
  | { readonly kind: 'stream'; readonly asFunction: boolean }
  /** The response of a CP command; `withCode` puts return code and condition code in front of it. */
  | { readonly kind: 'cp'; readonly withCode: boolean; readonly asFunction: boolean }
  /** A DIAGNOSE of DIAG or DIAGRC. */
  | {
      readonly kind: 'diagnose';
      readonly code: number;
      readonly withCode: boolean;
      readonly asFunction: boolean;
    };

/** How a program was called, as PARSE SOURCE and PARSE ARG tell it. */
export interface Invocation {
  readonly kind: 'COMMAND' | 'FUNCTION' | 'SUBROUTINE';
  readonly args: readonly (string | undefined)[];
  readonly name: string;
  readonly type: string;
  readonly mode: string;
  /** The name by which it was called. */
  readonly called: string;
  /** Environment that commands go to at first. */
  readonly environment: string;
}

/** The program. */
export interface Activity {
  readonly version: 1;
  readonly invocation: Invocation;
  readonly lines: readonly string[];
  readonly symbols: Symbols;
  /** The program, or what stands in for it until it has been compiled. */
  main: Unit;
  readonly meter: Meter;
  readonly routines: Routine[];
  readonly stack: (Value | undefined)[];
  unit: Unit;
  pc: number;
  /** Index of the clause that is being executed, in its unit. */
  clause: number;
  /** Something is to be seen to before the next clause: trace, an event, a routine just begun. */
  attention: boolean;
  readonly events: Event[];
  waiting: Waiting | undefined;
  /** The line that was waited for. */
  line: string | undefined;
  /** Lines that SAY and TRACE have written and that are not yet typed. */
  out: string[];
  /** What CHAROUT has written to the terminal behind the last whole line. */
  partial: string;
  /** Clauses that the last run has executed, or what is worth as much. */
  used: number;
  /** State of RANDOM; 0 before it was seeded. */
  random: number;
  /** TIME('E') and ('R'): microseconds since 1970 at which the clock was started. */
  elapsed: number | undefined;
  /** TRACE ?: pauses that are passed over; below zero, clauses that are not shown either. */
  pauseSkip: number;
  /** A line that was typed in a pause is being interpreted. */
  inPause: boolean;
  /** Where the pause stands: what a line that is typed there may leave behind is taken back to it. */
  pause: { readonly routines: number; readonly blocks: number } | undefined;
  /** The clause that was shown last: `=` carries it out again. */
  redo: Shown | undefined;
  /** Clauses that TRACE S has shown. */
  scanned: number;
  /** Where the present clause begins, as long as TRACE looks at each. */
  begun: number;
  /** The present clause is passed over by TRACE. */
  hushed: boolean;
  /** Line of the clause that was shown last. */
  tracedLine: number;
  /** The clause in front of which a pause has been made. */
  tracePaused: number | undefined;
  /** A clause has been traced since the last pause: another is due. */
  pauseDue: boolean;
  /** Whether the hint of the first pause has been shown. */
  hinted: boolean;
  /** HI: the condition HALT is to be raised. */
  halted: boolean;
  /** It is being traced since its user wants it (TS, SET EXECTRAC ON), not by its own TRACE. */
  traced: boolean;
  /** Where somebody stands who goes through all variables (EXECCOMM, fetch next). */
  listing: VariableCursor | undefined;
}

/** A program that is about to begin. */
export function newActivity(lines: readonly string[], invocation: Invocation): Activity {
  const symbols = newSymbols();
  const main = programUnit(lines, symbols);
  const program: Routine = {
    kind: 'program',
    pool: newPool(),
    args: invocation.args,
    settings: {
      numeric: { digits: 9, fuzz: 0, form: 'SCIENTIFIC' },
      trace: 'N',
      interactive: false,
      inhibited: false,
      environment: invocation.environment,
      alternate: invocation.environment,
    },
    traps: new Map(),
    blocks: [],
    back: undefined,
    base: 0,
    fresh: undefined,
    trapped: undefined,
  };
  return {
    version: 1,
    invocation,
    lines,
    symbols,
    main,
    meter: { held: 0 },
    routines: [program],
    stack: [],
    unit: main,
    pc: 0,
    clause: 0,
    attention: false,
    events: [],
    waiting: undefined,
    line: undefined,
    out: [],
    partial: '',
    used: 0,
    random: 0,
    elapsed: undefined,
    pauseSkip: 0,
    inPause: false,
    pause: undefined,
    redo: undefined,
    scanned: 0,
    begun: 0,
    hushed: false,
    tracedLine: 0,
    tracePaused: undefined,
    pauseDue: false,
    hinted: false,
    halted: false,
    traced: false,
    listing: undefined,
  };
}

/** The routine that is being executed. */
export function routineOf(activity: Activity): Routine {
  return activity.routines[activity.routines.length - 1]!;
}

/** Line of the clause that is being executed. */
export function lineOf(activity: Activity): number {
  return activity.unit.clauses[activity.clause]?.line ?? 0;
}

/** The settings of the routine that is being executed, to be changed. */
export function ownSettings({ routines }: Activity): Settings {
  const routine = routines[routines.length - 1]!;
  const { settings } = routine;
  if (routines[routines.length - 2]?.settings === settings)
    routine.settings = { ...settings, numeric: { ...settings.numeric } };
  return routine.settings;
}

/** Whether the clauses of a routine must be looked at one by one. */
export function isTraced({ trace, interactive }: Settings): boolean {
  return interactive || !'NOEF'.includes(trace);
}
