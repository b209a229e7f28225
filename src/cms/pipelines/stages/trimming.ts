/** The ends of records: STRIP, PAD, CHOP, SUBSTRING, SPACE (CMS Pipelines, the stages of these names). */
import { EBCDIC_BLANK } from '../../../shared/ebcdic.js';
import { EMPTY, findBytes, grow, joined, membersOf, newGrowing, takeGrown } from '../bytes.js';
import { ANYCASE } from '../key-options.js';
import type { Operands } from '../operands.js';
import { MOST_RECORD, type Rec } from '../pipe-set.js';
import { parseRange, rangeOf, type InputRange } from '../ranges.js';
import { filter, type StageKind } from '../stage.js';
import { folded } from '../text.js';

interface Strip {
  readonly leading: boolean;
  readonly trailing: boolean;
  readonly characters: Rec;
  /** Which bytes they are. */
  readonly members: Rec;
  readonly not: boolean;
  readonly string: boolean;
  readonly most: number;
  readonly anycase: boolean;
}

const strip = filter<Strip>(['STRIP'], {
  first: false,
  parse(operands) {
    const anycase = operands.keyword(...ANYCASE);
    const leading = operands.keyword('LEADing');
    const trailing = !leading && operands.keyword('TRAILing');
    if (!leading && !trailing) operands.keyword('BOTH');
    const not = operands.keyword('NOT', 'TO');
    let string = false;
    let set: Rec = Uint8Array.of(EBCDIC_BLANK);
    if (operands.keyword('ANYof')) set = operands.string();
    else if (operands.keyword('STRing')) {
      set = operands.string();
      string = true;
    } else if (operands.stringFollows() && operands.peek().length > 1) {
      set = operands.string();
      string = true;
    } else if (!operands.empty) set = operands.characters();
    if (anycase) set = folded(set);
    const most = operands.optionalNumber(1) ?? Infinity;
    operands.finish();
    return {
      ...{ leading: !trailing, trailing: !leading },
      ...{ characters: set, members: membersOf(set), not, string, most, anycase },
    };
  },
  record(s, record, io) {
    const width = s.string ? s.characters.length : 1;
    const look = s.anycase ? folded(record) : record;
    const at = (i: number): boolean =>
      (s.string
        ? i >= 0 && i + width <= record.length && findBytes(look, s.characters, i, i + width) === i
        : s.members[look[i]!] === 1) !== s.not;
    let from = 0;
    let to = record.length;
    let left = s.most;
    if (s.leading) {
      while (from < to && left > 0 && at(from)) {
        from += s.not ? 1 : width;
        left--;
      }
    }
    left = s.most;
    if (s.trailing) {
      while (to > from && left > 0 && at(to - width)) {
        to -= s.not ? 1 : width;
        left--;
      }
    }
    io.emit(record.subarray(from, Math.max(from, to)));
  },
});

interface Pad {
  readonly left: boolean;
  readonly width: number;
  /** The width is one of n, n + width, n + 2 width ...; undefined: it is the width itself. */
  readonly modulo: number | undefined;
  readonly fill: number;
}

const pad = filter<Pad>(['PAD'], {
  first: false,
  parse(operands) {
    const left = operands.keyword('Left');
    if (!left) operands.keyword('Right');
    const rest = /^\s*\d+\s+MODULO(?=\s)/i.test(operands.rest)
      ? operands.number(0, MOST_RECORD)
      : 0;
    const modulo = operands.keyword('MODULO') ? rest : undefined;
    const width = operands.number(modulo === undefined ? 0 : 1, MOST_RECORD);
    const fill = operands.empty ? EBCDIC_BLANK : operands.character();
    operands.finish();
    return { left, width, modulo, fill };
  },
  record(s, record, io) {
    const { modulo } = s;
    const width =
      modulo === undefined
        ? s.width
        : modulo + Math.max(0, Math.ceil((record.length - modulo) / s.width)) * s.width;
    if (record.length >= width) {
      io.emit(record);
      return;
    }
    const out = new Uint8Array(width).fill(s.fill);
    out.set(record, s.left ? width - record.length : 0);
    io.emit(out);
  },
});

