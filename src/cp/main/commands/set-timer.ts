/** SET TIMER ON|REAL|OFF: how the interval timer runs (CP Command Reference, "SET TIMER"). */
import type { ControlCommand } from '../control-command.js';
import { say } from '../messages-table.js';

/** SET TIMER. */
export const setTimer: ControlCommand = {
  name: 'TIMER',
  minimum: 5,
  classes: 'G',
  async run(context, operands) {
    const [word, more] = operands.words;
    if (word === undefined) return say(context, 'CFS', 26);
    if (word !== 'ON' && word !== 'REAL' && word !== 'OFF') return say(context, 'CFS', 3, word);
    if (more !== undefined) return say(context, 'CFS', 3, more);
    const { user } = context;
    user.settings.timer = word;
    await user.settingsChanged();
    return 0;
  },
};
