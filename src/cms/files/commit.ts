/**
 * Changing a disk in one go. The new directory and allocation map are written to free blocks; after a
 * sync, one write of the label block makes them the state of the disk; a second sync makes that durable.
 * Power lost at any moment leaves the old state or the new one. What the old state used is not given
 * away again before the second sync.
 */
import type { BlockDevice } from '../block-device.js';
import { changeDirectory } from './directory-change.js';
import type { FileEntry, Stamp } from './layout.js';
import {
  DIRECTORY_NAME,
  encodeLabel,
  encodeSystemEntry,
  FST_LENGTH,
  LABEL_BLOCK,
  MAP_NAME,
  put32,
} from './layout.js';
import { fanOut } from './tree.js';
import type { Volume } from './volume.js';
import {
  addToStretches,
  bit,
  DiskError,
  eachBlock,
  findFree,
  keptBack,
  setBit,
  writeBlocks,
} from './volume.js';
import { newChange, type Change } from './writer.js';

/** The next state of a disk, on the disk already but for the label. Plain data. */
export interface CommitPlan {
  readonly version: 1;
  readonly device: number;
  /** State of the disk that this was made from. */
  readonly generation: number;
  readonly entries: Uint8Array;
  readonly count: number;
  readonly order: Uint32Array;
  readonly directoryBlocks: readonly number[];
  readonly directoryPointers: readonly number[];
  readonly map: Uint8Array;
  readonly mapBlocks: readonly number[];
  readonly mapPointers: readonly number[];
  readonly used: number;
  /** Blocks of the disk, when that changes. */
  readonly blocks?: number;
  /** Blocks of the old state that the new one does not use. */
  readonly held: readonly number[];
  readonly label: Uint8Array;
}

/** What planning works on. */
interface Draft {
  readonly volume: Volume;
  readonly map: Uint8Array;
  readonly freed: number[];
  readonly dirtyMap: Set<number>;
  used: number;
}

function take(draft: Draft): number {
  const block = findFree(draft.volume, draft.map);
  if (block === 0) throw new DiskError('full', draft.volume.device);
  mark(draft, block, true);
  return block;
}

function mark(draft: Draft, block: number, on: boolean): void {
  if (bit(draft.map, block) === on) throw new DiskError('damaged', draft.volume.device);
  setBit(draft.map, block, on);
  draft.used += on ? 1 : -1;
  draft.dirtyMap.add(Math.floor((block - 1) / 8 / draft.volume.blockSize));
}

function free(draft: Draft, block: number): void {
  mark(draft, block, false);
  addToStretches(draft.freed, block);
}

/** Number of pointer blocks on each level above so many blocks, from the lowest. */
function pointerCounts(blocks: number, fan: number): number[] {
  const counts: number[] = [];
  for (let n = blocks; n > 1;) counts.push((n = Math.ceil(n / fan)));
  return counts;
}

/** Writes pointer blocks over `blocks`; gives the top of the tree. */
function writePointers(
  volume: Volume,
  device: BlockDevice,
  blocks: readonly number[],
  pointers: readonly number[],
): number {
  const fan = fanOut(volume, 4);
  let below = blocks;
  let at = 0;
  for (const n of pointerCounts(blocks.length, fan)) {
    const level = pointers.slice(at, at + n);
    at += n;
    for (const [i, block] of level.entries()) {
      const bytes = new Uint8Array(volume.blockSize);
      below.slice(i * fan, (i + 1) * fan).forEach((to, j) => {
        put32(bytes, j * 4, to);
      });
      writeBlocks(volume, device, block, bytes);
    }
    below = level;
  }
  return below[0] ?? 0;
}

function systemEntry(
  which: number,
  tree: { origin: number; blocks: number; records: number; length: number; levels: number },
  now: Stamp,
): Uint8Array {
  const entry: FileEntry = {
    name: '',
    type: '',
    modeNumber: 0,
    format: 'F',
    recordLength: tree.length,
    origin: tree.origin,
    dataBlocks: tree.blocks,
    records: tree.records,
    levels: tree.levels,
    pointerSize: 4,
    written: now,
  };
  return encodeSystemEntry(which, entry);
}

