/** A step of a program of REXX or EXEC 2 as a step of the command EXEC. */
import type { Frame, StepResult } from '../command.js';
import type { ProgramStep } from './program-step.js';

/** What frames of EXEC have beside their program. */
export interface ExecFrame {
  /** The program is over, but for lines that are being typed. */
  ended?: { readonly rc: number; readonly lines: readonly string[] };
}

/** The step of EXEC that does what the program wants. */
export function execResult(f: ExecFrame, step: ProgramStep): StepResult {
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
