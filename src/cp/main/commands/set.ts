/** SET: a word of the SET table (z/VM CP Commands, "SET"). */
import type { ControlCommand } from '../control-command.js';
import { findCommand } from '../interpreter-find.js';
import { say } from '../messages-table.js';
import { operandsOf } from '../operands.js';
import { SETS } from './set-table.js';

/** SET. */
export const set: ControlCommand = {
  name: 'SET',
  minimum: 3,
  classes: '',
  run(context, operands) {
    const [word] = operands.words;
    if (word === undefined) return Promise.resolve(say(context, 'CFS', 26));
    const found = findCommand(SETS, word, context.user.entry.classes);
    if (found === undefined) return Promise.resolve(say(context, 'CFS', 3, word.slice(0, 64)));
    return found.run(context, operandsOf(operands.from(1)));
  },
};
