/**
 * LOGON, LOGIN and DIAL when somebody is logged on at this console already (z/VM CP Commands, "LOGON", "DIAL"). At
 * the logo they are in logo.ts.
 */
import { terminalText } from '../control-command.js';
import type { ControlCommand, ControlContext } from '../control-command.js';
import { say } from '../messages-table.js';

function run(context: ControlContext): Promise<number> {
  return Promise.resolve(say(context, 'LGA', 54, terminalText(context.user.line)));
}

/** DIAL: only a line that nobody has logged on at can be tied to a machine. */
export const dial: ControlCommand = {
  name: 'DIAL',
  minimum: 4,
  classes: '',
  run: (context) => Promise.resolve(say(context, 'DIA', 14, 'DIAL')),
};

/** LOGON. */
export const logon: ControlCommand = { name: 'LOGON', minimum: 1, classes: '', run };

/** LOGIN. */
export const login: ControlCommand = { name: 'LOGIN', minimum: 4, classes: '', run };
