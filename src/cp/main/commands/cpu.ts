/**
 * CPU n|ALL command: directs a command to one virtual processor of the machine, or to each of them (z/VM CP Commands,
 * "CPU"). BEGIN, STOP, DISPLAY, STORE, EXTERNAL and SYSTEM RESTART are about that processor; others
 * do what they do without it.
 */
import type { ControlCommand } from '../control-command.js';
import { say } from '../messages-table.js';
import { abbreviates, cpuText } from '../operands.js';
import { cpuAddressOf } from './cpu-addresses.js';

/** CPU. */
export const cpu: ControlCommand = {
  name: 'CPU',
  minimum: 3,
  classes: 'G',
  async run(context, operands) {
    const { user, cp } = context;
    const [where, command] = operands.words;
    if (where === undefined || command === undefined) return say(context, 'CPU', 26);
    // no CPU inside of CPU: ALL of ALL would be without end
    if (abbreviates(command, 'CPU', 3)) return say(context, 'CPU', 2, command);
    const { processors } = user.memory;
    const address = cpuAddressOf(where);
    if (where !== 'ALL' && address === undefined) return say(context, 'CPU', 2, where.slice(0, 64));
    const wanted = address === undefined ? processors : [address];
    if (address !== undefined && !processors.includes(address)) {
      return say(context, 'CPU', 1455, cpuText(address));
    }
    let rc = 0;
    for (const one of wanted) {
      // the command before may have ended the machine, or taken the processor away
      if (user.ending) break;
      if (!user.memory.processors.includes(one)) continue;
      rc = await cp.interpret(context.about(one), operands.from(1));
    }
    return rc;
  },
};
