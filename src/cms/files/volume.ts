/**
 * A CMS disk as CMS knows it between steps: the directory, the allocation map and what is in the course
 * of being written. Plain data. What is on the disk is always exactly the state held here, until a label
 * is written (see commit.ts); blocks that an unfinished change has filled are only marked as taken.
 */
import type { BlockDevice } from '../block-device.js';
import type { Stamp } from './layout.js';
import { RESERVED_BLOCKS } from './layout.js';

/** Why an operation on a disk cannot be done. */
export type DiskReason = 'full' | 'read-error' | 'write-error' | 'read-only' | 'damaged' | 'gone';

/** Thrown inside a step by the block layer; commands turn it into their message (see faults.ts). */
export class DiskError extends Error {
  readonly reason: DiskReason;
  readonly device: number;
  constructor(reason: DiskReason, device: number) {
    super(`disk ${device.toString(16)}: ${reason}`);
    this.reason = reason;
    this.device = device;
  }
}

/** An accessed disk. */
export interface Volume {
  readonly version: 1;
  readonly device: number;
  readonly blockSize: number;
  /** CMS blocks of the disk. */
  blocks: number;
  label: string;
  /** Whether the device refuses writes. */
  readonly readOnly: boolean;
  readonly created: Stamp;
  /** FSTs of the files one behind the other, in the order of the directory on the disk. */
  entries: Uint8Array;
  count: number;
  /** Slots of `entries`, sorted by name and type. */
  order: Uint32Array;
  /** Blocks of the directory on the disk, and of the pointers above them. */
  directoryBlocks: readonly number[];
  directoryPointers: readonly number[];
  /** One bit a block: what the state on the disk uses. */
  map: Uint8Array;
  mapBlocks: readonly number[];
  mapPointers: readonly number[];
  used: number;
  /** One bit a block: filled by an unfinished change. */
  taken: Uint8Array;
  takenCount: number;
  /** The map of the last state while that may still be the durable one: until the next sync. */
  held: Uint8Array | undefined;
  /** Blocks that the last state used and the present one does not. */
  heldCount: number;
  /** Where the search for a free block goes on. */
  hint: number;
  /** Raised by every commit. */
  generation: number;
}

/** 512-byte blocks in a CMS block. */
export function sectors(volume: { readonly blockSize: number }): number {
  return volume.blockSize / 512;
}

/** Reads `count` CMS blocks. */
export function readBlocks(
  volume: { readonly blockSize: number; readonly blocks: number },
  device: BlockDevice,
  block: number,
  count = 1,
): Uint8Array {
  if (block < 1 || block + count - 1 > volume.blocks) throw new DiskError('damaged', device.device);
  const per = sectors(volume);
  const bytes = device.read((block - 1) * per, count * per);
  if (bytes?.length !== count * volume.blockSize) {
    throw new DiskError('read-error', device.device);
  }
  return bytes;
}

/** Writes whole CMS blocks. */
export function writeBlocks(
  volume: Volume,
  device: BlockDevice,
  block: number,
  bytes: Uint8Array,
): void {
  if (block <= RESERVED_BLOCKS) throw new Error(`block ${block} is never written`);
  if (device.readOnly) throw new DiskError('read-only', device.device);
  if (!device.write((block - 1) * sectors(volume), bytes)) {
    throw new DiskError('write-error', device.device);
  }
}

/** Whether the bit of a block is set. */
export function bit(map: Uint8Array, block: number): boolean {
  return ((map[(block - 1) >> 3] ?? 0xff) & (0x80 >> ((block - 1) & 7))) !== 0;
}

/** Sets or clears the bit of a block. */
export function setBit(map: Uint8Array, block: number, on: boolean): void {
  const at = (block - 1) >> 3;
  const mask = 0x80 >> ((block - 1) & 7);
  map[at] = on ? (map[at] ?? 0) | mask : (map[at] ?? 0) & ~mask;
}

