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
  /** One bit a block: filled by an unfinished change, or left by a state that may still be the durable one. */
  taken: Uint8Array;
  takenCount: number;
  /** Stretches (block, number, block, number...) left by the last state; free after the next sync. */
  held: number[];
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

/** Adds a block to a list of stretches. */
export function addToStretches(stretches: number[], block: number): void {
  const n = stretches.length;
  if (n > 0 && stretches[n - 2]! + stretches[n - 1]! === block) stretches[n - 1]!++;
  else stretches.push(block, 1);
}

/** Calls `action` for every block of a list of stretches. */
export function eachBlock(stretches: readonly number[], action: (block: number) => void): void {
  for (let i = 0; i + 1 < stretches.length; i += 2) {
    const first = stretches[i]!;
    for (let n = 0; n < stretches[i + 1]!; n++) action(first + n);
  }
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
  return Math.max(0, volume.blocks - volume.used - volume.takenCount - keptBack(volume));
}

/** A block that no state uses, or 0: `also` is a further map to look at. */
export function findFree(volume: Volume, also?: Uint8Array): number {
  const bytes = volume.map.length;
  let at = (volume.hint - 1) >> 3;
  for (let n = 0; n <= bytes; n++, at++) {
    if (at >= bytes) at = 0;
    const all = volume.map[at]! | volume.taken[at]! | (also === undefined ? 0 : also[at]!);
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

/** Takes a block for a change; throws when the disk is full. */
export function takeBlock(volume: Volume, change: { readonly taken: number[] }): number {
  if (volume.readOnly) throw new DiskError('read-only', volume.device);
  const block = blocksLeft(volume) > 0 ? findFree(volume) : 0;
  if (block === 0) throw new DiskError('full', volume.device);
  setBit(volume.taken, block, true);
  volume.takenCount++;
  addToStretches(change.taken, block);
  return block;
}

/** Gives back what a change that is given up has taken. */
export function giveBack(volume: Volume, change: { readonly taken: number[] }): void {
  eachBlock(change.taken, (block) => {
    if (!bit(volume.taken, block)) return;
    setBit(volume.taken, block, false);
    volume.takenCount--;
  });
  change.taken.length = 0;
}

/**
 * Drops every unfinished change, as CMS closes all files when a command that was typed has ended. Frames
 * of activations that are gone can no longer finish theirs.
 */
export function dropChanges(volume: Volume): void {
  volume.taken.fill(0);
  volume.takenCount = 0;
  eachBlock(volume.held, (block) => {
    setBit(volume.taken, block, true);
    volume.takenCount++;
  });
}

/** After a sync that came behind the label: what the old state used is free. */
export function releaseHeld(volume: Volume): void {
  const held = volume.held;
  volume.held = [];
  eachBlock(held, (block) => {
    if (!bit(volume.taken, block)) return;
    setBit(volume.taken, block, false);
    volume.takenCount--;
  });
}
