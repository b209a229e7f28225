/** SET SHARE userid RELATIVE n | ABSOLUTE n% | INITIAL: a machine's part of the processors (z/VM CP Commands). */
import type { ControlCommand, ControlContext } from '../control-command.js';
import type { MachineSpec } from '../../protocol.js';
import { say } from '../messages-table.js';
import { abbreviates, decimalOf, useridOf } from '../operands.js';
import { shareLine } from './query-settings.js';

function shareOf(
  context: ControlContext,
  words: readonly string[],
  initial: MachineSpec['share'],
): MachineSpec['share'] | number {
  const [word, amount, more] = words;
  if (word === undefined) return say(context, 'CFS', 26);
  if (abbreviates(word, 'INITIAL', 4)) return initial;
  if (amount === undefined) return say(context, 'CFS', 26);
  if (more !== undefined) return say(context, 'CFS', 3, more);
  if (abbreviates(word, 'RELATIVE', 3)) {
    const value = decimalOf(amount, 1, 10_000);
    return value === undefined ? say(context, 'CFS', 2, amount) : { kind: 'relative', value };
  }
  if (abbreviates(word, 'ABSOLUTE', 3)) {
    const match = /^(\d{1,3}(?:\.\d)?)%?$/.exec(amount);
    const value = match === null ? 0 : Number(match[1]);
    return value < 0.1 || value > 100
      ? say(context, 'CFS', 2, amount)
      : { kind: 'absolute', value };
  }
  return say(context, 'CFS', 3, word);
}

/** SET SHARE. */
export const setShare: ControlCommand = {
  name: 'SHARE',
  minimum: 5,
  classes: 'A',
  async run(context, operands) {
    const [word, ...rest] = operands.words;
    const userid = useridOf(word);
    if (userid === undefined) return say(context, 'CFS', 20);
    const machine = context.cp.machine(userid);
    if (machine === undefined) return say(context, 'CFS', 45, userid);
    const share = shareOf(context, rest, machine.entry.share);
    if (typeof share === 'number') return share;
    machine.settings.share = share;
    await machine.settingsChanged();
    context.respond(shareLine(machine));
    return 0;
  },
};
