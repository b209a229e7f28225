/** XEDIT fn ft [fm]: the full-screen editor (z/VM: CMS Commands and Utilities Reference, "XEDIT"). */
import type { Command, StepResult } from '../command.js';
import { defaultWords, withDefaults } from '../commands/default-options.js';
import { fileidOf } from './fileid.js';
import { resumeSession, startSession } from './session.js';
import { wrongCharacter } from '../files/file-name.js';

/** Options that are taken; NOSCREEN is without an effect here. */
const OPTIONS: ReadonlySet<string> = new Set(['NOPROFIL', 'NOPROF', 'NOSCREEN', 'NOMSG']);

const PROFILES: readonly string[] = ['PROFILE', 'NOPROFIL', 'NOPROF'];

const fail = (rc: number, line: string): StepResult => ({ rc, lines: [line] });

/** Options as given, with those of DEFAULTS; its profile counts when nothing is said of one. */
function withUsual(given: readonly string[], usual: readonly string[]): string[] {
  const own = given.some((word) => PROFILES.includes(word));
  const at = usual.findIndex((word) => PROFILES.includes(word));
  const without = usual.filter((_, i) => i !== at && !(usual[at] === 'PROFILE' && i === at + 1));
  return [...given, ...(own ? without : usual)];
}

/** The command XEDIT. */
export const xedit: Command = withDefaults({
  name: 'XEDIT',
  minimum: 1,
  start(context) {
    const open = context.tokens.indexOf('(');
    const words = context.tokens.slice(1, open < 0 ? undefined : open);
    const given = open < 0 ? [] : context.tokens.slice(open + 1).filter((word) => word !== ')');
    const options = withUsual(given, defaultWords(context, 'XEDIT'));
    const named = options.indexOf('PROFILE');
    const [, profile = 'PROFILE'] = named < 0 ? [] : options.splice(named, 2);
    const unknown = options.find((option) => !OPTIONS.has(option));
    if (unknown !== undefined) return fail(24, `DMSXIN003E Invalid option: ${unknown}`);
    if (words.length < 2) return fail(24, 'DMSXIN054E Incomplete fileid specified');
    if (words.length > 3) return fail(24, `DMSXIN070E Invalid parameter ${words[3] ?? ''}`);
    const fileid = fileidOf(words);
    if (!fileid) {
      const bad = wrongCharacter(`${words[0] ?? ''}${words[1] ?? ''}`);
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
});
