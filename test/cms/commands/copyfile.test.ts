/** COPYFILE: every option, every message. */
import { expect } from 'chai';
import fc from 'fast-check';
import { fromEbcdic } from '../../../src/shared/ebcdic.js';
import { fileCommands } from '../../../src/cms/commands/command-list.js';
import { buildDisk, type SourceFile } from '../../../src/cms/files/build-disk.js';
import { findEntry, listEntries } from '../../../src/cms/files/directory.js';
import { mountVolume } from '../../../src/cms/files/mount.js';
import { readRecords } from '../../../src/cms/files/reader.js';
import { checkDisk } from '../../support/check-disk.js';
import {
  fakeGuest,
  runCommand,
  type FakeGuest,
  type Outcome,
} from '../../support/command-harness.js';
import { memoryDisk, type MemoryDisk } from '../../support/memory-disk.js';

const now = { year: 2026, month: 2, day: 3, hour: 4, minute: 5, second: 6 };
const onA: readonly SourceFile[] = [
  { name: 'VAR', type: 'DATA', lines: ['alpha one', 'Beta  ', 'gamma three', 'delta'] },
  { name: 'FIX', type: 'DATA', lines: ['1234567890', 'abcdefghij', 'ABCDEFGHIJ'], fixedLength: 10 },
  { name: 'BCD', type: 'DATA', lines: ["%A<B&C#D@E'"] },
  { name: 'LINES', type: 'LISTING', lines: Array.from({ length: 300 }, (_, i) => `line ${i + 1}`) },
];

function guest(input: readonly string[] = []): FakeGuest {
  const g = fakeGuest({
    A: memoryDisk(0x191, buildDisk(4000, 1024, 'ALI191', onA, now)),
    S: memoryDisk(0x190, buildDisk(800, 4096, 'CMS190', onA.slice(0, 1), now), true),
  });
  g.input.push(...input);
  return g;
}

function records(disk: MemoryDisk, name: string, type: string): Uint8Array[] {
  const volume = mountVolume(disk)!;
  return readRecords(volume, disk, findEntry(volume, name, type)!);
}

const text = (g: FakeGuest, fileid: string): string[] => {
  const [name = '', type = ''] = fileid.split(' ');
  return records(g.disks.get(0x191)!, name, type).map((record) => fromEbcdic(record));
};

function run(g: FakeGuest, line: string): Outcome {
  const disk = g.disks.get(0x191)!;
  const before = disk.image.slice();
  const outcome = runCommand(g, fileCommands, line);
  expect(checkDisk(disk)).to.deep.equal([]);
  // what is refused has done nothing
  if (outcome.rc > 0) {
    const names = (one: MemoryDisk): unknown => listEntries(mountVolume(one)!, '*', '*').entries;
    expect(names(disk)).to.deep.equal(names(memoryDisk(0x191, before)));
  }
  return outcome;
}

/** What is typed, what is answered to its questions, and what is in OUT DATA then. */
const made: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['VAR DATA A OUT DATA A', [], ['alpha one', 'Beta  ', 'gamma three', 'delta']],
  ['VAR DATA A OUT DATA A (FROM 2 FOR 2', [], ['Beta  ', 'gamma three']],
  ['VAR DATA A OUT DATA A (FR 4', [], ['delta']],
  ['BCD DATA A OUT DATA A (EBCDIC', [], ["(A)B+C=D'E-"]],
  ['FIX DATA A OUT DATA A (FRLABEL ABC', [], ['ABCDEFGHIJ']],
  ['FIX DATA A OUT DATA A (TOL ABC', [], ['1234567890', 'abcdefghij']],
  ['FIX DATA A OUT DATA A (FRLABEL 123 TOLABEL ABC', [], ['1234567890', 'abcdefghij']],
  ['FIX DATA A OUT DATA A (UPCASE LRECL 4', [], ['1234', 'ABCD', 'ABCD']],
  ['FIX DATA A OUT DATA A (LO LR 12 FILL *', [], ['1234567890**', 'abcdefghij**', 'abcdefghij**']],
  [
    'VAR DATA A OUT DATA A (RECFM F FILL 4B',
    [],
    ['alpha one..', 'Beta  .....', 'gamma three', 'delta......'],
  ],
  ['VAR DATA A OUT DATA A (TRUNC', [], ['alpha one', 'Beta', 'gamma three', 'delta']],
  ['VAR DATA A OUT DATA A (NOTRUNC', [], ['alpha one', 'Beta  ', 'gamma three', 'delta']],
  ['VAR DATA A OUT DATA A (TRANS', ['a b 82 C2'], ['blphb one', 'Betb  ', 'gbmmb three', 'deltb']],
  ['VAR DATA A OUT DATA A (TRANS FOR 1', ['a b++', ' p q'], ['blqhb one']],
  [
    'FIX DATA A OUT DATA A (SPECS',
    ['1-3 5 /<>/ 1 hF0F1 9'],
    ['<>  123 01', '<>  abc 01', '<>  ABC 01'],
  ],
  ['FIX DATA A OUT DATA A (SP FILL . FOR 1', ['10 1 1-2 4'], ['0..12.....']],
  ['FIX DATA A OUT DATA A (SPECS LRECL 14 FOR 1', ['1-10 5'], ['    1234567890']],
  [
    'VAR DATA A OUT DATA A (SPECS',
    ['1-5 1++', '/!/ 8'],
    ['alpha  !', 'Beta   !', 'gamma  !', 'delta  !'],
  ],
  ['VAR DATA A OUT DATA A (SPECS TRANS FOR 1', ['1-3 1', 'a z'], ['zlp']],
  ['VAR DATA A FIX DATA A OUT DATA A (RECFM V FOR 1', [], ['alpha one', '1234567890']],
  ['* DATA A OUT DATA A (SINGLE RECFM V FOR 1', [], ["%A<B&C#D@E'", '1234567890', 'alpha one']],
];

