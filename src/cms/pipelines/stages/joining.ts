/** Several records into one: JOIN, JOINCONT, SNAKE (CMS Pipelines, the stages of these names). */
import {
  beginsWith,
  concat,
  decimal,
  EMPTY,
  findBytes,
  grow,
  joined,
  newGrowing,
  takeGrown,
  type Growing,
} from '../bytes.js';
import { ANYCASE } from '../key-options.js';
import { PipeFault } from '../pipe-fault.js';
import { MOST_RECORD, type Rec } from '../pipe-set.js';
import { locateRange, parseRange, type InputRange } from '../ranges.js';
import { filter, PIECES, type StageKind } from '../stage.js';
import type { StageIo } from '../stage-io.js';
import { findFolded, folded } from '../text.js';

/** Puts a part behind the others, within the bound of a record. */
function addPart(into: Growing, part: Rec, io: StageIo): void {
  const length = into.length + part.length;
  if (length > MOST_RECORD) throw new PipeFault(78, length);
  grow(into, part);
  io.hold(part.length);
}

function flushParts(from: Growing, io: StageIo): void {
  io.release(from.length);
  io.emit(takeGrown(from));
}

interface Join {
  /** Records that are joined; 0: all that have one key. */
  readonly count: number;
  readonly keyLength: number;
  readonly text: Rec;
  /** The string stands behind the last record, too. */
  readonly ends: boolean;
  /** The number of records goes in front. */
  readonly counts: boolean;
  readonly most: number;
  readonly parts: Growing;
  joined: number;
  key: Rec;
}

/** JOIN n /text/ most: a record and the n that follow it, with text between them. */
const join = filter<Join>(['JOIN'], {
  first: false,
  parse(operands) {
    const counts = operands.keyword('COUNT');
    const keyLength = operands.keyword('KEYLENgth', 'KEYlength') ? operands.number(1) : 0;
    const count = keyLength > 0 ? Infinity : operands.count(1);
    const text = operands.stringFollows() ? operands.string() : EMPTY;
    const ends = operands.keyword('TERMinate');
    const most = operands.optionalNumber(1) ?? Infinity;
    operands.finish();
    return {
      ...{ count: count + 1, keyLength, text, ends, counts, most },
      ...{ parts: newGrowing(), joined: 0, key: EMPTY },
    };
  },
  record(s, record, io) {
    if (s.keyLength > 0) {
      const key = record.slice(0, s.keyLength);
      const same = s.joined > 0 && key.length === s.key.length && beginsWith(key, s.key);
      if (!same) {
        endJoin(s, io);
        s.key = key;
      }
    }
    const part = s.keyLength > 0 && s.joined > 0 ? record.subarray(s.keyLength) : record;
    if (s.joined > 0 && s.parts.length + s.text.length + part.length > s.most) endJoin(s, io);
    if (s.joined > 0 && s.text.length > 0) addPart(s.parts, s.text, io);
    addPart(s.parts, part, io);
    if (++s.joined >= s.count) endJoin(s, io);
  },
  end: (s, io) => endJoin(s, io),
});

function endJoin(s: Join, io: StageIo): void {
  if (s.joined > 0) {
    if (s.ends) addPart(s.parts, s.text, io);
    if (s.counts) {
      const record = takeGrown(s.parts);
      io.release(record.length);
      io.emit(concat(decimal(s.joined, 10), record));
    } else flushParts(s.parts, io);
  }
  s.joined = 0;
}

interface JoinCont {
  readonly leading: boolean;
  /** Where the mark is, when it is neither at the beginning nor at the end: the record goes on when it is there. */
  readonly range: InputRange | undefined;
  readonly not: boolean;
  readonly keep: boolean;
  readonly anycase: boolean;
  readonly marks: readonly Rec[];
  readonly text: Rec;
  readonly parts: Growing;
  /** There is a record, though it may be null. */
  some: boolean;
}

