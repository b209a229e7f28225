/** FORCE userid: logs another user off (z/VM CP Commands, "FORCE"). */
import type { ControlCommand } from '../control-command.js';
import { tellsIssuer } from '../control-command.js';
import { say } from '../messages-table.js';
import { useridOf } from '../operands.js';

/** FORCE. */
export const force: ControlCommand = {
  name: 'FORCE',
  minimum: 5,
  classes: 'A',
  async run(context, operands) {
    const [word, more] = operands.words;
    const userid = useridOf(word);
    if (userid === undefined) return say(context, 'FOR', 20);
    if (more !== undefined) return say(context, 'FOR', 3, more);
    const machine = context.cp.machine(userid);
    if (machine === undefined) return say(context, 'FOR', 45, userid);
    if (machine.ending) return say(context, 'FOR', 361, userid);
    // the operator has the line anyway, and who forces his own machine is gone by then
    const tell = tellsIssuer(context) && machine !== context.user;
    await context.cp.logoff(machine, {
      by: context.user.userid,
      told: (line) => {
        if (tell) context.respond(line);
      },
    });
    return 0;
  },
};
