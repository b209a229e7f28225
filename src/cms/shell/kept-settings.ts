/**
 * SET and QUERY of what this CMS keeps for programs that ask: the PF keys of full-screen CMS, which its windows would use
 * (SET FULLSCREEN ON), and the names of the saved systems of VSE (z/VM: CMS Commands and Utilities Reference, "SET CMSPF",
 * "SET SYSNAME", "QUERY SYSNAMES").
 */
import type { StepContext, StepResult } from '../command.js';
import { message } from '../messages-table.js';
import type { KeySetting } from '../settings.js';
import type { Subject } from '../subject.js';

const MOST_KEYS = 24;
const HOW = ['ECHO', 'NOECHO', 'DELAYED', 'RETRIEVE'];
/** Entries of the table of saved systems. */
const ENTRIES = ['CMSVSAM', 'CMSAMS', 'CMSDOS', 'CMSBAM'];

const wrong = (command: string, number: number, word: string): StepResult => ({
  rc: 24,
  lines: [message(command, number, word)],
});

const keyNumber = (word: string | undefined): number => {
  const number = /^\d{1,2}$/.test(word ?? '') ? Number(word) : 0;
  return number <= MOST_KEYS ? number : 0;
};

/** A word of the line as it was typed, and what is behind it. */
function typed(context: StepContext, place: number): { word: string; rest: string } {
  const match = new RegExp(`^\\s*(?:\\S+\\s+){${String(place)}}(\\S+)\\s*(.*)$`, 's').exec(
    context.text,
  );
  return { word: match?.[1] ?? '', rest: match?.[2] ?? '' };
}

function setKey(context: StepContext): StepResult {
  const [, , key, name, how] = context.tokens;
  if (key === undefined) return wrong('SET', 50, 'CMSPF');
  const number = keyNumber(key);
  if (number === 0) return wrong('SET', 70, key);
  const { cmspf } = context.cms.settings;
  if (name === undefined) {
    cmspf.delete(number);
    return { rc: 0 };
  }
  if (how !== undefined && !HOW.includes(how)) return wrong('SET', 70, how);
  const text = how === undefined ? '' : typed(context, 4).rest.trimEnd();
  if (how === 'RETRIEVE' && text !== '') return wrong('SET', 70, text.split(/\s/)[0]!);
  const pseudonym = typed(context, 3).word.slice(0, 9);
  cmspf.set(number, { name: pseudonym, how: how ?? 'NOECHO', text });
  return { rc: 0 };
}

function keyLine(number: number, key: KeySetting | undefined): string {
  const start = `CMSPF ${String(number).padStart(2, '0')}`;
  if (key === undefined) return `${start} UNDEFINED`;
  return `${start} ${key.name.padEnd(9)} ${key.how.padEnd(8)} ${key.text}`.trimEnd();
}

function queryKeys(context: StepContext): StepResult {
  const [, , key, extra] = context.tokens;
  const { cmspf } = context.cms.settings;
  if (extra !== undefined) return wrong('QRY', 70, extra);
  if (key !== undefined && keyNumber(key) === 0) return wrong('QRY', 70, key);
  const numbers =
    key === undefined ? Array.from({ length: MOST_KEYS }, (_, i) => i + 1) : [keyNumber(key)];
  return { rc: 0, lines: numbers.map((number) => keyLine(number, cmspf.get(number))) };
}

function setSystem(context: StepContext): StepResult {
  const [, , entry, name, extra] = context.tokens;
  if (entry === undefined) return wrong('SET', 50, 'SYSNAME');
  if (!ENTRIES.includes(entry)) return wrong('SET', 70, entry);
  if (name === undefined) return wrong('SET', 50, entry);
  if (extra !== undefined) return wrong('SET', 70, extra);
  context.cms.settings.systems[entry] = name;
  return { rc: 0 };
}

function querySystems(context: StepContext): StepResult {
  const [, , extra] = context.tokens;
  if (extra !== undefined) return wrong('QRY', 70, extra);
  const { systems } = context.cms.settings;
  const row = (title: string, names: readonly string[]): string =>
    `${title} ${names.map((name) => name.padEnd(9)).join('')}`.trimEnd();
  return {
    rc: 0,
    lines: [
      row('SYSNAMES:', ENTRIES),
      row(
        'ENTRIES: ',
        ENTRIES.map((entry) => systems[entry] ?? entry),
      ),
    ],
  };
}

/** Words of SET. Errors: 050E, 070E (24). */
export const keptSettings: readonly Subject[] = [
  { name: 'CMSPF', minimum: 5, run: setKey },
  { name: 'SYSNAME', minimum: 7, run: setSystem },
];

/** Words of QUERY. Errors: 070E (24). */
export const keptQueries: readonly Subject[] = [
  { name: 'CMSPF', minimum: 5, run: queryKeys },
  { name: 'SYSNAMES', minimum: 7, run: querySystems },
];
