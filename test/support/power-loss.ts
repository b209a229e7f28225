/**
 * Loss of power at every point of a command that writes to a disk. Between two syncs any of the 512-byte blocks written
 * may have reached the disk, in any order, or be torn in the middle; the label's block alone is written whole or not at
 * all, as a sector of a disk is.
 */
import { mountVolume } from '../../src/cms/files/mount.js';
import { listEntries } from '../../src/cms/files/directory.js';
import { readRecords } from '../../src/cms/files/reader.js';
import { memoryDisk, type MemoryDisk } from './memory-disk.js';

const LABEL = 1;

/** A seeded source of whole numbers below a bound. */
export function chance(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 8) % below;
  };
}

/** Everything that the disk may hold if the power went somewhere behind the last sync. */
export function* losses(
  disk: MemoryDisk,
  random: (below: number) => number,
): Generator<Uint8Array> {
  const { unsynced, durable } = disk;
  const total = unsynced.length;
  const with_ = (keep: (index: number) => boolean, torn = -1): Uint8Array => {
    const image = durable.slice();
    unsynced.forEach(({ block, bytes }, index) => {
      if (!keep(index)) return;
      image.set(index === torn && block !== LABEL ? bytes.subarray(0, 200) : bytes, block * 512);
    });
    return image;
  };
  // the power went before each write, and each write came through alone, last, first or not at all
  for (let n = 0; n <= total; n++) yield with_((i) => i < n);
  for (let n = 0; n < total; n++) {
    yield with_((i) => i >= n);
    yield with_((i) => i === n);
    yield with_((i) => i !== n);
    yield with_((i) => i <= n, n);
    yield with_(() => true, n);
  }
  for (let n = 0; n < 24; n++) {
    const dice = unsynced.map(() => random(2) === 1);
    yield with_((i) => dice[i]!, random(total + 1));
  }
}

/** Some of what the disk may hold then, where all would be too much: `count` of it, by chance. */
export function* someLosses(
  disk: MemoryDisk,
  random: (below: number) => number,
  count: number,
): Generator<Uint8Array> {
  const { unsynced, durable } = disk;
  for (let n = 0; n < count; n++) {
    const image = durable.slice();
    // the first ones, all but one, one alone, or any; one of them torn
    const way = random(4);
    const at = random(unsynced.length + 1);
    const torn = random(2) === 1 ? random(unsynced.length + 1) : -1;
    unsynced.forEach(({ block, bytes }, i) => {
      const keep = [i < at, i !== at, i === at, random(2) === 1][way];
      if (keep !== true) return;
      const part = i === torn && block !== LABEL ? bytes.subarray(0, 1 + random(511)) : bytes;
      image.set(part, block * 512);
    });
    yield image;
  }
}

/** All that a user can see of a disk. */
export function stateOf(disk: MemoryDisk): string {
  const volume = mountVolume(disk);
  if (volume === undefined) return 'no CMS disk';
  const all = listEntries(volume, '*', '*').entries.map((entry) => {
    const { name, type, modeNumber, format, recordLength, written } = entry;
    const records = readRecords(volume, disk, entry).map((record) =>
      Buffer.from(record).toString('hex'),
    );
    return JSON.stringify({ name, type, modeNumber, format, recordLength, written, records });
  });
  return [`${volume.label} ${String(volume.blockSize)}`, ...all].join('\n');
}

/** The state of an image. */
export function stateOfImage(image: Uint8Array): string {
  return stateOf(memoryDisk(0x191, image));
}
