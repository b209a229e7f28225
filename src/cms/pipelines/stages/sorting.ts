/** Order: SORT, MERGE (CMS Pipelines, the stages of these names). */
import { compareBytes, concat, decimal } from '../bytes.js';
import {
  COUNT_WIDTH,
  keyOf,
  parseKeyRules,
  parseKeys,
  type Key,
  type KeyRules,
} from '../key-options.js';
import type { Operands } from '../operands.js';
import type { Rec } from '../pipe-set.js';
import {
  compareStored,
  comparisonWeight,
  newSortStore,
  storedRecord,
  storeRecord,
  type SortStore,
} from '../sort-store.js';
import type { StageKind } from '../stage.js';
import type { StageIo } from '../stage-io.js';

/** How records are compared. */
interface Order extends KeyRules {
  readonly keys: readonly Key[];
}

function parseOrder(operands: Operands): Order {
  const rules = parseKeyRules(operands);
  return { ...rules, keys: parseKeys(operands) };
}

/** The keys of a record, of the first key field on. */
function keysOf(order: Order, record: Rec, io: StageIo): Rec[] {
  const keys = order.keys.map(({ range }) => keyOf(order, range, record));
  for (const key of keys) io.work(order.anycase ? 1.25 * key.length : key.length / 4);
  return keys;
}

function compare(order: Order, a: readonly Rec[], b: readonly Rec[]): number {
  const { keys } = order;
  for (let i = 0; i < keys.length; i++) {
    const { pad } = keys[i]!;
    const difference = compareBytes(a[i]!, b[i]!, pad === 'rules' ? order.pad : pad);
    if (difference !== 0) return keys[i]!.descending ? -difference : difference;
  }
  return 0;
}

interface Sort {
  readonly order: Order;
  readonly mode: 'all' | 'unique' | 'count';
  readonly store: SortStore;
  /** Order so far, in runs of `width` records each; undefined until all are there. */
  from: Uint32Array | undefined;
  to: Uint32Array | undefined;
  width: number;
  /** The two runs that are being merged: where the next of each is, and where it goes. */
  left: number;
  a: number;
  b: number;
  /** Next record to go out, and whether one is out. */
  at: number;
  /** Records that are the same as the next one, as far as they have been counted. */
  count: number;
}

/** Comparisons of one step. */
const COMPARISONS = 2000;
/** Work units of a comparison. */
const COMPARISON_COST = 0.35;
/** Comparisons after which the clock is looked at. */
const LOOK = 256;

/** Merges runs until a step's share is used; true when all is in order. */
function sortSome(s: Sort, io: StageIo): boolean {
  const { count } = s.store;
  const { order, store } = s;
  let left = COMPARISONS;
  // one comparison is made however late it is
  let look = LOOK;
  while (s.width < count) {
    const from = s.from!;
    const to = s.to!;
    while (s.left < count) {
      const middle = Math.min(s.left + s.width, count);
      const end = Math.min(s.left + 2 * s.width, count);
      let { a, b } = s;
      let at = a + b - middle;
      while (a < middle || b < end) {
        if (left <= 0 || (look <= 0 && io.overdue())) {
          io.goOn((COMPARISONS - left) * COMPARISON_COST);
          s.a = a;
          s.b = b;
          return false;
        }
        if (look <= 0) look = LOOK;
        const weight = a < middle ? comparisonWeight(store, from[a]!) : 1;
        left -= weight;
        look -= weight;
        const first =
          b >= end ||
          (a < middle && compareStored(store, order, order.keys, from[a]!, from[b]!) <= 0);
        to[at++] = first ? from[a++]! : from[b++]!;
      }
      s.left = end;
      s.a = end;
      s.b = Math.min(end + s.width, count);
    }
    s.from = to;
    s.to = from;
    s.width *= 2;
    s.left = s.a = 0;
    s.b = Math.min(s.width, count);
  }
  return true;
}

/** Counts the records that are the same as the next one; false when a step's share is used before. */
function counted(s: Sort): boolean {
  const { store, order } = s;
  const first = s.from![s.at]!;
  s.count = Math.max(s.count, 1);
  if (s.mode === 'all') return true;
  const weight = comparisonWeight(store, first);
  for (let left = COMPARISONS; s.at + s.count < store.count; left -= weight, s.count++) {
    if (left <= 0) return false;
    if (compareStored(store, order, order.keys, first, s.from![s.at + s.count]!) !== 0) return true;
  }
  return true;
}

const sort: StageKind = {
  names: ['SORT'],
  first: false,
  parse(operands): Sort {
    const mode = operands.keyword('UNIQue')
      ? 'unique'
      : operands.keyword('COUNT')
        ? 'count'
        : 'all';
    const order = parseOrder(operands);
    operands.finish();
    return {
      ...{ order, mode, store: newSortStore(order.keys.length), from: undefined, to: undefined },
      ...{ width: 1, left: 0, a: 0, b: 1, at: 0, count: 0 },
    };
  },
  run(io, stage) {
    const s = stage.state as Sort;
    while (s.from === undefined) {
      const record = io.peek(0);
      if (record !== undefined) {
        if (s.order.anycase) io.work(record.length);
        io.hold(storeRecord(s.store, s.order, s.order.keys, record));
        io.consume(0);
        continue;
      }
      if (!io.atEnd(0)) {
        io.waitInput(0);
        return;
      }
      s.from = new Uint32Array(s.store.count);
      for (let i = 0; i < s.from.length; i++) s.from[i] = i;
      s.to = new Uint32Array(s.store.count);
      s.b = Math.min(1, s.store.count);
    }
    if (s.width < s.store.count && !sortSome(s, io)) return;
    for (;;) {
      if (io.blocked(0)) return;
      if (s.at >= s.store.count) break;
      if (!counted(s)) {
        io.goOn(COMPARISONS * COMPARISON_COST);
        return;
      }
      const record = storedRecord(s.store, s.from[s.at]!);
      const { count } = s;
      s.at += count;
      s.count = 0;
      const out = s.mode === 'count' ? concat(decimal(count, COUNT_WIDTH), record) : record;
      if (!io.put(out, 0)) break;
    }
    io.end();
  },
};

interface Merge {
  readonly order: Order;
  /** Stream whose record is out; -1: none. */
  from: number;
}

const merge: StageKind = {
  names: ['MERGE'],
  first: false,
  parse(operands): Merge {
    const order = parseOrder(operands);
    operands.finish();
    return { order, from: -1 };
  },
  run(io, stage) {
    const s = stage.state as Merge;
    for (;;) {
      if (s.from >= 0) {
        if (io.blocked(0)) return;
        io.consume(s.from);
        s.from = -1;
      }
      if (!io.connected(0)) break;
      let lowest = -1;
      let least: Rec[] | undefined;
      for (let i = 0; i < stage.inputs.length; i++) {
        const record = io.peek(i);
        if (record === undefined) {
          if (io.atEnd(i)) continue;
          io.waitInput(i);
          return;
        }
        const keys = keysOf(s.order, record, io);
        if (least !== undefined && compare(s.order, keys, least) >= 0) continue;
        lowest = i;
        least = keys;
      }
      if (lowest < 0) break;
      if (io.put(io.peek(lowest)!, 0)) s.from = lowest;
    }
    io.end();
  },
};

/** The stages of this file. */
export const sorting: readonly StageKind[] = [sort, merge];
