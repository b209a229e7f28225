/**
 * XAUTOLOG userid [command]: logs on a machine without a line and without its password; for classes A and
 * B, and for those whom the user's AUTOLOG statement names (z/VM CP Commands, "XAUTOLOG").
 */
import type { ControlCommand } from '../control-command.js';
import { tellsIssuer } from '../control-command.js';
import { allowed } from '../privilege.js';
import { say } from '../messages-table.js';
import { useridOf } from '../operands.js';
import { autologFailure } from './autolog.js';

/** XAUTOLOG. */
export const xautolog: ControlCommand = {
  name: 'XAUTOLOG',
  minimum: 4,
  classes: 'ABG',
  async run(context, operands) {
    const userid = useridOf(operands.words[0]);
    if (userid === undefined) return say(context, 'XAL', 20);
    const { user, cp } = context;
    const entry = cp.directory.find(userid);
    const may = allowed('AB', user.entry.classes) || entry?.autolog.includes(user.userid) === true;
    // a class G user cannot learn this way who is in the directory
    if (!may || entry === undefined) return say(context, 'XAL', 53, userid);
    const result = await cp.autolog(userid, operands.from(1), (line) => {
      context.respond('Command accepted');
      if (tellsIssuer(context)) context.respond(line);
    });
    return autologFailure(context, userid, result);
  },
};
