/**
 * Routines and conditions (z/VM REXX/VM Reference, "CALL", "SIGNAL", "Conditions and Condition Traps"): how an internal
 * routine is entered and left, what SIGNAL leaves behind, and what a trap does.
 */
import type { Activity, Event, Routine, Trap } from './activity.js';
import { isTraced, lineOf, routineOf } from './activity.js';
import type { Condition } from './code.js';
import { RESULT_SLOT, SIGL_SLOT, slotOf } from './code.js';
import { fail } from './errors.js';
import { dropSimple, newPool, setSimple } from './pool.js';
import { showGiven, showIntermediate } from './tracing.js';
import type { Value } from './value.js';

/** Routines within routines, at most. */
const MOST_ROUTINES = 2000;

/** Sets a variable by name in the pool of the present routine. */
export function assign(activity: Activity, name: string, value: Value): void {
  const { pool } = routineOf(activity);
  setSimple(pool, slotOf(activity.symbols, name), value, activity.meter);
}

/** Drops RESULT: a routine came back without a value. */
export function dropResult(activity: Activity): void {
  const { pool } = routineOf(activity);
  dropSimple(pool, RESULT_SLOT, activity.meter);
}

/** Sets RESULT. */
export function setResult(activity: Activity, value: Value): void {
  setSimple(routineOf(activity).pool, RESULT_SLOT, value, activity.meter);
}

/** Sets, replaces or (undefined) removes a trap of a routine. */
export function changeTrap(routine: Routine, condition: Condition, trap: Trap | undefined): void {
  const traps = new Map(routine.traps);
  if (trap === undefined) traps.delete(condition);
  else traps.set(condition, trap);
  routine.traps = traps;
}

/** The line of the present clause to SIGL. */
function setSigl(activity: Activity): void {
  setSimple(routineOf(activity).pool, SIGL_SLOT, lineOf(activity), activity.meter);
}

/** Enters an internal routine at `pc`; its arguments have been taken from the stack. Sets SIGL. */
export function enterRoutine(
  activity: Activity,
  pc: number,
  kind: Routine['kind'],
  args: readonly (Value | undefined)[],
): void {
  if (activity.routines.length >= MOST_ROUTINES) fail(11, 1);
  setSigl(activity);
  const caller = routineOf(activity);
  const due = kind === 'function' && activity.pauseDue ? { redo: activity.redo } : undefined;
  activity.pauseDue = false;
  activity.routines.push({
    kind,
    pool: caller.pool,
    args,
    settings: caller.settings,
    traps: caller.traps,
    blocks: [],
    back: { unit: activity.unit, pc: activity.pc, clause: activity.clause },
    base: activity.stack.length,
    fresh: pc,
    trapped: caller.trapped,
    due,
  });
  activity.unit = activity.main;
  activity.pc = pc;
}

/**
 * RETURN from an internal routine: the caller goes on. A function's value is left on the stack; RESULT is set, or
 * dropped, by a subroutine's.
 */
export function leaveRoutine(activity: Activity, value: Value | undefined): void {
  const routine = activity.routines.pop()!;
  const back = routine.back!;
  activity.unit = back.unit;
  activity.pc = back.pc;
  activity.clause = back.clause;
  if (activity.stack.length > routine.base) activity.stack.length = routine.base;
  if (routine.due !== undefined) {
    activity.pauseDue = true;
    activity.redo = routine.due.redo;
  }
  // the caller may be traced in another way
  activity.attention ||= activity.events.length > 0 || isTraced(routineOf(activity).settings);
  switch (routine.kind) {
    case 'function':
      if (value === undefined) fail(45, 1);
      showIntermediate(activity, '>F>', value);
      activity.stack.push(value);
      return;
    case 'call':
      if (value === undefined) dropResult(activity);
      else {
        setResult(activity, value);
        showGiven(activity, value);
      }
      return;
    default: {
      // what a trap returns is nobody's, and the trap is armed again
      const { trapped } = routine;
      const below = routineOf(activity);
      const trap = trapped && below.traps.get(trapped.condition);
      if (trap !== undefined) changeTrap(below, trapped!.condition, { ...trap, delayed: false });
    }
  }
}

/** SIGNAL: goes on at a label of the program; loops and INTERPRETs of the routine are over. Sets SIGL. */
export function signal(activity: Activity, label: string): void {
  const pc = activity.main.labels.get(label);
  if (pc === undefined) fail(16, 1, label);
  const routine = routineOf(activity);
  setSigl(activity);
  routine.blocks.length = 0;
  activity.stack.length = routine.base;
  activity.unit = activity.main;
  activity.pc = pc;
  activity.attention = true;
}

/** A new pool for a PROCEDURE. */
export function newProcedure(activity: Activity): Routine {
  const routine = routineOf(activity);
  routine.pool = newPool([]);
  return routine;
}

/**
 * A condition has come up. Whether a trap takes it: at once for SIGNAL ON, before the next clause for CALL ON.
 * @param rc - what the trap sets RC to, where it does
 */
export function raise(
  activity: Activity,
  condition: Condition,
  description: string,
  rc?: Value,
): boolean {
  const routine = routineOf(activity);
  const trap = routine.traps.get(condition);
  if (trap === undefined) return false;
  if (trap.by === 'CALL') {
    // while its routine runs it is ignored, but for HALT, which waits
    if (trap.delayed && condition !== 'HALT') return true;
    activity.events.push({ condition, description, rc });
    activity.attention = true;
    return true;
  }
  activity.pauseDue = false;
  changeTrap(routine, condition, undefined);
  routine.trapped = { condition, by: 'SIGNAL', description };
  signal(activity, trap.label);
  if (rc !== undefined) assign(activity, 'RC', rc);
  return true;
}

/** Between two clauses: calls the routine of a CALL ON for an event that waits; whether there was one. */
export function callTrap(activity: Activity): boolean {
  if (activity.events.length === 0) return false;
  const routine = routineOf(activity);
  const at = activity.events.findIndex(
    (event) => routine.traps.get(event.condition)?.delayed === false,
  );
  if (at < 0) return false;
  const [event] = activity.events.splice(at, 1) as [Event];
  const trap = routine.traps.get(event.condition)!;
  const pc = activity.main.labels.get(trap.label);
  if (pc === undefined) fail(16, 1, trap.label);
  changeTrap(routine, event.condition, { ...trap, delayed: true });
  enterRoutine(activity, pc, 'trap', []);
  const { condition, description } = event;
  routineOf(activity).trapped = { condition, by: 'CALL', description };
  return true;
}