/** What is refused: line, answers, return code, message. */
const refused: readonly (readonly [string, readonly string[], number, string])[] = [
  ['', [], 24, '042E No fileid specified'],
  ['VAR', [], 24, '054E Incomplete fileid specified'],
  ['VAR DATA A OUT', [], 24, '054E Incomplete fileid specified'],
  ['VAR DATA AB', [], 24, '048E Invalid filemode AB'],
  ['VAR D?TA A OUT DATA A', [], 20, '020E Invalid character ? in fileid VAR D?TA A'],
  ['VAR DATA A O*T DATA A', [], 20, '062E Invalid character * in fileid O*T DATA A'],
  ['VAR DATA A O= DATA A', [], 20, '020E Invalid character = in fileid O= DATA A'],
  ['NONE SUCH A OUT DATA A', [], 28, '002E File NONE SUCH A not found'],
  ['VAR DATA A FIX DATA A', [], 28, '024E File FIX DATA A1 already exists; specify REPLACE option'],
  ['VAR DATA A = = A', [], 28, '024E File VAR DATA A1 already exists; specify REPLACE option'],
  ['VAR DATA A = = S', [], 36, '037E Filemode S(190) is accessed as read/only'],
  ['VAR DATA A = = Q', [], 36, '069E Filemode Q not accessed'],
  ['VAR DATA Q = = A', [], 36, '069E Filemode Q not accessed'],
  ['VAR DATA A OUT DATA A (BAD', [], 24, '003E Invalid option: BAD'],
  ['VAR DATA A OUT DATA A (FROM', [], 24, '050E Parameter missing after FROM'],
  ['VAR DATA A OUT DATA A (FROM X', [], 24, '029E Invalid parameter X in the option FROM field'],
  ['VAR DATA A OUT DATA A (FOR 0', [], 24, '029E Invalid parameter 0 in the option FOR field'],
  [
    'VAR DATA A OUT DATA A (LRECL 65536',
    [],
    24,
    '029E Invalid parameter 65536 in the option LRECL field',
  ],
  ['VAR DATA A OUT DATA A (RECFM U', [], 24, '029E Invalid parameter U in the option RECFM field'],
  [
    'VAR DATA A OUT DATA A (FILL XYZ',
    [],
    24,
    '029E Invalid parameter XYZ in the option FILL field',
  ],
  ['VAR DATA A OUT DATA A (TYPE TYPE', [], 24, '065E TYPE option specified twice'],
  ['VAR DATA A OUT DATA A (PACK UNPACK', [], 24, '066E PACK and UNPACK are conflicting options'],
  [
    'VAR DATA A OUT DATA A (APPEND RECFM V',
    [],
    24,
    '066E APPEND and RECFM are conflicting options',
  ],
  ['VAR DATA A OUT DATA A (OVLY APPEND', [], 24, '066E OVLY and APPEND are conflicting options'],
  ['VAR DATA A OUT DATA A (PACK LRECL 80', [], 24, '066E PACK and LRECL are conflicting options'],
  [
    'VAR DATA A OUT DATA A (FROM 1 FRLABEL X',
    [],
    24,
    '066E FROM and FRLABEL are conflicting options',
  ],
  [
    'VAR DATA A FIX DATA A OUT DATA A (PACK',
    [],
    24,
    '067E Combined input files illegal with PACK or UNPACK options',
  ],
  ['VAR DATA A OUT DATA A (UNPACK', [], 32, '068E Input file VAR DATA A1 not in packed format'],
  ['VAR DATA A '.repeat(21), [], 88, '102S Too many fileids'],
  [
    'VAR DATA A OUT DATA A (FROM 5',
    [],
    32,
    '156E FROM 5 not found--file VAR DATA A1 has only 4 records',
  ],
  ['VAR DATA A OUT DATA A (FRLABEL NONE', [], 32, '157E Label NONE not found in file VAR DATA A1'],
  ['VAR DATA A OUT DATA A (FRLABEL X TOLABEL X', [], 24, '172E TOLABEL X equals FRLABEL X'],
  [
    'FIX DATA A OUT DATA A (TOLABEL 123',
    [],
    40,
    '173E No records were copied to output file OUT DATA A1',
  ],
  ['VAR DATA A OUT DATA A (SPECS', [''], 40, '063E No specification list entered'],
  ['VAR DATA A OUT DATA A (SPECS', ['1-8'], 24, '064E Invalid specification at or near 1-8'],
  ['VAR DATA A OUT DATA A (SPECS', ['8-1 1'], 24, '064E Invalid specification at or near 8-1'],
  ['VAR DATA A OUT DATA A (SPECS', ['1-8 x'], 24, '064E Invalid specification at or near x'],
  ['VAR DATA A OUT DATA A (SPECS', ['1-8 0'], 24, '064E Invalid specification at or near 0'],
  ['VAR DATA A OUT DATA A (SPECS', ['/abc 1'], 24, '064E Invalid specification at or near /abc 1'],
  ['VAR DATA A OUT DATA A (SPECS', ['hC1C 1'], 24, '064E Invalid specification at or near hC1C'],
  [
    'VAR DATA A OUT DATA A (SPECS',
    ['1 1 '.repeat(21)],
    88,
    '103S Number of SPECS exceeds the maximum of 20',
  ],
  ['VAR DATA A OUT DATA A (TRANS', [' '], 40, '063E No translation list entered'],
  ['VAR DATA A OUT DATA A (TRANS', ['a'], 24, '064E Invalid translate specification at or near a'],
  [
    'VAR DATA A OUT DATA A (TRANS',
    ['a b0b1'],
    24,
    '064E Invalid translate specification at or near b0b1',
  ],
];

