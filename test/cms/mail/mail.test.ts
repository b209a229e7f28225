/** Nicknames, NAMEFIND, TELL and SENDFILE to lists, receipts, logs and notebooks against a fake guest. */
import { expect } from 'chai';
import fc from 'fast-check';
import { fileCommands } from '../../../src/cms/commands/command-list.js';
import { buildDisk, type SourceFile } from '../../../src/cms/files/build-disk.js';
import { findEntry } from '../../../src/cms/files/directory.js';
import { mountVolume } from '../../../src/cms/files/mount.js';
import { readRecords } from '../../../src/cms/files/reader.js';
import { addressees } from '../../../src/cms/mail/addressees.js';
import { namesEntries } from '../../../src/cms/mail/names-file.js';
import { stackLine } from '../../../src/cms/program-stack.js';
import { fromEbcdic } from '../../../src/shared/ebcdic.js';
import { checkDisk } from '../../support/check-disk.js';
import { fakeGuest, runCommand, type FakeGuest } from '../../support/command-harness.js';
import { memoryDisk } from '../../support/memory-disk.js';

const now = { year: 2026, month: 2, day: 3, hour: 4, minute: 5, second: 6 };
const NAMES = {
  name: 'ALICE',
  type: 'NAMES',
  lines: [
    '* people at work',
    ':nick.KENT     :userid.CLARK :node.VMTS :name.Clark Kent',
    '               :phone.555-1938 :addr.344 Clinton Street,',
    '                 Apartment 3D',
    ':nick.lois     :userid.lane',
    ':nick.PLANET   :list.kent lois perry@vmts',
    '               :name.The Daily Planet',
    ':nick.ROUND    :list.round planet',
    ':nick.FAR      :userid.HAL :node.MARS',
    ':nick.NOBODY   :name.has no userid',
  ],
} satisfies SourceFile;
const LETTER = [
  'OPTIONS: ACK      NOLOG  LONG      NOTEBOOK ALL CLASS X',
  '',
  'Date: 28 November 2026, 14:45:30 UTC',
  'From: Alice                          ALICE    at VMTS',
  'To:   Clark Kent                     555-1938        CLARK    at VMTS',
  '      344 Clinton Street',
  '      LANE     at VMTS',
  'cc:   kent',
  '',
  'To: nobody of the text',
];
const LISTS: readonly SourceFile[] = [
  { name: 'LETTER', type: 'NOTE', modeNumber: 0, lines: LETTER },
  { name: 'PLAIN', type: 'NOTE', lines: ['cc: bob, lane', 'To:', '', 'text'] },
  { name: 'EMPTY', type: 'NOTE', lines: ['a letter without a head'] },
  {
    name: 'CMS',
    type: 'EXEC',
    lines: [
      '&1 &2 REPORT   DATA     A1',
      '* that was the first',
      '      HELLO    NOTE     A1 V',
      '',
    ],
  },
  { name: 'MANY', type: 'LIST', lines: new Array(501).fill('report data') },
  { name: 'NONE', type: 'LIST', lines: ['* nothing'] },
  { name: 'BAD', type: 'LIST', lines: ['report data a', 'no such a'] },
];
const FILES: readonly SourceFile[] = [
  NAMES,
  { name: 'REPORT', type: 'DATA', lines: ['alpha', 'beta'] },
  { name: 'HELLO', type: 'NOTE', lines: ['To: BOB', '', 'hello'] },
];

function guestOf(userid: string, files: readonly SourceFile[] = []): FakeGuest {
  const guest = fakeGuest({ A: memoryDisk(0x191, buildDisk(4000, 1024, 'MAIL', files, now)) });
  guest.userid = userid;
  return guest;
}
const alice = (): FakeGuest => guestOf('ALICE', FILES);
const run = (guest: FakeGuest, line: string) => runCommand(guest, fileCommands, line);

