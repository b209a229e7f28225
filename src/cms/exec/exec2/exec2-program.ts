/**
 * An EXEC 2 program as it runs (z/VM: CMS User's Guide, "EXEC 2 Processor"; EXEC 2 Reference): its lines, variables,
 * arguments, calls and loops. Plain data.
 */
import type { VariableCursor } from '../../rexx/pool.js';

/** A loop that &LOOP began: so many turns, or as long as (until) a condition holds. */
export interface Exec2Loop {
  /** First and last line of the body. */
  readonly first: number;
  readonly last: number;
  turns: number | undefined;
  readonly condition:
    { readonly word: 'WHILE' | 'UNTIL'; readonly words: readonly string[] } | undefined;
}

/** A routine that &CALL or a function has begun. */
export interface Exec2Call {
  /** Where it goes back to. */
  readonly back: number;
  readonly loops: Exec2Loop[];
  readonly args: string[];
  readonly argString: string;
  /** The variable that gets the value of a function. */
  readonly target: string | undefined;
}

/** What the next line that is read is for. */
export type Exec2Reading =
  | { readonly kind: 'lines'; left: number }
  | { readonly kind: 'args' }
  | { readonly kind: 'string'; readonly name: string }
  | { readonly kind: 'vars'; readonly names: readonly string[] };

/** What an EXEC 2 program knows. */
export interface Exec2State {
  readonly version: 1;
  readonly name: string;
  readonly type: string;
  readonly mode: string;
  /** Name by which it was called: &0. */
  readonly called: string;
  readonly lines: readonly string[];
  /** Index of the next line, and of the present one. */
  at: number;
  line: number;
  readonly variables: Record<string, string>;
  args: string[];
  argString: string;
  loops: Exec2Loop[];
  readonly calls: Exec2Call[];
  rc: number;
  /** Line of the last command, and the command. */
  commandLine: number;
  command: string;
  /** Line from which the last transfer of control came. */
  from: number;
  trace: 'ALL' | 'ON' | 'ERR' | 'OFF';
  /** &CASE: whether lines that are read are put into capitals. */
  upper: boolean;
  /** Environment of commands; undefined is CMS. &PRESUME sets it, or makes it again what it was at first. */
  environment: string | undefined;
  readonly presumed: string | undefined;
  /** Environments whose commands whoever runs the program carries out. */
  readonly environments: readonly string[];
  /** Where a program that fetches all variables by EXECCOMM stands. */
  listing: VariableCursor | undefined;
  onError: string;
  inError: boolean;
  reading: Exec2Reading | undefined;
  /** Lines that are carried out before the next one of the file. */
  readonly pending: string[];
  /** Lines to type before anything else. */
  readonly messages: string[];
  /** Characters that variables hold. */
  held: number;
}

/** Most characters that variables may hold. */
const VARIABLE_LIMIT = 1 << 18;
/** Longest word, and longest statement. */
export const LONGEST_WORD = 255;
/** Routines within routines. */
export const MOST_CALLS = 200;
/** Loops within loops. */
export const MOST_LOOPS = 50;

/** Errors of a program: number, which with {@link ERROR_BASE} is the return code, and text. */
export const EXEC2_ERRORS = {
  3: 'Word is too long',
  4: 'Statement is too long',
  5: 'Invalid control word',
  6: 'Label not found',
  7: 'Invalid variable name',
  8: 'Invalid form of condition',
  9: 'Invalid assignment',
  10: 'Missing argument',
  11: 'Invalid argument',
  12: 'Conversion error',
  13: 'Numeric overflow',
  14: 'Invalid function name',
  15: 'End of file found in loop',
  16: 'Division by zero',
  17: 'Invalid loop condition',
  19: 'Error return during &ERROR action',
  21: 'Statement out of context',
  97: 'Insufficient storage available',
} as const;
/** What is added to the number of an error. */
export const ERROR_BASE = 10_000;

/** Number of an error. */
export type Exec2Error = keyof typeof EXEC2_ERRORS;

/** An error of the program, which ends it. */
export class Exec2Fault extends Error {
  readonly number: Exec2Error;
  constructor(number: Exec2Error) {
    super(EXEC2_ERRORS[number]);
    this.number = number;
  }
}

/** Ends the program with an error. */
export function wrong(number: Exec2Error): never {
  throw new Exec2Fault(number);
}

/** Whether a program is EXEC 2: its first line begins with &TRACE. */
export function isExec2(lines: readonly string[]): boolean {
  return /^\s*&TRACE(\s|$)/i.test(lines[0] ?? '');
}

/**
 * A program that is about to begin. Its commands go to CMS when it is an EXEC, else to the environment of its file type.
 * @param environments - names whose commands come out as `subcommand`
 */
export function newExec2(
  source: { readonly name: string; readonly type: string; readonly mode: string },
  lines: readonly string[],
  argString: string,
  called = source.name,
  environments: readonly string[] = [],
): Exec2State {
  const presumed = source.type === 'EXEC' ? undefined : source.type;
  return {
    version: 1,
    name: source.name,
    type: source.type,
    mode: source.mode,
    called,
    lines,
    at: 0,
    line: 0,
    variables: {},
    args: splitWords(argString),
    argString,
    loops: [],
    calls: [],
    rc: 0,
    commandLine: 0,
    command: '',
    from: 0,
    trace: 'ON',
    upper: true,
    environment: presumed,
    presumed,
    environments,
    listing: undefined,
    onError: '',
    inError: false,
    reading: undefined,
    pending: [],
    messages: [],
    held: 0,
  };
}

/** The words of a line. */
export function splitWords(line: string): string[] {
  return line.split(/\s+/).filter((word) => word !== '');
}

/** Sets a variable, or an argument; an error when it is no name of one. */
export function setVariable(state: Exec2State, name: string, value: string): void {
  const upper = name.toUpperCase();
  if (!/^&./.test(upper) || upper.length > LONGEST_WORD) wrong(7);
  const number = /^&([1-9]\d{0,3})$/.exec(upper)?.[1];
  if (number !== undefined) {
    const index = Number(number) - 1;
    if (index > state.args.length) wrong(7);
    state.args[index] = value;
    return;
  }
  const old = state.variables[upper];
  state.held += value.length - (old?.length ?? -upper.length);
  if (state.held > VARIABLE_LIMIT) wrong(97);
  state.variables[upper] = value;
}
