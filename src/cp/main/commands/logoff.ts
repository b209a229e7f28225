/** LOGOFF and LOGOUT [HOLD]: ends the machine; HOLD keeps the line (CP Command Reference, "LOGOFF"). */
import type { ControlCommand, ControlContext } from '../control-command.js';
import type { Operands } from '../cp-services.js';
import { say } from '../messages-table.js';
import { abbreviates } from '../operands.js';

async function run(context: ControlContext, operands: Operands): Promise<number> {
  const [word, more] = operands.words;
  if (word !== undefined && !abbreviates(word, 'HOLD', 1)) return say(context, 'USO', 3, word);
  if (more !== undefined) return say(context, 'USO', 3, more);
  await context.cp.logoff(context.user, { hold: word !== undefined });
  return 0;
}

/** LOGOFF. */
export const logoff: ControlCommand = { name: 'LOGOFF', minimum: 3, classes: '', run };

/** LOGOUT. */
export const logout: ControlCommand = { name: 'LOGOUT', minimum: 3, classes: '', run };
