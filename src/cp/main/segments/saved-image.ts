/**
 * A saved system or segment as VM/370 tools give it away: a page of 4096 bytes with PSW, registers and storage keys,
 * then the pages in order. The header: 0 PSW; 8 general registers; X'48' floating-point registers; X'68' control
 * registers; X'A8' storage keys, one byte for each block of 2K.
 */
import type { SavedBlock, SavedState } from '../../ports/saved-systems.js';

const PAGE = 4096;
const BLOCK = 2048;
const GENERAL_AT = 0x08;
const FLOAT_AT = 0x48;
const CONTROL_AT = 0x68;
const KEYS_AT = 0xa8;
/** A block of zeros. */
const NOTHING = new Uint8Array(BLOCK);
/** Pages whose keys the header has room for; the rest has key 0. */
const KEYS = PAGE - KEYS_AT;

/** What such a file holds. */
export interface SavedImage {
  readonly pages: number;
  readonly state: SavedState;
  /** Blocks from the given page on. */
  readonly blocks: readonly SavedBlock[];
}

/** Reads a file whose first page belongs at page `first`; undefined when it is none. */
export function readSavedImage(bytes: Uint8Array, first: number): SavedImage | undefined {
  if (bytes.length < 2 * PAGE || bytes.length % PAGE !== 0) return undefined;
  const header = new DataView(bytes.buffer, bytes.byteOffset, PAGE);
  const words = (at: number, count: number): number[] =>
    Array.from({ length: count }, (_, n) => header.getInt32(at + 4 * n));
  const pages = bytes.length / PAGE - 1;
  const blocks: SavedBlock[] = [];
  for (let n = 0; n < 2 * pages; n++) {
    const content = bytes.subarray(PAGE + n * BLOCK, PAGE + (n + 1) * BLOCK);
    const key = n < KEYS ? header.getUint8(KEYS_AT + n) & 0xfe : 0;
    const empty = Buffer.compare(content, NOTHING) === 0;
    blocks.push({ block: 2 * first + n, key, bytes: empty ? undefined : content });
  }
  const [pswFirst = 0, pswSecond = 0] = words(0, 2);
  const state: SavedState = {
    psw: [pswFirst, pswSecond],
    general: words(GENERAL_AT, 16),
    float: words(FLOAT_AT, 8),
    control: words(CONTROL_AT, 16),
  };
  return { pages, state, blocks };
}
