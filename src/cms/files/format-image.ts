/** Making a disk an empty CMS disk: the first directory, the allocation map, and the label last. */
import type { BlockDevice } from '../block-device.js';
import type { Stamp } from './layout.js';
import { encodeLabel } from './label.js';
import {
  DIRECTORY_NAME,
  encodeSystemEntry,
  FST_LENGTH,
  LABEL_BLOCK,
  MAP_NAME,
  put32,
  RESERVED_BLOCKS,
} from './layout.js';
import { fanOut } from './tree.js';
import { DiskError, setBit } from './volume.js';

/** The fewest CMS blocks that make a disk. */
export const SMALLEST_DISK = 10;

/** What FORMAT lays on a disk, in front of the label: stretches of 512-byte blocks. */
export interface Formatted {
  readonly blocks: number;
  /** Every write but that of the label, each small enough for one step. */
  readonly writes: readonly { readonly at: number; readonly bytes: Uint8Array }[];
  readonly label: Uint8Array;
}

/** CMS blocks that the first directory and map take. */
export function formatNeeds(size512: number, blockSize: number): number {
  const blocks = Math.floor(size512 / (blockSize / 512));
  const maps = Math.ceil(Math.ceil(blocks / 8) / blockSize);
  const fan = fanOut({ blockSize, blocks }, 4);
  let needs = 1 + maps;
  for (let n = maps; n > 1;) needs += n = Math.ceil(n / fan);
  return needs;
}

/**
 * Computes an empty disk; undefined when it is too small.
 * @param size512 - 512-byte blocks to be used
 * @param directory - CMS block that the directory goes to; the map comes behind it
 */
export function layOutDisk(
  size512: number,
  blockSize: number,
  volume: string,
  now: Stamp,
  directory = RESERVED_BLOCKS + 1,
): Formatted | undefined {
  const per = blockSize / 512;
  const blocks = Math.floor(size512 / per);
  if (blocks < SMALLEST_DISK) return undefined;
  const mapCount = Math.ceil(Math.ceil(blocks / 8) / blockSize);
  const fan = fanOut({ blockSize, blocks }, 4);
  const firstMap = directory + 1;
  let next = firstMap + mapCount;
  const writes: { at: number; bytes: Uint8Array }[] = [];
  const put = (block: number, bytes: Uint8Array): void =>
    void writes.push({ at: (block - 1) * per, bytes });
  let level = Array.from({ length: mapCount }, (_, i) => firstMap + i);
  let levels = 0;
  while (level.length > 1) {
    levels++;
    const above: number[] = [];
    for (let i = 0; i < level.length; i += fan) {
      const bytes = new Uint8Array(blockSize);
      level.slice(i, i + fan).forEach((block, j) => {
        put32(bytes, j * 4, block);
      });
      put(next, bytes);
      above.push(next++);
    }
    level = above;
  }
  const used = RESERVED_BLOCKS + next - directory;
  if (next > blocks + 1) return undefined;
  const map = new Uint8Array(mapCount * blockSize);
  for (let block = 1; block <= RESERVED_BLOCKS; block++) setBit(map, block, true);
  for (let block = directory; block < next; block++) setBit(map, block, true);
  for (let i = 0; i < mapCount; i++) {
    put(firstMap + i, map.slice(i * blockSize, (i + 1) * blockSize));
  }
  const common = { name: '', type: '', modeNumber: 0, format: 'F', pointerSize: 4 } as const;
  const first = new Uint8Array(blockSize);
  const own = {
    recordLength: FST_LENGTH,
    origin: directory,
    dataBlocks: 1,
    records: 2,
    levels: 0,
    written: now,
  };
  first.set(encodeSystemEntry(DIRECTORY_NAME, { ...common, ...own }), 0);
  const mapFile = {
    recordLength: blockSize,
    origin: level[0] ?? 0,
    dataBlocks: mapCount,
    records: mapCount,
    levels,
    written: now,
  };
  first.set(encodeSystemEntry(MAP_NAME, { ...common, ...mapFile }), FST_LENGTH);
  put(directory, first);
  const label = encodeLabel({ volume, blockSize, directory, blocks, used, created: now });
  return { blocks, writes, label };
}

/** A device over an image in memory: what first start fills before it writes the file out. */
export function memoryDevice(image: Uint8Array, device: number): BlockDevice {
  return {
    device,
    blocks: image.length / 512,
    readOnly: false,
    read: (block, count) =>
      (block + count) * 512 <= image.length
        ? image.slice(block * 512, (block + count) * 512)
        : undefined,
    write: (block, bytes) => {
      if (block * 512 + bytes.length > image.length) return false;
      image.set(bytes, block * 512);
      return true;
    },
  };
}

/** Formats an image in memory, all at once. */
export function formatImage(
  image: Uint8Array,
  blockSize: number,
  volume: string,
  now: Stamp,
): void {
  const device = memoryDevice(image, 0);
  const formatted = layOutDisk(device.blocks, blockSize, volume, now);
  if (formatted === undefined) throw new DiskError('full', 0);
  for (const { at, bytes } of formatted.writes) device.write(at, bytes);
  device.write(LABEL_BLOCK, formatted.label);
}
