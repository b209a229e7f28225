/** VMARC: archives of other systems, packing and unpacking by every method, and every refusal. */
import { expect } from 'chai';
import fc from 'fast-check';
import { fileCommands } from '../../../src/cms/commands/command-list.js';
import { buildDisk, type SourceFile } from '../../../src/cms/files/build-disk.js';
import { findEntry, listEntries } from '../../../src/cms/files/directory.js';
import { mountVolume } from '../../../src/cms/files/mount.js';
import { readRecords } from '../../../src/cms/files/reader.js';
import { takeStacked } from '../../../src/cms/program-stack.js';
import {
  decodeMember,
  type ArchiveMember,
  type Method,
} from '../../../src/cms/vmarc/member-header.js';
import {
  drawMember,
  feedMember,
  newMemberReader,
  wantsInput,
  type MemberReader,
} from '../../../src/cms/vmarc/member-reader.js';
import {
  beginMember,
  endMember,
  giveRecord,
  newMemberWriter,
  packSome,
} from '../../../src/cms/vmarc/member-writer.js';
import { fromEbcdic, toEbcdic } from '../../../src/shared/ebcdic.js';
import { checkDisk } from '../../support/check-disk.js';
import { fakeGuest, runCommand, type FakeGuest } from '../../support/command-harness.js';
import { memoryDisk } from '../../support/memory-disk.js';

const METHODS: readonly Method[] = ['lzw', 's2', 'store'];
const stamp = { year: 2021, month: 3, day: 4, hour: 5, minute: 6, second: 7 };
const member = (method: Method, format: 'F' | 'V', recordLength: number): ArchiveMember => ({
  ...{ name: 'FOX', type: 'TEXT', mode: 'A1', format, recordLength, written: stamp, method },
});

/** The records of an archive with one member. */
function pack(of: ArchiveMember, records: readonly Uint8Array[], block = 80): Uint8Array[] {
  const writer = newMemberWriter(of, block);
  const full = beginMember(writer);
  for (const record of records) {
    giveRecord(writer, record);
    for (let done = false; !done;) {
      const some = packSome(writer, 500);
      full.push(...some.full);
      done = some.done;
    }
  }
  full.push(...endMember(writer));
  return full;
}

/** The first member of an archive. */
function unpack(archive: readonly Uint8Array[]): { reader: MemberReader; records: Uint8Array[] } {
  const header = decodeMember(archive[0]!);
  if (typeof header === 'string') throw new Error(header);
  const reader = newMemberReader(header, archive[0]!);
  const records: Uint8Array[] = [];
  for (let next = 1; reader.state === 'more';) {
    records.push(...drawMember(reader, 300));
    if (!wantsInput(reader)) continue;
    if (next === archive.length) break;
    feedMember(reader, archive[next++]!);
  }
  return { reader, records };
}

const FOX = ['The quick brown fox', 'jumps over the lazy dog', 'the quick brown fox'];
/** Archives as the program vma of the Hercules world makes them, in its two methods. */
const FOREIGN: readonly (readonly [string, readonly string[]])[] = [
  [
    'esPGxkBAQEABAMbW50BAQEBA48Xn40BAQEDB8QAeIQMEBQYH5SAOQIkIYEEJkKUIoIQJMEEIMJoJcKcJYEEIcJcKgAAJIKUJUJgKMEEJcKYIYJoEEKQQIEEJQIIKoKkEEIUJcIgAASAQMQUQcQkQsQ0Q8RERMIITYTcTgTkToTsTYAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==',
    [...FOX, 'a'.repeat(30)],
  ],
  [
    'esPGxkBAQEABAcbW50BAQEBA48Xn40BAQEDB8QAoIQMEBQYHxmAAKOOIhUCYpImDkkCCmZamlUCGlqcVkaSUl6JAlqWFmUCjiIVAk4GpqEAAKISWhxWjiIVAmKSJg5JAgpmWppVAhpanFYGBgYGBgYGBgYGBgYGBgYEAD4GBgYGBgYGBgYGBgYGBFQAAAAAAAAAAAAAAAAAAAAAAAAAAAA==',
    [
      'The quick brown fox\njumps over the lazy ',
      `dog\nthe quick brown fox\n${'a'.repeat(16)}`,
      `${'a'.repeat(14)}\n`.padEnd(40, '\0'),
    ],
  ],
];

const text = Array.from({ length: 400 }, (_, i) => `line ${i} of a text about ${i % 7}`);
const onA: readonly SourceFile[] = [
  { name: 'ONE', type: 'TEXT', lines: FOX },
  { name: 'TWO', type: 'TEXT', lines: text },
  { name: 'FIXED', type: 'DATA', modeNumber: 2, lines: ['a', 'b'], fixedLength: 80 },
  { name: 'VARIABLE', type: 'ARC', lines: ['x'] },
  { name: 'HERE', type: 'TEXT', lines: ['x'] },
];

