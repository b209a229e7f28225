import { expect } from 'chai';
import { fileCommands } from '../../../src/cms/commands/command-list.js';
import { buildDisk, type SourceFile } from '../../../src/cms/files/build-disk.js';
import { findEntry } from '../../../src/cms/files/directory.js';
import { mountVolume } from '../../../src/cms/files/mount.js';
import { readRecords } from '../../../src/cms/files/reader.js';
import { encodeLibrary } from '../../../src/cms/maclib/maclib.js';
import { fromEbcdic, toEbcdic } from '../../../src/shared/ebcdic.js';
import { checkDisk } from '../../support/check-disk.js';
import { fakeGuest, runCommand, type FakeGuest } from '../../support/command-harness.js';
import { memoryDisk } from '../../support/memory-disk.js';

const now = { year: 2026, month: 2, day: 3, hour: 4, minute: 5, second: 6 };

function guest(...files: SourceFile[]): FakeGuest {
  return fakeGuest({ A: memoryDisk(0x191, buildDisk(8000, 1024, 'A', files, now)) });
}

const source = (name: string, ...lines: string[]): SourceFile => ({
  ...{ name, type: 'ASSEMBLE', lines, fixedLength: 80 },
});

function records(g: FakeGuest, name: string, type: string): Uint8Array[] {
  const disk = g.disks.get(0x191)!;
  expect(checkDisk(disk)).to.deep.equal([]);
  const volume = mountVolume(disk)!;
  const entry = findEntry(volume, name, type);
  return entry === undefined ? [] : readRecords(volume, disk, entry);
}

const hello = [
  'HELLO    CSECT',
  '         USING HELLO,12',
  '         L     1,=A(DATA)',
  '         L     15,=V(OTHER)',
  '         BR    14',
  "DATA     DC    C'HELLO'",
  '         ENTRY DATA',
  '         END   HELLO',
];

