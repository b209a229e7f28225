/** PRINT and PUNCH of members, in hexadecimal, with titles, and what they refuse. */
import { expect } from 'chai';
import { fileCommands } from '../../../src/cms/commands/command-list.js';
import { buildDisk, type SourceFile } from '../../../src/cms/files/build-disk.js';
import { encodeDictionary, encodeHeader } from '../../../src/cms/loader/text-library.js';
import { cardOf, encodeLibrary } from '../../../src/cms/maclib/maclib.js';
import { fromEbcdic } from '../../../src/shared/ebcdic.js';
import { fakeGuest, runCommand, type FakeGuest } from '../../support/command-harness.js';
import { memoryDisk } from '../../support/memory-disk.js';

const now = { year: 2026, month: 2, day: 3, hour: 4, minute: 5, second: 6 };
const onA: readonly SourceFile[] = [
  { name: 'REPORT', type: 'DATA', lines: ['alpha', 'Beta  ', 'gamma'] },
  { name: 'WIDE', type: 'DATA', lines: Array.from({ length: 40 }, (_, i) => `${i} `.repeat(100)) },
  {
    ...{ name: 'DECK', type: 'TEXT', fixedLength: 80 },
    lines: Array.from({ length: 300 }, (_, i) => `card ${i}`),
  },
  { name: 'HELLO', type: 'LISTING', lines: ['1top', ' one', '0two', '+over'] },
  { name: 'PLAIN', type: 'LISTING', lines: [' one'] },
  {
    ...{ name: 'MACHINE', type: 'LISTING' },
    records: [[0x8b], [0x09, 0xc1], [0x13], [0x89, 0xc2]].map((bytes) => Uint8Array.from(bytes)),
  },
  {
    ...{ name: 'MAC', type: 'MACLIB' },
    records: encodeLibrary([
      { name: 'FIRST', lines: ['first a', 'first b'] },
      { name: 'SECOND', lines: ['second'] },
    ]),
  },
  {
    ...{ name: 'TXT', type: 'TXTLIB', fixedLength: 80 },
    records: [
      encodeHeader({ dictionary: 7, length: 36 }),
      ...['one a', 'one b', '\u0002LDT', 'two', '\u0002LDT'].map((line) => cardOf(line)),
      ...encodeDictionary([
        { name: 'ONE', record: 2 },
        { name: 'ENTRY', record: 2 },
        { name: 'TWO', record: 5 },
      ]),
    ],
  },
  { name: 'EMPTY', type: 'MACLIB', records: encodeLibrary([]) },
];

const alice = (): FakeGuest =>
  fakeGuest({ A: memoryDisk(0x191, buildDisk(4000, 1024, 'ALI191', onA, now)) });
const run = (guest: FakeGuest, line: string) => runCommand(guest, fileCommands, line);

