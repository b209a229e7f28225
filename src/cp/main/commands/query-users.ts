/** QUERY NAMES, USERS: who is logged on (z/VM CP Commands, "QUERY NAMES", "QUERY USERS"). */
import { lineText } from '../control-command.js';
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
    `${cp.machines().length} USERS, 0 DIALED, ${cp.machines().filter((machine) => machine.connected).length} NET`,
  ]),
] as const;
