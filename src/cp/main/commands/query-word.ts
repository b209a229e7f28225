/** Makes a word of QUERY that takes no operands. */
import type { ControlCommand, ControlContext } from '../control-command.js';
import { say } from '../messages-table.js';

/** A word that answers with lines. */
export function word(
  name: string,
  minimum: number,
  lines: (context: ControlContext) => readonly string[],
  classes = '',
): ControlCommand {
  return {
    name,
    minimum,
    classes,
    run(context, operands) {
      const extra = operands.words[0];
      if (extra !== undefined) return Promise.resolve(say(context, 'CQV', 3, extra.slice(0, 64)));
      for (const line of lines(context)) context.respond(line);
      return Promise.resolve(0);
    },
  };
}
