/** LISTFILE with all that it tells and all ways of telling it, COMPARE, SORT, and members for TYPE. */
import { expect } from 'chai';
import fc from 'fast-check';
import { fromEbcdic } from '../../../src/shared/ebcdic.js';
import { fileCommands } from '../../../src/cms/commands/command-list.js';
import { buildDisk, type SourceFile } from '../../../src/cms/files/build-disk.js';
import { findEntry } from '../../../src/cms/files/directory.js';
import { mountVolume } from '../../../src/cms/files/mount.js';
import { readRecords } from '../../../src/cms/files/reader.js';
import { takeStacked } from '../../../src/cms/program-stack.js';
import {
  fakeGuest,
  runCommand,
  type FakeGuest,
  type Outcome,
} from '../../support/command-harness.js';
import { memoryDisk } from '../../support/memory-disk.js';

const now = { year: 2026, month: 2, day: 3, hour: 4, minute: 5, second: 6 };
const files: readonly SourceFile[] = [
  { name: 'ONE', type: 'DATA', lines: ['alpha', 'beta', 'gamma'] },
  { name: 'TWO', type: 'DATA', lines: ['alpha', 'Beta', 'gamma'] },
  { name: 'MORE', type: 'DATA', lines: ['alpha', 'beta', 'gamma', 'delta'] },
  { name: 'FIXED', type: 'CARDS', lines: ['30 c', '10 b', '20 a', '10 a'], fixedLength: 80 },
  { name: 'SHORT', type: 'CARDS', lines: ['x'], fixedLength: 4 },
  { name: 'A', type: 'MACRO', lines: ['         MACRO', '         AA', '         MEND'] },
  { name: 'B', type: 'MACRO', lines: ['         MACRO', '         BB', '         MEND'] },
];

function guest(...input: readonly string[]): FakeGuest {
  const g = fakeGuest({
    A: memoryDisk(0x191, buildDisk(4000, 1024, 'ALI191', files, now)),
    R: memoryDisk(0x192, buildDisk(400, 1024, 'ALI192', files.slice(0, 1), now), true),
  });
  g.input.push(...input);
  return g;
}

const run = (g: FakeGuest, line: string): Outcome => runCommand(g, fileCommands, line);

function text(g: FakeGuest, name: string, type: string): string[] {
  const disk = g.disks.get(0x191)!;
  const volume = mountVolume(disk)!;
  const entry = findEntry(volume, name, type)!;
  return readRecords(volume, disk, entry).map((record) => fromEbcdic(record).trimEnd());
}

