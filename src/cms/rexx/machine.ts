/**
 * Runs compiled REXX: a stack machine whose instructions are in handlers.ts. It runs until its share of work is used or
 * it wants something of the system, and leaves everything in the Activity.
 */
import type { Activity } from './activity.js';
import { trapped } from './failures.js';
import { HANDLERS } from './handlers.js';
import type { Request, RexxHost } from './host.js';
import type { Frame } from './quick/frame.js';
import { enter, newFrame, SIGNALLED } from './quick/frame.js';

/** What whoever runs into errors all the time is charged for each, for he must not run for ever. */
const ERROR_COST = 100;

/** Clauses, or what is worth as much, between two looks at the clock: few at first, then more and more. */
const FIRST_LOOK = 32;
const MOST_LOOK = 512;

/** Turns after which code is generated for a clause. */
const WORTH_IT = 500;

/**
 * Runs up to `budget` instructions, or until the host finds that the step has lasted long enough. Errors of the program
 * are trapped or end it, with their message among the lines of `activity.out`.
 * @param worth - turns after which code is generated for a clause (quick/generated)
 */
export function run(activity: Activity, host: RexxHost, budget: number, worth = WORTH_IT): Request {
  let look = Math.min(FIRST_LOOK, budget);
  /** Work beyond the next look. */
  let beyond = budget - look;
  const frame = newFrame(activity, host, look, worth);
  for (;;) {
    try {
      const request = execute(frame);
      if (request.kind !== 'work' || beyond + frame.left <= 0 || host.overdue()) return request;
      look = Math.min(2 * look, MOST_LOOK, beyond + frame.left);
      beyond += frame.left - look;
      frame.left = look;
    } catch (error) {
      if (error !== SIGNALLED) {
        const ending = trapped(activity, error);
        if (ending !== undefined) return ending;
      }
      frame.left -= ERROR_COST;
      enter(frame);
    } finally {
      activity.used = budget - beyond - frame.left;
    }
  }
}

function execute(frame: Frame): Request {
  for (;;) {
    const request = HANDLERS[frame.code[frame.pc]!]!(frame);
    if (request !== undefined) return request;
  }
}
