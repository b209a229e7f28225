/**
 * A minidisk of 1 GiB with 100,000 files: every command does what it does on a small one, and no step of it reads or
 * writes more than a few hundred times.
 */
import { expect } from 'chai';
import type { BlockDevice } from '../../../src/cms/block-device.js';
import { fileCommands } from '../../../src/cms/commands/command-list.js';
import { findEntry, listEntries } from '../../../src/cms/files/directory.js';
import { volumeOf } from '../../../src/cms/files/disk-state.js';
import { mountVolume } from '../../../src/cms/files/mount.js';
import { checkDisk } from '../../support/check-disk.js';
import {
  fakeGuest,
  runCommand,
  type FakeGuest,
  type Outcome,
} from '../../support/command-harness.js';
import { fillDisk, largeName, sparseDisk } from '../../support/large-disk.js';
import type { MemoryDisk } from '../../support/memory-disk.js';

const now = { year: 2026, month: 2, day: 3, hour: 4, minute: 5, second: 6 };
const BLOCKS = 2 ** 21;
const FILES = 100_000;
/** Calls of a device in one step at the most: 2 ms of DIAGNOSEs. */
const MOST_CALLS = 150;

describe('a minidisk of 1 GiB with 100,000 files', () => {
  let device: BlockDevice;
  let guest: FakeGuest;
  let calls = 0;
  let most = 0;

  before(function () {
    this.timeout(180_000);
    device = sparseDisk(0x191, BLOCKS);
    fillDisk(device, 1024, FILES, now);
    guest = fakeGuest();
    // frames with so many files take long to be written down
    guest.writtenDown = 97;
    const counted: BlockDevice = {
      ...device,
      read: (block, count) => {
        most = Math.max(most, ++calls);
        return device.read(block, count);
      },
      write: (block, bytes) => {
        most = Math.max(most, ++calls);
        return device.write(block, bytes);
      },
    };
    guest.disks.set(0x191, { ...counted, sync: () => undefined } as unknown as MemoryDisk);
  });

  function run(line: string, ...input: string[]): Outcome {
    guest.input.push(...input);
    most = 0;
    guest.onStep = () => {
      calls = 0;
    };
    const outcome = runCommand(guest, fileCommands, line);
    expect(most, line).to.be.at.most(MOST_CALLS);
    return outcome;
  }
  const count = (name: string, type: string): number =>
    listEntries(volumeOf(guest.cms.disks, 0x191), name, type).entries.length;
  /** The disk as ACCESS finds it, and whole. */
  const expectWhole = (files: number): void => {
    expect(checkDisk(device)).to.deep.equal([]);
    expect(mountVolume(device)?.count).to.equal(files);
  };

  it('is accessed, listed, renamed, erased, copied, cut and formatted over steps', () => {
    expect(run('ACCESS 191 A')).to.deep.equal({ rc: 0, lines: [] });
    expect(count('*', '*')).to.equal(FILES);
    const steps = guest.steps;
    expect(run('LISTFILE * * A (EXEC').rc).to.equal(0);
    expect(guest.steps - steps).to.be.greaterThan(200);
    expect(findEntry(volumeOf(guest.cms.disks, 0x191), 'CMS', 'EXEC')?.records).to.equal(FILES);
    expect(run('ERASE CMS EXEC A').rc).to.equal(0);
    expect(run('RENAME F000000 OTHER A FIRST OTHER A').rc).to.equal(0);
    expect(run(`RENAME ${largeName(1)} DATA A ${largeName(2)} DATA A`).rc).to.equal(28);
    expect(run('RENAME * DATA A = TEXT A').rc).to.equal(0);
    expect(count('*', 'DATA')).to.equal(0);
    expect(count('*', 'TEXT')).to.equal(90_000);
    const copies = count('F00*', 'TEXT');
    expect(run('COPYFILE F00* TEXT A = COPY A').rc).to.equal(0);
    expect(count('F00*', 'COPY')).to.equal(copies);
    const erased = run('ERASE * TEXT A');
    expect(erased.rc).to.equal(0);
    expect(erased.lines).to.have.length(90_000);
    expect(erased.lines[0]).to.match(/^F\d{6} TEXT A1$/);
    expectWhole(10_000 + copies);
    expect(run('FORMAT 191 A 1500000 (RECOMP').rc).to.equal(0);
    expectWhole(10_000 + copies);
    expect(run('FORMAT 191 A (RECOMP').rc).to.equal(0);
    expect(run('ACCESS 191 A (ERASE').rc).to.equal(0);
    expectWhole(0);
    expect(run('FORMAT 191 A (BLKSIZE 512', '1', 'NEW191').rc).to.equal(0);
    expectWhole(0);
  }).timeout(300_000);
});
