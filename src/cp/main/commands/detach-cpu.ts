/**
 * DETACH CPU n|n-m|ALL: takes virtual processors away while the guest runs (z/VM CP Commands, "DETACH CPU", which
 * resets the machine; here it goes on). DETACH of devices is in detach.ts.
 */
import type { ControlCommand, ControlContext } from '../control-command.js';
import { say } from '../messages-table.js';
import { abbreviates, cpuText } from '../operands.js';
import { cpuAddressesOf } from './cpu-addresses.js';
import { detach as detachDevices } from './detach.js';

async function detachCpu(context: ControlContext, words: readonly string[]): Promise<number> {
  const { user } = context;
  const { processors, base } = user.memory;
  const further = processors.filter((address) => address !== base);
  if (words.length === 0) return say(context, 'CPU', 26);
  const all = words[0] === 'ALL';
  if (all && words[1] !== undefined) return say(context, 'CPU', 2, words[1].slice(0, 64));
  const wanted = all ? further : cpuAddressesOf(words);
  if (typeof wanted === 'string') return say(context, 'CPU', 2, wanted.slice(0, 64));
  const none = wanted.find((address) => !processors.includes(address));
  if (none !== undefined) return say(context, 'CPU', 1455, cpuText(none));
  if (wanted.includes(base) || wanted.length === 0) return say(context, 'CPU', 1456, cpuText(base));
  const done: number[] = [];
  for (const address of wanted) {
    if (!user.memory.processors.includes(address)) continue;
    if (await user.detachProcessor(address)) done.push(address);
  }
  for (const address of done) context.respond(`CPU ${cpuText(address)} detached`);
  return 0;
}

/** DETACH. */
export const detach: ControlCommand = {
  name: 'DETACH',
  minimum: 3,
  classes: 'BG',
  run: (context, operands) =>
    abbreviates(operands.words[0], 'CPU', 3)
      ? detachCpu(context, operands.words.slice(1))
      : detachDevices.run(context, operands),
};
