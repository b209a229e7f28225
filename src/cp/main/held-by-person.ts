/**
 * PA1 against commands of the guest's own (DIAGNOSE X'08'): one that was under way when its person stopped the machine
 * does not let it go on again, or a guest that says BEGIN all the time could not be got out of.
 */
import type { ControlContext } from './control-command.js';

/** Whether a command's machine stands still in CP READ though the command is the guest's. */
export function heldByPerson({ origin, user }: ControlContext): boolean {
  return origin === 'guest' && user.inCpRead && user.stopped;
}