/** JOINCONT: joins records that a mark at the end (or the beginning of the next) says go on. */
const joincont = filter<JoinCont>(['JOINCONT'], {
  first: false,
  parse(operands) {
    const anycase = operands.keyword(...ANYCASE);
    const not = operands.keyword('NOT');
    const leading = operands.keyword('LEADing');
    const range = !leading && operands.keyword('RANGE') ? parseRange(operands) : undefined;
    if (!leading && range === undefined) operands.keyword('TRAILing');
    // a record that is joined is late in any case
    operands.keyword('DELAY');
    let keep = operands.keyword('KEEP');
    const any = operands.keyword('ANYof');
    const mark = operands.string();
    keep = operands.keyword('KEEP') || keep;
    const text = operands.stringFollows() ? operands.string() : EMPTY;
    operands.finish();
    const marks = (any ? [...mark].map((byte) => Uint8Array.of(byte)) : [mark]).map((one) =>
      anycase ? folded(one) : one,
    );
    return { leading, range, not, keep, anycase, marks, text, parts: newGrowing(), some: false };
  },
  record(s, record, io) {
    const [at, length] = markOf(s, record);
    const goesOn = at >= 0 !== s.not;
    // the mark of a record that is joined goes, that of the first one of all stays where it leads
    const cut = at >= 0 && goesOn && !s.keep && (s.some || !s.leading);
    const part = cut ? concat(record.subarray(0, at), record.subarray(at + length)) : record;
    if (s.leading) {
      if (!goesOn) endJoincont(s, io);
      else if (s.some && s.text.length > 0) addPart(s.parts, s.text, io);
    }
    addPart(s.parts, part, io);
    s.some = true;
    if (s.leading) return;
    if (!goesOn) endJoincont(s, io);
    else if (s.text.length > 0) addPart(s.parts, s.text, io);
  },
  end: (s, io) => endJoincont(s, io),
});

/** Where the mark of a record begins, and how long it is; -1 when it has none. */
function markOf(s: JoinCont, record: Rec): readonly [number, number] {
  const [from, to] = s.range === undefined ? [0, record.length] : locateRange(s.range, record);
  for (const mark of s.marks) {
    const { length } = mark;
    // at the beginning, at the end, or anywhere in the range
    const first = s.leading || s.range !== undefined ? from : Math.max(0, to - length);
    const end = s.leading ? Math.min(length, to) : to;
    const at = s.anycase
      ? findFolded(record, mark, first, end)
      : findBytes(record, mark, first, end);
    if (at >= 0) return [at, length];
  }
  return [-1, 0];
}

function endJoincont(s: JoinCont, io: StageIo): void {
  if (s.some) flushParts(s.parts, io);
  s.some = false;
}

interface Snake {
  readonly columns: number;
  readonly rows: number | undefined;
  records: Rec[];
  /** Next row of the page that goes out, and how many there are; -1: none goes out. */
  row: number;
  height: number;
}

/** What a record costs beside its bytes. */
const RECORD_COST = 32;

/** SNAKE: lines into columns of a page, down and then across. */
const snake = filter<Snake>(['SNAKE'], {
  first: false,
  parse(operands) {
    const columns = operands.number(1, 1000);
    const rows = operands.optionalNumber(1, 10000);
    operands.finish();
    return { columns, rows, records: [], row: -1, height: 0 };
  },
  record(s, record, io) {
    if (s.row < 0) {
      io.hold(record.length + RECORD_COST);
      s.records.push(record.slice());
      if (s.rows === undefined || s.records.length < s.rows * s.columns) return false;
      s.height = s.rows;
    }
    return someRows(s, io);
  },
  end(s, io) {
    if (s.row < 0) s.height = s.rows ?? Math.ceil(s.records.length / s.columns);
    return someRows(s, io);
  },
});

/** Puts the next rows of a page out; false when it has ended. */
function someRows(s: Snake, io: StageIo): boolean {
  const { records, height } = s;
  const rows = Math.min(height, records.length);
  if (s.row < 0) s.row = 0;
  for (let made = 0; s.row < rows; made++, s.row++) {
    if (made === PIECES) return true;
    const line: Rec[] = [];
    for (let at = s.row; at < records.length; at += height) line.push(records[at]!);
    io.emit(joined(line));
  }
  for (const record of records) io.release(record.length + RECORD_COST);
  s.records = [];
  s.row = -1;
  return false;
}

/** The stages of this file. */
export const joining: readonly StageKind[] = [join, joincont, snake];
