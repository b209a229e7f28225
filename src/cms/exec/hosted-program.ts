/** A program of REXX or EXEC 2 in a command that runs it, as EXEC and XEDIT do: which it is, and how it goes on. */
import type { Answer, StepContext } from '../command.js';
import { answerExec2, runExec2 } from './exec2/exec2-run.js';
import type { Exec2State } from './exec2/exec2-program.js';
import type { ProgramStep } from './program-step.js';
import type { RexxProgram } from './rexx-program.js';
import { answerProgram, runProgram, subcommandEnded } from './run-program.js';

/** One of the two; plain data. */
export type HostedProgram =
  | { readonly rexx: RexxProgram; readonly exec2?: undefined }
  | { readonly exec2: Exec2State; readonly rexx?: undefined };

/** Lets it run until it wants something or its share is used up. */
export function runHosted(program: HostedProgram, context: StepContext): ProgramStep {
  return program.rexx === undefined
    ? runExec2(program.exec2, context)
    : runProgram(program.rexx, context);
}

/** Goes on with the answer to an effect. */
export function answerHosted(
  program: HostedProgram,
  answer: Answer,
  context: StepContext,
): ProgramStep {
  return program.rexx === undefined
    ? answerExec2(program.exec2, answer, context)
    : answerProgram(program.rexx, answer, context);
}

/** Goes on when a command for one of its own environments has ended. */
export function hostedSubcommandEnded(
  program: HostedProgram,
  rc: number,
  context: StepContext,
): ProgramStep {
  return program.rexx === undefined
    ? answerExec2(program.exec2, { kind: 'rc', rc }, context)
    : subcommandEnded(program.rexx, rc, context);
}
