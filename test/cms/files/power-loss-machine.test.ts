/**
 * Commands that need a machine around them - a tape drive, programs, the program stack, OS simulation - on a store that
 * forgets what was not synced.
 */
import { expect } from 'chai';
import { cmsProgram } from '../../../src/cms/cms-program.js';
import { buildDisk, type SourceFile } from '../../../src/cms/files/build-disk.js';
import { execFile } from '../../support/cms-disk.js';
import { GuestRig } from '../../support/guest-rig.js';
import { macroProgram } from '../../support/macro-program.js';
import { memoryDisk, type MemoryDisk } from '../../support/memory-disk.js';
import { stateOf } from '../../support/power-loss.js';
import { watchPower, type PowerWatch } from '../../support/power-watch.js';
import { aws } from '../commands/aws-reel.js';
import { card, CARDS, MARK, punched, unloaded } from '../commands/os-reel.js';
import { session } from '../nucleus/cms-rig.js';

const now = { year: 2026, month: 2, day: 3, hour: 4, minute: 5, second: 6 };
const lines = (count: number): string[] => Array.from({ length: count }, (_, i) => `line ${i}`);
const files: readonly SourceFile[] = [
  { name: 'ONE', type: 'DATA', lines: lines(120) },
  { name: 'TWO', type: 'DATA', lines: lines(9), fixedLength: 80 },
  { name: 'THREE', type: 'DATA', lines: ['x'] },
  macroProgram('MAIN', ' LA 15,0', ' BR 14'),
  macroProgram('OTHER', ' LA 15,2', ' BR 14'),
  {
    ...{ name: 'PARTS', type: 'COPY', fixedLength: 80 },
    lines: ['*COPY P1', ...lines(30), '*COPY P2', ...lines(5)],
  },
  execFile(
    'WRITE',
    '/* a file in three turns, and a line of it changed */',
    'address command',
    "'EXECIO 1 DISKW ONE DATA A (STRING a line behind the last'",
    "do 20; queue 'and another'; end",
    "'EXECIO 20 DISKW ONE DATA A'",
    "'EXECIO 1 DISKW ONE DATA A 3 (STRING changed'",
    "'FINIS ONE DATA A'",
    "'EXECIO 1 DISKW NEW DATA A 1 F 80 (FINIS STRING of a new file'",
  ),
  execFile(
    'STREAM',
    '/* a file written as a stream */',
    "do i = 1 to 50; call lineout 'STREAM DATA A', 'line' i; end",
    "call lineout 'STREAM DATA A'",
  ),
];

/** What is on the disk of B: the same and more, elsewhere. */
const others: readonly SourceFile[] = [
  { name: 'TWO', type: 'DATA', lines: lines(70), fixedLength: 80 },
  { name: 'FOUR', type: 'DATA', lines: lines(200) },
  { name: 'FIVE', type: 'DATA', lines: ['y'] },
];

interface Case {
  readonly lines: readonly string[];
  /** What is done before anybody looks. */
  readonly before?: readonly string[];
  /** States of the disk beside the first; 1 without. */
  readonly states?: number;
  /** The disk that is watched; 191, that of A, without. */
  readonly device?: number;
  /** What is on the reel; nothing without. */
  readonly reel?: Uint8Array;
}

const punchedTape = aws([
  ...['MEMBER NAME=ONE', ...lines(90), 'MEMBER NAME=NEW', ...lines(40)].map(punched),
  MARK,
]);
const unloadedTape = aws([
  ...unloaded(CARDS, [
    { name: 'P1', blocks: lines(30).map((line) => card(line)) },
    { name: 'P2', blocks: lines(70).map((line) => card(line)) },
  ]),
  MARK,
]);

const toTape = ['tape dump * * b', 'tape rew'];

