/**
 * What DDR dumps to tape: a block that tells of the disk, the blocks of the disk, eight at a time, and a block that ends
 * them. The eyecatchers are those of z/VM, what stands behind them is not: a reel is for DDR of this system. A stretch of
 * blocks that are all zeros is its header alone.
 */
import { fromEbcdic, toEbcdic } from '../../shared/ebcdic.js';
import { encodeStamp, get32, put32, type Stamp } from '../files/layout.js';

/** Length of a block of the disk. */
export const DISK_BLOCK = 512;
/** Blocks of the disk in one of the tape. */
export const BLOCKS_TOGETHER = 8;
/** Most blocks of zeros in one of the tape. */
const MOST_ZEROS = 1024;
const HEADER = 16;
const EYECATCHERS = { volume: 'VHR=', blocks: 'FBA=', end: 'EOJ=', reel: 'EOV=' } as const;
/** Where the first block of a further reel says which block of the disk comes, and when it was begun. */
const NEXT = { block: HEADER + 6, stamp: HEADER + 10 } as const;

/** A block of the tape. */
export type DumpBlock =
  | { readonly kind: 'volume'; readonly volume: string; readonly blocks: number }
  | {
      readonly kind: 'blocks';
      readonly from: number;
      readonly count: number;
      readonly data: Uint8Array | undefined;
    }
  | { readonly kind: 'end' }
  /** The dump goes on on another reel. */
  | { readonly kind: 'reel'; readonly next: number }
  | { readonly kind: 'other' };

function headed(
  kind: keyof typeof EYECATCHERS,
  first: number,
  second: number,
  size = 0,
): Uint8Array {
  const out = new Uint8Array(HEADER + size);
  out.set(toEbcdic(EYECATCHERS[kind]));
  put32(out, 4, first);
  put32(out, 8, second);
  return out;
}

/** The first block. */
export function volumeBlock(volume: string, blocks: number): Uint8Array {
  const out = headed('volume', blocks, DISK_BLOCK, 16);
  out.set(toEbcdic(volume.padEnd(6).slice(0, 6)), HEADER);
  return out;
}

/** The first block of a further reel, from this block of the disk on; `stamp`: now. */
export function nextVolumeBlock(volume: Uint8Array, block: number, stamp: Stamp): Uint8Array {
  const out = volume.slice();
  put32(out, NEXT.block, block);
  out.set(encodeStamp(stamp), NEXT.stamp);
  return out;
}

/** What ends the reel in front of it. */
export function endOfReelBlock(next: Uint8Array): Uint8Array {
  const out = next.slice();
  out.set(toEbcdic(EYECATCHERS.reel));
  return out;
}

/** Blocks of the disk; without data they are zeros. */
export function blocksBlock(from: number, count: number, data?: Uint8Array): Uint8Array {
  const out = headed('blocks', from, count, data?.length ?? 0);
  if (data !== undefined) out.set(data, HEADER);
  return out;
}

/** The last block. */
export function endBlock(blocks: number): Uint8Array {
  return headed('end', blocks, 0);
}

/** What a block of a tape is; `other` when it is none of DDR's, or too short for what it says it is. */
export function readDumpBlock(bytes: Uint8Array): DumpBlock {
  if (bytes.length < HEADER) return { kind: 'other' };
  const [first, second] = [get32(bytes, 4), get32(bytes, 8)];
  switch (fromEbcdic(bytes.subarray(0, 4))) {
    case EYECATCHERS.volume:
      if (second !== DISK_BLOCK || bytes.length < HEADER + 6) return { kind: 'other' };
      return {
        kind: 'volume',
        volume: fromEbcdic(bytes.subarray(HEADER, HEADER + 6)).trimEnd(),
        blocks: first,
      };
    case EYECATCHERS.blocks: {
      const data = bytes.length > HEADER ? bytes.subarray(HEADER) : undefined;
      if (second === 0 || second > MOST_ZEROS) return { kind: 'other' };
      if (data !== undefined && data.length !== second * DISK_BLOCK) {
        return { kind: 'other' };
      }
      return { kind: 'blocks', from: first, count: second, data };
    }
    case EYECATCHERS.end:
      return { kind: 'end' };
    case EYECATCHERS.reel:
      if (bytes.length < NEXT.stamp) return { kind: 'other' };
      return { kind: 'reel', next: get32(bytes, NEXT.block) };
    default:
      return { kind: 'other' };
  }
}
