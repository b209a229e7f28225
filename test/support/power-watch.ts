/**
 * Watches a disk while commands run: before each sync it is looked at as it would be if the power went now. Every such
 * disk is taken by ACCESS, has each of its blocks accounted for, and holds the state of before or the one just made.
 */
import { expect } from 'chai';
import { accessDisk } from '../../src/cms/files/disk-state.js';
import { newCmsState } from '../../src/cms/cms-state.js';
import { checkImage } from './check-disk.js';
import { memoryDisk, type MemoryDisk } from './memory-disk.js';
import { chance, losses, someLosses, stateOf, stateOfImage } from './power-loss.js';

/** Whether all that can be left is looked at, and not a sample. */
const ALL = process.env['VMTS_POWER_LOSS'] !== undefined;
/** Disks looked at before a sync when it is a sample. */
const SAMPLE = 10;

/** What has been seen of a disk. */
export interface PowerWatch {
  /** States that the disk has gone through, the first of them included. */
  readonly states: string[];
  /** Disks looked at. */
  readonly looked: number;
  /** To be called before each sync of the disk takes effect. */
  atSync(): void;
  /** To be called when a command has ended: what it made is durable. */
  atEnd(): void;
}

/** Whether ACCESS takes a disk. */
function accessible(image: Uint8Array): boolean {
  const disk = memoryDisk(0x191, image);
  const mode = { letter: 'A', device: 0x191, readOnly: false };
  return accessDisk(newCmsState().disks, { disk: () => disk }, mode);
}

/**
 * Begins to watch.
 * @param seed - of the sample; told when something is wrong
 * @param noDisk - a disk that ACCESS does not take is also right, as it is under a command that writes over all of it
 */
export function watchPower(disk: MemoryDisk, seed: number, noDisk = false): PowerWatch {
  const random = chance(seed);
  const states = [stateOf(disk)];
  let looked = 0;
  const expectOneOf = (right: readonly string[]): void => {
    for (const image of ALL ? losses(disk, random) : someLosses(disk, random, SAMPLE)) {
      looked++;
      const told = `seed ${String(seed)}, disk ${String(looked)}`;
      if (noDisk && !accessible(image)) continue;
      expect(accessible(image), told).to.equal(true);
      expect(checkImage(image), told).to.deep.equal([]);
      expect(right.includes(stateOfImage(image)), told).to.equal(true);
    }
  };
  return {
    states,
    get looked() {
      return looked;
    },
    atSync() {
      const made = stateOf(disk);
      expectOneOf([states.at(-1)!, made]);
      if (made !== states.at(-1)) states.push(made);
    },
    atEnd() {
      expect(stateOf(disk)).to.equal(states.at(-1));
      expectOneOf([states.at(-1)!]);
    },
  };
}
