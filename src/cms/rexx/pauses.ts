/** Pauses of interactive TRACE (z/VM REXX/VM Reference, "Interactive Debugging of Programs"): what is typed in one. */
import type { Activity } from './activity.js';
import { routineOf } from './activity.js';

/** A line that is typed is about to be carried out. */
export function enterPause(activity: Activity): void {
  activity.tracePaused = undefined;
  activity.inPause = true;
  const { length: routines } = activity.routines;
  activity.pause = { routines, blocks: routineOf(activity).blocks.length };
}

/** The line is over, by its end or an error: the program stands where it was, and there is a pause again. */
export function leavePause(activity: Activity): void {
  const { pause } = activity;
  activity.inPause = false;
  activity.pause = undefined;
  activity.attention = true;
  if (pause === undefined) return;
  activity.routines.length = pause.routines;
  const routine = routineOf(activity);
  const block = routine.blocks[pause.blocks];
  if (block?.kind === 'interpret') {
    activity.unit = block.unit;
    activity.pc = block.pc;
  }
  routine.blocks.length = Math.min(routine.blocks.length, pause.blocks);
  activity.stack.length = routine.base;
}

/** `=`: the clause that was shown last is carried out again; false when the program has gone on from its routine. */
export function carryOutAgain(activity: Activity): boolean {
  const { redo } = activity;
  if (redo === undefined || redo.routines !== activity.routines.length) return false;
  const { blocks } = routineOf(activity);
  if (redo.unit !== activity.unit || redo.blocks > blocks.length) return false;
  blocks.length = redo.blocks;
  activity.pc = redo.pc;
  activity.tracePaused = redo.pc;
  activity.attention = true;
  return true;
}
