/**
 * CP's command interpreter: finds the command in the table (the first in table order whose name begins
 * with the word and whose shortest form the word reaches), tests the privilege classes and runs it. An
 * unknown command and one that the user's classes do not allow answer alike.
 */
import type { ControlCommand, ControlContext } from './control-command.js';
import { say } from './messages-table.js';
import { findCommand } from './interpreter-find.js';
import { operandsOf } from './operands.js';

/** The longest command line, characters (DIAGNOSE X'08' of z/VM); a list of commands may be as long. */
export const COMMAND_LIMIT = 240;

/** What separates the commands of a list: X'15', as the code page translates it. */
const SEPARATORS = /[\n\r\u0015]/;

/**
 * Runs a line, which may hold several commands; each is run whatever the one before returned, unless the
 * machine is being logged off.
 * @param silentUnknown - an unknown command is told by return code 1 alone
 * @returns the return code of the last
 */
export async function interpret(
  table: readonly ControlCommand[],
  line: string,
  context: ControlContext,
  silentUnknown = false,
): Promise<number> {
  if (line.length > COMMAND_LIMIT) return say(context, 'CFC', 26);
  let rc = 0;
  for (const part of line.split(SEPARATORS)) {
    if (context.user.ending) break;
    rc = await runOne(table, part, context, silentUnknown);
  }
  return rc;
}

async function runOne(
  table: readonly ControlCommand[],
  line: string,
  context: ControlContext,
  silentUnknown: boolean,
): Promise<number> {
  // `CP` and `#CP` in front, also several of them, change nothing
  const text = line.replace(/^ *(#?CP( +|$))+/i, '').trim();
  if (text === '' || text.startsWith('*')) return 0;
  const word = /^[^ ]+/.exec(text)?.[0] ?? text;
  const name = word.toUpperCase();
  const command = findCommand(table, name, context.user.entry.classes);
  if (command === undefined) return silentUnknown ? 1 : say(context, 'CMD', 1, name.slice(0, 64));
  return command.run(context, operandsOf(text.slice(word.length)));
}
