/** REWIND vdev: the tape on a drive goes to its load point (z/VM CP Commands, "REWIND"). */
import type { ControlCommand } from '../control-command.js';
import { say } from '../messages-table.js';
import { deviceNumberOf, deviceText4 } from '../operands.js';

/** REWIND. */
export const rewind: ControlCommand = {
  name: 'REWIND',
  minimum: 3,
  classes: 'G',
  async run(context, operands) {
    const [word, more] = operands.words;
    const address = deviceNumberOf(word);
    if (address === undefined) return say(context, 'CPV', 22);
    if (more !== undefined) return say(context, 'CPV', 3, more.slice(0, 64));
    const { user, cp } = context;
    const text = deviceText4(address);
    const device = user.devices.get(address);
    if (device === undefined) return say(context, 'CPV', 40, text);
    if (device.spec.type !== 'tape') return say(context, 'CPV', 6, text);
    const reply = await user.request({ op: 'rewind', address });
    if (!reply.ok) return say(context, 'CPV', 234, text);
    if (!(await cp.tapes.rewound(user, address))) return say(context, 'CPV', 235, text);
    context.respond('REWIND COMPLETE');
    return 0;
  },
};
