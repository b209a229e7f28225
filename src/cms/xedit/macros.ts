/**
 * XEDIT macros: files of type XEDIT in REXX or EXEC 2 whose commands are subcommands (z/VM: XEDIT User's Guide, "Writing XEDIT
 * Macros"). They run in the frame of the session, one on top of another.
 */
import type { Answer, StepContext } from '../command.js';
import { LOADING_COST, newLoading, readExec, type ExecLoading } from '../exec/exec-source.js';
import { findExec } from '../exec/loaded-execs.js';
import { isExec2, newExec2 } from '../exec/exec2/exec2-program.js';
import {
  answerHosted,
  hostedSubcommandEnded,
  runHosted,
  type HostedProgram,
} from '../exec/hosted-program.js';
import type { ProgramStep } from '../exec/program-step.js';
import { isRexx, newProgram } from '../exec/rexx-program.js';
import type { FrameContext } from '../nucleus/context.js';

/** File type of macros, and the environment of their commands. */
const XEDIT = 'XEDIT';
/** Macros on top of each other. */
const MOST_MACROS = 20;

/** What runs; plain data. */
export interface Macros {
  /** The macro that was called last at the end. */
  readonly running: HostedProgram[];
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
  /** The return code that QUIT has named as it left the last file. */
  quit?: number | undefined;
}

/** Return code of subcommands when the last file of the ring has been left. */
export const NO_FILE = 6;

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
  const program = failed === undefined ? macroOf(source, args, called ?? source.name) : undefined;
  if (program === undefined) {
    return { kind: 'unreadable', rc: failed !== undefined && 'rc' in failed ? failed.rc : 28 };
  }
  macros.running.push(program);
  return runHosted(program, context);
}

/** The program in its language; undefined when it is in neither. */
function macroOf(source: ExecLoading, args: string, called: string): HostedProgram | undefined {
  const { lines, name, type, mode } = source;
  if (isExec2(lines)) return { exec2: newExec2(source, lines, args, called, [XEDIT]) };
  if (!isRexx(lines)) return undefined;
  const invocation = { name, type, mode, called, environment: XEDIT, args: [args] };
  return { rexx: newProgram(lines, { kind: 'COMMAND', ...invocation }, [XEDIT]) };
}

/** Goes on with the macro on top: with the answer to its effect, or the return code of its subcommand. */
export function continueMacro(
  context: StepContext,
  macros: Macros,
  answer: Answer | undefined,
): ProgramStep {
  const program = macros.running.at(-1)!;
  return answer === undefined
    ? hostedSubcommandEnded(program, macros.rc, context)
    : answerHosted(program, answer, context);
}

/** The macro on top is over. */
export function endMacro(context: StepContext, macros: Macros, rc: number): void {
  macros.running.pop();
  macros.rc = rc;
  // HI ends macros, not the session
  if (macros.running.length === 0) (context as FrameContext).nucleus.state.haltExecs = false;
}
