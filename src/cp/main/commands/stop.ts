/**
 * STOP: the machine stands still until BEGIN; with CPU n in front, that virtual processor until it is started (z/VM
 * CP Commands, "STOP").
 */
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
    if (context.named) {
      await user.stopProcessor(context.cpu);
      return 0;
    }
    const { generation } = user;
    await user.halt();
    if (generation === user.generation && user.stopped) user.enteredCp();
    return 0;
  },
};
