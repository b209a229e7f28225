import { expect } from 'chai';
import { fileCommands } from '../../../src/cms/commands/command-list.js';
import { buildDisk } from '../../../src/cms/files/build-disk.js';
import { checkDisk } from '../../support/check-disk.js';
import { takeStacked } from '../../../src/cms/program-stack.js';
import { fromEbcdic } from '../../../src/shared/ebcdic.js';
import { fakeGuest, runCommand, type FakeGuest } from '../../support/command-harness.js';
import { memoryDisk } from '../../support/memory-disk.js';

const now = { year: 2026, month: 2, day: 3, hour: 4, minute: 5, second: 6 };
const macro = (name: string, byte: string): string[] => [
  ...['         MACRO', `         ${name}`, `         DC    X'${byte}'`, '         MEND'],
];

function guest(): FakeGuest {
  const files = [
    {
      name: 'TWO',
      type: 'MACRO',
      lines: [...macro('ONE', '01'), '* between', ...macro('TWO', '02')],
    },
    { name: 'NEWONE', type: 'MACRO', lines: macro('ONE', 'F1') },
    {
      name: 'PARTS',
      type: 'COPY',
      lines: ['*COPY P1', "         DC    X'A1'", '*COPY P2', "         DC    X'A2'"],
    },
    { name: 'WHOLE', type: 'COPY', lines: ["         DC    X'A3'"] },
    { name: 'BROKEN', type: 'MACRO', lines: ['         MACRO', '         OPEN'] },
    { name: 'FIRST', type: 'ASSEMBLE', fixedLength: 80, lines: ['         ONE', '         END'] },
    {
      ...{ name: 'PROG', type: 'ASSEMBLE', fixedLength: 80 },
      lines: [
        '         ONE',
        '         TWO',
        '         COPY  P2',
        '         COPY  WHOLE',
        '         END',
      ],
    },
  ];
  return fakeGuest({ A: memoryDisk(0x191, buildDisk(2000, 1024, 'A', files, now)) });
}

const run = (g: FakeGuest, line: string): { rc: number; lines: readonly string[] } => {
  const out = runCommand(g, fileCommands, line);
  expect(checkDisk(g.disks.get(0x191)!)).to.deep.equal([]);
  return out;
};

