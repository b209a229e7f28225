/** What READY, NOTREADY and RESET have in common: one operand, a device of the machine. */
import type { ControlContext } from '../control-command.js';
import type { Operands } from '../cp-services.js';
import { say } from '../messages-table.js';
import { deviceNumberOf, deviceText4 } from '../operands.js';

/** Asks the processor to do something to the device that the operand names. */
export async function deviceRequest(
  context: ControlContext,
  operands: Operands,
  op: 'ready' | 'not-ready' | 'reset-device',
): Promise<number> {
  const [word, more] = operands.words;
  const address = deviceNumberOf(word);
  if (address === undefined) return say(context, 'CPV', 22);
  if (more !== undefined) return say(context, 'CPV', 3, more);
  const { user } = context;
  if (!user.devices.has(address)) return say(context, 'CPV', 40, deviceText4(address));
  const reply = await (op === 'reset-device'
    ? user.request({ op, address })
    : user.setReady(address, op === 'ready'));
  if (!reply.ok && reply.why === 'no-device') return say(context, 'CPV', 40, deviceText4(address));
  return 0;
}
