/** SYSTEM CLEAR, RESET, RESTART: the keys of a processor's console (CP Command Reference, "SYSTEM"). */
import type { ControlCommand } from '../control-command.js';
import { heldByPerson } from '../held-by-person.js';
import { say } from '../messages-table.js';
import { abbreviates } from '../operands.js';

/** SYSTEM. */
export const system: ControlCommand = {
  name: 'SYSTEM',
  minimum: 3,
  classes: 'G',
  async run(context, operands) {
    const { user, cp } = context;
    const [word, more] = operands.words;
    if (word === undefined) return say(context, 'CPV', 26);
    if (more !== undefined) return say(context, 'CPV', 3, more);
    if (abbreviates(word, 'CLEAR', 5)) {
      await cp.reset(user, true);
      context.respond('Storage cleared - system reset.');
      return 0;
    }
    if (abbreviates(word, 'RESET', 5)) {
      await cp.reset(user, false);
      context.respond('System reset.');
      return 0;
    }
    if (abbreviates(word, 'RESTART', 7)) {
      const before = user.inCpRead;
      if (heldByPerson(context)) return 0;
      await user.halt();
      await user.request({ op: 'restart', processor: context.cpu });
      // PA1 may have come meanwhile
      if (before || !heldByPerson(context)) await user.go();
      return 0;
    }
    return say(context, 'CPV', 3, word);
  },
};
