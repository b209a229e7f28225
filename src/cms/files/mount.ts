/**
 * Reading what a CMS disk holds when it is accessed: label, directory and allocation map, all checked. A
 * large disk is read over steps; where that stands is plain data. The label is looked at in each step, for
 * another machine may change the disk meanwhile: then reading starts again.
 */
import type { BlockDevice } from '../block-device.js';
import type { Label } from './label.js';
import { decodeLabel } from './label.js';
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
} from './layout.js';
import { compareNames } from './directory.js';
import { sortSome, startSort, type Sorting } from './piece-sort.js';
import type { Space, Tree } from './tree.js';
import { checkBlock, fanOut, levelsFor } from './tree.js';
import type { Volume } from './volume.js';
import { bit, DiskError, readBlocks } from './volume.js';

/** The blocks of a tree of single pointers being read: its pointers, level by level, then its content. */
interface Reading {
  readonly tree: Tree;
  /** Levels of pointers still above `blocks`. */
  above: number;
  /** Blocks of the level that is known. */
  blocks: number[];
  /** Blocks of the next level, and how many of `blocks` have been read for it (then: for the content). */
  below: number[];
  at: number;
  /** Pointer blocks of each level above, the lowest level first. */
  pointers: number[][];
  /** The content, but for what is left out at its beginning. */
  readonly content: Uint8Array;
  readonly leftOut: number;
}

/** A disk being mounted; plain data. */
export interface Mounting {
  readonly version: 1;
  readonly device: number;
  /** The label block as it was when reading began. */
  label: Uint8Array;
  phase: 'label' | 'directory' | 'map' | 'sort' | 'done' | 'not-cms';
  directory: Reading | undefined;
  map: Reading | undefined;
  sorting: Sorting | undefined;
  /** Bits counted so far in the map: blocks in use. */
  used: number;
  /** How often the disk has been changed in the middle. */
  changed: number;
}

/**
 * Units of a step: one is a comparison of two names, or 64 bytes moved. (Measured with 100,000 files: 187
 * steps of 0.15 ms, 2 ms of the first ones when the code is cold.)
 */
export const MOUNT_STEP = 12000;
/** What reading takes beside moving the bytes: a DIAGNOSE of the machine. */
const READ_COST = 600;
/** Bytes that are read at once at the most. */
const READ_AT_ONCE = 65536;
/** A disk that changes more often than this while it is read does not let itself be read. */
const MOST_CHANGES = 20;

/** Starts to mount a disk. */
export function startMount(device: BlockDevice): Mounting {
  return {
    version: 1,
    device: device.device,
    label: new Uint8Array(0),
    phase: 'label',
    directory: undefined,
    map: undefined,
    sorting: undefined,
    used: 0,
    changed: 0,
  };
}

function damaged(device: BlockDevice): never {
  throw new DiskError('damaged', device.device);
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
  return damaged(device);
}

function startReading(
  space: Space,
  device: BlockDevice,
  tree: Tree,
  leftOut: number,
  length: number,
): Reading {
  return {
    tree,
    above: tree.levels,
    blocks: [checkBlock(space, device.device, tree.origin, false)],
    below: [],
    at: 0,
    pointers: [],
    content: new Uint8Array(length),
    leftOut,
  };
}

function readLabel(m: Mounting, device: BlockDevice, block: Uint8Array): number {
  const label = decodeLabel(block);
  if (label === undefined) {
    m.phase = 'not-cms';
    return 1;
  }
  m.label = block.slice();
  if (label.blocks < 4 || label.blocks > device.blocks / (label.blockSize / 512)) damaged(device);
  const first = firstDirectoryBlock(label, device, label.directory);
  const own = decodeEntry(first, 0);
  if (!isSystemEntry(first, FST_LENGTH, MAP_NAME)) damaged(device);
  const map = decodeEntry(first, FST_LENGTH);
  const fan = fanOut(label, 4);
  const mapLength = Math.ceil(label.blocks / 8);
  if (
    own.records < 2 ||
    own.dataBlocks !== Math.ceil(own.records / (label.blockSize / FST_LENGTH)) ||
    own.dataBlocks > label.blocks ||
    own.levels !== levelsFor(own.dataBlocks, fan) ||
    map.dataBlocks !== Math.ceil(mapLength / label.blockSize) ||
    map.levels !== levelsFor(map.dataBlocks, fan)
  ) {
    damaged(device);
  }
  const count = own.records - 2;
  // the two entries of the directory itself and of the map are left out
  m.directory = startReading(label, device, own, 2 * FST_LENGTH, count * FST_LENGTH);
  m.map = startReading(label, device, map, 0, mapLength);
  m.sorting = startSort(count, true);
  m.used = 0;
  m.phase = 'directory';
  return READ_COST * 2;
}

