/**
 * Calls of nucleus extensions for their attributes (z/VM: CMS Application Development Guide for Assembler, "Nucleus
 * Extensions"): SERVICE with PURGE when what ran was given up, ENDCMD at the end of each command. The shell has these
 * routines called; the high byte of register 1 is X'FF' and X'FE'.
 */
import type { Answer, Command, Frame, StepContext, StepResult } from '../command.js';
import type { FrameContext } from '../nucleus/context.js';
import { dropUserExtensions } from '../nucleus/user-extensions.js';

/** Blocks of those that have still to be called. */
type CallFrame = { readonly left: readonly number[] };

function begin(context: StepContext, attribute: 'service' | 'endOfCommand'): StepResult {
  const { extensions } = (context as FrameContext).nucleus.state;
  const left = extensions.filter((one) => one[attribute] === true).map((one) => one.block);
  return next(context, { left }, attribute);
}

function next(
  context: StepContext,
  frame: CallFrame,
  attribute: 'service' | 'endOfCommand',
): StepResult {
  const n = (context as FrameContext).nucleus;
  for (const one of n.state.extensions) one.called = false;
  const [block, ...left] = frame.left;
  if (block === undefined) {
    if (attribute === 'service') dropUserExtensions(n);
    return { rc: 0 };
  }
  // one that was called may have cancelled others
  const extension = n.state.extensions.find((one) => one.block === block);
  if (extension?.[attribute] !== true) return next(context, { left }, attribute);
  extension.called = true;
  const service = attribute === 'service';
  return {
    effect: {
      kind: 'command',
      line: `${extension.name} ${service ? 'PURGE' : 'ENDCMD'}`,
      caller: service ? 'service' : 'end-of-command',
    },
    frame: { left },
  };
}

function routine(name: string, attribute: 'service' | 'endOfCommand'): Command {
  return {
    name,
    minimum: name.length,
    start: (context) => begin(context, attribute),
    resume: (frame: Frame, _answer: Answer, context: StepContext) =>
      next(context, frame as CallFrame, attribute),
  };
}

/** Tells those with SERVICE, then gives up all without SYSTEM. */
export const purgeExtensions = routine('*PURGE', 'service');
/** Tells those with ENDCMD. */
export const endCommandExtensions = routine('*ENDCMD', 'endOfCommand');
