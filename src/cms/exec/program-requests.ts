/**
 * What a REXX program asks for comes out as an effect, which the nucleus carries out, or as a subcommand for an
 * environment that belongs to whoever runs it.
 */
import type { Effect, StepContext } from '../command.js';
import { externalEnded } from '../rexx/answers.js';
import type { Request } from '../rexx/host.js';
import { flushTyped } from '../rexx/streams.js';
import { newSearch, searchOn, type SearchStep } from './external-routine.js';
import { exit } from './program-end.js';
import { effect, type ProgramStep } from './program-step.js';
import { topActivity, type RexxProgram } from './rexx-program.js';
import { searchedLine } from './searched-line.js';
import { diagnoseEffect } from './waiting-diagnose.js';

/** Lines that wait to be typed before the program goes on. */
export const MOST_LINES = 200;
/** External routines on top of each other. */
const MOST_EXTERNAL = 100;

/** Does what a program asks for. */
export function carryOut(
  program: RexxProgram,
  request: Request,
  context: StepContext,
  cost: number,
): ProgramStep {
  const activity = topActivity(program);
  if (request.kind === 'exit') return exit(program, request, context, cost);
  if (request.kind === 'stream') throw new Error('a function on streams is not carried out here');
  if (request.kind !== 'work') flushTyped(activity);
  // before anything else is done, all that was said is seen
  const lines = activity.out.splice(0, request.kind === 'work' ? MOST_LINES : Infinity);
  switch (request.kind) {
    case 'work':
      return effect({ kind: 'work' }, lines, cost);
    case 'read':
      return effect({ kind: request.console ? 'read-console' : 'read' }, lines, cost);
    case 'cp':
      return effect({ kind: 'cp', command: request.command, buffered: true }, lines, cost);
    case 'diagnose':
      return effect(diagnoseEffect(request.code, request.values)!, lines, cost);
    case 'command': {
      const { environment, text } = request;
      program.command = undefined;
      return program.environments.includes(environment)
        ? { kind: 'subcommand', environment, text, lines, cost }
        : effect(command(program, environment, text, context), lines, cost);
    }
    case 'external': {
      const { asFunction, args, name } = request;
      program.search = newSearch({ asFunction, args, name, type: activity.invocation.type });
      return followSearch(program, searchOn(program.search, context), context, lines, cost);
    }
  }
}

/** Does what the search for an external routine wants. */
export function followSearch(
  program: RexxProgram,
  step: SearchStep,
  context: StepContext,
  lines: readonly string[],
  cost: number,
): ProgramStep {
  if (step.kind === 'effect') return effect(step.effect, lines, cost);
  const { asFunction, args, name } = program.search!;
  program.search = undefined;
  const activity = topActivity(program);
  const full = program.activities.length > MOST_EXTERNAL;
  if (step.kind === 'file' && !full) {
    const { source } = step;
    program.loading = {
      source,
      invocation: {
        ...{ kind: asFunction ? 'FUNCTION' : 'SUBROUTINE', args, name, type: source.type },
        ...{ mode: source.mode, called: name, environment: activity.invocation.environment },
      },
    };
    return effect({ kind: 'work' }, lines, cost);
  }
  const ending =
    step.kind === 'file'
      ? externalEnded(activity, undefined, 11)
      : externalEnded(activity, step.value, step.failed);
  if (ending !== undefined) {
    activity.out.unshift(...lines);
    return exit(program, ending, context, cost);
  }
  return effect({ kind: 'work' }, lines, cost);
}

/** A command for its environment (z/VM REXX/VM Reference, "Issuing Subcommands from Your Program"). */
function command(
  program: RexxProgram,
  environment: string,
  text: string,
  context: StepContext,
): Effect {
  switch (environment) {
    case 'COMMAND':
    case '':
      return { kind: 'command', line: text, caller: 'command' };
    case 'CP':
      return { kind: 'cp', command: text.trim().toUpperCase(), buffered: false };
    case 'CMS': {
      const line = searchedLine(context.cms, text);
      const isExec = line !== text && line.startsWith('EXEC ');
      if (!isExec) program.command = text.trim();
      return { kind: 'command', line, caller: 'exec' };
    }
    default:
      return { kind: 'command', line: text, caller: 'subcommand', environment };
  }
}
