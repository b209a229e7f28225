/** MSGNOH userid|*|ALL text: a message without its heading, for service machines (z/VM CP Commands, "MSGNOH"). */
import type { ControlCommand } from '../control-command.js';
import { sendMessage } from './message.js';

/** MSGNOH. */
export const msgnoh: ControlCommand = {
  name: 'MSGNOH',
  minimum: 4,
  classes: 'AB',
  run: (context, operands) => sendMessage(context, operands, 'MSGNOH'),
};
