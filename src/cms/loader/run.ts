/** RUN: starts an EXEC, a MODULE or a TEXT file, whichever there is (CMS Command Reference, "RUN"). */
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import { fault, fileCommand } from '../commands/command-fault.js';
import { findProgram } from '../nucleus/program-files.js';

const MODULE = 'RUN';
const TYPES: readonly string[] = ['EXEC', 'MODULE', 'TEXT'];

function begin(context: StepContext): StepResult {
  const { tokens } = context;
  const parenthesis = tokens.indexOf('(');
  const operands = tokens.slice(1, parenthesis < 0 ? undefined : parenthesis);
  const [name, type, mode = '*', extra] = operands;
  if (name === undefined) throw fault(MODULE, 1);
  if (extra !== undefined) throw fault(MODULE, 70, extra);
  if (type !== undefined && !TYPES.includes(type)) throw fault(MODULE, 32, type);
  const found = TYPES.find(
    (one) =>
      (type === undefined || type === one) &&
      findProgram(context.cms, name, one, mode) !== undefined,
  );
  if (found === undefined) {
    throw fault(MODULE, 2, `${name} ${type ?? '*'} ${mode}`);
  }
  const at = context.text.indexOf('(');
  const rest = at < 0 ? '' : context.text.slice(at + 1).replace(/\)\s*$/, '');
  const first = {
    EXEC: `EXEC ${name} ${rest}`,
    MODULE: `LOADMOD ${name} MODULE ${mode}`,
    TEXT: `LOAD ${name}`,
  }[found]!;
  const then = found === 'EXEC' ? undefined : `START * ${rest}`;
  return { effect: { kind: 'command', line: first, caller: 'exec' }, frame: { then } };
}

function more(frame: Frame, answer: Answer): StepResult {
  const rc = answer.kind === 'rc' ? answer.rc : 256;
  const then = frame['then'];
  // names that are undefined do not keep a program from being started
  if (typeof then !== 'string' || (rc !== 0 && rc !== 4)) return { rc };
  return { effect: { kind: 'command', line: then, caller: 'exec' }, frame: {} };
}

/** The RUN command. */
export const run = fileCommand('RUN', 3, MODULE, begin, more);
