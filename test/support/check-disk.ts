/** The independent check of CMS disks, and the disks that are checked when a test has ended. */
import type { BlockDevice } from '../../src/cms/block-device.js';
import { runCheck } from '../../src/store/cms-check/check-disk.js';

/** Larger disks are checked where a test asks for it: they would live until its end. */
const MOST_BLOCKS = 8192;

/** Faults of a disk, one a line; empty when it is whole. */
export function checkDisk(device: Pick<BlockDevice, 'blocks' | 'read'>): readonly string[] {
  return runCheck(device.blocks, (block, count) => device.read(block, count)).faults;
}

/** Faults of an image. */
export function checkImage(image: Uint8Array): readonly string[] {
  const read = (block: number, count: number): Uint8Array | undefined =>
    (block + count) * 512 <= image.length
      ? image.subarray(block * 512, (block + count) * 512)
      : undefined;
  return runCheck(Math.floor(image.length / 512), read).faults;
}

const written = new Map<string, () => Uint8Array | undefined>();
let number = 0;

/**
 * To be called before the first write to a disk: one that is whole now is checked when the test has ended.
 * @param image - gives its bytes; undefined when it is no longer there
 */
export function watchDisk(name: string, image: () => Uint8Array | undefined): void {
  const before = image();
  if (before === undefined || before.length > MOST_BLOCKS * 512) return;
  if (checkImage(before).length === 0) written.set(`${String(++number)} ${name}`, image);
}

/** Faults of all disks that were written to since the last call. */
export function faultsOfWritten(): string[] {
  const all = [...written];
  written.clear();
  return all.flatMap(([name, image]) =>
    checkImage(image() ?? new Uint8Array(0)).map((fault) => `disk ${name}: ${fault}`),
  );
}
