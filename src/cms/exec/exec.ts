/**
 * EXEC: runs a file of filetype EXEC (VM/370 CMS Command and Macro Reference, "EXEC"). The first line tells
 * the language: a comment in slash and asterisk is REXX, &TRACE EXEC 2, everything else the CMS EXEC language.
 */
import { toEbcdic } from '../../shared/ebcdic.js';
import type { Answer, Command, Frame, LocalTime, StepContext, StepResult } from '../command.js';
import { PUNCH, PUNCH_CARD } from '../commands/record-output.js';
import type { FrameContext } from '../nucleus/context.js';
import { findExec } from './loaded-execs.js';
import { stackedLines, stackLine } from '../program-stack.js';
import { tokenise } from '../tokens.js';
import { newExec, setArguments, setVariable, type ExecState } from './exec-program.js';
import { carryOut, holds, type ExecAction } from './exec-statement.js';
import { isExec2 } from './exec2/exec2-program.js';
import { resumeExec2, startExec2 } from './exec2/exec2.js';
import { LOADING_COST, newLoading, readExec, type ExecLoading } from './exec-source.js';
import { words, type ExecSurroundings } from './exec-words.js';
import { resumeRexx, startRexx } from './rexx-exec.js';
import { isRexx } from './rexx-program.js';

/** Statements in one step. */
const STATEMENTS = 200;
const CARD = 80;
const NO_ROOM: StepResult = {
  rc: 104,
  lines: ['DMSEXT109S Virtual storage capacity exceeded'],
};
/** EXECs may call each other this deep. */
const MOST_LEVELS = 40;

/** The EXEC command. */
export const exec: Command = {
  name: 'EXEC',
  minimum: 2,
  start(context: StepContext): StepResult {
    const name = context.tokens[1];
    if (name === undefined || name === '(') {
      return { rc: 24, lines: ['DMSEXC001E No filename specified'] };
    }
    const found = findExec(context.cms, name);
    if (found === undefined) {
      return { rc: 28, lines: [`DMSEXC002E File ${name} EXEC * not found`] };
    }
    const n = (context as FrameContext).nucleus;
    const levels = n.state.activations.filter((a) => a.command === 'EXEC').length;
    if (levels > MOST_LEVELS) return failed(name, 0, 805, 'Too many EXECs are active');
    return load(context, newLoading(name, 'EXEC', found));
  },
  resume(frame: Frame, answer: Answer, context: StepContext): StepResult {
    const loading = frame['loading'] as ExecLoading | undefined;
    if (loading !== undefined) return load(context, loading);
    if (frame['rexx'] !== undefined) return resumeRexx(frame, answer, context);
    if (frame['exec2'] !== undefined) return resumeExec2(frame, answer, context);
    const state = frame as unknown as ExecState;
    if (answer.kind === 'rc') commandEnded(state, answer.rc);
    if (answer.kind === 'line') lineRead(state, answer.text);
    if (answer.kind === 'written' && answer.result !== 'ok') commandEnded(state, 100);
    return goOn(state, context);
  },
};

/** Goes on with the reading of an EXEC, and begins it when all is there. */
function load(context: StepContext, loading: ExecLoading): StepResult {
  const failed = readExec(context, loading);
  if (failed !== undefined) return failed;
  if (loading.reading !== undefined) {
    return { effect: { kind: 'work' }, frame: { loading }, cost: LOADING_COST };
  }
  const { name, lines } = loading;
  if (isRexx(lines)) return startRexx(context, loading);
  if (isExec2(lines)) return startExec2(context, loading);
  // the operands as they were tokenised, without EXEC and the name
  return goOn(newExec(name, lines, tokenise(context.text).slice(2)), context);
}

function goOn(state: ExecState, context: StepContext): StepResult {
  const n = (context as FrameContext).nucleus;
  const typed: string[] = state.messages.splice(0);
  for (let count = 0; count < STATEMENTS; count++) {
    if (n.state.haltExecs) return { rc: 0, lines: typed, cost: count };
    if (state.reading !== undefined) return effect({ kind: 'read' }, state, typed, count);
    const around = surroundings(context);
    const line = nextLine(state, around);
    if (line === undefined) return { rc: 0, lines: typed, cost: count };
    const action = carryOut(state, line, around);
    const ended = act(action, state, context, typed, count);
    if (ended !== undefined) return ended;
  }
  return effect({ kind: 'work' }, state, typed, STATEMENTS);
}

