/**
 * The tree of a file: data blocks under levels of pointer blocks. A pointer is a block number, followed in
 * files of RECFM V by the highest record that begins under it and the displacement of the first record
 * that begins in the block. The top comes from the FST; everything read here is checked, as a disk may
 * hold anything.
 */
import type { BlockDevice } from '../block-device.js';
import type { FileEntry } from './layout.js';
import { get32, MAX_LEVELS, MAX_RECORD, RESERVED_BLOCKS } from './layout.js';
import type { Volume } from './volume.js';
import { addToStretches, DiskError, readBlocks } from './volume.js';

/** Geometry of a tree, with which blocks are found. */
export interface Tree {
  readonly origin: number;
  readonly levels: number;
  readonly pointerSize: number;
  readonly dataBlocks: number;
}

/** Disk size and block size: all that finding blocks needs. */
export type Space = Pick<Volume, 'blockSize' | 'blocks'>;

/** Pointers in one pointer block. */
export function fanOut(space: Space, pointerSize: number): number {
  return Math.floor(space.blockSize / pointerSize);
}

/** Levels of pointer blocks that so many data blocks need. */
export function levelsFor(dataBlocks: number, fan: number): number {
  let levels = 0;
  for (let top = dataBlocks; top > 1; top = Math.ceil(top / fan)) levels++;
  return levels;
}

/** Throws unless an entry can be that of a file on this disk. */
export function checkEntry(space: Space, device: number, entry: FileEntry): void {
  const pointer = entry.format === 'V' ? 12 : 4;
  const good =
    entry.dataBlocks <= space.blocks &&
    entry.levels <= MAX_LEVELS &&
    entry.recordLength >= 1 &&
    entry.recordLength <= MAX_RECORD &&
    (entry.levels === 0 || entry.pointerSize === pointer) &&
    entry.levels === levelsFor(entry.dataBlocks, fanOut(space, pointer)) &&
    (entry.records === 0 || entry.dataBlocks > 0) &&
    (entry.format === 'V' ||
      entry.dataBlocks === Math.ceil((entry.records * entry.recordLength) / space.blockSize));
  if (!good) throw new DiskError('damaged', device);
}

/** Throws unless a block number can be that of a file's block; 0 is allowed where `sparse`. */
export function checkBlock(space: Space, device: number, block: number, sparse: boolean): number {
  if ((block === 0 && sparse) || (block > RESERVED_BLOCKS && block <= space.blocks)) return block;
  throw new DiskError('damaged', device);
}

/** The lowest pointer block above data block `index` (levels must be 1 or more), and the ones above it. */
export function readPath(
  space: Space,
  device: BlockDevice,
  tree: Tree,
  index: number,
): { readonly block: number; readonly bytes: Uint8Array; readonly at: number }[] {
  const fan = fanOut(space, tree.pointerSize);
  const path: { block: number; bytes: Uint8Array; at: number }[] = [];
  let block = tree.origin;
  for (let level = tree.levels; level >= 1; level--) {
    checkBlock(space, device.device, block, false);
    const bytes = readBlocks(space, device, block);
    const at = Math.floor(index / fan ** (level - 1)) % fan;
    path.push({ block, bytes, at });
    block = get32(bytes, at * tree.pointerSize);
  }
  return path;
}

/** Where collecting the blocks of a file stands; plain data. */
export interface Collecting {
  readonly tree: Tree;
  /** Next data block. */
  next: number;
}

/** Starts to collect the blocks of a file. */
export function collect(entry: FileEntry): Collecting {
  const { origin, levels, pointerSize, dataBlocks } = entry;
  return { tree: { origin, levels, pointerSize, dataBlocks }, next: 0 };
}

/**
 * Adds blocks of a file (data and pointers) to `into`; reads at most `budget` lowest pointer blocks.
 * @returns whether all have been collected
 */
export function collectSome(
  space: Space,
  device: BlockDevice,
  state: Collecting,
  into: number[],
  budget: number,
): boolean {
  const { tree } = state;
  if (tree.dataBlocks === 0) return true;
  if (tree.levels === 0) {
    if (state.next === 0)
      addToStretches(into, checkBlock(space, device.device, tree.origin, false));
    state.next = 1;
    return true;
  }
  const fan = fanOut(space, tree.pointerSize);
  for (let n = 0; n < budget && state.next < tree.dataBlocks; n++) {
    const path = readPath(space, device, tree, state.next);
    path.forEach((node, i) => {
      const below = fan ** (tree.levels - i);
      if (state.next % below === 0) addToStretches(into, node.block);
    });
    const leaf = path.at(-1)!.bytes;
    const end = Math.min(fan, tree.dataBlocks - state.next);
    for (let i = 0; i < end; i++) {
      const block = checkBlock(space, device.device, get32(leaf, i * tree.pointerSize), true);
      if (block !== 0) addToStretches(into, block);
    }
    state.next += end;
  }
  return state.next >= tree.dataBlocks;
}
