/** Selecting records by what is in them: LOCATE, FIND, STRFIND and their opposites, and ALL. */
import { EBCDIC_BLANK, EBCDIC_TO_UPPER, toEbcdic } from '../../../shared/ebcdic.js';
import { beginsWith, findBytes } from '../bytes.js';
import { ANYCASE } from '../key-options.js';
import type { Operands } from '../operands.js';
import { PipeFault } from '../pipe-fault.js';
import type { Rec } from '../pipe-set.js';
import { locateRange, parseRanges, rangeFollows, type InputRange } from '../ranges.js';
import { folded } from '../text.js';
import { selection, type StageKind } from '../stage.js';
import type { StageIo } from '../stage-io.js';

interface Locate {
  readonly not: boolean;
  readonly ranges: readonly InputRange[];
  /** Undefined: the range has only to be there. */
  readonly text: Rec | undefined;
  /** Any one byte of the string. */
  readonly any: boolean;
  /** The string is a mask: its bits are all ones, all zeros, or neither. */
  readonly bits: 'ones' | 'zeros' | 'mixed' | undefined;
  readonly upper: boolean;
}

function parseLocate(not: boolean) {
  return (operands: Operands): Locate => {
    const upper = operands.keyword(...ANYCASE);
    const bits = operands.keyword('ONEs')
      ? 'ones'
      : operands.keyword('ZEROs')
        ? 'zeros'
        : operands.keyword('MIXED')
          ? 'mixed'
          : undefined;
    const ranges = rangeFollows(operands) ? parseRanges(operands) : [];
    const any = operands.keyword('ANYof');
    let text = operands.empty ? undefined : operands.string();
    if (text === undefined && (ranges.length === 0 || bits !== undefined)) throw new PipeFault(113);
    operands.finish();
    if (upper) text = text?.map((byte) => EBCDIC_TO_UPPER[byte]!);
    return { not, ranges, text, any, bits, upper };
  };
}

/** Bytes from which on it is better to look for one character after the other. */
const MANY = 256;

function inRange(s: Locate, view: Rec, from: number, to: number): boolean {
  const { text } = s;
  if (text === undefined) return to > from;
  if (s.bits !== undefined) {
    // what is not there has no bits
    if (to - from < text.length) return false;
    let ones = true;
    let zeros = true;
    for (let i = 0; i < text.length; i++) {
      const set = view[from + i]! & text[i]!;
      ones &&= set === text[i];
      zeros &&= set === 0;
    }
    return s.bits === 'ones' ? ones : s.bits === 'zeros' ? zeros : !ones && !zeros;
  }
  if (!s.any) return findBytes(view, text, from, to) >= 0;
  if (to - from > MANY)
    return text.some((byte) => findBytes(view, Uint8Array.of(byte), from, to) >= 0);
  for (let at = from; at < to; at++) if (text.includes(view[at]!)) return true;
  return false;
}

function locates(s: Locate, record: Rec, io: StageIo): boolean {
  const view = s.upper ? folded(record) : record;
  if (s.upper) io.work(view.length);
  if (s.ranges.length === 0) return inRange(s, view, 0, view.length) !== s.not;
  for (const range of s.ranges) {
    const [from, to] = locateRange(range, view);
    if (inRange(s, view, from, to)) return !s.not;
  }
  return s.not;
}

/** What FIND and STRFIND look for. */
export interface Find {
  readonly not: boolean;
  readonly text: Rec;
  readonly exact: boolean;
  readonly upper: boolean;
}

const UNDERSCORE = 0x6d;

/** FIND: a blank in the string fits any character, an underscore a blank (XEDIT's FIND). */
export function finds(s: Find, record: Rec): boolean {
  const view = s.upper ? folded(record.subarray(0, s.text.length)) : record;
  if (s.exact) return beginsWith(view, s.text) !== s.not;
  const { text } = s;
  let fits = view.length >= text.length;
  for (let i = 0; fits && i < text.length; i++) {
    const wanted = text[i]!;
    if (wanted === EBCDIC_BLANK) continue;
    fits = view[i] === (wanted === UNDERSCORE ? EBCDIC_BLANK : wanted);
  }
  return fits !== s.not;
}

/** What is behind the one blank that follows the name of the stage. */
export function wholeText(operands: Operands): Rec {
  const text = operands.rest;
  operands.rest = '';
  return toEbcdic(text);
}

/** Reads the operands of FIND, or of its opposite. */
export const parseFind =
  (not: boolean) =>
  (operands: Operands): Find => ({
    not,
    text: wholeText(operands),
    exact: false,
    upper: false,
  });

/** Reads those of STRFIND. Throws a PipeFault. */
export const parseStrfind =
  (not: boolean) =>
  (operands: Operands): Find => {
    const upper = operands.keyword(...ANYCASE);
    let text = operands.string();
    operands.finish();
    if (upper) text = text.map((byte) => EBCDIC_TO_UPPER[byte]!);
    return { not, text, exact: true, upper };
  };

/** An expression of ALL: strings joined by `!` or `|` (or), `&` (and), a not sign, parentheses. */
type Expression =
  | { readonly kind: 'text'; readonly text: Rec }
  | { readonly kind: 'not'; readonly of: Expression }
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression };

const MOST_NESTED = 200;

function parseAll(operands: Operands): Expression {
  let depth = 0;
  const whole = operands.rest;
  const bad = (): never => {
    throw new PipeFault(221, operands.rest.trim().charAt(0));
  };
  const take = (...signs: string[]): boolean => {
    const trimmed = operands.rest.trimStart();
    if (trimmed === '' || !signs.includes(trimmed.charAt(0))) return false;
    operands.rest = trimmed.slice(1);
    return true;
  };
  const factor = (): Expression => {
    if (++depth > MOST_NESTED) return bad();
    let found: Expression;
    if (take('\u00ac', '^', '~')) found = { kind: 'not', of: factor() };
    else if (take('(')) {
      found = either();
      if (!take(')')) throw new PipeFault(200);
    } else if (operands.empty) throw new PipeFault(operands.rest === whole ? 206 : 624);
    else found = { kind: 'text', text: operands.string() };
    depth--;
    return found;
  };
  const both = (): Expression => {
    let left = factor();
    while (take('&')) left = { kind: 'and', left, right: factor() };
    return left;
  };
  const either = (): Expression => {
    let left = both();
    while (take('!', '|')) left = { kind: 'or', left, right: both() };
    return left;
  };
  const expression = either();
  if (operands.rest.trimStart().startsWith(')')) throw new PipeFault(204);
  if (!operands.empty) bad();
  return expression;
}

function holds(expression: Expression, view: Rec): boolean {
  switch (expression.kind) {
    case 'text':
      return findBytes(view, expression.text) >= 0;
    case 'not':
      return !holds(expression.of, view);
    case 'and':
      return holds(expression.left, view) && holds(expression.right, view);
    case 'or':
      return holds(expression.left, view) || holds(expression.right, view);
  }
}

/** The stages of this file. */
export const textSelections: readonly StageKind[] = [
  selection(['Locate'], parseLocate(false), locates),
  selection(['NLOCATE', 'NOTLOCATE'], parseLocate(true), locates),
  selection(['FIND'], parseFind(false), finds),
  selection(['NFIND', 'NOTFIND'], parseFind(true), finds),
  selection(['STRFIND'], parseStrfind(false), finds),
  selection(['STRNFIND', 'STRNOTFIND', 'NSTRFIND'], parseStrfind(true), finds),
  selection(['ALL'], parseAll, holds),
];
