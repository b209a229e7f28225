/** A program of the CMS EXEC language step by step, with the answers to what it has asked for. */
import { toEbcdic } from '../../shared/ebcdic.js';
import type { Answer, StepContext } from '../command.js';
import { PUNCH, PUNCH_CARD } from '../commands/record-output.js';
import type { FrameContext } from '../nucleus/context.js';
import { editMessages } from '../nucleus/edit-messages.js';
import { stackLine } from '../program-stack.js';
import { tokenise } from '../tokens.js';
import { ExecFault, setArguments, setVariable, wrong, type ExecState } from './exec-program.js';
import { loopEnds } from './exec-flow.js';
import { carryOut, type ExecAction } from './exec-statement.js';
import { surroundings } from './exec-surroundings.js';
import type { ExecSurroundings } from './exec-words.js';
import { effect, type ProgramStep } from './program-step.js';
import { ended, runStatements } from './run-statements.js';

const CARD = 80;
const NO_ROOM = 104;
const DEVICE_ERROR = 100;

/** Begins with the operands as they were tokenised, without EXEC and the name. */
export function startExec(
  state: ExecState,
  operands: readonly string[],
  context: StepContext,
): ProgramStep {
  return guarded(state, () => setArguments(state, operands)) ?? runExec(state, context);
}

/** Goes on with the answer to what the program asked for. */
export function answerExec(state: ExecState, answer: Answer, context: StepContext): ProgramStep {
  const around = surroundings(state, context);
  const failed = guarded(state, () => {
    if (answer.kind === 'rc') commandEnded(state, answer.rc, around);
    if (answer.kind === 'line') lineRead(state, answer.text, around);
    if (answer.kind === 'written' && answer.result !== 'ok') {
      commandEnded(state, DEVICE_ERROR, around);
    }
  });
  if (failed === undefined) return runExec(state, context);
  return { ...failed, lines: state.messages.splice(0) };
}

/** Does something that may be an error of the EXEC, which ends it. */
function guarded(state: ExecState, action: () => void): ProgramStep | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    if (!(error instanceof ExecFault)) throw error;
    if (error.rc === NO_ROOM) return ended(NO_ROOM, 'DMSEXT109S Virtual storage capacity exceeded');
    return ended(error.rc, execError(state.name, state.at, error.message));
  }
}

/** The message of an error in an EXEC. */
export function execError(name: string, line: number, text: string): string {
  return `DMSEXT072E Error in EXEC file ${name}, line ${String(line)} - ${text}`;
}

function runExec(state: ExecState, context: StepContext): ProgramStep {
  if (state.typing !== undefined) context.cms.settings.typing = state.typing;
  state.typing = undefined;
  return runStatements(state, context, (typed) => {
    const show = (line: string): unknown => typed.push(line);
    let action: ExecAction | undefined;
    const failed = guarded(state, () => {
      const around = surroundings(state, context);
      const line = nextLine(state, around, show);
      if (line !== undefined) action = carryOut(state, line, around, show);
    });
    if (failed !== undefined) return failed;
    return action === undefined ? ended(0) : act(action, state, context, typed);
  });
}

/** Does what a statement asks for; undefined when the next statement follows. */
function act(
  action: ExecAction,
  state: ExecState,
  context: StepContext,
  typed: string[],
): ProgramStep | undefined {
  switch (action.kind) {
    case 'next':
      return undefined;
    case 'type':
      typed.push(...action.lines);
      return undefined;
    case 'message':
      typed.push(...editMessages((context as FrameContext).nucleus, action.lines));
      return undefined;
    case 'stack':
      return stack(action.lines, action.order, state, context);
    case 'punch': {
      const records = action.lines.map((line) => ({
        command: PUNCH_CARD,
        data: toEbcdic(line.slice(0, CARD).padEnd(CARD)),
      }));
      return effect({ kind: 'write-records', device: PUNCH, records });
    }
    case 'read':
      return effect({ kind: 'read' });
    case 'exit':
      return ended(action.rc);
    case 'command':
      return effect({ kind: 'command', line: action.line, caller: 'exec' });
  }
}

/** Stacks lines. HT and RT take effect at once, but behind what has been typed. */
function stack(
  lines: readonly string[],
  order: 'FIFO' | 'LIFO',
  state: ExecState,
  context: StepContext,
): ProgramStep | undefined {
  for (const line of lines) {
    const word = line.trim().toUpperCase();
    if (word === 'HT' || word === 'RT') state.typing = word === 'RT';
    else if (!stackLine(context.cms.stack, line, order)) {
      return ended(NO_ROOM, 'DMSEXT109S Virtual storage capacity exceeded');
    }
  }
  return state.typing === undefined ? undefined : effect({ kind: 'work' });
}

function commandEnded(state: ExecState, rc: number, around: ExecSurroundings): void {
  state.retcode = String(rc);
  const { control, onError, messages } = state;
  if (rc !== 0 && control !== 'OFF') {
    if (control === 'ERROR') messages.push(state.command);
    const digits = rc < 0 ? '-' + String(-rc).padStart(4, '0') : String(rc).padStart(5, '0');
    messages.push(`+++ R(${digits}) +++`);
  }
  if (state.timing) messages.push(around.times);
  if (rc === 0 || onError === '') return;
  if (state.inError) wrong(11);
  state.inError = true;
  state.pending.unshift(onError);
}

function lineRead(state: ExecState, line: string, around: ExecSurroundings): void {
  const { reading } = state;
  state.reading = undefined;
  switch (reading?.kind) {
    case 'args':
      setArguments(state, tokenise(line));
      return;
    case 'vars': {
      const values = tokenise(line);
      reading.names.forEach((name, i) => {
        const value = values[i] ?? '';
        setVariable(state, name, value === '%' ? '' : value, around.globals);
      });
      return;
    }
    case 'line':
      state.pending.push(line.toUpperCase());
      return;
    case undefined:
  }
}

/** The next line to carry out; undefined at the end, or when a line is to be read. Loops turn back here. */
function nextLine(
  state: ExecState,
  around: ExecSurroundings,
  show: (line: string) => void,
): string | undefined {
  const pending = state.pending.shift();
  if (pending !== undefined) return pending;
  state.inError = false;
  if (state.linesLeft > 0) {
    state.linesLeft--;
    state.reading = { kind: 'line' };
    return '';
  }
  for (;;) {
    const inner = state.loops.at(-1);
    if (inner === undefined || state.at !== inner.last + 1) break;
    if (inner.turns !== undefined) inner.turns--;
    const over =
      inner.condition === undefined
        ? inner.turns! <= 0
        : loopEnds(state, inner.condition, around, show);
    if (!over) {
      state.at = inner.first;
      break;
    }
    state.loops.pop();
  }
  const line = state.lines[state.at];
  if (line === undefined) return state.loops.length > 0 ? wrong(15) : undefined;
  state.at++;
  return line;
}
