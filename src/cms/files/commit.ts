/**
 * Changing a disk in one go. The new directory and allocation map are written to free blocks; after a
 * sync, one write of the label block makes them the state of the disk; a second sync makes that durable.
 * Power lost at any moment leaves the old state or the new one. What the old state used is not given
 * away again before the second sync. A large directory is made over steps, beside the present one.
 */
import type { BlockDevice } from '../block-device.js';
import {
  freeStretch,
  levelsOf,
  markStretch,
  renewMap,
  renewSome,
  startTree,
  topOf,
  type MapDraft,
  type TreeDraft,
} from './commit-blocks.js';
import { directorySome, startDirectory, type DirectoryChange } from './directory-change.js';
import type { FileEntry, Stamp } from './layout.js';
import { encodeLabel } from './label.js';
import {
  DIRECTORY_NAME,
  encodeSystemEntry,
  FST_LENGTH,
  LABEL_BLOCK,
  MAP_NAME,
  put32,
} from './layout.js';
import { fanOut } from './tree.js';
import type { Volume } from './volume.js';
import {
  countStretch,
  DiskError,
  giveBackSome,
  giveBackStretches,
  keptBack,
  writeBlocks,
} from './volume.js';
import { newChange, type Change } from './writer.js';

/** The next state of a disk in the making; `ready` when all of it is on the disk but the label. Plain data. */
export interface CommitPlan {
  readonly version: 2;
  stage: 'names' | 'taken' | 'freed' | 'trees' | 'write' | 'ready';
  /** State of the disk that this is made from. */
  readonly generation: number;
  readonly now: Stamp;
  readonly names: DirectoryChange;
  readonly map: MapDraft;
  directory: TreeDraft | undefined;
  mapTree: TreeDraft | undefined;
  /** Next item of the stage; when writing, next block of the level. */
  at: number;
  level: number;
}

/**
 * Work of a step. A unit is a comparison of two names or 128 bytes moved. (Measured with 100,000 files: 0.3 to 0.7 ms
 * a step.)
 */
export const COMMIT_STEP = 20000;
/** What a write takes beside moving the bytes: a DIAGNOSE of the machine. */
const WRITE_COST = 600;
/** What finding a free block takes. */
const TAKE_COST = 6;
/** Bytes that are written at once at the most. */
const STRETCH = 32768;
/** Stretches that the label's step gives over to the new state; more of them take further steps. */
const STRETCHES_A_STEP = 10000;

function startPlan(volume: Volume, change: Change, now: Stamp): CommitPlan {
  const names = startDirectory(volume, change);
  const map = {
    bits: volume.map.slice(),
    dirty: new Uint8Array(Math.ceil(volume.map.length / volume.blockSize)),
    used: volume.used,
    freed: 0,
  };
  return {
    ...{ version: 2, stage: 'names', generation: volume.generation, now, names, map },
    ...{ directory: undefined, mapTree: undefined, at: 0, level: 0 },
  };
}

/**
 * Goes on with a commit for about `budget` units: makes the new state and writes everything of it but the label.
 * Starts when there is no plan, and anew when the disk has been changed since that was made. Throws a DiskError when
 * it cannot be done; the present state is untouched then, and what was taken for it stays with the change.
 */
export function commitSome(
  volume: Volume,
  device: BlockDevice,
  change: Change,
  present: CommitPlan | undefined,
  now: Stamp,
  budget = COMMIT_STEP,
): CommitPlan {
  if (device.readOnly || volume.readOnly) throw new DiskError('read-only', volume.device);
  let plan = present;
  if (plan?.generation !== volume.generation) {
    giveBackStretches(volume, change.system);
    plan = startPlan(volume, change, now);
  }
  planSome(volume, device, change, plan, budget);
  return plan;
}

function planSome(
  volume: Volume,
  device: BlockDevice,
  change: Change,
  plan: CommitPlan,
  budget: number,
): void {
  let left = budget;
  while (left > 0 && plan.stage !== 'ready') {
    switch (plan.stage) {
      case 'names':
        left = directorySome(volume, change, plan.names, left);
        if (plan.names.stage === 'done') plan.stage = 'taken';
        break;
      case 'taken':
        left = eachStretch(plan, change.taken, left, (first, count) => {
          markStretch(volume, plan.map, first, count, true);
        });
        if (plan.at === change.taken.length) enter(plan, 'freed');
        break;
      case 'freed':
        left = eachStretch(plan, change.freed, left, (first, count) => {
          freeStretch(volume, plan.map, first, count);
        });
        if (plan.at === change.freed.length) enter(plan, 'trees');
        break;
      case 'trees':
        left = makeTrees(volume, change, plan, left);
        break;
      case 'write':
        left = writeSome(volume, device, plan, left);
        break;
    }
  }
}

