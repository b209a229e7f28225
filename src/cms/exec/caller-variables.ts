/**
 * The programs that a command was called from, whose variables the command reads and sets (STEM, VAR, GLOBALV GET,
 * EXTRACT and the like): the newest one below the command counts, whatever stands between.
 */
import type { RunningCommand, StepContext } from '../command.js';
import type { FrameContext } from '../nucleus/context.js';
import type { HostedProgram } from './hosted-program.js';

/** The program of REXX or EXEC 2 that runs in a frame. */
export function programOf({ frame }: Pick<RunningCommand, 'frame'>): HostedProgram | undefined {
  const hosted = frame as Partial<HostedProgram>;
  return hosted.rexx === undefined && hosted.exec2 === undefined ? undefined : hosted;
}

/** The environment by which EXECs give subcommands to XEDIT. */
const FROM_OUTSIDE = '*XEDIT';

/**
 * The macro of the editing session below that runs for a subcommand from outside: it is newer than the EXEC that the
 * subcommand came from, but its frame is that of the session.
 */
function macroFor(all: readonly RunningCommand[], outside: number): HostedProgram | undefined {
  if (all[outside]!.command !== FROM_OUTSIDE) return undefined;
  for (let at = outside - 1; at >= 0; at--) {
    const session = all[at]!.frame as {
      readonly outside?: readonly number[];
      readonly macros?: { readonly running: readonly HostedProgram[] };
    };
    const { running } = session.macros ?? {};
    const before = session.outside?.at(-1);
    if (running === undefined || before === undefined) continue;
    return running.length > before ? running.at(-1) : undefined;
  }
  return undefined;
}

/** The programs below this command (or the macros that run for it), the newest first. */
function* programsBelow(context: StepContext): Generator<HostedProgram> {
  const { nucleus, activation } = context as FrameContext;
  const all: readonly RunningCommand[] = nucleus.state.activations;
  const own = all.indexOf(activation);
  for (let at = own; at >= 0; at--) {
    const macro = macroFor(all, at);
    if (macro !== undefined) yield macro;
    const program = at < own ? programOf(all[at]!) : undefined;
    if (program !== undefined) yield program;
  }
}

/** The newest program below this command (or the macro that runs for it); undefined when there is none. */
export function callingProgram(context: StepContext): HostedProgram | undefined {
  const [newest] = programsBelow(context);
  return newest;
}

/** All of them, the newest first, each once. */
export function callingPrograms(context: StepContext): readonly HostedProgram[] {
  const found: HostedProgram[] = [];
  for (const one of programsBelow(context)) {
    if (!found.some(({ rexx, exec2 }) => rexx === one.rexx && exec2 === one.exec2)) found.push(one);
  }
  return found;
}
