/** Taking the pages of a stopped machine for SAVESYS and SAVESEG. */
import type { PageRange, SavedBlock, SavedState } from '../../ports/saved-systems.js';
import type { GuestStorage } from '../../../cpu/guest-storage.js';
import type { VirtualProcessor } from '../../../cpu/virtual-processor.js';

const PAGE = 4096;
const BLOCK = 2048;
/** A block of zeros. */
const NOTHING = new Uint8Array(BLOCK);
/** Blocks that are read in one go, into one buffer: thousands of them would keep the collector of garbage busy. */
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
  for (const { first, last, type } of ranges) {
    if (type === 'EN') continue;
    const end = (last + 1) * 2;
    for (let block = first * 2; block < end; block += AT_A_TIME) {
      blocks.push(...takeSome(block, Math.min(AT_A_TIME, end - block), storage));
      if (!(await pause())) return undefined;
    }
  }
  return blocks;
}

function takeSome(first: number, count: number, storage: GuestStorage): readonly SavedBlock[] {
  const keys = Array.from({ length: count }, (_, n) => storage.key((first + n) * BLOCK) ?? 0);
  const bytes = storage.fetch(first * BLOCK, count * BLOCK);
  return keys.flatMap((key, n) => {
    const block = first + n;
    // looking at a page is no reference to it
    if (storage.key(block * BLOCK) !== key) storage.setKey(block * BLOCK, key);
    const content = bytes?.subarray(n * BLOCK, (n + 1) * BLOCK);
    const full = content !== undefined && Buffer.compare(content, NOTHING) !== 0;
    return full || key !== 0 ? { block, key, bytes: full ? content : undefined } : [];
  });
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
