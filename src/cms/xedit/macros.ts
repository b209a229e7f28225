/**
 * XEDIT macros: files of type XEDIT in REXX whose commands are subcommands (z/VM: XEDIT User's Guide, "Writing XEDIT
 * Macros"). They run in the frame of the session, one on top of another.
 */
import type { Answer, StepContext } from '../command.js';
import { LOADING_COST, newLoading, readExec, type ExecLoading } from '../exec/exec-source.js';
import { findExec } from '../exec/loaded-execs.js';
import type { ProgramStep } from '../exec/program-step.js';
import { isRexx, newProgram, topActivity, type RexxProgram } from '../exec/rexx-program.js';
import { answerProgram, runProgram, subcommandEnded } from '../exec/run-program.js';
import type { FrameContext } from '../nucleus/context.js';
import type { Activity } from '../rexx/activity.js';
import { writeVariable } from '../rexx/variables.js';

/** File type of macros, and the environment of their commands. */
const XEDIT = 'XEDIT';
/** Macros on top of each other. */
const MOST_MACROS = 20;

/** What runs; plain data. */
export interface Macros {
  /** The macro that was called last at the end. */
  readonly running: RexxProgram[];
  /** A macro that is being read. */
  loading:
    | {
        readonly source: ExecLoading;
        readonly args: string;
        /** The synonym by which it is called. */
        readonly called: string | undefined;
      }
    | undefined;
  /** Return code of the last subcommand or macro. */
  rc: number;
  /** The last file has been left, but a macro still runs. */
  left: boolean;
}

/** Nothing runs. */
export function newMacros(): Macros {
  return { running: [], loading: undefined, rc: 0, left: false };
}

/** Whether a macro is there, and begins to read it; false when there is none, or too many run. */
export function callMacro(
  context: StepContext,
  macros: Macros,
  name: string,
  args: string,
  called?: string,
): boolean {
  const upper = name.toUpperCase();
  const found = findExec(context.cms, upper, XEDIT);
  if (found === undefined || macros.running.length >= MOST_MACROS) return false;
  macros.loading = { source: newLoading(upper, XEDIT, found), args, called };
  return true;
}

/** What a macro wants next; `more`: it is still being read. */
export type MacroStep = ProgramStep | 'more' | { readonly kind: 'unreadable'; readonly rc: number };

/** Work units that a step of reading costs. */
export const READING_COST = LOADING_COST;

/** Reads on, and begins the macro when all is there. */
export function loadMacro(context: StepContext, macros: Macros): MacroStep {
  const { source, args, called } = macros.loading!;
  const failed = readExec(context, source);
  if (failed === undefined && source.reading !== undefined) return 'more';
  macros.loading = undefined;
  if (failed !== undefined || !isRexx(source.lines)) {
    return { kind: 'unreadable', rc: failed !== undefined && 'rc' in failed ? failed.rc : 28 };
  }
  const { name, type, mode } = source;
  const program = newProgram(
    source.lines,
    { kind: 'COMMAND', args: [args], name, type, mode, called: called ?? name, environment: XEDIT },
    [XEDIT],
  );
  macros.running.push(program);
  return runProgram(program, context);
}

/** Goes on with the macro on top: with the answer to its effect, or the return code of its subcommand. */
export function continueMacro(
  context: StepContext,
  macros: Macros,
  answer: Answer | undefined,
): ProgramStep {
  const program = macros.running.at(-1)!;
  return answer === undefined
    ? subcommandEnded(program, macros.rc, context)
    : answerProgram(program, answer, context);
}

/** The macro on top is over. */
export function endMacro(context: StepContext, macros: Macros, rc: number): void {
  macros.running.pop();
  macros.rc = rc;
  // HI ends macros, not the session
  if (macros.running.length === 0) (context as FrameContext).nucleus.state.haltExecs = false;
}

/** What the macro on top is doing; undefined when none runs. */
export function topMacro(macros: Macros): Activity | undefined {
  const program = macros.running.at(-1);
  return program && topActivity(program);
}

/** Gives a program variables: `NAME.0` is how many values there are. False when there is no program. */
export function giveVariables(
  activity: Activity | undefined,
  name: string,
  values: readonly (string | number)[],
): boolean {
  if (activity === undefined) return false;
  return [values.length, ...values].every(
    (value, i) => writeVariable(activity, `${name}.${String(i)}`, String(value)) === 'ok',
  );
}
