/** TELL: a message to another user (CMS Command Reference, "TELL"). */
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import { fault, fileCommand } from './command-fault.js';

function start(context: StepContext): StepResult {
  const match = /^\s*\S+\s+(\S+)(?:\s+[Aa][Tt]\s+(\S+))?(?:\s+(.*))?$/s.exec(context.text);
  if (match === null) throw fault('TLL', 647, 'TELL');
  const [, user = '', node, text = ''] = match;
  if (node !== undefined && node.toUpperCase() !== context.node) throw fault('TLL', 651, node);
  if (text.trim() === '') throw fault('TLL', 50, user);
  const command = `MSG ${user.toUpperCase()} ${text.trim()}`;
  return { effect: { kind: 'cp', command, buffered: false }, frame: {} };
}

function resume(_frame: Frame, answer: Answer): StepResult {
  return { rc: answer.kind === 'cp' ? answer.rc : 0 };
}

/** The TELL command. */
export const tell = fileCommand('TELL', 4, 'TLL', start, resume);
