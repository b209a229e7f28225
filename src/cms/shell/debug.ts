/** DEBUG from the terminal (VM/370 CMS User's Guide, "Debugging with CMS"): looks at its caller. */
import type { Answer, Command, Frame, StepContext, StepResult } from '../command.js';
import type { FrameContext } from '../nucleus/context.js';
import {
  AREA,
  DEBUG_ENTERED,
  INCORRECT_EXIT,
  keepControlWords,
  restoreControlWords,
  type Dumping,
} from '../nucleus/debug-requests.js';
import { debugStep } from '../nucleus/debug-session.js';
import { NUCON, USER_KEY } from '../nucleus/layout.js';
import type { Nucleus } from '../nucleus/nucleus.js';
import { abendCaller } from '../os/caller.js';

/** Code of the abnormal end when DEBUG was a command and HX leaves it. */
const GIVEN_UP = '2E4';

/** The DEBUG command. */
export const debug: Command = {
  name: 'DEBUG',
  minimum: 5,
  start: (context: StepContext): StepResult => {
    keepControlWords((context as FrameContext).nucleus);
    return { lines: [DEBUG_ENTERED], effect: { kind: 'read-console' }, frame: {} };
  },
  resume(frame: Frame, answer: Answer, context: StepContext): StepResult {
    if (frame['gone'] === true) return { rc: answer.kind === 'rc' ? answer.rc : 256 };
    const n = (context as FrameContext).nucleus;
    const area = n.machine.word(NUCON.currsave) ?? 0;
    const result = debugStep(n, area, frame['dump'] as Dumping | undefined, answer, false);
    switch (result.kind) {
      case 'ask':
        return { lines: result.lines, effect: result.effect, frame: { dump: result.dump } };
      case 'return':
        return { rc: 0 };
      case 'halt':
        throw abendCaller(GIVEN_UP, context);
      case 'go':
        return go(n, area, result.address);
    }
  },
};

/** Execution begins at an address, with the registers as they were or as SET has left them. */
function go(n: Nucleus, area: number, address: number | undefined): StepResult {
  if (address === undefined) {
    return { lines: [INCORRECT_EXIT], effect: { kind: 'read-console' }, frame: {} };
  }
  restoreControlWords(n);
  const registers: Record<number, number> = {};
  // what the program returns to is CMS
  for (let r = 0; r < 16; r++) {
    if (r !== 14) registers[r] = n.machine.word(area + AREA.registers + r * 4) ?? 0;
  }
  return { effect: { kind: 'call', address, registers, key: USER_KEY }, frame: { gone: true } };
}
