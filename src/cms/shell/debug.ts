/** DEBUG from the terminal (VM/370 CMS User's Guide, "Debugging with CMS"): looks at its caller. */
import type { Answer, Command, Frame, StepContext, StepResult } from '../command.js';
import type { FrameContext } from '../nucleus/context.js';
import { DEBUG_ENTERED, keepControlWords, type Dumping } from '../nucleus/debug-requests.js';
import { debugStep } from '../nucleus/debug-session.js';
import { NUCON } from '../nucleus/layout.js';

/** The DEBUG command. */
export const debug: Command = {
  name: 'DEBUG',
  minimum: 5,
  start: (context: StepContext): StepResult => {
    keepControlWords((context as FrameContext).nucleus);
    return { lines: [DEBUG_ENTERED], effect: { kind: 'read-console' }, frame: {} };
  },
  resume(frame: Frame, answer: Answer, context: StepContext): StepResult {
    const n = (context as FrameContext).nucleus;
    const area = n.machine.word(NUCON.currsave) ?? 0;
    const result = debugStep(n, area, frame['dump'] as Dumping | undefined, answer, false);
    if (result.kind !== 'ask') return { rc: 0 };
    return { lines: result.lines, effect: result.effect, frame: { dump: result.dump } };
  },
};