/** Bits that are set in a byte. */
function ones(byte: number): number {
  let count = 0;
  for (let rest = byte; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** Sets or clears the bits of a stretch; gives how many of them were otherwise before. */
export function setStretch(map: Uint8Array, first: number, count: number, on: boolean): number {
  let changed = 0;
  const end = first - 1 + count;
  for (let n = first - 1; n < end;) {
    const from = n & 7;
    const to = Math.min(8, from + end - n);
    const mask = (0xff >> from) & (0xff << (8 - to)) & 0xff;
    const before = map[n >> 3] ?? 0;
    const after = on ? before | mask : before & ~mask;
    if (before !== after) {
      map[n >> 3] = after;
      changed += ones(before ^ after);
    }
    n += to - from;
  }
  return changed;
}

/** How many bits of a stretch are set. */
export function countStretch(map: Uint8Array, first: number, count: number): number {
  let set = 0;
  const end = first - 1 + count;
  for (let n = first - 1; n < end;) {
    const from = n & 7;
    const to = Math.min(8, from + end - n);
    set += ones((map[n >> 3] ?? 0) & (0xff >> from) & (0xff << (8 - to)) & 0xff);
    n += to - from;
  }
  return set;
}

/** Adds a block to a list of stretches. */
export function addToStretches(stretches: number[], block: number): void {
  const n = stretches.length;
  if (n > 0 && stretches[n - 2]! + stretches[n - 1]! === block) stretches[n - 1]!++;
  else stretches.push(block, 1);
}

/**
 * Blocks kept back so that a full disk can still be changed by ERASE: as many as the whole directory
 * and the whole map take when they are written anew.
 */
export function keptBack(volume: Volume): number {
  return (
    volume.directoryBlocks.length +
    volume.directoryPointers.length +
    volume.mapBlocks.length +
    volume.mapPointers.length +
    2
  );
}

/** Blocks that files may still take. */
export function blocksLeft(volume: Volume): number {
  const gone = volume.used + volume.takenCount + volume.heldCount;
  return Math.max(0, volume.blocks - gone - keptBack(volume));
}

/** A block that no state and no change uses, or 0. */
export function findFree(volume: Volume): number {
  const { map, taken, held } = volume;
  const bytes = map.length;
  let at = (volume.hint - 1) >> 3;
  for (let n = 0; n <= bytes; n++, at++) {
    if (at >= bytes) at = 0;
    const all = map[at]! | taken[at]! | (held?.[at] ?? 0);
    if (all === 0xff) continue;
    for (let i = 0; i < 8; i++) {
      if ((all & (0x80 >> i)) !== 0) continue;
      const block = at * 8 + i + 1;
      if (block > volume.blocks) break;
      volume.hint = block;
      return block;
    }
  }
  return 0;
}

/** Blocks that a change has filled, in stretches (block, number, block, number...). */
interface Filled {
  /** For files. */
  readonly taken: number[];
  /** For the directory and the map of its commit. */
  readonly system: number[];
}

/** Takes a block for a change; throws when the disk is full. */
export function takeBlock(volume: Volume, change: Pick<Filled, 'taken'>): number {
  if (volume.readOnly) throw new DiskError('read-only', volume.device);
  const block = blocksLeft(volume) > 0 ? findFree(volume) : 0;
  if (block === 0) throw new DiskError('full', volume.device);
  markTaken(volume, block, change.taken);
  return block;
}

/** Marks a free block as taken and adds it to stretches. */
export function markTaken(volume: Volume, block: number, stretches: number[]): void {
  setBit(volume.taken, block, true);
  volume.takenCount++;
  addToStretches(stretches, block);
}

/** Gives back the last `most` stretches of a list; whether those were all. */
export function giveBackSome(volume: Volume, stretches: number[], most: number): boolean {
  const from = Math.max(0, stretches.length - 2 * most);
  for (let i = from; i + 1 < stretches.length; i += 2) {
    volume.takenCount -= setStretch(volume.taken, stretches[i]!, stretches[i + 1]!, false);
  }
  stretches.length = from;
  return from === 0;
}

/** Gives back what is in a list of stretches. */
export function giveBackStretches(volume: Volume, stretches: number[]): void {
  giveBackSome(volume, stretches, Infinity);
}

/** Gives back what a change that is given up has taken. */
export function giveBack(volume: Volume, change: Filled): void {
  giveBackStretches(volume, change.taken);
  giveBackStretches(volume, change.system);
}

/**
 * Drops every unfinished change, as CMS closes all files when a command that was typed has ended. Frames
 * of activations that are gone can no longer finish theirs.
 */
export function dropChanges(volume: Volume): void {
  volume.taken.fill(0);
  volume.takenCount = 0;
}

/** After a sync that came behind the label: what the old state used is free. */
export function releaseHeld(volume: Volume): void {
  volume.held = undefined;
  volume.heldCount = 0;
}
