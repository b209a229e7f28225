/** QUERY: a word of the QUERY table, or a userid (CP Command Reference, "QUERY"). */
import type { ControlCommand } from '../control-command.js';
import { findCommand } from '../interpreter-find.js';
import { say } from '../messages-table.js';
import { operandsOf } from '../operands.js';
import { queryUser } from './query-user.js';
import { QUERIES } from './query-table.js';

/** QUERY. */
export const query: ControlCommand = {
  name: 'QUERY',
  minimum: 1,
  classes: '',
  run(context, operands) {
    const word = operands.words[0];
    if (word === undefined) return Promise.resolve(say(context, 'CQG', 26));
    const found = findCommand(QUERIES, word, context.user.entry.classes);
    if (found !== undefined) return found.run(context, operandsOf(operands.from(1)));
    return Promise.resolve(queryUser(context, operands.words));
  },
};