const cases: readonly Case[] = [
  // a file is there as soon as it is read
  { before: toTape, lines: ['tape load * * a'], states: 3 },
  { before: toTape, lines: ['tape load two data a'] },
  { before: ['tape dump * * b (blksize 800', 'tape rew'], lines: ['tape load * * a'], states: 3 },
  { before: ['vmfplc2 dump * * b', 'vmfplc2 rew'], lines: ['vmfplc2 load * * a'], states: 3 },
  { lines: ['tape dump * * b (disk'] },
  { before: toTape, lines: ['tape scan (disk'] },
  { lines: ['tappds * data'], states: 2, reel: punchedTape },
  { lines: ['tappds'], states: 2, reel: unloadedTape },
  { lines: ['tappds one data (nopds'], reel: punchedTape },
  { before: ['maclib gen lib parts'], lines: ['tapemac lib nl'], reel: unloadedTape },
  { lines: ['tapemac lib nl (itemct 50'], states: 2, reel: unloadedTape },
  {
    before: ['filedef in disk four data b', 'filedef out disk moved data a'],
    lines: ['movefile in out'],
  },
  {
    before: ['filedef in disk four data b', 'filedef out disk one data a (recfm f lrecl 40'],
    lines: ['movefile in out'],
  },
  // behind the lines that were added, the changed line, and the other file
  { lines: ['write'], states: 3 },
  { lines: ['stream'] },
  { lines: ['txtlib gen lib main', 'txtlib add lib other', 'txtlib del lib main'], states: 3 },
  { lines: ['lked main'], states: 2 },
  { before: ['load main'], lines: ['genmod main'] },
  { lines: ['load main (map'] },
  { before: ['maclib gen lib parts'], lines: ['maclib map lib'] },
  {
    before: ['lked main', 'lked other (libe main'],
    // LKED leaves no gaps that there is something to be won from
    lines: ['loadlib compress main', 'loadlib list main (disk'],
  },
  {
    before: ['lked main', 'lked other (libe new'],
    lines: ['loadlib copy new loadlib a main loadlib a'],
  },
  // each member is a file as soon as it is read
  {
    before: ['maclib gen lib parts', 'filedef in disk lib maclib a', 'filedef out disk any part a'],
    lines: ['movefile in out (pds'],
    states: 2,
  },
  { lines: ['access 191 a (erase', 'access 192 b'] },
  // as long as a disk is neither the one nor the other nobody takes it
  {
    before: ['ddr', 'in 192 fb-512 scratch', 'out 181 3420', 'dump all', '', 'tape rew'],
    lines: ['ddr', 'in 181 3420', 'out 193 fb-512 scratch', 'restore all', 'yes', ''],
    device: 0x193,
  },
  {
    lines: ['ddr', 'in 192 fb-512 scratch', 'out 193 fb-512 scratch', 'copy all', ''],
    device: 0x193,
  },
];

/** A machine whose disk is watched from the first command of the case on. */
function machine(
  blockSize: number,
  reel?: Uint8Array,
): {
  rig: GuestRig;
  disks: Map<number, MemoryDisk>;
  watch: (device: number, watching: PowerWatch | undefined) => void;
} {
  const disks = new Map([
    [0x191, memoryDisk(0x191, buildDisk(480, blockSize, 'ALI191', files, now))],
    [0x192, memoryDisk(0x192, buildDisk(480, 1024, 'ALI192', others, now))],
    [0x193, memoryDisk(0x193, buildDisk(480, blockSize, 'ALI193', files.slice(0, 3), now))],
  ]);
  const watching = new Map<number, PowerWatch | undefined>();
  const rig = new GuestRig({
    ...{ kind: cmsProgram, parm: 'AUTOCR', disks, tape: 'ring' },
    ...(reel === undefined ? {} : { reel }),
    atCommit(device) {
      watching.get(device)?.atSync();
      disks.get(device)!.sync();
    },
  });
  return { rig, disks, watch: (device, one) => watching.set(device, one) };
}

describe('loss of power in a machine', () => {
  for (const [
    i,
    { before = [], lines: typed, states = 1, device = 0x191, reel },
  ] of cases.entries()) {
    const blockSize = [512, 1024, 2048, 4096][i % 4]!;
    it(`leaves the old or the new state: ${typed.join('; ')}, blocks of ${blockSize}`, () => {
      const { rig, disks, watch } = machine(blockSize, reel);
      session(rig, 'access 192 b', ...before);
      const disk = disks.get(device)!;
      const source = stateOf(disks.get(0x192)!);
      const seen = watchPower(disk, i, device === 0x193);
      watch(device, seen);
      for (const line of typed) {
        const said = session(rig, line);
        seen.atEnd();
        expect(
          said.filter((one) => /^Ready\(/.test(one)),
          said.join('\n'),
        ).to.deep.equal([]);
      }
      expect(stateOf(disks.get(0x192)!)).to.equal(source);
      const real = seen.states.filter((state) => state !== 'no CMS disk');
      expect(real).to.have.length(1 + states);
      expect(new Set(real).size).to.equal(1 + states);
      expect(seen.looked).to.be.greaterThan(20);
    });
  }
});
