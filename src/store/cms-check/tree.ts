/** The blocks of a file on a CMS disk, found level by level from the block that its entry names. */
import type { Checking, Walk } from './walk.js';
import { word } from './walk.js';

/** What an entry says of the blocks of its file. */
export interface TreeShape {
  readonly who: number;
  readonly origin: number;
  readonly dataBlocks: number;
  readonly levels: number;
  /** Pointers carry a record number and a displacement: RECFM V. */
  readonly variable: boolean;
}

/** The data blocks in order. A block number of 0 is a stretch of zeros. */
export interface Leaves {
  readonly blocks: Uint32Array;
  /** Of RECFM V under pointers: the highest record in each block, and where the first one begins. */
  readonly highest: Uint32Array;
  readonly first: Uint32Array;
}

/** Data blocks whose pointers stand one above the other in so many levels. */
function levelsAbove(dataBlocks: number, fan: number): number {
  let levels = 0;
  for (let n = dataBlocks; n > 1; n = Math.ceil(n / fan)) levels++;
  return levels;
}

function leaves(count: number): Leaves {
  const make = (): Uint32Array => new Uint32Array(count);
  return { blocks: make(), highest: make(), first: make() };
}

/** Claims all blocks of a file; undefined, with a fault, when they cannot all be found. */
export function* walkTree(walk: Walk, shape: TreeShape): Checking<Leaves | undefined> {
  const { who, origin, dataBlocks, levels, variable } = shape;
  const width = variable ? 12 : 4;
  const fan = Math.floor(walk.size / width);
  if (dataBlocks > walk.blocks) {
    walk.fault(who, `${String(dataBlocks)} data blocks are more than the disk has`);
    return undefined;
  }
  if (dataBlocks === 0) {
    if (origin !== 0) walk.fault(who, 'has no data blocks but names one');
    return leaves(0);
  }
  const wanted = levelsAbove(dataBlocks, fan);
  if (levels !== wanted) {
    const text = `${String(levels)} levels of pointers over ${String(dataBlocks)} blocks`;
    walk.fault(who, `${text}, not ${String(wanted)}`);
    return undefined;
  }
  let level = leaves(1);
  level.blocks[0] = origin;
  for (let above = levels; above > 0; above--) {
    const below = leaves(Math.ceil(dataBlocks / fan ** (above - 1)));
    for (let i = 0; i < level.blocks.length; i++) {
      const block = level.blocks[i]!;
      if (walk.isOver() || !walk.claim(block, who)) return undefined;
      const bytes = yield* walk.read(who, block);
      if (bytes === undefined) return undefined;
      const start = i * fan;
      const end = Math.min(start + fan, below.blocks.length);
      for (let n = start; n < end; n++) {
        const at = (n - start) * width;
        below.blocks[n] = word(bytes, at);
        if (!variable) continue;
        below.highest[n] = word(bytes, at + 4);
        below.first[n] = word(bytes, at + 8);
      }
      if (variable && above < levels && level.highest[i] !== below.highest[end - 1]) {
        walk.fault(
          who,
          `pointer block ${String(block)} ends with another record than is said above`,
        );
      }
    }
    level = below;
  }
  for (const block of level.blocks) {
    // zeros have no block, but only below pointers and where all records have one length
    if (block === 0 && !variable && levels > 0) continue;
    if (walk.isOver() || !walk.claim(block, who)) return undefined;
  }
  return level;
}
