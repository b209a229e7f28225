/** SET (CMS Command Reference, "SET"). What CMS does not know, CP may. */
import { findNamed } from '../abbreviation.js';
import type { Answer, Command, Frame, StepContext, StepResult } from '../command.js';
import { message } from '../messages-table.js';
import type { Settings } from '../settings.js';
import type { Subject } from '../subject.js';
import { absentSettings } from './absent-words-table.js';
import { translationSettings } from './console-translation.js';
import { environmentSettings } from './environment-settings.js';
import { keptSettings } from './kept-settings.js';
import { setTranslate } from './name-translation.js';

/** The settings that are on or off. */
const SWITCHES: readonly { name: string; minimum: number; key: SwitchKey }[] = [
  { name: 'IMPCP', minimum: 5, key: 'impcp' },
  { name: 'IMPEX', minimum: 5, key: 'impex' },
  { name: 'ABBREV', minimum: 3, key: 'abbrev' },
  { name: 'AUTOREAD', minimum: 5, key: 'autoread' },
  { name: 'PROTECT', minimum: 4, key: 'protect' },
  { name: 'RELPAGE', minimum: 6, key: 'relpage' },
  { name: 'REDTYPE', minimum: 3, key: 'redtype' },
  { name: 'EXECTRACE', minimum: 8, key: 'exectrac' },
];

type SwitchKey = {
  [K in keyof Settings]: Settings[K] extends boolean ? K : never;
}[keyof Settings];

const invalid = (word: string): StepResult => ({
  rc: 24,
  lines: [`DMSSET070E Invalid parameter ${word}`],
});
/** Whether nothing is behind the value but an opened list of options with nothing in it. */
const bare = (words: readonly string[]): boolean => /^(?:\( ?\)?)?$/.test(words.join(' '));
/** What is said of words that are too many: SET has no options. */
const tooMuch = ([first = '', option = '']: readonly string[]): StepResult =>
  first === '('
    ? { rc: 24, lines: [message('SET', 3, option)] }
    : { rc: 24, lines: [message('SET', 70, first)] };
const missing = (name: string): StepResult => ({
  rc: 24,
  lines: [`DMSSET050E Parameter missing after ${name}`],
});

const own: readonly Subject[] = [
  ...SWITCHES.map(({ name, minimum, key }): Subject => ({
    name,
    minimum,
    run(context) {
      const [, , value, ...extra] = context.tokens;
      if (value === undefined) return missing(name.slice(0, 8));
      if (value !== 'ON' && value !== 'OFF') return invalid(value);
      if (!bare(extra)) return tooMuch(extra);
      context.cms.settings[key] = value === 'ON';
      return { rc: 0 };
    },
  })),
  {
    name: 'RDYMSG',
    minimum: 3,
    run(context) {
      const [, , value, ...extra] = context.tokens;
      if (value === undefined) return missing('RDYMSG');
      if (value !== 'LMSG' && value !== 'SMSG') return invalid(value);
      if (!bare(extra)) return tooMuch(extra);
      context.cms.settings.rdymsg = value;
      return { rc: 0 };
    },
  },
  {
    name: 'CMSTYPE',
    minimum: 4,
    run(context) {
      const [, , value, ...extra] = context.tokens;
      if (value === undefined) return missing('CMSTYPE');
      if (value !== 'HT' && value !== 'RT') return invalid(value);
      if (!bare(extra)) return tooMuch(extra);
      context.cms.settings.typing = value === 'RT';
      return { rc: 0 };
    },
  },
  ...translationSettings,
  ...environmentSettings,
  ...keptSettings,
  setTranslate,
  {
    name: 'BLIP',
    minimum: 4,
    run(context) {
      const [, , value, count, extra, ...more] = context.tokens;
      if (value === undefined) return missing('BLIP');
      const open = count === '(' ? extra : undefined;
      const times = open === undefined ? value.length : Number(open);
      if (value.length > 8) return invalid(value);
      if (count !== undefined && (count !== '(' || !/^[1-8]$/.test(open ?? ''))) {
        return invalid(open ?? count);
      }
      const wrong = more.find((word, i) => i > 0 || word !== ')');
      if (wrong !== undefined) return invalid(wrong);
      const characters = value === 'OFF' ? '' : value === 'ON' ? '*' : value.padEnd(times);
      context.cms.settings.blip = characters.slice(0, value === 'ON' ? 1 : times);
      return { rc: 0 };
    },
  },
  {
    name: 'LDRTBLS',
    minimum: 4,
    run(context) {
      const [, , value, ...extra] = context.tokens;
      if (value === undefined) return missing('LDRTBLS');
      const pages = /^\d{1,3}$/.test(value) ? Number(value) : 0;
      if (pages < 1 || pages > 128) return invalid(value);
      if (!bare(extra)) return tooMuch(extra);
      context.cms.loader.pages = pages;
      return { rc: 0 };
    },
  },
  {
    name: 'LINEND',
    minimum: 4,
    run(context) {
      const [, , value, symbol, extra] = context.tokens;
      if (value === undefined) return missing('LINEND');
      if (value !== 'ON' && value !== 'OFF') return invalid(value);
      if (symbol !== undefined && symbol.length !== 1) return invalid(symbol);
      if (extra !== undefined) return invalid(extra);
      context.cms.settings.linend = value === 'ON' ? (symbol ?? '#') : '';
      return { rc: 0 };
    },
  },
];

/** All words of SET. */
export const SETTINGS: readonly Subject[] = [...own, ...absentSettings];

/** The SET command. */
export const set: Command = {
  name: 'SET',
  minimum: 3,
  start(context: StepContext): StepResult {
    const what = context.tokens[1];
    if (what === undefined) return { rc: 24, lines: ['DMSSET047E No function specified'] };
    const subject = findNamed(SETTINGS, what);
    if (subject !== undefined) return subject.run(context);
    return { effect: { kind: 'cp', command: context.text.trim(), buffered: false }, frame: {} };
  },
  resume: (_frame: Frame, answer: Answer): StepResult => ({
    rc: answer.kind === 'cp' ? answer.rc : 256,
  }),
};