describe('printing and punching', () => {
  const refused: readonly (readonly [string, number, string])[] = [
    ['PRINT REPORT DATA (CC HEX', 24, 'DMSPRT066E CC and HEX are conflicting options'],
    [
      'PRINT REPORT DATA (LINECOUN 145',
      24,
      'DMSPRT029E Invalid parameter 145 in the option LINECOUN field',
    ],
    ['PRINT REPORT DATA (HEADER', 24, 'DMSPRT066E HEADER and NOCC are conflicting options'],
    ['PRINT HELLO LISTING (HEAD HEX', 24, 'DMSPRT066E HEADER and HEX are conflicting options'],
    ['PRINT REPORT DATA (HEADER TITLE CC', 24, 'DMSPRT066E TITLE and CC are conflicting options'],
    ['PRINT REPORT DATA (TRC NOTRC', 24, 'DMSPRT066E TRC and NOTRC are conflicting options'],
    [
      'PRINT REPORT DATA (TITLE NOTITLE',
      24,
      'DMSPRT066E TITLE and NOTITLE are conflicting options',
    ],
    ['PRINT REPORT DATA (MEMBER X', 32, 'DMSPRT033E File REPORT DATA A1 is not a library'],
    [
      'PUNCH MAC MACLIB A (MEMBER NONE',
      32,
      'DMSPUN013E Member NONE not found in library MAC MACLIB A1',
    ],
    ['PUNCH EMPTY MACLIB A (MEM *', 32, 'DMSPUN039E No entries in library EMPTY MACLIB A1'],
  ];
  for (const [line, rc, text] of refused) {
    it(`refuses ${line}`, () => {
      expect(run(alice(), line)).to.deep.equal({ rc, lines: [text] });
    });
  }

  const punched = (line: string): string[] => {
    const guest = alice();
    expect(run(guest, line)).to.deep.equal({ rc: 0, lines: [] });
    return guest.written.map(({ data }) => data).map((card) => fromEbcdic(card).trimEnd());
  };
  it('punches one member of a library or all', () => {
    const stamp = 'A1 ALI191 02/03/26 04:05:06';
    expect(punched('PUNCH MAC MACLIB A (MEMBER SECOND')).to.deep.equal([
      `:READ  SECOND   MEMBER   ${stamp}`,
      'second',
    ]);
    expect(punched('PUNCH MAC MACLIB A (MEM *')).to.deep.equal([
      `:READ  FIRST    MEMBER   ${stamp}`,
      ...['first a', 'first b', `:READ  SECOND   MEMBER   ${stamp}`, 'second'],
    ]);
    expect(punched('PUNCH TXT TXTLIB A (MEM * NOHEADER')).to.deep.equal(['one a', 'one b', 'two']);
    expect(punched('PUNCH TXT TXTLIB A (MEM TWO')[0]).to.equal(`:READ  TWO      TEXT     ${stamp}`);
  });

  const printed = (line: string): (number | string)[][] => {
    const guest = alice();
    expect(run(guest, line)).to.deep.equal({ rc: 0, lines: [] });
    return guest.written.map((one) => [one.command, fromEbcdic(one.data).trimEnd()]);
  };
  it('prints members, in hexadecimal, with a title, and pages of so many lines', () => {
    expect(printed('PRINT MAC MACLIB (MEMBER *')).to.deep.equal([
      [0x8b, ''],
      ...['first a', 'first b', 'second'].map((line) => [0x09, line]),
    ]);
    expect(printed('PRINT REPORT DATA (HEX').slice(0, 4)).to.deep.equal([
      [0x8b, ''],
      [0x09, 'RECORD 1 LENGTH= 5'],
      [0x09, '81939788 81'],
      [0x09, ''],
    ]);
    const title = `${'FILE: REPORT   DATA     A1'.padEnd(48)}VM/TS CONVERSATIONAL MONITOR SYSTEM`;
    expect(printed('PRINT REPORT DATA (TITLE LINECOUN 2')).to.deep.equal([
      ...[
        [0x8b, ''],
        [0x11, `${title.padEnd(122)}PAGE 00001`],
      ],
      ...[
        [0x09, 'alpha'],
        [0x09, 'Beta'],
      ],
      ...[
        [0x8b, ''],
        [0x11, `${title.padEnd(122)}PAGE 00002`],
      ],
      [0x09, 'gamma'],
    ]);
    const endless = printed('PRINT DECK TEXT (LINECOUN 0');
    expect(endless.filter(([command]) => command === 0x8b)).to.have.length(1);
    expect(endless).to.have.length(301);
    expect(printed('PRINT WIDE DATA (OVERSIZE')[1]![1]).to.have.length(131);
    expect(printed('PRINT HELLO LISTING (TRC').slice(0, 4)).to.deep.equal([
      ...[
        [0x8b, ''],
        [0x01, 'op'],
      ],
      ...[
        [0x0b, ''],
        [0x01, 'ne'],
      ],
    ]);
  });

  it('prints a page with the name in front, and follows machine codes', () => {
    const title = (name: string) =>
      `${`FILE: ${name.padEnd(8)} LISTING  A1`.padEnd(48)}VM/TS CONVERSATIONAL MONITOR SYSTEM`;
    expect(printed('PRINT HELLO LISTING (HEADER').slice(0, 4)).to.deep.equal([
      ...[
        [0x8b, ''],
        [0x01, title('HELLO')],
      ],
      ...[
        [0x8b, ''],
        [0x01, 'top'],
      ],
    ]);
    expect(printed('PRINT PLAIN LISTING (CC HEAD')).to.deep.equal([
      ...[
        [0x8b, ''],
        [0x01, title('PLAIN')],
      ],
      ...[
        [0x8b, ''],
        [0x0b, ''],
        [0x01, 'one'],
      ],
    ]);
    expect(printed('PRINT MACHINE LISTING')).to.deep.equal([
      ...[
        [0x8b, ''],
        [0x09, 'A'],
      ],
      ...[
        [0x13, ''],
        [0x89, 'B'],
      ],
    ]);
    expect(printed('PRINT MACHINE LISTING (HEADER').slice(0, 4)).to.deep.equal([
      ...[
        [0x8b, ''],
        [0x01, title('MACHINE')],
      ],
      ...[
        [0x8b, ''],
        [0x09, 'A'],
      ],
    ]);
  });
});
