/** How a REXX program ends: its streams are closed, its value is a return code, an error has a message. */
import type { Answer, StepContext } from '../command.js';
import { externalEnded } from '../rexx/answers.js';
import type { Ending } from '../rexx/host.js';
import { flushTyped } from '../rexx/streams.js';
import { textOf, wholeNumber, type Value } from '../rexx/value.js';
import { effect, type ProgramStep } from './program-step.js';
import { topActivity, type RexxProgram } from './rexx-program.js';
import { closeAll } from './streams/stream-functions.js';

/** What is added to the number of an error for the return code. */
const ERROR_BASE = 20_000;

/** A program is over: all of it, or the external routine that the one below waits for. */
export function exit(
  program: RexxProgram,
  request: Ending,
  context: StepContext,
  cost: number,
): ProgramStep {
  const { activities } = program;
  const activity = topActivity(program);
  flushTyped(activity);
  if (activities.length > 1) {
    const lines = activity.out.splice(0);
    activities.pop();
    const caller = topActivity(program);
    caller.out.push(...lines);
    const value = request.value === undefined ? undefined : textOf(request.value);
    const ending = externalEnded(caller, value, request.error === undefined ? undefined : 40);
    if (ending !== undefined) return exit(program, ending, context, cost);
    return effect({ kind: 'work' }, caller.out.splice(0), cost);
  }
  program.ending = request;
  return end(program, undefined, context, cost);
}

/** Closes the streams, and ends the program. */
export function end(
  program: RexxProgram,
  answer: Answer | undefined,
  context: StepContext,
  cost: number,
): ProgramStep {
  const activity = topActivity(program);
  const request = program.ending!;
  const closing = closeAll(program.streams, answer, context);
  if (closing !== undefined) return effect(closing, [], cost);
  const lines = activity.out.splice(0);
  const rc = returnCode(request.value);
  if (request.error === undefined && rc !== undefined) {
    return { kind: 'ended', rc, message: undefined, lines, cost };
  }
  // a message of the language processor is seen although HT was in effect
  context.cms.settings.typing = true;
  const { name, type } = activity.invocation;
  const line = activity.unit.clauses[activity.clause]?.line ?? 0;
  const message =
    request.error === undefined
      ? `DMSREX466E Error 26 running ${name} ${type}, line ${String(line)}: Invalid whole number`
      : lines.pop();
  return { kind: 'ended', rc: ERROR_BASE + (request.error?.number ?? 26), message, lines, cost };
}

/** The return code of a program; undefined when its value is none. */
function returnCode(value: Value | undefined): number | undefined {
  if (value === undefined || textOf(value).trim() === '') return 0;
  const rc = wholeNumber(value, 10);
  return rc === undefined || Math.abs(rc) > 0x7fffffff ? undefined : rc;
}