function content(guest: FakeGuest, name: string, type: string): string[] | undefined {
  const disk = guest.disks.get(0x191)!;
  expect(checkDisk(disk)).to.deep.equal([]);
  const volume = mountVolume(disk)!;
  const entry = findEntry(volume, name, type);
  return entry && readRecords(volume, disk, entry).map((record) => fromEbcdic(record));
}

/** Puts what one has punched into the other's reader, under the name that CLOSE gave it or another. */
function deliver(from: FakeGuest, to: FakeGuest, called?: string): void {
  to.reader = from.written.splice(0).map(({ data }) => data.slice());
  const close = from.cpCommands.findLast((command) => / NAME /.test(command)) ?? '';
  const [name = '', type = ''] = (called ?? close.replace(/.* NAME /, '')).split(' ');
  const records = String(to.reader.length).padStart(8, '0');
  const row = `${from.userid.padEnd(8)} 0051 A PUN ${records} 001 NONE 11/22 09:08:07 ${name.padEnd(9)} ${type.padEnd(8)} SYSTEM`;
  to.cp.set('QUERY RDR', { rc: 0, lines: ['ORIGINID FILE', row] });
  to.cp.set('QUERY VIRTUAL', { rc: 0, lines: ['RDR  000C CL * NOCONT NOHOLD EOF   READY'] });
}

describe('names files', () => {
  const entries = namesEntries(NAMES.lines);

  it('have entries with values over several lines', () => {
    expect(entries.map(({ tags }) => tags.get('NICK'))).to.deep.equal([
      'KENT',
      'lois',
      'PLANET',
      'ROUND',
      'FAR',
      'NOBODY',
    ]);
    expect(entries[0]!.line).to.equal(2);
    expect(entries[0]!.tags.get('ADDR')).to.equal('344 Clinton Street, Apartment 3D');
    expect(entries[2]!.text).to.have.length(2);
  });

  it('stand for people and lists of them, once each', () => {
    const to = (text: string) =>
      addressees('SDF', text.split(' '), entries, 'VMTS').map((o) => `${o.user} AT ${o.node}`);
    expect(to('kent')).to.deep.equal(['CLARK AT VMTS']);
    expect(to('kent AT MARS')).to.deep.equal(['KENT AT MARS']);
    expect(to('round bob clark')).to.deep.equal([
      'CLARK AT VMTS',
      'LANE AT VMTS',
      'PERRY AT VMTS',
      'BOB AT VMTS',
    ]);
    expect(() => to('nobody')).to.throw('DMSSDF647E Userid not specified for NOBODY');
    expect(() => to('bob AT')).to.throw('DMSSDF050E Parameter missing after AT');
    expect(() => to('much-too-long')).to.throw('DMSSDF070E Invalid parameter MUCH-TOO-LONG');
  });

  it('of any content are read, and lists end', () => {
    const piece = fc.constantFrom(
      ':nick.',
      ':list.',
      ':userid.',
      'A',
      'B',
      ' ',
      'AT',
      '@',
      ':',
      '.',
    );
    fc.assert(
      fc.property(fc.array(fc.array(piece, { maxLength: 8 })), (lines) => {
        const made = namesEntries(lines.map((one) => one.join('')));
        try {
          expect(addressees('SDF', ['A', 'B'], made, 'N').length).to.be.lessThan(501);
        } catch (error) {
          expect((error as Error).message).to.match(/^DMSSDF\d{3}/);
        }
      }),
      { seed: 11, numRuns: 500 },
    );
  });
});

