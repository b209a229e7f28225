/**
 * Words of SET and QUERY for parts of an environment of which this CMS has one kind only (CMS Command Reference, "SET",
 * "QUERY"): they answer as a CMS does in which nobody has asked for the other kind, and refuse what would need it.
 */
import type { StepResult } from '../command.js';
import { message } from '../messages-table.js';
import type { Subject } from '../subject.js';

/** A word with the one value that it has here. */
interface Environment {
  readonly name: string;
  /** Shortest form, number of characters. */
  readonly minimum: number;
  /** What QUERY shows. */
  readonly shown: string;
  /** What SET takes, all of which leave things as they are. */
  readonly taken: readonly string[];
  /** What SET knows and cannot give; undefined for any other word. */
  readonly absent?: { readonly words: readonly string[]; readonly answer: StepResult };
}

const ENVIRONMENTS: readonly Environment[] = [
  {
    name: 'DOS',
    minimum: 3,
    shown: 'DOS      = OFF',
    taken: ['OFF'],
    // as CMS says it where the saved system of VSE was never built
    absent: {
      words: ['ON'],
      answer: { rc: 44, lines: [message('SET', 400, 'CMSDOS')] },
    },
  },
  { name: 'FULLSCREEN', minimum: 4, shown: 'FULLSCREEN = OFF', taken: ['OFF'] },
  { name: 'LANGUAGE', minimum: 4, shown: 'AMENG', taken: ['AMENG'] },
  // an abend shows its PSW and registers, and DEBUG the rest
  { name: 'AUTODUMP', minimum: 8, shown: 'AUTODUMP = OFF', taken: ['OFF'] },
  // CMS has no segment of EXECs of the installation
  { name: 'INSTSEG', minimum: 7, shown: 'INSTSEG  = OFF', taken: ['OFF'] },
  // what a program has got by GETMAIN is given back behind its command
  { name: 'STORECLR', minimum: 8, shown: 'STORECLR = ENDCMD', taken: ['ENDCMD'] },
  // storage of a System/370 ends at 16 MB: both words load a program at the same place
  { name: 'LOADAREA', minimum: 5, shown: 'LOADAREA = 20000', taken: ['20000', 'RESPECT'] },
];

/** Words that work under SET DOS ON only. */
const OF_DOS: readonly { readonly name: string; readonly minimum: number }[] = [
  { name: 'DOSLNCNT', minimum: 6 },
  { name: 'DOSPART', minimum: 4 },
  { name: 'UPSI', minimum: 4 },
];

const ofDos = (command: 'SET' | 'QRY'): readonly Subject[] =>
  OF_DOS.map(({ name, minimum }) => ({
    name,
    minimum,
    run: () => ({ rc: 40, lines: [message(command, 99)] }),
  }));

/** What SET knows. Errors: 050E nothing behind the word, 070E another value (24); 400S, 099E. */
export const environmentSettings: readonly Subject[] = [
  ...ENVIRONMENTS.map(({ name, minimum, taken, absent }): Subject => ({
    name,
    minimum,
    run({ tokens: [, , value, extra] }) {
      if (value === undefined) return { rc: 24, lines: [message('SET', 50, name)] };
      if (absent?.words.includes(value)) return absent.answer;
      const wrong = taken.includes(value) ? extra : value;
      return wrong === undefined ? { rc: 0 } : { rc: 24, lines: [message('SET', 70, wrong)] };
    },
  })),
  ...ofDos('SET'),
];

/** What QUERY knows. Errors: 099E (40). */
export const environmentQueries: readonly Subject[] = [
  ...ENVIRONMENTS.map(({ name, minimum, shown }): Subject => ({
    name,
    minimum,
    run: () => ({ rc: 0, lines: [shown] }),
  })),
  // the languages that there are
  { name: 'LANGLIST', minimum: 8, run: () => ({ rc: 0, lines: ['AMENG'] }) },
  ...ofDos('QRY'),
];