function guest(): FakeGuest {
  const a = memoryDisk(0x191, buildDisk(4000, 1024, 'ALI191', onA, stamp));
  const b = memoryDisk(0x192, buildDisk(4000, 512, 'ALI192', [], stamp));
  const s = memoryDisk(0x190, buildDisk(400, 1024, 'CMS190', [], stamp), true);
  return fakeGuest({ A: a, B: b, S: s });
}

const run = (g: FakeGuest, line: string): { rc: number; lines: readonly string[] } => {
  const outcome = runCommand(g, fileCommands, line);
  for (const disk of g.disks.values()) expect(checkDisk(disk)).to.deep.equal([]);
  return outcome;
};

function content(g: FakeGuest, device: number, name: string, type: string): string[] | undefined {
  const disk = g.disks.get(device)!;
  const volume = mountVolume(disk)!;
  const entry = findEntry(volume, name, type);
  return entry && readRecords(volume, disk, entry).map((record) => fromEbcdic(record));
}

describe('archives of VMARC', () => {
  for (const [archive, lines] of FOREIGN) {
    it(`reads what others have packed: ${lines[0]!.slice(0, 20)}`, () => {
      const bytes = Uint8Array.from(Buffer.from(archive, 'base64'));
      const records = Array.from({ length: Math.ceil(bytes.length / 80) }, (_, i) =>
        bytes.slice(i * 80, i * 80 + 80),
      );
      const { reader, records: read } = unpack(records);
      expect(reader.state).to.equal('ended');
      expect(reader.member).to.deep.include({ name: 'FOX', type: 'TEXT', written: stamp });
      expect(
        read.map((record) => fromEbcdic(record).replace(/[\u0015\u0085]/g, '\n')),
      ).to.deep.equal(lines);
      // and makes the same of it, but for the rest of the last record
      const again = pack(reader.member, read);
      const whole = reader.member.format === 'V' ? 2 : 1;
      expect(again.slice(0, whole)).to.deep.equal(records.slice(0, whole));
    });
  }

  for (const method of METHODS) {
    it(`gives back whatever was packed: ${method}`, () => {
      const few = fc.uint8Array({ minLength: 1, maxLength: 400, max: 3 });
      const any = fc.uint8Array({ minLength: 1, maxLength: 100 });
      fc.assert(
        fc.property(
          fc.array(fc.oneof(few, any), { maxLength: 30 }),
          fc.integer({ min: 64, max: 4096 }),
          (records, block) => {
            const archive = pack(member(method, 'V', 400), records, block);
            const { reader, records: read } = unpack(archive);
            expect(reader.state).to.equal('ended');
            expect(read).to.deep.equal(records);
            expect(reader.bytesOut).to.equal(records.reduce((sum, { length }) => sum + length, 0));
          },
        ),
        { numRuns: 60 },
      );
    });

    it(`learns more strings than there are places, and forgets the oldest: ${method}`, () => {
      let state = 1;
      const next = (): number => (state = (state * 1103515245 + 12345) & 0x7fffffff) >> 16;
      const records = Array.from({ length: 600 }, () =>
        Uint8Array.from({ length: 80 }, () => next() % 40),
      );
      const { reader, records: read } = unpack(pack(member(method, 'F', 80), records));
      expect(reader.state).to.equal('ended');
      expect(read).to.deep.equal(records);
    });

    it(`comes to an end with any damage: ${method}`, () => {
      const records = text.slice(0, 40).map((line) => toEbcdic(line));
      const archive = pack(member(method, 'V', 80), records);
      fc.assert(
        fc.property(
          fc.integer({ min: 38, max: 399 }),
          fc.integer({ max: 255, min: 0 }),
          (at, byte) => {
            const damaged = archive.map((record) => record.slice());
            damaged[Math.floor(at / 80)]![at % 80] = byte;
            const { reader } = unpack(damaged);
            expect(['more', 'ended', 'damaged']).to.include(reader.state);
          },
        ),
        { numRuns: 100 },
      );
    });
  }
});

