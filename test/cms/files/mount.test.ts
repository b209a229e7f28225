/** Mounting over steps against mounting in one go: the same volume, the same faults, whatever the steps. */
import { expect } from 'chai';
import fc from 'fast-check';
import { access } from '../../../src/cms/commands/access.js';
import type { Frame, StepContext, StepResult } from '../../../src/cms/command.js';
import { buildDisk, type SourceFile } from '../../../src/cms/files/build-disk.js';
import { modeOf, volumeOf } from '../../../src/cms/files/disk-state.js';
import { mounted, mountSome, startMount } from '../../../src/cms/files/mount.js';
import { DiskError, type Volume } from '../../../src/cms/files/volume.js';
import { fakeGuest, runCommand } from '../../support/command-harness.js';
import { mountInOneGo } from '../../support/one-go-mount.js';
import { memoryDisk, type MemoryDisk } from '../../support/memory-disk.js';

const now = { year: 2026, month: 2, day: 3, hour: 4, minute: 5, second: 6 };

function filesOf(names: readonly string[]): SourceFile[] {
  return names.map((name) => ({ name, type: 'DATA', lines: [name] }));
}

/** Names that are far from each other. */
function scattered(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `N${(i * 7919) % 1000003}`);
}

/** A disk whose directory has its files in an order that has nothing to do with their names. */
function mixedDisk(
  blocks: number,
  blockSize: number,
  label: string,
  names: readonly string[],
): Uint8Array {
  const image = buildDisk(blocks, blockSize, label, filesOf(names), now);
  const { count, entries, directoryBlocks } = mountInOneGo(memoryDisk(0x191, image))!;
  const per = blockSize / 64;
  for (let slot = 0; slot < count; slot++) {
    const from = ((slot * 7919) % count) * 64;
    const block = directoryBlocks[Math.floor((slot + 2) / per)]!;
    image.set(entries.subarray(from, from + 64), (block - 1) * blockSize + ((slot + 2) % per) * 64);
  }
  return image;
}

/** Mounts over steps; what is under way is written down and read back behind each. */
function inSteps(
  disk: MemoryDisk,
  budget: number,
  between: (step: number) => void = () => undefined,
): { volume: Volume | undefined; steps: number } {
  let state = startMount(disk);
  for (let steps = 1; ; steps++) {
    if (steps > 100000) throw new Error('mounting does not end');
    if (mountSome(state, disk, budget)) return { volume: mounted(state, disk), steps };
    state = structuredClone(state);
    between(steps);
  }
}

function outcome(action: () => Volume | undefined): unknown {
  try {
    return action();
  } catch (error) {
    if (error instanceof DiskError) return error.reason;
    throw error;
  }
}

