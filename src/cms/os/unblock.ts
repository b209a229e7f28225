/** Blocks of OS, cut into their records (OS/VS Data Management Services Guide, "Record formats"). */
import type { OpenDcb } from './os-state.js';
import { kindOf } from './recfm.js';

/** The records of a block; undefined when its lengths are not those of its records. */
export function unblock(
  dcb: Pick<OpenDcb, 'recfm' | 'lrecl'>,
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
      const half = (at: number): number => (block[at]! << 8) | block[at + 1]!;
      const end = block.length < 4 ? 0 : half(0);
      if (end < 4 || end > block.length) return undefined;
      let at = 4;
      while (at + 4 <= end) {
        const length = half(at);
        if (length < 4 || at + length > end) return undefined;
        records.push(block.slice(at + 4, at + length));
        at += length;
      }
      return at === end ? records : undefined;
    }
  }
}
