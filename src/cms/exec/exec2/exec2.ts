/** EXEC 2 programs as the EXEC command runs them (EXEC 2 Reference; z/VM: CMS User's Guide, "EXEC 2 Processor"). */
import type { Answer, Frame, StepContext, StepResult } from '../../command.js';
import { execResult, type ExecFrame } from '../exec-result.js';
import type { ExecLoading } from '../exec-source.js';
import { newExec2, type Exec2State } from './exec2-program.js';
import { answerExec2, runExec2 } from './exec2-run.js';

/** An EXEC 2 program in a frame of EXEC. */
interface Exec2Frame extends ExecFrame {
  readonly exec2: Exec2State;
}

/** Begins a program that has been read. */
export function startExec2(context: StepContext, source: ExecLoading): StepResult {
  const args = context.text.replace(/^\s*\S+\s+[^\s(]+ ?/, '');
  const { caller } = context;
  const given = caller === 'terminal' ? args.toUpperCase() : args;
  const frame: Exec2Frame = { exec2: newExec2(source, source.lines, given) };
  return execResult(frame, runExec2(frame.exec2, context));
}

/** Goes on with the answer to what a program asked for. */
export function resumeExec2(frame: Frame, answer: Answer, context: StepContext): StepResult {
  const f = frame as unknown as Exec2Frame;
  return f.ended ?? execResult(f, answerExec2(f.exec2, answer, context));
}
