/**
 * Commands that take files from elsewhere, and those that make several, on a store that forgets what was not synced:
 * the reader file goes only when what it held is safe.
 */
import { expect } from 'chai';
import type { Answer } from '../../../src/cms/command.js';
import { fileCommands } from '../../../src/cms/commands/command-list.js';
import { buildDisk, type SourceFile } from '../../../src/cms/files/build-disk.js';
import { fakeGuest, runCommand, type FakeGuest } from '../../support/command-harness.js';
import { memoryDisk } from '../../support/memory-disk.js';
import { content, edit, enter, setup } from '../../support/xedit-world.js';
import { watchPower } from '../../support/power-watch.js';

const now = { year: 2026, month: 2, day: 3, hour: 4, minute: 5, second: 6 };
const card = (text: string, number: number): string =>
  text.padEnd(72) + String(number).padStart(8, '0');
const wide = Array.from({ length: 60 }, (_, i) => `${i} `.repeat(100).slice(0, 200));

const sent: readonly SourceFile[] = [
  { name: 'WIDE', type: 'DATA', modeNumber: 4, lines: wide },
  { name: 'REPORT', type: 'DATA', lines: ['alpha', 'Beta  ', 'gamma'] },
  { name: 'DECK', type: 'TEXT', fixedLength: 80, lines: wide.map((line) => line.slice(0, 60)) },
];
const kept: readonly SourceFile[] = [
  { name: 'WIDE', type: 'DATA', lines: wide.slice(0, 30) },
  { name: 'OTHER', type: 'DATA', lines: ['x'] },
  {
    ...{ name: 'PROG', type: 'ASSEMBLE', fixedLength: 80 },
    lines: ['PROG     CSECT', '         BR    14', '         END'].map((text, i) =>
      card(text, (i + 1) * 1000),
    ),
  },
  {
    ...{ name: 'PROG', type: 'UPDATE', fixedLength: 80 },
    lines: ['./ I 1000 $ 1100 100', '         SR    15,15'],
  },
];

interface Case {
  /** What is punched to the reader. */
  readonly sent?: readonly string[];
  readonly lines: readonly string[];
  /** Files that are made one after the other from what was in the reader; 1 without. */
  readonly files?: number;
  /** How many states of the disk one sees beside the first; as many as files without. */
  readonly states?: number;
}

const cases: readonly Case[] = [
  { sent: ['SENDFILE REPORT DATA A TO BOB'], lines: ['RECEIVE 51 (NOPROMPT NOLOG'] },
  { sent: ['SENDFILE WIDE DATA A TO BOB'], lines: ['RECEIVE 51 (NOPROMPT NOLOG REPLACE'] },
  // the file is safe before it is in the log
  { sent: ['SENDFILE WIDE DATA A TO BOB'], lines: ['RECEIVE 51 A B (NOPROMPT LOG'], states: 2 },
  { sent: ['PUNCH DECK TEXT A'], lines: ['RECEIVE 51 (NOPROMPT NOLOG'] },
  { sent: ['PUNCH DECK TEXT A', 'PUNCH REPORT DATA A'], lines: ['READCARD *'] },
  { sent: ['PUNCH DECK TEXT A (NOHEADER'], lines: ['READCARD WIDE DATA A'] },
  { sent: ['DISK DUMP WIDE DATA A', 'DISK DUMP DECK TEXT A'], lines: ['DISK LOAD'] },
  { sent: ['NETDATA SEND WIDE DATA A TO BOB AT *'], lines: ['NETDATA RECEIVE NEW = A'] },
  { sent: ['NETDATA SEND WIDE DATA A TO BOB AT *'], lines: ['NETDATA RECEIVE = = A (REPLACE'] },
  { sent: ['VMARC PACK * * A (PUNCH'], lines: ['VMARC UNPK * * A (READER REPLACE'], files: 3 },
  {
    lines: ['VMARC PACK * DATA A ALL VMARC A', 'VMARC UNPK ALL VMARC A * * A (REPLACE NEWDATE'],
    states: 3,
  },
  {
    lines: ['VMARC PACK WIDE DATA A X VMARC A', 'VMARC PACK OTHER DATA A X VMARC A (APPEND'],
    states: 2,
  },
  { lines: ['PIPE < WIDE DATA A | > NEW DATA A'] },
  { lines: ['PIPE < WIDE DATA A | take 20 | > WIDE DATA A'] },
  { lines: ['PIPE literal more | >> WIDE DATA A'] },
  {
    lines: ['PIPE (end ?) < OTHER DATA A | x: fanout | > ONE DATA A ? x: | > TWO DATA A'],
    states: 2,
  },
  { lines: ['UPDATE PROG'] },
  { lines: ['UPDATE PROG (REP'] },
  { lines: ['ASSEMBLE PROG'] },
  { lines: ['GLOBALV SELECT G SETLP NAME VALUE'] },
];

