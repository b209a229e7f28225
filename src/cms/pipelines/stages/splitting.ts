/** Records into several: SPLIT, TOKENISE, SPILL (CMS Pipelines, the stages of these names). */
import { EBCDIC_BLANK } from '../../../shared/ebcdic.js';
import { concat, EMPTY, findBytes, membersOf, sameBytes } from '../bytes.js';
import { ANYCASE } from '../key-options.js';
import { PipeFault } from '../pipe-fault.js';
import type { Rec } from '../pipe-set.js';
import { filter, PIECES, PORTION, type StageKind } from '../stage.js';
import { folded } from '../text.js';

interface Split {
  /** Where: at the characters (which go), or before or after them. */
  readonly where: 'at' | 'before' | 'after';
  readonly offset: number;
  readonly not: boolean;
  readonly any: boolean;
  readonly anycase: boolean;
  readonly text: Rec;
  readonly least: number;
  /** Places of a record where it is split, at most, and how many of the present one have been used. */
  readonly most: number;
  cuts: number;
  /** How far the present record has come, and where its next piece begins. */
  at: number;
  start: number;
}

const split = filter<Split>(['SPLIT'], {
  first: false,
  parse(operands) {
    const anycase = operands.keyword(...ANYCASE);
    const least = operands.keyword('MINimum') ? operands.number(0) : 0;
    const offset = operands.optionalNumber(-(2 ** 31)) ?? 0;
    const where = operands.keyword('BEFORE')
      ? 'before'
      : operands.keyword('AFTER')
        ? 'after'
        : (operands.keyword('AT'), 'at');
    const not = operands.keyword('NOT');
    let any = operands.keyword('ANYof');
    let text: Rec = Uint8Array.of(EBCDIC_BLANK);
    if (operands.keyword('STRing') || any || operands.stringFollows()) text = operands.string();
    else {
      any = true;
      if (!operands.empty) text = operands.characters();
    }
    const most = operands.optionalNumber(1) ?? Infinity;
    operands.finish();
    if (anycase) text = folded(text);
    return { where, offset, not, any, anycase, text, least, most, cuts: 0, at: 0, start: 0 };
  },
  record(s, record, io) {
    const width = s.any ? 1 : s.text.length;
    const { length } = record;
    const end = Math.min(length, s.at + PORTION + width);
    const look = s.anycase ? folded(record.subarray(s.at, end)) : record.subarray(s.at, end);
    const base = s.at;
    const members = membersOf(s.text);
    let { at, start } = s;
    let stop = at + PORTION;
    io.work(Math.min(PORTION, length - at));
    let made = 0;
    let same = 0;
    for (; at + width <= length && width > 0 && s.cuts < s.most; at++) {
      if (made === PIECES || at >= stop) {
        s.at = at;
        s.start = start;
        return true;
      }
      if (at < start + s.least) {
        at = Math.min(start + s.least, stop) - 1;
        continue;
      }
      if (s.any) {
        if ((members[look[at - base]!] === 1) === s.not) continue;
      } else if (s.not) {
        if (sameBytes(look, at - base, s.text)) {
          // a long string that is there at every place is work enough
          if ((same += width) > PORTION) stop = at + 1;
          continue;
        }
      } else {
        const found = findBytes(look, s.text, at - base);
        at = found < 0 ? stop : base + found;
        if (at >= stop) {
          at = stop - 1;
          continue;
        }
      }
      if (s.where === 'at') {
        // pieces between two separators that are nothing are none
        if (at > start) {
          io.emit(record.subarray(start, at));
          made++;
          s.cuts++;
        }
        start = at + width;
        at += width - 1;
      } else {
        const cut = s.where === 'before' ? at - s.offset : at + width + s.offset;
        if (cut <= start || cut >= length) continue;
        io.emit(record.subarray(start, cut));
        made++;
        s.cuts++;
        start = cut;
      }
    }
    s.at = s.start = s.cuts = 0;
    if (start < length || length === 0) io.emit(record.subarray(start));
    return false;
  },
});

interface Tokenise {
  readonly single: Rec;
  readonly last: Rec | undefined;
  at: number;
}

/** TOKENISE: words, and characters that are words of their own, become records. */
const tokenise = filter<Tokenise>(['TOKENISE', 'TOKENIZE'], {
  first: false,
  parse(operands) {
    const single = operands.string();
    const last = operands.stringFollows() ? operands.string() : undefined;
    operands.finish();
    return { single, last, at: 0 };
  },
  record(s, record, io) {
    let made = 0;
    let { at } = s;
    const stop = at + PORTION;
    const single = membersOf(s.single);
    io.work(Math.min(PORTION, record.length - at));
    while (at < record.length) {
      if (made === PIECES || at >= stop) {
        s.at = at;
        return true;
      }
      const byte = record[at]!;
      if (byte === EBCDIC_BLANK) at++;
      else {
        const from = at++;
        if (single[byte] === 0) {
          while (at < record.length && record[at] !== EBCDIC_BLANK && single[record[at]!] === 0)
            at++;
        }
        io.emit(record.subarray(from, at));
        made++;
      }
    }
    s.at = 0;
    if (s.last !== undefined) io.emit(s.last);
    return false;
  },
});

interface Spill {
  readonly width: number;
  readonly keep: boolean;
  readonly any: Rec;
  readonly offset: Rec;
  at: number;
}

/** SPILL: breaks long lines at word boundaries. */
const spill = filter<Spill>(['SPILL'], {
  first: false,
  parse(operands) {
    const width = operands.number(1);
    let keep = false;
    let any: Rec = Uint8Array.of(EBCDIC_BLANK);
    let offset: Rec = EMPTY;
    while (!operands.empty) {
      if (operands.keyword('KEEP')) keep = true;
      else if (operands.keyword('STRIP')) keep = false;
      else if (operands.keyword('ANYof')) any = operands.string();
      else if (operands.keyword('STRing') || operands.stringFollows()) {
        const text = operands.string();
        // lines are broken at one character
        if (text.length !== 1) throw new PipeFault(1363, text.length);
        any = text;
      } else if (operands.keyword('OFFSET')) {
        const blanks = operands.optionalNumber(0, 255);
        offset =
          blanks === undefined ? operands.string() : new Uint8Array(blanks).fill(EBCDIC_BLANK);
      } else throw new PipeFault(111, operands.peek());
    }
    if (offset.length >= width) throw new PipeFault(66, offset.length);
    return { width, keep, any, offset, at: 0 };
  },
  record(s, record, io) {
    const any = membersOf(s.any);
    for (let made = 0; made < PIECES; made++) {
      const left = record.subarray(s.at);
      const front = s.at === 0 ? EMPTY : s.offset;
      const room = s.width - front.length;
      if (left.length <= room) {
        if (left.length > 0 || s.at === 0) io.emit(concat(front, left));
        s.at = 0;
        return false;
      }
      let cut = room;
      while (cut > 0 && any[left[cut]!] === 0) cut--;
      if (cut === 0) cut = room;
      let end = cut;
      if (!s.keep) while (end > 0 && any[left[end - 1]!] === 1) end--;
      io.emit(concat(front, left.subarray(0, end)));
      if (!s.keep) while (cut < left.length && any[left[cut]!] === 1) cut++;
      s.at += cut;
      if (s.at >= record.length) {
        s.at = 0;
        return false;
      }
    }
    return true;
  },
});

/** The stages of this file. */
export const splitting: readonly StageKind[] = [split, tokenise, spill];
