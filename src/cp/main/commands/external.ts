/** EXTERNAL [code]: the interrupt key, or another external interruption (CP Command Reference, "EXTERNAL"). */
import type { ControlCommand } from '../control-command.js';
import { heldByPerson } from '../held-by-person.js';
import { say } from '../messages-table.js';
import { hexOf } from '../operands.js';

/** EXTERNAL. */
export const external: ControlCommand = {
  name: 'EXTERNAL',
  minimum: 3,
  classes: 'G',
  async run(context, operands) {
    const [word, more] = operands.words;
    if (more !== undefined) return say(context, 'CPV', 2, more);
    const code = word === undefined ? 0x40 : hexOf(word, 4);
    if (code === undefined || code === 0) return say(context, 'CPV', 2, word ?? '');
    const { user } = context;
    void user.request({ op: 'external', code, processor: context.cpu });
    // the interruption is taken when the machine runs
    if (user.inCpRead && !heldByPerson(context)) await user.go();
    return 0;
  },
};
