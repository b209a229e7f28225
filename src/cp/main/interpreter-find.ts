/** Finds a command in a table: CP's own, and those of QUERY and SET. */
import type { ControlCommand } from './control-command.js';
import { abbreviates } from './operands.js';
import { allowed } from './privilege.js';

/** Finds a word in a table of commands, for a user of these classes. */
export function findCommand(
  table: readonly ControlCommand[],
  word: string | undefined,
  classes: string,
): ControlCommand | undefined {
  return table.find(
    (command) =>
      abbreviates(word, command.name, command.minimum) && allowed(command.classes, classes),
  );
}
