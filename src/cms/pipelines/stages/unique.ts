/** UNIQUE: one of equal neighbours (CMS Pipelines, "unique"). */
import { concat, decimal, ownCopy } from '../bytes.js';
import { compareKeys, COUNT_WIDTH, parseKeyRules, type KeyRules } from '../key-options.js';
import type { Rec } from '../pipe-set.js';
import { parseRanges, rangeOf, WHOLE, type InputRange } from '../ranges.js';
import { filter, PIECES, type StageKind } from '../stage.js';
import type { StageIo } from '../stage-io.js';
import { compareFolded } from '../text.js';

interface Unique {
  readonly rules: KeyRules;
  readonly ranges: readonly InputRange[];
  readonly count: boolean;
  readonly which: 'LAST' | 'FIRST' | 'SINGLES' | 'MULTIPLE' | 'PAIRWISE';
  held: Rec[];
  /** Of `held`: the next one to go out, when the group has ended. */
  out: number;
  number: number;
}

const same = (s: Unique, a: Rec, b: Rec, io: StageIo): boolean =>
  s.ranges.every((range) => {
    const [x, y] = [rangeOf(range, a), rangeOf(range, b)];
    io.work((s.rules.anycase ? 1 : 0.25) * Math.min(x.length, y.length));
    return s.rules.anycase
      ? compareFolded(x, y, s.rules.pad) === 0
      : compareKeys(s.rules, x, y) === 0;
  });

const unique = filter<Unique>(['UNIQue'], {
  first: false,
  parse(operands) {
    const count = operands.keyword('COUNT');
    const rules = parseKeyRules(operands);
    const ranges = parseRanges(operands);
    let which: Unique['which'] = 'LAST';
    if (operands.keyword('FIRST')) which = 'FIRST';
    else if (operands.keyword('SINGLEs')) which = 'SINGLES';
    else if (operands.keyword('MULTiple')) which = 'MULTIPLE';
    else if (operands.keyword('PAIRwise')) which = 'PAIRWISE';
    else operands.keyword('LAST');
    operands.finish();
    const keys = ranges.length === 0 ? [WHOLE] : ranges;
    return { rules, ranges: keys, count, which, held: [], out: 0, number: 0 };
  },
  record(s, record, io) {
    const before = s.held[0];
    if (before !== undefined) {
      const ended = s.which === 'PAIRWISE' && s.held.length === 2;
      if (s.out > 0 || ended || !same(s, before, record, io)) {
        if (!someOfGroup(s, io)) return true;
      }
    }
    s.number++;
    const keepsAll = s.which === 'MULTIPLE' || s.which === 'PAIRWISE' || s.which === 'SINGLES';
    if (s.held.length === 0 || keepsAll) {
      io.hold(record.length);
      s.held.push(ownCopy(record));
      return false;
    }
    if (s.which === 'FIRST') {
      io.emit(record, 1);
      return false;
    }
    // the last one is the one that is kept
    io.emit(before!, 1);
    io.release(before!.length);
    io.hold(record.length);
    s.held[0] = ownCopy(record);
    return false;
  },
  end: (s, io) => s.held.length > 0 && !someOfGroup(s, io),
});

/** Lets a group go out, some records at a time; true when all of it has. */
function someOfGroup(s: Unique, io: StageIo): boolean {
  const several = s.held.length > 1;
  const out =
    s.which === 'SINGLES' ? !several : s.which === 'LAST' || s.which === 'FIRST' || several;
  for (let made = 0; s.out < s.held.length; made++) {
    if (made === PIECES) return false;
    const record = s.held[s.out++]!;
    io.release(record.length);
    io.emit(s.count ? concat(decimal(s.number, COUNT_WIDTH), record) : record, out ? 0 : 1);
  }
  s.held = [];
  s.number = s.out = 0;
  return true;
}

/** The stage of this file. */
export const uniques: readonly StageKind[] = [unique];
