/** The options of COPYFILE (CMS Command and Macro Reference, "COPYFILE", with its table of incompatible options). */
import { COPY_OPTIONS } from '../../../../src/cms/commands/copyfile-options.js';
import type { OptionRow, OptionTable } from './option-row.js';
import { optionWorld } from './option-world.js';

const NEW = 'copyfile one data a new data a';
const TYPED = ['type new data a'];
const typed = (...lines: readonly string[]): string[] => ['Ready;', '', ...lines, 'Ready;'];
const ATTRIBUTES = ['listfile new data a (format noheader'];
const attributes = (text: string): string[] => ['Ready;', `NEW      DATA     A1 ${text}`, 'Ready;'];
const DATE = ['listfile new data a (date noheader'];
const dated = (date: string): string[] => [
  'Ready;',
  `NEW      DATA     A1 V          6          3          1 ${date}`,
  'Ready;',
];
const ASKED = 'DMSCPY601R Enter specification list:';
const THERE = 'DMSCPY024E File TWO DATA A1 already exists; specify REPLACE option';

const ROWS: readonly OptionRow[] = [
  {
    ...{ name: 'TYPE', line: `${NEW} ([type]` },
    gives: ['DMSCPY721I Copy ONE DATA A1 to NEW DATA A1 new file', 'Ready;'],
  },
  { name: 'NOTYPE', line: `${NEW} ([notype]`, gives: ['Ready;'], usual: true },
  {
    ...{ name: 'NEWDATE', line: `${NEW} ([newdate]`, then: DATE, usual: true },
    gives: dated('11/22/26 10:11:12'),
  },
  { name: 'OLDDATE', line: `${NEW} ([olddate]`, then: DATE, gives: dated(' 8/31/25  9:08:07') },
  {
    ...{ name: 'NEWFILE', line: 'copyfile one data a two data a ([newfile]', usual: true },
    gives: [THERE, 'Ready(00028);'],
  },
  {
    // without it a file that is copied to itself is replaced
    ...{ name: 'NEWFILE', line: 'copyfile two data a = = = ([newfile]' },
    gives: [THERE, 'Ready(00028);'],
  },
  {
    ...{ name: 'REPLACE', line: 'copyfile one data a two data a ([replace]' },
    then: ['type two data a'],
    gives: typed('Alpha', 'beta', 'GAMMA'),
  },
  {
    ...{ name: 'OVLY', line: 'copyfile two data a one data a ([ovly]', then: ['type one data a'] },
    gives: typed('delta', 'beta', 'GAMMA'),
  },
  {
    ...{ name: 'APPEND', line: 'copyfile two data a one data a ([append]' },
    then: ['type one data a'],
    gives: typed('Alpha', 'beta', 'GAMMA', 'delta'),
  },
  { name: 'FROM', line: `${NEW} ([from 3]`, then: TYPED, gives: typed('GAMMA') },
  { name: 'FOR', line: `${NEW} ([for 2]`, then: TYPED, gives: typed('Alpha', 'beta') },
  { name: 'FRLABEL', line: `${NEW} ([frlabel GAM]`, then: TYPED, gives: typed('GAMMA') },
  { name: 'TOLABEL', line: `${NEW} ([tolabel GAM]`, then: TYPED, gives: typed('Alpha', 'beta') },
  { name: 'RECFM', line: `${NEW} ([recfm f]`, then: ATTRIBUTES, gives: attributes('F          6') },
  {
    ...{ name: 'LRECL', line: 'copyfile fixed cards a new data a ([lrecl 2]', then: TYPED },
    gives: typed('30', '10', '20'),
  },
  {
    ...{ name: 'TRUNC', line: 'copyfile fixed cards a new data a (recfm v [trunc]' },
    ...{ then: ATTRIBUTES, gives: attributes('V          4') },
  },
  {
    ...{ name: 'NOTRUNC', line: 'copyfile fixed cards a new data a (recfm v [notrunc]' },
    ...{ then: ATTRIBUTES, gives: attributes('V         12'), usual: true },
  },
  { name: 'PACK', line: `${NEW} ([pack]`, then: ATTRIBUTES, gives: attributes('F       1024') },
  {
    ...{ name: 'UNPACK', line: 'copyfile one packed a new data a ([unpack]', then: TYPED },
    first: ['copyfile one data a = packed = (pack'],
    gives: typed('Alpha', 'beta', 'GAMMA'),
  },
  {
    ...{ name: 'FILL', line: `${NEW} (recfm f lrecl 8 [fill *]`, then: TYPED },
    gives: typed('Alpha***', 'beta  **', 'GAMMA***'),
  },
  {
    ...{ name: 'FILL', line: `${NEW} (recfm f lrecl 8 [fill 5c]`, then: TYPED },
    gives: typed('Alpha***', 'beta  **', 'GAMMA***'),
  },
  {
    ...{ name: 'UPCASE', line: `${NEW} ([upcase]`, then: TYPED },
    gives: typed('ALPHA', 'BETA', 'GAMMA'),
  },
  {
    ...{ name: 'LOWCASE', line: `${NEW} ([lowcase]`, then: TYPED },
    gives: typed('alpha', 'beta', 'gamma'),
  },
  {
    ...{ name: 'EBCDIC', line: 'copyfile bcd cards a new data a ([ebcdic]', then: TYPED },
    gives: typed('A(B)'),
  },
  {
    ...{ name: 'TRANS', line: `${NEW} ([trans]`, then: ['A X', ...TYPED] },
    gives: ['DMSCPY602R Enter translation list:', ...typed('Xlpha', 'beta', 'GXMMX')],
  },
  {
    ...{ name: 'PROMPT', line: `${NEW} (specs [prompt]`, then: ['1-2 1', ...TYPED], usual: true },
    gives: [ASKED, ...typed('Al', 'be', 'GA')],
  },
  {
    ...{ name: 'NOPROMPT', line: `${NEW} (specs [noprompt]`, then: ['1-2 1', ...TYPED] },
    gives: typed('Al', 'be', 'GA'),
  },
  {
    ...{ name: 'SINGLE', line: 'copyfile * data a = joined a ([single]' },
    then: ['listfile * joined a (alloc noheader'],
    gives: ['Ready;', 'ONE      JOINED   A1 V          6          4          1', 'Ready;'],
  },
  {
    ...{ name: 'SPECS', line: `${NEW} ([specs]`, then: ['/=/ 1 1-2 3', ...TYPED] },
    gives: [ASKED, ...typed('= Al', '= be', '= GA')],
  },
  {
    ...{ name: 'NOSPECS', line: `${NEW} ([nospecs]`, then: TYPED, usual: true },
    gives: typed('Alpha', 'beta', 'GAMMA'),
  },
];

