/** The end of a turn of a loop in quick clauses. */
import { nextTurn } from '../loops.js';
import { TEN_DIGITS } from '../value.js';
import type { Frame } from './frame.js';

/** The end of a turn; whether there is another. What nearly all loops are is done here. */
export function turn(frame: Frame, top: number): boolean {
  const { blocks } = frame.routine;
  const block = blocks[blocks.length - 1];
  if (block?.kind === 'loop' && block.top === top && !frame.linked) {
    const { slot, by, to, turns } = block;
    if (slot < 0) {
      if (block.control === undefined) {
        if (turns === undefined) return true;
        if (turns > 1) {
          block.turns = turns - 1;
          return true;
        }
      }
    } else if (turns === undefined && frame.plain && typeof by === 'number') {
      const { values } = frame;
      const before = values[slot];
      if (typeof before === 'number' && (typeof to === 'number' || to === undefined)) {
        const value = before + by;
        // behind the last turn, too, the variable is counted up
        if (value < TEN_DIGITS && value > -TEN_DIGITS) {
          values[slot] = value;
          if (to === undefined || (by >= 0 ? value <= to : value >= to)) return true;
          blocks.pop();
          return false;
        }
      }
    }
  }
  return nextTurn(frame.activity, top);
}

/**
 * Of a loop without clauses all turns but one of those that are left are over at once, or as many as there is work left for:
 * the end of the next turn is where the loop is seen to be over.
 */
export function skipTurns(frame: Frame, top: number): void {
  const { blocks } = frame.routine;
  const block = blocks[blocks.length - 1];
  if (block?.kind !== 'loop' || block.top !== top || frame.linked) return;
  const { slot, by, to, turns } = block;
  if (slot < 0) {
    if (block.control !== undefined || turns === undefined) return;
    const skipped = Math.min(turns, frame.left) - 1;
    if (skipped <= 0) return;
    block.turns = turns - skipped;
    frame.left -= skipped;
    return;
  }
  const { values } = frame;
  const before = values[slot];
  if (turns !== undefined || !frame.plain || typeof by !== 'number' || by === 0) return;
  if (typeof before !== 'number' || typeof to === 'string') return;
  const last = to ?? (by > 0 ? TEN_DIGITS - 1 : 1 - TEN_DIGITS);
  const skipped = Math.min(Math.floor((last - before) / by), frame.left - 1);
  if (skipped <= 0) return;
  values[slot] = before + skipped * by;
  frame.left -= skipped;
}
