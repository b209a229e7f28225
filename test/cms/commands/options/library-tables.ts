/** The options of MACLIB, TXTLIB and LOADLIB (CMS Command and Macro Reference): where the map of a library goes, and more. */
import { MAP_OPTIONS } from '../../../../src/cms/commands/library-map.js';
import { COPY_OPTIONS } from '../../../../src/cms/loader/loadlib.js';
import { FILENAME } from '../../../../src/cms/loader/txtlib.js';
import type { GuestRig } from '../../../support/guest-rig.js';
import { macroProgram } from '../../../support/macro-program.js';
import type { OptionRow, OptionTable } from './option-row.js';
import { optionWorld, paper } from './option-world.js';

/** A library, and its map. */
interface Library {
  readonly module: string;
  /** What makes it. */
  readonly first: readonly string[];
  readonly map: string;
  readonly lines: readonly string[];
  /** Where the map goes when nothing is said. */
  readonly usual: 'TERM' | 'DISK' | undefined;
}

const PROGRAM = macroProgram('MAIN', ' LA 15,0', ' BR 14');
/** Names that stand first in lines of a map are EXECs: what is stacked is typed next. */
const RUN: readonly string[] = ['MACRO', 'ENTRY', 'MEMBER', 'BCD', 'MAIN', '1'];

function world(): GuestRig {
  const execs = RUN.map((name) => ({
    ...{ name, type: 'EXEC' },
    lines: ['/* */', `say "${name}" arg(1)`],
  }));
  return optionWorld([PROGRAM, ...execs]);
}

function mapRows({ module, first, map, lines, usual }: Library): readonly OptionRow[] {
  const row = (
    name: string,
    gives: readonly string[],
    more: Partial<OptionRow> = {},
  ): OptionRow => ({
    ...{ name, line: `${map} ([${name.toLowerCase()}]`, first, gives },
    ...(usual === name ? { usual: true } : {}),
    ...more,
  });
  /** EXECs say the lines by which they are called. */
  const spaced = (all: readonly string[]): string[] => [
    'Ready;',
    ...all.flatMap((line) => [line, 'Ready;']),
  ];
  const words = lines.join(' ').match(/\w+/g);
  return [
    row('TERM', [...lines, 'Ready;']),
    row('DISK', ['Ready;', '', ...lines, 'Ready;'], { then: ['type mine map a'] }),
    row('PRINT', ['Ready;'], { also: paper, shows: words }),
    row('STACK', spaced(lines)),
    row('FIFO', spaced(lines)),
    row('LIFO', spaced([...lines].reverse())),
    { ...row('LIFO', spaced([...lines].reverse())), line: `${map} (stack [lifo]` },
    row('XEDIT', [
      `DMS${module}688E XEDIT option only valid from XEDIT environment`,
      'Ready(00024);',
    ]),
  ];
}

const OPTIONS = ['TErm', 'DIsk', 'PRint', 'STACK', 'FIFO', 'LIFO', 'XEDIT'];
const CONFLICTS = [
  ...['STACK', 'FIFO', 'LIFO'].map((order) => ['TERM', 'DISK', 'PRINT', order, 'XEDIT']),
  ['FIFO', 'LIFO'],
];

const MACLIB: Library = {
  ...{ module: 'LBM', map: 'maclib map mine', usual: 'DISK' },
  first: ['copyfile bcd cards a bcd copy a', 'maclib gen mine bcd'],
  lines: ['MACRO     INDEX   SIZE', 'BCD           2      1'],
};
const TXTLIB: Library = {
  ...{ module: 'LBT', map: 'txtlib map mine', usual: 'DISK' },
  first: ['txtlib gen mine main'],
  lines: ['ENTRY     INDEX', 'MAIN          2', '1 ENTRIES IN LIBRARY'],
};
const LOADLIB: Library = {
  ...{ module: 'UTL', map: 'loadlib list mine', usual: 'DISK' },
  first: ['lked main (libe mine'],
  lines: ['MEMBER     INDEX   SIZE   ENTRY  LENGTH', 'MAIN           2      3  000000  000008'],
};
const COPY = 'loadlib copy from loadlib a mine loadlib a';
const COPY_FIRST = ['lked main (libe from', 'lked main (libe mine'];

/** MACLIB, TXTLIB and LOADLIB. */
export const LIBRARY_TABLES: readonly OptionTable[] = [
  {
    ...{ title: 'MACLIB MAP', module: 'LBM', rules: MAP_OPTIONS, options: OPTIONS, world },
    ...{ line: 'maclib map none', rows: mapRows(MACLIB), conflicts: CONFLICTS },
    lines: [['maclib gen new bcd (term', 24, 'DMSLBM003E Invalid option: TERM']],
  },
  {
    ...{ title: 'TXTLIB MAP', module: 'LBT', rules: MAP_OPTIONS, options: OPTIONS, world },
    ...{ line: 'txtlib map none', rows: mapRows(TXTLIB), conflicts: CONFLICTS },
    lines: [
      ['txtlib map none (filename', 24, 'DMSLBT003E Invalid option: FILENAME'],
      ['txtlib del none main (term', 24, 'DMSLBT003E Invalid option: TERM'],
    ],
  },
  {
    ...{ title: 'TXTLIB GEN', module: 'LBT', rules: FILENAME, options: ['FILename'], world },
    line: 'txtlib gen new none',
    rows: [
      {
        ...{ name: 'FILENAME', line: 'txtlib gen new renamed ([filename]' },
        first: ['copyfile main text a renamed text a'],
        then: ['txtlib map new (term'],
        gives: [
          'Ready;',
          'ENTRY     INDEX',
          'RENAMED       2',
          'MAIN          2',
          '2 ENTRIES IN LIBRARY',
          'Ready;',
        ],
      },
    ],
    conflicts: [],
    lines: [['txtlib gen new main (term', 24, 'DMSLBT003E Invalid option: TERM']],
  },
  {
    ...{ title: 'LOADLIB LIST', module: 'UTL', rules: MAP_OPTIONS, options: OPTIONS, world },
    ...{ line: 'loadlib list none', rows: mapRows(LOADLIB), conflicts: CONFLICTS },
    lines: [['loadlib list none (replace', 24, 'DMSUTL003E Invalid option: REPLACE']],
  },
  {
    ...{ title: 'LOADLIB COPY', module: 'UTL', world },
    rules: [...MAP_OPTIONS, ...COPY_OPTIONS],
    options: [...OPTIONS, 'REPlace', 'MODify'],
    line: 'loadlib copy none loadlib a mine loadlib a',
    rows: [
      ...mapRows({ ...LOADLIB, map: `${COPY} `.trimEnd(), usual: undefined }).map((one) => ({
        ...one,
        first: ['lked main (libe from'],
      })),
      {
        ...{ name: 'REPLACE', line: `${COPY} ([replace]`, first: COPY_FIRST, gives: ['Ready;'] },
      },
      {
        ...{ name: 'MODIFY', line: `${COPY} ([modify]`, first: ['lked main (libe from'] },
        ...{
          then: ['SELECT MAIN', ''],
          gives: ['DMSUTL706I Terminal input -- type null line for end of data', 'Ready;'],
        },
      },
    ],
    conflicts: CONFLICTS,
  },
];
