/**
 * A REXX program with the external routines on top of it, for whoever runs one: the EXEC command, XEDIT for its macros,
 * a stage of a pipeline. What the program asks for comes out as an effect, which the nucleus carries out, or as a
 * subcommand for an environment that belongs to whoever runs it; the answer brings the program on. All of it is plain
 * data, so that it stays in the frame of its command, and several may live side by side.
 */
import type { Answer, Effect, StepContext } from '../command.js';
import type { FrameContext } from '../nucleus/context.js';
import { searchedLine } from './searched-line.js';
import {
  commandEnded,
  cpEnded,
  diagnoseEnded,
  externalEnded,
  halt,
  lineRead,
  streamEnded,
} from '../rexx/answers.js';
import type { Activity, Invocation } from '../rexx/activity.js';
import { newActivity } from '../rexx/activity.js';
import type { Request } from '../rexx/host.js';
import { run } from '../rexx/machine.js';
import { flushTyped, typeCharacters } from '../rexx/streams.js';
import { setTrace } from '../rexx/tracing.js';
import { textOf, wholeNumber } from '../rexx/value.js';
import type { Value } from '../rexx/value.js';
import { LOADING_COST, readExec, type ExecLoading } from './exec-source.js';
import {
  newSearch,
  searchAnswered,
  searchOn,
  type RoutineSearch,
  type SearchStep,
} from './external-routine.js';
import { hostOf } from './rexx-host.js';
import { diagnoseEffect, diagnosedValue } from './waiting-diagnose.js';
import { closeAll, resumeCall, startCall } from './streams/stream-functions.js';
import { newStreams, type Streams, type StreamStep } from './streams/stream-work.js';

/** Clauses in one step, and work units that a clause costs. */
const CLAUSES = 4000;
const CLAUSE_COST = 0.25;
/** Lines that wait to be typed before the program goes on. */
const MOST_LINES = 200;
/** External routines on top of each other. */
const MOST_EXTERNAL = 100;
/** What is added to the number of an error for the return code. */
const ERROR_BASE = 20_000;
/** Return code of a command that nobody knows. */
const UNKNOWN = -3;

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
  ending: Extract<Request, { kind: 'exit' }> | undefined;
  /** Environments whose commands whoever runs the program carries out. */
  readonly environments: readonly string[];
}

/** What comes next. `lines` are to be typed first, as data; `cost` is what the step has used. */
export type ProgramStep = {
  readonly lines: readonly string[];
  readonly cost: number;
} & (
  | /** The nucleus has to do this; {@link answerProgram} takes the answer. */
    { readonly kind: 'effect'; readonly effect: Effect }
    /** A command for one of the program's own environments; {@link subcommandEnded} takes its return code. */
  | { readonly kind: 'subcommand'; readonly environment: string; readonly text: string }
  /** It is over. `message` goes out behind the lines, edited as SET EMSG has it. */
  | { readonly kind: 'ended'; readonly rc: number; readonly message: string | undefined }
);

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

/** Lets the program run until it wants something or its share is used up. */
export function runProgram(program: RexxProgram, context: StepContext): ProgramStep {
  const n = (context as FrameContext).nucleus;
  const activity = topActivity(program);
  const { exectrac } = context.cms.settings;
  if (activity.traced !== exectrac) {
    activity.traced = exectrac;
    setTrace(activity, exectrac ? '?R' : 'O');
  }
  if (n.state.haltExecs) halt(activity);
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
  return ending && carryOut(program, ending, context, cost);
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
  if (ending !== undefined) return carryOut(program, ending, context, 0);
  return runProgram(program, context);
}

/** Goes on when a command for one of its own environments has ended. */
export function subcommandEnded(
  program: RexxProgram,
  rc: number,
  context: StepContext,
): ProgramStep {
  const ending = commandEnded(topActivity(program), rc);
  if (ending !== undefined) return carryOut(program, ending, context, 0);
  return runProgram(program, context);
}

/** Gives an answer to the program; `again` when a command is to be tried as CP's. */
function take(
  program: RexxProgram,
  answer: Answer,
  context: StepContext,
): Request | 'again' | undefined {
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

function effect(what: Effect, lines: readonly string[] = [], cost = 0): ProgramStep {
  return { kind: 'effect', effect: what, lines, cost };
}

/** Does what a program asks for. */
function carryOut(
  program: RexxProgram,
  request: Request,
  context: StepContext,
  cost: number,
): ProgramStep {
  const activity = topActivity(program);
  if (request.kind === 'exit') return exit(program, request, context, cost);
  if (request.kind === 'stream') throw new Error('a function on streams is not carried out here');
  if (request.kind !== 'work') flushTyped(activity);
  const lines = activity.out.splice(0, MOST_LINES);
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
function followSearch(
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
    return carryOut(program, ending, context, cost);
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

/** A program is over: all of it, or the external routine that the one below waits for. */
function exit(
  program: RexxProgram,
  request: Extract<Request, { kind: 'exit' }>,
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
    if (ending !== undefined) return carryOut(program, ending, context, cost);
    return effect({ kind: 'work' }, caller.out.splice(0), cost);
  }
  program.ending = request;
  return end(program, undefined, context, cost);
}

/** Closes the streams, and ends the program. */
function end(
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

function loadExternal(program: RexxProgram, context: StepContext): ProgramStep {
  const { source, invocation } = program.loading!;
  const failed = readExec(context, source);
  if (failed !== undefined || (source.reading === undefined && !isRexx(source.lines))) {
    program.loading = undefined;
    const ending = externalEnded(topActivity(program), undefined, 40);
    return ending === undefined
      ? runProgram(program, context)
      : carryOut(program, ending, context, 0);
  }
  if (source.reading !== undefined) return effect({ kind: 'work' }, [], LOADING_COST);
  program.loading = undefined;
  program.activities.push(newActivity(source.lines, invocation));
  return runProgram(program, context);
}
