/** A commit over steps that does not come to its end, or not at once. */
import { expect } from 'chai';
import type { StepContext } from '../../../src/cms/command.js';
import type { CommitFrame } from '../../../src/cms/commands/command-fault.js';
import { fileCommands } from '../../../src/cms/commands/command-list.js';
import { buildDisk } from '../../../src/cms/files/build-disk.js';
import { applyCommit, commitSome, type CommitPlan } from '../../../src/cms/files/commit.js';
import { findEntry, listEntries } from '../../../src/cms/files/directory.js';
import { nameKey } from '../../../src/cms/files/layout.js';
import { mountVolume } from '../../../src/cms/files/mount.js';
import { collect, collectSome } from '../../../src/cms/files/tree.js';
import { blocksLeft, giveBack, releaseHeld, type Volume } from '../../../src/cms/files/volume.js';
import { newChange, type Change } from '../../../src/cms/files/writer.js';
import { tokenise } from '../../../src/cms/tokens.js';
import { fakeGuest } from '../../support/command-harness.js';
import { checkDisk } from '../../support/check-disk.js';
import { memoryDisk, type MemoryDisk } from '../../support/memory-disk.js';

const now = { year: 2026, month: 2, day: 3, hour: 4, minute: 5, second: 6 };
const name = (file: number): string => `F${file}`;

function mounted(disk: MemoryDisk): Volume {
  const volume = mountVolume(disk);
  if (volume === undefined) throw new Error('not a CMS disk');
  return volume;
}

function free(disk: MemoryDisk, volume: Volume, file: string, into: number[]): void {
  const state = collect(findEntry(volume, file, 'DATA')!);
  while (!collectSome(volume, disk, state, into, 3));
}

/** A change with its two syncs. */
function commit(disk: MemoryDisk, volume: Volume, change: Change): void {
  const plan = commitSome(volume, disk, change, undefined, now, Infinity);
  disk.sync();
  expect(applyCommit(volume, disk, change, plan)).to.equal(true);
  disk.sync();
  releaseHeld(volume);
}

describe('a commit over steps', () => {
  it('gives everything back when a commit is given up, however far it has come', () => {
    const sources = Array.from({ length: 300 }, (_, n) => ({
      ...{ name: name(n), type: 'DATA', lines: [`${n}`] },
    }));
    const image = buildDisk(1200, 512, 'TEST', sources, now);
    const changeOf = (volume: Volume, disk: MemoryDisk): Change => {
      const change = newChange(disk.device);
      for (let n = 0; n < 300; n += 2) {
        free(disk, volume, name(n), change.freed);
        change.removes.push(nameKey(name(n), 'DATA'));
      }
      return change;
    };
    for (let stop = 1; ; stop++) {
      const disk = memoryDisk(0x191, image);
      const volume = mounted(disk);
      const left = blocksLeft(volume);
      const change = changeOf(volume, disk);
      let plan: CommitPlan | undefined;
      for (let n = 0; n < stop && plan?.stage !== 'ready'; n++) {
        plan = structuredClone(commitSome(volume, disk, change, plan, now, 300));
      }
      const ready = plan?.stage === 'ready';
      giveBack(volume, change);
      expect([volume.takenCount, blocksLeft(volume)]).to.deep.equal([0, left]);
      expect(volume.taken.every((byte) => byte === 0)).to.equal(true);
      disk.sync();
      expect(checkDisk(disk)).to.deep.equal([]);
      expect(mounted(disk).count).to.equal(300);
      commit(disk, volume, changeOf(volume, disk));
      expect(checkDisk(disk)).to.deep.equal([]);
      expect(mounted(disk).count).to.equal(150);
      if (!ready) continue;
      expect(stop).to.be.greaterThan(10);
      break;
    }
  });

  it('starts a commit anew when another one has changed the disk meanwhile', () => {
    const sources = Array.from({ length: 60 }, (_, n) => ({
      ...{ name: name(n), type: 'DATA', lines: [`${n}`] },
    }));
    const image = buildDisk(400, 512, 'TEST', sources, now);
    for (let stop = 1; stop < 40; stop++) {
      const disk = memoryDisk(0x191, image);
      const volume = mounted(disk);
      const [one, two] = [newChange(0x191), newChange(0x191)];
      free(disk, volume, name(1), one.freed);
      one.removes.push(nameKey(name(1), 'DATA'));
      free(disk, volume, name(2), two.freed);
      two.removes.push(nameKey(name(2), 'DATA'));
      let plan: CommitPlan | undefined;
      for (let n = 0; n < stop && plan?.stage !== 'ready'; n++) {
        plan = commitSome(volume, disk, one, plan, now, 100);
      }
      commit(disk, volume, two);
      if (plan?.stage === 'ready') expect(applyCommit(volume, disk, one, plan)).to.equal(false);
      do plan = commitSome(volume, disk, one, plan, now, 100);
      while (plan.stage !== 'ready');
      disk.sync();
      expect(applyCommit(volume, disk, one, plan)).to.equal(true);
      disk.sync();
      releaseHeld(volume);
      expect(volume.takenCount).to.equal(0);
      expect(checkDisk(disk)).to.deep.equal([]);
      const found = listEntries(mounted(disk), '*', '*').entries.map((entry) => entry.name);
      expect(found).to.have.length(58);
      expect(found).to.not.include.members([name(1)]);
      expect(found).to.not.include.members([name(2)]);
    }
  });
});

describe('a command that names very many files', () => {
  const sources = Array.from({ length: 3000 }, (_, n) => ({
    ...{ name: name(n), type: 'DATA', lines: ['x'] },
  }));
  /** Pieces of entries in each frame of a command, none of which is written down. */
  function frames(disk: MemoryDisk, line: string): number[] {
    const guest = fakeGuest({ A: disk });
    const tokens = tokenise(line);
    const command = fileCommands.find((one) => one.name === tokens[0])!;
    const context = {
      ...{ cms: guest.cms, tokens, text: line, caller: 'terminal', userid: 'ALICE', node: 'VMTS' },
      ...{ now, display: undefined, disk: () => disk, fetch: () => undefined, store: () => false },
    } as StepContext;
    const seen: number[] = [];
    let result = command.start(context);
    while ('effect' in result) {
      seen.push((result.frame['change'] as Change | undefined)?.puts.length ?? 0);
      lines += result.lines?.length ?? 0;
      held.add((result.frame['commit'] as CommitFrame | undefined)?.then.lines);
      result = command.resume!(result.frame, { kind: 'done' }, context);
    }
    lines += result.lines?.length ?? 0;
    expect(result.rc).to.equal(0);
    return seen;
  }
  let lines = 0;
  let held = new Set<unknown>();
  beforeEach(() => {
    lines = 0;
    held = new Set([undefined]);
  });

  it('types their names a step at a time and moves none of those that are left', () => {
    const disk = memoryDisk(0x191, buildDisk(8000, 512, 'TEST', sources, now));
    frames(disk, 'ERASE * DATA A');
    expect(lines).to.equal(3000);
    // undefined, and the one list that all frames have
    expect(held.size).to.equal(2);
  });

  it('gathers the entries of a step in one piece', () => {
    const disk = memoryDisk(0x191, buildDisk(12_000, 512, 'TEST', sources, now));
    expect(Math.max(...frames(disk, 'COPYFILE * DATA A = COPY A'))).to.be.within(100, 200);
    expect(listEntries(mounted(disk), '*', 'COPY').entries).to.have.length(3000);
  });
});
