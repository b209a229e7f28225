/** PUNCH, PRINT, READCARD, DISK, SENDFILE, RECEIVE, PEEK and TELL against a fake guest. */
import { expect } from 'chai';
import fc from 'fast-check';
import { fromEbcdic, toEbcdic } from '../../../src/shared/ebcdic.js';
import { drawRecords, newIntake } from '../../../src/cms/commands/card-intake.js';
import { fileCommands } from '../../../src/cms/commands/command-list.js';
import { buildDisk, type SourceFile } from '../../../src/cms/files/build-disk.js';
import { findEntry, listEntries } from '../../../src/cms/files/directory.js';
import { mountVolume } from '../../../src/cms/files/mount.js';
import { readRecords } from '../../../src/cms/files/reader.js';
import { checkDisk } from '../../support/check-disk.js';
import { fakeGuest, runCommand, type FakeGuest } from '../../support/command-harness.js';
import { memoryDisk, type MemoryDisk } from '../../support/memory-disk.js';

const now = { year: 2026, month: 2, day: 3, hour: 4, minute: 5, second: 6 };
const wide = Array.from({ length: 40 }, (_, i) => `${i} `.repeat(100).slice(0, 200));
const onA: readonly SourceFile[] = [
  { name: 'REPORT', type: 'DATA', lines: ['alpha', 'Beta  ', 'gamma'] },
  { name: 'WIDE', type: 'DATA', modeNumber: 4, lines: wide },
  {
    name: 'DECK',
    type: 'TEXT',
    fixedLength: 80,
    lines: Array.from({ length: 300 }, (_, i) => `card ${i}`),
  },
  { name: 'HELLO', type: 'LISTING', lines: ['1top', ' one', '0two', '+over'] },
];

function alice(): FakeGuest {
  return fakeGuest({ A: memoryDisk(0x191, buildDisk(4000, 1024, 'ALI191', onA, now)) });
}

function bob(): FakeGuest {
  const guest = fakeGuest({ A: memoryDisk(0x191, buildDisk(4000, 512, 'BOB191', [], now)) });
  guest.userid = 'BOB';
  return guest;
}

const row = 'ALICE    0051 A PUN 00000020 001 NONE 11/22 09:08:07 REPORT    DATA     SYSTEM';
const heading = 'ORIGINID FILE CLASS RECORDS  CPY HOLD DATE  TIME     NAME      TYPE     DIST';

function inReader(guest: FakeGuest, cards: readonly Uint8Array[], line = row): void {
  guest.reader = cards.map((card) => card.slice());
  const counted = line.replace('00000020', String(cards.length).padStart(8, '0'));
  guest.cp.set('QUERY RDR', { rc: 0, lines: [heading, counted] });
  guest.cp.set('QUERY VIRTUAL', { rc: 0, lines: ['RDR  000C CL * NOCONT NOHOLD EOF   READY'] });
}

const a = (guest: FakeGuest): MemoryDisk => guest.disks.get(0x191)!;

function content(guest: FakeGuest, name: string, type: string): string[] | undefined {
  const volume = mountVolume(a(guest))!;
  const entry = findEntry(volume, name, type);
  expect(checkDisk(a(guest))).to.deep.equal([]);
  return entry && readRecords(volume, a(guest), entry).map((record) => fromEbcdic(record));
}

const names = (guest: FakeGuest): string[] =>
  listEntries(mountVolume(a(guest))!, '*', '*').entries.map((e) => `${e.name} ${e.type}`);

const run = (guest: FakeGuest, line: string) => runCommand(guest, fileCommands, line);
const cards = (guest: FakeGuest): Uint8Array[] => guest.written.map((one) => one.data);