describe('MACLIB', () => {
  it('makes a library, adds, replaces, deletes and lists, and ASSEMBLE uses it', () => {
    const g = guest();
    expect(run(g, 'maclib gen mine two parts')).to.deep.equal({ rc: 0, lines: [] });
    expect(run(g, 'maclib add mine whole')).to.deep.equal({ rc: 0, lines: [] });
    expect(run(g, 'maclib map mine (term').lines).to.deep.equal([
      'MACRO     INDEX   SIZE',
      'ONE           2      4',
      'TWO           7      4',
      'P1           12      1',
      'P2           14      1',
      'WHOLE        16      1',
    ]);
    run(g, 'global maclib mine');
    expect(run(g, 'assemble prog (noterm').rc).to.equal(0);
    expect(run(g, 'maclib rep mine newone').rc).to.equal(0);
    expect(run(g, 'maclib del mine p1 two').rc).to.equal(0);
    expect(run(g, 'maclib comp mine').rc).to.equal(0);
    expect(run(g, 'maclib map mine (term').lines.slice(1)).to.deep.equal([
      'P2            2      1',
      'WHOLE         4      1',
      'ONE           6      4',
    ]);
  });

  it('adds a member of a name that is there behind it, replaces and deletes the first', () => {
    const g = guest();
    run(g, 'maclib gen mine two');
    expect(run(g, 'maclib add mine newone newone')).to.deep.equal({ rc: 0, lines: [] });
    const map = (): string[] =>
      run(g, 'maclib map mine (term')
        .lines.slice(1)
        .map((line) => line.slice(0, 8).trimEnd());
    expect(map()).to.deep.equal(['ONE', 'TWO', 'ONE', 'ONE']);
    run(g, 'global maclib mine');
    const bytes = (): string | undefined => {
      run(g, 'assemble first (noterm');
      const listing = run(g, 'type first listing').lines;
      return /\b000000 (\w\w) /.exec(listing.join('\n'))?.[1];
    };
    expect(bytes()).to.equal('01');
    run(g, 'maclib del mine one');
    expect(map()).to.deep.equal(['TWO', 'ONE', 'ONE']);
    expect(bytes()).to.equal('F1');
    run(g, 'maclib rep mine two');
    expect(map()).to.deep.equal(['ONE', 'ONE', 'TWO']);
    expect(run(g, 'maclib del mine one one one')).to.deep.equal({
      rc: 4,
      lines: ['DMSLBM013W Member ONE not found in library MINE MACLIB'],
    });
    expect(map()).to.deep.equal(['TWO']);
    run(g, 'maclib del mine two');
    expect(run(g, 'maclib map mine (term')).to.deep.equal({
      rc: 32,
      lines: ['DMSLBM039E No entries in library MINE MACLIB'],
    });
  });

  it('goes on with the other files when one is not there', () => {
    const g = guest();
    const gone = { rc: 4, lines: ['DMSLBM002W File GONE MACRO not found'] };
    expect(run(g, 'maclib gen mine gone two')).to.deep.equal(gone);
    expect(run(g, 'maclib add mine gone whole')).to.deep.equal(gone);
    expect(run(g, 'maclib rep mine gone')).to.deep.equal(gone);
    expect(run(g, 'maclib map mine (term').lines).to.have.length(4);
    expect(run(g, 'maclib gen other gone')).to.deep.equal({
      rc: 4,
      lines: [...gone.lines, 'DMSLBM213W Library OTHER MACLIB A not created'],
    });
    expect(run(g, 'maclib map other').rc).to.equal(28);
  });

  it('maps a library on the disk or the printer', () => {
    const g = guest();
    run(g, 'maclib gen mine two');
    expect(run(g, 'maclib map mine')).to.deep.equal({ rc: 0, lines: [] });
    expect(run(g, 'type mine map').lines).to.deep.equal([
      '',
      'MACRO     INDEX   SIZE',
      'ONE           2      4',
      'TWO           7      4',
    ]);
    expect(run(g, 'maclib map mine (fifo')).to.deep.equal({ rc: 0, lines: [] });
    expect(run(g, 'maclib map mine two (stack lifo')).to.deep.equal({ rc: 0, lines: [] });
    const stacked: (string | undefined)[] = [];
    for (let i = 0; i < 5; i++) stacked.push(takeStacked(g.cms.stack));
    expect(stacked).to.deep.equal([
      ...['TWO           7      4', 'MACRO     INDEX   SIZE', 'MACRO     INDEX   SIZE'],
      ...['ONE           2      4', 'TWO           7      4'],
    ]);
    expect(run(g, 'maclib map mine two (print')).to.deep.equal({ rc: 0, lines: [] });
    expect(g.written.map(({ data }) => fromEbcdic(data))).to.deep.equal([
      'MACRO     INDEX   SIZE',
      'TWO           7      4',
    ]);
    expect(run(g, 'maclib map mine (term print').lines).to.deep.equal([
      'DMSLBM066E TERM and PRINT are conflicting options',
    ]);
    expect(run(g, 'maclib map mine (xedit fifo').lines).to.deep.equal([
      'DMSLBM066E FIFO and XEDIT are conflicting options',
    ]);
    expect(run(g, 'maclib map mine (fifo lifo').lines).to.deep.equal([
      'DMSLBM066E FIFO and LIFO are conflicting options',
    ]);
    expect(run(g, 'listfile mine map').lines).to.deep.equal(['MINE     MAP      A1']);
  });

  it('refuses what it cannot do, and leaves the library alone', () => {
    const g = guest();
    run(g, 'maclib gen mine two');
    for (const [line, rc, text] of [
      ['maclib', 24, 'DMSLBM047E No function specified'],
      ['maclib frob mine', 24, 'DMSLBM014E Invalid keyword FROB'],
      ['maclib gen', 24, 'DMSLBM046E No library name specified'],
      ['maclib gen mine', 24, 'DMSLBM001E No filename specified'],
      ['maclib add none two', 28, 'DMSLBM002E File NONE MACLIB not found'],
      ['maclib add mine gone', 4, 'DMSLBM002W File GONE MACRO not found'],
      ['maclib del mine gone', 4, 'DMSLBM013W Member GONE not found in library MINE MACLIB'],
      [
        'maclib rep mine broken',
        32,
        'DMSLBM056E File BROKEN MACRO contains invalid record formats',
      ],
    ] as const)
      expect(run(g, line)).to.deep.equal({ rc, lines: [text] });
    expect(run(g, 'maclib map mine (term').lines).to.have.length(3);
  });
});
