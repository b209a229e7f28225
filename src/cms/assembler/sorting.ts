/** Sorting in steps: a merge sort that is plain data and does a bounded number of comparisons at a time. */

/** Items in one run that is sorted at once. */
const RUN = 64;

/** A sort under way. */
export interface Sorting<T> {
  /** Sorted runs, in the order of the items. */
  runs: T[][];
  /** Runs of the next round. */
  next: T[][];
  /** Items that are in no run yet. */
  readonly items: readonly T[];
  taken: number;
  merging:
    | { readonly left: T[]; readonly right: T[]; i: number; j: number; readonly out: T[] }
    | undefined;
}

/** Begins to sort. */
export function startSorting<T>(items: readonly T[]): Sorting<T> {
  return { runs: [], next: [], items, taken: 0, merging: undefined };
}

/**
 * Does about `steps` comparisons more. Items that compare equal keep their order.
 * @returns the sorted items when all is done
 */
export function sortSome<T>(
  sorting: Sorting<T>,
  compare: (a: T, b: T) => number,
  steps: number,
): T[] | undefined {
  let left = steps;
  while (left > 0) {
    if (sorting.taken < sorting.items.length) {
      const run = sorting.items.slice(sorting.taken, sorting.taken + RUN);
      sorting.runs.push(run.sort(compare));
      sorting.taken += RUN;
      left -= RUN * 4;
    } else if (sorting.merging !== undefined) left = merge(sorting, sorting.merging, compare, left);
    else if (sorting.runs.length > 1) {
      const [first, second] = sorting.runs.splice(0, 2) as [T[], T[]];
      sorting.merging = { left: first, right: second, i: 0, j: 0, out: [] };
    } else {
      sorting.next.push(...sorting.runs);
      sorting.runs = sorting.next;
      sorting.next = [];
      if (sorting.runs.length <= 1) return sorting.runs[0] ?? [];
    }
  }
  return undefined;
}

function merge<T>(
  sorting: Sorting<T>,
  merging: NonNullable<Sorting<T>['merging']>,
  compare: (a: T, b: T) => number,
  steps: number,
): number {
  const { left, right, out } = merging;
  let rest = steps;
  while (rest-- > 0) {
    const [a, b] = [left[merging.i], right[merging.j]];
    if (a === undefined && b === undefined) {
      sorting.next.push(out);
      sorting.merging = undefined;
      return rest;
    }
    if (b === undefined || (a !== undefined && compare(a, b) <= 0)) {
      out.push(a as T);
      merging.i++;
    } else {
      out.push(b);
      merging.j++;
    }
  }
  return 0;
}
