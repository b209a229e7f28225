/** DETACH: takes devices away from the machine (CP Command Reference, "DETACH"). */
import type { DeviceSpec } from '../../protocol.js';
import type { CommandContext, CpCommand } from '../cp-services.js';
import { say } from '../messages-table.js';
import { deviceNumberOf, deviceText4, useridOf } from '../operands.js';
import { answering, Refusal } from './refusal.js';
import { hasClass, linksOf, spoolOf, Words } from './spool-operands.js';

const MODULE = 'DTV';

/** Types of devices as CP shows them. */
export const DEVICE_NAMES = {
  reader: 'RDR',
  punch: 'PUN',
  printer: 'PRT',
  fba: 'DASD',
  ckd: 'DASD',
  console: 'CONS',
  tape: 'TAPE',
  ctca: 'CTCA',
  graf: 'GRAF',
} as const;

/** Device numbers of the operands: single ones and ranges, of which only those that exist count. */
function addresses(context: CommandContext, words: Words): readonly number[] {
  const { devices } = context.user;
  const wanted = new Set<number>();
  if (!words.more) words.refuse(22);
  while (words.more) {
    if (words.peek === '*' && wanted.size > 0) {
      words.next();
      words.end();
      break;
    }
    const word = words.need();
    const [first, last, rest] = word.split('-').map((part) => deviceNumberOf(part));
    if (first === undefined || rest !== undefined) return words.invalid(word);
    if (!word.includes('-')) {
      if (!devices.has(first)) words.refuse(40, deviceText4(first));
      wanted.add(first);
      continue;
    }
    if (last === undefined || last < first) return words.invalid(word);
    const inside = [...devices.keys()].filter((one) => one >= first && one <= last);
    if (inside.length === 0) {
      words.refuse(40, deviceText4(first));
    }
    for (const one of inside.sort((a, b) => a - b)) wanted.add(one);
  }
  return [...wanted];
}

async function detachOne(context: CommandContext, address: number): Promise<void> {
  const { user } = context;
  const type = user.devices.get(address)?.spec.type;
  if (type === undefined) {
    throw new Refusal(MODULE, 40, deviceText4(address));
  }
  const spool = spoolOf(context.cp);
  const others: readonly DeviceSpec['type'][] = ['fba', 'ckd', 'tape', 'ctca', 'graf'];
  const unit = others.includes(type) ? undefined : spool.unit(user, address);
  if (unit) {
    // what was written so far becomes a file, whatever CONT says
    const reply = await user.request({ op: 'close-device', address });
    if (reply.ok && reply.written && unit.kind !== 'RDR') {
      await spool.output.close(user, unit, reply.written);
    }
  }
  const device = user.devices.get(address);
  const temporary = context.cp.links.temporary(user, address);
  const reply = await user.detach(address);
  if (!reply.ok && reply.why === 'no-device') {
    throw new Refusal(MODULE, 40, deviceText4(address));
  }
  if (reply.ok && device !== undefined && type !== 'graf') {
    context.cp.journal.deviceReleased(user, device.spec, device.since ?? user.logonAt, temporary);
  }
  if (unit) spool.detached(user, address);
  else if (type === 'graf') context.cp.dialled.drop(user, address);
  else if (type === 'ctca') context.cp.ctca.uncouple(user, address);
  else if (type === 'tape') await detachTape(context, address);
  else await linksOf(context.cp).unlink(user, address);
  context.inform(`${DEVICE_NAMES[type].padEnd(4)} ${deviceText4(address)} DETACHED`);
}

/** The reel comes off; what the host could not make durable is said before the drive is gone. */
async function detachTape(context: CommandContext, address: number): Promise<void> {
  const { cp, user } = context;
  if (await cp.tapes.detached(user, address)) return;
  say(context, MODULE, 235, deviceText4(address));
}

/** DETACH vdev FROM user, class B: the devices are that user's; what is said goes to the issuer. */
function whose(
  issuer: CommandContext,
  words: readonly string[],
): { readonly context: CommandContext; readonly words: readonly string[] } {
  const from = words.indexOf('FROM');
  if (from < 1 || !hasClass(issuer, 'B')) return { context: issuer, words };
  const userid = useridOf(words[from + 1]);
  if (userid === undefined) throw new Refusal(MODULE, 20);
  const user = issuer.cp.machine(userid);
  if (user === undefined) throw new Refusal(MODULE, 45, userid);
  const rest = [...words.slice(0, from), ...words.slice(from + 2)];
  return { context: user === issuer.user ? issuer : { ...issuer, user }, words: rest };
}

/** DETACH. */
export const detach: CpCommand = {
  name: 'DETACH',
  minimum: 3,
  classes: 'BG',
  run: (issuer, operands) =>
    answering(issuer, async () => {
      const { context, words } = whose(issuer, operands.words);
      const wanted = addresses(context, new Words(words, MODULE));
      for (const address of wanted) {
        // the console stays: without it nobody could say anything to the machine
        if (context.user.devices.get(address)?.spec.type === 'console') {
          throw new Refusal(MODULE, 6, deviceText4(address));
        }
      }
      for (const address of wanted) {
        const type = context.user.devices.get(address)?.spec.type;
        await detachOne(context, address);
        if (context === issuer || type === undefined) continue;
        const name = `${DEVICE_NAMES[type].padEnd(4)} ${deviceText4(address)}`;
        context.cp.inform(context.user.userid, `${name} DETACHED BY ${issuer.user.userid}`);
      }
      return 0;
    }),
};
