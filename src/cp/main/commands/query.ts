/** QUERY: a word of the QUERY table, or a userid (CP Command Reference, "QUERY"). */
import { lineText } from '../control-command.js';
import type { ControlCommand } from '../control-command.js';
import { findCommand } from '../interpreter-find.js';
import { say } from '../messages-table.js';
import { operandsOf, useridOf } from '../operands.js';
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
    const userid = useridOf(word === '*' ? context.user.userid : word);
    if (userid === undefined) return Promise.resolve(say(context, 'CQV', 3, word.slice(0, 64)));
    if (operands.words[1] !== undefined)
      return Promise.resolve(say(context, 'CQV', 3, operands.words[1].slice(0, 64)));
    const machine = context.cp.machine(userid);
    if (machine === undefined) return Promise.resolve(say(context, 'CQU', 45, userid));
    context.respond(`${userid.padEnd(8)} ${lineText(machine.line)}`);
    return Promise.resolve(0);
  },
};
