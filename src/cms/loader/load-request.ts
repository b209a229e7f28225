/** Operands and options of LOAD and INCLUDE (CMS Command Reference, "LOAD", "INCLUDE"). */
import { fault } from '../commands/command-fault.js';
import { optionRules, splitOperands } from '../commands/operands.js';
import { TRANSIENT_AREA } from '../nucleus/layout.js';
import { newOptions, type LoadOptions } from './loader-state.js';
import { AMODES, checkModes, modeOfProgram, RMODES } from './program-modes.js';

/** What LOAD or INCLUDE is to do. */
export interface LoadRequest {
  readonly files: readonly string[];
  readonly options: LoadOptions;
  readonly clear: boolean;
  readonly start: boolean;
  readonly origin: number | undefined;
  /** Entry of RESET; `*` for the default. */
  readonly reset: string | undefined;
}

/** The options. */
export const LOAD_RULES = optionRules(
  'CLear',
  'NOClear',
  'RESet=1',
  'ORigin=1',
  'MAP',
  'NOMAP',
  'TYPE',
  'NOTYPE',
  'INV',
  'NOINV',
  'REP',
  'NOREP',
  'AUTO',
  'NOAUTO',
  'LIBE',
  'NOLIBE',
  'START',
  'DUP',
  'NODUP',
  'RLDsave',
  'NORLDsav',
  'SAME',
  'HIST',
  'NOHIST',
  'PRES',
  'NOPRES',
  'AMODE=1',
  'RMODE=1',
);

type Switch = Exclude<keyof LoadOptions, 'amode' | 'rmode'>;

/** Options that are a pair of names. */
const SWITCHES: Readonly<Record<string, Switch>> = {
  MAP: 'map',
  TYPE: 'type',
  INV: 'invalid',
  REP: 'replace',
  AUTO: 'auto',
  LIBE: 'library',
  DUP: 'duplicate',
  RLDSAVE: 'relocations',
  RLDSAV: 'relocations',
  HIST: 'history',
};

/** Reads a command line; `same` are the options that SAME keeps, which LOAD does not have. */
export function parseLoad(
  tokens: readonly string[],
  same: LoadOptions | undefined,
  relocations: boolean,
): LoadRequest {
  const { operands, options } = splitOperands(tokens);
  if (operands.length === 0) throw fault('LIO', 1);
  const chosen = { ...newOptions(), relocations };
  let [clear, start] = [false, false];
  let origin: number | undefined;
  let reset: string | undefined;
  for (let i = 0; i < options.length; i++) {
    const word = options[i]!;
    const rule =
      LOAD_RULES.find((one) => one.name === word) ??
      LOAD_RULES.find((one) => word.length >= one.minimum && one.name.startsWith(word));
    if (rule === undefined) throw fault('LIO', 3, word);
    const value = rule.values === 1 ? options[++i] : '';
    if (value === undefined) throw fault('LIO', 5, rule.name);
    const { name } = rule;
    // of options that contradict each other the last one holds
    if (name === 'CLEAR' || name === 'NOCLEAR') clear = name === 'CLEAR';
    else if (name === 'START') start = true;
    else if (name === 'PRES' || name === 'NOPRES') continue;
    else if (name === 'AMODE') chosen.amode = modeOfProgram('LIO', name, value, AMODES);
    else if (name === 'RMODE') chosen.rmode = modeOfProgram('LIO', name, value, RMODES);
    else if (name === 'RESET') reset = value;
    else if (name === 'ORIGIN') origin = originOf(value);
    else if (name === 'SAME') {
      if (same === undefined) throw fault('LIO', 3, word);
      Object.assign(chosen, same, { duplicate: true });
    } else {
      const off = name.startsWith('NO');
      chosen[SWITCHES[off ? name.slice(2) : name]!] = !off;
    }
  }
  checkModes('LIO', chosen);
  return { files: operands, options: chosen, clear, start, origin, reset };
}

function originOf(word: string): number {
  if (word === 'TRANS') return TRANSIENT_AREA;
  if (!/^[0-9A-F]{1,6}$/.test(word)) throw fault('LIO', 29, word, 'ORIGIN');
  return Number.parseInt(word, 16);
}