interface Chop {
  readonly width: number | undefined;
  readonly before: boolean;
  readonly offset: number;
  readonly not: boolean;
  readonly any: boolean;
  readonly text: Rec;
  readonly anycase: boolean;
}

function parseChop(operands: Operands): Chop {
  const anycase = operands.keyword(...ANYCASE);
  const none = {
    anycase,
    before: true,
    offset: 0,
    not: false,
    any: false,
    text: new Uint8Array(0),
  };
  if (operands.empty) return { ...none, width: 80 };
  const number = operands.optionalNumber(-(2 ** 31));
  if (number !== undefined && operands.peek() === '') return { ...none, width: number };
  let before = operands.keyword('BEFORE');
  if (!before && !operands.keyword('AFTER')) before = true;
  const not = operands.keyword('NOT');
  let any = operands.keyword('ANYof');
  let text: Rec;
  if (operands.keyword('STRing') || any || operands.stringFollows()) text = operands.string();
  else {
    any = true;
    text = operands.characters();
  }
  operands.finish();
  return { anycase, width: undefined, before, offset: number ?? 0, not, any, text };
}

/** CHOP: cuts a record off at a column or a string; what is cut off goes to the secondary output. */
const chop = filter<Chop>(['CHOP', 'TRUNCate'], {
  first: false,
  parse: parseChop,
  record(s, record, io) {
    const cut = chopAt(s, record);
    io.emit(record.subarray(0, cut));
    if (io.stage.outputs.length > 1) io.emit(record.subarray(cut), 1);
  },
});

function chopAt(s: Chop, record: Rec): number {
  const { length } = record;
  if (s.width !== undefined) {
    return s.width >= 0 ? Math.min(s.width, length) : Math.max(0, length + s.width);
  }
  const look = s.anycase ? folded(record) : record;
  const text = s.anycase ? folded(s.text) : s.text;
  const width = s.any ? 1 : text.length;
  const members = membersOf(s.any ? text : EMPTY);
  for (let at = 0; at + width <= length && width > 0; at++) {
    const hit = s.any ? members[look[at]!] === 1 : findBytes(look, text, at, at + width) === at;
    if (hit === s.not) continue;
    const cut = (s.before ? at : at + width) + (s.before ? -s.offset : s.offset);
    return Math.min(length, Math.max(0, cut));
  }
  return length;
}

/** SUBSTRING: a part of each record. */
const substring = filter<{ readonly range: InputRange }>(['SUBSTRing'], {
  first: false,
  parse(operands) {
    const range = parseRange(operands);
    operands.finish();
    return { range };
  },
  record(s, record, io) {
    io.emit(rangeOf(s.range, record));
  },
});

/** SPACE: so many fill characters between words, none at the ends. */
const space = filter<{ readonly count: number; readonly fill: Rec; readonly members: Rec }>(
  ['SPACE'],
  {
    first: false,
    parse(operands) {
      const count = operands.optionalNumber(0, 1000) ?? 1;
      let fill: Rec = Uint8Array.of(EBCDIC_BLANK);
      if (operands.stringFollows() && operands.peek().length > 1) fill = operands.string();
      else if (!operands.empty) fill = Uint8Array.of(operands.character());
      const any = operands.keyword('ANYof');
      const blanks = any
        ? operands.string()
        : operands.empty
          ? Uint8Array.of(EBCDIC_BLANK)
          : operands.characters();
      operands.finish();
      return {
        count,
        fill: joined(Array.from({ length: count }, () => fill)),
        members: membersOf(blanks),
      };
    },
    record(s, record, io) {
      const out = newGrowing();
      const { members } = s;
      for (let at = 0; at < record.length;) {
        if (members[record[at]!] === 1) {
          at++;
          continue;
        }
        const from = at;
        while (at < record.length && members[record[at]!] === 0) at++;
        if (out.length > 0) grow(out, s.fill);
        grow(out, record.subarray(from, at));
      }
      io.emit(takeGrown(out));
    },
  },
);

/** The stages of this file. */
export const trimming: readonly StageKind[] = [strip, pad, chop, substring, space];
