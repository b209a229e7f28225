/** MESSAGE and MSG userid|*|ALL text (z/VM CP Commands, "MESSAGE"); WARNING and MSGNOH send through here too. */
import type { ControlCommand, ControlContext } from '../control-command.js';
import type { Operands } from '../cp-services.js';
import { allowed } from '../privilege.js';
import { say } from '../messages-table.js';
import { useridOf } from '../operands.js';
import { timeOfDay } from '../time-text.js';
import type { VirtualMachine } from '../virtual-machine.js';

/** How a message is sent. */
export type MessageKind = 'MSG' | 'WNG' | 'MSGNOH';

/** The longest text that is passed on. */
const TEXT_LIMIT = 240;

function lineOf(context: ControlContext, kind: MessageKind, text: string): string {
  if (kind === 'MSGNOH') return text;
  const time = timeOfDay(context.cp.clock.now(), context.cp.zone);
  return `${time}  * ${kind} FROM ${context.user.userid.padEnd(8)}: ${text}`;
}

/** Whether a machine takes such messages now, and why not. */
function refusal(machine: VirtualMachine, kind: MessageKind): string | undefined {
  const { settings, line } = machine;
  if (kind === 'WNG' ? !settings.wng : !settings.msg) return kind === 'WNG' ? 'WNG off' : 'MSG off';
  return line.kind === 'disconnected' ? 'disconnected' : undefined;
}

/** Sends a message of one of the kinds. */
export function sendMessage(
  context: ControlContext,
  operands: Operands,
  kind: MessageKind,
): Promise<number> {
  return Promise.resolve(send(context, operands, kind));
}

function send(context: ControlContext, operands: Operands, kind: MessageKind): number {
  const { cp, user } = context;
  const [word] = operands.words;
  const text = operands.from(1).trimEnd().slice(0, TEXT_LIMIT);
  if (word === undefined) return say(context, 'MSG', 20);
  if (text === '') return say(context, 'MFS', 26);
  const line = lineOf(context, kind, text);
  if (word === 'ALL' && allowed('AB', user.entry.classes)) {
    for (const machine of cp.machines())
      if (refusal(machine, kind) === undefined) machine.console.cpOutput(line, true);
    return 0;
  }
  const userid = word === '*' ? user.userid : useridOf(word === 'OP' ? 'OPERATOR' : word);
  if (userid === undefined) return say(context, 'MSG', 7, word);
  const machine = cp.machine(userid);
  if (machine === undefined) return say(context, 'MSG', 45, userid);
  const why = refusal(machine, kind);
  if (why !== undefined) {
    return say(context, 'MFS', 57, userid, why);
  }
  machine.console.cpOutput(line, true);
  return 0;
}

const run = (context: ControlContext, operands: Operands): Promise<number> =>
  sendMessage(context, operands, 'MSG');

/** MESSAGE. */
export const message: ControlCommand = { name: 'MESSAGE', minimum: 1, classes: '', run };

/** MSG. */
export const msg: ControlCommand = { name: 'MSG', minimum: 2, classes: '', run };
