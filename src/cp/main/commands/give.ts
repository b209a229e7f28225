/**
 * GIVE [TAPE] vdev [TO] userid [AS] vdev [R/O|R/W]: a tape drive, with the reel that is on it, goes to another user
 * (z/VM CP Commands, "GIVE"). The reel is rewound, as what was written is made durable first.
 */
import type { CpCommand } from '../cp-services.js';
import { deviceNumberOf, deviceText4 } from '../operands.js';
import { say } from '../messages-table.js';
import { answering, Refusal } from './refusal.js';
import { knownUser, Words } from './spool-operands.js';

const MODULE = 'GIV';
const LAST_DEVICE = 0xfff;

function number(words: Words): number {
  const address = deviceNumberOf(words.next());
  if (address !== undefined && address <= LAST_DEVICE) return address;
  return words.refuse(22);
}

/** GIVE. */
export const give: CpCommand = {
  name: 'GIVE',
  minimum: 4,
  classes: 'B',
  run: (context, operands) =>
    answering(context, async () => {
      const { cp, user } = context;
      const words = new Words(operands.words, MODULE);
      words.take('TAPE', 2);
      const from = number(words);
      words.take('TO', 2);
      const userid = knownUser(cp, words.need(), MODULE);
      words.take('AS', 2);
      const to = words.peek === undefined || /^R\//.test(words.peek) ? from : number(words);
      const mode = words.next();
      if (mode !== undefined && mode !== 'R/O' && mode !== 'R/W') return words.invalid(mode);
      words.end();
      const name = `TAPE ${deviceText4(from)}`;
      const device = user.devices.get(from);
      if (device === undefined) throw new Refusal(MODULE, 40, deviceText4(from));
      if (device.spec.type !== 'tape') throw new Refusal(MODULE, 6, deviceText4(from));
      const other = cp.machine(userid);
      if (other === undefined) throw new Refusal(MODULE, 45, userid);
      if (other === user) throw new Refusal(MODULE, 7, userid);
      if (other.devices.has(to)) {
        const why = `device ${deviceText4(to)} already defined`;
        throw new Refusal(MODULE, 122, name, userid, why);
      }
      const given = await cp.tapes.give(user, from, other, to, mode === 'R/O');
      if (given === 'failed') throw new Refusal(MODULE, 122, name, userid, 'device in use');
      cp.journal.deviceReleased(user, device.spec, device.since ?? user.logonAt, false);
      const text = `TAPE ${deviceText4(to)}`;
      cp.inform(userid, `${text} GIVEN BY ${user.userid}`);
      cp.operator(`${name} OF ${user.userid} GIVEN TO ${userid} ${deviceText4(to)}`);
      context.respond(`${name} GIVEN TO ${userid} ${deviceText4(to)}`);
      if (given === 'whole') return 0;
      return say(context, MODULE, given === 'lost' ? 235 : 236, deviceText4(to));
    }),
};
