/**
 * A REXX program with the external routines on top of it, for whoever runs one: the EXEC command, XEDIT for its macros,
 * a stage of a pipeline. All of it is plain data, so that it stays in the frame of its command, and several may live
 * side by side. run-program.ts brings it on.
 */
import { newActivity, type Activity, type Invocation } from '../rexx/activity.js';
import type { Ending } from '../rexx/host.js';
import type { ExecLoading } from './exec-source.js';
import type { RoutineSearch } from './external-routine.js';
import { newStreams, type Streams } from './streams/stream-work.js';

/** A program that runs. Plain data, changed in place. */
export interface RexxProgram {
  /** The programs, the one that was called last at the end. */
  readonly activities: Activity[];
  /** An external routine that is being read. */
  loading: { readonly source: ExecLoading; readonly invocation: Invocation } | undefined;
  /** An external routine that is being looked for, or that runs in machine code. */
  search: RoutineSearch | undefined;
  /** A command that went to CMS, in case that it is CP's. */
  command: string | undefined;
  /** Streams in use. */
  readonly streams: Streams;
  /** It is over, as soon as its streams are closed. */
  ending: Ending | undefined;
  /** Environments whose commands whoever runs the program carries out. */
  readonly environments: readonly string[];
}

/** Whether a program is REXX: its first line begins with a comment. */
export function isRexx(lines: readonly string[]): boolean {
  return lines[0]?.trimStart().startsWith('/*') === true;
}

/**
 * A program that is about to begin; {@link runProgram} brings it on.
 * @param environments - names whose commands come out as `subcommand`
 */
export function newProgram(
  lines: readonly string[],
  invocation: Invocation,
  environments: readonly string[] = [],
): RexxProgram {
  return {
    activities: [newActivity(lines, invocation)],
    loading: undefined,
    search: undefined,
    command: undefined,
    streams: newStreams(),
    ending: undefined,
    environments,
  };
}

/** The program on top, whose variables others see (rexx/variables.ts). */
export function topActivity(program: RexxProgram): Activity {
  return program.activities.at(-1)!;
}
