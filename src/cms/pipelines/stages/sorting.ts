/** Order: SORT, MERGE, UNIQUE (CMS Pipelines, the stages of these names). */
import { EBCDIC_BLANK, EBCDIC_TO_UPPER } from '../../../shared/ebcdic.js';
import { compareBytes, concat, decimal, ownCopy } from '../bytes.js';
import type { Operands } from '../operands.js';
import { PipeFault } from '../pipe-fault.js';
import type { Rec } from '../pipe-set.js';
import { parseRange, rangeFollows, rangeOf, WHOLE, type InputRange } from '../ranges.js';
import { filter, type StageKind } from '../stage.js';
import type { StageIo } from '../stage-io.js';

/** How records are compared. */
interface Order {
  readonly keys: readonly { readonly range: InputRange; readonly descending: boolean }[];
  readonly pad: number | undefined;
  readonly anycase: boolean;
}

/** Width of the count in front of a record. */
const COUNT_WIDTH = 10;
/** What a record costs beside its bytes. */
const RECORD_COST = 64;

const direction = (operands: Operands): boolean => {
  if (operands.keyword('Descending')) return true;
  operands.keyword('Ascending');
  return false;
};

function parseOrder(operands: Operands): Order {
  let pad: number | undefined = EBCDIC_BLANK;
  let anycase = false;
  for (;;) {
    if (operands.keyword('PAD')) pad = operands.character();
    else if (operands.keyword('NOPAD')) pad = undefined;
    else if (operands.keyword('ANYCASE', 'CASEANY', 'CASEIGNORE', 'CASEI')) anycase = true;
    else break;
  }
  const keys: { range: InputRange; descending: boolean }[] = [];
  if (operands.keyword('(')) throw new PipeFault(54, '(');
  if (rangeFollows(operands)) {
    while (rangeFollows(operands)) {
      const range = parseRange(operands);
      keys.push({ range, descending: direction(operands) });
    }
  } else keys.push({ range: WHOLE, descending: direction(operands) });
  return { keys, pad, anycase };
}

const folded = (part: Rec): Rec => part.map((byte) => EBCDIC_TO_UPPER[byte]!);

function compare(order: Order, a: Rec, b: Rec): number {
  for (const { range, descending } of order.keys) {
    let x = rangeOf(range, a);
    let y = rangeOf(range, b);
    if (order.anycase) {
      x = folded(x);
      y = folded(y);
    }
    const difference = compareBytes(x, y, order.pad);
    if (difference !== 0) return descending ? -difference : difference;
  }
  return 0;
}

interface Sort {
  readonly order: Order;
  readonly mode: 'all' | 'unique' | 'count';
  records: Rec[];
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
}

/** Comparisons of one step. */
const COMPARISONS = 4000;

/** Merges runs until a step's share is used; true when all is in order. */
function sortSome(s: Sort): boolean {
  const count = s.records.length;
  let left = COMPARISONS;
  while (s.width < count) {
    const from = s.from!;
    const to = s.to!;
    while (s.left < count) {
      const middle = Math.min(s.left + s.width, count);
      const end = Math.min(s.left + 2 * s.width, count);
      let { a, b } = s;
      let at = a + b - middle;
      while (a < middle || b < end) {
        if (left-- <= 0) {
          s.a = a;
          s.b = b;
          return false;
        }
        const first =
          b >= end ||
          (a < middle && compare(s.order, s.records[from[a]!]!, s.records[from[b]!]!) <= 0);
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
      ...{ order, mode, records: [], from: undefined, to: undefined },
      ...{ width: 1, left: 0, a: 0, b: 1, at: 0 },
    };
  },
  run(io, stage) {
    const s = stage.state as Sort;
    while (s.from === undefined) {
      const record = io.peek(0);
      if (record !== undefined) {
        io.hold(record.length + RECORD_COST);
        s.records.push(ownCopy(record));
        io.consume(0);
        continue;
      }
      if (!io.atEnd(0)) {
        io.waitInput(0);
        return;
      }
      s.from = Uint32Array.from(s.records.keys());
      s.to = new Uint32Array(s.records.length);
      s.b = Math.min(1, s.records.length);
    }
    if (s.width < s.records.length && !sortSome(s)) {
      io.again(COMPARISONS * 0.25);
      return;
    }
    for (;;) {
      if (!io.taken(0)) {
        io.waitOutput(0);
        return;
      }
      const record = s.records[s.from[s.at]!];
      if (record === undefined) break;
      let count = 1;
      if (s.mode !== 'all') {
        while (s.at + count < s.records.length) {
          if (compare(s.order, record, s.records[s.from[s.at + count]!]!) !== 0) break;
          count++;
        }
      }
      s.at += count;
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
        if (!io.taken(0)) {
          io.waitOutput(0);
          return;
        }
        io.consume(s.from);
        s.from = -1;
      }
      if (!io.connected(0)) break;
      let lowest = -1;
      for (let i = 0; i < stage.inputs.length; i++) {
        const record = io.peek(i);
        if (record === undefined) {
          if (io.atEnd(i)) continue;
          io.waitInput(i);
          return;
        }
        if (lowest < 0 || compare(s.order, record, io.peek(lowest)!) < 0) lowest = i;
      }
      if (lowest < 0) break;
      if (io.put(io.peek(lowest)!, 0)) s.from = lowest;
    }
    io.end();
  },
};

