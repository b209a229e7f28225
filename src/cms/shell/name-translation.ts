/**
 * SET and QUERY TRANSLATE: names of commands in another language (z/VM: CMS Commands and Utilities Reference, "SET TRANSLATE").
 * The only language of this system, AMENG, calls commands by their own names, and users give names by SYNONYM, which is
 * independent of it: both settings are kept for those who ask.
 */
import type { StepResult } from '../command.js';
import { message } from '../messages-table.js';
import type { Subject } from '../subject.js';

const WHOSE = [
  { name: 'ALL', minimum: 3 },
  { name: 'SYSTEM', minimum: 3 },
  { name: 'USER', minimum: 3 },
] as const;

const whose = (word: string | undefined) =>
  WHOSE.find(
    ({ name, minimum }) => word !== undefined && word.length >= minimum && name.startsWith(word),
  )?.name;

const wrong = (command: 'SET' | 'QRY', number: number, word: string): StepResult => ({
  rc: 24,
  lines: [message(command, number, word)],
});

/** SET TRANSLATE [ALL|SYSTEM|USER] ON|OFF. Errors: 050E, 070E (24). */
export const setTranslate: Subject = {
  name: 'TRANSLATE',
  minimum: 4,
  run({ tokens, cms }) {
    const [, , first, ...rest] = tokens;
    if (first === undefined) return wrong('SET', 50, 'TRANSLATE');
    const which = whose(first);
    const [value, extra] = which === undefined ? [first, ...rest] : rest;
    if (value === undefined) return wrong('SET', 50, first);
    if (value !== 'ON' && value !== 'OFF') return wrong('SET', 70, value);
    if (extra !== undefined) return wrong('SET', 70, extra);
    const { translate } = cms.settings;
    if (which !== 'USER') translate.system = value === 'ON';
    if (which !== 'SYSTEM') translate.user = value === 'ON';
    return { rc: 0 };
  },
};

/** QUERY TRANSLATE [ALL|SYSTEM|USER]. Errors: 070E (24). */
export const queryTranslate: Subject = {
  name: 'TRANSLATE',
  minimum: 4,
  run({ tokens, cms }) {
    const [, , first = 'ALL', extra] = tokens;
    const which = whose(first);
    if (which === undefined) return wrong('QRY', 70, first);
    if (extra !== undefined) return wrong('QRY', 70, extra);
    const { system, user } = cms.settings.translate;
    const lines = [
      `SYSTEM TRANSLATE = ${system ? 'ON' : 'OFF'}`,
      `USER   TRANSLATE = ${user ? 'ON' : 'OFF'}`,
    ];
    return {
      rc: 0,
      lines: which === 'ALL' ? lines : lines.filter((line) => line.startsWith(which)),
    };
  },
};
