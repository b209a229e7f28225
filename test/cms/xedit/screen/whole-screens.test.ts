/** Whole screens of XEDIT, cell by cell: characters, colours, attributes and the cursor, at the sizes of terminals. */
import { expect } from 'chai';
import { newEditFile } from '../../../../src/cms/xedit/edit-file.js';
import { newEditor } from '../../../../src/cms/xedit/editor.js';
import { runWhole } from '../../../support/xedit-cases.js';
import { looksOf } from '../../../support/xedit-looks.js';

const SCALE = '|...+....1....+....2....+....3....+....4....+....5....+....6....+....7...';
const POEM = ['Roses are red', 'violets are blue', 'cards are punched', 'and sent to you'];

interface Screen {
  readonly size: readonly [rows: number, columns: number];
  readonly enter: readonly string[];
  /** Rows from 1 that show something; the others are one protected field without a colour. */
  readonly rows: Readonly<Record<number, readonly [text: string, look: string]>>;
  readonly cursor: readonly [row: number, column: number];
}

const STATUS = ' X E D I T  1 File';
/** The two rows of the command line. */
const command = (rows: number, columns: number, status = STATUS): Screen['rows'] => ({
  [rows - 1]: [' ====> ·', `+b5 G${String(columns - 7)}`],
  [rows]: [`${' '.repeat(columns - 21)}${status}`, `~G${String(columns - 21)} +b20`],
});
const id = (line: number, columns = 80): readonly [string, string] => [
  ` POEM     DATA     A1  F 80  Trunc=80 Size=4 Line=${String(line)} Col=1 Alt=0`,
  `+b${String(columns - 1)}`,
];
const quiet = (columns = 80): readonly [string, string] => ['', `+r${String(columns - 1)}`];
const line = (text: string, look = 'G73'): readonly [string, string] => [
  ` ===== ${text}`,
  `G5 ${look}`,
];
const TOP = '* * * Top of File * * *';
const END = '* * * End of File * * *';

