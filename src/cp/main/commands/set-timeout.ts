/**
 * SET TIMEOUT DISCONNECT|DROP minutes|OFF: after what time a machine without a person at its console is
 * logged off. Ours: z/VM has one such time, in its system configuration.
 */
import type { ControlCommand } from '../control-command.js';
import { say } from '../messages-table.js';
import { abbreviates, decimalOf } from '../operands.js';

/** SET TIMEOUT; applies to lines that are lost from now on. */
export const setTimeout: ControlCommand = {
  name: 'TIMEOUT',
  minimum: 7,
  classes: 'AB',
  run(context, operands) {
    const [word, amount, more] = operands.words;
    if (word === undefined || amount === undefined) return Promise.resolve(say(context, 'CFS', 26));
    if (more !== undefined) return Promise.resolve(say(context, 'CFS', 3, more));
    const minutes = amount === 'OFF' ? 0 : decimalOf(amount, 1, 10_080);
    if (minutes === undefined) return Promise.resolve(say(context, 'CFS', 2, amount));
    const { timeouts } = context.cp;
    if (abbreviates(word, 'DISCONNECT', 4)) timeouts.disconnected = minutes * 60_000;
    else if (abbreviates(word, 'DROPPED', 4)) timeouts.dropped = minutes * 60_000;
    else return Promise.resolve(say(context, 'CFS', 3, word));
    return Promise.resolve(0);
  },
};
