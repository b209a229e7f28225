/** EXEC 2 programs as the EXEC command runs them (EXEC 2 Reference; z/VM: CMS User's Guide, "EXEC 2 Processor"). */
import type { Answer, Effect, Frame, StepContext, StepResult } from '../../command.js';
import { findFile } from '../../files/disk-state.js';
import type { FrameContext } from '../../nucleus/context.js';
import { stackLine } from '../../program-stack.js';
import type { ExecLoading } from '../exec-source.js';
import {
  ERROR_BASE,
  EXEC2_ERRORS,
  Exec2Fault,
  newExec2,
  setVariable,
  splitWords,
  type Exec2Error,
  type Exec2State,
} from './exec2-program.js';
import { carryOut, nextTurn, type Exec2Action } from './exec2-statement.js';

/** Statements in one step. */
const STATEMENTS = 200;
const NOT_THERE = 28;

/** Begins a program that has been read. */
export function startExec2(context: StepContext, source: ExecLoading): StepResult {
  const args = context.text.replace(/^\s*\S+\s+[^\s(]+ ?/, '');
  const { caller } = context;
  const given = caller === 'terminal' ? args.toUpperCase() : args;
  return goOn(newExec2(source, source.lines, given), context);
}

/** Goes on with the answer to what a program asked for. */
export function resumeExec2(frame: Frame, answer: Answer, context: StepContext): StepResult {
  const state = frame['exec2'] as Exec2State;
  const failed = guarded(state, () => {
    if (answer.kind === 'rc') commandEnded(state, answer.rc);
    if (answer.kind === 'line') lineRead(state, answer.text);
  });
  return failed ?? goOn(state, context);
}

/** Does something that may be an error of the program, which ends it. */
function guarded(state: Exec2State, action: () => void): StepResult | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    if (!(error instanceof Exec2Fault)) throw error;
    return failure(state, error.number);
  }
}

function failure(state: Exec2State, number: Exec2Error): StepResult {
  const { name, type, mode, line } = state;
  const text = EXEC2_ERRORS[number];
  const message = `DMSEXE085E Error in ${name} ${type} ${mode}, line ${String(line)} - ${text}`;
  return { rc: ERROR_BASE + number, lines: [message] };
}

function goOn(state: Exec2State, context: StepContext): StepResult {
  const { nucleus } = context as FrameContext;
  const typed = state.messages.splice(0);
  const withTyped = (result: StepResult, cost: number): StepResult => ({
    ...result,
    lines: [...typed, ...(result.lines ?? [])],
    cost,
  });
  for (let count = 0; count < STATEMENTS; count++) {
    if (nucleus.state.haltExecs) return { rc: 0, lines: typed, cost: count };
    if (state.reading !== undefined) return withTyped(ask(state, { kind: 'read' }), count);
    let action: Exec2Action | undefined;
    const failed = guarded(state, () => {
      const line = nextLine(state, context);
      if (line === undefined) return;
      if (state.trace === 'ALL') typed.push(`${String(state.line).padStart(6)} ${line.trim()}`);
      action = carryOut(state, line, context);
    });
    if (failed !== undefined) return withTyped(failed, count);
    if (action === undefined) return { rc: 0, lines: typed, cost: count };
    const result = act(action, state, context, typed);
    if (result !== undefined) return withTyped(result, count);
  }
  return withTyped(ask(state, { kind: 'work' }), STATEMENTS);
}

function ask(state: Exec2State, effect: Effect): StepResult {
  return { effect, frame: { exec2: state } };
}

/** Does what a statement asks for; undefined when the next one follows. */
function act(
  action: Exec2Action,
  state: Exec2State,
  context: StepContext,
  typed: string[],
): StepResult | undefined {
  switch (action.kind) {
    case 'next':
      typed.push(...(action.type ?? []));
      return undefined;
    case 'stack':
      for (const line of action.lines) {
        if (!stackLine(context.cms.stack, line, action.order)) return failure(state, 97);
      }
      return undefined;
    case 'read':
      return ask(state, { kind: 'read' });
    case 'exit':
      return { rc: action.rc };
    case 'state': {
      const [name = '', type = '', mode = '*'] = action.fileid;
      const found = findFile(context.cms.disks, name, type, mode);
      return guarded(state, () => {
        commandEnded(state, found === undefined ? NOT_THERE : 0);
        typed.push(...state.messages.splice(0));
      });
    }
    case 'command': {
      const { line, environment } = action;
      state.commandLine = state.line;
      state.command = line;
      if (state.trace === 'ON') typed.push(line);
      return ask(
        state,
        environment === undefined
          ? { kind: 'command', line, caller: 'command' }
          : { kind: 'command', line, caller: 'subcommand', environment },
      );
    }
  }
}

function commandEnded(state: Exec2State, rc: number): void {
  state.rc = rc;
  if (rc === 0) {
    state.inError = false;
    return;
  }
  if (state.trace !== 'OFF') {
    if (state.trace === 'ERR') state.messages.push(state.command);
    state.messages.push(`+++(${String(rc)})+++`);
  }
  if (state.onError === '') return;
  if (state.inError) throw new Exec2Fault(19);
  state.inError = true;
  state.pending.unshift(state.onError);
}

function lineRead(state: Exec2State, text: string): void {
  const { reading } = state;
  state.reading = undefined;
  if (reading === undefined) return;
  const line = state.upper ? text.toUpperCase() : text;
  switch (reading.kind) {
    case 'args':
      state.args = splitWords(line);
      state.argString = line;
      return;
    case 'string':
      setVariable(state, reading.name, line);
      return;
    case 'vars': {
      const values = splitWords(line);
      reading.names.forEach((name, i) => {
        if (name !== '*') setVariable(state, name, values[i] ?? '');
      });
      return;
    }
    case 'lines':
      state.pending.push(line);
      if (reading.left > 1) state.reading = { kind: 'lines', left: reading.left - 1 };
  }
}

/** The next line to carry out; undefined at the end. Loops turn back here. */
function nextLine(state: Exec2State, context: StepContext): string | undefined {
  const pending = state.pending.shift();
  if (pending !== undefined) return pending;
  state.inError = false;
  nextTurn(state, context);
  const line = state.lines[state.at];
  if (line === undefined) return undefined;
  state.at++;
  state.line = state.at;
  return line;
}