interface Unique {
  readonly order: Order;
  readonly count: boolean;
  readonly which: 'LAST' | 'FIRST' | 'SINGLES' | 'MULTIPLE' | 'PAIRWISE';
  held: Rec[];
  number: number;
}

/** UNIQUE: of records that follow each other and are the same, one. */
const unique = filter<Unique>(['UNIQue'], {
  first: false,
  parse(operands) {
    const count = operands.keyword('COUNT');
    let pad: number | undefined = EBCDIC_BLANK;
    let anycase = false;
    for (;;) {
      if (operands.keyword('PAD')) pad = operands.character();
      else if (operands.keyword('NOPAD')) pad = undefined;
      else if (operands.keyword('ANYCASE', 'CASEANY', 'CASEIGNORE', 'CASEI')) anycase = true;
      else break;
    }
    const ranges: InputRange[] = [];
    if (operands.peek().startsWith('(')) {
      const end = operands.rest.indexOf(')');
      const inner = operands.part(operands.rest.slice(operands.rest.indexOf('(') + 1, end));
      while (!inner.empty) ranges.push(parseRange(inner));
      operands.rest = operands.rest.slice(end + 1);
    } else if (rangeFollows(operands)) ranges.push(parseRange(operands));
    let which: Unique['which'] = 'LAST';
    if (operands.keyword('FIRST')) which = 'FIRST';
    else if (operands.keyword('SINGLEs')) which = 'SINGLES';
    else if (operands.keyword('MULTiple')) which = 'MULTIPLE';
    else if (operands.keyword('PAIRwise')) which = 'PAIRWISE';
    else operands.keyword('LAST');
    operands.finish();
    const keys = (ranges.length === 0 ? [WHOLE] : ranges).map((range) => ({
      range,
      descending: false,
    }));
    return { order: { keys, pad, anycase }, count, which, held: [], number: 0 };
  },
  record(s, record, io) {
    const before = s.held[0];
    const same = before !== undefined && compare(s.order, before, record) === 0;
    if (before !== undefined && (!same || (s.which === 'PAIRWISE' && s.held.length === 2))) {
      groupEnded(s, io);
    }
    const group = s.held.length;
    const keepsAll = s.which === 'MULTIPLE' || s.which === 'PAIRWISE' || s.which === 'SINGLES';
    s.number++;
    if (group === 0 || keepsAll) {
      io.hold(record.length);
      s.held.push(ownCopy(record));
      return;
    }
    if (s.which === 'FIRST') {
      io.emit(record, 1);
      return;
    }
    // the last one is the one that is kept
    io.emit(before!, 1);
    io.release(before!.length);
    io.hold(record.length);
    s.held[0] = ownCopy(record);
  },
  end(s, io) {
    if (s.held.length > 0) groupEnded(s, io);
  },
});

function groupEnded(s: Unique, io: StageIo): void {
  const several = s.held.length > 1;
  const out =
    s.which === 'SINGLES' ? !several : s.which === 'LAST' || s.which === 'FIRST' || several;
  for (const record of s.held) {
    io.release(record.length);
    io.emit(s.count ? concat(decimal(s.number, COUNT_WIDTH), record) : record, out ? 0 : 1);
  }
  s.held = [];
  s.number = 0;
}

/** The stages of this file. */
export const sorting: readonly StageKind[] = [sort, merge, unique];
