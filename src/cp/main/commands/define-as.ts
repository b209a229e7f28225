/** DEFINE vdev [AS] newvdev: a device goes on under another address (z/VM CP Commands, "DEFINE (Device)"). */
import type { ControlContext } from '../control-command.js';
import { say, type MessageNumber } from '../messages-table.js';
import { deviceNumberOf, deviceText4 } from '../operands.js';
import { DEVICE_NAMES } from './detach.js';
import { answering, Refusal } from './refusal.js';
import { linksOf, spoolOf } from './spool-operands.js';

const MODULE = 'DEF';

/** @param words - what stands behind the address */
export async function defineAs(
  context: ControlContext,
  address: number,
  words: readonly string[],
): Promise<number> {
  const { user, cp } = context;
  const [target, more] = words[0] === 'AS' ? words.slice(1) : words;
  if (target === undefined) return say(context, MODULE, 26);
  const to = deviceNumberOf(target);
  if (to === undefined || to > 0xfff) return say(context, MODULE, 2, target);
  if (more !== undefined) return say(context, MODULE, 2, more);
  const type = user.devices.get(address)?.spec.type;
  if (type === undefined) return say(context, MODULE, 40, deviceText4(address));
  const name = DEVICE_NAMES[type];
  return answering(context, async () => {
    const refuse = (number: MessageNumber, ...inserts: readonly string[]): never => {
      throw new Refusal(MODULE, number, `${name} ${deviceText4(to)}`, ...inserts);
    };
    if (user.devices.has(to)) refuse(92);
    const reply = await user.renumber(address, to);
    if (!reply.ok) {
      if (reply.why === 'busy') refuse(143, deviceText4(address));
      if (reply.why === 'taken') refuse(92);
      return say(context, MODULE, 40, deviceText4(address));
    }
    spoolOf(cp).renumbered(user, address, to);
    linksOf(cp).renumbered(user, address, to);
    cp.ctca.renumbered(user, address, to);
    cp.dialled.renumbered(user, address, to);
    cp.tapes.renumbered(user, address, to);
    context.inform(`${name.padEnd(4)} ${deviceText4(to)} DEFINED`);
    return 0;
  });
}