describe('LISTFILE', () => {
  const one: readonly (readonly [string, readonly string[]])[] = [
    ['(FNAME', ['ONE']],
    ['(FTYPE', ['ONE      DATA']],
    ['(FMODE', ['ONE      DATA     A1']],
    ['(FORMAT NOHEADER', ['ONE      DATA     A1 V          5']],
    ['(ALLOC NOH', ['ONE      DATA     A1 V          5          3          1']],
    ['(DATE NOH', ['ONE      DATA     A1 V          5          3          1  2/03/26  4:05:06']],
    [
      '(LABEL NOH',
      ['ONE      DATA     A1 V          5          3          1  2/03/26  4:05:06 ALI191'],
    ],
    [
      '(DATE ISODATE',
      [
        'FILENAME FILETYPE FM FORMAT LRECL       RECS     BLOCKS       DATE     TIME',
        'ONE      DATA     A1 V          5          3          1 2026-02-03  4:05:06',
      ],
    ],
    [
      '(LABEL FULLDATE NOH',
      ['ONE      DATA     A1 V          5          3          1  2/03/2026  4:05:06 ALI191'],
    ],
    [
      '(DATE VMD NOH',
      ['ONE      DATA     A1 V          5          3          1  2/03/26  4:05:06'],
    ],
    ['(ISO', ['ONE      DATA     A1']],
    ['(FN HEADER', ['FILENAME', 'ONE']],
    ['(FORMAT', ['FILENAME FILETYPE FM FORMAT LRECL', 'ONE      DATA     A1 V          5']],
    ['(TOTAL', ['1 FILES 1 BLOCKS']],
  ];
  for (const [options, lines] of one) {
    it(`tells with ${options}`, () => {
      expect(run(guest(), `LISTFILE ONE DATA A ${options}`)).to.deep.equal({ rc: 0, lines });
    });
  }

  it('makes an EXEC, adds to it, with arguments and a trace', () => {
    const g = guest();
    expect(run(g, 'LISTFILE T* DATA A (EXEC')).to.deep.equal({ rc: 0, lines: [] });
    expect(text(g, 'CMS', 'EXEC')).to.deep.equal([' &1 &2 TWO      DATA     A1']);
    expect(run(g, 'LISTFILE O* DATA A (APPEND LABEL').rc).to.equal(0);
    expect(text(g, 'CMS', 'EXEC')).to.deep.equal([
      ' &1 &2 TWO      DATA     A1',
      ' &1 &2 ONE      DATA     A1 V          5          3          1  2/03/26  4:05:06',
    ]);
    expect(run(g, 'LISTFILE M* DATA A (EXEC TRACE ARGS').rc).to.equal(0);
    expect(text(g, 'CMS', 'EXEC')).to.deep.equal([
      '&CONTROL ALL',
      ' &1 &2 MORE     DATA     A1 &3 &4 &5 &6 &7 &8 &9 &10 &11 &12 &13 &14 &15',
    ]);
    // nothing found: the EXEC stays as it was
    expect(run(g, 'LISTFILE NONE * A (EXEC').rc).to.equal(28);
    expect(text(g, 'CMS', 'EXEC')).to.have.length(2);
  });

  it('stacks in either order', () => {
    const g = guest();
    expect(run(g, 'LISTFILE * DATA A (STACK FNAME').rc).to.equal(0);
    expect(run(g, 'LISTFILE * CARDS A (LIFO FNAME').rc).to.equal(0);
    const all = Array.from({ length: 5 }, () => takeStacked(g.cms.stack));
    expect(all).to.deep.equal(['SHORT', 'FIXED', 'MORE', 'ONE', 'TWO']);
  });

  const refused: readonly (readonly [string, number, string])[] = [
    ['* * A (XEDIT', 24, '688E XEDIT option only valid from XEDIT environment'],
    ['* * A (EXEC STACK', 24, '066E EXEC and STACK are conflicting options'],
    ['* * A (APPEND LIFO', 24, '066E APPEND and LIFO are conflicting options'],
    ['A B C D', 24, '070E Invalid parameter D'],
  ];
  for (const [line, rc, message] of refused) {
    it(`refuses ${line}`, () => {
      expect(run(guest(), `LISTFILE ${line}`)).to.deep.equal({ rc, lines: [`DMSLST${message}`] });
    });
  }

  it('makes no EXEC on a disk that is only read', () => {
    const g = fakeGuest({ A: memoryDisk(0x191, buildDisk(400, 1024, 'X', files, now), true) });
    expect(run(g, 'LISTFILE * * A (EXEC')).to.deep.equal({
      rc: 36,
      lines: ['DMSLST037E Filemode A(191) is accessed as read/only'],
    });
  });
});

