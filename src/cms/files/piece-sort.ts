/**
 * Sorting a piece at a time: runs of a few hundred are sorted each by itself and then merged, two by two, until one
 * is left. Equal ones keep their order. Where the sorting stands is plain data.
 */

/** Compares what two slots hold: below 0, 0 or above 0. */
export type CompareSlots = (a: number, b: number) => number;

/** Sorting under way. */
export interface Sorting {
  /** Looking whether they are in order already; sorting runs; merging runs; looking for two that are equal. */
  phase: 'look' | 'runs' | 'merge' | 'twins' | 'sorted' | 'twice';
  /** Slots, as far as they are in order. */
  order: Uint32Array;
  /** Where the runs of the present pass are merged to. */
  into: Uint32Array;
  /** Length of the runs that are being merged. */
  run: number;
  /** No two may be equal. */
  readonly unique: boolean;
  /** The next place. In a merge, places taken so far of the left and of the right run. */
  at: number;
  left: number;
  right: number;
}

/** Slots in a run that is sorted at once. */
const RUN = 256;
/** What sorting a run costs, in comparisons. */
const RUN_COST = RUN * 8;

/** Starts to sort so many slots; `unique`: two that are equal are an error. */
export function startSort(count: number, unique: boolean): Sorting {
  const order = new Uint32Array(count);
  const into = new Uint32Array(0);
  return { phase: 'look', order, into, run: RUN, unique, at: 0, left: 0, right: 0 };
}

/**
 * Goes on with sorting for about `budget` comparisons.
 * @returns whether it has ended: phase `sorted`, or `twice` when two are equal that must not be
 */
export function sortSome(sorting: Sorting, compare: CompareSlots, budget: number): boolean {
  const s = sorting;
  let left = budget;
  while (left > 0 && s.phase !== 'sorted' && s.phase !== 'twice') {
    switch (s.phase) {
      case 'look':
        left -= look(s, compare, left);
        break;
      case 'runs':
        left -= sortRun(s, compare);
        break;
      case 'merge':
        left -= merge(s, compare, left);
        break;
      case 'twins':
        left -= findTwins(s, compare, left);
        break;
    }
  }
  return s.phase === 'sorted' || s.phase === 'twice';
}

/** Numbers the slots; ends at once where one is not above the one before. */
function look(s: Sorting, compare: CompareSlots, budget: number): number {
  const count = s.order.length;
  const from = s.at;
  const end = Math.min(count, from + budget);
  for (; s.at < end; s.at++) {
    s.order[s.at] = s.at;
    if (s.at > 0 && compare(s.at - 1, s.at) >= (s.unique ? 0 : 1)) {
      s.phase = 'runs';
      s.at = 0;
      return 1 + end - from;
    }
  }
  if (s.at >= count) s.phase = 'sorted';
  return 1 + end - from;
}

function sortRun(s: Sorting, compare: CompareSlots): number {
  const end = Math.min(s.order.length, s.at + RUN);
  for (let i = s.at; i < end; i++) s.order[i] = i;
  s.order.subarray(s.at, end).sort(compare);
  s.at = end;
  if (end === s.order.length) {
    s.phase = 'merge';
    s.at = 0;
    s.into = new Uint32Array(s.order.length);
  }
  return RUN_COST;
}

function merge(s: Sorting, compare: CompareSlots, budget: number): number {
  const count = s.order.length;
  if (s.run >= count) {
    s.phase = s.unique ? 'twins' : 'sorted';
    s.into = new Uint32Array(0);
    s.at = 1;
    return 1;
  }
  const start = Math.floor(s.at / (2 * s.run)) * 2 * s.run;
  const middle = Math.min(count, start + s.run);
  const end = Math.min(count, start + 2 * s.run);
  const stop = Math.min(end, s.at + budget);
  const done = stop - s.at;
  for (; s.at < stop; s.at++) {
    const a = start + s.left;
    const b = middle + s.right;
    const takeLeft = a < middle && (b >= end || compare(s.order[a]!, s.order[b]!) <= 0);
    s.into[s.at] = s.order[takeLeft ? a : b]!;
    if (takeLeft) s.left++;
    else s.right++;
  }
  if (s.at === end) {
    s.left = 0;
    s.right = 0;
  }
  if (s.at === count) {
    [s.order, s.into] = [s.into, s.order];
    s.run *= 2;
    s.at = 0;
  }
  return 1 + done;
}

function findTwins(s: Sorting, compare: CompareSlots, budget: number): number {
  const from = s.at;
  const end = Math.min(s.order.length, from + budget);
  for (; s.at < end; s.at++) {
    if (compare(s.order[s.at - 1]!, s.order[s.at]!) !== 0) continue;
    s.phase = 'twice';
    break;
  }
  if (s.phase === 'twins' && s.at >= s.order.length) s.phase = 'sorted';
  return 1 + end - from;
}
