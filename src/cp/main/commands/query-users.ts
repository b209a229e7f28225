/** QUERY NAMES, USERS: who is logged on (z/VM CP Commands, "QUERY NAMES", "QUERY USERS"). */
import { lineText } from '../control-command.js';
import { deviceText4 } from '../operands.js';
import { word } from './query-word.js';

/** Names on a line. */
const EACH = 4;

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
  word('USERS', 1, ({ cp }) => [
    `${cp.machines().length} USERS, ${cp.dialled.all.length} DIALED, ${cp.machines().filter((machine) => machine.connected).length} NET`,
  ]),
  word('DIALED', 6, ({ cp }) => {
    const lines = cp.dialled.all.map(
      ({ line, userid, address }) =>
        `GRAF ${line} DIALED TO ${userid.padEnd(8)} ${deviceText4(address)}`,
    );
    return lines.length === 0 ? ['NO LINES DIALED'] : lines;
  }),
] as const;
