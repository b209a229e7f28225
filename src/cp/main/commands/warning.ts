/** WARNING and WNG userid|ALL text: shown with MSG OFF too (z/VM CP Commands, "WARNING"). */
import type { ControlCommand, ControlContext } from '../control-command.js';
import type { Operands } from '../cp-services.js';
import { sendMessage } from './message.js';

const run = (context: ControlContext, operands: Operands): Promise<number> =>
  sendMessage(context, operands, 'WNG');

/** WARNING. */
export const warning: ControlCommand = { name: 'WARNING', minimum: 1, classes: 'AB', run };

/** WNG. */
export const wng: ControlCommand = { name: 'WNG', minimum: 2, classes: 'AB', run };
