/**
 * EXECOS (z/VM: CMS Commands and Utilities Reference): a command as an EXEC gives it, and then the end of its OS environment, which
 * programs of an EXEC otherwise share up to the next Ready: open files are closed, GETMAIN storage, exits and modules are gone.
 */
import type { Answer, Command, Frame, StepContext, StepResult } from '../command.js';
import { searchedLine } from '../exec/searched-line.js';
import type { FrameContext } from '../nucleus/context.js';
import { stopTimer } from '../nucleus/interval-timer.js';
import { freeAllMain } from './main-storage.js';
import { endOfProgram } from './os-state.js';

/** The routine that closes what is open. */
const CLOSE_ALL = '*OSEND';

/** The command has ended: files first, while their definitions and storage are still there. */
function ended(context: StepContext, rc: number): StepResult {
  if (context.cms.os.open.length === 0) return cleared(context, rc);
  return {
    effect: { kind: 'command', line: CLOSE_ALL, caller: 'command' },
    frame: { rc },
  };
}

function cleared(context: StepContext, rc: number): StepResult {
  const { nucleus, cms } = context as FrameContext;
  stopTimer(nucleus);
  endOfProgram(cms.os);
  freeAllMain(nucleus);
  return { rc };
}

/** The EXECOS command. */
export const execosCommand: Command = {
  name: 'EXECOS',
  minimum: 6,
  start(context: StepContext): StepResult {
    const line = context.text.trimStart().replace(/^[^\s(]+\s*/, '');
    if (line === '') return ended(context, 0);
    return {
      effect: { kind: 'command', line: searchedLine(context.cms, line), caller: 'exec' },
      frame: {},
    };
  },
  resume(frame: Frame, answer: Answer, context: StepContext): StepResult {
    const rc = frame['rc'];
    if (typeof rc === 'number') return cleared(context, rc);
    return ended(context, answer.kind === 'rc' ? answer.rc : 256);
  },
};
