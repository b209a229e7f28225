/**
 * DEFINE TAPE vdev [model], DEFINE CTCA vdev [user], DEFINE GRAF vdev [3270]: a new virtual device (z/VM CP Commands,
 * "DEFINE"; tape drives are ours).
 */
import type { ControlContext } from '../control-command.js';
import { say } from '../messages-table.js';
import { deviceNumberOf, deviceText4 } from '../operands.js';
import { specialDevice } from '../special-devices.js';

/** The largest device number: channels are 0 to F. */
const LAST_DEVICE = 0xfff;

/** Defines a device; `words` are what stands behind its kind. */
export async function defineDevice(
  context: ControlContext,
  name: 'TAPE' | 'CTCA' | 'GRAF',
  words: readonly string[],
): Promise<number> {
  const { user } = context;
  const [where, ...rest] = words[0] === 'AS' ? words.slice(1) : words;
  const address = deviceNumberOf(where);
  if (address === undefined || address > LAST_DEVICE) return say(context, 'DEF', 22);
  const spec = specialDevice(name, address, rest[0]);
  const wrong = spec === undefined ? rest[0] : rest[1];
  if (spec === undefined || wrong !== undefined) {
    return say(context, 'DEF', 2, (wrong ?? '').slice(0, 64));
  }
  const text = deviceText4(address);
  const taken = (): number => say(context, 'DEF', 92, `${name} ${text}`);
  if (user.devices.has(address)) return taken();
  const reply = await user.attach(spec);
  if (!reply.ok) return taken();
  context.inform(`${name} ${text} DEFINED`);
  return 0;
}
