/** WILDCARD: selects by a pattern (CMS Pipelines, "wildcard"): an asterisk is any text, a percent sign a character. */
import { EBCDIC_TO_UPPER } from '../../../shared/ebcdic.js';
import { findBytes } from '../bytes.js';
import { ANYCASE } from '../key-options.js';
import type { Operands } from '../operands.js';
import type { Rec } from '../pipe-set.js';
import { parseRange, rangeFollows, rangeOf, WHOLE, type InputRange } from '../ranges.js';
import { PORTION, selection, type StageKind } from '../stage.js';
import type { StageIo } from '../stage-io.js';
import { findFolded, folded } from '../text.js';

const ANY_TEXT = 0x5c;
const ANY_CHARACTER = 0x6c;

interface Wildcard {
  readonly range: InputRange;
  /** What stands between asterisks: the first piece is where the text begins, the last one where it ends. */
  readonly pieces: readonly Rec[];
  readonly upper: boolean;
  /** Of the present record: the piece that is looked for, and from where on. */
  piece: number;
  at: number;
}

/** A pattern cut at its asterisks. What several of them in a row have between them is nothing. */
function piecesOf(pattern: Rec): Rec[] {
  const pieces: Rec[] = [];
  let from = 0;
  for (let at = 0; at <= pattern.length; at++) {
    if (at < pattern.length && pattern[at] !== ANY_TEXT) continue;
    if (at > from || from === 0 || at === pattern.length) pieces.push(pattern.subarray(from, at));
    from = at + 1;
  }
  return pieces;
}

function parse(operands: Operands): Wildcard {
  const upper = operands.keyword(...ANYCASE);
  const range = rangeFollows(operands) && !operands.stringFollows() ? parseRange(operands) : WHOLE;
  const text = operands.string();
  operands.finish();
  return { range, pieces: piecesOf(upper ? folded(text) : text), upper, piece: 0, at: 0 };
}

/** So many bytes of a piece fit a place of a text; all of them when it fits. */
function fitting(s: Wildcard, piece: Rec, text: Rec, at: number): number {
  const { length } = piece;
  let i = 0;
  for (; i < length; i++) {
    const wanted = piece[i]!;
    const byte = text[at + i];
    if (byte === undefined) break;
    if (wanted === ANY_CHARACTER || wanted === byte) continue;
    if (!s.upper || EBCDIC_TO_UPPER[byte] !== wanted) break;
  }
  return i;
}

/** The first place of a piece from `s.at` to `end`; -1: there is none, undefined: not in what can be looked at in one go. */
function find(s: Wildcard, piece: Rec, text: Rec, end: number, io: StageIo): number | undefined {
  if (!piece.includes(ANY_CHARACTER)) {
    const found = s.upper ? findFolded(text, piece, s.at, end) : findBytes(text, piece, s.at, end);
    io.work((found < 0 ? end : found + piece.length) - s.at);
    return found;
  }
  let spent = 0;
  for (; s.at + piece.length <= end; s.at++) {
    const fits = fitting(s, piece, text, s.at);
    if (fits === piece.length) return s.at;
    if ((spent += fits + 1) < PORTION) continue;
    s.at++;
    io.work(spent);
    return undefined;
  }
  io.work(spent);
  return -1;
}

/** Whether a text fits; undefined: it is to be looked at further. */
function fits(s: Wildcard, text: Rec, io: StageIo): boolean | undefined {
  const { pieces } = s;
  const [first] = pieces;
  const last = pieces.at(-1)!;
  const end = text.length - last.length;
  if (s.piece === 0) {
    if (pieces.length === 1 ? end !== 0 : first!.length > end) return false;
    io.work(first!.length + last.length);
    if (fitting(s, first!, text, 0) < first!.length) return false;
    if (fitting(s, last, text, end) < last.length) return false;
    s.at = first!.length;
    s.piece = 1;
  }
  // each piece is best as far to the left as it can be
  for (; s.piece < pieces.length - 1; s.piece++) {
    const piece = pieces[s.piece]!;
    const found = find(s, piece, text, end, io);
    if (found === undefined) return undefined;
    if (found < 0) return false;
    s.at = found + piece.length;
  }
  return true;
}

/** The stages of this file. */
export const wildcards: readonly StageKind[] = [
  selection<Wildcard>(['WILDCARD'], parse, (s, view, io) => {
    const kept = fits(s, rangeOf(s.range, view), io);
    if (kept !== undefined) s.piece = 0;
    return kept;
  }),
];
