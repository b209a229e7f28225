/** READY vdev: a device end from the device, which is ready afterwards (CP Command Reference, "READY"). */
import type { ControlCommand } from '../control-command.js';
import { deviceRequest } from './device-request.js';

/** READY. */
export const ready: ControlCommand = {
  name: 'READY',
  minimum: 3,
  classes: 'G',
  run: (context, operands) => deviceRequest(context, operands, 'ready'),
};
