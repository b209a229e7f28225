/**
 * IMMCMD: immediate commands of an EXEC's own (z/VM: CMS Commands and Utilities Reference, "IMMCMD"). What is typed with such a
 * name never reaches a program that reads; STATUS tells whether it has been. They are gone when CMS is ready again.
 */
import type { Command, StepContext, StepResult } from '../command.js';
import { fault, fileCommand } from '../commands/command-fault.js';
import { isFileName } from '../files/file-name.js';
import type { FrameContext } from '../nucleus/context.js';
import { ALWAYS_IMMEDIATE } from '../nucleus/immediate.js';

/** Return codes: there is no such immediate command; it has been typed since the last STATUS. */
const NO_SUCH = 44;
const TYPED = 1;

function start(context: StepContext): StepResult {
  const { state } = (context as FrameContext).nucleus;
  const [, request, name, extra] = context.tokens;
  if (request === undefined) throw fault('IMM', 47);
  if (!['SET', 'CLEAR', 'QUERY', 'STATUS'].includes(request)) throw fault('IMM', 14, request);
  if (name === undefined) throw fault('IMM', 50, request);
  if (extra !== undefined) throw fault('IMM', 70, extra);
  if (!isFileName(name) || ALWAYS_IMMEDIATE.includes(name)) throw fault('IMM', 70, name);
  const found = state.immediate.find((one) => one.name === name);
  if (request === 'SET') {
    if (found === undefined) state.immediate.push({ name, lines: [] });
    else found.lines.length = 0;
    return { rc: 0 };
  }
  if (found === undefined) {
    // one that is a nucleus extension is none of IMMCMD's, but it is there
    const there = state.extensions.some((one) => one.immediate === true && one.name === name);
    return { rc: request === 'QUERY' && there ? 0 : NO_SUCH };
  }
  if (request === 'CLEAR') state.immediate = state.immediate.filter((one) => one !== found);
  if (request !== 'STATUS') return { rc: 0 };
  const typed = found.lines.length > 0;
  found.lines.length = 0;
  return { rc: typed ? TYPED : 0 };
}

/** The IMMCMD command. */
export const immcmd: Command = fileCommand('IMMCMD', 6, 'IMM', start);
