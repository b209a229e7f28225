/** Selecting records by their place: TAKE, DROP, BETWEEN, INSIDE and their opposites. */
import { beginsWith } from '../bytes.js';
import { ANYCASE } from '../key-options.js';
import type { Operands } from '../operands.js';
import { PipeFault } from '../pipe-fault.js';
import type { Rec } from '../pipe-set.js';
import { filter, PIECES, type StageKind } from '../stage.js';
import type { StageIo } from '../stage-io.js';
import { folded } from '../text.js';

/** What a record that is kept costs beside its bytes. */
const RECORD_COST = 32;

interface Take {
  readonly last: boolean;
  /** Records, or bytes, still to be passed. */
  left: number;
  readonly bytes: boolean;
  readonly kept: Rec[];
  /** Of `kept`: where it begins. */
  head: number;
}

function parseTake(operands: Operands): Take {
  let last = operands.keyword('LAST');
  if (!last) operands.keyword('FIRST');
  let left = operands.count(1);
  if (operands.keyword('LAST')) last = true;
  else operands.keyword('FIRST');
  const bytes = operands.keyword('BYTEs');
  if (bytes && last) throw new PipeFault(635, 'BYTES', 'LAST');
  operands.finish();
  if (left < 0) left = 0;
  return { last, left, bytes, kept: [], head: 0 };
}

/** Of the last records: keeps as many as were asked for and passes on those in front of them. */
function keepLast(s: Take, record: Rec, io: StageIo, others: number): void {
  if (s.left === 0) {
    io.emit(record, others);
    return;
  }
  io.hold(record.length + RECORD_COST);
  s.kept.push(record.slice());
  if (s.kept.length - s.head <= s.left) return;
  const out = s.kept[s.head++]!;
  io.release(out.length + RECORD_COST);
  io.emit(out, others);
  if (s.head > 1000 && s.head * 2 > s.kept.length) {
    s.kept.splice(0, s.head);
    s.head = 0;
  }
}

/** Gives the records that were kept, some at a time; true when there are more. */
function giveLast(s: Take, io: StageIo, stream: number): boolean {
  const end = Math.min(s.head + PIECES, s.kept.length);
  for (; s.head < end; s.head++) {
    const record = s.kept[s.head]!;
    io.release(record.length + RECORD_COST);
    io.emit(record, stream);
  }
  return s.head < s.kept.length;
}

const take = filter<Take>(['TAKE'], {
  first: false,
  parse: parseTake,
  begin(s, io) {
    if (!s.last && s.left <= 0 && !io.connected(1)) io.stage.finished = true;
  },
  record(s, record, io) {
    if (s.last) {
      keepLast(s, record, io, 1);
      return;
    }
    if (s.left <= 0) {
      io.emit(record, 1);
      return;
    }
    if (s.bytes) {
      const part = Math.min(s.left, record.length);
      s.left -= part;
      io.emit(record.subarray(0, part), 0);
      if (part < record.length) io.emit(record.subarray(part), 1);
    } else {
      s.left--;
      io.emit(record, 0);
    }
    if (s.left <= 0) {
      // what follows is nobody's when there is no secondary output
      if (!io.connected(1)) io.stage.finished = true;
    }
  },
  end: (s, io) => giveLast(s, io, 0),
});

const drop = filter<Take>(['DROP'], {
  first: false,
  parse: parseTake,
  record(s, record, io) {
    if (s.last) {
      keepLast(s, record, io, 0);
      return;
    }
    if (s.left <= 0) {
      io.emit(record, 0);
      return;
    }
    if (s.bytes) {
      const part = Math.min(s.left, record.length);
      s.left -= part;
      io.emit(record.subarray(0, part), 1);
      if (part < record.length) io.emit(record.subarray(part), 0);
    } else {
      s.left--;
      io.emit(record, 1);
    }
  },
  end: (s, io) => giveLast(s, io, 1),
});

interface Between {
  readonly anycase: boolean;
  readonly from: Rec;
  readonly to: Rec | undefined;
  readonly count: number;
  /** Records of the group so far; 0 outside of one. */
  inside: number;
}

function parseBetween(least: number) {
  return (operands: Operands): Between => {
    const anycase = operands.keyword(...ANYCASE);
    const from = operands.string();
    if (operands.empty) throw new PipeFault(211);
    const to = operands.stringFollows() ? operands.string() : undefined;
    const count = to === undefined ? operands.number(least) : 0;
    operands.finish();
    return {
      anycase,
      from: anycase ? folded(from) : from,
      to: to && anycase ? folded(to) : to,
      count,
      inside: 0,
    };
  };
}

/** Bytes of a record that are looked at. */
const longest = (s: Between): number => Math.max(s.from.length, s.to?.length ?? 0);

/**
 * Where a record stands: outside of a group, at its beginning, in it, or its end. With a count the beginning is
 * counted by BETWEEN and OUTSIDE, and not by INSIDE.
 */
function standing(s: Between, view: Rec, inner: boolean): 'out' | 'begin' | 'in' | 'end' {
  if (s.inside === 0) {
    if (!beginsWith(view, s.from)) return 'out';
    s.inside = 1;
    const whole = s.to === undefined && s.count <= (inner ? 0 : 1);
    if (whole) s.inside = 0;
    return 'begin';
  }
  if (s.to !== undefined) {
    if (!beginsWith(view, s.to)) return 'in';
    s.inside = 0;
    return 'end';
  }
  s.inside++;
  if (s.inside >= s.count + (inner ? 1 : 0)) s.inside = 0;
  return 'in';
}

function between(names: string[], inner: boolean, kept: boolean): StageKind {
  return filter<Between>(names, {
    first: false,
    views: true,
    parse: parseBetween(inner ? 0 : 2),
    record(s, record, io, view) {
      const look = s.anycase ? folded(view.subarray(0, longest(s))) : view;
      const where = standing(s, look, inner);
      const inside = inner ? where === 'in' : where !== 'out';
      io.emit(record, inside === kept ? 0 : 1);
    },
  });
}

/** The stages of this file. */
export const placeSelections: readonly StageKind[] = [
  take,
  drop,
  between(['BETWEEN'], false, true),
  between(['OUTSIDE'], false, false),
  between(['INSIDE'], true, true),
  between(['NINSIDE', 'NOTINSIDe'], true, false),
];
