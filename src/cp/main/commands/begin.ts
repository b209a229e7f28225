/**
 * BEGIN [hexloc]: the machine goes on, at another address when one is given (CP Command Reference, "BEGIN"): the
 * virtual processors that ran before, and with CPU n BEGIN that one, which leaves the stopped state.
 */
import type { ControlCommand } from '../control-command.js';
import { heldByPerson } from '../held-by-person.js';
import { say } from '../messages-table.js';
import { hexOf } from '../operands.js';

/** BEGIN. */
export const begin: ControlCommand = {
  name: 'BEGIN',
  minimum: 1,
  classes: 'G',
  async run(context, operands) {
    const { user } = context;
    const [word, more] = operands.words;
    if (more !== undefined) return say(context, 'CPB', 2, more);
    if (heldByPerson(context)) return 0;
    if (word !== undefined) {
      const address = hexOf(word, 8);
      if (address === undefined) return say(context, 'CPB', 4, word);
      if (address >= user.storageSize) return say(context, 'CPB', 160, word);
      await user.halt();
      if (!user.stopped) return 0;
      const processor = user.memory.processor(context.cpu);
      const [first, second] = processor.pswWords();
      processor.loadPsw(first, (second & 0xff000000) | address);
    }
    await user.go(context.named ? context.cpu : undefined);
    return 0;
  },
};
