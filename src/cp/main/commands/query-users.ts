/** QUERY NAMES, USERS: who is logged on (z/VM CP Commands, "QUERY NAMES", "QUERY USERS"). */
import type { ControlCommand } from '../control-command.js';
import { lineText } from '../control-command.js';
import { deviceText4 } from '../operands.js';
import { queryUser } from './query-user.js';
import { word } from './query-word.js';

/** Names on a line. */
const EACH = 4;

/** USERS, or whether one of them is. */
const users: ControlCommand = {
  name: 'USERS',
  minimum: 1,
  classes: '',
  run(context, operands) {
    if (operands.words.length > 0) return Promise.resolve(queryUser(context, operands.words));
    const machines = context.cp.machines();
    const net = machines.filter((machine) => machine.connected).length;
    context.respond(
      `${machines.length} USERS, ${context.cp.dialled.all.length} DIALED, ${net} NET`,
    );
    return Promise.resolve(0);
  },
};

/** The words. */
export const queryUsers = [
  word('NAMES', 1, ({ cp }) => {
    const names = cp
      .machines()
      .map((machine) => `${machine.userid.padEnd(8)} ${lineText(machine.line)}`.padEnd(15));
    const lines: string[] = [];
    for (let n = 0; n < names.length; n += EACH)
      lines.push(
        names
          .slice(n, n + EACH)
          .join(', ')
          .trimEnd(),
      );
    return lines;
  }),
  users,
  word('DIALED', 6, ({ cp }) => {
    const lines = cp.dialled.all.map(
      ({ line, userid, address }) =>
        `GRAF ${line} DIALED TO ${userid.padEnd(8)} ${deviceText4(address)}`,
    );
    return lines.length === 0 ? ['NO LINES DIALED'] : lines;
  }),
] as const;