/**
 * Writes everything of the new state but the label. Throws a DiskError when that cannot be done; the
 * present state is untouched then.
 */
export function planCommit(
  volume: Volume,
  device: BlockDevice,
  change: Change,
  now: Stamp,
): CommitPlan {
  return plan(volume, device, change, now, volume.mapBlocks.length);
}

/**
 * The same state on so many blocks: the allocation map grows or shrinks. Undefined when there is something on the
 * blocks that would go.
 */
export function planResize(
  volume: Volume,
  device: BlockDevice,
  blocks: number,
  now: Stamp,
): CommitPlan | undefined {
  const maps = Math.ceil(Math.ceil(blocks / 8) / volume.blockSize);
  const resized = (bits: Uint8Array): Uint8Array => {
    const out = new Uint8Array(maps * volume.blockSize);
    out.set(bits.subarray(0, out.length));
    return out;
  };
  for (let block = blocks + 1; block <= volume.blocks; block++) {
    if (bit(volume.map, block) || bit(volume.taken, block)) return undefined;
  }
  const next = {
    ...volume,
    blocks,
    map: resized(volume.map),
    taken: resized(volume.taken),
    hint: 1,
  };
  return { ...plan(next, device, newChange(volume.device), now, maps), blocks };
}

function plan(
  volume: Volume,
  device: BlockDevice,
  change: Change,
  now: Stamp,
  maps: number,
): CommitPlan {
  if (device.readOnly || volume.readOnly) throw new DiskError('read-only', volume.device);
  const size = volume.blockSize;
  const directory = changeDirectory(volume, change);
  const draft: Draft = {
    volume,
    map: volume.map.slice(),
    freed: [],
    dirtyMap: new Set(),
    used: volume.used,
  };
  eachBlock(change.taken, (block) => mark(draft, block, true));
  eachBlock(change.freed, (block) => {
    // what this change itself filled and dropped again was never in the present state
    if (bit(volume.map, block)) free(draft, block);
    else mark(draft, block, false);
  });
  const fan = fanOut(volume, 4);
  const renew = (blocks: readonly number[], dirty: (index: number) => boolean, wanted: number) => {
    const renewed: number[] = [];
    blocks.forEach((block, i) => {
      if (i >= wanted || dirty(i)) free(draft, block);
    });
    for (let i = 0; i < wanted; i++) {
      const old = blocks[i];
      renewed.push(old === undefined || dirty(i) ? take(draft) : old);
    }
    return renewed;
  };
  const always = (): boolean => true;
  const perBlock = size / FST_LENGTH;
  const wanted = Math.ceil((directory.count + 2) / perBlock);
  const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);
  const directoryBlocks = renew(volume.directoryBlocks, (i) => directory.dirty.has(i), wanted);
  const levels = pointerCounts(wanted, fan);
  const directoryPointers = renew(volume.directoryPointers, always, sum(levels));
  const mapBlocks = volume.mapBlocks.slice(0, maps);
  for (const block of volume.mapBlocks.slice(maps)) free(draft, block);
  while (mapBlocks.length < maps) {
    mapBlocks.push(take(draft));
    draft.dirtyMap.add(mapBlocks.length - 1);
  }
  // the first one always: a map that only shrinks has its last block cut
  if (maps !== volume.mapBlocks.length) draft.dirtyMap.add(maps - 1);
  const mapLevels = pointerCounts(mapBlocks.length, fan);
  const mapPointers = renew(volume.mapPointers, always, sum(mapLevels));
  // taking a block for the map may change a further block of the map
  const moved = new Set<number>();
  for (;;) {
    const next = [...draft.dirtyMap].find((index) => !moved.has(index));
    if (next === undefined) break;
    moved.add(next);
    free(draft, mapBlocks[next]!);
    mapBlocks[next] = take(draft);
  }
  const grows = directory.count > volume.count || change.taken.length > 0;
  const trees = {
    directoryBlocks,
    directoryPointers,
    mapBlocks,
    mapPointers,
  };
  if (grows && volume.blocks - draft.used < keptBack({ ...volume, ...trees })) {
    throw new DiskError('full', volume.device);
  }
  for (const index of moved) {
    const bytes = new Uint8Array(size);
    bytes.set(draft.map.subarray(index * size, (index + 1) * size));
    writeBlocks(volume, device, mapBlocks[index]!, bytes);
  }
  const mapTop = writePointers(volume, device, mapBlocks, mapPointers);
  const top = writePointers(volume, device, directoryBlocks, directoryPointers);
  for (let index = 0; index < wanted; index++) {
    if (index < volume.directoryBlocks.length && !directory.dirty.has(index)) continue;
    const bytes = new Uint8Array(size);
    const first = (index * perBlock - 2) * FST_LENGTH;
    const end = Math.min(first + size, directory.count * FST_LENGTH);
    bytes.set(directory.entries.subarray(Math.max(first, 0), end), Math.max(-first, 0));
    if (index === 0) {
      const own = {
        origin: top,
        blocks: wanted,
        records: directory.count + 2,
        length: FST_LENGTH,
        levels: levels.length,
      };
      bytes.set(systemEntry(DIRECTORY_NAME, own, now), 0);
      const map = {
        origin: mapTop,
        blocks: mapBlocks.length,
        records: mapBlocks.length,
        length: size,
        levels: mapLevels.length,
      };
      bytes.set(systemEntry(MAP_NAME, map, now), FST_LENGTH);
    }
    writeBlocks(volume, device, directoryBlocks[index]!, bytes);
  }
  return {
    version: 1,
    device: volume.device,
    generation: volume.generation,
    entries: directory.entries,
    count: directory.count,
    order: directory.order,
    ...trees,
    map: draft.map,
    used: draft.used,
    held: draft.freed,
    label: encodeLabel({
      volume: volume.label,
      blockSize: size,
      directory: top,
      blocks: volume.blocks,
      used: draft.used,
      created: volume.created,
    }),
  };
}

