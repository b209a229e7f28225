/** Taking the pages of a stopped machine for SAVESYS and SAVESEG. */
import type { PageRange, SavedBlock, SavedState } from '../../ports/saved-systems.js';
import type { GuestStorage } from '../../../cpu/guest-storage.js';
import type { VirtualProcessor } from '../../../cpu/virtual-processor.js';

const PAGE = 4096;
const BLOCK = 2048;
/** A block of zeros. */
const NOTHING = new Uint8Array(BLOCK);
/** Blocks that are read in one go. */
const AT_A_TIME = 128;

/** The first page of ranges that the machine does not have; undefined when it has all. */
export function missingPage(
  ranges: readonly PageRange[],
  storage: GuestStorage,
): number | undefined {
  for (const { first, last, type } of ranges) {
    if (type === 'EN') continue;
    for (let page = first; page <= last; page++) {
      if (!storage.holds(page * PAGE, PAGE)) return page;
    }
  }
  return undefined;
}

/**
 * The blocks of the ranges that have a key or something in them; undefined when the machine did not stand still.
 * @param pause - lets others work in between; whether the machine still stands
 */
export async function takeBlocks(
  ranges: readonly PageRange[],
  storage: GuestStorage,
  pause: () => Promise<boolean>,
): Promise<readonly SavedBlock[] | undefined> {
  const blocks: SavedBlock[] = [];
  let done = 0;
  for (const { first, last, type } of ranges) {
    if (type === 'EN') continue;
    for (let block = first * 2; block < (last + 1) * 2; block++) {
      const key = storage.key(block * BLOCK) ?? 0;
      const bytes = storage.fetch(block * BLOCK, BLOCK);
      // looking at a page is no reference to it
      storage.setKey(block * BLOCK, key);
      const full = bytes !== undefined && Buffer.compare(bytes, NOTHING) !== 0;
      if (full || key !== 0) blocks.push({ block, key, bytes: full ? bytes : undefined });
      if (++done % AT_A_TIME === 0 && !(await pause())) return undefined;
    }
  }
  return blocks;
}

/** Registers and PSW. */
export function takeState(processor: VirtualProcessor): SavedState {
  const words = (count: number, word: (n: number) => number): number[] =>
    Array.from({ length: count }, (_, n) => word(n));
  return {
    psw: processor.pswWords(),
    general: words(16, (n) => processor.register(n)),
    control: words(16, (n) => processor.controlRegister(n)),
    float: words(8, (n) => processor.floatWord(n)),
  };
}
