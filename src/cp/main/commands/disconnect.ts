/** DISCONNECT [HOLD]: the machine goes on without its line (CP Command Reference, "DISCONN"). */
import type { ControlCommand } from '../control-command.js';
import { say } from '../messages-table.js';
import { abbreviates } from '../operands.js';

/** DISCONNECT. */
export const disconnect: ControlCommand = {
  name: 'DISCONNECT',
  minimum: 4,
  classes: '',
  run(context, operands) {
    const [word, more] = operands.words;
    if (word !== undefined && !abbreviates(word, 'HOLD', 2))
      return Promise.resolve(say(context, 'USO', 3, word));
    if (more !== undefined) return Promise.resolve(say(context, 'USO', 3, more));
    context.cp.disconnect(context.user, word !== undefined);
    return Promise.resolve(0);
  },
};
