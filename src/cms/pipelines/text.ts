/** Characters of records: case. */
import { EBCDIC_TO_UPPER } from '../../shared/ebcdic.js';
import type { Rec } from './pipe-set.js';

/** In upper case. */
export function folded(record: Rec): Rec {
  const out = new Uint8Array(record.length);
  for (let i = 0; i < out.length; i++) out[i] = EBCDIC_TO_UPPER[record[i]!]!;
  return out;
}
