/** QUERY userid, QUERY USERS userid: whether a user is logged on, and where (z/VM CP Commands, "QUERY USERS"). */
import { lineText } from '../control-command.js';
import type { ControlContext } from '../control-command.js';
import { say } from '../messages-table.js';
import { useridOf } from '../operands.js';

/**
 * Answers with the user and the line, or refuses.
 * @param words - the userid (`*` is the user himself), and nothing behind it
 * @returns the return code
 */
export function queryUser(context: ControlContext, words: readonly string[]): number {
  const [word = '', extra] = words;
  const userid = useridOf(word === '*' ? context.user.userid : word);
  if (userid === undefined) return say(context, 'CQV', 3, word.slice(0, 64));
  if (extra !== undefined) return say(context, 'CQV', 3, extra.slice(0, 64));
  const machine = context.cp.machine(userid);
  if (machine === undefined) return say(context, 'CQU', 45, userid);
  context.respond(`${userid.padEnd(8)} ${lineText(machine.line)}`);
  return 0;
}