describe('COMPARE', () => {
  const head = (a: string, b: string): string => `DMSCMP179I Comparing ${a} with ${b}`;
  const cases: readonly (readonly [string, number, readonly string[]])[] = [
    ['ONE DATA A ONE DATA R', 0, [head('ONE DATA A1', 'ONE DATA R1')]],
    [
      'ONE DATA A TWO DATA A',
      4,
      [head('ONE DATA A1', 'TWO DATA A1'), 'beta', 'Beta', 'DMSCMP209W Files do not compare'],
    ],
    ['ONE DATA A TWO DATA A (COL 2-5', 0, [head('ONE DATA A1', 'TWO DATA A1')]],
    [
      'MORE DATA A ONE DATA A',
      40,
      [head('MORE DATA A1', 'ONE DATA A1'), 'DMSCMP010E Premature EOF on file ONE DATA A1'],
    ],
    ['ONE DATA A FIXED CARDS A', 32, ['DMSCMP011E Conflicting file formats']],
    ['SHORT CARDS A FIXED CARDS A', 32, ['DMSCMP011E Conflicting file formats']],
    ['ONE DATA A ONE DATA A', 24, ['DMSCMP019E Identical fileids']],
    ['ONE DATA A ONE DATA *', 24, ['DMSCMP019E Identical fileids']],
    ['ONE DATA A NONE SUCH A', 28, ['DMSCMP002E File NONE SUCH A not found']],
    ['ONE DATA A', 24, ['DMSCMP054E Incomplete fileid specified']],
    ['', 24, ['DMSCMP042E No fileid specified']],
    ['ONE DATA A TWO DATA A X', 24, ['DMSCMP070E Invalid parameter X']],
    ['ONE DATA A TWO DATA Q', 36, ['DMSCMP069E Filemode Q not accessed']],
    ['ONE DATA A TWO DATA A (COL 9-10', 24, ['DMSCMP009E Column 9 exceeds record length']],
    ['ONE DATA A TWO DATA A (COL 5-2', 24, ['DMSCMP211E Column fields out of sequence']],
    [
      'ONE DATA A TWO DATA A (COL X',
      24,
      ['DMSCMP029E Invalid parameter X in the option COL field'],
    ],
    ['ONE DATA A TWO DATA A (COL', 24, ['DMSCMP050E Parameter missing after COL']],
    ['ONE DATA A TWO DATA A (BAD', 24, ['DMSCMP003E Invalid option: BAD']],
  ];
  for (const [line, rc, lines] of cases) {
    it(`says rc ${rc} to ${line}`, () => {
      expect(run(guest(), `COMPARE ${line}`)).to.deep.equal({ rc, lines });
    });
  }
});

