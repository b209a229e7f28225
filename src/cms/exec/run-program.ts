/** Brings a REXX program on: step by step, with the answers to what it has asked for. */
import type { Answer, StepContext } from '../command.js';
import type { FrameContext } from '../nucleus/context.js';
import { newActivity } from '../rexx/activity.js';
import {
  commandEnded,
  cpEnded,
  diagnoseEnded,
  externalEnded,
  halt,
  lineRead,
  streamEnded,
} from '../rexx/answers.js';
import type { Ending } from '../rexx/host.js';
import { run } from '../rexx/machine.js';
import { flushTyped, typeCharacters } from '../rexx/streams.js';
import { setExternalTrace } from '../rexx/tracing.js';
import { LOADING_COST, readExec } from './exec-source.js';
import { searchAnswered } from './external-routine.js';
import { end, exit } from './program-end.js';
import { carryOut, followSearch, MOST_LINES } from './program-requests.js';
import { effect, type ProgramStep } from './program-step.js';
import { hostOf } from './rexx-host.js';
import { isRexx, topActivity, type RexxProgram } from './rexx-program.js';
import { resumeCall, startCall } from './streams/stream-functions.js';
import type { StreamStep } from './streams/stream-work.js';
import { diagnosedValue } from './waiting-diagnose.js';

/** Clauses in one step, and work units that a clause costs. */
const CLAUSES = 4000;
const CLAUSE_COST = 0.25;
/** Return code of a command that nobody knows. */
const UNKNOWN = -3;

/** Lets the program run until it wants something or its share is used up. */
export function runProgram(program: RexxProgram, context: StepContext): ProgramStep {
  const n = (context as FrameContext).nucleus;
  const activity = topActivity(program);
  const { exectrac } = context.cms.settings;
  if (activity.traced !== exectrac) {
    activity.traced = exectrac;
    setExternalTrace(activity, exectrac);
  }
  if (n.state.haltExecs) halt(activity);
  // what was said in the step before is typed first: a program that only talks does not pile it up
  if (activity.out.length >= MOST_LINES) return carryOut(program, { kind: 'work' }, context, 0);
  const host = hostOf(context);
  let cost = 0;
  for (;;) {
    const request = run(activity, host, CLAUSES - Math.floor(cost / CLAUSE_COST));
    cost += activity.used * CLAUSE_COST;
    // a trap has taken HALT: nothing is left to be halted
    if (n.state.haltExecs && request.kind !== 'exit') n.state.haltExecs = false;
    if (request.kind !== 'stream') return carryOut(program, request, context, cost);
    // most lines of files are at hand: the program goes on in the same step
    const step = startCall(program.streams, request.call, context);
    cost += step.cost;
    const ending = afterStream(program, step, context, cost);
    if (ending !== undefined) return ending;
    if (cost >= CLAUSES * CLAUSE_COST || activity.out.length >= MOST_LINES) {
      return carryOut(program, { kind: 'work' }, context, cost);
    }
  }
}

/** A step of a function on streams: what the program waits for, or undefined when it goes on. */
function afterStream(
  program: RexxProgram,
  step: StreamStep,
  context: StepContext,
  cost: number,
): ProgramStep | undefined {
  const activity = topActivity(program);
  if (step.kind === 'effect') {
    if (step.effect.kind === 'read-console') flushTyped(activity);
    return effect(step.effect, activity.out.splice(0), cost);
  }
  program.streams.work = undefined;
  if (step.type !== undefined) typeCharacters(activity, step.type);
  const ending = streamEnded(activity, step.value, step.notReady);
  return ending && exit(program, ending, context, cost);
}

/** Goes on with the answer to an effect. */
export function answerProgram(
  program: RexxProgram,
  answer: Answer,
  context: StepContext,
): ProgramStep {
  if (program.loading !== undefined) return loadExternal(program, context);
  if (program.search !== undefined) {
    const step = searchAnswered(program.search, answer, context);
    return followSearch(program, step, context, [], 0);
  }
  if (program.ending !== undefined) return end(program, answer, context, 0);
  if (program.streams.work !== undefined) {
    const step = resumeCall(program.streams, answer, context);
    return afterStream(program, step, context, step.cost) ?? runProgram(program, context);
  }
  const ending = take(program, answer, context);
  if (ending === 'again') {
    const command = program.command ?? '';
    return effect({ kind: 'cp', command, buffered: false, implied: true });
  }
  if (ending !== undefined) return exit(program, ending, context, 0);
  return runProgram(program, context);
}

/** Goes on when a command for one of its own environments has ended. */
export function subcommandEnded(
  program: RexxProgram,
  rc: number,
  context: StepContext,
): ProgramStep {
  const ending = commandEnded(topActivity(program), rc);
  if (ending !== undefined) return exit(program, ending, context, 0);
  return runProgram(program, context);
}

/** Gives an answer to the program; `again` when a command is to be tried as CP's. */
function take(
  program: RexxProgram,
  answer: Answer,
  context: StepContext,
): Ending | 'again' | undefined {
  const activity = topActivity(program);
  switch (answer.kind) {
    case 'rc': {
      const n = (context as FrameContext).nucleus;
      if (answer.rc === UNKNOWN && n.state.notFound && program.command !== undefined) {
        if (context.cms.settings.impcp) return 'again';
      }
      program.command = undefined;
      return commandEnded(activity, answer.rc);
    }
    case 'cp': {
      if (activity.waiting?.kind === 'cp') return cpEnded(activity, answer.rc, answer.lines);
      // a command that CP does not know either is nobody's
      const unknown = program.command !== undefined && answer.rc === 1;
      program.command = undefined;
      return commandEnded(activity, unknown ? UNKNOWN : answer.rc);
    }
    case 'diagnosed': {
      const { waiting } = activity;
      const code = waiting?.kind === 'diagnose' ? waiting.code : 0;
      return diagnoseEnded(activity, diagnosedValue(code, answer));
    }
    case 'line':
      return lineRead(activity, answer.text);
    default:
      return undefined;
  }
}

function loadExternal(program: RexxProgram, context: StepContext): ProgramStep {
  const { source, invocation } = program.loading!;
  const failed = readExec(context, source);
  if (failed !== undefined || (source.reading === undefined && !isRexx(source.lines))) {
    program.loading = undefined;
    const ending = externalEnded(topActivity(program), undefined, 40);
    return ending === undefined ? runProgram(program, context) : exit(program, ending, context, 0);
  }
  if (source.reading !== undefined) return effect({ kind: 'work' }, [], LOADING_COST);
  program.loading = undefined;
  program.activities.push(newActivity(source.lines, invocation));
  return runProgram(program, context);
}
