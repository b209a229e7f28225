/** SHUTDOWN: an orderly end of the system (z/VM CP Commands, "SHUTDOWN"). */
import type { ControlCommand } from '../control-command.js';
import { say } from '../messages-table.js';

/** SHUTDOWN: never abbreviated. */
export const shutdown: ControlCommand = {
  name: 'SHUTDOWN',
  minimum: 8,
  classes: 'A',
  run(context, operands) {
    const [word] = operands.words;
    if (word !== undefined && word !== 'IMMEDIATE')
      return Promise.resolve(say(context, 'SHU', 3, word));
    context.cp.shutdown(context.user.userid);
    return Promise.resolve(0);
  },
};
