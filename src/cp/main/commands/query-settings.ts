/** QUERY SET and QUERY SHARE (z/VM CP Commands). */
import type { ControlCommand } from '../control-command.js';
import { say } from '../messages-table.js';
import { onOff, useridOf } from '../operands.js';
import type { VirtualMachine } from '../virtual-machine.js';
import { word } from './query-word.js';

/** `USER ALICE    : RELATIVE SHARE = 100` */
export function shareLine(machine: VirtualMachine): string {
  const { kind, value } = machine.settings.share;
  return `USER ${machine.userid.padEnd(8)} : ${kind.toUpperCase()} SHARE = ${value}${kind === 'absolute' ? '%' : ''}`;
}

const share: ControlCommand = {
  name: 'SHARE',
  minimum: 5,
  classes: '',
  run(context, operands) {
    const { user, cp } = context;
    const [name = user.userid, more] = operands.words;
    if (more !== undefined) return Promise.resolve(say(context, 'CQV', 3, more));
    const userid = useridOf(name);
    if (userid === undefined) return Promise.resolve(say(context, 'CQV', 7, name));
    const machine = cp.machine(userid);
    // a class G user asks for no other than himself
    const may = userid === user.userid || /[AE]/.test(user.entry.classes);
    if (machine === undefined || !may) return Promise.resolve(say(context, 'CQU', 45, userid));
    context.respond(shareLine(machine));
    return Promise.resolve(0);
  },
};

const pad = (value: boolean): string => onOff(value).padEnd(4);

/** `DISCONNECT 015 MINUTES`, as SET TIMEOUT has it (an extension of VM/TS). */
function timeoutText(kind: string, milliseconds: number): string {
  if (milliseconds === 0) return `${kind} OFF`;
  return `${kind} ${String(Math.round(milliseconds / 60_000)).padStart(3, '0')} MINUTES`;
}

/** The words. */
export const querySettings: readonly ControlCommand[] = [
  word('TIMEOUT', 7, ({ cp: { timeouts } }) => [
    `${timeoutText('DISCONNECT', timeouts.disconnected)}, ${timeoutText('DROPPED', timeouts.dropped)}`,
  ]),
  word('SET', 3, ({ user: { settings, console } }) => [
    `MSG ${pad(settings.msg)}, WNG ${pad(settings.wng)}, EMSG ${settings.emsg.padEnd(4)}, ACNT ${onOff(settings.acnt)}, RUN ${onOff(settings.run)}`,
    `LINEDIT ${pad(console.settings.lineEdit)}, TIMER ${settings.timer.padEnd(4)}, ISAM OFF, ECMODE ON`,
    `IMSG ${pad(settings.imsg)}, SMSG ${onOff(settings.smsg)}`,
  ]),
  share,
  word('DATEFORMAT', 5, ({ user }) => [user.settings.dateFormat]),
];
