/**
 * DEFINE Tnnnn|TFB-512|VFB-512 [AS] vdev [CYL|BLK] size: a disk that is there until DETACH or LOGOFF (z/VM CP
 * Commands, "DEFINE Temporary Disk", "DEFINE Virtual Disk in Storage").
 */
import { diskShape } from '../../ports/disk-shape.js';
import type { ControlContext } from '../control-command.js';
import { say, type MessageNumber } from '../messages-table.js';
import { deviceNumberOf, deviceText4 } from '../operands.js';
import { answering, Refusal } from './refusal.js';
import { linksOf } from './spool-operands.js';

const MODULE = 'DEF';

/** What a word says: where the disk lies, and its type as in an MDISK statement; undefined: no disk. */
export function temporaryDisk(
  word: string,
): { readonly place: 'TDSK' | 'VDSK'; readonly type: string } | undefined {
  const [, letter, type = ''] = /^([TV])(FB-512|\d{4}(?:-\d{1,2})?)$/.exec(word) ?? [];
  if (letter === 'V') return type === 'FB-512' ? { place: 'VDSK', type } : undefined;
  return letter === 'T' ? { place: 'TDSK', type } : undefined;
}

/** @param words - what stands behind the type */
export async function defineDisk(
  context: ControlContext,
  { place, type }: NonNullable<ReturnType<typeof temporaryDisk>>,
  words: readonly string[],
): Promise<number> {
  const { user, cp } = context;
  const rest = words[0] === 'AS' ? words.slice(1) : [...words];
  const address = deviceNumberOf(rest.shift());
  if (address === undefined || address > 0xfff) return say(context, MODULE, 22);
  const unit = type === 'FB-512' ? 'BLK' : 'CYL';
  if (rest[0] === unit) rest.shift();
  const [size, more] = rest;
  if (size === undefined) return say(context, MODULE, 26);
  if (more !== undefined) return say(context, MODULE, 2, more);
  const shape = diskShape(type, size);
  if ('fault' in shape) return say(context, MODULE, 2, size);
  return answering(context, async () => {
    const refuse = (number: MessageNumber, ...inserts: readonly string[]): never => {
      throw new Refusal(MODULE, number, `DASD ${deviceText4(address)}`, ...inserts);
    };
    if (user.devices.has(address)) refuse(92);
    const links = linksOf(cp);
    const spec = await links.define(user, address, shape, place);
    if (typeof spec === 'string') return refuse(91, spec);
    const reply = await user.attach(spec);
    if (!reply.ok && reply.why !== 'superseded') {
      await links.unlink(user, address);
      refuse(92);
    }
    context.inform(`DASD ${deviceText4(address)} DEFINED`);
    return 0;
  });
}
