/** What LOOKUP is asked for, and the masters that it has (CMS Pipelines, "lookup"). All of it is plain data. */
import { newKeyIndex, type KeyIndex } from './key-index.js';
import { parseKeyRules, type KeyRules } from './key-options.js';
import type { Operands } from './operands.js';
import { PipeFault } from './pipe-fault.js';
import type { Rec } from './pipe-set.js';
import { parseRange, rangeFollows, WHOLE, type InputRange } from './ranges.js';

/** A master and how often it has been found. */
export interface Master {
  readonly record: Rec;
  count: number;
}

/** LOOKUP as it runs. */
export interface Lookup extends KeyRules {
  readonly master: InputRange;
  readonly detail: InputRange;
  /** Counts go in front of all masters at the end. */
  readonly count: boolean;
  /** A master that has been found so often is found no more. */
  readonly mostCount: number;
  /** Masters come with their counts, details with what is to be added, in front of them; masters go out with theirs. */
  readonly setCount: boolean;
  readonly increment: boolean;
  readonly trackCount: boolean;
  /** A detail that is not found becomes a master: behind its output, or before it is looked up. */
  readonly autoAdd: 'none' | 'after' | 'before';
  /** Without the key itself the one below it is found, or the one above it. */
  readonly nearest: 'none' | 'floor' | 'ceiling';
  /** Masters are kept as their keys alone. */
  readonly keyOnly: boolean;
  /** Masters are taken before details whenever both are there. */
  readonly strict: boolean;
  /** What goes out of a match, and whether it is all masters of the key. */
  readonly pairs: readonly ('MASTER' | 'DETAIL')[];
  readonly allMasters: boolean;
  readonly pairwise: boolean;
  readonly table: Map<string, Master[]>;
  readonly index: KeyIndex;
  loaded: boolean;
  /** A match that is on its way: which of `pairs` is next, and which of the masters. */
  match:
    | { readonly masters: readonly Master[]; readonly detail: Rec; pair: number; master: number }
    | undefined;
  /** Masters of a key that is deleted which are still to go, and at the end how many of those of a key have been looked at. */
  deleting: { readonly key: string; readonly masters: readonly Master[]; next: number } | undefined;
  told: number;
  /** Records still to go out, and what is out. */
  queue: { readonly record: Rec; readonly stream: number }[];
  at: number;
  /** Input whose record is to be consumed when the queue has gone out. */
  holds: number;
  ended: boolean;
}

/** What goes out: DETAIL, MASTER or ALLMASTER in their order, and PAIRWISE. */
function parseOutput(operands: Operands): Pick<Lookup, 'pairs' | 'allMasters' | 'pairwise'> {
  const pairs: ('MASTER' | 'DETAIL')[] = [];
  let allMasters = false;
  while (pairs.length < 2) {
    if (!pairs.includes('DETAIL') && operands.keyword('DETAILs')) pairs.push('DETAIL');
    else if (!pairs.includes('MASTER') && operands.keyword('MASTERs')) pairs.push('MASTER');
    else if (!pairs.includes('MASTER') && operands.keyword('ALLMASTERs')) {
      pairs.push('MASTER');
      allMasters = true;
    } else break;
  }
  const pairwise = allMasters && pairs.length === 2 && operands.keyword('PAIRWISE');
  return { pairs: pairs.length === 0 ? ['DETAIL', 'MASTER'] : pairs, allMasters, pairwise };
}

/** Reads the operands. Throws a PipeFault. */
export function parseLookup(operands: Operands): Lookup {
  const flags = { count: false, setCount: false, increment: false, trackCount: false };
  const kinds = { keyOnly: false, strict: false };
  let mostCount = Infinity;
  let autoAdd: Lookup['autoAdd'] = 'none';
  let nearest: Lookup['nearest'] = 'none';
  let rules: KeyRules = { pad: undefined, anycase: false };
  for (;;) {
    if (operands.keyword('COUNT')) flags.count = true;
    else if (operands.keyword('MAXcount')) mostCount = operands.number(1);
    else if (operands.keyword('INCREMENt')) flags.increment = true;
    else if (operands.keyword('SETCOUNT')) flags.setCount = true;
    else if (operands.keyword('TRACKCOUnt')) flags.trackCount = true;
    else if (operands.keyword('AUTOADD')) autoAdd = operands.keyword('BEFORE') ? 'before' : 'after';
    else if (autoAdd === 'after' && operands.keyword('BEFORE')) autoAdd = 'before';
    else if (operands.keyword('FLOOR')) nearest = 'floor';
    else if (operands.keyword('CEILING')) nearest = 'ceiling';
    else if (operands.keyword('KEYONLY')) kinds.keyOnly = true;
    else if (operands.keyword('STRICT')) kinds.strict = true;
    else {
      const before = operands.rest;
      const given = parseKeyRules(operands);
      if (operands.rest === before) break;
      rules = { pad: given.pad ?? rules.pad, anycase: given.anycase || rules.anycase };
    }
  }
  const detail = rangeFollows(operands) ? parseRange(operands) : WHOLE;
  const master = rangeFollows(operands) ? parseRange(operands) : detail;
  const output = parseOutput(operands);
  operands.finish();
  if (autoAdd !== 'none') {
    if (nearest !== 'none') throw new PipeFault(635, nearest.toUpperCase(), 'AUTOADD');
    if (JSON.stringify(master) !== JSON.stringify(detail)) throw new PipeFault(761);
  }
  return {
    ...{ ...rules, ...flags, ...kinds, ...output, master, detail, mostCount, autoAdd, nearest },
    ...{ table: new Map<string, Master[]>(), index: newKeyIndex(rules.pad) },
    ...{
      loaded: false,
      match: undefined,
      deleting: undefined,
      told: 0,
      queue: [],
      at: -1,
      holds: -1,
      ended: false,
    },
  };
}