describe('VMARC', () => {
  it('packs files into one archive, lists it and unpacks it elsewhere as they were', () => {
    const g = guest();
    const packed = run(g, 'VMARC PACK * TEXT A ALL VMARC A');
    expect(packed.rc).to.equal(0);
    expect(packed.lines).to.have.length(3);
    expect(packed.lines[1]).to.equal(
      'ONE      TEXT     A1. Bytes in=        61, bytes out=       160 (   262%).',
    );
    expect(run(g, 'VMARC PACK FIXED DATA A ALL VMARC A (APPEND S2 NOTRACE')).to.deep.equal({
      rc: 0,
      lines: [],
    });
    const listed = run(g, 'VMARC LIST ALL VMARC A * * A');
    expect(listed.lines.map((line) => line.slice(0, 20))).to.deep.equal([
      'HERE     TEXT     A1',
      'ONE      TEXT     A1',
      'TWO      TEXT     A1',
      'FIXED    DATA     A2',
    ]);
    expect(listed.lines[1]).to.match(/bytes out= {8}61 \( +\d+%\)\.$/);
    expect(run(g, 'VMARC UNPK ALL VMARC A * * B').lines).to.have.length(4);
    expect(content(g, 0x192, 'ONE', 'TEXT')).to.deep.equal(FOX);
    expect(content(g, 0x192, 'TWO', 'TEXT')).to.deep.equal(text);
    const fixed = findEntry(mountVolume(g.disks.get(0x192)!)!, 'FIXED', 'DATA')!;
    expect(fixed).to.deep.include({
      ...{ format: 'F', recordLength: 80, records: 2, modeNumber: 2, written: stamp },
    });
  });

  it('makes an archive of each file, or takes the place of the file itself', () => {
    const g = guest();
    expect(run(g, 'VMARC PACK * TEXT A = VMARC B (STORE').rc).to.equal(0);
    const onB = listEntries(mountVolume(g.disks.get(0x192)!)!, '*', '*').entries;
    expect(
      onB.map(({ name, type, recordLength }) => `${name} ${type} ${recordLength}`),
    ).to.deep.equal(['HERE VMARC 80', 'ONE VMARC 80', 'TWO VMARC 80']);
    expect(run(g, 'VMARC PACK ONE TEXT A (REPLACE').rc).to.equal(0);
    expect(content(g, 0x191, 'ONE', 'TEXT')![0]).to.match(/^:CFF {4}/);
    expect(run(g, 'VMARC UNPACK ONE TEXT A (REPLACE').rc).to.equal(0);
    expect(content(g, 0x191, 'ONE', 'TEXT')).to.deep.equal(FOX);
  });

  it('unpacks some members, under other names, when they are newer or when it is told to', () => {
    const g = guest();
    run(g, 'VMARC PACK * TEXT A ALL VMARC A (NOTRACE BLOCK 1000');
    expect(run(g, 'VMARC UNPK ALL VMARC A T* * B1 (IGNORE NEWDATE').lines[0]).to.match(
      /^FILE0003 VMARCOUT B1\. Bytes in=/,
    );
    expect(content(g, 0x192, 'FILE0003', 'VMARCOUT')).to.deep.equal(text);
    expect(run(g, 'VMARC UNPK ALL VMARC A ONE * A (NEWREPLA')).to.deep.equal({ rc: 0, lines: [] });
    g.input.push('no', '1');
    const asked = run(g, 'VMARC UNPK ALL VMARC A %%% TEXT A (ASK');
    expect(asked.lines.map((line) => line.slice(0, 22))).to.deep.equal([
      'Replace ONE TEXT A1? E',
      'Replace TWO TEXT A1? E',
      'TWO      TEXT     A1. ',
    ]);
  });

  it('passes members without records, as archives made of other systems have them', () => {
    const g = guest();
    const empty = Buffer.from(
      '7AC3C6C6404040400100E5F14040404040404040404040404040C1F10000990811000000E500'.padEnd(
        160,
        '0',
      ),
      'hex',
    );
    const records = [
      empty,
      ...pack(
        member('lzw', 'V', 19),
        FOX.map((line) => toEbcdic(line)),
      ),
      empty,
    ];
    g.disks.set(
      0x191,
      memoryDisk(
        0x191,
        buildDisk(
          400,
          1024,
          'ALI191',
          [{ name: 'E', type: 'VMARC', records, fixedLength: 80 }],
          stamp,
        ),
      ),
    );
    run(g, 'ACCESS 191 A');
    expect(run(g, 'VMARC UNPK E VMARC A * * A (NOTRACE')).to.deep.equal({ rc: 0, lines: [] });
    const left = listEntries(mountVolume(g.disks.get(0x191)!)!, '*', '*').entries;
    expect(left.map(({ name, type }) => `${name} ${type}`)).to.deep.equal(['E VMARC', 'FOX TEXT']);
    expect(decodeMember(empty.fill(0xc6, 36, 37))).to.equal('none');
  });

  it('stacks its lines', () => {
    const g = guest();
    expect(run(g, 'VMARC PACK ONE TEXT A X VMARC A (FIFO').lines).to.deep.equal([]);
    expect(takeStacked(g.cms.stack)).to.match(/^ONE {6}TEXT/);
  });

  it('punches an archive, which the reader gives back', () => {
    const g = guest();
    expect(run(g, 'VMARC PACK * TEXT A (PUNCH').rc).to.equal(0);
    expect(g.written.every(({ data, device }) => data.length === 80 && device === 0xd)).to.equal(
      true,
    );
    expect(g.cpCommands.at(-1)).to.match(/^CLOSE 00D NAME/);
    const bob = guest();
    bob.reader = g.written.map(({ data }) => data.slice());
    const count = String(bob.reader.length).padStart(8, '0');
    bob.cp.set('QUERY RDR', {
      rc: 0,
      lines: [
        'ORIGINID FILE CLASS RECORDS  CPY HOLD DATE  TIME     NAME      TYPE     DIST',
        `ALICE    0051 A PUN ${count} 001 NONE 11/22 09:08:07 ALL       VMARC    SYSTEM`,
      ],
    });
    bob.cp.set('QUERY VIRTUAL', { rc: 0, lines: ['RDR  000C CL * NOCONT NOHOLD EOF   READY'] });
    expect(run(bob, 'VMARC UNPK * * B (READER').rc).to.equal(0);
    expect(content(bob, 0x192, 'TWO', 'TEXT')).to.deep.equal(text);
    expect(bob.cpCommands.at(-1)).to.equal('CLOSE 00C NOHOLD');
    bob.reader = [toEbcdic('no archive'.padEnd(80))];
    expect(run(bob, 'VMARC UNPK * * B (READER')).to.deep.equal({
      rc: 8,
      lines: ['Invalid header for compacted file.'],
    });
    expect(bob.cpCommands.at(-1)).to.equal('CLOSE 00C HOLD');
  });

  it('says how it is used', () => {
    expect(run(guest(), 'VMARC').lines[0]).to.equal('Usage:');
    expect(run(guest(), 'VMARC ?').lines).to.have.length(6);
  });

  const refused: readonly (readonly [string, number, string])[] = [
    ['VMARC FOLD ONE TEXT A', 8, 'No function specified.'],
    ['VMARC PACK ONE TEXT', 8, 'Incomplete input file specification'],
    ['VMARC PACK ONE TE?T A', 8, 'Input fileid is invalid.'],
    ['VMARC PACK ONE TEXT A X', 8, 'Incomplete output file specification'],
    ['VMARC PACK ONE TEXT A X * A', 8, 'Output file specification invalid'],
    ['VMARC PACK ONE TEXT A X Y A Z', 8, 'Extraneous parameters on command line'],
    ['VMARC PACK ONE TEXT A X Y A (FAST', 8, 'Invalid or conflicting option FAST'],
    ['VMARC PACK ONE TEXT A X Y A (S2 LZW', 8, 'Invalid or conflicting option LZW'],
    ['VMARC LIST ONE TEXT A (S2', 8, 'Invalid or conflicting option S2'],
    ['VMARC PACK ONE TEXT A X Y A (BLOCK', 8, 'Missing numeric value for BLOCK'],
    ['VMARC PACK ONE TEXT A X Y A (BLOCK 99999', 8, 'Invalid numeric value 99999'],
    ['VMARC PACK NONE SUCH A X Y A', 28, 'Input file not found.'],
    ['VMARC PACK ONE TEXT A', 8, 'Output file already exists.'],
    ['VMARC PACK ONE TEXT A ONE TEXT A (APPEND', 8, 'Cannot append to input file.'],
    ['VMARC PACK ONE TEXT A VARIABLE ARC A (APPEND', 8, 'Output file has variable record format.'],
    ['VMARC PACK ONE TEXT A X Y S', 8, 'Output disk is read/only.'],
    ['VMARC PACK ONE TEXT A X Y Q', 36, 'DMSVMA069E Filemode Q not accessed'],
    ['VMARC UNPK ONE TEXT A', 8, 'Invalid header for compacted file.'],
    ['VMARC LIST NONE SUCH A', 28, 'Input file not found.'],
  ];
  for (const [line, rc, message] of refused) {
    it(`refuses ${line}`, () => {
      expect(run(guest(), line)).to.deep.equal({ rc, lines: [message] });
    });
  }

  it('never lets a step take more than its share', () => {
    const g = guest();
    run(g, 'VMARC PACK * * A ALL VMARC B (S2');
    run(g, 'VMARC UNPK ALL VMARC B * * B');
    expect(g.longest).to.be.lessThan(2000);
  });
});
