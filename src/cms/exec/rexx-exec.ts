/**
 * REXX programs as CMS runs them (z/VM REXX/VM Reference, "CMS and REXX"): what a program asks for becomes an effect
 * of the EXEC command, and its answer brings the program on. External routines written in REXX are programs on top
 * of the one that called them, in the same frame.
 */
import type { Answer, Effect, Frame, StepContext, StepResult } from '../command.js';
import type { FrameContext } from '../nucleus/context.js';
import { findProgram } from '../nucleus/program-files.js';
import { stackedLines, stackLine, takeStacked } from '../program-stack.js';
import { commandEnded, cpEnded, externalEnded, halt, lineRead } from '../rexx/answers.js';
import type { Activity, Invocation } from '../rexx/activity.js';
import { newActivity } from '../rexx/activity.js';
import type { Request, RexxHost } from '../rexx/host.js';
import { run } from '../rexx/machine.js';
import { textOf, wholeNumber } from '../rexx/value.js';
import type { Value } from '../rexx/value.js';
import { LOADING_COST, newLoading, readExec, type ExecLoading } from './exec-source.js';

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

/** REXX programs in a frame of EXEC. */
interface RexxFrame {
  readonly rexx: {
    /** The programs, the one that was called last at the end. */
    readonly activities: Activity[];
    /** An external routine that is being read. */
    loading: { readonly source: ExecLoading; readonly invocation: Invocation } | undefined;
    /** A command that went to CMS, in case that it is CP's. */
    command: string | undefined;
    /** The program is over, but for lines that are being typed. */
    ended: { readonly rc: number; readonly lines: readonly string[] } | undefined;
  };
}

/** Whether a program is REXX: its first line begins with a comment. */
export function isRexx(lines: readonly string[]): boolean {
  return lines[0]?.trimStart().startsWith('/*') === true;
}

