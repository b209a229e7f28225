/**
 * Selecting records by their place: TAKE, DROP, BETWEEN, INSIDE and their opposites, labels and targets, PREDSELECT's
 * simple relatives.
 */
import { beginsWith } from '../bytes.js';
import type { Operands } from '../operands.js';
import { PipeFault } from '../pipe-fault.js';
import type { Rec } from '../pipe-set.js';
import { filter, type Place, type StageKind } from '../stage.js';
import type { StageIo } from '../stage-io.js';
import { wholeText } from './text-selection.js';

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
  if (bytes && last) throw new PipeFault(111, 'BYTES');
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
  io.hold(record.length);
  s.kept.push(record.slice());
  if (s.kept.length - s.head <= s.left) return;
  const out = s.kept[s.head++]!;
  io.release(out.length);
  io.emit(out, others);
  if (s.head > 1000 && s.head * 2 > s.kept.length) {
    s.kept.splice(0, s.head);
    s.head = 0;
  }
}

function giveLast(s: Take, io: StageIo, stream: number): void {
  for (let i = s.head; i < s.kept.length; i++) {
    io.release(s.kept[i]!.length);
    io.emit(s.kept[i]!, stream);
  }
  s.kept.length = 0;
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
  readonly from: Rec;
  readonly to: Rec | undefined;
  readonly count: number;
  /** Records of the group so far; 0 outside of one. */
  inside: number;
}

function parseBetween(least: number) {
  return (operands: Operands): Between => {
    const from = operands.string();
    if (operands.stringFollows()) {
      const to = operands.string();
      operands.finish();
      return { from, to, count: 0, inside: 0 };
    }
    const count = operands.number(least);
    operands.finish();
    return { from, to: undefined, count, inside: 0 };
  };
}

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
      const where = standing(s, view, inner);
      const inside = inner ? where === 'in' : where !== 'out';
      io.emit(record, inside === kept ? 0 : 1);
    },
  });
}

interface Label {
  readonly text: Rec;
  seen: boolean;
}

const parseLabel = (operands: Operands): Label => ({ text: wholeText(operands), seen: false });

/** From the first record that begins with a label. */
const frlabel = filter<Label>(['FRLABel', 'FROMLABel'], {
  first: false,
  views: true,
  parse: parseLabel,
  record(s, record, io, view) {
    s.seen ||= beginsWith(view, s.text);
    io.emit(record, s.seen ? 0 : 1);
  },
});

/** Records up to where a label is, and the rest to the secondary output. */
function upTo(names: string[], stops: (s: Label, view: Rec) => boolean): StageKind {
  return filter<Label>(names, {
    first: false,
    views: true,
    parse: parseLabel,
    record(s, record, io, view) {
      s.seen ||= stops(s, view);
      if (s.seen && !io.connected(1)) {
        // the record stays where it is, for whoever reads on behind this stage
        io.stage.holds = false;
        io.stage.finished = true;
        return;
      }
      io.emit(record, s.seen ? 1 : 0);
    },
  });
}

interface Target {
  readonly verb: string;
  readonly inner: unknown;
  seen: boolean;
}

function parseTarget(operands: Operands, place: Place): Target {
  const verb = operands.required();
  const kind = place.io.find(verb);
  if (kind?.keeps === undefined) throw new PipeFault(111, verb);
  const inner = kind.parse(operands.part(operands.rest.replace(/^ /, '')), place);
  return { verb: kind.names[0]!.toUpperCase(), inner, seen: false };
}

const hits = (s: Target, io: StageIo, view: Rec): boolean => io.find(s.verb)!.keeps!(s.inner, view);

const frtarget = filter<Target>(['FRTARGET', 'FROMTARGET'], {
  first: false,
  views: true,
  parse: parseTarget,
  record(s, record, io, view) {
    s.seen ||= hits(s, io, view);
    io.emit(record, s.seen ? 0 : 1);
  },
});

const totarget = filter<Target>(['TOTARGET'], {
  first: false,
  views: true,
  parse: parseTarget,
  record(s, record, io, view) {
    s.seen ||= hits(s, io, view);
    if (s.seen && !io.connected(1)) {
      io.stage.holds = false;
      io.stage.finished = true;
      return;
    }
    io.emit(record, s.seen ? 1 : 0);
  },
});

/** The stages of this file. */
export const placeSelections: readonly StageKind[] = [
  take,
  drop,
  between(['BETWEEN'], false, true),
  between(['OUTSIDE'], false, false),
  between(['INSIDE'], true, true),
  between(['NINSIDE', 'NOTINSIDE'], true, false),
  frlabel,
  upTo(['TOLABel'], (s, view) => beginsWith(view, s.text)),
  upTo(['WHILELABel'], (s, view) => !beginsWith(view, s.text)),
  frtarget,
  totarget,
];
