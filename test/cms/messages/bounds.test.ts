/** Messages at bounds that take large files, and of disks, screens and tapes that fail while a command runs. */
import { expect } from 'chai';
import { commandTable } from '../../../src/cms/command-table.js';
import { buildDisk, type SourceFile } from '../../../src/cms/files/build-disk.js';
import { toEbcdic } from '../../../src/shared/ebcdic.js';
import { fakeGuest, runCommand, type FakeGuest } from '../../support/command-harness.js';
import { DisplayOperator } from '../../support/display-operator.js';
import { memoryDisk } from '../../support/memory-disk.js';
import { esd, end, textFile, txt } from '../../support/text-deck.js';

const NOW = { year: 2026, month: 2, day: 3, hour: 4, minute: 5, second: 6 };
const many = (count: number): string[] => Array.from({ length: count }, () => ' ');

/** A guest whose A-disk has these files. */
function guestWith(files: readonly SourceFile[], blocks = 4000): FakeGuest {
  return fakeGuest({ A: memoryDisk(0x191, buildDisk(blocks, 4096, 'ALI191', files, NOW)) });
}

/** The last line and return code of a command. */
function last(guest: FakeGuest, line: string): string {
  const { rc, lines } = runCommand(guest, commandTable, line);
  return `${String(rc)} ${lines.at(-1) ?? ''}`;
}

/** The disk is detached before the step of this number. */
function detachAt(guest: FakeGuest, step: number): void {
  let steps = 0;
  guest.onStep = () => {
    if (++steps === step) guest.disks.delete(0x191);
  };
}

const STORAGE = 'Virtual storage capacity exceeded';

describe('messages at bounds', () => {
  it('come when a source, a macro file or an EXEC is too long', () => {
    const guest = guestWith(
      [
        { name: 'LONG', type: 'ASSEMBLE', lines: many(100_001) },
        { name: 'LONG', type: 'MACRO', lines: many(50_001) },
        { name: 'LONG', type: 'EXEC', lines: ['/* */', ...many(1050).map((x) => x.repeat(1000))] },
        ...[1, 2, 3, 4, 5].map((n) => ({
          name: `PART${String(n)}`,
          type: 'EXEC',
          lines: ['/* */', ...many(1000).map((x) => x.repeat(1000))],
        })),
      ],
      16_000,
    );
    // the lines of a source are a long frame
    guest.writtenDown = 200;
    expect(last(guest, 'ASSEMBLE LONG')).to.equal(`104 DMSASM109S ${STORAGE}`);
    expect(last(guest, 'MACLIB GEN LIB LONG')).to.equal(`104 DMSLBM109S ${STORAGE}`);
    expect(last(guest, 'EXECLOAD LONG')).to.equal(`104 DMSEXT109S ${STORAGE}`);
    for (let n = 1; n < 5; n++) expect(last(guest, `EXECLOAD PART${String(n)}`)).to.equal('0 ');
    expect(last(guest, 'EXECLOAD PART5')).to.equal('41 DMSEXL622E Insufficient free storage');
  });

  it('come when a member of a text library has too many names', () => {
    const symbols = (count: number): Uint8Array[] =>
      Array.from({ length: count }, (_, n) => esd(['LD', `N${String(n)}`, 1])).flat();
    const deck = (name: string, count: number): SourceFile =>
      textFile(name, esd(['SD', name, 1, 0, 8]), symbols(count), end());
    const guest = guestWith([deck('SMALL', 2), deck('LARGE', 260)]);
    expect(last(guest, 'TXTLIB GEN LIB LARGE SMALL')).to.equal(
      '88 DMSLBT106S Number of members exceeds maximum 255; file LARGE TEXT not added',
    );
    expect(runCommand(guest, commandTable, 'TXTLIB MAP LIB (TERM').lines.join()).to.match(/SMALL/);
  });

  it('come when a library would have more members than its directory takes', () => {
    const lines = Array.from({ length: 2001 }, (_, n) => `*COPY M${String(n)}`);
    const guest = guestWith([{ name: 'MANY', type: 'COPY', lines }]);
    expect(last(guest, 'MACLIB GEN LIB MANY')).to.equal(
      '88 DMSLBM106S Number of members exceeds maximum 2000; file MANY COPY not added',
    );
    expect(last(guest, 'MACLIB MAP LIB')).to.equal('28 DMSLBM002E File LIB MACLIB not found');
  });

  it('come when the program stack has no room for a special message', () => {
    const guest = guestWith([]);
    const header = new Uint8Array(60);
    header[3] = 4;
    header.set(toEbcdic('SYSTEM  '), 8);
    header[23] = 20;
    header.set(toEbcdic('BOB     '), 32);
    header.set(toEbcdic('hello'.padEnd(20)), 40);
    for (let n = 0; n < 200_000 && guest.events.length === 0; n++) {
      guest.events.push({ kind: 'event', what: 'message', bytes: header });
      const { rc, lines } = runCommand(guest, commandTable, 'WAKEUP (SMSG');
      if (rc !== 1)
        return expect(`${String(rc)} ${lines[0] ?? ''}`).to.equal(`104 DMSWAK109S ${STORAGE}`);
    }
    return expect.fail('the stack has no bound');
  });

  it('come when VMCF lets nobody send', () => {
    const guest = guestWith([]);
    guest.vmcf = 11;
    expect(last(guest, 'WAKEUP (SMSG')).to.equal(
      '100 DMSWAK415E VMCF refused the request; return code 11',
    );
  });
});

