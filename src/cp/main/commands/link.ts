/** LINK: another user's minidisk, or one's own under another number (CP Command Reference, "LINK"). */
import type { CommandContext, CpCommand } from '../cp-services.js';
import { type LinkManager, minidiskOf, WRONG_PASSWORDS } from '../links/link-manager.js';
import { isLinkMode, type LinkMode, passwordOf } from '../links/link-modes.js';
import { deviceNumberOf, deviceText4 } from '../operands.js';
import { say, type MessageNumber } from '../messages-table.js';
import { answering } from './refusal.js';
import { knownUser, linksOf, Words } from './spool-operands.js';

const MODULE = 'LNM';
const PASSWORD_NAMES = ['READ', 'WRITE', 'MULTI'] as const;

interface Wanted {
  readonly owner: string;
  readonly device: number;
  readonly as: number;
  readonly mode: LinkMode | undefined;
  readonly password: string | undefined;
}

function number(words: Words): number {
  const value = deviceNumberOf(words.next());
  if (value !== undefined) return value;
  return words.refuse(22);
}

function read(context: CommandContext, words: Words): Wanted {
  words.take('TO', 2);
  if (!words.more) words.refuse(20);
  const word = words.need();
  const owner = word === '*' ? context.user.userid : knownUser(context.cp, word, MODULE);
  const device = number(words);
  words.take('AS', 2);
  const as = number(words);
  let mode: LinkMode | undefined;
  if (words.peek !== undefined && isLinkMode(words.peek)) {
    mode = words.peek;
    words.next();
  }
  let password = words.next();
  if (password?.startsWith('PASS=')) password = password.slice(5) || words.next();
  words.end();
  return { owner, device, as, mode, password };
}

/** Whether the user may have the disk so: it is the user's own, public, or the password is right. */
async function mayLink(
  context: CommandContext,
  links: LinkManager,
  wanted: Wanted,
  mode: LinkMode,
  passwords: readonly [string, string, string],
): Promise<boolean> {
  if (wanted.owner === context.user.userid) return true;
  const which = passwordOf(mode);
  const right = passwords[which];
  if (right === 'ALL') return true;
  const given =
    wanted.password ?? (await context.askHidden(`ENTER ${PASSWORD_NAMES[which]} PASSWORD:`));
  if (right !== '' && given?.trim().toUpperCase() === right) return true;
  if (given !== undefined) {
    const { user, cp } = context;
    const count = links.wrongPassword(user);
    if (count >= WRONG_PASSWORDS)
      cp.journal.linkRefused(user, wanted.owner, wanted.device, count, WRONG_PASSWORDS);
  }
  return false;
}

/** LINK. */
export const link: CpCommand = {
  name: 'LINK',
  minimum: 4,
  classes: 'G',
  run: (context, operands) =>
    answering(context, async () => {
      const wanted = read(context, new Words(operands.words, MODULE));
      const { owner, device, as } = wanted;
      const { user } = context;
      const links = linksOf(context.cp);
      const disk = `${owner} ${deviceText4(device)}`;
      const refuse = (number: MessageNumber, ...inserts: readonly string[]): number =>
        say(context, MODULE, number, disk, ...inserts);
      if (user.devices.has(as)) return refuse(110, deviceText4(as));
      const minidisk = minidiskOf(context.cp.directory.find(owner), device);
      if (!minidisk) return refuse(107);
      const own = owner === user.userid;
      const usual = own && isLinkMode(minidisk.mode) ? minidisk.mode : 'R';
      const mode = wanted.mode ?? usual;
      if (!links.mayTry(user)) {
        return say(context, MODULE, 115);
      }
      if (!(await mayLink(context, links, wanted, mode, minidisk.passwords))) {
        return refuse(114);
      }
      // while the password was being typed another command may have taken the number
      if (user.devices.has(as)) return refuse(110, deviceText4(as));
      const outcome = await links.link(user, owner, device, as, mode);
      if (outcome.kind === 'linked') {
        const reply = await user.attach(outcome.spec);
        if (!reply.ok && reply.why !== 'superseded') {
          await links.unlink(user, as);
          return refuse(152, 'device cannot be attached');
        }
        const guarded = minidisk.passwords[passwordOf(mode)] !== 'ALL';
        if (!own && guarded) context.cp.journal.linked(user, owner, device);
      }
      const said = links.outcomeText(outcome, owner, device, as);
      if (said === undefined) return 0;
      if (typeof said !== 'string') return say(context, MODULE, said.number, ...said.inserts);
      context.respond(said);
      return 0;
    }),
};
