/**
 * SET LOGMSG [n] text|NULL: line n of the message shown at logon (VM/370 Operator's Guide, "SET LOGMSG");
 * without a number every line goes and this one is the first, NULL takes a line (or all) away.
 */
import type { ControlCommand } from '../control-command.js';
import { say } from '../messages-table.js';
import { decimalOf } from '../operands.js';

/** Most lines, and the longest. */
const LINES = 32;
const LENGTH = 80;

/** SET LOGMSG. */
export const setLogmsg: ControlCommand = {
  name: 'LOGMSG',
  minimum: 3,
  classes: 'B',
  async run(context, operands) {
    const { directory } = context.cp;
    const [word] = operands.words;
    if (word === undefined) return say(context, 'CFS', 26);
    const n = decimalOf(word, 1, LINES);
    const text = n === undefined ? operands.text : operands.from(1);
    if (text === '') return say(context, 'CFS', 26);
    const gone = text.toUpperCase() === 'NULL';
    const lines = n === undefined ? [] : [...directory.logMessage()];
    if (n === undefined) {
      if (!gone) lines.push(text.slice(0, LENGTH));
    } else if (gone) lines.splice(n - 1, 1);
    else lines[Math.min(n - 1, lines.length)] = text.slice(0, LENGTH);
    await directory.setLogMessage(lines);
    return 0;
  },
};
