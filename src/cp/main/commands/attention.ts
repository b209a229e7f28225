/** ATTN and REQUEST: an attention interruption from the console (CP Command Reference, "ATTN"). */
import type { ControlCommand, ControlContext } from '../control-command.js';
import { heldByPerson } from '../held-by-person.js';
import { say } from '../messages-table.js';
import type { Operands } from '../cp-services.js';

async function run(context: ControlContext, operands: Operands): Promise<number> {
  if (operands.words.length > 0) return say(context, 'CPV', 3, operands.words[0]!);
  const { user } = context;
  // the interruption is taken when the machine runs: from CP READ the command lets it go on, as on VM
  void user.request({ op: 'attention', address: user.consoleAddress });
  if (user.inCpRead && !heldByPerson(context)) await user.go();
  return 0;
}

/** ATTN. */
export const attn: ControlCommand = { name: 'ATTN', minimum: 4, classes: 'G', run };

/** REQUEST: the same. */
export const request: ControlCommand = { name: 'REQUEST', minimum: 3, classes: 'G', run };