/** Does what a statement asks for; undefined when the next statement follows. */
function act(
  action: ExecAction,
  state: ExecState,
  context: StepContext,
  typed: string[],
  cost: number,
): StepResult | undefined {
  switch (action.kind) {
    case 'next':
      typed.push(...(action.type ?? []));
      return undefined;
    case 'typing':
      context.cms.settings.typing = action.on;
      return undefined;
    case 'stack':
      for (const line of action.lines) {
        if (!stackLine(context.cms.stack, line, action.order)) {
          return withLines(NO_ROOM, typed);
        }
      }
      return undefined;
    case 'punch': {
      const records = action.lines.map((line) => ({
        command: PUNCH_CARD,
        data: toEbcdic(line.slice(0, CARD).padEnd(CARD)),
      }));
      return effect({ kind: 'write-records', device: PUNCH, records }, state, typed, cost);
    }
    case 'read':
      return effect({ kind: 'read' }, state, typed, cost);
    case 'exit':
      return { rc: action.rc, lines: typed, cost };
    case 'full':
      return withLines(NO_ROOM, typed);
    case 'error':
      return withLines(failed(state.name, state.at, action.rc, action.text), typed);
    case 'command': {
      typed.push(...action.shown);
      return effect({ kind: 'command', line: action.line, caller: 'exec' }, state, typed, cost);
    }
  }
}

function commandEnded(state: ExecState, rc: number): void {
  state.retcode = rc;
  if (rc === 0) {
    state.inError = false;
    return;
  }
  if (state.control !== 'OFF') {
    const digits = rc < 0 ? '-' + String(-rc).padStart(4, '0') : String(rc).padStart(5, '0');
    state.messages.push(`+++ R(${digits}) +++`);
  }
  if (state.onError !== '' && !state.inError) {
    state.inError = true;
    state.pending.push(state.onError);
  }
}

function lineRead(state: ExecState, line: string): void {
  const reading = state.reading;
  state.reading = undefined;
  if (reading === undefined) return;
  switch (reading.kind) {
    case 'args':
      setArguments(state, tokenise(line));
      return;
    case 'vars': {
      const values = tokenise(line);
      reading.names.forEach((name, i) => setVariable(state, name, values[i] ?? ''));
      return;
    }
    case 'lines':
      state.pending.push(line);
      if (reading.left > 1) state.reading = { kind: 'lines', left: reading.left - 1 };
  }
}

/** The next line to carry out; undefined at the end. Loops turn back here. */
function nextLine(state: ExecState, around: ExecSurroundings): string | undefined {
  const pending = state.pending.shift();
  if (pending !== undefined) return pending;
  for (;;) {
    const inner = state.loops.at(-1);
    if (inner === undefined || state.at !== inner.last + 1) break;
    if (inner.turns !== undefined) inner.turns--;
    const [left = '', operator = '', right = ''] = words(inner.condition ?? '');
    const over =
      inner.turns !== undefined
        ? inner.turns <= 0
        : holds(state, left, operator, right, around) !== false;
    if (over) {
      state.loops.pop();
      break;
    }
    state.at = inner.first;
  }
  return state.lines[state.at] === undefined ? undefined : state.lines[state.at++];
}

function effect(
  what: Extract<StepResult, { effect: unknown }>['effect'],
  state: ExecState,
  lines: readonly string[],
  cost: number,
): StepResult {
  return { effect: what, frame: state as unknown as Frame, lines, cost };
}

function surroundings(context: StepContext): ExecSurroundings {
  return {
    stacked: stackedLines(context.cms.stack) > 0,
    typing: context.cms.settings.typing,
    get time() {
      return clockText(context.now);
    },
  };
}

function clockText(now: LocalTime): string {
  return [now.hour, now.minute, now.second].map((part) => String(part).padStart(2, '0')).join(':');
}

function failed(name: string, line: number, rc: number, text: string): StepResult {
  return {
    rc,
    lines: [`DMSEXT072E Error in EXEC file ${name}, line ${String(line)} - ${text}`],
  };
}

function withLines(result: StepResult, lines: readonly string[]): StepResult {
  return { ...result, lines: [...lines, ...(result.lines ?? [])] };
}
