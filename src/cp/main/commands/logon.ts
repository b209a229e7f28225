/**
 * LOGON and LOGIN when somebody is logged on at this console already (z/VM CP Commands, "LOGON"). LOGON at
 * the logo is in logo.ts.
 */
import { terminalText } from '../control-command.js';
import type { ControlCommand, ControlContext } from '../control-command.js';
import { say } from '../messages-table.js';

function run(context: ControlContext): Promise<number> {
  return Promise.resolve(say(context, 'LGA', 54, terminalText(context.user.line)));
}

/** LOGON. */
export const logon: ControlCommand = { name: 'LOGON', minimum: 1, classes: '', run };

/** LOGIN. */
export const login: ControlCommand = { name: 'LOGIN', minimum: 4, classes: '', run };
