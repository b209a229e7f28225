/**
 * Subcommands of XEDIT that come from outside of the session: from EXECs and programs that were called in it, by the
 * environment XEDIT (z/VM: XEDIT User's Guide, "Writing XEDIT Macros"; CMS, SUBCOM). They are carried out in the frame of
 * the session, which waits for the command that they come from.
 */
import type { Answer, Command, Frame, StepContext, StepResult } from '../command.js';
import type { FrameContext } from '../nucleus/context.js';
import { afterEffect, goOnWithMacro, runFromOutside } from './session.js';
import { NO_FILE } from './macros.js';
import { atScreen, exposeMacro, on, type XeditFrame } from './session-frame.js';

/** Environment, and return code when no session is there. */
const XEDIT = 'XEDIT';
const NO_SESSION = -3;
/** Ends of subcommands that macros issue, in one step. */
const SUBCOMMANDS_A_STEP = 20;

/** Where the session stood before the subcommand; plain data. */
interface Kept {
  readonly phase: XeditFrame['phase'];
  readonly command: string;
  readonly named?: XeditFrame['named'];
}

/** The session of a running command, when it has one. */
function sessionOf({ command, frame }: { command: string; frame: Frame }): XeditFrame | undefined {
  const session = frame as unknown as XeditFrame;
  return command === XEDIT && session.editor !== undefined ? session : undefined;
}

/** The newest session below this routine. */
function sessionBelow(context: StepContext): XeditFrame | undefined {
  const { nucleus, activation } = context as FrameContext;
  const all = nucleus.state.activations;
  for (let at = all.indexOf(activation) - 1; at >= 0; at--) {
    const session = sessionOf(all[at]!);
    if (session !== undefined) return session;
  }
  return undefined;
}

/** The routine of the environment XEDIT. */
export const xeditSubcommand: Command = {
  name: '*XEDIT',
  minimum: 6,
  environment: {
    name: XEDIT,
    active: (running) => running.some((one) => sessionOf(one) !== undefined),
  },
  start(context: StepContext): StepResult {
    const session = sessionBelow(context);
    if (session === undefined) return { rc: NO_SESSION };
    if (session.macros.left) return { rc: NO_FILE };
    const { phase, command, named } = session;
    const kept: Kept = { phase, command, named };
    session.outside.push(session.macros.running.length);
    return follow(context, session, kept, runFromOutside(context, session, context.text));
  },
  resume(frame: Frame, answer: Answer, context: StepContext): StepResult {
    const session = sessionBelow(context);
    if (session === undefined) return { rc: NO_SESSION };
    const next = afterEffect(session as unknown as Frame, answer, context);
    return follow(context, session, frame as unknown as Kept, next);
  },
};

/** The subcommand is over when the session would show its screen; a macro that it has called goes on before. */
function follow(
  context: StepContext,
  session: XeditFrame,
  kept: Kept,
  first: StepResult,
): StepResult {
  const macros = session.outside.at(-1)!;
  const lines = [...(first.lines ?? [])];
  let cost = first.cost ?? 0;
  let result = first;
  for (let n = 0; atScreen(result); n++) {
    if (session.macros.running.length <= macros) break;
    if (n === SUBCOMMANDS_A_STEP) {
      result = on(session, 'typed', { kind: 'work' });
      break;
    }
    result = goOnWithMacro(context, session);
    lines.push(...(result.lines ?? []));
    cost += result.cost ?? 0;
  }
  if ('effect' in result && !atScreen(result)) {
    return { effect: result.effect, frame: { ...kept }, lines, cost, data: true };
  }
  session.outside.pop();
  session.phase = kept.phase;
  session.command = kept.command;
  session.named = kept.named;
  exposeMacro(session);
  return { rc: session.macros.rc, lines, cost, data: true };
}
