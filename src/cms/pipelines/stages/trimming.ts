/** The ends of records: STRIP, PAD, CHOP, SUBSTRING, SPACE (CMS Pipelines, the stages of these names). */
import { EBCDIC_BLANK } from '../../../shared/ebcdic.js';
import {
  findBytes,
  findLastBytes,
  grow,
  joined,
  membersOf,
  newGrowing,
  sameBytes,
  takeGrown,
  type Growing,
} from '../bytes.js';
import { ANYCASE } from '../key-options.js';
import type { Operands } from '../operands.js';
import { MOST_RECORD, type Rec } from '../pipe-set.js';
import { parseRange, rangeOf, type InputRange } from '../ranges.js';
import { filter, PORTION, type StageKind } from '../stage.js';
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
      ...{ characters: set, members: membersOf(set, anycase), not, string, most, anycase },
    };
  },
  record(s, record, io) {
    const folds = s.anycase && s.string;
    const look = folds ? folded(record) : record;
    const { length } = record;
    const from = s.leading ? stripLeading(s, look) : 0;
    const to = s.trailing ? stripTrailing(s, look, from) : length;
    // what is stripped has been gone through, unless the engine looked for the string behind it
    io.work((folds ? length : 0) + (s.string && s.not ? 0 : from + length - to));
    io.emit(record.subarray(from, Math.max(from, to)));
  },
});

/** The place behind what is stripped at the beginning. */
function stripLeading(s: Strip, look: Rec): number {
  const { length } = look;
  const { characters, members } = s;
  const width = characters.length;
  if (!s.string) {
    const most = Math.min(length, s.most);
    let from = 0;
    const wanted = s.not ? 0 : 1;
    while (from < most && members[look[from]!] === wanted) from++;
    return from;
  }
  if (s.not) {
    // what is before the first string, or all
    const found =
      width === 0 ? 0 : findBytes(look, characters, 0, Math.min(length, s.most + width));
    return Math.min(found < 0 ? length : found, s.most);
  }
  let from = 0;
  for (let left = s.most; left > 0 && width > 0 && from + width <= length; left--) {
    if (!sameBytes(look, from, characters)) break;
    from += width;
  }
  return from;
}

/** Where what is stripped at the end begins; nothing in front of `from` is. */
function stripTrailing(s: Strip, look: Rec, from: number): number {
  const { length } = look;
  const { characters, members } = s;
  const width = characters.length;
  const least = Math.max(from, length - s.most);
  let to = length;
  if (!s.string) {
    const wanted = s.not ? 0 : 1;
    while (to > least && members[look[to - 1]!] === wanted) to--;
    return to;
  }
  if (s.not) {
    const found =
      width === 0 ? length : findLastBytes(look, characters, Math.max(0, least - width));
    return Math.max(found < 0 ? from : found + width, least);
  }
  for (let left = s.most; left > 0 && width > 0 && to - width >= 0 && to > from; left--) {
    if (!sameBytes(look, to - width, characters)) break;
    to -= width;
  }
  return to;
}

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
    if (s.width === undefined) io.work(s.anycase ? record.length : s.any || s.not ? cut : 0);
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
  const at = width === 0 ? -1 : firstPlace(look, text, s.any, s.not);
  if (at < 0) return length;
  const cut = s.before ? at - s.offset : at + width + s.offset;
  return Math.min(length, Math.max(0, cut));
}

/** The first place of one of some characters, or of a string, or (`not`) of something else; -1: there is none. */
function firstPlace(look: Rec, text: Rec, any: boolean, not: boolean): number {
  const { length } = look;
  if (any) {
    const members = membersOf(text);
    const wanted = not ? 0 : 1;
    let at = 0;
    while (at < length && members[look[at]!] !== wanted) at++;
    return at < length ? at : -1;
  }
  if (!not) return findBytes(look, text);
  if (text.length > length) return -1;
  if (!sameBytes(look, 0, text)) return 0;
  // a string begins at two neighbours only when it is one character again and again
  const [first] = text;
  const alike = text.every((byte) => byte === first);
  let end = text.length;
  if (alike) while (end < length && look[end] === first) end++;
  const at = end - text.length + 1;
  return at + text.length <= length ? at : -1;
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

interface Space {
  readonly fill: Rec;
  readonly members: Rec;
  /** How far the present record has come, and what has been made of it. */
  at: number;
  readonly out: Growing;
  /** The last word that is there may go on. */
  inWord: boolean;
}

/** SPACE: so many fill characters between words, none at the ends. */
const space = filter<Space>(['SPACE'], {
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
      ...{ fill: joined(Array.from({ length: count }, () => fill)), members: membersOf(blanks) },
      ...{ at: 0, out: newGrowing(), inWord: false },
    };
  },
  record(s, record, io) {
    const end = Math.min(record.length, s.at + PORTION);
    io.work(end - s.at);
    spaceSome(s, record, end);
    if (end < record.length) return true;
    s.at = 0;
    s.inWord = false;
    io.emit(takeGrown(s.out));
    return false;
  },
});

/** Puts words up to a place of the record behind those that are there. */
function spaceSome(s: Space, record: Rec, end: number): void {
  const { fill, members } = s;
  for (let { at } = s; at < end; s.at = at) {
    if (members[record[at]!] === 1) {
      at++;
      s.inWord = false;
      continue;
    }
    const from = at;
    while (at < end && members[record[at]!] === 0) at++;
    if (!s.inWord && s.out.length > 0) grow(s.out, fill);
    grow(s.out, record.subarray(from, at));
    s.inWord = true;
  }
}

/** The stages of this file. */
export const trimming: readonly StageKind[] = [strip, pad, chop, substring, space];