describe('NAMEFIND', () => {
  const cases: readonly (readonly [string, number, readonly string[]])[] = [
    ['namefind :nick kent :userid :phone', 0, ['CLARK', '555-1938']],
    ['NAMEFIND :NICK.KENT :ADDR', 0, ['344 Clinton Street, Apartment 3D']],
    ['namefind :nick lois', 0, [':nick.lois     :userid.lane']],
    ['namefind :name clark   kent :nick :node :fax (linenum', 0, ['2', 'KENT', 'VMTS', '']],
    ['namefind :userid (start 3', 0, ['lane']],
    ['namefind :nick kent :phone 1', 32, []],
    ['namefind :nick x (file zzz', 28, ['DMSNAM002E File ZZZ NAMES * not found']],
    ['namefind', 24, ['DMSNAM621E Bad plist: no tag was specified']],
    ['namefind nick', 24, ['DMSNAM070E Invalid parameter nick']],
    ['namefind :nick x (foo', 24, ['DMSNAM003E Invalid option: FOO']],
    ['namefind :nick x (type stack', 24, ['DMSNAM066E TYPE and STACK are conflicting options']],
    ['namefind :nick x (fifo lifo', 24, ['DMSNAM066E FIFO and LIFO are conflicting options']],
    ['namefind :nick x (start 0', 24, ['DMSNAM029E Invalid parameter 0 in the option START field']],
  ];
  for (const [line, rc, lines] of cases) {
    it(line, () => {
      expect(run(alice(), line)).to.deep.equal({ rc, lines });
    });
  }

  it('stacks', () => {
    const guest = alice();
    run(guest, 'NAMEFIND :NICK KENT :USERID :NODE (LIFO');
    expect(guest.cms.stack.buffers).to.deep.equal([['VMTS', 'CLARK']]);
    guest.cms.stack.buffers.splice(0, 1, []);
    run(guest, 'NAMEFIND :NICK KENT :USERID :NODE (STACK');
    expect(guest.cms.stack.buffers).to.deep.equal([['CLARK', 'VMTS']]);
  });
});

