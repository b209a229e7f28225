/** The options of the commands that list, rename, erase, compare and type files (CMS Command and Macro Reference). */
import { COMPARE_OPTIONS } from '../../../../src/cms/commands/compare.js';
import { ERASE_OPTIONS } from '../../../../src/cms/commands/erase.js';
import { LISTFILE_OPTIONS } from '../../../../src/cms/commands/listfile.js';
import { RENAME_OPTIONS } from '../../../../src/cms/commands/rename.js';
import { TYPE_OPTIONS } from '../../../../src/cms/commands/type.js';
import type { OptionRow, OptionTable } from './option-row.js';
import { optionWorld } from './option-world.js';

const world = (): ReturnType<typeof optionWorld> => optionWorld();
const ONE = 'listfile one data a';
const row = (
  name: string,
  line: string,
  gives: readonly string[],
  more: Partial<OptionRow> = {},
): OptionRow => ({ name, line, gives, ...more });
const BARE = 'ONE      DATA     A1';
const FULL = `${BARE} V          6          3          1  8/31/25  9:08:07 OWN`;
const HEADING = 'FILENAME FILETYPE FM FORMAT LRECL       RECS     BLOCKS     DATE     TIME LABEL';
/** The list up to this column, with a heading. */
const upTo = (end: number): string[] => [
  HEADING.slice(0, end).trimEnd(),
  FULL.slice(0, end),
  'Ready;',
];
const exec = (...lines: readonly string[]): string[] => ['Ready;', '', ...lines, 'Ready;'];
const EXEC = { then: ['type cms exec a'] };

const LISTFILE_ROWS: readonly OptionRow[] = [
  row('HEADER', `${ONE} ([header]`, ['FILENAME FILETYPE FM', BARE, 'Ready;']),
  row('NOHEADER', `${ONE} (label [noheader]`, [FULL, 'Ready;']),
  row('EXEC', `${ONE} ([exec]`, exec(` &1 &2 ${BARE}`), EXEC),
  row('TRACE', `${ONE} (exec [trace]`, exec('&CONTROL ALL', ` &1 &2 ${BARE}`), EXEC),
  row(
    'ARGS',
    `${ONE} (exec [args]`,
    exec(` &1 &2 ${BARE} &3 &4 &5 &6 &7 &8 &9 &10 &11 &12 &13 &14 &15`),
    EXEC,
  ),
  row('APPEND', `${ONE} (exec [append]`, exec(' &1 &2 TWO      DATA     A1', ` &1 &2 ${BARE}`), {
    first: ['listfile two data a (exec'],
    ...EXEC,
  }),
  // what is stacked is typed next: EXECs of these names run
  row('STACK', 'listfile * exec a (fname [stack]', [
    'Ready;',
    'ONE runs',
    'Ready;',
    'TWO runs',
    'Ready;',
  ]),
  row('FIFO', 'listfile * exec a (fname [fifo]', [
    'Ready;',
    'ONE runs',
    'Ready;',
    'TWO runs',
    'Ready;',
  ]),
  row('LIFO', 'listfile * exec a (fname [lifo]', [
    'Ready;',
    'TWO runs',
    'Ready;',
    'ONE runs',
    'Ready;',
  ]),
  row('LIFO', 'listfile * exec a (fname stack [lifo]', [
    ...['Ready;', 'TWO runs', 'Ready;', 'ONE runs', 'Ready;'],
  ]),
  row('XEDIT', `${ONE} ([xedit]`, [
    'DMSLST688E XEDIT option only valid from XEDIT environment',
    'Ready(00024);',
  ]),
  row('FNAME', `${ONE} ([fname]`, ['ONE', 'Ready;']),
  row('FTYPE', `${ONE} ([ftype] fname`, ['ONE      DATA', 'Ready;']),
  row('FMODE', `${ONE} ([fmode] ftype`, [BARE, 'Ready;']),
  row('FORMAT', `${ONE} ([format]`, upTo(33)),
  row('ALLOC', `${ONE} ([alloc]`, upTo(55)),
  row('DATE', `${ONE} ([date]`, upTo(73)),
  row('LABEL', `${ONE} ([label]`, upTo(80)),
  row('TOTAL', 'listfile * data a ([total]', ['2 FILES 2 BLOCKS', 'Ready;']),
  row('BLOCKS', 'listfile * data a ([blocks]', ['2 FILES 2 BLOCKS', 'Ready;']),
  row('STEM', `${ONE} ([stem x.]`, [
    'DMSLST686E This option is for REXX programs only',
    'Ready(00036);',
  ]),
  row('SHORTDATE', `${ONE} (date [shortdate]`, upTo(73), { usual: true }),
  row('FULLDATE', `${ONE} (date noheader [fulldate]`, [
    `${FULL.slice(0, 55)}  8/31/2025  9:08:07`,
    'Ready;',
  ]),
  row('ISODATE', `${ONE} (date noheader [isodate]`, [
    `${FULL.slice(0, 55)} 2025-08-31  9:08:07`,
    'Ready;',
  ]),
  row('VMDATE', `${ONE} (date noheader [vmdate]`, [
    `${FULL.slice(0, 55)} 2025-08-31  9:08:07`,
    'Ready;',
  ]),
];

