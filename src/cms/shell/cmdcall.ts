/** CMDCALL (CMS Command Reference): calls a command as if it came from the terminal or an EXEC. */
import type { Answer, Command, Frame, StepContext, StepResult } from '../command.js';

/** The CMDCALL command. */
export const cmdcall: Command = {
  name: 'CMDCALL',
  minimum: 7,
  start(context: StepContext): StepResult {
    const line = context.text.trimStart().replace(/^\S+\s*/, '');
    if (line === '') return { rc: 24, lines: ['DMSCMC047E No function specified'] };
    return { effect: { kind: 'command', line, caller: 'exec' }, frame: {} };
  },
  resume: (_frame: Frame, answer: Answer): StepResult => ({
    rc: answer.kind === 'rc' ? answer.rc : 256,
  }),
};
