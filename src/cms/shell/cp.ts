/** CP: passes its operands to the Control Program (CMS Command Reference, "CP"). */
import type { Answer, Command, Frame, StepResult } from '../command.js';

/** The CP command. */
export const cp: Command = {
  name: 'CP',
  minimum: 2,
  start: (context): StepResult => ({
    effect: { kind: 'cp', command: context.text.trimStart().slice(2).trim(), buffered: false },
    frame: {},
  }),
  resume: (_frame: Frame, answer: Answer): StepResult => ({
    rc: answer.kind === 'cp' ? answer.rc : 256,
  }),
};
