/**
 * SMSG userid|* text: a special message to a program that has authorised itself by VMCF (z/VM CP Commands, "SMSG";
 * VM/370 CP Command Reference for General Users, where the refusals are from).
 */
import type { ControlCommand, ControlContext } from '../control-command.js';
import type { Operands } from '../cp-services.js';
import { say } from '../messages-table.js';
import { useridOf } from '../operands.js';

function send(context: ControlContext, operands: Operands): number {
  const { cp, user } = context;
  const [word] = operands.words;
  const text = operands.from(1).trimEnd();
  if (word === undefined) return say(context, 'MSG', 20);
  if (text === '') return say(context, 'MFS', 26);
  const userid = word === '*' ? user.userid : useridOf(word);
  if (userid === undefined) return say(context, 'MSG', 7, word);
  const machine = cp.machine(userid);
  if (machine === undefined) return say(context, 'MSG', 45, userid);
  const result = machine.settings.smsg ? cp.vmcf.special(user.userid, machine, text) : 'SMSG off';
  if (result === 'sent') return 0;
  return say(context, 'MFS', 57, userid, result);
}

/** SMSG. */
export const smsg: ControlCommand = {
  name: 'SMSG',
  minimum: 2,
  classes: 'G',
  run: (context, operands) => Promise.resolve(send(context, operands)),
};
