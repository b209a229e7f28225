/**
 * IPL vdev|name [CLEAR|NOCLEAR] [STOP] [ATTN] [LOADPARM x] [PARM text]: resets the machine and loads it
 * (CP Command Reference, "IPL"). What follows the command on a list of commands is dropped with the old
 * guest when the guest itself gave it.
 */
import type { ControlCommand, IplResult, ControlContext } from '../control-command.js';
import { say } from '../messages-table.js';
import { abbreviates, deviceNumberOf, deviceText4 } from '../operands.js';

/** The longest PARM text: what R0-R3 hold on VM/370 is 64 characters. */
const PARM_LIMIT = 64;

/** What can be loaded from. */
const LOADABLE = ['reader', 'tape', 'fba', 'ckd'];

/** Says why an IPL failed; the return code. */
export function iplFailure(
  context: Pick<ControlContext, 'message'>,
  target: string | number,
  result: IplResult,
): number {
  const shown = typeof target === 'number' ? deviceText4(target) : target;
  switch (result) {
    case 'ok':
    case 'superseded':
      return 0;
    case 'no-device':
      return say(context, 'IPL', 40, shown);
    case 'no-system':
      return say(context, 'IPL', 44, `Named Saved System (NSS) ${shown}`);
    case 'no-input':
      return say(context, 'IPL', 233, shown);
    case 'io-error':
      return say(context, 'IPL', 232, shown);
    case 'storage-small':
      return say(context, 'IPL', 171, shown);
    case 'no-frame':
      return say(context, 'PTR', 410);
  }
}

/** IPL. */
export const ipl: ControlCommand = {
  name: 'IPL',
  minimum: 1,
  classes: 'G',
  async run(context, operands) {
    const { words } = operands;
    const name = words[0];
    if (name === undefined) return say(context, 'IPL', 26);
    const target = deviceNumberOf(name) ?? name;
    if (typeof target === 'string' && !/^[A-Z0-9@#$]{1,8}$/.test(target))
      return say(context, 'IPL', 2, name);
    let clear = false;
    let noclear = false;
    let stop = false;
    let parm = '';
    for (let n = 1; n < words.length; n++) {
      const word = words[n];
      if (abbreviates(word, 'CLEAR', 2)) clear = true;
      else if (abbreviates(word, 'NOCLEAR', 4)) noclear = true;
      else if (word === 'STOP') stop = true;
      // the attention that ATTN asks for is what a typed IPL CMS gives anyway when its banner is out
      else if (word === 'ATTN') continue;
      else if (abbreviates(word, 'LOADPARM', 5)) n++;
      else if (abbreviates(word, 'PARM', 2)) {
        parm = operands.from(n + 1);
        break;
      } else return say(context, 'IPL', 3, word!);
    }
    if (clear && noclear) return say(context, 'IPL', 13, 'NOCLEAR');
    if (parm.length > PARM_LIMIT) return say(context, 'IPL', 177);
    const type =
      typeof target === 'number' ? context.user.devices.get(target)?.spec.type : undefined;
    if (type !== undefined && !LOADABLE.includes(type))
      return say(context, 'IPL', 6, deviceText4(Number(target)));
    const result = await context.cp.ipl(context.user, target, { clear, stop, parm });
    return iplFailure(context, target, result);
  },
};