/** What ALICE punches. */
function punched(lines: readonly string[]): readonly Uint8Array[] {
  const alice = fakeGuest({ A: memoryDisk(0x191, buildDisk(400, 1024, 'ALI191', sent, now)) });
  for (const line of lines) expect(runCommand(alice, fileCommands, line).rc, line).to.equal(0);
  return alice.written.map(({ data }) => data);
}

function inReader(guest: FakeGuest, cards: readonly Uint8Array[]): void {
  if (cards.length === 0) return;
  guest.reader = cards.map((one) => one.slice());
  const count = String(cards.length).padStart(8, '0');
  const heading = 'ORIGINID FILE CLASS RECORDS  CPY HOLD DATE  TIME     NAME      TYPE     DIST';
  const row = `ALICE    0051 A PUN ${count} 001 NONE 11/22 09:08:07 REPORT    DATA     SYSTEM`;
  guest.cp.set('QUERY RDR', { rc: 0, lines: [heading, row] });
  guest.cp.set('QUERY VIRTUAL', { rc: 0, lines: ['RDR  000C CL * NOCONT NOHOLD EOF   READY'] });
}

describe('loss of power while files are taken from elsewhere', () => {
  for (const [i, { sent: from = [], lines: typed, files = 1, states = files }] of cases.entries()) {
    const blockSize = [512, 1024, 2048, 4096][i % 4]!;
    it(`leaves the old or the new state: ${[...from, ...typed].join('; ')}, blocks of ${blockSize}`, () => {
      const image = buildDisk(800, blockSize, 'BOB191', kept, now);
      const guest = fakeGuest({ A: memoryDisk(0x191, image) });
      guest.userid = 'BOB';
      inReader(guest, punched(from));
      const disk = guest.disks.get(0x191)!;
      const watch = watchPower(disk, i);
      guest.onSync = () => {
        watch.atSync();
      };
      let dropped = 0;
      guest.onCp = (command) => {
        if (
          !command.startsWith('CLOSE 00C') ||
          command.includes('HOLD') !== command.includes('NOHOLD')
        )
          return;
        // what was in the reader is on the disk, whatever becomes of that now
        dropped++;
        expect(watch.states).to.have.length(1 + files);
        watch.atEnd();
      };
      for (const line of typed) {
        const { rc, lines } = runCommand(guest, fileCommands, line);
        expect(rc, lines.join('\n')).to.equal(0);
        watch.atEnd();
      }
      expect(watch.states).to.have.length(1 + states);
      expect(new Set(watch.states).size).to.equal(1 + states);
      expect(dropped).to.equal(from.length > 0 ? 1 : 0);
      expect(watch.looked).to.be.greaterThan(20);
    });
  }
});

describe('loss of power under XEDIT with AUTOSAVE', () => {
  for (const blockSize of [512, 4096]) {
    it(`leaves what was saved last, by itself or by FILE, blocks of ${blockSize}`, () => {
      const s = setup({ blocks: 240, blockSize });
      const watch = watchPower(s.disk, blockSize);
      const sync = s.disk.sync.bind(s.disk);
      s.disk.sync = () => {
        watch.atSync();
        sync();
      };
      const other = (): Answer => ({ kind: 'rc', rc: 0 });
      const turns = ['set autosave 1', 'change /red/RED/ *', 'top', 'change /RED/green/ *', 'file'];
      edit(s, 'xedit poem data', turns.map(enter), (effect) =>
        effect.kind === 'command' ? other() : { kind: 'done' },
      );
      watch.atEnd();
      // two of its own, the file; what it saved is erased by a command
      expect(new Set(watch.states).size).to.equal(4);
      expect(content(s, 'POEM', 'DATA')[0]).to.equal('Roses are green');
    });
  }
});
