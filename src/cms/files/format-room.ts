/** A place for the first directory of a disk that is formatted, among blocks that its old state does not use. */
import { RESERVED_BLOCKS } from './layout.js';
import { countStretch, sectors, type Volume } from './volume.js';

/** The search under way; plain data. */
export interface RoomSearch {
  /** Allocation map of the old state, and its blocks in 512-byte blocks. */
  readonly map: Uint8Array;
  readonly oldBlocks: number;
  readonly oldPer: number;
  /** The new disk: blocks in 512-byte blocks, their number, and how many in a row are wanted. */
  readonly per: number;
  readonly blocks: number;
  readonly needs: number;
  /** The next block to be looked at, and the free ones in front of it. */
  next: number;
  free: number;
}

/** Blocks looked at in one step. */
const BLOCKS_A_STEP = 20000;

/** Starts to search: so many blocks in a row. */
export function startSearch(
  old: Volume,
  blockSize: number,
  blocks: number,
  needs: number,
): RoomSearch {
  return {
    map: old.map,
    oldBlocks: old.blocks,
    oldPer: sectors(old),
    per: blockSize / 512,
    blocks,
    needs,
    next: RESERVED_BLOCKS + 1,
    free: 0,
  };
}

/** Goes on: undefined as long as there is more to look at, then the first block, or 0 when there is no such place. */
export function searchRoom(search: RoomSearch): number | undefined {
  const { map, oldBlocks, oldPer, per, blocks, needs } = search;
  const end = Math.min(blocks, search.next + BLOCKS_A_STEP - 1);
  for (; search.next <= end; search.next++) {
    const first = Math.floor(((search.next - 1) * per) / oldPer) + 1;
    const last = Math.min(oldBlocks, Math.floor((search.next * per - 1) / oldPer) + 1);
    const used = last >= first ? countStretch(map, first, last - first + 1) : 0;
    search.free = used > 0 ? 0 : search.free + 1;
    if (search.free === needs) return search.next - needs + 1;
  }
  return search.next > blocks ? 0 : undefined;
}
