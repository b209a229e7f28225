/** A rig with CMS at Ready and one disk at 191. */
import { cmsProgram } from '../../../src/cms/cms-program.js';
import type { SourceFile } from '../../../src/cms/files/build-disk.js';
import { cmsDisk } from '../../support/cms-disk.js';
import { GuestRig, type RigOptions } from '../../support/guest-rig.js';

/** Message of a command that ended well, with the time of the rig. */
export const READY = 'Ready; T=0.01/0.01 10:11:12';

/** The message of a command that ended with `rc`. */
export function readyRc(rc: string): string {
  return `Ready(${rc}); T=0.01/0.01 10:11:12`;
}

/** Brings CMS to Ready with `files` on the A-disk. */
export function cmsRig(files: readonly SourceFile[], options: Partial<RigOptions> = {}): GuestRig {
  const disks = new Map([[0x191, cmsDisk(0x191, files)]]);
  return new GuestRig({ kind: cmsProgram, parm: 'AUTOCR', disks, ...options });
}

/** Types lines one after the other, each when the machine rests, and gives what came after the first Ready. */
export function session(rig: GuestRig, ...lines: string[]): string[] {
  rig.run();
  const from = rig.transcript.length;
  rig.input.push(...lines);
  rig.run();
  return rig.transcript.slice(from);
}
