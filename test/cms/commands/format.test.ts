/** FORMAT. What it leaves behind when the power goes: test/cms/files/power-loss.test.ts. */
import { expect } from 'chai';
import { fileCommands } from '../../../src/cms/commands/command-list.js';
import { buildDisk, type SourceFile } from '../../../src/cms/files/build-disk.js';
import { listEntries } from '../../../src/cms/files/directory.js';
import { mountVolume } from '../../../src/cms/files/mount.js';
import { readRecords } from '../../../src/cms/files/reader.js';
import { checkDisk } from '../../support/check-disk.js';
import { fakeGuest, runCommand, type FakeGuest } from '../../support/command-harness.js';
import { memoryDisk, type MemoryDisk } from '../../support/memory-disk.js';

const now = { year: 2026, month: 2, day: 3, hour: 4, minute: 5, second: 6 };
const files: readonly SourceFile[] = [
  { name: 'ONE', type: 'DATA', lines: Array.from({ length: 200 }, (_, i) => `first ${i}`) },
  { name: 'TWO', type: 'DATA', lines: ['x', 'y'], fixedLength: 80 },
  { name: 'THREE', type: 'EXEC', lines: ['say 3'] },
];

/** Everything on a disk as text: what two states are compared by. */
function stateOf(disk: MemoryDisk): string {
  const volume = mountVolume(disk);
  if (volume === undefined) return 'no CMS disk';
  const all = listEntries(volume, '*', '*').entries.map((entry) => {
    const records = readRecords(volume, disk, entry).map((record) => record.join(','));
    return `${entry.name} ${entry.type} ${entry.modeNumber} ${records.join(';')}`;
  });
  return `${volume.label} ${volume.blockSize}\n${all.join('\n')}`;
}

function guestWith(disk: MemoryDisk, input: readonly string[] = []): FakeGuest {
  const guest = fakeGuest({ A: disk });
  guest.input.push(...input);
  return guest;
}

describe('FORMAT', () => {
  const image = buildDisk(4000, 1024, 'OLD191', files, now);

  it('asks, formats and accesses', () => {
    const disk = memoryDisk(0x191, image);
    const guest = guestWith(disk, ['1', 'new191']);
    expect(runCommand(guest, fileCommands, 'FORMAT 191 C (BLKSIZE 512')).to.deep.equal({
      rc: 0,
      lines: [
        'DMSFOR603R FORMAT will erase all files on disk C(191). Do you wish to continue?',
        ' Enter 1 (YES) or 0 (NO).',
        'DMSFOR605R Enter disk label:',
        'DMSFOR733I Formatting disk C',
        'DMSFOR732I 4000 FB-512 blocks formatted on C(191)',
      ],
    });
    expect(stateOf(disk)).to.equal('NEW191 512\n');
    expect(checkDisk(disk)).to.deep.equal([]);
    expect(guest.cms.disks.modes.map((mode) => mode.letter)).to.deep.equal(['C']);
  });

  for (const size of [512, 1024, 2048, 4096]) {
    it(`formats what was never formatted, blocks of ${size}`, () => {
      const disk = memoryDisk(0x300, new Uint8Array(512 * 20000));
      const guest = fakeGuest();
      guest.disks.set(0x300, disk);
      guest.input.push('YES', 'SCRTCH');
      expect(runCommand(guest, fileCommands, `FORMAT 300 D (BLKSIZE ${size}`).rc).to.equal(0);
      expect(checkDisk(disk)).to.deep.equal([]);
    });
  }

  it('does nothing when the answer is no', () => {
    const disk = memoryDisk(0x191, image);
    expect(runCommand(guestWith(disk, ['0']), fileCommands, 'FORMAT 191 A').rc).to.equal(8);
    expect(disk.writes).to.equal(0);
    expect(stateOf(disk)).to.contain('THREE EXEC');
  });

  it('writes another label and nothing else', () => {
    const disk = memoryDisk(0x191, image);
    const before = stateOf(disk);
    const guest = guestWith(disk, ['', 'too bad!', 'FRESH']);
    expect(runCommand(guest, fileCommands, 'FORMAT 191 A (LABEL').rc).to.equal(0);
    expect(stateOf(disk)).to.equal(before.replace('OLD191', 'FRESH'));
  });

  const refused: readonly (readonly [string, number, string])[] = [
    ['FORMAT', 24, 'DMSFOR028E No device specified'],
    ['FORMAT 191', 24, 'DMSFOR073E No filemode specified'],
    ['FORMAT XX A', 24, 'DMSFOR017E Invalid device address XX'],
    ['FORMAT 191 AB', 24, 'DMSFOR048E Invalid filemode AB'],
    ['FORMAT 999 A', 100, 'DMSFOR113S A(999) not attached or invalid device address'],
    ['FORMAT 190 D', 36, 'DMSFOR037E Filemode D(190) is accessed as read/only'],
    [
      'FORMAT 191 A (BLKSIZE 800',
      24,
      'DMSFOR029E Invalid parameter 800 in the option BLKSIZE field',
    ],
    [
      'FORMAT 191 A 20 (BLKSIZE 4096',
      100,
      'DMSFOR216E Insufficient blocks on disk to support CMS disk structure',
    ],
  ];
  for (const [line, rc, text] of refused) {
    it(`refuses ${line}`, () => {
      const disk = memoryDisk(0x191, image);
      const guest = guestWith(disk);
      guest.disks.set(0x190, memoryDisk(0x190, image, true));
      expect(runCommand(guest, fileCommands, line)).to.deep.equal({ rc, lines: [text] });
      expect(disk.writes).to.equal(0);
    });
  }

  it('says so when a sync fails, and leaves one of the two states', () => {
    for (const good of [0, 1]) {
      const disk = memoryDisk(0x191, image);
      const old = stateOf(disk);
      const guest = guestWith(disk);
      guest.goodSyncs = good;
      expect(runCommand(guest, fileCommands, 'ERASE ONE DATA A')).to.deep.equal({
        rc: 100,
        lines: ['DMSERS105S Error 3 writing file A(191) on disk'],
      });
      expect(checkDisk(disk)).to.deep.equal([]);
      const same = stateOf(disk) === old;
      expect(same).to.equal(good === 0);
    }
  });

  it('formats a disk that is full to the last block', () => {
    const big = Array.from({ length: 70 }, (_, i) => `${i}`.padEnd(500));
    const full = buildDisk(100, 512, 'FULL', [{ name: 'BIG', type: 'DATA', lines: big }], now);
    const disk = memoryDisk(0x191, full);
    expect(
      runCommand(guestWith(disk, ['1', 'NEW']), fileCommands, 'FORMAT 191 A (BLKSIZE 512').rc,
    ).to.equal(0);
    expect(stateOf(disk)).to.equal('NEW 512\n');
    expect(checkDisk(disk)).to.deep.equal([]);
  });
});