describe('SORT', () => {
  const ask = 'DMSSRT604R Enter sort fields:';
  it('sorts by columns, the first ones first', () => {
    const g = guest('1 2 4 4');
    expect(run(g, 'SORT FIXED CARDS A SORTED CARDS A')).to.deep.equal({ rc: 0, lines: [ask] });
    expect(text(g, 'SORTED', 'CARDS')).to.deep.equal(['10 a', '10 b', '20 a', '30 c']);
    g.input.push('4-4');
    expect(run(g, 'SORT FIXED CARDS A LETTERS = =').rc).to.equal(0);
    // equal ones keep their order
    expect(text(g, 'LETTERS', 'CARDS')).to.deep.equal(['20 a', '10 a', '10 b', '30 c']);
  });

  const refused: readonly (readonly [string, string, number, string])[] = [
    ['', '', 24, '042E No fileid specified'],
    ['FIXED CARDS A', '', 24, '054E Incomplete fileid specified'],
    ['FIXED CARDS A X Y A Z', '', 24, '070E Invalid parameter Z'],
    ['FIXED CARDS A X Y A (Z', '', 24, '003E Invalid option: Z'],
    ['NONE SUCH A X Y A', '', 28, '002E File NONE SUCH A not found'],
    ['ONE DATA A X Y A', '', 32, '034E File ONE DATA A1 is not fixed length'],
    ['FIXED CARDS A = = A', '', 24, '019E Identical fileids'],
    ['FIXED CARDS A ONE DATA A', '', 28, '024E File ONE DATA A already exists'],
    ['FIXED CARDS A X Y R', '', 36, '037E Filemode R(192) is accessed as read/only'],
    ['FIXED CARDS Q X Y A', '', 36, '069E Filemode Q not accessed'],
    ['FIXED CARDS A * Y A', '', 20, '062E Invalid character * in fileid * Y A'],
    ['FIXED CARDS A X Y A', ' ', 40, '063E No sort list entered'],
    ['FIXED CARDS A X Y A', '1', 24, '053E Invalid sort field pair defined'],
    ['FIXED CARDS A X Y A', '1 a', 24, '053E Invalid sort field pair defined'],
    ['FIXED CARDS A X Y A', '5 2', 24, '053E Invalid sort field pair defined'],
    ['FIXED CARDS A X Y A', '1 81', 24, '009E Column 81 exceeds record length'],
  ];
  for (const [line, fields, rc, message] of refused) {
    it(`refuses ${line} / ${fields}`, () => {
      const outcome = run(guest(fields), `SORT ${line}`);
      expect([outcome.rc, outcome.lines.at(-1)]).to.deep.equal([rc, `DMSSRT${message}`]);
    });
  }

  it('sorts at random as a model does, in small steps', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[A-D]{1,6}$/), { minLength: 1, maxLength: 3000 }),
        (lines) => {
          const file = { name: 'RAW', type: 'DATA', lines, fixedLength: 6 };
          const g = fakeGuest({ A: memoryDisk(0x191, buildDisk(4000, 1024, 'A', [file], now)) });
          g.input.push('2 3 1 1');
          expect(run(g, 'SORT RAW DATA A SORTED DATA A').rc).to.equal(0);
          const key = (line: string): string => line.padEnd(6).slice(1, 3) + line.charAt(0);
          // blanks sort before letters in both codes
          const model = [...lines].sort((a, b) => (key(a) < key(b) ? -1 : Number(key(a) > key(b))));
          expect(text(g, 'SORTED', 'DATA')).to.deep.equal(model);
          expect(g.longest).to.be.at.most(2000);
        },
      ),
      { seed: 3, numRuns: 20 },
    );
  });

  it('refuses more than it sorts in storage', () => {
    const records = Array.from({ length: 300 }, () => new Uint8Array(60_000));
    const file = { name: 'RAW', type: 'DATA', records, fixedLength: 60_000 };
    const g = fakeGuest({ A: memoryDisk(0x191, buildDisk(40_000, 4096, 'A', [file], now)) });
    expect(run(g, 'SORT RAW DATA A X DATA A').lines).to.deep.equal([
      'DMSSRT212E Maximum number of records exceeded',
    ]);
  });
});

describe('TYPE of members', () => {
  it('shows one, some lines of one, or all', () => {
    const g = guest();
    expect(run(g, 'MACLIB GEN MINE A B').rc).to.equal(0);
    const a = ['         MACRO', '         AA', '         MEND'];
    const b = ['         MACRO', '         BB', '         MEND'];
    expect(run(g, 'TYPE MINE MACLIB A (MEMBER BB').lines).to.deep.equal(['', ...b]);
    expect(run(g, 'TYPE MINE MACLIB A 2 2 (MEMBER AA').lines).to.deep.equal(['', a[1]!]);
    expect(run(g, 'TYPE MINE MACLIB A (MEMBER *').lines).to.deep.equal(['', ...a, ...b]);
    expect(run(g, 'TYPE MINE MACLIB A (MEMBER CC')).to.deep.equal({
      rc: 32,
      lines: ['DMSTYP013E Member CC not found in library MINE MACLIB A1'],
    });
    expect(run(g, 'TYPE MINE MACLIB A 4 (MEMBER AA').lines).to.deep.equal([
      'DMSTYP049E Invalid line number 4',
    ]);
    expect(run(g, 'TYPE ONE DATA A (MEMBER AA')).to.deep.equal({
      rc: 32,
      lines: ['DMSTYP033E File ONE DATA A1 is not a library'],
    });
  });
});
