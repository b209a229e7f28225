/** XEDIT fn ft [fm]: the full-screen editor (z/VM: CMS Commands and Utilities Reference, "XEDIT"). */
import type { Command, StepResult } from '../command.js';
import { defaultWords, withDefaults } from '../commands/default-options.js';
import { fileidOf } from './fileid.js';
import { resumeSession, startSession } from './session.js';
import { wrongCharacter } from '../files/file-name.js';
import { readOpening } from './xedit-options.js';

const fail = (rc: number, line: string): StepResult => ({ rc, lines: [line] });

/** Options as given, with those of DEFAULTS that say something else. */
function withUsual(given: readonly string[], usual: readonly string[]): string[] {
  const named = (words: readonly string[], word: string): boolean =>
    words.some((one) => one.startsWith(word));
  const own = named(given, 'PROF') || named(given, 'NOPROF');
  const others = usual.filter(
    (word, i) => !(own && (/^(?:NO)?PROF/.test(word) || /^PROF/.test(usual[i - 1] ?? ''))),
  );
  const widths = given.some((one) => /^W(?:I(?:D(?:TH?)?)?)?$/.test(one));
  return [
    ...given,
    ...others.filter(
      (word, i) =>
        !(widths && (word === 'WIDTH' || others[i - 1] === 'WIDTH')) && !given.includes(word),
    ),
  ];
}

/** The command XEDIT. */
export const xedit: Command = withDefaults({
  name: 'XEDIT',
  minimum: 1,
  start(context) {
    const open = context.tokens.indexOf('(');
    const words = context.tokens.slice(1, open < 0 ? undefined : open);
    const given = open < 0 ? [] : context.tokens.slice(open + 1).filter((word) => word !== ')');
    const opening = readOpening(withUsual(given, defaultWords(context, 'XEDIT')));
    if (typeof opening === 'string') return fail(24, opening);
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
    const { profile = 'PROFILE', ...others } = opening;
    return startSession(context, fileid, profile === '' ? undefined : profile, others);
  },
  resume: resumeSession,
});
