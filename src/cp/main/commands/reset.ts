/** RESET vdev: drops what is pending on the device (CP Command Reference, "RESET"). */
import type { ControlCommand } from '../control-command.js';
import { deviceNumberOf } from '../operands.js';
import { deviceRequest } from './device-request.js';

/** RESET. */
export const reset: ControlCommand = {
  name: 'RESET',
  minimum: 3,
  classes: 'G',
  async run(context, operands) {
    const rc = await deviceRequest(context, operands, 'reset-device');
    const address = deviceNumberOf(operands.words[0]);
    // a terminal that has dialled is dropped
    if (rc === 0 && address !== undefined) context.cp.dialled.drop(context.user, address);
    return rc;
  },
};