describe('ASSEMBLE', () => {
  it('makes a TEXT deck and a LISTING, and says that it is done', () => {
    const g = guest(source('HELLO', ...hello));
    expect(runCommand(g, fileCommands, 'assemble hello')).to.deep.equal({
      rc: 0,
      lines: ['ASSEMBLER (XF) DONE', 'NO STATEMENTS FLAGGED IN THIS ASSEMBLY'],
    });
    const deck = records(g, 'HELLO', 'TEXT');
    expect(deck.map((card) => fromEbcdic(card.subarray(1, 4)))).to.deep.equal([
      'ESD',
      'TXT',
      'TXT',
      'RLD',
      'END',
    ]);
    const hex = (card: number, from: number, to: number): string =>
      Buffer.from(deck[card]!.subarray(from, to)).toString('hex').toUpperCase();
    expect(hex(0, 10, 16)).to.equal('003040400001');
    expect(hex(0, 16, 32)).to.equal('C8C5D3D3D6404040' + '00000000' + '40000018');
    // the name of a literal comes with its pool
    expect(hex(0, 32, 48)).to.equal('C4C1E3C140404040' + '0100000A' + '40000001');
    expect(hex(0, 48, 64)).to.equal('D6E3C8C5D9404040' + '02000000' + '40'.repeat(4));
    expect(hex(1, 5, 16)).to.equal('000000' + '4040' + '000F' + '4040' + '0001');
    expect(hex(1, 16, 31)).to.equal('5810C01058F0C01407FEC8C5D3D3D6');
    expect(hex(2, 16, 24)).to.equal('0000000A00000000');
    expect(hex(3, 16, 32)).to.equal(
      '00010001' + '0C000018'.replace('18', '10') + '00020001' + '1C000014',
    );
    expect(hex(4, 5, 8)).to.equal('000000');
    const listing = records(g, 'HELLO', 'LISTING').map((one) => fromEbcdic(one).trimEnd());
    expect(listing[0]).to.match(/^1 +EXTERNAL SYMBOL DICTIONARY +PAGE {4}1$/);
    expect(listing).to.include(
      ' 000000 5810 C010      00010           3          L     1,=A(DATA)',
    );
    expect(listing).to.include('  0001     0002      1C     000014');
    expect(listing).to.include('0DATA     00005 0000000A 00006  00007 00009');
  });

  it('punches the deck and prints the listing when that is asked for', () => {
    const g = guest(source('HELLO', ...hello));
    expect(runCommand(g, fileCommands, 'assemble hello (deck print noobject').rc).to.equal(0);
    expect(records(g, 'HELLO', 'TEXT')).to.deep.equal([]);
    const punched = g.written.filter(({ device }) => device === 0x00d);
    expect(punched.map(({ data }) => fromEbcdic(data.subarray(1, 4)))).to.deep.equal([
      ...['ESD', 'TXT', 'TXT', 'RLD', 'END'],
    ]);
    const lines = g.written
      .filter(({ device }) => device === 0x00e)
      .map(({ data }) => fromEbcdic(data));
    expect(lines.join()).to.contain('ALIGN, ALOGIC, BUFSIZE(STD), DECK, ESD');
  });

  it('gives every place, sort and row of a large program its share of a step', () => {
    const many = Array.from(
      { length: 700 },
      (_, i) => `L${String(i)}`.padEnd(9) + `L     1,=F'${String(700 - i)}'`,
    );
    const g = guest(
      source(
        'BIG',
        'BIG      CSECT',
        '         USING BIG,12',
        ...many,
        '         DC    A(L3,L1)',
        '         END',
      ),
    );
    expect(runCommand(g, fileCommands, 'assemble big (xref (full)').rc).to.equal(8);
    const listing = records(g, 'BIG', 'LISTING').map((one) => fromEbcdic(one).trimEnd());
    const cross = listing
      .filter((line) => /^[ 0]L\d+ /.test(line))
      .map((line) => line.slice(1, 5).trim());
    expect(cross).to.deep.equal(Array.from({ length: 700 }, (_, i) => `L${String(i)}`).sort());
    const literals = listing.filter((line) => /^[ 0]=F'\d+' +00004 /.test(line));
    expect(literals).to.have.length(700);
  });

  it('types what is wrong and ends with the severity', () => {
    const g = guest(source('BAD', 'BAD      CSECT', '         LA    1,NONE', '         END'));
    expect(runCommand(g, fileCommands, 'assemble bad')).to.deep.equal({
      rc: 8,
      lines: [
        '     2          LA    1,NONE',
        'IFO188  NONE IS AN UNDEFINED SYMBOL',
        'ASSEMBLER (XF) DONE',
        'NUMBER OF STATEMENTS FLAGGED IN THIS ASSEMBLY =     1',
        'HIGHEST SEVERITY WAS    8',
      ],
    });
    expect(
      records(g, 'BAD', 'LISTING').some((one) => fromEbcdic(one).includes('*** ERROR ***')),
    ).to.equal(true);
  });

  it('takes macros from the libraries of GLOBAL MACLIB', () => {
    const lines = [
      '         MACRO',
      '         RETURN7',
      '         LA    15,7',
      '         BR    14',
      '         MEND',
    ];
    const g = guest(source('USES', '         RETURN7', '         END'), {
      name: 'OWN',
      type: 'MACLIB',
      records: encodeLibrary([
        { name: 'OTHER', lines: ['X'] },
        { name: 'RETURN7', lines },
      ]),
      fixedLength: 80,
    });
    expect(runCommand(g, fileCommands, 'assemble uses (notext').rc).to.equal(24);
    expect(runCommand(g, fileCommands, 'assemble uses (noterm').rc).to.equal(8);
    runCommand(g, fileCommands, 'global maclib own');
    expect(runCommand(g, fileCommands, 'assemble uses (noterm')).to.deep.equal({
      rc: 0,
      lines: [],
    });
    expect(Buffer.from(records(g, 'USES', 'TEXT')[1]!.subarray(16, 22)).toString('hex')).to.equal(
      '41f0000707fe',
    );
  });

  it('lists conditional assembly, inner macro calls and library macros as its options say', () => {
    const inner = ['         MACRO', '         INNER', '         NOPR  1', '         MEND'];
    const outer = [
      '         MACRO',
      '         OUTER',
      '         AIF   (1 EQ 0).NO',
      '         INNER',
      '.NO      ANOP',
      '         MEND',
    ];
    const library = {
      name: 'OWN',
      type: 'MACLIB',
      records: encodeLibrary([
        { name: 'INNER', lines: inner },
        { name: 'OUTER', lines: outer },
      ]),
      fixedLength: 80,
    };
    const program = ['&A       SETA  1', '         OUTER', '         END'];
    const listed = (options: string): string[] => {
      const g = guest(source('LISTS', ...program), library);
      runCommand(g, fileCommands, 'global maclib own');
      expect(runCommand(g, fileCommands, `assemble lists (${options}`).rc).to.equal(0);
      return records(g, 'LISTS', 'LISTING')
        .map((one) => fromEbcdic(one).trimEnd())
        .filter((line) => /SETA|OUTER|AIF|INNER|ANOP|NOPR|MACRO$/.test(line.slice(40)))
        .map((line) => line.slice(40).replace('+', '').trim());
    };
    expect(listed('nolibmac')).to.deep.equal(['&A       SETA  1', 'OUTER', 'NOPR  1']);
    expect(listed('noalogic')).to.deep.equal(['OUTER', 'NOPR  1']);
    expect(listed('mcall')).to.deep.equal(['&A       SETA  1', 'OUTER', 'INNER', 'NOPR  1']);
    expect(listed('noalogic mlogic')).to.deep.equal([
      ...['OUTER', 'AIF   (1 EQ 0).NO', 'NOPR  1', '.NO      ANOP'],
    ]);
    expect(listed('noalogic libmac')).to.deep.equal([
      ...['MACRO', 'OUTER', 'AIF   (1 EQ 0).NO', 'INNER', '.NO      ANOP'],
      ...['OUTER', 'MACRO', 'INNER', 'NOPR  1', 'NOPR  1'],
    ]);
  });

  it('puts the symbols in front of the deck with TEST', () => {
    const g = guest(
      source(
        'SYMS',
        'SYMS     CSECT',
        'GO       BR    14',
        "TEXT     DC    C'HELLO',2F'1'",
        'AREA     DSECT',
        'FIELD    DS    3PL4',
        '         END',
      ),
    );
    expect(runCommand(g, fileCommands, 'assemble syms (test noterm').rc).to.equal(0);
    const deck = records(g, 'SYMS', 'TEXT');
    const kinds = deck.map((card) => fromEbcdic(card.subarray(1, 4)));
    expect(kinds.slice(0, 3)).to.deep.equal(['SYM', 'ESD', 'TXT']);
    const text = deck
      .filter((card) => fromEbcdic(card.subarray(1, 4)) === 'SYM')
      .map((card) => Buffer.from(card.subarray(16, 16 + card[11]!)).toString('hex'))
      .join('');
    const name = (word: string): string => Buffer.from(toEbcdic(word)).toString('hex');
    expect(text).to.equal(
      [
        `13000000${name('SYMS')}`,
        `41000000${name('GO')}`,
        `83000002${name('TEXT')}000004`,
        // without a name: two fullwords
        'c8000008' + '1003' + '000002',
        `23000000${name('AREA')}`,
        `c4000000${name('FIELD')}3003000003`,
      ].join(''),
    );
  });

  it('shows statements on the terminal with their numbers or those of their cards', () => {
    const bad = '         LA    1,NONE'.padEnd(72) + '00020000';
    const first = (options: string): string | undefined => {
      const g = guest(source('BAD', 'BAD      CSECT', bad, '         END'));
      return runCommand(g, fileCommands, `assemble bad (${options}`).lines[0];
    };
    expect(first('stmt nonum')).to.equal('     2          LA    1,NONE');
    expect(first('nostmt nonum')).to.equal('         LA    1,NONE');
    expect(first('number nostmt')).to.equal('00020000          LA    1,NONE');
    expect(first('number')).to.equal('00020000      2          LA    1,NONE');
  });

  it('refuses what it cannot do', () => {
    const g = guest(source('HELLO', ...hello), {
      name: 'LONG',
      type: 'ASSEMBLE',
      lines: ['x'.repeat(81)],
    });
    for (const [line, rc, text] of [
      ['assemble', 24, 'DMSASM001E No filename specified'],
      ['assemble none', 28, 'DMSASM002E File NONE ASSEMBLE not found'],
      ['assemble hello (wrong', 24, 'DMSASM003E Invalid option: WRONG'],
      [
        'assemble long',
        32,
        'DMSASM007E File LONG ASSEMBLE A1 does not have records of 80 characters',
      ],
      ['assemble hello (disk print', 24, 'DMSASM066E DISK and PRINT are conflicting options'],
      [
        'assemble hello (linecount (x)',
        24,
        'DMSASM029E Invalid parameter X in the option LINECOUNT field',
      ],
    ] as const)
      expect(runCommand(g, fileCommands, line)).to.deep.equal({ rc, lines: [text] });
  });

  it('never takes a step too long', () => {
    const lines = ['BIG      CSECT', '         USING *,12,11,10'];
    for (let i = 0; i < 200; i++)
      lines.push(`L${String(i).padEnd(8)}LA    1,${String(i % 4096)}   NUMBER ${String(i)}`);
    const g = guest(source('BIG', ...lines, '         END'));
    expect(runCommand(g, fileCommands, 'assemble big (noxref').rc).to.equal(0);
    expect(records(g, 'BIG', 'TEXT')).to.have.length(1 + Math.ceil(800 / 56) + 1);
    expect(g.longest).to.be.lessThan(2000);
  });
});