const SCREENS: Readonly<Record<string, Screen>> = {
  'ALL: a shadow line in place of what is not displayed': {
    size: [24, 80],
    enter: [':1', 'all /are/'],
    rows: {
      1: id(1),
      2: quiet(),
      11: line(TOP, '+b73'),
      12: line('Roses are red', '+W73'),
      13: [`       ${SCALE}`, '+b79'],
      14: line('violets are blue'),
      15: line('cards are punched'),
      16: line(`${'-'.repeat(20)} 1 line(s) not displayed ${'-'.repeat(20)}`, 'b73'),
      17: line(END, '+b73'),
      ...command(24, 80),
    },
    cursor: [22, 7],
  },
  'the current line anywhere, reserved lines, several messages over the file': {
    size: [24, 80],
    enter: [
      ...['set curline 5', 'set reserved 3 yellow underline high Press a key'],
      ...['set reserved -3 red revvideo nohigh Down here', ':3', 'set tabline on 4'],
      ...['set scale on 8', 'set msgline on 2 3 overlay', 'msg one', 'msg two'],
    ],
    rows: {
      1: id(3),
      2: [' one', '+r79'],
      3: [' two', '+r79'],
      4: [`       T   T    T    T    T    T    T    T    T    T    T    T    T    T    T`, '+b79'],
      5: line('cards are punched', '+W73'),
      6: line('and sent to you'),
      7: line(END, '+b73'),
      8: [`       ${SCALE}`, '+b79'],
      22: [' Down here', '#r79'],
      ...command(24, 80),
    },
    cursor: [22, 7],
  },
  'a reserved line in its look': {
    size: [43, 80],
    enter: [
      'set reserved 3 yellow underline high Press a key',
      'set curline m',
      'set scale off',
      ':1',
    ],
    rows: {
      1: id(1),
      2: quiet(),
      3: [' Press a key', '_+y79'],
      21: line(TOP, '+b73'),
      22: line('Roses are red', '+W73'),
      23: line('violets are blue'),
      24: line('cards are punched'),
      25: line('and sent to you'),
      26: line(END, '+b73'),
      ...command(43, 80),
    },
    cursor: [41, 7],
  },
  'numbers at the right, without zeros, on a wide terminal': {
    size: [27, 132],
    enter: ['set prefix nulls right', 'set number on', ':2'],
    rows: {
      1: id(2, 132),
      2: quiet(132),
      12: [` ${TOP.padEnd(125)} ${'0'.padStart(5)}`, '+b125 G5'],
      13: [` ${'Roses are red'.padEnd(125)} ${'1'.padStart(5)}`, 'G125 G5'],
      14: [` ${'violets are blue'.padEnd(125)} ${'2'.padStart(5)}`, '+W125 G5'],
      15: [
        ' |...+....1....+....2....+....3....+....4....+....5....+....6....+....7....+....T....+....9....+....0....+....1....+....2....+',
        '+b131',
      ],
      16: [` ${'cards are punched'.padEnd(125)} ${'3'.padStart(5)}`, 'G125 G5'],
      17: [` ${'and sent to you'.padEnd(125)} ${'4'.padStart(5)}`, 'G125 G5'],
      18: [` ${END.padEnd(125)} ${'5'.padStart(5)}`, '+b125 G5'],
      ...command(27, 132),
    },
    cursor: [25, 7],
  },
  'input mode: the zone below the current line': {
    size: [32, 80],
    enter: [':2', 'input'],
    rows: {
      1: id(2),
      2: [' DMSXMD573I Input mode:', '+r79'],
      14: [`       ${TOP}`, '.5 +b73'],
      15: ['       Roses are red·', '.5 G73'],
      16: ['       violets are blue·', '.5 +W73'],
      17: [`       ${SCALE}`, '+b79'],
      ...Object.fromEntries(
        Array.from({ length: 13 }, (_, i) => [18 + i, ['       ·', '.5 G73'] as const]),
      ),
      31: [' ====> * * * Input Zone * * *·', '+b5 .73'],
      32: [`${' '.repeat(59)} Input-mode 1 File`, '~.59 +b20'],
    },
    cursor: [17, 7],
  },
  'VERIFY HEX beside characters, the command line at the top, no prefix area': {
    size: [24, 80],
    enter: ['set verify hex 1 10 1 20', ':2', 'set cmdline top', 'set prefix off'],
    rows: {
      1: id(2),
      2: [' ====> ·', '+b5 G73'],
      10: [` ${TOP}`, '+b79'],
      11: [' D996A285A24081998540Roses are red', 'G79'],
      12: [' A589969385A3A2408199violets are blue', '+W79'],
      13: [' ||......++........11|...+....1....+....2', '+b79'],
      14: [' 83819984A24081998540cards are punched', 'G79'],
      15: [' 81958440A28595A340A3and sent to you', 'G79'],
      16: [` ${END}`, '+b79'],
    },
    cursor: [1, 7],
  },
  'power typing: one field': {
    size: [24, 80],
    enter: ['powerinp'],
    rows: {
      1: id(0),
      2: quiet(),
      3: [' ·', 'G79'],
      ...Object.fromEntries(Array.from({ length: 20 }, (_, i) => [4 + i, ['·', '~G80'] as const])),
      24: [' * * * Power Typing * * *', '+b79'],
    },
    cursor: [2, 1],
  },
  'one colour for all, a range without its edges': {
    size: [24, 80],
    enter: [
      'set color * pink blink',
      'set tofeof off',
      'set cmdline bottom',
      'set range :2 :3',
      'top',
    ],
    rows: {
      1: [id(1)[0], '!+p79'],
      2: ['', '!+p79'],
      12: [' =====', '!P5 !+p73'],
      13: [`       ${SCALE}`, '!+p79'],
      14: [' ===== violets are blue', '!P5 !P73'],
      15: [' ===== cards are punched', '!P5 !P73'],
      16: [' =====', '!P5 !+p73'],
      24: [' ====> ·', '!+p5 !P73'],
    },
    cursor: [23, 7],
  },
};

describe('A screen of XEDIT, cell by cell', () => {
  for (const [title, { size, enter, rows: given, cursor }] of Object.entries(SCREENS)) {
    it(`${String(size[0])} by ${String(size[1])}: ${title}`, () => {
      const [rows, columns] = size;
      const file = newEditFile(['POEM', 'DATA', 'A1'], 'F', 80, POEM);
      const session = newEditor(file, { rows, columns });
      for (const one of enter) {
        const { rc } = runWhole(session, one);
        expect(rc, one).to.be.within(0, 1);
      }
      const shown = looksOf(session);
      const blank = ['', `.${String(columns - 1)}`] as const;
      for (const [i, { text, look }] of shown.rows.entries()) {
        expect([text, look], `row ${String(i + 1)}`).to.deep.equal(given[i + 1] ?? blank);
      }
      expect(shown.cursor).to.deep.equal(cursor);
    });
  }
});