describe('spool commands', () => {
  it('punches with a :READ card and closes with the name', () => {
    const guest = alice();
    expect(run(guest, 'PUNCH REPORT DATA A')).to.deep.equal({ rc: 0, lines: [] });
    expect(cards(guest).map((card) => fromEbcdic(card).trimEnd())).to.deep.equal([
      ':READ  REPORT   DATA     A1 ALI191 02/03/26 04:05:06',
      'alpha',
      'Beta',
      'gamma',
    ]);
    expect(cards(guest).every((card) => card.length === 80)).to.equal(true);
    expect(guest.written.every((one) => one.device === 0xd && one.command === 0x41)).to.equal(true);
    expect(guest.cpCommands).to.deep.equal(['CLOSE 00D NAME REPORT DATA']);
    guest.written.length = 0;
    expect(run(guest, 'PUNCH DECK TEXT * (NOH').rc).to.equal(0);
    expect(guest.written).to.have.length(300);
  });

  const refused: readonly (readonly [string, number, string])[] = [
    ['PUNCH WIDE DATA A', 32, 'DMSPUN044E Record length exceeds allowable maximum'],
    ['PUNCH NONE SUCH', 28, 'DMSPUN002E File NONE SUCH * not found'],
    ['PUNCH', 24, 'DMSPUN042E No fileid specified'],
    ['PUNCH REPORT * A', 20, 'DMSPUN062E Invalid character * in fileid REPORT * A'],
    ['PUNCH REPORT DATA A (FOO', 24, 'DMSPUN003E Invalid option: FOO'],
    ['PRINT NONE SUCH', 28, 'DMSPRT002E File NONE SUCH * not found'],
    ['PRINT WIDE DATA', 32, 'DMSPRT044E Record length exceeds allowable maximum'],
    ['READCARD', 24, 'DMSRDC042E No fileid specified'],
    ['READCARD X Y Q', 36, 'DMSRDC069E Filemode Q not accessed'],
    ['DISK', 24, 'DMSDSK047E No function specified'],
    ['DISK BURN', 24, 'DMSDSK014E Invalid keyword BURN'],
    ['DISK DUMP NONE SUCH A', 28, 'DMSDSK002E File NONE SUCH A not found'],
    ['SENDFILE (NEW', 24, 'DMSSDF001E No filename specified'],
    ['SENDFILE REPORT DATA A TO', 24, 'DMSSDF647E Userid not specified for REPORT DATA A'],
    ['SENDFILE NONE SUCH A BOB', 28, 'DMSSDF002E File NONE SUCH A not found'],
    [
      'SENDFILE REPORT DATA A TO BOB AT MARS',
      40,
      'DMSSDF651E Command not issued to RSCS because MARS is another node',
    ],
    ['RECEIVE XX', 24, 'DMSREC070E Invalid parameter XX'],
    ['RECEIVE 1 A B Q', 36, 'DMSREC069E Filemode Q not accessed'],
    ['PEEK 1 2', 24, 'DMSPEK070E Invalid parameter 2'],
    ['NETDATA', 24, 'DMSDDL047E No function specified'],
    ['NETDATA FLY', 28, 'DMSDDL636E Unsupported function in NETDATA FLY'],
    ['NETDATA SEND REPORT DATA', 24, 'DMSDDL054E Incomplete fileid specified'],
    ['NETDATA SEND REPORT DATA A BOB', 24, 'DMSDDL647E Userid not specified for REPORT DATA A'],
    ['NETDATA SEND REPORT DATA A TO BOB', 24, 'DMSDDL050E Parameter missing after BOB'],
    [
      'NETDATA SEND REPORT DATA A TO BOB AT MARS',
      40,
      'DMSDDL651E Command not issued to RSCS because MARS is another node',
    ],
    ['NETDATA SEND NONE SUCH A TO BOB AT *', 28, 'DMSDDL002E File NONE SUCH A not found'],
    ['NETDATA SEND REPORT DATA A TO BOB AT * (NEWDATE', 24, 'DMSDDL003E Invalid option: NEWDATE'],
    ['NETDATA RECEIVE A B Q', 36, 'DMSDDL069E Filemode Q not accessed'],
    ['NETDATA QUERY X', 24, 'DMSDDL070E Invalid parameter X'],
    ['TELL BOB', 24, 'DMSTLL050E Parameter missing after BOB'],
    ['TELL', 24, 'DMSTLL647E Userid not specified for TELL'],
  ];
  for (const [line, rc, text] of refused) {
    it(`refuses ${line}`, () => {
      const guest = alice();
      const outcome = run(guest, line);
      expect({ rc: outcome.rc, line: outcome.lines.at(-1) }).to.deep.equal({ rc, line: text });
      expect(guest.written).to.deep.equal([]);
    });
  }

  it('sends, asks about and receives files by NETDATA', () => {
    const guest = alice();
    expect(run(guest, 'NETDATA SEND WIDE DATA A TO BOB AT VMTS (NOTYPE ACK CLASS B')).to.deep.equal(
      {
        rc: 0,
        lines: [],
      },
    );
    expect(guest.cpCommands).to.deep.equal(['CLOSE 00D TO BOB CLASS B NAME WIDE DATA']);
    const other = bob();
    inReader(other, cards(guest));
    expect(run(other, 'NETDATA QUERY')).to.deep.equal({
      rc: 0,
      lines: ['File WIDE DATA A4 V 200 from ALICE at VMTS'],
    });
    expect(other.cpCommands.at(-1)).to.equal('CLOSE 00C HOLD');
    inReader(other, cards(guest));
    expect(run(other, 'NETDATA RECEIVE BROAD = A (NEWDATE').lines).to.deep.equal([
      'BROAD DATA A4 created',
      'File BROAD DATA A4 received from ALICE at VMTS sent as WIDE DATA A4',
    ]);
    expect(content(other, 'BROAD', 'DATA')).to.deep.equal(wide);
    inReader(other, cards(guest));
    expect(run(other, 'NETDATA RECEIVE BROAD = A (REPLACE NOREPLACE').rc).to.equal(28);
    inReader(other, cards(guest));
    expect(run(other, 'NETDATA RECEIVE BROAD = A (NOREPL REPLACE NOTYPE')).to.deep.equal({
      rc: 0,
      lines: [],
    });
    for (const line of ['NETDATA QUERY', 'NETDATA RECEIVE']) {
      inReader(other, [toEbcdic('a plain card'.padEnd(80)), toEbcdic('another'.padEnd(80))]);
      expect(run(other, line)).to.deep.equal({
        rc: 32,
        lines: ['DMSDDL618E NETDATA reading: the spool file has no valid format'],
      });
      expect(other.cpCommands.at(-1)).to.equal('CLOSE 00C HOLD');
    }
  });

  it('purges what it has begun when the punch fails', () => {
    const guest = alice();
    guest.writeResult = 'not-ready';
    expect(run(guest, 'PUNCH REPORT DATA')).to.deep.equal({
      rc: 100,
      lines: ['DMSPUN118S Error punching file'],
    });
    expect(guest.cpCommands).to.deep.equal(['CLOSE 00D PURGE']);
  });

  it('prints with page ejects or by carriage control', () => {
    const guest = alice();
    run(guest, 'PRINT REPORT DATA (UPCASE');
    expect(guest.written.map((one) => [one.command, fromEbcdic(one.data)])).to.deep.equal([
      [0x8b, ''],
      [0x09, 'ALPHA'],
      [0x09, 'BETA  '],
      [0x09, 'GAMMA'],
    ]);
    guest.written.length = 0;
    run(guest, 'PRINT HELLO LISTING');
    expect(guest.written.map((one) => [one.command, fromEbcdic(one.data)])).to.deep.equal([
      [0x8b, ''],
      [0x01, 'top'],
      [0x0b, ''],
      [0x01, 'one'],
      [0x13, ''],
      [0x01, 'two'],
      [0x01, 'over'],
    ]);
    expect(guest.cpCommands.at(-1)).to.equal('CLOSE 00E NAME HELLO LISTING');
  });

  for (const how of [
    'SENDFILE WIDE DATA A TO BOB',
    'SENDFILE WIDE DATA A BOB (OLD',
    'DISK DUMP WIDE DATA A',
  ]) {
    it(`brings over what ${how} sent`, () => {
      const from = alice();
      const sent = run(from, how);
      expect(sent.rc).to.equal(0);
      const to = bob();
      inReader(to, cards(from));
      expect(run(to, 'RECEIVE 51 (NOPROMPT')).to.deep.equal({
        rc: 0,
        lines: ['WIDE DATA A4 created', 'File WIDE DATA A4 received from ALICE at VMTS'],
      });
      expect(content(to, 'WIDE', 'DATA')).to.deep.equal(wide);
      expect(to.cpCommands).to.deep.equal([
        'CLOSE 00C HOLD',
        'QUERY VIRTUAL 00C',
        'QUERY RDR 0051 ALL SHORTDATE',
        'ORDER RDR 0051',
        'CLOSE 00C NOHOLD',
      ]);
      expect(findEntry(mountVolume(a(to))!, 'WIDE', 'DATA')!.written).to.deep.equal(now);
    });
  }

  it('says to whom it sent, and that nobody has that name', () => {
    const guest = alice();
    expect(run(guest, 'SF REPORT DATA TO BOB').lines).to.deep.equal([
      'File REPORT DATA A1 sent to BOB at VMTS on 11/22/26 09:08:07',
    ]);
    expect(guest.cpCommands).to.deep.equal([
      'SPOOL 00D NOCONT CLOSE',
      'CLOSE 00D TO BOB CLASS A NAME REPORT DATA',
    ]);
    guest.cp.set('CLOSE 00D TO', { rc: 53, lines: ['HCPCLO053E NOBODY not in CP directory'] });
    expect(run(guest, 'SENDFILE REPORT DATA A TO NOBODY')).to.deep.equal({
      rc: 32,
      lines: ['DMSSDF648E Userid NOBODY not found'],
    });
    expect(guest.cpCommands.at(-1)).to.equal('CLOSE 00D PURGE');
  });

  it('receives punched files, with and without a :READ card, under another name', () => {
    const from = alice();
    run(from, 'PUNCH REPORT DATA A');
    const to = bob();
    inReader(to, cards(from));
    expect(run(to, 'RECEIVE (NOPROMPT').rc).to.equal(0);
    expect(content(to, 'REPORT', 'DATA')!.map((line) => line.trimEnd())).to.deep.equal([
      'alpha',
      'Beta',
      'gamma',
    ]);
    inReader(to, cards(from));
    expect(run(to, 'RECEIVE 51')).to.deep.equal({
      rc: 28,
      lines: ['DMSREC024E File REPORT DATA A1 already exists; specify REPLACE option'],
    });
    expect(to.cpCommands.at(-1)).to.equal('CLOSE 00C HOLD');
    inReader(to, cards(from));
    expect(run(to, 'RECEIVE 51 (REPLACE').lines[0]).to.equal('REPORT DATA A1 replaced');
    inReader(to, cards(from).slice(1));
    expect(run(to, 'RECEIVE 51 OTHER =').lines).to.deep.equal([
      'OTHER DATA A1 created',
      'File OTHER DATA A1 received from ALICE at VMTS',
    ]);
  });

  it('reads cards into the files that the deck names', () => {
    const from = alice();
    run(from, 'PUNCH REPORT DATA A');
    run(from, 'PUNCH DECK TEXT A');
    const to = bob();
    inReader(to, cards(from));
    expect(run(to, 'READCARD *')).to.deep.equal({
      rc: 0,
      lines: ['DMSRDC738I Record length is 80 bytes'],
    });
    expect(names(to)).to.deep.equal(['DECK TEXT', 'REPORT DATA']);
    expect(content(to, 'DECK', 'TEXT')).to.have.length(300);
    inReader(to, [toEbcdic('just a card'.padEnd(80))]);
    run(to, 'READ ONE CARD');
    expect(content(to, 'ONE', 'CARD')).to.deep.equal(['just a card'.padEnd(80)]);
    to.cp.set('QUERY RDR', { rc: 0, lines: ['NO RDR FILES'] });
    expect(run(to, 'READCARD X Y')).to.deep.equal({
      rc: 8,
      lines: ['DMSRDC205W Reader empty, not ready, or hold'],
    });
  });

  it('loads what was dumped', () => {
    const from = alice();
    run(from, 'DISK DUMP DECK TEXT A');
    run(from, 'DISK DUMP REPORT DATA A');
    const to = bob();
    inReader(to, cards(from));
    expect(run(to, 'DISK LOAD').lines).to.deep.equal([
      'DECK TEXT A1 created',
      'REPORT DATA A1 created',
    ]);
    expect(content(to, 'REPORT', 'DATA')).to.deep.equal(['alpha', 'Beta  ', 'gamma']);
    inReader(to, [toEbcdic('x'.padEnd(80))]);
    expect(run(to, 'DISK LOAD')).to.deep.equal({
      rc: 32,
      lines: ['DMSDSK078E Invalid card in input deck'],
    });
    inReader(to, cards(from).slice(0, 20));
    expect(run(to, 'DISK LOAD')).to.deep.equal({
      rc: 32,
      lines: ['DMSDSK077E End card missing from input deck'],
    });
    expect(to.cpCommands.at(-1)).to.equal('CLOSE 00C HOLD');
  });

  it('leaves a file in the reader that it cannot take', () => {
    const from = alice();
    run(from, 'SENDFILE WIDE DATA A TO BOB');
    const to = bob();
    inReader(to, cards(from).slice(0, -3));
    expect(run(to, 'RECEIVE 51 (NOPROMPT')).to.deep.equal({
      rc: 32,
      lines: ['DMSREC618E NETDATA reading: the spool file has no valid format'],
    });
    expect(names(to)).to.deep.equal([]);
    const small = fakeGuest({ A: memoryDisk(0x191, buildDisk(24, 512, 'SMALL', [], now)) });
    inReader(small, cards(from));
    expect(run(small, 'RECEIVE 51 (NOPROMPT')).to.deep.equal({
      rc: 100,
      lines: ['DMSREC107S Disk A(191) is full'],
    });
    expect(small.cpCommands.at(-1)).to.equal('CLOSE 00C HOLD');
    expect(checkDisk(a(small))).to.deep.equal([]);
  });

  it('says which reader files there are not', () => {
    const to = bob();
    to.cp.set('QUERY RDR', { rc: 0, lines: ['NO RDR FILES'] });
    expect(run(to, 'RECEIVE')).to.deep.equal({ rc: 28, lines: ['DMSREC645E No reader files'] });
    expect(run(to, 'PEEK 7')).to.deep.equal({
      rc: 24,
      lines: ['DMSPEK640E Reader file 0007 does not exist'],
    });
    inReader(to, [], row.replace('NONE', 'USER'));
    to.cp.set('QUERY VIRTUAL', { rc: 0, lines: ['RDR  000C CL B NOCONT NOHOLD EOF   READY'] });
    to.cp.set('QUERY RDR', { rc: 0, lines: [heading, row] });
    expect(run(to, 'RECEIVE 51').rc).to.equal(32);
    inReader(to, [], row.replace('NONE', 'USER'));
    expect(run(to, 'RECEIVE 51').lines).to.deep.equal([
      'DMSREC644E All reader files are in HOLD status or not class *',
    ]);
  });

  it('peeks without taking', () => {
    const from = alice();
    run(from, 'SENDFILE REPORT DATA A TO BOB');
    const to = bob();
    inReader(to, cards(from));
    expect(run(to, 'PEEK 51 (FROM 2 FOR 1')).to.deep.equal({
      rc: 0,
      lines: [
        '0051 File REPORT DATA from ALICE at VMTS  Format is NETDATA.  Records 2 to 2',
        'Beta',
      ],
    });
    expect(to.cpCommands.at(-1)).to.equal('CLOSE 00C HOLD');
    expect(names(to)).to.deep.equal([]);
  });

  it('tells', () => {
    const guest = alice();
    expect(run(guest, 'tell bob Hello, how are you?').rc).to.equal(0);
    expect(guest.cpCommands).to.deep.equal(['MSG BOB Hello, how are you?']);
    guest.cp.set('MSG', { rc: 45, lines: [] });
    expect(run(guest, 'TELL BOB at VMTS hi').rc).to.equal(45);
  });

  it('survives any deck', () => {
    const from = alice();
    run(from, 'SENDFILE REPORT DATA A TO BOB');
    const netdata = cards(from);
    from.written.length = 0;
    run(from, 'DISK DUMP REPORT DATA A');
    const dump = cards(from);
    fc.assert(
      fc.property(
        fc.constantFrom(netdata, dump),
        fc.array(fc.tuple(fc.nat(5000), fc.nat(255)), { maxLength: 12 }),
        (deck, hits) => {
          const to = bob();
          const bytes = deck.map((card) => card.slice());
          for (const [at, value] of hits)
            bytes[Math.floor(at / 80) % bytes.length]![at % 80] = value;
          inReader(to, bytes);
          const before = names(to);
          const { rc } = run(to, 'RECEIVE 51 (NOPROMPT');
          expect(checkDisk(a(to))).to.deep.equal([]);
          if (rc !== 0) expect(names(to)).to.deep.equal(before);
          const intake = newIntake();
          intake.waiting = bytes;
          drawRecords(intake);
        },
      ),
      { seed: 5, numRuns: 150 },
    );
  });
});
