/** SET INPUT and SET OUTPUT (CMS Command Reference): characters of the console that stand for other bytes. */
import { fromEbcdic, toEbcdic } from '../../shared/ebcdic.js';
import type { StepResult } from '../command.js';
import type { Settings } from '../settings.js';
import type { Subject } from '../subject.js';

const refuse = (number: number, word: string): StepResult => ({
  rc: 24,
  lines: [
    number === 50
      ? `DMSSET050E Parameter missing after ${word}`
      : `DMSSET070E Invalid parameter ${word}`,
  ],
});

const hex = (code: number): string => code.toString(16).toUpperCase().padStart(2, '0');

/** Two hexadecimal digits as a byte. */
function byte(word: string): number | undefined {
  return /^[0-9A-F]{2}$/.test(word) ? Number.parseInt(word, 16) : undefined;
}

/** What SET knows. Without operands all is as it was. */
export const translationSettings: readonly Subject[] = [
  {
    name: 'INPUT',
    minimum: 5,
    run({ tokens, cms, text }) {
      const [, , from, to, extra] = tokens;
      if (from === undefined) {
        cms.settings.input = {};
        return { rc: 0 };
      }
      if (to === undefined) return refuse(50, 'INPUT');
      if (extra !== undefined) return refuse(70, extra);
      const code = byte(to);
      // the character itself, not its capital
      const typed = text.trim().split(/\s+/)[2] ?? '';
      const given = byte(from);
      const character = given === undefined ? typed : fromEbcdic(Uint8Array.of(given));
      if (character.length !== 1) return refuse(70, from);
      if (code === undefined) return refuse(70, to);
      cms.settings.input[character] = code;
      return { rc: 0 };
    },
  },
  {
    name: 'OUTPUT',
    minimum: 6,
    run({ tokens, cms, text }) {
      const [, , from, to, extra] = tokens;
      if (from === undefined) {
        cms.settings.output = {};
        return { rc: 0 };
      }
      if (to === undefined) return refuse(50, 'OUTPUT');
      if (extra !== undefined) return refuse(70, extra);
      const code = byte(from);
      const character = text.trim().split(/\s+/)[3] ?? '';
      if (code === undefined) return refuse(70, from);
      if (character.length !== 1) return refuse(70, to);
      cms.settings.output[code] = character;
      return { rc: 0 };
    },
  },
];

/** What QUERY shows. */
export const translationQueries: readonly Subject[] = [
  {
    name: 'INPUT',
    minimum: 5,
    run({ cms }) {
      const all = Object.entries(cms.settings.input);
      if (all.length === 0) return none('INPUT');
      return {
        rc: 0,
        lines: all.map(([character, code]) => `INPUT    = ${character} ${hex(code)}`),
      };
    },
  },
  {
    name: 'OUTPUT',
    minimum: 6,
    run({ cms }) {
      const all = Object.entries(cms.settings.output);
      if (all.length === 0) return none('OUTPUT');
      return {
        rc: 0,
        lines: all.map(([code, character]) => `OUTPUT   = ${hex(Number(code))} ${character}`),
      };
    },
  },
];

function none(which: string): StepResult {
  return { rc: 0, lines: [`No user defined ${which} translate table in use`] };
}

/** A line from the console, as SET INPUT has it. */
export function translateInput(settings: Pick<Settings, 'input'>, line: string): string {
  if (Object.keys(settings.input).length === 0) return line;
  return [...line]
    .map((character) => {
      const code = settings.input[character];
      return code === undefined ? character : fromEbcdic(Uint8Array.of(code));
    })
    .join('');
}

/** The bytes of a line for the console, as SET OUTPUT has it. */
export function translateOutput(settings: Pick<Settings, 'output'>, bytes: Uint8Array): Uint8Array {
  if (Object.keys(settings.output).length === 0) return bytes;
  return bytes.map((code) => {
    const character = settings.output[code];
    return character === undefined ? code : toEbcdic(character)[0]!;
  });
}