const PACKED_AGAINST = [
  ...['APPEND', 'EBCDIC', 'LOWCASE', 'LRECL', 'OVLY', 'RECFM', 'SPECS', 'TRANS', 'TRUNC', 'UPCASE'],
];
const bad = (option: string, value: string): readonly [string, number, string] => [
  `${NEW} (${option} ${value}`,
  24,
  `DMSCPY029E Invalid parameter ${value.toUpperCase()} in the option ${option.toUpperCase()} field`,
];
const good = (options: string): readonly [string, number] => [`${NEW} (${options}`, 0];

/** COPYFILE. */
export const COPYFILE_TABLE: OptionTable = {
  title: 'COPYFILE',
  module: 'CPY',
  rules: COPY_OPTIONS,
  options: [
    ...['Type', 'NOType', 'NEWDate', 'OLDDate', 'NEWFile', 'REPlace', 'OVly', 'APpend'],
    ...['FRom=1', 'FOR=1', 'FRLabel=1', 'TOLabel=1', 'RECfm=1', 'LRecl=1', 'TRUnc', 'NOTRUnc'],
    ...['PAck', 'UNPack', 'FIll=1', 'UPcase', 'LOwcase', 'EBcdic', 'TRAns', 'PRompt', 'NOPRompt'],
    ...['SIngle', 'SPecs', 'NOSPecs'],
  ],
  line: 'copyfile none such a new data a',
  world: () => optionWorld(),
  rows: ROWS,
  conflicts: [
    ...[
      ['TYPE', 'NOTYPE'],
      ['PROMPT', 'NOPROMPT'],
      ['SPECS', 'NOSPECS'],
      ['NEWDATE', 'OLDDATE'],
    ],
    ...[
      ['TRUNC', 'NOTRUNC'],
      ['UPCASE', 'LOWCASE'],
      ['FROM', 'FRLABEL'],
      ['FOR', 'TOLABEL'],
    ],
    ['NEWFILE', 'REPLACE', 'OVLY', 'APPEND'],
    ['PACK', 'UNPACK'],
    ...['LRECL', 'RECFM', 'NEWDATE', 'OLDDATE'].map((name) => ['APPEND', name]),
    ...['PACK', 'UNPACK'].flatMap((name) => PACKED_AGAINST.map((other) => [name, other])),
  ],
  // the labels of the two rows are the same
  values: { TOLABEL: 'BET' },
  lines: [
    bad('from', '0'),
    bad('from', 'x'),
    [`${NEW} (from 4`, 32, 'DMSCPY156E FROM 4 not found--file ONE DATA A1 has only 3 records'],
    good('from 3'),
    bad('for', '0'),
    bad('for', '-1'),
    good('for 2147483647'),
    bad('lrecl', '0'),
    bad('lrecl', '65536'),
    good('lrecl 65535'),
    good('recfm f lrecl 65535'),
    bad('recfm', 'u'),
    bad('recfm', 'fb'),
    bad('fill', '**'),
    bad('fill', '5'.repeat(3)),
    good('fill 5c'),
    [`${NEW} (frlabel ab tolabel ab`, 24, 'DMSCPY172E TOLABEL AB equals FRLABEL AB'],
    [`${NEW} (frlabel NO`, 32, 'DMSCPY157E Label NO not found in file ONE DATA A1'],
  ],
};
