/** DEBUG from the terminal (VM/370 CMS User's Guide, "Debugging with CMS"): looks at its caller. */
import type { Answer, Command, Frame, StepContext, StepResult } from '../command.js';
import type { FrameContext } from '../nucleus/context.js';
import { DEBUG_ENTERED, debugRequest } from '../nucleus/debug-requests.js';
import { NUCON } from '../nucleus/layout.js';

/** The DEBUG command. */
export const debug: Command = {
  name: 'DEBUG',
  minimum: 5,
  start: (): StepResult => ({
    lines: [DEBUG_ENTERED],
    effect: { kind: 'read-console' },
    frame: { origin: 0 },
  }),
  resume(frame: Frame, answer: Answer, context: StepContext): StepResult {
    if (answer.kind !== 'line') return { rc: 256 };
    const n = (context as FrameContext).nucleus;
    const origin = typeof frame['origin'] === 'number' ? frame['origin'] : 0;
    const result = debugRequest(n, n.machine.word(NUCON.currsave) ?? 0, origin, answer.text);
    if (result.kind !== 'lines') return { rc: 0 };
    return {
      lines: result.lines,
      effect: { kind: 'read-console' },
      frame: { origin: result.origin },
    };
  },
};
