/**
 * The blocks of the next state of a disk: its allocation map, and which blocks of the directory and of the map itself
 * are renewed. What is renewed goes to free blocks; a pointer block is renewed when something under it is.
 */
import { fanOut } from './tree.js';
import type { Volume } from './volume.js';
import { countStretch, DiskError, findFree, markTaken, setStretch } from './volume.js';
import type { Change } from './writer.js';

/** The allocation map of the next state, as far as it is known. */
export interface MapDraft {
  readonly bits: Uint8Array;
  /** By block of the map: whether it differs. */
  readonly dirty: Uint8Array;
  /** Blocks in use. */
  used: number;
  /** Blocks that the present state uses and the next does not. */
  freed: number;
}

/** A tree of the next state: on level 0 its content, above it pointer blocks, one at the top. */
export interface TreeDraft {
  readonly levels: readonly LevelDraft[];
  /** The next block to be renewed. */
  level: number;
  at: number;
}

/** One level of a tree. */
interface LevelDraft {
  readonly old: readonly number[];
  readonly blocks: number[];
  /** By block: whether it is written anew. */
  readonly dirty: Uint8Array;
}

/** Marks a stretch of blocks in the map; a DiskError when one of them is marked so already. */
export function markStretch(
  volume: Volume,
  map: MapDraft,
  first: number,
  count: number,
  on: boolean,
): void {
  if (setStretch(map.bits, first, count, on) !== count) {
    throw new DiskError('damaged', volume.device);
  }
  map.used += on ? count : -count;
  const perBlock = volume.blockSize * 8;
  const last = Math.floor((first + count - 2) / perBlock);
  for (let i = Math.floor((first - 1) / perBlock); i <= last; i++) map.dirty[i] = 1;
}

/** Frees a stretch of blocks. */
export function freeStretch(volume: Volume, map: MapDraft, first: number, count: number): void {
  // what a change itself filled and dropped again was never in the present state
  map.freed += countStretch(volume.map, first, count);
  markStretch(volume, map, first, count, false);
}

function take(volume: Volume, map: MapDraft, change: Change): number {
  const block = findFree(volume);
  if (block === 0) throw new DiskError('full', volume.device);
  markTaken(volume, block, change.system);
  markStretch(volume, map, block, 1, true);
  return block;
}

/** Number of blocks on each level of a tree, from its content up. */
function levelCounts(blocks: number, fan: number): number[] {
  const counts = [blocks];
  for (let n = blocks; n > 1;) counts.push((n = Math.ceil(n / fan)));
  return counts;
}

/**
 * Starts to renew a tree.
 * @param pointers - its pointer blocks, the lowest level first
 * @param wanted - blocks of content that it will have
 * @param dirty - those of them that differ
 */
export function startTree(
  volume: Volume,
  blocks: readonly number[],
  pointers: readonly number[],
  wanted: number,
  dirty: Uint8Array,
): TreeDraft {
  const fan = fanOut(volume, 4);
  const before = levelCounts(blocks.length, fan);
  const after = levelCounts(wanted, fan);
  const levels: LevelDraft[] = [];
  let from = 0;
  for (let i = 0; i < Math.max(before.length, after.length); i++) {
    const count = after[i] ?? 0;
    const old = i === 0 ? blocks : pointers.slice(from, from + (before[i] ?? 0));
    if (i > 0) from += old.length;
    const level = { old, blocks: [], dirty: new Uint8Array(count) };
    if (i === 0) level.dirty.set(dirty.subarray(0, count));
    else touchAbove(level.dirty, levels[i - 1]!, fan);
    level.dirty.fill(1, Math.min(old.length, count));
    levels.push(level);
  }
  return { levels, level: 0, at: 0 };
}

/** Pointer blocks differ above blocks that do, and where there are fewer of them. */
function touchAbove(dirty: Uint8Array, below: LevelDraft, fan: number): void {
  below.dirty.forEach((one, i) => {
    if (one === 1) dirty[Math.floor(i / fan)] = 1;
  });
  const last = below.dirty.length - 1;
  if (below.old.length > last + 1) dirty[Math.floor(last / fan)] = 1;
}

/**
 * Finds the blocks of a tree; looks at `budget` at most. A DiskError when the disk is full.
 * @returns what is left of the budget; more than 0 when all have been found
 */
export function renewSome(
  volume: Volume,
  map: MapDraft,
  change: Change,
  tree: TreeDraft,
  budget: number,
): number {
  let left = budget;
  for (; tree.level < tree.levels.length; tree.level++, tree.at = 0) {
    const { old, blocks, dirty } = tree.levels[tree.level]!;
    for (; tree.at < Math.max(old.length, dirty.length); tree.at++) {
      if (left-- <= 0) return 0;
      const before = old[tree.at];
      const kept = tree.at < dirty.length && dirty[tree.at] === 0;
      if (kept) blocks.push(before!);
      else {
        if (before !== undefined) freeStretch(volume, map, before, 1);
        if (tree.at < dirty.length) blocks.push(take(volume, map, change));
      }
    }
  }
  return left;
}

/** The tree of the map itself: taking a block for it may change a further block of it. */
export function renewMap(volume: Volume, map: MapDraft, change: Change): TreeDraft {
  const wanted = map.dirty.length;
  const { mapBlocks, mapPointers } = volume;
  for (let i = wanted; i < mapBlocks.length; i++) freeStretch(volume, map, mapBlocks[i]!, 1);
  for (const block of mapPointers) freeStretch(volume, map, block, 1);
  const blocks = mapBlocks.slice(0, wanted);
  while (blocks.length < wanted) blocks.push(take(volume, map, change));
  // the last one always: that of a map that only shrinks is cut
  if (wanted !== mapBlocks.length) map.dirty.fill(1, Math.min(wanted, mapBlocks.length) - 1);
  const fan = fanOut(volume, 4);
  const above = levelCounts(wanted, fan).slice(1);
  const pointers = above.map((count) =>
    Array.from({ length: count }, () => take(volume, map, change)),
  );
  const renewed = new Uint8Array(wanted).fill(1, mapBlocks.length);
  for (let more = true; more;) {
    more = false;
    for (let i = 0; i < wanted; i++) {
      if (map.dirty[i] === 0 || renewed[i] === 1) continue;
      freeStretch(volume, map, blocks[i]!, 1);
      blocks[i] = take(volume, map, change);
      renewed[i] = 1;
      more = true;
    }
  }
  const all = (of: readonly number[]): LevelDraft => {
    return { old: [], blocks: [...of], dirty: new Uint8Array(of.length).fill(1) };
  };
  const content: LevelDraft = { old: mapBlocks, blocks, dirty: renewed };
  return { levels: [content, ...pointers.map(all)], level: above.length + 1, at: 0 };
}

/** The block at the top of a tree. */
export function topOf(tree: TreeDraft): number {
  return tree.levels.at(levelsOf(tree))!.blocks[0]!;
}

/** Levels of pointers of a tree. */
export function levelsOf(tree: TreeDraft): number {
  return tree.levels.filter(({ dirty }) => dirty.length > 0).length - 1;
}
