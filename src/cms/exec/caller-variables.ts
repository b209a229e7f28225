/**
 * The REXX program that a command was called from, whose variables the command reads and sets (STEM, VAR, GLOBALV GET,
 * EXTRACT and the like): the newest one below the command, whatever stands between.
 */
import type { RunningCommand, StepContext } from '../command.js';
import type { FrameContext } from '../nucleus/context.js';
import type { Activity } from '../rexx/activity.js';
import { topActivity, type RexxProgram } from './rexx-program.js';

/** The program that runs in a frame. */
export function programOf({ frame }: Pick<RunningCommand, 'frame'>): RexxProgram | undefined {
  return frame['rexx'] as RexxProgram | undefined;
}

/** What the program below this command is doing; undefined when no REXX program runs there. */
export function callerActivity(context: StepContext): Activity | undefined {
  const { nucleus, activation } = context as FrameContext;
  const all = nucleus.state.activations;
  for (let at = all.indexOf(activation) - 1; at >= 0; at--) {
    const program = programOf(all[at]!);
    if (program !== undefined) return topActivity(program);
  }
  return undefined;
}
