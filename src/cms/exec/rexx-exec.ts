/** REXX programs as the EXEC command runs them (z/VM REXX/VM Reference, "CMS and REXX"). */
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import type { ExecLoading } from './exec-source.js';
import type { ProgramStep } from './program-step.js';
import { newProgram, type RexxProgram } from './rexx-program.js';
import { answerProgram, runProgram } from './run-program.js';

/** REXX programs in a frame of EXEC. */
interface RexxFrame {
  readonly rexx: RexxProgram;
  /** The program is over, but for lines that are being typed. */
  ended?: { readonly rc: number; readonly lines: readonly string[] };
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
  return result({ rexx }, runProgram(rexx, context));
}

/** Goes on with the answer to what the program asked for. */
export function resumeRexx(frame: Frame, answer: Answer, context: StepContext): StepResult {
  const f = frame as unknown as RexxFrame;
  if (f.ended !== undefined) return f.ended;
  return result(f, answerProgram(f.rexx, answer, context));
}

function result(f: RexxFrame, step: ProgramStep): StepResult {
  const { lines, cost } = step;
  switch (step.kind) {
    case 'effect':
      return { effect: step.effect, frame: f as unknown as Frame, lines, cost, data: true };
    case 'subcommand':
      throw new Error('an EXEC has no environments of its own');
    case 'ended': {
      const { rc, message } = step;
      if (message === undefined) return { rc, lines, cost, data: true };
      // what the program said is its own affair; the message is edited as SET EMSG has it
      f.ended = { rc, lines: [message] };
      const effect = { kind: 'type', lines: [] } as const;
      return { effect, frame: f as unknown as Frame, lines, cost, data: true };
    }
  }
}
