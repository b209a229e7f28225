/** Characters of records: case, and words that stand for characters. */
import { EBCDIC_TO_UPPER } from '../../shared/ebcdic.js';
import { characterCode } from './operands.js';
import { PipeFault } from './pipe-fault.js';
import type { Rec } from './pipe-set.js';

/** In upper case. */
export function folded(record: Rec): Rec {
  const out = new Uint8Array(record.length);
  for (let i = 0; i < out.length; i++) out[i] = EBCDIC_TO_UPPER[record[i]!]!;
  return out;
}

/** A character or a range of them: `a`, `c1`, `a-z`, `00-3f`, `f0.10`. First and last code. */
export function characterRange(word: string): readonly [number, number] {
  const match = /^(.|[^-.]{2,})([-.])(.+)$/.exec(word);
  const from = characterCode(match === null ? word : match[1]!);
  if (from === undefined) throw new PipeFault(50, word);
  if (match === null) return [from, from];
  if (match[2] === '.') {
    const count = Number(match[3]);
    if (!Number.isInteger(count) || count < 1 || from + count > 256) throw new PipeFault(50, word);
    return [from, from + count - 1];
  }
  const to = characterCode(match[3]!);
  if (to === undefined) throw new PipeFault(50, word);
  return [from, to];
}