/** Begins an EXEC that has been read. */
export function startRexx(context: StepContext, source: ExecLoading): StepResult {
  const operands = context.text.replace(/^\s*\S+\s+[^\s(]+ ?/, '');
  const activity = newActivity(source.lines, {
    kind: 'COMMAND',
    args: [operands],
    name: source.name,
    type: source.type,
    mode: source.mode,
    called: source.name,
    environment: 'CMS',
  });
  return goOn(
    { rexx: { activities: [activity], loading: undefined, command: undefined, ended: undefined } },
    context,
  );
}

/** Goes on with the answer to what the program asked for. */
export function resumeRexx(frame: Frame, answer: Answer, context: StepContext): StepResult {
  const f = frame as unknown as RexxFrame;
  const { rexx } = f;
  if (rexx.ended !== undefined) return rexx.ended;
  if (rexx.loading !== undefined) return loadExternal(f, context);
  const activity = rexx.activities.at(-1)!;
  const ending = take(f, activity, answer, context);
  if (ending === 'again') {
    const command = rexx.command ?? '';
    return effect({ kind: 'cp', command, buffered: false, implied: true }, f);
  }
  if (ending !== undefined) return carryOut(f, ending, context, 0);
  return goOn(f, context);
}

/** Gives an answer to the program; `again` when a command is to be tried as CP's. */
function take(
  f: RexxFrame,
  activity: Activity,
  answer: Answer,
  context: StepContext,
): Request | 'again' | undefined {
  const { rexx } = f;
  switch (answer.kind) {
    case 'rc': {
      const n = (context as FrameContext).nucleus;
      if (answer.rc === UNKNOWN && n.state.notFound && rexx.command !== undefined) {
        if (context.cms.settings.impcp) return 'again';
      }
      rexx.command = undefined;
      return commandEnded(activity, answer.rc);
    }
    case 'cp':
      if (activity.waiting?.kind === 'cp') return cpEnded(activity, answer.rc, answer.lines);
      // a command that CP does not know either is nobody's
      if (rexx.command !== undefined && answer.rc === 1) {
        rexx.command = undefined;
        return commandEnded(activity, UNKNOWN);
      }
      rexx.command = undefined;
      return commandEnded(activity, answer.rc);
    case 'line':
      return lineRead(activity, answer.text);
    default:
      return undefined;
  }
}

function goOn(f: RexxFrame, context: StepContext): StepResult {
  const n = (context as FrameContext).nucleus;
  const activity = f.rexx.activities.at(-1)!;
  if (n.state.haltExecs) halt(activity);
  const request = run(activity, hostOf(context), CLAUSES);
  // a trap has taken HALT: nothing is left to be halted
  if (n.state.haltExecs && request.kind !== 'exit') n.state.haltExecs = false;
  return carryOut(f, request, context, CLAUSES * CLAUSE_COST);
}

function effect(what: Effect, f: RexxFrame, lines: readonly string[] = [], cost = 0): StepResult {
  return { effect: what, frame: f as unknown as Frame, lines, cost, data: true };
}

/** Does what a program asks for. */
function carryOut(f: RexxFrame, request: Request, context: StepContext, cost: number): StepResult {
  const { rexx } = f;
  const activity = rexx.activities.at(-1)!;
  if (request.kind === 'exit') return exit(f, request, context, cost);
  const lines = activity.out.splice(0, MOST_LINES);
  switch (request.kind) {
    case 'work':
      return effect({ kind: 'work' }, f, lines, cost);
    case 'read':
      return effect({ kind: request.console ? 'read-console' : 'read' }, f, lines, cost);
    case 'cp':
      return effect({ kind: 'cp', command: request.command, buffered: true }, f, lines, cost);
    case 'command':
      return effect(command(f, request, context), f, lines, cost);
    case 'external': {
      const { asFunction, args, name } = request;
      const found = findProgram(context.cms, name, 'EXEC');
      if (found === undefined || rexx.activities.length > MOST_EXTERNAL) {
        const ending = externalEnded(activity, undefined, found === undefined ? 43 : 11);
        return ending === undefined
          ? effect({ kind: 'work' }, f, lines, cost)
          : carryOut(f, ending, context, cost);
      }
      const source = newLoading(name, 'EXEC', found);
      rexx.loading = {
        source,
        invocation: {
          ...{ kind: asFunction ? 'FUNCTION' : 'SUBROUTINE', args, name, type: 'EXEC' },
          ...{ mode: source.mode, called: name, environment: 'CMS' },
        },
      };
      return effect({ kind: 'work' }, f, lines, cost);
    }
  }
}

/** A command for its environment (z/VM REXX/VM Reference, "Issuing Subcommands from Your Program"). */
function command(
  f: RexxFrame,
  { environment, text }: Extract<Request, { kind: 'command' }>,
  context: StepContext,
): Effect {
  f.rexx.command = undefined;
  switch (environment) {
    case 'COMMAND':
    case '':
      return { kind: 'command', line: text, caller: 'command' };
    case 'CP':
      return { kind: 'cp', command: text.trim(), buffered: false };
    case 'CMS': {
      const name = /^\s*([^\s()]+)/.exec(text)?.[1]?.toUpperCase() ?? '';
      const { impex } = context.cms.settings;
      const isExec = impex && findProgram(context.cms, name, 'EXEC') !== undefined;
      if (isExec) return { kind: 'command', line: `EXEC ${text.trimStart()}`, caller: 'exec' };
      f.rexx.command = text.trim();
      return { kind: 'command', line: text, caller: 'exec' };
    }
    default:
      // a subcommand environment: its own name in front, as SUBCOM finds it
      return { kind: 'command', line: `SUBCOM ${environment}`, caller: 'command' };
  }
}

/** A program is over: the EXEC command, or the external routine that the one below waits for. */
function exit(
  f: RexxFrame,
  request: Extract<Request, { kind: 'exit' }>,
  context: StepContext,
  cost: number,
): StepResult {
  const { activities } = f.rexx;
  const activity = activities.at(-1)!;
  const lines = activity.out.splice(0);
  if (activities.length > 1) {
    activities.pop();
    const caller = activities.at(-1)!;
    caller.out.push(...lines);
    const value = request.value === undefined ? undefined : textOf(request.value);
    const ending = externalEnded(caller, value, request.error === undefined ? undefined : 40);
    if (ending !== undefined) return carryOut(f, ending, context, cost);
    return effect({ kind: 'work' }, f, caller.out.splice(0), cost);
  }
  const rc = returnCode(request.value);
  if (request.error === undefined && rc !== undefined) return { rc, lines, cost, data: true };
  const number = request.error?.number ?? 26;
  const ended = { rc: ERROR_BASE + number, lines: lines.splice(-1) };
  if (request.error === undefined) {
    const { name, type } = activity.invocation;
    lines.push(...ended.lines);
    ended.lines = [
      `DMSREX466E Error 26 running ${name} ${type}, line ${String(lastLine(activity))}: Invalid whole number`,
    ];
  }
  // what the program said is its own affair; the message is edited as SET EMSG has it
  f.rexx.ended = ended;
  return effect({ kind: 'type', lines: [] }, f, lines, cost);
}

function lastLine(activity: Activity): number {
  return activity.unit.clauses[activity.clause]?.line ?? 0;
}

/** The return code of an EXEC; undefined when its value is none. */
function returnCode(value: Value | undefined): number | undefined {
  if (value === undefined || textOf(value).trim() === '') return 0;
  const rc = wholeNumber(value, 10);
  return rc === undefined || Math.abs(rc) > 0x7fffffff ? undefined : rc;
}

function loadExternal(f: RexxFrame, context: StepContext): StepResult {
  const { rexx } = f;
  const { source, invocation } = rexx.loading!;
  const failed = readExec(context, source);
  if (failed !== undefined || (source.reading === undefined && !isRexx(source.lines))) {
    rexx.loading = undefined;
    const ending = externalEnded(rexx.activities.at(-1)!, undefined, 40);
    return ending === undefined ? goOn(f, context) : carryOut(f, ending, context, 0);
  }
  if (source.reading !== undefined) return effect({ kind: 'work' }, f, [], LOADING_COST);
  rexx.loading = undefined;
  rexx.activities.push(newActivity(source.lines, invocation));
  return goOn(f, context);
}

/** CMS as a program sees it in this step. */
function hostOf(context: StepContext): RexxHost {
  const { cms } = context;
  const n = (context as FrameContext).nucleus;
  return {
    userid: context.userid,
    get now() {
      return context.now;
    },
    microseconds: 0,
    get columns() {
      return context.display?.columns ?? 130;
    },
    get storageSize() {
      return n.machine.storageSize;
    },
    queued: () => stackedLines(cms.stack),
    stack: (line, order) => stackLine(cms.stack, line, order),
    pull: () => takeStacked(cms.stack),
    externals: () => cms.stack.typed.length,
    flag(name) {
      const { settings } = cms;
      const flags: Readonly<Record<string, boolean>> = {
        ABBREV: settings.abbrev,
        AUTOREAD: settings.autoread,
        CMSTYPE: settings.typing,
        EXECTRAC: false,
        IMPCP: settings.impcp,
        IMPEX: settings.impex,
        PROTECT: settings.protect,
        RELPAGE: settings.relpage,
        SUBSET: false,
      };
      return flags[name];
    },
    fetch: (address, length) => context.fetch(address, length),
    store: (address, bytes) => context.store(address, bytes),
  };
}