/** Reads one pointer block, or blocks of content that follow each other; gives what that cost. */
function readSome(space: Space, device: BlockDevice, r: Reading): number {
  if (r.above > 0) {
    const fan = fanOut(space, 4);
    const wanted = Math.ceil(r.tree.dataBlocks / fan ** (r.above - 1));
    const bytes = readBlocks(space, device, r.blocks[r.at++]!);
    for (let i = 0; i < fan && r.below.length < wanted; i++) {
      r.below.push(checkBlock(space, device.device, get32(bytes, i * 4), false));
    }
    if (r.at === r.blocks.length) {
      r.pointers.unshift(r.blocks);
      r.blocks = r.below;
      r.below = [];
      r.at = 0;
      r.above--;
    }
    return READ_COST + fan / 2;
  }
  const most = Math.min(READ_AT_ONCE / space.blockSize, r.blocks.length - r.at);
  const first = r.blocks[r.at]!;
  let n = 1;
  while (n < most && r.blocks[r.at + n] === first + n) n++;
  const bytes = readBlocks(space, device, first, n);
  const start = r.at * space.blockSize - r.leftOut;
  const from = Math.max(0, -start);
  const end = Math.min(bytes.length, r.content.length - start);
  if (end > from) r.content.set(bytes.subarray(from, end), start + from);
  r.at += n;
  return READ_COST + bytes.length / 16;
}

function hasRead(r: Reading): boolean {
  return r.above === 0 && r.at >= r.blocks.length;
}

/** Counts what is in use among the bytes of the map that have been read since. */
function countUsed(m: Mounting, map: Uint8Array, from: number, to: number): number {
  for (let i = from; i < to; i++) {
    for (let rest = map[i]!; rest !== 0; rest &= rest - 1) m.used++;
  }
  return Math.max(0, to - from) / 8;
}

function readMap(m: Mounting, device: BlockDevice, label: Label, map: Reading): number {
  const before = map.above > 0 ? 0 : map.at * label.blockSize;
  let cost = readSome(label, device, map);
  const bits = map.content;
  const to = map.above > 0 ? 0 : Math.min(bits.length, map.at * label.blockSize);
  const ended = hasRead(map);
  if (ended) {
    // bits behind the last block are never free
    for (let n = label.blocks + 1; n <= bits.length * 8; n++) {
      const at = (n - 1) >> 3;
      bits[at] = bits[at]! & ~(0x80 >> ((n - 1) & 7));
    }
    for (let n = 1; n <= RESERVED_BLOCKS; n++) if (!bit(bits, n)) damaged(device);
  }
  cost += countUsed(m, bits, before, to);
  if (ended) m.phase = 'sort';
  return cost;
}

function goOn(m: Mounting, device: BlockDevice, block: Uint8Array, budget: number): void {
  let left = budget;
  if (m.phase === 'label') left -= readLabel(m, device, block);
  if (m.phase === 'not-cms') return;
  const label = decodeLabel(m.label)!;
  const { directory, map, sorting } = m;
  while (left > 0 && m.phase === 'directory') {
    left -= readSome(label, device, directory!);
    if (hasRead(directory!)) m.phase = 'map';
  }
  while (left > 0 && m.phase === 'map') left -= readMap(m, device, label, map!);
  const names = directory?.content ?? new Uint8Array(0);
  const compare = (a: number, b: number): number =>
    compareNames(names, a * FST_LENGTH, names, b * FST_LENGTH);
  if (left > 0 && m.phase === 'sort' && sortSome(sorting!, compare, left)) {
    if (sorting!.phase === 'twice') damaged(device);
    m.phase = 'done';
  }
}

/**
 * Goes on with mounting for about `budget` units. Throws a DiskError when the disk cannot be read or is
 * damaged.
 * @returns whether it has ended; `mounted` then has the volume
 */
export function mountSome(m: Mounting, device: BlockDevice, budget = MOUNT_STEP): boolean {
  const block = device.blocks < 8 ? undefined : device.read(LABEL_BLOCK, 1);
  if (block === undefined) {
    if (device.blocks >= 8) throw new DiskError('read-error', device.device);
    m.phase = 'not-cms';
    return true;
  }
  if (m.phase !== 'label' && !m.label.every((byte, i) => byte === block[i])) {
    if (++m.changed > MOST_CHANGES) throw new DiskError('read-error', device.device);
    m.phase = 'label';
  }
  goOn(m, device, block, budget);
  return m.phase === 'done' || m.phase === 'not-cms';
}

/** What has been mounted; undefined when the disk is not in CMS format. */
export function mounted(m: Mounting, device: BlockDevice): Volume | undefined {
  const label = m.phase === 'done' ? decodeLabel(m.label) : undefined;
  const { directory, map, sorting } = m;
  if (label === undefined) return undefined;
  return {
    version: 1,
    device: device.device,
    blockSize: label.blockSize,
    blocks: label.blocks,
    label: label.volume,
    readOnly: device.readOnly,
    created: label.created,
    entries: directory!.content,
    count: sorting!.order.length,
    order: sorting!.order,
    directoryBlocks: directory!.blocks,
    directoryPointers: directory!.pointers.flat(),
    map: map!.content,
    mapBlocks: map!.blocks,
    mapPointers: map!.pointers.flat(),
    used: m.used,
    taken: new Uint8Array(map!.content.length),
    takenCount: 0,
    held: undefined,
    heldCount: 0,
    hint: RESERVED_BLOCKS + 1,
    generation: 0,
  };
}

/**
 * Reads a disk in one go.
 * @returns undefined when the disk is not in CMS format; throws a DiskError when it cannot be read or is damaged
 */
export function mountVolume(device: BlockDevice): Volume | undefined {
  const m = startMount(device);
  while (!mountSome(m, device));
  return mounted(m, device);
}
