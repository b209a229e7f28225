/** Keys of masters and details, as COLLATE has them. */
import { parseKeyRules, type KeyRules } from './key-options.js';
import type { Operands } from './operands.js';
import { parseRange, rangeFollows, WHOLE, type InputRange } from './ranges.js';

/** Which of a pair go out, and in which order. */
export type Pair = 'MASTER' | 'DETAIL';

/** Where the keys are, how they are compared, and what goes out. */
export interface PairKeys extends KeyRules {
  readonly master: InputRange;
  readonly detail: InputRange;
  readonly pairs: readonly Pair[];
}

/** Reads PAD and the like and one or two key fields, the master's first. */
export function parsePairKeys(operands: Operands): Omit<PairKeys, 'pairs'> {
  const rules = parseKeyRules(operands);
  const master = rangeFollows(operands) ? parseRange(operands) : WHOLE;
  const detail = rangeFollows(operands) ? parseRange(operands) : master;
  return { ...rules, master, detail };
}

/** Reads what is to go out of a pair. */
export function parsePairs(operands: Operands, otherwise: readonly Pair[]): readonly Pair[] {
  const pairs: Pair[] = [];
  for (;;) {
    if (operands.keyword('MASTER', 'MASTERs')) pairs.push('MASTER');
    else if (operands.keyword('DETAILs')) pairs.push('DETAIL');
    else return pairs.length === 0 ? otherwise : pairs;
  }
}
