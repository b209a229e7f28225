/** SPOOL: what becomes of the files of a unit-record device, and the console's log (CP Command Reference). */
import type { CommandContext, CpCommand } from '../cp-services.js';
import type { Route, UnitSettings } from '../spool/spool-settings.js';
import type { SpoolUnit } from '../spool/spool-units.js';
import { closeUnit } from './close.js';
import { answering } from './refusal.js';
import { knownUser, queueOf, spoolOf, unitsOf, Words } from './spool-operands.js';

const MODULE = 'SPO';

interface Wanted {
  settings: Partial<UnitSettings>;
  close: boolean;
  purge: boolean;
  log: boolean | undefined;
}

type Flag = keyof Pick<UnitSettings, 'hold' | 'keep' | 'cont' | 'eof' | 'msg'>;

/** Options that are on or off: word, and shortest form of it; with NO in front, three letters. */
const flags: readonly (readonly [Flag, string, number])[] = [
  ['hold', 'HOLD', 2],
  ['keep', 'KEEP', 2],
  ['cont', 'CONT', 3],
  ['eof', 'EOF', 3],
  ['msg', 'MSG', 3],
];

function flagOption(words: Words): Partial<UnitSettings> | undefined {
  for (const [key, name, minimum] of flags) {
    if (words.take(name, minimum)) return { [key]: true };
    if (words.take(`NO${name}`, 3)) return { [key]: false };
  }
  return undefined;
}

/** TO: a user, `*`, SYSTEM or OFF, and the queue there. */
function route(context: CommandContext, words: Words, word: string): Route | undefined {
  if (word === 'OFF' || word === 'SYSTEM') return undefined;
  const to = word === '*' ? '*' : knownUser(context.cp, word, MODULE);
  // `SPOOL PUN TO BOB RDR`; P alone would be a printer, so whole words are wanted here
  const queue = (words.peek?.length ?? 0) >= 3 ? queueOf(words.peek) : undefined;
  if (queue !== undefined) words.next();
  return { to, queue: queue ?? 'RDR' };
}

/** One option of an output device; undefined when the word is none. */
function outputOption(context: CommandContext, words: Words): Partial<UnitSettings> | undefined {
  if (words.take('COPY', 2)) return { copies: words.number(1, 255) };
  if (words.take('TO', 2)) return { route: route(context, words, words.need()) };
  if (words.take('FOR', 3)) {
    const word = words.need();
    return { forUser: word === '*' ? undefined : knownUser(context.cp, word, MODULE) };
  }
  if (words.take('DIST', 2)) {
    const word = words.name();
    return { dist: word === '*' || word === 'OFF' ? context.user.entry.distribution : word };
  }
  if (words.take('FORM', 4)) return { form: words.name() };
  if (words.take('NAME', 2)) return words.fileName();
  if (words.take('NONAME', 3)) return { name: '', type: '' };
  if (words.take('OFF', 3) || words.take('SYSTEM', 6)) return { route: undefined };
  return undefined;
}

function read(context: CommandContext, words: Words, units: readonly SpoolUnit[]): Wanted {
  const wanted: Wanted = { settings: {}, close: false, purge: false, log: undefined };
  const reader = units[0]?.kind === 'RDR';
  const console = units[0]?.kind === 'CON';
  while (words.more) {
    const option =
      (words.take('CLASS', 2) ? { class: words.spoolClass(reader) } : undefined) ??
      flagOption(words) ??
      (reader ? undefined : outputOption(context, words));
    if (option) {
      wanted.settings = { ...wanted.settings, ...option };
    } else if (words.take('CLOSE', 3)) {
      wanted.close = true;
    } else if (words.take('PURGE', 2)) {
      wanted.close = wanted.purge = true;
    } else if (console && words.take('START', 3)) {
      wanted.log = true;
    } else if (console && words.take('STOP', 3)) {
      wanted.log = false;
    } else if (console && (words.take('TERM', 2) || words.take('NOTERM', 6))) {
      // the log never takes lines away from the console here
    } else if (!reader && (words.peek === '*' || /^[A-Z0-9@#$_-]{1,8}$/.test(words.peek ?? ''))) {
      // `SPOOL PUNCH BOB`: TO may be left out before a user who is in the directory
      const word = words.need();
      if (word !== '*' && !context.cp.directory.find(word)) words.invalid(word);
      wanted.settings = { ...wanted.settings, route: route(context, words, word) };
    } else {
      words.invalid(words.peek);
    }
  }
  return wanted;
}

/** SPOOL. */
export const spool: CpCommand = {
  name: 'SPOOL',
  minimum: 2,
  classes: 'G',
  run: (context, operands) =>
    answering(context, async () => {
      const words = new Words(operands.words, MODULE);
      const units = unitsOf(context, words.next(), MODULE);
      if (!words.more) words.invalid(undefined);
      const wanted = read(context, words, units);
      for (const unit of units) {
        unit.settings = { ...unit.settings, ...wanted.settings };
        if (wanted.log !== undefined) {
          spoolOf(context.cp).consoleLog(context.user, unit, wanted.log);
        }
        if (wanted.close) await closeUnit(context, unit, { purge: wanted.purge });
      }
      return 0;
    }),
};
