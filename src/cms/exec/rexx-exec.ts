/** REXX programs as the EXEC command runs them (z/VM REXX/VM Reference, "CMS and REXX"). */
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import { execResult, type ExecFrame } from './exec-result.js';
import type { ExecLoading } from './exec-source.js';
import { newProgram, type RexxProgram } from './rexx-program.js';
import { answerProgram, runProgram } from './run-program.js';

/** A REXX program in a frame of EXEC. */
interface RexxFrame extends ExecFrame {
  readonly rexx: RexxProgram;
}

/** Begins an EXEC that has been read. */
export function startRexx(context: StepContext, source: ExecLoading): StepResult {
  const operands = context.text.replace(/^\s*\S+\s+[^\s(]+ ?/, '');
  const rexx = newProgram(source.lines, {
    kind: 'COMMAND',
    args: [operands],
    name: source.name,
    type: source.type,
    mode: source.mode,
    called: source.name,
    environment: 'CMS',
  });
  const f: RexxFrame = { rexx };
  return execResult(f, runProgram(rexx, context));
}

/** Goes on with the answer to what the program asked for. */
export function resumeRexx(frame: Frame, answer: Answer, context: StepContext): StepResult {
  const f = frame as unknown as RexxFrame;
  return f.ended ?? execResult(f, answerProgram(f.rexx, answer, context));
}
