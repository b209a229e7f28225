/** The options of ASSEMBLE (CMS Command Reference, "ASSEMBLE"). */
import type { AssemblyOptions } from '../assembler/assembler.js';
import type { StepContext } from '../command.js';
import { fault } from './command-fault.js';
import { conflict, optionRules, parseOptions } from './operands.js';

/** What the options say. */
export interface AssembleOptions {
  readonly assembly: Omit<AssemblyOptions, 'date' | 'time' | 'julian' | 'work'>;
  /** A TEXT file is made. */
  readonly object: boolean;
  readonly listing: 'disk' | 'printer' | 'none';
  /** Messages are typed. */
  readonly terminal: boolean;
}

const RULES = optionRules(
  ...[
    'ALign',
    'NOALign',
    'ESD',
    'NOESD',
    'FLag',
    'LIst',
    'NOList',
    'LINECount',
    'RLD',
    'NORLD',
    'XRef',
    'NOXref',
  ],
  ...[
    'DECK',
    'NODECK',
    'OBJect',
    'NOOBJect',
    'DIsk',
    'PRint',
    'NOPRint',
    'TERMinal',
    'NOTERMinal',
    'SYSPARM',
  ],
  ...[
    'STmt',
    'NOSTmt',
    'NUMber',
    'NONUMber',
    'RENT',
    'NORENT',
    'TEST',
    'NOTEST',
    'YFLAG',
    'NOYFLAG',
    'BUFSIZE',
  ],
  ...['LIBMAC', 'NOLIBMAC', 'MLOGIC', 'NOMLOGIC', 'ALOGIC', 'NOALOGIC', 'MCALL', 'NOMCALL'],
);
/** Options that have a value in parentheses behind them. */
const VALUES = new Set(['FLAG', 'LINECOUNT', 'XREF', 'SYSPARM', 'BUFSIZE']);

/** Cuts `XREF (FULL)` and its like out of the words. */
function takeValues(words: readonly string[]): { words: string[]; values: Map<string, string> } {
  const out: string[] = [];
  const values = new Map<string, string>();
  for (let i = 0; i < words.length; i++) {
    if (words[i] === ')') break;
    if (words[i] !== '(') {
      out.push(words[i]!);
      continue;
    }
    const end = words.indexOf(')', i);
    const name = out.at(-1) ?? '';
    const rule = RULES.find((one) => name.length >= one.minimum && one.name.startsWith(name));
    if (rule === undefined || !VALUES.has(rule.name)) throw fault('ASM', 3, '(');
    values.set(rule.name, words.slice(i + 1, end < 0 ? undefined : end).join(' '));
    i = end < 0 ? words.length : end;
  }
  return { words: out, values };
}

/** Reads the options; a fault for what is wrong with them. */
export function assembleOptions(context: StepContext): AssembleOptions {
  const at = context.tokens.indexOf('(');
  const { words, values } = takeValues(at < 0 ? [] : context.tokens.slice(at + 1));
  const chosen = parseOptions('ASM', RULES, words);
  for (const { name } of RULES)
    if (name.startsWith('NO')) conflict('ASM', chosen, name.slice(2), name);
  conflict('ASM', chosen, 'DISK', 'PRINT', 'NOPRINT');
  const on = (name: string, otherwise: boolean): boolean =>
    chosen.has(name) ? true : chosen.has(`NO${name}`) ? false : otherwise;
  const number = (name: string, otherwise: number, most: number): number => {
    if (!chosen.has(name)) return otherwise;
    const text = values.get(name) ?? '';
    if (!/^\d{1,3}$/.test(text) || Number(text) > most) throw fault('ASM', 29, text, name);
    return Number(text);
  };
  const xref = values.get('XREF') ?? 'SHORT';
  if (!['FULL', 'SHORT'].includes(xref)) throw fault('ASM', 29, xref, 'XREF');
  const buffers = values.get('BUFSIZE') ?? 'STD';
  if (!['STD', 'MIN'].includes(buffers)) throw fault('ASM', 29, buffers, 'BUFSIZE');
  return {
    assembly: {
      sysparm: sysparm(context, values),
      list: on('LIST', true),
      esd: on('ESD', true),
      rld: on('RLD', true),
      xref: chosen.has('NOXREF') ? 'none' : xref === 'FULL' ? 'full' : 'short',
      deck: on('DECK', false),
      yflag: on('YFLAG', true),
      align: on('ALIGN', true),
      rent: on('RENT', false),
      lineCount: Math.max(10, number('LINECOUNT', 55, 99)),
      flag: number('FLAG', 0, 255),
      alogic: on('ALOGIC', true),
      mlogic: on('MLOGIC', false),
      mcall: on('MCALL', false),
      libmac: on('LIBMAC', false),
      test: on('TEST', false),
      number: on('NUMBER', true),
      stmt: on('STMT', true),
      object: on('OBJECT', true),
      terminal: on('TERMINAL', true),
    },
    object: on('OBJECT', true),
    listing: chosen.has('NOPRINT') ? 'none' : chosen.has('PRINT') ? 'printer' : 'disk',
    terminal: on('TERMINAL', true),
  };
}

/** The text of SYSPARM(text). */
function sysparm(context: StepContext, values: ReadonlyMap<string, string>): string {
  if (!values.has('SYSPARM')) return '';
  // tokens are cut to eight characters: the text as typed has more
  const typed = /SYSPARM\s*\(([^)]*)\)?/i.exec(context.text)?.[1];
  return (typed ?? values.get('SYSPARM') ?? '').slice(0, 100);
}