describe('mounting a CMS disk', () => {
  it('gives the same volume over steps of any size as in one go', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.stringMatching(/^[A-Z][A-Z0-9]{0,7}$/), { maxLength: 900, size: 'max' }),
        fc.constantFrom(512, 1024, 4096),
        fc.integer({ min: 1, max: 30000 }),
        (names, blockSize, budget) => {
          const size = 400 + (names.length * 2.5 * blockSize) / 512;
          const image = mixedDisk(Math.ceil(size), blockSize, 'TEST', names);
          const disk = memoryDisk(0x191, image);
          expect(inSteps(disk, budget).volume).to.deep.equal(mountInOneGo(disk));
        },
      ),
      { seed: 7, numRuns: 40 },
    );
  });

  it('takes damage for what mounting in one go takes it for', () => {
    const image = mixedDisk(400, 512, 'TEST', scattered(60));
    const hit = fc.tuple(fc.nat(image.length - 513), fc.nat(255));
    let faults = 0;
    fc.assert(
      fc.property(
        fc.array(hit, { maxLength: 60 }),
        fc.uniqueArray(fc.integer({ min: 2, max: 399 }), { maxLength: 10 }),
        fc.integer({ min: 1, max: 3000 }),
        (hits, bad, budget) => {
          const disk = memoryDisk(0x191, image);
          for (const [at, value] of hits) disk.image[512 + at] = value;
          for (const block of bad) disk.bad.add(block);
          const expected = outcome(() => mountInOneGo(disk));
          if (typeof expected === 'string') faults++;
          expect(outcome(() => inSteps(disk, budget).volume)).to.deep.equal(expected);
        },
      ),
      { seed: 11, numRuns: 1000 },
    );
    expect(faults).to.be.greaterThan(50);
  });

  it('refuses a directory that has the same name twice, wherever the two stand', () => {
    const image = mixedDisk(8000, 512, 'TEST', scattered(700));
    const disk = memoryDisk(0x191, image);
    const volume = mountInOneGo(disk)!;
    const at = (slot: number): number =>
      (volume.directoryBlocks[(slot + 2) >> 3]! - 1) * 512 + ((slot + 2) & 7) * 64;
    disk.image.copyWithin(at(650), at(3), at(3) + 16);
    expect(outcome(() => inSteps(disk, 100).volume)).to.equal('damaged');
    expect(outcome(() => mountInOneGo(disk))).to.equal('damaged');
  });

  it('starts again when the disk changes in the middle, and gives up when it never rests', () => {
    const one = mixedDisk(4000, 512, 'TEST', scattered(300));
    const two = buildDisk(4000, 512, 'TEST', filesOf(['ONLY']), now);
    const disk = memoryDisk(0x191, one);
    const { volume, steps } = inSteps(disk, 20, (step) => {
      if (step === 20) disk.image.set(two);
    });
    expect(steps).to.be.greaterThan(20);
    expect(volume).to.deep.equal(mountInOneGo(memoryDisk(0x191, two)));
    const restless = (): Volume | undefined =>
      inSteps(disk, 1, (step) => {
        disk.image.set(step % 2 === 0 ? one : two);
      }).volume;
    expect(outcome(restless)).to.equal('read-error');
  });
  describe('by ACCESS', () => {
    const small = buildDisk(400, 512, 'SMALL', filesOf(['ONE']), now);
    const large = mixedDisk(80000, 4096, 'LARGE', scattered(9000));

    it('reads a large disk over steps and then has all of its files', () => {
      const guest = fakeGuest({ A: memoryDisk(0x191, small) });
      guest.disks.set(0x192, memoryDisk(0x192, large));
      expect(runCommand(guest, [access], 'ACCESS 192 B')).to.deep.equal({ rc: 0, lines: [] });
      expect(guest.steps).to.be.greaterThan(5);
      const fresh = mountInOneGo(memoryDisk(0x192, large))!;
      const { generation, ...volume } = volumeOf(guest.cms.disks, 0x192);
      expect(generation).to.be.greaterThan(0);
      expect({ ...volume, generation: 0 }).to.deep.equal(fresh);
    });

    it('leaves the letter what it was when it is halted anywhere in the middle', () => {
      const disk = memoryDisk(0x192, large);
      for (let stop = 1; stop < 200; stop++) {
        const guest = fakeGuest({ A: memoryDisk(0x191, small) });
        guest.disks.set(0x192, disk);
        const before = structuredClone(guest.cms.disks);
        const context = {
          cms: guest.cms,
          tokens: ['ACCESS', '192', 'A'],
          disk: (device: number) => guest.disks.get(device),
        } as unknown as StepContext;
        let result: StepResult = access.start(context);
        for (let n = 1; n < stop && 'frame' in result; n++) {
          const frame: Frame = structuredClone(result.frame);
          result = access.resume!(frame, { kind: 'done' }, context);
        }
        if ('rc' in result) {
          expect(stop).to.be.greaterThan(5);
          expect(modeOf(guest.cms.disks, 'A')?.device).to.equal(0x192);
          return;
        }
        expect(guest.cms.disks).to.deep.equal(before);
      }
      throw new Error('ACCESS did not end');
    });

    it('says what is wrong when the disk goes away in the middle, and keeps the letter', () => {
      const guest = fakeGuest({ A: memoryDisk(0x191, small) });
      const disk = memoryDisk(0x192, large);
      guest.disks.set(0x192, disk);
      const read = disk.read.bind(disk);
      let reads = 0;
      disk.read = (block, count) => {
        if (++reads > 10) guest.disks.delete(0x192);
        return read(block, count);
      };
      expect(runCommand(guest, [access], 'ACCESS 192 A')).to.deep.equal({
        rc: 100,
        lines: ['DMSACP113S A(192) not attached or invalid device address'],
      });
      expect(modeOf(guest.cms.disks, 'A')?.device).to.equal(0x191);
    });

    it('looks for the first file of a subset over steps', () => {
      const guest = fakeGuest({ A: memoryDisk(0x191, small) });
      guest.disks.set(0x192, memoryDisk(0x192, large));
      expect(runCommand(guest, [access], 'ACCESS 192 B/A Z* DATA')).to.deep.equal({
        rc: 28,
        lines: ['DMSACC060E File(s) Z* DATA * not found; disk B(192) will not be accessed'],
      });
      const last = scattered(9000).sort().at(-1)!;
      expect(runCommand(guest, [access], `ACCESS 192 B/A ${last}* *`).rc).to.equal(0);
      expect(modeOf(guest.cms.disks, 'B')?.subset?.name).to.equal(`${last}*`);
    });
  });
});
