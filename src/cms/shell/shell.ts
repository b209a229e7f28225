/**
 * The shell: reads command lines and has them carried out (VM/370 CMS User's Guide, "How CMS searches for
 * commands"): EXECs, commands and MODULEs, abbreviations, CP. It is the activation at the bottom.
 */
import type { Frame } from '../command.js';
import { endOfCommand } from '../files/disk-state.js';
import { readClock, type FrameContext } from '../nucleus/context.js';
import { IMMEDIATE } from '../nucleus/immediate.js';
import type { InnerAnswer, InnerEffect } from '../nucleus/nucleus.js';
import { findExec } from '../exec/loaded-execs.js';
import { searchedLine } from '../exec/searched-line.js';
import { freeAllMain } from '../os/main-storage.js';
import { dropTraps } from '../nucleus/events.js';
import { stopTimer } from '../nucleus/interval-timer.js';
import { endOfProgram } from '../os/os-state.js';
import { tokenise } from '../tokens.js';
import { readyMessage } from './ready.js';
import { BATCH, startQueue, type Queued } from './start-up.js';

/** How a step of the shell ends: it never does. */
export interface ShellResult {
  readonly effect: InnerEffect;
  readonly frame: Frame;
  readonly lines?: readonly string[];
  readonly cost?: number;
}

/** What IPL CMS types first. */
export const BANNER = 'VM/TS CMS Release 1.0';

/** Where the shell stands. */
interface ShellFrame {
  readonly stage:
    /** CP says what this system is called. */
    | 'identify'
    /** Waits for the first line (VM READ). */
    | 'first'
    /** Runs what IPL prescribes. */
    | 'start'
    /** At Ready. */
    | 'ready'
    /** A command runs. */
    | 'command'
    /** Files that the command left open are closed. */
    | 'closing'
    /** Extensions are told that the command has ended. */
    | 'ended'
    /** And that it was given up. */
    | 'purging'
    /** CP runs a line that was nothing to CMS. */
    | 'cp';
  /** Lines that are still to run before the first Ready. */
  readonly queue: readonly Queued[];
  /** The line that runs. */
  readonly line: string;
  /** Whether SYSPROF EXEC runs (IPL with PARM NOSPROF leaves it out). */
  readonly sysprof?: boolean;
  /** Return code of the command, while its files are closed. */
  readonly rc?: number;
  /** What is typed behind it. */
  readonly lines?: readonly string[];
  /** Recovery, which the next command follows. */
  readonly quiet?: boolean;
}

/** How a machine that was IPLed with PARM BATCH is IPLed behind each job. */
const NEXT_JOB = 'IPL CMS PARM AUTOCR BATCH';

/** One step. */
export function shellStep(
  frame: Frame,
  given: InnerAnswer | undefined,
  context: FrameContext,
): ShellResult {
  if (given === undefined) {
    return {
      effect: { kind: 'cp', command: 'QUERY USERID', buffered: true },
      frame: { ...frame, ...at('identify', [], '') },
    };
  }
  const f = frame as unknown as ShellFrame;
  if (given.kind === 'halted') {
    if (context.nucleus.state.purging === true) {
      const effect = { kind: 'launch', line: '*PURGE', quiet: false } as const;
      return { effect, frame: { ...at('purging', [], ''), quiet: given.quiet } };
    }
    return halted(context, given.quiet);
  }
  switch (f.stage) {
    case 'purging':
      return halted(context, f.quiet === true);
    case 'ended':
      return done(f, context, f.rc ?? 0, f.lines);
    case 'identify': {
      const line = given.kind === 'cp' ? (given.lines[0] ?? '') : '';
      context.nucleus.state.node = / AT (\S+)/.exec(line)?.[1] ?? '';
      return begin(frame, context);
    }
    case 'first':
      return startUp(given.kind === 'line' ? given.text : '', context, f.sysprof !== false);
    case 'ready':
      return given.kind === 'line' ? typedLine(given.text, [], context) : terminal([]);
    case 'cp': {
      const rc = given.kind === 'cp' ? given.rc : 0;
      if (rc !== 1) return ended(f, context, rc);
      return ended(f, context, -1, ['Unknown CP/CMS command']);
    }
    case 'closing':
      return leftOpen(f, context, f.rc ?? 0) ?? ended(f, context, f.rc ?? 0);
    case 'start':
    case 'command': {
      const rc = given.kind === 'rc' ? given.rc : 0;
      const closing = leftOpen(f, context, rc);
      if (closing !== undefined) return closing;
      if (f.stage === 'command' && context.nucleus.state.notFound && rc === -3) {
        return unknown(f, context);
      }
      // that a disk of the start-up is not there is no error
      return ended(f, context, f.line.startsWith('ACCESS ') && f.stage === 'start' ? 0 : rc);
    }
  }
}

/** HX or recovery has given up everything else. */
function halted(context: FrameContext, quiet: boolean): ShellResult {
  endOfCommand(context.cms.disks);
  // a job that has come to no good end is cleared away, and is told of
  const { batch, job } = context.nucleus.state;
  if (job !== undefined) job.running = false;
  if (batch !== undefined || job !== undefined) {
    return nextQueued([{ ...BATCH, line: `${BATCH.line} *ENDED` }], context, 0);
  }
  return quiet ? terminal([]) : ready(context, 0);
}

/** A command has ended: extensions that want to know are told, then it is done. */
function ended(
  f: Pick<ShellFrame, 'queue' | 'line'>,
  context: FrameContext,
  rc: number,
  lines: readonly string[] = [],
): ShellResult {
  const { extensions } = context.nucleus.state;
  if (!extensions.some((one) => one.endOfCommand === true)) return done(f, context, rc, lines);
  return {
    effect: { kind: 'launch', line: '*ENDCMD', quiet: false },
    frame: { ...at('ended', f.queue, f.line), rc, lines },
  };
}

