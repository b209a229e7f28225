/** RESET vdev: drops what is pending on the device (CP Command Reference, "RESET"). */
import type { ControlCommand } from '../control-command.js';
import { deviceRequest } from './device-request.js';

/** RESET. */
export const reset: ControlCommand = {
  name: 'RESET',
  minimum: 3,
  classes: 'G',
  run: (context, operands) => deviceRequest(context, operands, 'reset-device'),
};
