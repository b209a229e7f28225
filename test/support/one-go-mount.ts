/** Mounting a CMS disk in one go, as plainly as it can be said: what mounting over steps is held against. */
import type { BlockDevice } from '../../src/cms/block-device.js';
import { compareNames } from '../../src/cms/files/directory.js';
import { decodeLabel } from '../../src/cms/files/label.js';
import {
  decodeEntry,
  DIRECTORY_NAME,
  FST_LENGTH,
  get32,
  isSystemEntry,
  LABEL_BLOCK,
  MAP_NAME,
  MAX_LEVELS,
  RESERVED_BLOCKS,
} from '../../src/cms/files/layout.js';
import type { Space, Tree } from '../../src/cms/files/tree.js';
import { checkBlock, fanOut, levelsFor } from '../../src/cms/files/tree.js';
import type { Volume } from '../../src/cms/files/volume.js';
import { bit, DiskError, readBlocks } from '../../src/cms/files/volume.js';

/** Data and pointer blocks of a tree of single pointers, top first. */
function readTree(
  space: Space,
  device: BlockDevice,
  tree: Tree,
): { readonly blocks: number[]; readonly pointers: number[] } {
  const fan = fanOut(space, 4);
  let level = [checkBlock(space, device.device, tree.origin, false)];
  const byLevel: number[][] = [];
  for (let above = tree.levels; above >= 1; above--) {
    const wanted = Math.ceil(tree.dataBlocks / fan ** (above - 1));
    byLevel.unshift(level);
    const next: number[] = [];
    for (const block of level) {
      const bytes = readBlocks(space, device, block);
      for (let i = 0; i < fan && next.length < wanted; i++) {
        next.push(checkBlock(space, device.device, get32(bytes, i * 4), false));
      }
    }
    level = next;
  }
  return { blocks: level, pointers: byLevel.flat() };
}

/** Content of blocks, those that follow each other in one read. */
function readAll(space: Space, device: BlockDevice, blocks: readonly number[]): Uint8Array {
  const out = new Uint8Array(blocks.length * space.blockSize);
  for (let i = 0; i < blocks.length;) {
    let n = 1;
    while (n < 64 && i + n < blocks.length && blocks[i + n] === blocks[i]! + n) n++;
    out.set(readBlocks(space, device, blocks[i]!, n), i * space.blockSize);
    i += n;
  }
  return out;
}

/** The first block of the directory, under whatever levels of pointers. */
function firstDirectoryBlock(space: Space, device: BlockDevice, top: number): Uint8Array {
  let block = top;
  for (let level = 0; level <= MAX_LEVELS; level++) {
    checkBlock(space, device.device, block, false);
    const bytes = readBlocks(space, device, block);
    if (isSystemEntry(bytes, 0, DIRECTORY_NAME)) return bytes;
    block = get32(bytes, 0);
  }
  throw new DiskError('damaged', device.device);
}

function sortOrder(entries: Uint8Array, count: number): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  let sorted = true;
  for (let i = 1; i < count && sorted; i++) {
    sorted = compareNames(entries, (i - 1) * FST_LENGTH, entries, i * FST_LENGTH) < 0;
  }
  if (sorted) return order;
  return order.sort((a, b) => compareNames(entries, a * FST_LENGTH, entries, b * FST_LENGTH));
}

/**
 * Reads a disk.
 * @returns undefined when the disk is not in CMS format; throws a DiskError when it cannot be read or is damaged
 */
export function mountInOneGo(device: BlockDevice): Volume | undefined {
  if (device.blocks < 8) return undefined;
  const block = device.read(LABEL_BLOCK, 1);
  if (block === undefined) throw new DiskError('read-error', device.device);
  const label = decodeLabel(block);
  if (label === undefined) return undefined;
  const damaged = (): never => {
    throw new DiskError('damaged', device.device);
  };
  if (label.blocks < 4 || label.blocks > device.blocks / (label.blockSize / 512)) damaged();
  const space: Space = { blockSize: label.blockSize, blocks: label.blocks };
  const first = firstDirectoryBlock(space, device, label.directory);
  const own = decodeEntry(first, 0);
  if (!isSystemEntry(first, FST_LENGTH, MAP_NAME)) damaged();
  const mapEntry = decodeEntry(first, FST_LENGTH);
  const fan = fanOut(space, 4);
  const perBlock = label.blockSize / FST_LENGTH;
  const mapLength = Math.ceil(label.blocks / 8);
  if (
    own.records < 2 ||
    own.dataBlocks !== Math.ceil(own.records / perBlock) ||
    own.dataBlocks > label.blocks ||
    own.levels !== levelsFor(own.dataBlocks, fan) ||
    mapEntry.dataBlocks !== Math.ceil(mapLength / label.blockSize) ||
    mapEntry.levels !== levelsFor(mapEntry.dataBlocks, fan)
  ) {
    damaged();
  }
  const directory = readTree(space, device, own);
  const map = readTree(space, device, mapEntry);
  const count = own.records - 2;
  const entries = readAll(space, device, directory.blocks).slice(
    2 * FST_LENGTH,
    own.records * FST_LENGTH,
  );
  const bits = readAll(space, device, map.blocks).slice(0, mapLength);
  // bits behind the last block are never free
  for (let n = label.blocks + 1; n <= mapLength * 8; n++) {
    const at = (n - 1) >> 3;
    bits[at] = bits[at]! & ~(0x80 >> ((n - 1) & 7));
  }
  for (let n = 1; n <= RESERVED_BLOCKS; n++) if (!bit(bits, n)) damaged();
  const order = sortOrder(entries, count);
  for (let i = 1; i < count; i++) {
    const a = order[i - 1]! * FST_LENGTH;
    if (compareNames(entries, a, entries, order[i]! * FST_LENGTH) === 0) damaged();
  }
  let used = 0;
  for (const byte of bits) for (let rest = byte; rest !== 0; rest &= rest - 1) used++;
  return {
    version: 1,
    device: device.device,
    blockSize: label.blockSize,
    blocks: label.blocks,
    label: label.volume,
    readOnly: device.readOnly,
    created: label.created,
    entries,
    count,
    order,
    directoryBlocks: directory.blocks,
    directoryPointers: directory.pointers,
    map: bits,
    mapBlocks: map.blocks,
    mapPointers: map.pointers,
    used,
    taken: new Uint8Array(mapLength),
    takenCount: 0,
    held: undefined,
    heldCount: 0,
    hint: RESERVED_BLOCKS + 1,
    generation: 0,
  };
}
