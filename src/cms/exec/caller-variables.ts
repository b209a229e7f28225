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

/** The environment by which EXECs give subcommands to XEDIT. */
const FROM_OUTSIDE = '*XEDIT';

/**
 * The macro of the editing session below that runs for a subcommand from outside: it is newer than the EXEC that the
 * subcommand came from, but its frame is that of the session.
 */
function macroFor(all: readonly RunningCommand[], outside: number): RexxProgram | undefined {
  if (all[outside]!.command !== FROM_OUTSIDE) return undefined;
  for (let at = outside - 1; at >= 0; at--) {
    const session = all[at]!.frame as {
      readonly outside?: readonly number[];
      readonly macros?: { readonly running: readonly RexxProgram[] };
    };
    const { running } = session.macros ?? {};
    const before = session.outside?.at(-1);
    if (running === undefined || before === undefined) continue;
    return running.length > before ? running.at(-1) : undefined;
  }
  return undefined;
}

/** A command below another: the REXX program that runs in it, if one does, or its frame. */
interface Caller {
  readonly program: RexxProgram | undefined;
  readonly frame: RunningCommand['frame'];
}

/** What stands below this command, the newest first; a macro that runs for a subcommand from outside is the first. */
export function* callersOf(context: StepContext): Generator<Caller, void> {
  const { nucleus, activation } = context as FrameContext;
  const all: readonly RunningCommand[] = nucleus.state.activations;
  const own = all.indexOf(activation);
  for (let at = own; at >= 0; at--) {
    const program = macroFor(all, at) ?? (at < own ? programOf(all[at]!) : undefined);
    if (program !== undefined || at < own) yield { program, frame: all[at]!.frame };
  }
}

/** What the program below this command is doing; undefined when no REXX program runs there. */
export function callerActivity(context: StepContext): Activity | undefined {
  for (const { program } of callersOf(context))
    if (program !== undefined) return topActivity(program);
  return undefined;
}