function enter(plan: CommitPlan, stage: CommitPlan['stage']): void {
  plan.stage = stage;
  plan.at = 0;
}

function eachStretch(
  plan: CommitPlan,
  stretches: readonly number[],
  budget: number,
  action: (first: number, count: number) => void,
): number {
  let left = budget;
  for (; left > 0 && plan.at < stretches.length; plan.at += 2) {
    const count = stretches[plan.at + 1]!;
    action(stretches[plan.at]!, count);
    left -= 2 + count / 16;
  }
  return left;
}

/** Finds the blocks of directory and map; a DiskError when there are too few for a change that grows. */
function makeTrees(volume: Volume, change: Change, plan: CommitPlan, budget: number): number {
  const { map, names } = plan;
  plan.directory ??= startTree(
    volume,
    volume.directoryBlocks,
    volume.directoryPointers,
    Math.ceil(((names.count + 2) * FST_LENGTH) / volume.blockSize),
    names.dirty,
  );
  const most = Math.max(1, Math.floor(budget / TAKE_COST));
  const left = renewSome(volume, map, change, plan.directory, most) * TAKE_COST;
  if (left <= 0) return 0;
  plan.mapTree = renewMap(volume, map, change);
  const grows = names.count > volume.count || change.taken.length > 0;
  const next = { ...volume, ...blocksOf(plan) };
  if (grows && volume.blocks - map.used < keptBack(next))
    throw new DiskError('full', volume.device);
  plan.level = 0;
  enter(plan, 'write');
  return left - map.dirty.length * TAKE_COST;
}

/** Blocks and pointers of both trees, as a volume has them. */
function blocksOf(
  plan: CommitPlan,
): Pick<Volume, 'directoryBlocks' | 'directoryPointers' | 'mapBlocks' | 'mapPointers'> {
  const [directoryBlocks, ...directoryPointers] = plan.directory!.levels;
  const [mapBlocks, ...mapPointers] = plan.mapTree!.levels;
  return {
    directoryBlocks: directoryBlocks!.blocks,
    directoryPointers: directoryPointers.flatMap(({ blocks }) => blocks),
    mapBlocks: mapBlocks!.blocks,
    mapPointers: mapPointers.flatMap(({ blocks }) => blocks),
  };
}

/** Writes blocks that differ, those that follow each other at once: the map, then the directory. */
function writeSome(volume: Volume, device: BlockDevice, plan: CommitPlan, budget: number): number {
  const { directory, mapTree } = plan;
  const levels = [...mapTree!.levels, ...directory!.levels];
  let left = budget;
  for (; plan.level < levels.length; plan.level++, plan.at = 0) {
    const { blocks, dirty } = levels[plan.level]!;
    const own = plan.level - mapTree!.levels.length;
    const tree = own < 0 ? mapTree! : directory!;
    while (plan.at < blocks.length) {
      if (left <= 0) return left;
      const from = dirty.indexOf(1, plan.at);
      if (from < 0) break;
      let count = 1;
      const most = STRETCH / volume.blockSize;
      while (
        count < most &&
        dirty[from + count] === 1 &&
        blocks[from + count] === blocks[from]! + count
      ) {
        count++;
      }
      const bytes = new Uint8Array(count * volume.blockSize);
      for (let i = 0; i < count; i++) {
        const into = bytes.subarray(i * volume.blockSize, (i + 1) * volume.blockSize);
        fillBlock(volume, plan, tree, own < 0 ? plan.level : own, from + i, into);
      }
      writeBlocks(volume, device, blocks[from]!, bytes);
      left -= WRITE_COST + bytes.length / 32;
      plan.at = from + count;
    }
  }
  plan.stage = 'ready';
  return left;
}

/** What is in a block of a tree. */
function fillBlock(
  volume: Volume,
  plan: CommitPlan,
  tree: TreeDraft,
  level: number,
  index: number,
  into: Uint8Array,
): void {
  const size = volume.blockSize;
  if (level > 0) {
    const fan = fanOut(volume, 4);
    const below = tree.levels[level - 1]!.blocks;
    const end = Math.min(below.length, (index + 1) * fan);
    for (let i = index * fan; i < end; i++) put32(into, (i - index * fan) * 4, below[i]!);
  } else if (tree === plan.mapTree) {
    into.set(plan.map.bits.subarray(index * size, (index + 1) * size));
  } else {
    const { entries, count } = plan.names;
    const first = index * size - 2 * FST_LENGTH;
    const end = Math.min(first + size, count * FST_LENGTH);
    into.set(entries.subarray(Math.max(first, 0), end), Math.max(-first, 0));
    if (index > 0) return;
    into.set(systemEntry(plan, DIRECTORY_NAME, plan.directory!, count + 2, FST_LENGTH));
    const maps = plan.mapTree!.levels[0]!.blocks.length;
    into.set(systemEntry(plan, MAP_NAME, plan.mapTree!, maps, size), FST_LENGTH);
  }
}

