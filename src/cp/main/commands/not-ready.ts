/**
 * NOTREADY vdev: takes the device out of the ready state: its next command gets intervention required (CP Command
 * Reference, "NOTREADY").
 */
import type { ControlCommand } from '../control-command.js';
import { deviceRequest } from './device-request.js';

/** NOTREADY. */
export const notReady: ControlCommand = {
  name: 'NOTREADY',
  minimum: 4,
  classes: 'G',
  run: (context, operands) => deviceRequest(context, operands, 'not-ready'),
};
