/**
 * What may be to do between two clauses: trace, pauses of interactive TRACE, HALT; and the end of a program by
 * an error, with the clauses that led to it (z/VM REXX/VM Reference, "Interactive Debugging of Programs").
 */
import type { Activity } from './activity.js';
import { isTraced, lineOf, routineOf } from './activity.js';
import { raise } from './conditions.js';
import { ERROR_TEXTS } from './error-table.js';
import { fail } from './errors.js';
import type { RexxError } from './errors.js';
import type { Ending, Request } from './host.js';
import { pausesBehind, showClause, showsClause } from './tracing.js';

/** Clauses that TRACE S shows at a time. */
const SCANNED = 20;

const PAUSE_HINT = '       +++ Interactive trace.  TRACE OFF to end debug, ENTER to continue. +++';

/**
 * Before a clause whose attention is wanted; `begun` is where its CLAUSE stands, so that a pause can come back to
 * it. Undefined: go on, with what the activity has now.
 */
export function clauseStep(activity: Activity, begun: number): Request | undefined {
  const routine = routineOf(activity);
  const clause = activity.unit.clauses[activity.clause];
  if (activity.halted) {
    activity.halted = false;
    if (!raise(activity, 'HALT', '')) fail(4, 1, 'HALT');
    return undefined;
  }
  const { trace, interactive } = routine.settings;
  activity.begun = begun;
  if (trace === 'S') return scan(activity, begun);
  if (interactive && !activity.inPause && activity.line === undefined) {
    const paused = pause(activity, begun);
    if (paused !== undefined) return paused;
  }
  if (clause !== undefined && !activity.inPause && showsClause(trace, clause)) {
    activity.hushed = activity.pauseSkip < 0;
    if (activity.hushed) activity.pauseSkip++;
    else {
      showClause(activity, activity.unit, activity.clause);
      activity.pauseDue = pausesBehind(clause);
      const { length: routines } = activity.routines;
      activity.redo = { unit: activity.unit, pc: begun, routines, blocks: routine.blocks.length };
    }
  }
  activity.attention = activity.events.length > 0 || isTraced(routine.settings);
  return undefined;
}

/** TRACE S: the clauses that are left are shown, none is executed; one that is wrong ends the program. */
function scan(activity: Activity, begun: number): Request | undefined {
  const { unit } = activity;
  const next = Math.max(activity.clause, activity.scanned);
  const end = Math.min(unit.clauses.length, next + SCANNED);
  for (let number = next; number < end; number++) {
    activity.clause = number;
    showClause(activity, unit, number);
    const fault = unit.faults.get(number);
    if (fault !== undefined) {
      activity.pc = fault;
      return undefined;
    }
  }
  if (end === unit.clauses.length) return { kind: 'exit', value: undefined };
  activity.scanned = end;
  activity.pc = begun;
  return undefined;
}

/** A pause comes behind a clause that was traced, which is before the next one. */
function pause(activity: Activity, begun: number): Request | undefined {
  const { tracePaused } = activity;
  if (tracePaused === begun) {
    activity.tracePaused = undefined;
    activity.pauseDue = false;
    return undefined;
  }
  // what was not shown is not followed by a pause
  if (!activity.pauseDue) return undefined;
  if (activity.pauseSkip > 0) {
    activity.pauseSkip--;
    activity.pauseDue = false;
    return undefined;
  }
  if (activity.pauseSkip < 0 || activity.hushed) return undefined;
  if (!activity.hinted) activity.out.push(PAUSE_HINT);
  activity.hinted = true;
  activity.pc = begun;
  activity.tracePaused = begun;
  activity.waiting = { kind: 'trace-line' };
  return { kind: 'read', console: true };
}

/** The program is over by an error: its clause, those of its callers, and the message of CMS. */
export function endedByError(activity: Activity, error: RexxError): Ending {
  const line = lineOf(activity);
  const { routines } = activity;
  showClause(activity, activity.unit, activity.clause, '+++');
  for (let i = routines.length - 1; i > 0; i--) {
    const { back } = routines[i]!;
    routines.pop();
    if (back !== undefined) showClause(activity, back.unit, back.clause, '+++');
  }
  const { text, message } = ERROR_TEXTS[error.number] ?? ERROR_TEXTS[49]!;
  const { name, type } = activity.invocation;
  activity.out.push(
    `DMSREX${String(message)}E Error ${String(error.number)} running ${name} ${type}, line ${String(line)}: ${text}`,
  );
  return { kind: 'exit', value: undefined, error: { number: error.number, line } };
}
