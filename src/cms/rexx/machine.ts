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

/**
 * Runs up to `budget` instructions. Errors of the program are trapped or end it, with their message among the lines
 * of `activity.out`.
 */
export function run(activity: Activity, host: RexxHost, budget: number): Request {
  const frame = newFrame(activity, host, budget);
  for (;;) {
    try {
      return execute(frame);
    } catch (error) {
      if (error !== SIGNALLED) {
        const ending = trapped(activity, error);
        if (ending !== undefined) return ending;
      }
      frame.left -= ERROR_COST;
      enter(frame);
    } finally {
      activity.used = budget - frame.left;
    }
  }
}

function execute(frame: Frame): Request {
  for (;;) {
    const request = HANDLERS[frame.code[frame.pc]!]!(frame);
    if (request !== undefined) return request;
  }
}
