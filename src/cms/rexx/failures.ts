/** What becomes of an error that a clause makes: SIGNAL ON SYNTAX takes it, or the program is over. */
import type { Activity } from './activity.js';
import { endedByError } from './clause-steps.js';
import { raise } from './conditions.js';
import { ERROR_TEXTS } from './error-table.js';
import { RexxError } from './errors.js';
import { leavePause } from './pauses.js';
import type { Ending } from './host.js';

/** Traps an error of the program; the end of the program when no trap takes it. */
export function trapped(activity: Activity, error: unknown): Ending | undefined {
  if (!(error instanceof RexxError)) throw error;
  if (activity.inPause && activity.pause !== undefined) {
    // what was typed in a pause was wrong: the pause goes on
    const text = ERROR_TEXTS[error.number]?.text ?? '';
    activity.out.push(`       +++ Error ${String(error.number)}: ${text} +++`);
    leavePause(activity);
    return undefined;
  }
  try {
    if (raise(activity, 'SYNTAX', error.words[0] ?? '', error.number)) return undefined;
  } catch (second) {
    // the label of the trap is not there
    if (!(second instanceof RexxError)) throw second;
    return endedByError(activity, second);
  }
  return endedByError(activity, error);
}

/** Does something that may be an error of the program, as the clause that waits would. */
export function guarded(activity: Activity, action: () => void): Ending | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    return trapped(activity, error);
  }
}