/** What programs left open is closed before Ready. */
function leftOpen(f: ShellFrame, context: FrameContext, rc: number): ShellResult | undefined {
  const { disks, os } = context.cms;
  const traced = context.nucleus.state.svcTrace.lines.length > 0 ? '*SVCTRC' : undefined;
  const line = os.open.length > 0 ? '*OSEND' : disks.open.length > 0 ? 'FINIS * * *' : traced;
  if (line === undefined) return undefined;
  return {
    effect: { kind: 'launch', line, quiet: false },
    frame: { ...at('closing', f.queue, f.line), rc },
  };
}

function begin(frame: Frame, context: FrameContext): ShellResult {
  const parm = typeof frame['parm'] === 'string' ? frame['parm'].toUpperCase() : '';
  const sysprof = !parm.split(/\s+/).includes('NOSPROF');
  if (parm.split(/\s+/).includes('BATCH')) context.nucleus.state.batch = 'on';
  if (parm.split(/\s+/).includes('AUTOCR')) {
    const start = startUp('', context, sysprof);
    return { ...start, lines: [BANNER, ...(start.lines ?? [])] };
  }
  return {
    lines: [BANNER],
    effect: { kind: 'read-console' },
    frame: { ...at('first', [], ''), sysprof },
  };
}

function startUp(first: string, context: FrameContext, sysprof: boolean): ShellResult {
  return nextQueued(startQueue(first, context, sysprof), context, 0);
}

function nextQueued(
  queue: readonly Queued[],
  context: FrameContext,
  rc: number,
  lines: readonly string[] = [],
): ShellResult {
  const [next, ...rest] = queue;
  context.nucleus.state.halted = false;
  if (next === undefined) return ready(context, rc, lines);
  if (next.line.startsWith('EXEC ')) {
    // a profile that is not there is not missed
    if (findExec(context.cms, tokenise(next.line)[1] ?? '') === undefined) {
      return nextQueued(rest, context, rc, lines);
    }
  }
  if (next.typed) {
    const result = typedLine(next.line, rest, context);
    return { ...result, lines: [...lines, ...(result.lines ?? [])] };
  }
  return {
    lines,
    effect: { kind: 'launch', line: next.line, quiet: next.quiet },
    frame: at('start', rest, next.line),
  };
}

function typedLine(text: string, queue: readonly Queued[], context: FrameContext): ShellResult {
  const settings = context.cms.settings;
  let line = text;
  if (settings.linend !== '' && line.includes(settings.linend)) {
    const [head = '', ...rest] = line.split(settings.linend);
    context.cms.stack.typed.unshift(...rest);
    context.cms.stack.size += rest.reduce((sum, part) => sum + part.length + 1, 0);
    line = head;
  }
  const [name, ...operands] = tokenise(line);
  if (name === undefined)
    return queue.length > 0 ? nextQueued(queue, context, 0) : terminal(['CMS']);
  if (name.startsWith('*')) return done({ queue }, context, 0);
  // with nothing running an immediate command has nothing to do; what TS began outlives its program
  if (IMMEDIATE.includes(name) && operands.length === 0) {
    if (name === 'TS' || name === 'TE') settings.exectrac = name === 'TS';
    return done({ queue }, context, 0);
  }
  return {
    effect: { kind: 'launch', line: searchedLine(context.cms, line), quiet: false },
    frame: at('command', queue, line),
  };
}

/** Nothing to CMS: CP may know it. */
function unknown(f: ShellFrame, context: FrameContext): ShellResult {
  if (!context.cms.settings.impcp) return ended(f, context, -3, ['Unknown CMS command']);
  return {
    effect: { kind: 'cp', command: f.line.trim(), buffered: false, implied: true },
    frame: at('cp', f.queue, f.line),
  };
}

function done(
  f: Pick<ShellFrame, 'queue'>,
  context: FrameContext,
  rc: number,
  lines: readonly string[] = [],
): ShellResult {
  endOfCommand(context.cms.disks);
  stopTimer(context.nucleus);
  endOfProgram(context.cms.os);
  dropTraps(context.nucleus);
  freeAllMain(context.nucleus);
  return nextQueued(f.queue, context, rc, lines);
}

function ready(context: FrameContext, rc: number, lines: readonly string[] = []): ShellResult {
  const n = context.nucleus;
  const { batch } = n.state;
  n.state.batch = undefined;
  // a CMSBATCH that fails, or is not there, does not fail for ever
  if (batch === 'on' && rc === 0 && findExec(context.cms, 'CMSBATCH') !== undefined) {
    return {
      lines,
      effect: { kind: 'cp', command: NEXT_JOB, buffered: false },
      frame: at('cp', [], NEXT_JOB),
    };
  }
  endOfCommand(context.cms.disks);
  n.state.halted = false;
  n.state.haltExecs = false;
  n.state.immediate = [];
  const clock = readClock(n);
  const message = readyMessage(
    context.cms.settings.rdymsg,
    rc,
    clock.virtual - n.state.virtualTime,
    // charged steps may run ahead of what the processor has really used
    Math.max(clock.total - n.state.totalTime, clock.virtual - n.state.virtualTime),
    clock.now,
  );
  n.state.virtualTime = clock.virtual;
  n.state.totalTime = clock.total;
  return terminal([...lines, message]);
}

function terminal(lines: readonly string[]): ShellResult {
  return { lines, effect: { kind: 'terminal' }, frame: at('ready', [], '') };
}

function at(stage: ShellFrame['stage'], queue: readonly Queued[], line: string): Frame {
  return { stage, queue, line };
}
