/**
 * SLEEP [n [SEC|MIN|HRS]]: the machine rests for a time, or until its user gives attention (z/VM CP
 * Commands, "SLEEP"; without a unit the number is minutes).
 */
import type { ControlCommand } from '../control-command.js';
import { say } from '../messages-table.js';
import { abbreviates, decimalOf } from '../operands.js';

const UNITS = [
  { name: 'SECONDS', milliseconds: 1000 },
  { name: 'MINUTES', milliseconds: 60_000 },
  { name: 'HOURS', milliseconds: 3_600_000 },
  { name: 'HRS', milliseconds: 3_600_000 },
] as const;

/** SLEEP. */
export const sleep: ControlCommand = {
  name: 'SLEEP',
  minimum: 2,
  classes: '',
  async run(context, operands) {
    const [count, unit, more] = operands.words;
    const number = count === undefined ? undefined : decimalOf(count, 0, 99_999);
    if (count !== undefined && number === undefined) return say(context, 'SLP', 2, count);
    const scale =
      unit === undefined ? UNITS[1] : UNITS.find(({ name }) => abbreviates(unit, name, 1));
    if (scale === undefined) return say(context, 'SLP', 3, unit ?? '');
    if (more !== undefined) return say(context, 'SLP', 3, more);
    const { user, cp } = context;
    // typed at the console it stops the machine, and the machine goes on afterwards, as on VM
    const typed = context.origin === 'console';
    const generation = user.generation;
    if (typed) await user.halt();
    await new Promise<void>((resolve) => {
      const timer =
        number === undefined
          ? undefined
          : cp.clock.after(number * scale.milliseconds, () => user.wake?.());
      user.wake = () => {
        timer?.cancel();
        user.wake = undefined;
        resolve();
      };
    });
    if (typed && generation === user.generation && !user.ending) await user.go();
    return 0;
  },
};
