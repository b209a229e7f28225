/** XEDIT fn ft [fm]: the full-screen editor (z/VM: CMS Commands and Utilities Reference, "XEDIT"). */
import type { Command, StepResult } from '../command.js';
import { fileidOf } from './fileid.js';
import { resumeSession, startSession } from './session.js';

/** Options that are taken; NOSCREEN is without an effect here. */
const OPTIONS: ReadonlySet<string> = new Set(['NOPROFIL', 'NOPROF', 'NOSCREEN', 'NOMSG']);

const fail = (rc: number, line: string): StepResult => ({ rc, lines: [line] });

/** The command XEDIT. */
export const xedit: Command = {
  name: 'XEDIT',
  minimum: 1,
  start(context) {
    const open = context.tokens.indexOf('(');
    const words = context.tokens.slice(1, open < 0 ? undefined : open);
    const options = open < 0 ? [] : context.tokens.slice(open + 1).filter((word) => word !== ')');
    const named = options.indexOf('PROFILE');
    const [, profile = 'PROFILE'] = named < 0 ? [] : options.splice(named, 2);
    const unknown = options.find((option) => !OPTIONS.has(option));
    if (unknown !== undefined) return fail(24, `DMSXIN003E Invalid option: ${unknown}`);
    if (words.length < 2) return fail(24, 'DMSXIN054E Incomplete fileid specified');
    if (words.length > 3) return fail(24, `DMSXIN070E Invalid parameter ${words[3] ?? ''}`);
    const fileid = fileidOf(words);
    if (!fileid) {
      const bad = /[^A-Z0-9$#@+\-:_]/.exec(`${words[0] ?? ''}${words[1] ?? ''}`)?.[0];
      return bad === undefined
        ? fail(24, `DMSXIN048E Invalid filemode ${words[2] ?? ''}`)
        : fail(
            20,
            `DMSXIN${bad === '*' ? '062' : '020'}E Invalid character ${bad} in fileid ${words.join(' ')}`,
          );
    }
    const letter = fileid[2].charAt(0);
    if (letter !== '*' && !context.cms.disks.modes.some((mode) => mode.letter === letter)) {
      return fail(36, `DMSXIN069E Filemode ${letter} not accessed`);
    }
    const none = options.includes('NOPROFIL') || options.includes('NOPROF');
    return startSession(context, fileid, none ? undefined : profile, options.includes('NOMSG'));
  },
  resume: resumeSession,
};