/**
 * After the first sync: writes the label and takes over the new state. False when the disk has been
 * changed since the plan was made; then nothing has happened.
 */
export function applyCommit(volume: Volume, device: BlockDevice, plan: CommitPlan): boolean {
  if (volume.generation !== plan.generation) return false;
  if (!device.write(LABEL_BLOCK, plan.label)) throw new DiskError('write-error', volume.device);
  volume.entries = plan.entries;
  volume.count = plan.count;
  volume.order = plan.order;
  volume.directoryBlocks = plan.directoryBlocks;
  volume.directoryPointers = plan.directoryPointers;
  volume.map = plan.map;
  volume.mapBlocks = plan.mapBlocks;
  volume.mapPointers = plan.mapPointers;
  volume.used = plan.used;
  if (plan.blocks !== undefined) {
    volume.blocks = plan.blocks;
    const taken = new Uint8Array(plan.map.length);
    taken.set(volume.taken.subarray(0, taken.length));
    volume.taken = taken;
    volume.hint = 1;
  }
  volume.generation++;
  for (let block = 1; block <= volume.blocks && volume.takenCount > 0; block++) {
    // skip whole bytes: most of the map of taken blocks is zero
    if ((block & 7) === 1 && volume.taken[(block - 1) >> 3] === 0) {
      block += 7;
      continue;
    }
    if (bit(volume.taken, block) && bit(volume.map, block)) {
      setBit(volume.taken, block, false);
      volume.takenCount--;
    }
  }
  for (let i = 0; i < plan.held.length; i += 2) volume.held.push(plan.held[i]!, plan.held[i + 1]!);
  eachBlock(plan.held, (block) => {
    if (bit(volume.taken, block)) return;
    setBit(volume.taken, block, true);
    volume.takenCount++;
  });
  return true;
}
