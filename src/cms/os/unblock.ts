/** Blocks of OS, cut into their records (OS/VS Data Management Services Guide, "Record formats"). */
import type { OpenDcb } from './os-state.js';
import { isSpanned, kindOf } from './recfm.js';
import { joinSegments } from './spanned.js';

/**
 * The records of a block: of spanned ones those that end in it.
 * @returns undefined when its lengths are not those of its records, or segments of a record are missing
 */
export function unblock(
  dcb: Pick<OpenDcb, 'recfm' | 'lrecl'> & Partial<Pick<OpenDcb, 'begun'>>,
  block: Uint8Array,
): Uint8Array[] | undefined {
  const records: Uint8Array[] = [];
  switch (kindOf(dcb.recfm)) {
    case 'U':
      return [block];
    case 'F':
      for (let at = 0; at + dcb.lrecl <= block.length; at += dcb.lrecl) {
        records.push(block.slice(at, at + dcb.lrecl));
      }
      return records.length * dcb.lrecl === block.length ? records : undefined;
    case 'V': {
      const pieces = variable(block);
      if (pieces === undefined || !isSpanned(dcb.recfm)) return pieces?.map(({ data }) => data);
      return joinSegments(dcb, pieces);
    }
  }
}

/** What a block of variable length has: data behind a length, and the two bytes behind that. */
function variable(block: Uint8Array): { code: number; data: Uint8Array }[] | undefined {
  const half = (at: number): number => (block[at]! << 8) | block[at + 1]!;
  const end = block.length < 4 ? 0 : half(0);
  if (end < 4 || end > block.length) return undefined;
  const pieces: { code: number; data: Uint8Array }[] = [];
  let at = 4;
  while (at + 4 <= end) {
    const length = half(at);
    if (length < 4 || at + length > end) return undefined;
    pieces.push({ code: block[at + 2]!, data: block.slice(at + 4, at + length) });
    at += length;
  }
  return at === end ? pieces : undefined;
}
