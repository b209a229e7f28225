/** A member of a macro library comes into the ring (z/VM: CMS Commands and Utilities Reference, "XEDIT", option MEMBER). */
import type { StepContext, StepResult } from '../command.js';
import { openLibrary, readDirectory, readMember, startMember } from '../maclib/read-library.js';
import { newEditFile } from './edit-file.js';
import { addToRing } from './join-ring.js';
import { findForEdit } from './load.js';
import type { MemberLoading } from './member-loading.js';
import { notLoaded, on, type XeditFrame } from './session-frame.js';
import { applyTypeDefaults } from './type-defaults.js';

/** Record length of members. */
const RECORD = 80;

/** Opens the library. */
export function startMemberLoad(
  context: StepContext,
  frame: XeditFrame,
  fileid: readonly [string, string, string],
  name: string,
): StepResult {
  const found = findForEdit(context.cms.disks, fileid);
  const text = fileid.join(' ').replace(/ \*$/, '');
  if (!found) return notLoaded(frame, 28, `DMSXIN002E File ${text} not found`);
  const letter = found.mode.letter;
  const library = fileid[1] === 'MACLIB' ? openLibrary(context, fileid[0], letter) : 'damaged';
  if (library === 'damaged' || library === undefined)
    return notLoaded(frame, 32, `DMSXIN033E File ${text} is not a library`);
  const mode = `${letter}${String(found.entry.modeNumber)}`;
  const whole = [fileid[0], fileid[1], mode] as const;
  frame.member = { library, fileid: whole, name, reading: undefined };
  return on(frame, 'load', { kind: 'work' });
}

/** Reads on; undefined when the member has joined the ring. */
export function continueMember(
  context: StepContext,
  frame: XeditFrame,
  member: MemberLoading,
): StepResult | undefined {
  const { library, fileid, name } = member;
  if (member.reading === undefined) {
    if (!readDirectory(context, library)) return on(frame, 'load', { kind: 'work' }, 600);
    const found = library.members.get(name);
    if (found === undefined) {
      frame.member = undefined;
      const line = `DMSXIN013E Member ${name} not found in library ${fileid.join(' ')}`;
      return notLoaded(frame, 32, line);
    }
    member.reading = startMember(context, library, found);
  }
  if (!readMember(context, library, member.reading))
    return on(frame, 'load', { kind: 'work' }, 600);
  const file = newEditFile([name, 'MEMBER', fileid[2]], 'F', RECORD, member.reading.lines);
  const { origin } = file.options;
  file.options = { ...file.options, origin: { ...origin, library: [fileid[0], fileid[1]] } };
  frame.member = undefined;
  applyTypeDefaults(file);
  addToRing(frame, file);
  return undefined;
}
