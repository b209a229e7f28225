/**
 * DEFINE CPU n|n-m ...: further virtual processors, while the guest runs (z/VM CP Commands, "DEFINE CPU"). They are
 * in the stopped state until the guest starts them by SIGNAL PROCESSOR, or CPU n BEGIN does.
 */
import type { ControlContext } from '../control-command.js';
import { say } from '../messages-table.js';
import { cpuText } from '../operands.js';
import { cpuAddressesOf } from './cpu-addresses.js';

/** Defines processors; `words` are what stands behind CPU. All that can be known beforehand is tested first. */
export async function defineCpu(
  context: ControlContext,
  words: readonly string[],
): Promise<number> {
  const { user } = context;
  if (words.length === 0) return say(context, 'CPU', 26);
  const wanted = cpuAddressesOf(words);
  if (typeof wanted === 'string') return say(context, 'CPU', 2, wanted.slice(0, 64));
  const { processors } = user.memory;
  const there = wanted.find((address) => processors.includes(address));
  if (there !== undefined) return say(context, 'CPU', 1454, cpuText(there));
  const most = user.entry.processors.maximum;
  if (processors.length + wanted.length > most) {
    return say(context, 'CPU', 1457, cpuText(wanted[most - processors.length]!), String(most));
  }
  const done: number[] = [];
  let rc = 0;
  for (const address of wanted) {
    const added = await user.defineProcessor(address);
    // reset, logged off or lost meanwhile: what was done is told
    if (added === undefined) break;
    if (!added) {
      rc = say(context, 'CPU', 1458, cpuText(address));
      break;
    }
    done.push(address);
  }
  for (const address of done) context.respond(`CPU ${cpuText(address)} defined`);
  return rc;
}