describe('COPYFILE', () => {
  for (const [line, input, expected] of made) {
    it(`makes what it is told: ${line}${input.length > 0 ? ` / ${input.join(' / ')}` : ''}`, () => {
      const g = guest(input);
      expect(run(g, `COPYFILE ${line}`).rc).to.equal(0);
      expect(text(g, 'OUT DATA')).to.deep.equal(expected);
      expect(g.input).to.deep.equal([]);
    });
  }

  for (const [line, input, rc, message] of refused) {
    it(`refuses ${line.slice(0, 60)}${input.length > 0 ? ` / ${input.join(' / ').slice(0, 30)}` : ''}`, () => {
      const outcome = run(guest(input), `COPYFILE ${line}`);
      expect({ rc: outcome.rc, line: outcome.lines.at(-1) }).to.deep.equal({
        rc,
        line: `DMSCPY${message}`,
      });
    });
  }

  it('asks for its lists, or does not', () => {
    const asked = run(guest(['1-4 1', 'a b']), 'COPY VAR DATA A OUT DATA A (SPECS TRANS TYPE');
    expect(asked.lines).to.deep.equal([
      'DMSCPY601R Enter specification list:',
      'DMSCPY602R Enter translation list:',
      'DMSCPY721I Copy VAR DATA A1 to OUT DATA A1 new file',
    ]);
    const quiet = run(guest(['1-4 1', 'a b']), 'COPY VAR DATA A OUT DATA A (SPECS TRANS NOPROMPT');
    expect(quiet).to.deep.equal({ rc: 0, lines: [] });
  });

  it('overlays the records of a file, whole or in columns', () => {
    const g = guest(['1-2 3 /*/ 10']);
    expect(run(g, 'COPY VAR DATA A FIX DATA A (OVLY FOR 2 TYPE').lines).to.deep.equal([
      'DMSCPY721I Copy VAR DATA A1 overlay FIX DATA A1 old file',
    ]);
    expect(text(g, 'FIX DATA')).to.deep.equal(['alpha one0', 'Beta  ghij', 'ABCDEFGHIJ']);
    expect(run(g, 'COPY LINES LISTING A FIX DATA A (OVLY SPECS FROM 10 FOR 4').rc).to.equal(0);
    expect(text(g, 'FIX DATA')).to.deep.equal([
      'allia one*',
      'Beli  ghi*',
      'ABliEFGHI*',
      '  li     *',
    ]);
    // what is not there is made
    expect(run(g, 'COPY VAR DATA A NEW DATA A (OVLY').rc).to.equal(0);
    expect(text(g, 'NEW DATA')).to.deep.equal(text(g, 'VAR DATA'));
  });

  it('makes one copy of each input where = is in the output', () => {
    const g = guest();
    expect(run(g, 'COPY VAR DATA A FIX DATA A = COPY A (OLDDATE').rc).to.equal(0);
    expect(text(g, 'VAR COPY')).to.deep.equal(text(g, 'VAR DATA'));
    expect(text(g, 'FIX COPY')).to.deep.equal(text(g, 'FIX DATA'));
    const volume = mountVolume(g.disks.get(0x191)!)!;
    expect(findEntry(volume, 'VAR', 'COPY')!.written).to.deep.equal(now);
    expect(run(g, 'COPY VAR DATA A (NEWDATE REPLACE').rc).to.equal(0);
    expect(findEntry(mountVolume(g.disks.get(0x191)!)!, 'VAR', 'DATA')!.written.month).to.equal(11);
  });

  it('packs a file and unpacks it to what it was, at random', () => {
    const record = fc.array(fc.constantFrom(0x40, 0x40, 0x40, 0xc1, 0, 0xff), {
      minLength: 1,
      maxLength: 700,
    });
    const lines = fc.array(fc.array(record, { minLength: 1, maxLength: 4 }), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(lines, fc.boolean(), (parts, fixed) => {
        const content = parts.map((part) => Uint8Array.from(part.flat()));
        const file: SourceFile = {
          ...{ name: 'RAW', type: 'DATA', records: content },
          ...(fixed ? { fixedLength: 333 } : {}),
        };
        const disk = memoryDisk(0x191, buildDisk(4000, 512, 'A', [file], now));
        const g = fakeGuest({ A: disk });
        const before = records(disk, 'RAW', 'DATA');
        expect(run(g, 'COPY RAW DATA A SMALL = = (PACK').rc).to.equal(0);
        const packed = findEntry(mountVolume(disk)!, 'SMALL', 'DATA')!;
        expect([packed.format, packed.recordLength]).to.deep.equal(['F', 1024]);
        expect(run(g, 'COPY SMALL DATA A WHOLE = = (UNPACK').rc).to.equal(0);
        expect(records(disk, 'WHOLE', 'DATA')).to.deep.equal(before);
        expect(run(g, 'COPY SMALL DATA A (UNPACK').rc).to.equal(0);
        expect(records(disk, 'SMALL', 'DATA')).to.deep.equal(before);
      }),
      { seed: 11, numRuns: 60 },
    );
  });

  it('makes a file of blanks small, and finds a packed file that was damaged', () => {
    const blank = Array.from({ length: 1600 }, () => new Uint8Array(80).fill(0x40));
    const file = { name: 'RAW', type: 'DATA', records: blank, fixedLength: 80 };
    const disk = memoryDisk(0x191, buildDisk(4000, 1024, 'A', [file], now));
    const g = fakeGuest({ A: disk });
    expect(run(g, 'COPY RAW DATA A SMALL = = (PACK').rc).to.equal(0);
    expect(findEntry(mountVolume(disk)!, 'SMALL', 'DATA')!.records).to.equal(2);
    expect(run(g, 'COPY SMALL DATA A CUT = = (FOR 1').rc).to.equal(0);
    expect(run(g, 'COPY CUT DATA A WHOLE = = (UNPACK')).to.deep.equal({
      rc: 32,
      lines: ['DMSCPY068E Input file CUT DATA A1 not in packed format'],
    });
  });
});