const PAIR = 'compare one data a two data a';
const typed = (...lines: readonly string[]): string[] => ['', ...lines, 'Ready;'];
const MACROS = ['copyfile bcd cards a mine copy a', 'maclib gen mine mine'];

/** LISTFILE, RENAME, ERASE, COMPARE and TYPE. */
export const FILE_TABLES: readonly OptionTable[] = [
  {
    ...{ title: 'LISTFILE', module: 'LST', rules: LISTFILE_OPTIONS, world, rows: LISTFILE_ROWS },
    options: [
      ...['Header', 'NOHeader', 'EXec', 'TRace', 'ARgs', 'APpend', 'STACK', 'FIFO', 'LIFO'],
      ...['Xedit', 'FName', 'FType', 'FMode', 'FOrmat', 'ALloc', 'Date', 'Label', 'TOTal'],
      ...['BLocks', 'STEM=1', 'SHORTdate', 'FULLdate', 'ISOdate', 'VMDate'],
    ],
    line: 'listfile none such a',
    conflicts: [
      ['HEADER', 'NOHEADER'],
      ['SHORTDATE', 'FULLDATE', 'ISODATE', 'VMDATE'],
      ...['EXEC', 'APPEND', 'TRACE', 'ARGS'].flatMap((one) =>
        ['STACK', 'FIFO', 'LIFO', 'XEDIT', 'STEM'].map((other) => [one, other]),
      ),
      ...['STACK', 'FIFO', 'LIFO'].flatMap((one) => ['XEDIT', 'STEM'].map((other) => [one, other])),
      ['FIFO', 'LIFO'],
      ['XEDIT', 'STEM'],
    ],
    lines: [['listfile * * a more', 24, 'DMSLST070E Invalid parameter MORE']],
  },
  {
    ...{ title: 'RENAME', module: 'RNM', rules: RENAME_OPTIONS, world },
    options: ['Type', 'NOType', 'UPdirt', 'NOUPdirt'],
    line: 'rename none such a new data a',
    rows: [
      row('TYPE', 'rename * data a = text a ([type]', ['ONE TEXT A1', 'TWO TEXT A1', 'Ready;']),
      row('NOTYPE', 'rename * data a = text a ([notype]', ['Ready;'], { usual: true }),
      // the directory is written after each command whatever is said
      row('UPDIRT', 'rename one data a new data a ([updirt]', ['Ready;'], { usual: true }),
      row('NOUPDIRT', 'rename one data a new data a ([noupdirt]', ['Ready;'], { usual: true }),
    ],
    conflicts: [
      ['TYPE', 'NOTYPE'],
      ['UPDIRT', 'NOUPDIRT'],
    ],
  },
  {
    ...{ title: 'ERASE', module: 'ERS', rules: ERASE_OPTIONS, world },
    options: ['Type', 'NOType', 'NOPRompt'],
    line: 'erase none such a',
    rows: [
      row('TYPE', 'erase one data a ([type]', ['ONE DATA A1', 'Ready;']),
      row('NOTYPE', 'erase * data a ([notype]', ['Ready;']),
      row('NOPROMPT', 'erase one data a ([noprompt]', ['Ready;'], { usual: true }),
    ],
    conflicts: [['TYPE', 'NOTYPE']],
  },
  {
    ...{ title: 'COMPARE', module: 'CMP', rules: COMPARE_OPTIONS, world },
    options: ['COL=1'],
    line: 'compare none such a two data a',
    rows: [
      row(
        'COL',
        `compare one data a new data a ([col 2-5]`,
        ['DMSCMP179I Comparing ONE DATA A1 with NEW DATA A1', 'Ready;'],
        {
          first: ['copyfile one data a new data a (specs', '/X/ 1 2-6 2'],
        },
      ),
    ],
    conflicts: [],
    lines: [
      [`${PAIR} (col 0`, 24, 'DMSCMP029E Invalid parameter 0 in the option COL field'],
      [`${PAIR} (col x-2`, 24, 'DMSCMP029E Invalid parameter X-2 in the option COL field'],
      [`${PAIR} (col 3-2`, 24, 'DMSCMP211E Column fields out of sequence'],
      [`${PAIR} (col 7`, 24, 'DMSCMP009E Column 7 exceeds record length'],
    ],
  },
  {
    ...{ title: 'TYPE', module: 'TYP', rules: TYPE_OPTIONS, world },
    options: ['HEX', 'COL=1', 'MEMBER=1', 'NUM'],
    line: 'type none such a',
    rows: [
      row('HEX', 'type two data a ([hex]', ['', 'RECORD 1 LENGTH= 5', '848593A3 81', '', 'Ready;']),
      row('COL', 'type one data a ([col 2-3]', typed('lp', 'et', 'AM')),
      row('MEMBER', 'type mine maclib a ([member mine]', typed('A%B<'), { first: MACROS }),
      row('NUM', 'type one data a ([num]', typed('00001 Alpha', '00002 beta', '00003 GAMMA')),
    ],
    conflicts: [],
    lines: [
      ['type two data a (col 0', 24, 'DMSTYP029E Invalid parameter 0 in the option COL field'],
      ['type two data a (col 5-4', 24, 'DMSTYP211E Column fields out of sequence'],
      ['type two data a (member x', 32, 'DMSTYP033E File TWO DATA A1 is not a library'],
      ['type two data a 2', 24, 'DMSTYP049E Invalid line number 2'],
    ],
  },
];
