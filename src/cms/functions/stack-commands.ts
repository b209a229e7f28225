/**
 * MAKEBUF, DROPBUF, DESBUF and SENTRIES (VM/SP CMS Command and Macro Reference): buffers of the program stack.
 * The answer is the return code.
 */
import type { Command, StepContext, StepResult } from '../command.js';
import { dropBuffer, emptyStack, makeBuffer, stackedLines } from '../program-stack.js';

function plain(name: string, run: (context: StepContext) => StepResult): Command {
  return { name, minimum: name.length, start: run };
}

/** The four commands. */
export const stackCommands: readonly Command[] = [
  plain('MAKEBUF', ({ cms }) => {
    const made = makeBuffer(cms.stack);
    return { rc: made ?? 25 };
  }),
  plain('DROPBUF', ({ cms, tokens }) => {
    const word = tokens[1];
    if (word !== undefined && !/^\d{1,8}$/.test(word)) {
      return { rc: 2, lines: [`DMSDBF070E Invalid parameter ${word}`] };
    }
    return { rc: dropBuffer(cms.stack, word === undefined ? undefined : Number(word)) ? 0 : 1 };
  }),
  plain('DESBUF', ({ cms }) => {
    emptyStack(cms.stack);
    return { rc: 0 };
  }),
  plain('SENTRIES', ({ cms }) => ({ rc: stackedLines(cms.stack) })),
];
