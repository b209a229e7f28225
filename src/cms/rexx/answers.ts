/** How a program goes on when what it waited for is there. */
import type { Activity } from './activity.js';
import { routineOf } from './activity.js';
import { codesOf, deliver, diagnosedText } from './calls.js';
import { assign, raise } from './conditions.js';
import { fail } from './errors.js';
import { guarded } from './failures.js';
import type { Diagnosed, Ending } from './host.js';
import { interpret } from './instruction-steps.js';
import { carryOutAgain, enterPause } from './pauses.js';
import { showCommandEnd } from './tracing.js';
import { shortest } from './value.js';
import type { Value } from './value.js';

/** A command has ended; RC is set, and a trap takes an error or failure. */
export function commandEnded(activity: Activity, rc: number): Ending | undefined {
  const { waiting } = activity;
  activity.waiting = undefined;
  return guarded(activity, () => {
    // a command typed in a pause leaves RC alone
    if (!activity.inPause) assign(activity, 'RC', rc);
    showCommandEnd(activity, rc);
    if (rc === 0 || activity.inPause) return;
    const text = waiting?.kind === 'command' ? waiting.text : '';
    const { traps } = routineOf(activity);
    if (rc < 0 && traps.has('FAILURE')) raise(activity, 'FAILURE', text, rc);
    else raise(activity, 'ERROR', text, rc);
  });
}

/** A line from the console. */
export function lineRead(activity: Activity, line: string): Ending | undefined {
  const { waiting } = activity;
  activity.waiting = undefined;
  if (waiting?.kind !== 'trace-line') {
    activity.line = line;
    return undefined;
  }
  return guarded(activity, () => {
    if (line.trim() === '') return;
    if (line.trim() === '=') {
      if (!carryOutAgain(activity)) activity.tracePaused = undefined;
      return;
    }
    // whatever is typed is executed, and then there is a pause again
    enterPause(activity);
    interpret(activity, line);
  });
}

/**
 * An external routine has returned: `value` is undefined when it returned nothing.
 * @param failed - number of the error when it could not be had (43) or was wrong (40)
 */
export function externalEnded(
  activity: Activity,
  value: string | undefined,
  failed?: number,
): Ending | undefined {
  const { waiting } = activity;
  activity.waiting = undefined;
  if (waiting?.kind !== 'external') return undefined;
  return guarded(activity, () => {
    if (failed !== undefined) fail(failed, 1, waiting.name);
    deliver(activity, value === undefined ? undefined : shortest(value), waiting.asFunction);
  });
}

/**
 * A function on streams has been carried out.
 * @param notReady - name of the stream for which the condition NOTREADY comes up
 */
export function streamEnded(
  activity: Activity,
  value: string,
  notReady?: string,
): Ending | undefined {
  const { waiting } = activity;
  activity.waiting = undefined;
  if (waiting?.kind !== 'stream') return undefined;
  return guarded(activity, () => {
    const trap = routineOf(activity).traps.get('NOTREADY');
    // while the routine of a CALL ON runs the condition is nobody's
    if (notReady !== undefined && trap?.delayed === false) {
      raise(activity, 'NOTREADY', notReady);
      if (trap.by === 'SIGNAL') return;
    }
    deliver(activity, shortest(value), waiting.asFunction);
  });
}

/** Separates the lines of a response in the value of DIAG: X'15'. */
const NEW_LINE = '\n';

/** A CP command of DIAG or DIAGRC has ended. */
export function cpEnded(
  activity: Activity,
  rc: number,
  lines: readonly string[],
): Ending | undefined {
  const { waiting } = activity;
  activity.waiting = undefined;
  if (waiting?.kind !== 'cp') return undefined;
  const text = lines.map((line) => line + NEW_LINE).join('');
  const value: Value = waiting.withCode ? codesOf(rc, 0) + text : text;
  return guarded(activity, () => deliver(activity, value, waiting.asFunction));
}

/** A DIAGNOSE of DIAG or DIAGRC has been executed. */
export function diagnoseEnded(activity: Activity, result: Diagnosed): Ending | undefined {
  const { waiting } = activity;
  activity.waiting = undefined;
  if (waiting?.kind !== 'diagnose') return undefined;
  const value = diagnosedText(result, waiting.withCode);
  return guarded(activity, () => deliver(activity, value, waiting.asFunction));
}

/** HI: the program is to be halted at its next clause. */
export function halt(activity: Activity): void {
  activity.halted = true;
  activity.attention = true;
}
