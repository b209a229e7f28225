/** ADSTOP: the machine stops before the instruction at an address, once (VM/370 "CP Command Reference", ADSTOP). */
import type { ControlCommand } from '../control-command.js';
import { say } from '../messages-table.js';
import { hexOf } from '../operands.js';
import { edited } from './trace-edits.js';

const MODULE = 'ADS';

/** ADSTOP. */
export const adstop: ControlCommand = {
  name: 'ADSTOP',
  minimum: 2,
  classes: 'G',
  async run(context, { words }) {
    const [word, more] = words;
    if (word === undefined) return say(context, MODULE, 33);
    if (more !== undefined) return say(context, MODULE, 2, more);
    let at: number | undefined;
    if (word !== 'OFF') {
      at = hexOf(word, 8);
      if (at === undefined) return say(context, MODULE, 4, word);
      if (at >= context.user.storageSize) return say(context, MODULE, 160, word);
      if ((at & 1) !== 0) return say(context, MODULE, 4, word);
    }
    const state = await edited(context, MODULE, { do: 'adstop', at });
    return typeof state === 'number' ? state : 0;
  },
};
