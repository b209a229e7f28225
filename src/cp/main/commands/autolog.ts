/** AUTOLOG userid password [command]: logs on a machine without a line (VM/370 Operator's Guide, "AUTOLOG"). */
import type { ControlCommand, ControlContext, AutologResult } from '../control-command.js';
import { fullMessage, say } from '../messages-table.js';
import { lineText } from '../control-command.js';
import { useridOf } from '../operands.js';

/** Says why an AUTOLOG failed; 0 when it did not. */
export function autologFailure(
  context: ControlContext,
  userid: string,
  result: AutologResult,
): number {
  const { cp } = context;
  switch (result) {
    case 'ok':
      return 0;
    case 'unknown':
      return say(context, 'AUT', 53, userid);
    case 'logged-on': {
      const other = cp.machine(userid);
      return say(context, 'AUT', 54, other === undefined ? '' : lineText(other.line));
    }
    case 'ending':
      return say(context, 'AUT', 361, userid);
    case 'full':
      return say(context, 'AUT', 59, userid, 'no room for another virtual machine');
  }
}

/** AUTOLOG. */
export const autolog: ControlCommand = {
  name: 'AUTOLOG',
  minimum: 4,
  classes: 'AB',
  async run(context, operands) {
    const userid = useridOf(operands.words[0]);
    if (userid === undefined) return say(context, 'AUT', 20);
    const password = operands.from(1).split(' ')[0] ?? '';
    // an unknown user and a wrong password answer alike
    if (!(await context.cp.directory.verifyPassword(userid, password))) {
      context.cp.journal.autologRefused(context.user, userid);
      context.respond(fullMessage('AUT', 50));
      return 50;
    }
    const result = await context.cp.autolog(userid, operands.from(2));
    return autologFailure(context, userid, result);
  },
};