describe('messages of what fails while a command runs', () => {
  it('come when the terminal is no display, or fails', () => {
    const names = { name: 'ALICE', type: 'NAMES', lines: [':nick.KENT :userid.CLARK'] };
    const expected = '100 DMSNAM127S Unsupported device for NAMES';
    const typewriter = guestWith([names]);
    typewriter.display = false;
    expect(last(typewriter, 'NAMES')).to.equal(expected);
    for (const kind of ['display-write', 'display-read']) {
      const guest = guestWith([names]);
      guest.screen = new DisplayOperator([]);
      guest.screen.answer = (effect) =>
        effect.kind === 'display-write'
          ? { kind: 'display', result: kind === effect.kind ? 'error' : 'ok' }
          : { kind: 'stream', result: 'error', bytes: new Uint8Array() };
      expect(last(guest, 'NAMES')).to.equal(expected);
    }
  });

  it('come when the file in the reader begins as NETDATA and is none', () => {
    const guest = guestWith([]);
    const card = new Uint8Array(80);
    card.set([8, 0xe0, ...toEbcdic('INMR01'), 1]);
    guest.reader = [card];
    guest.cp.set('QUERY VIRTUAL', { rc: 0, lines: ['RDR  000C CL * NOCONT NOHOLD EOF   READY'] });
    guest.cp.set('QUERY RDR', {
      rc: 0,
      lines: [
        'ORIGINID FILE CLASS RECORDS  CPY HOLD DATE  TIME     NAME      TYPE     DIST',
        'BOB      0051 A PUN 00000001 001 NONE 11/22 09:08:07 REPORT    DATA     SYSTEM',
      ],
    });
    expect(last(guest, 'PEEK')).to.equal(
      '32 DMSPEK618E NETDATA reading: the spool file has no valid format',
    );
  });

  it('come when the map of a tape cannot be printed', () => {
    const guest = guestWith([]);
    guest.tapeFails = 'mark';
    guest.writeResult = 'error';
    expect(last(guest, 'TAPE SCAN (PRINT')).to.equal('100 DMSTPE123S Error printing file TAPE MAP');
  });

  it('come when a library named by GLOBAL is none', () => {
    const guest = guestWith([
      { name: 'MINE', type: 'MACLIB', lines: ['no library'], fixedLength: 80 },
      {
        name: 'PROG',
        type: 'ASSEMBLE',
        lines: ['PROG     CSECT', '         END'],
        fixedLength: 80,
      },
    ]);
    expect(runCommand(guest, commandTable, 'GLOBAL MACLIB MINE').rc).to.equal(0);
    expect(last(guest, 'ASSEMBLE PROG')).to.equal(
      '32 DMSASM056E File MINE MACLIB contains invalid record formats',
    );
  });

  it('come when the disk is detached or cannot be read', () => {
    const cards = Array.from({ length: 400 }, (_, n) => txt(1, n * 8, new Uint8Array(8))).flat();
    const files = [
      { name: 'PROG', type: 'EXEC', lines: ['/* */', ...many(2000).map((x) => x.repeat(40))] },
      textFile('DECK', esd(['SD', 'DECK', 1, 0, 8]), cards, end()),
      { name: 'PROG', type: 'MODULE', records: [new Uint8Array(80), new Uint8Array(3000)] },
    ];
    const cases: [string, string][] = [
      ['EXECLOAD PROG', 'DMSEXT104S Error 3 reading file PROG EXEC from disk'],
      ['MODMAP PROG', 'DMSMDP104S Error 3 reading file PROG MODULE A1 from disk'],
      ['LKED DECK', 'DMSLKD104S Error 3 reading file DECK TEXT from disk'],
      ['TXTLIB ADD LIB DECK', 'DMSLBT104S Error 3 reading file LIB TXTLIB from disk'],
    ];
    for (const [line, says] of cases) {
      const guest = guestWith(files);
      if (line.startsWith('TXTLIB')) expect(last(guest, 'TXTLIB GEN LIB DECK')).to.equal('0 ');
      detachAt(guest, line.startsWith('MODMAP') ? 1 : line.startsWith('TXTLIB') ? 4 : 2);
      expect(last(guest, line), line).to.equal(`100 ${says}`);
      const bad = guestWith(files);
      if (line.startsWith('TXTLIB')) expect(last(bad, 'TXTLIB GEN LIB DECK')).to.equal('0 ');
      for (let at = 0; at < 4000; at++) bad.disks.get(0x191)!.bad.add(at);
      expect(last(bad, line), line).to.match(/^100 DMS...104S Error 3 reading file .* from disk$/);
    }
  });
});
