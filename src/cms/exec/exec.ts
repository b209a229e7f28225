/**
 * EXEC: runs a file of filetype EXEC (VM/370 CMS Command and Macro Reference, "EXEC"). The first line tells
 * the language: a comment in slash and asterisk is REXX, &TRACE EXEC 2, everything else the CMS EXEC language.
 */
import type { Answer, Command, Frame, StepContext, StepResult } from '../command.js';
import type { FrameContext } from '../nucleus/context.js';
import { tokenise } from '../tokens.js';
import { newExec, type ExecState } from './exec-program.js';
import { execResult, type ExecFrame } from './exec-result.js';
import { answerExec, execError, startExec } from './exec-run.js';
import { LOADING_COST, newLoading, readExec, type ExecLoading } from './exec-source.js';
import { isExec2 } from './exec2/exec2-program.js';
import { resumeExec2, startExec2 } from './exec2/exec2.js';
import { findExec } from './loaded-execs.js';
import { resumeRexx, startRexx } from './rexx-exec.js';
import { isRexx } from './rexx-program.js';

/** EXECs may call each other this deep. */
const MOST_LEVELS = 40;
const TOO_MANY = 805;

/** A program of the CMS EXEC language in a frame of EXEC. */
interface CmsExecFrame extends ExecFrame {
  readonly exec: ExecState;
}

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
    if (levels > MOST_LEVELS) {
      return { rc: TOO_MANY, lines: [execError(name, 0, 'Too many EXECs are active')] };
    }
    return load(context, newLoading(name, 'EXEC', found));
  },
  resume(frame: Frame, answer: Answer, context: StepContext): StepResult {
    const loading = frame['loading'] as ExecLoading | undefined;
    if (loading !== undefined) return load(context, loading);
    if (frame['rexx'] !== undefined) return resumeRexx(frame, answer, context);
    if (frame['exec2'] !== undefined) return resumeExec2(frame, answer, context);
    const f = frame as unknown as CmsExecFrame;
    return f.ended ?? execResult(f, answerExec(f.exec, answer, context));
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
  const f: CmsExecFrame = { exec: newExec(name, lines) };
  return execResult(f, startExec(f.exec, tokenise(context.text).slice(2), context));
}
