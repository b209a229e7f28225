/** STOP: the machine stands still until BEGIN (z/VM CP Commands, "STOP"). */
import type { ControlCommand } from '../control-command.js';
import { say } from '../messages-table.js';

/** STOP. */
export const stop: ControlCommand = {
  name: 'STOP',
  minimum: 4,
  classes: 'G',
  async run(context, operands) {
    if (operands.words.length > 0) return say(context, 'CPS', 3, operands.words[0]!);
    const { user } = context;
    const { generation } = user;
    await user.halt();
    if (generation === user.generation && user.stopped) user.enteredCp();
    return 0;
  },
};