function systemEntry(
  plan: CommitPlan,
  which: number,
  tree: TreeDraft,
  records: number,
  recordLength: number,
): Uint8Array {
  const entry: FileEntry = {
    name: '',
    type: '',
    modeNumber: 0,
    format: 'F',
    recordLength,
    origin: topOf(tree),
    dataBlocks: tree.levels[0]!.blocks.length,
    records,
    levels: levelsOf(tree),
    pointerSize: 4,
    written: plan.now,
  };
  return encodeSystemEntry(which, entry);
}

/** The label of the next state. */
export function labelOf(volume: Volume, plan: CommitPlan): Uint8Array {
  return encodeLabel({
    volume: volume.label,
    blockSize: volume.blockSize,
    directory: topOf(plan.directory!),
    blocks: volume.blocks,
    used: plan.map.used,
    created: volume.created,
  });
}

/** Everything of a commit in one go but the syncs and the label; for disks that are known to be small. */
export function planCommit(
  volume: Volume,
  device: BlockDevice,
  change: Change,
  now: Stamp,
): CommitPlan {
  return commitSome(volume, device, change, undefined, now, Infinity);
}

/** A disk being made to use other blocks; plain data. */
export interface Resizing {
  /** The disk as it will be. */
  readonly volume: Volume;
  readonly change: Change;
  readonly plan: CommitPlan;
}

/**
 * Starts to make a disk use so many blocks: the allocation map grows or shrinks. Undefined when there is something on
 * the blocks that would go.
 */
export function startResizing(volume: Volume, blocks: number, now: Stamp): Resizing | undefined {
  const gone = Math.max(0, volume.blocks - blocks);
  const there = countStretch(volume.map, blocks + 1, gone);
  if (there + countStretch(volume.taken, blocks + 1, gone) > 0) return undefined;
  const maps = Math.ceil(Math.ceil(blocks / 8) / volume.blockSize);
  const resized = (bits: Uint8Array): Uint8Array => {
    const out = new Uint8Array(maps * volume.blockSize);
    out.set(bits.subarray(0, out.length));
    return out;
  };
  const { map, taken } = volume;
  const next = { ...volume, blocks, map: resized(map), taken: resized(taken), hint: 1 };
  const change = newChange(volume.device);
  return { volume: next, change, plan: startPlan(next, change, now) };
}

/** Goes on with that; it has ended when the plan is `ready`: what is missing is its label. */
export function resizeSome(resizing: Resizing, device: BlockDevice, budget = COMMIT_STEP): void {
  const { volume, change, plan } = resizing;
  if (device.readOnly) throw new DiskError('read-only', volume.device);
  planSome(volume, device, change, plan, budget);
}

/**
 * After the first sync: writes the label and takes over the new state. False when the disk has been
 * changed since the plan was made; then nothing has happened.
 */
export function applyCommit(
  volume: Volume,
  device: BlockDevice,
  change: Change,
  plan: CommitPlan,
): boolean {
  if (volume.generation !== plan.generation) return false;
  if (plan.stage !== 'ready') throw new Error('the new state is not on the disk');
  if (!device.write(LABEL_BLOCK, labelOf(volume, plan))) {
    throw new DiskError('write-error', volume.device);
  }
  const { names, map } = plan;
  volume.held = volume.map;
  volume.heldCount = map.freed;
  volume.entries = names.entries;
  volume.count = names.count;
  volume.order = names.order;
  Object.assign(volume, blocksOf(plan));
  volume.map = map.bits;
  volume.used = map.used;
  volume.generation++;
  settleSome(volume, change);
  return true;
}

/**
 * What the change had taken is the state's now, and no longer the change's.
 * @returns whether all of it has been given over; a change of very many stretches takes several calls
 */
export function settleSome(volume: Volume, change: Change): boolean {
  return (
    giveBackSome(volume, change.system, STRETCHES_A_STEP) &&
    giveBackSome(volume, change.taken, STRETCHES_A_STEP)
  );
}