describe('mail', () => {
  it('TELL goes to everyone of a list, and to another node by RSCS', () => {
    const guest = alice();
    guest.cp.set('MSG LANE', { rc: 45, lines: [] });
    expect(run(guest, 'tell planet extra, extra').rc).to.equal(45);
    expect(run(guest, 'tell far hello').rc).to.equal(0);
    expect(guest.cpCommands).to.deep.equal([
      'MSG CLARK extra, extra',
      'MSG LANE extra, extra',
      'MSG PERRY extra, extra',
      'SMSG RSCS MSG MARS HAL hello',
    ]);
  });

  it('SENDFILE goes to a list and is logged, as far as it came', () => {
    const guest = alice();
    const sent = ['CLARK', 'LANE', 'PERRY'].map(
      (user) => `File REPORT DATA A1 sent to ${user} at VMTS on 11/22/26 09:08:07`,
    );
    expect(run(guest, 'sendfile report data to planet')).to.deep.equal({ rc: 0, lines: sent });
    const log = ['CLARK   ', 'LANE    ', 'PERRY   '].map(
      (user) => `File REPORT   DATA     A1 sent to   ${user} at VMTS     on 2026-11-22 09:08:07`,
    );
    expect(content(guest, 'ALICE', 'NETLOG')).to.deep.equal(log);
    // nothing is sent to anybody when one of them is not there
    guest.cp.set('QUERY RDR LANE', { rc: 53, lines: [] });
    expect(run(guest, 'sendfile report data to planet (notype')).to.deep.equal({
      rc: 32,
      lines: ['DMSSDF648E Userid LANE not found'],
    });
    expect(content(guest, 'ALICE', 'NETLOG')).to.deep.equal(log);
    run(guest, 'sendfile report data bob (nolog');
    expect(content(guest, 'ALICE', 'NETLOG')).to.have.length(3);
    expect(run(guest, 'sendfile report data far').lines).to.deep.equal([
      'DMSSDF651E Command not issued to RSCS because MARS is another node',
    ]);
  });

  it('RECEIVE sends the receipt that was asked for, and both sides log', () => {
    const from = alice();
    run(from, 'sendfile report data bob (ack');
    const to = guestOf('BOB');
    deliver(from, to);
    expect(run(to, 'receive')).to.deep.equal({
      rc: 0,
      lines: ['REPORT DATA A1 created', 'File REPORT DATA A1 received from ALICE at VMTS'],
    });
    expect(content(to, 'BOB', 'NETLOG')).to.deep.equal([
      'File REPORT   DATA     A1 recv from ALICE    at VMTS     on 2026-11-22 09:08:07',
    ]);
    expect(to.cpCommands.slice(-2)).to.deep.equal([
      'SPOOL 00D NOCONT CLOSE',
      'CLOSE 00D TO ALICE CLASS A NAME REPORT DATA',
    ]);
    deliver(to, from);
    const told = 'Acknowledgment for REPORT DATA A1 received from BOB at VMTS';
    expect(run(from, 'receive')).to.deep.equal({ rc: 0, lines: [told] });
    expect(content(from, 'ALICE', 'NETLOG')!.at(-1)).to.equal(
      'Ackn REPORT   DATA     A1 recv from BOB      at VMTS     on 2026-11-22 09:08:07',
    );
    // a receipt asks for none
    expect(from.written).to.deep.equal([]);
  });

  it('SENDFILE sends a note to those who stand at its head, as its options say', () => {
    const guest = guestOf('ALICE', [...FILES, ...LISTS]);
    const at = 'at VMTS on 11/22/26 09:08:07';
    expect(run(guest, 'sendfile letter note (note')).to.deep.equal({
      rc: 0,
      lines: [`Note LETTER NOTE A0 sent to CLARK ${at}`, `Note LETTER NOTE A0 sent to LANE ${at}`],
    });
    expect(content(guest, 'ALICE', 'NETLOG')).to.equal(undefined);
    expect(guest.cpCommands).to.include('CLOSE 00D TO LANE CLASS X NAME LETTER NOTE');
    guest.cpCommands.splice(0);
    // what is typed counts more than what the note says
    expect(run(guest, 'sendfile letter note (note class b log').rc).to.equal(0);
    expect(guest.cpCommands).to.include('CLOSE 00D TO LANE CLASS B NAME LETTER NOTE');
    expect(content(guest, 'ALICE', 'NETLOG')).to.deep.equal([
      'Note LETTER   NOTE     A0 sent to   CLARK    at VMTS     on 2026-11-22 09:08:07',
      'Note LETTER   NOTE     A0 sent to   LANE     at VMTS     on 2026-11-22 09:08:07',
    ]);
    expect(run(guest, 'sendfile plain (note notype')).to.deep.equal({ rc: 0, lines: [] });
    expect(guest.cpCommands.filter((line) => line.includes('NAME PLAIN'))).to.deep.equal([
      'CLOSE 00D TO BOB CLASS A NAME PLAIN NOTE',
      'CLOSE 00D TO LANE CLASS A NAME PLAIN NOTE',
    ]);
    // the one that NOTE has written
    const own = guestOf('ALICE', [{ name: 'ALICE', type: 'NOTE', lines: ['To: BOB', '', 'x'] }]);
    expect(run(own, 'sendfile (note').lines).to.deep.equal([
      `Note ALICE NOTE A1 sent to BOB ${at}`,
    ]);
    expect(run(guest, 'sendfile empty note a (note')).to.deep.equal({
      rc: 24,
      lines: ['DMSSDF647E Userid not specified for EMPTY NOTE A'],
    });
    expect(run(guest, 'sendfile empty note a bob (note').lines).to.deep.equal([
      'DMSSDF070E Invalid parameter BOB',
    ]);
    expect(run(guest, 'sendfile empty note a (note old').lines).to.deep.equal([
      'DMSSDF066E NOTE and OLD are conflicting options',
    ]);
  });

  it('SENDFILE sends the files of a list, or none of them', () => {
    const guest = guestOf('ALICE', [...FILES, ...LISTS]);
    const at = 'at VMTS on 11/22/26 09:08:07';
    expect(run(guest, 'sendfile cms exec a to kent bob (filelist')).to.deep.equal({
      rc: 0,
      lines: ['CLARK', 'BOB'].flatMap((user) => [
        `File REPORT DATA A1 sent to ${user} ${at}`,
        `File HELLO NOTE A1 sent to ${user} ${at}`,
      ]),
    });
    expect(content(guest, 'ALICE', 'NETLOG')).to.have.length(4);
    for (const [line, says] of [
      ['many list a to kent lois', 'DMSSDF109S Virtual storage capacity exceeded'],
      ['none list a to kent', 'DMSSDF042E No fileid specified'],
      ['bad list a to kent', 'DMSSDF002E File NO SUCH A not found'],
    ]) {
      expect(run(guest, `sendfile ${line!} (filelist`).lines, line).to.deep.equal([says]);
    }
    expect(content(guest, 'ALICE', 'NETLOG')).to.have.length(4);
    // the disk has gone
    guest.disks.clear();
    expect(run(guest, 'sendfile cms exec a to kent (filelist').lines).to.deep.equal([
      'DMSSDF104S Error 3 reading file CMS EXEC A from disk',
    ]);
  });

  it('RECEIVE asks first when it is told to, and lets the file be called otherwise', () => {
    const from = alice();
    const ask =
      'DMSREC1079R Receive REPORT DATA from ALICE at VMTS? Reply 0 (NO), 1 (YES), 2 (QUIT), or 3 (RENAME)';
    const name = 'DMSREC1080R Enter the new name, or a null line to be asked again';
    const take = (line: string, ...input: string[]) => {
      const to = guestOf('BOB');
      run(from, 'sendfile report data bob');
      deliver(from, to);
      to.input.push(...input);
      return { ...run(to, line), to };
    };
    const no = take('receive (fullprompt', 'perhaps', '0');
    expect([no.rc, no.lines]).to.deep.equal([0, [ask, ask]]);
    expect(no.to.cpCommands.at(-1)).to.equal('CLOSE 00C HOLD');
    const yes = take('receive (fullp', '1');
    expect(yes.lines.slice(0, 2)).to.deep.equal([ask, 'REPORT DATA A1 created']);
    const other = take('receive (fullp', '3', '', '3', 'a*', 'x = a2', 'x = a2');
    expect(other.lines.slice(0, 5)).to.deep.equal([ask, name, ask, name, name]);
    expect(other.lines.slice(5)).to.deep.equal([
      'X DATA A2 created',
      'File X DATA A2 received from ALICE at VMTS sent as REPORT DATA A2',
    ]);
    expect(content(other.to, 'X', 'DATA')).to.deep.equal(['alpha', 'beta']);
    expect(content(other.to, 'BOB', 'NETLOG')).to.deep.equal([
      'File X        DATA     A2 recv from ALICE    at VMTS     on 2026-11-22 09:08:07 sent as REPORT DATA A2',
    ]);
    expect(take('receive').lines).to.have.length(2);
    // its spool file has another name
    const called = (line: string, ...input: string[]) => {
      const to = guestOf('BOB');
      run(from, 'sendfile report data bob');
      deliver(from, to, 'A B');
      to.input.push(...input);
      return run(to, line).lines;
    };
    expect(called('receive', '1')[0]).to.equal(ask);
    expect(called('receive - report')).to.have.length(2);
    expect(called('receive (noprompt')).to.have.length(2);
  });

  it('RECEIVE asks about each of several files, and keeps them when one is not wanted', () => {
    const from = guestOf('ALICE', [
      { name: 'ONE', type: 'DATA', lines: ['1'] },
      { name: 'TWO', type: 'DATA', lines: ['2'] },
      { name: 'THREE', type: 'DATA', lines: ['3'] },
    ]);
    const take = (line: string, ...input: string[]) => {
      const to = guestOf('BOB');
      for (const name of ['one', 'two', 'three']) run(from, `punch ${name} data a`);
      deliver(from, to, 'ONE DATA');
      to.input.push(...input);
      const { rc, lines } = run(to, line);
      const there = ['ONE', 'TWO', 'THREE', 'FOUR'].filter((name) => content(to, name, 'DATA'));
      return [
        rc,
        lines.filter((text) => text.includes('1079R')).length,
        there,
        to.cpCommands.at(-1),
      ];
    };
    const gone = 'CLOSE 00C NOHOLD';
    const kept = 'CLOSE 00C HOLD';
    expect(take('receive (nop')).to.deep.equal([0, 0, ['ONE', 'TWO', 'THREE'], gone]);
    expect(take('receive', '1', '1')).to.deep.equal([0, 2, ['ONE', 'TWO', 'THREE'], gone]);
    expect(take('receive', '0', '1')).to.deep.equal([0, 2, ['ONE', 'THREE'], kept]);
    expect(take('receive', '2')).to.deep.equal([0, 1, ['ONE'], kept]);
    expect(take('receive (fullp', '0', '3', 'four', '1')).to.deep.equal([
      0,
      3,
      ['THREE', 'FOUR'],
      kept,
    ]);
    expect(take('receive (fullp', '0', '0', '0')).to.deep.equal([0, 3, [], kept]);
    expect(take('receive - four (fullp', '1', '0', '2')).to.deep.equal([0, 3, ['FOUR'], kept]);
  });

  it('RECEIVE throws away, and stacks what it has to say', () => {
    const from = alice();
    const to = guestOf('BOB');
    run(from, 'sendfile report data bob');
    deliver(from, to);
    expect(run(to, 'receive (purge').lines).to.deep.equal([
      'File REPORT DATA from ALICE at VMTS purged',
    ]);
    expect(to.cpCommands.at(-1)).to.equal('PURGE RDR 0051');
    deliver(from, to);
    run(from, 'sendfile report data bob');
    deliver(from, to);
    expect(run(to, 'receive (stack')).to.deep.equal({ rc: 0, lines: [] });
    expect(to.cms.stack.buffers).to.deep.equal([
      ['REPORT DATA A1 created', 'File REPORT DATA A1 received from ALICE at VMTS'],
    ]);
    while (stackLine(to.cms.stack, 'x'.repeat(255), 'FIFO'));
    while (stackLine(to.cms.stack, 'x', 'FIFO'));
    run(from, 'sendfile hello note bob');
    deliver(from, to);
    expect(run(to, 'receive (stack')).to.deep.equal({
      rc: 41,
      lines: ['DMSREC622E Insufficient free storage'],
    });
  });

  it('RECEIVE puts notes into the notebook of their sender', () => {
    const from = guestOf('ALICE', LISTS);
    const take = (lines: readonly string[]) => {
      const to = guestOf('BOB', [{ name: 'BOB', type: 'NAMES', lines }]);
      run(from, 'sendfile letter note a bob');
      deliver(from, to);
      return { ...run(to, 'receive (notebook *'), to };
    };
    const friend = take([':nick.al :userid.alice :notebook.friends']);
    expect(friend.lines).to.deep.equal([
      'Note LETTER NOTE received from ALICE at VMTS added to FRIENDS NOTEBOOK A0',
    ]);
    expect(content(friend.to, 'FRIENDS', 'NOTEBOOK')).to.deep.equal([
      '='.repeat(73),
      ...LETTER.slice(2).map((line) => line || ' '),
    ]);
    expect(take([':nick.al :userid.x']).lines[0]).to.contain('added to ALICE NOTEBOOK A0');
  });

  it('RECEIVE puts notes into a notebook', () => {
    const from = alice();
    const to = guestOf('BOB');
    const take = (line: string) => {
      run(from, 'sendfile hello note bob');
      deliver(from, to);
      return run(to, line);
    };
    const mark = '='.repeat(73);
    expect(take('receive')).to.deep.equal({
      rc: 0,
      lines: ['Note HELLO NOTE received from ALICE at VMTS added to ALL NOTEBOOK A0'],
    });
    take('receive (notebook work');
    take('receive');
    const note = ['To: BOB', ' ', 'hello'];
    expect(content(to, 'ALL', 'NOTEBOOK')).to.deep.equal([mark, ...note, mark, ...note]);
    expect(content(to, 'WORK', 'NOTEBOOK')).to.deep.equal([mark, ...note]);
    expect(take('receive (nonotebook').lines[0]).to.equal('HELLO NOTE A1 created');
    expect(take('receive - keep =').lines[0]).to.equal('KEEP NOTE A1 created');
  });
});
