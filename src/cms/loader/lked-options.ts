/** The options of LKED (VM/370 Planning and System Generation Guide, "LKED"). */
import { fault } from '../commands/command-fault.js';
import { splitOperands } from '../commands/operands.js';
import { AMODES, modeOfProgram, RMODES } from './program-modes.js';

/** What they say. */
export interface LkedOptions {
  /** Nothing is searched for. */
  readonly ncal: boolean;
  /** LET: the module may be run although something is missing. */
  readonly allowed: boolean;
  readonly map: boolean;
  readonly member: string | undefined;
  readonly library: string | undefined;
  readonly print: 'disk' | 'printer' | 'none';
  readonly terminal: boolean;
  /** As the listing shows them. */
  readonly shown: string;
}

const MODULE = 'LKD';
/** Options with so many values behind them. */
const VALUES: Readonly<Record<string, number>> = { NAME: 1, LIBE: 1, SIZE: 2, AMODE: 1, RMODE: 1 };
/** Options without, of which some change nothing here. */
const WORDS: readonly string[] = [
  ...['NCAL', 'LET', 'ALIGN2', 'NE', 'OL', 'DC', 'RENT', 'REUS', 'REFR', 'OVLY', 'XCAL'],
  ...['XREF', 'MAP', 'LIST', 'TERM', 'NOTERM', 'PRINT', 'DISK', 'NOPRINT'],
];
/** Options with a mode of the program. */
const MODES = /^[AR]MODE$/;
const NAME = /^[A-Z$#@][A-Z0-9$#@]{0,7}$/;

/** Operands and options of a command line; a fault for what is wrong with them. */
export function lkedOptions(tokens: readonly string[]): {
  readonly operands: readonly string[];
  readonly options: LkedOptions;
} {
  const { operands, options } = splitOperands(tokens);
  const chosen = new Map<string, string>();
  for (let i = 0; i < options.length; i++) {
    const word = options[i]!;
    const values = VALUES[word];
    if (values === undefined && !WORDS.includes(word)) throw fault(MODULE, 3, word);
    const given = options.slice(i + 1, i + 1 + (values ?? 0));
    if (given.length < (values ?? 0)) throw fault(MODULE, 5, word);
    i += given.length;
    const wrong = given.find((one) =>
      word === 'SIZE' ? !/^\d{1,7}K?$/.test(one) : !MODES.test(word) && !NAME.test(one),
    );
    if (word === 'AMODE') modeOfProgram(MODULE, word, given[0]!, AMODES);
    if (word === 'RMODE') modeOfProgram(MODULE, word, given[0]!, RMODES);
    if (wrong !== undefined) throw fault(MODULE, 29, wrong, word);
    chosen.set(word, given.join(' '));
  }
  const has = (word: string): boolean => chosen.has(word);
  const shown = [...chosen.keys()].filter((one) => !['TERM', 'NOTERM', 'DISK'].includes(one));
  return {
    operands,
    options: {
      ncal: has('NCAL'),
      allowed: has('LET'),
      map: has('MAP') || has('XREF'),
      member: chosen.get('NAME'),
      library: chosen.get('LIBE'),
      print: has('NOPRINT') ? 'none' : has('PRINT') ? 'printer' : 'disk',
      terminal: !has('NOTERM'),
      shown: shown.join(','),
    },
  };
}
