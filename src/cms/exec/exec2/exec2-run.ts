/** An EXEC 2 program step by step, with the answers to what it has asked for (EXEC 2 Reference). */
import type { Answer, StepContext } from '../../command.js';
import { findFile } from '../../files/disk-state.js';
import { stackLine } from '../../program-stack.js';
import { effect, type ProgramStep } from '../program-step.js';
import { ended, runStatements } from '../run-statements.js';
import {
  ERROR_BASE,
  EXEC2_ERRORS,
  Exec2Fault,
  setVariable,
  splitWords,
  type Exec2Error,
  type Exec2State,
} from './exec2-program.js';
import { carryOut, nextTurn, type Exec2Action } from './exec2-statement.js';

const NOT_THERE = 28;

/** Goes on with the answer to what the program asked for. */
export function answerExec2(state: Exec2State, answer: Answer, context: StepContext): ProgramStep {
  const failed = guarded(state, () => {
    if (answer.kind === 'rc') commandEnded(state, answer.rc);
    if (answer.kind === 'line') lineRead(state, answer.text);
  });
  return failed ?? runExec2(state, context);
}

/** Does something that may be an error of the program, which ends it. */
function guarded(state: Exec2State, action: () => void): ProgramStep | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    if (!(error instanceof Exec2Fault)) throw error;
    return failure(state, error.number);
  }
}

function failure(state: Exec2State, number: Exec2Error): ProgramStep {
  const { name, type, mode, line } = state;
  const text = EXEC2_ERRORS[number];
  const message = `DMSEXE085E Error in ${name} ${type} ${mode}, line ${String(line)} - ${text}`;
  return ended(ERROR_BASE + number, message);
}

/** Lets the program run until it wants something or its share is used up. */
export function runExec2(state: Exec2State, context: StepContext): ProgramStep {
  return runStatements(state, context, (typed) => {
    let action: Exec2Action | undefined;
    const failed = guarded(state, () => {
      const line = nextLine(state, context);
      if (line === undefined) return;
      if (state.trace === 'ALL') typed.push(`${String(state.line).padStart(6)} ${line.trim()}`);
      action = carryOut(state, line, context);
    });
    if (failed !== undefined) return failed;
    return action === undefined ? ended(0) : act(action, state, context, typed);
  });
}

/** Does what a statement asks for; undefined when the next one follows. */
function act(
  action: Exec2Action,
  state: Exec2State,
  context: StepContext,
  typed: string[],
): ProgramStep | undefined {
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
      return effect({ kind: 'read' });
    case 'exit':
      return ended(action.rc);
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
      if (environment === undefined) return effect({ kind: 'command', line, caller: 'command' });
      return state.environments.includes(environment)
        ? { kind: 'subcommand', environment, text: line, lines: [], cost: 0 }
        : effect({ kind: 'command', line, caller: 'subcommand', environment });
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
