/** COUPLE vdev TO userid vdev, UNCOUPLE vdev: channel-to-channel adapters are joined and parted (z/VM CP Commands). */
import type { ControlCommand, ControlContext } from '../control-command.js';
import { say } from '../messages-table.js';
import { deviceNumberOf, deviceText4, useridOf } from '../operands.js';
import type { VirtualMachine } from '../virtual-machine.js';

const MODULE = 'CPL';

/** COUPLE. */
export const couple: ControlCommand = {
  name: 'COUPLE',
  minimum: 4,
  classes: 'G',
  run: (context, operands) => Promise.resolve(join(context, operands.words)),
};

/** UNCOUPLE. */
export const uncouple: ControlCommand = {
  name: 'UNCOUPLE',
  minimum: 5,
  classes: 'G',
  run: (context, operands) => Promise.resolve(part(context, operands.words)),
};

/** Says what is wrong with an end; undefined when nothing is. */
function wrongEnd(
  context: ControlContext,
  machine: VirtualMachine,
  address: number,
): number | undefined {
  const own = machine === context.user;
  const text = `${own ? '' : `${machine.userid} `}${deviceText4(address)}`;
  const spec = machine.devices.get(address)?.spec;
  if (spec === undefined) return say(context, MODULE, 40, text);
  if (spec.type !== 'ctca') return say(context, MODULE, 6, text);
  // the directory of the other side says who may couple to it
  if (!own && spec.only !== undefined && spec.only !== context.user.userid) {
    return say(context, MODULE, 58, text);
  }
  return undefined;
}

function join(context: ControlContext, words: readonly string[]): number {
  const { cp, user } = context;
  const [own, ...rest] = words;
  const address = deviceNumberOf(own);
  if (address === undefined) return say(context, MODULE, 22);
  if (rest[0] === 'TO') rest.shift();
  const [name, where, more] = rest;
  const userid = name === '*' ? user.userid : useridOf(name);
  if (userid === undefined) return say(context, MODULE, 20);
  const otherAddress = deviceNumberOf(where);
  if (otherAddress === undefined) return say(context, MODULE, 22);
  if (more !== undefined) return say(context, MODULE, 3, more.slice(0, 64));
  const wrong = wrongEnd(context, user, address);
  if (wrong !== undefined) return wrong;
  const other = cp.machine(userid);
  if (other === undefined || other.ending) return say(context, MODULE, 45, userid);
  const theirs = wrongEnd(context, other, otherAddress);
  if (theirs !== undefined) return theirs;
  const [ours4, theirs4] = [deviceText4(address), deviceText4(otherAddress)];
  switch (cp.ctca.couple(user, address, other, otherAddress)) {
    case 'itself':
      return say(context, MODULE, 6, ours4);
    case 'ours-coupled':
      return say(context, MODULE, 60, ours4);
    case 'theirs-coupled':
      return say(context, MODULE, 60, `${userid} ${theirs4}`);
    case undefined:
  }
  context.respond(`CTCA ${ours4} COUPLED TO ${userid} ${theirs4}`);
  if (other !== user) cp.inform(userid, `CTCA ${theirs4} COUPLED BY ${user.userid} ${ours4}`);
  return 0;
}

function part(context: ControlContext, words: readonly string[]): number {
  const { cp, user } = context;
  const [own, more] = words;
  const address = deviceNumberOf(own);
  if (address === undefined) return say(context, MODULE, 22);
  if (more !== undefined) return say(context, MODULE, 3, more.slice(0, 64));
  const wrong = wrongEnd(context, user, address);
  if (wrong !== undefined) return wrong;
  const text = deviceText4(address);
  const there = cp.ctca.coupled(user, address);
  if (there === undefined) return say(context, MODULE, 61, text);
  cp.ctca.uncouple(user, address);
  context.respond(`CTCA ${text} UNCOUPLED FROM ${there.userid} ${deviceText4(there.address)}`);
  return 0;
}
