/** PICK: selects records by comparing parts of them (CMS Pipelines, "pick"). */
import { EBCDIC_BLANK } from '../../../shared/ebcdic.js';
import { compareDecimals } from '../../rexx/decimal.js';
import { compareBytes } from '../bytes.js';
import { ANYCASE } from '../key-options.js';
import type { Operands } from '../operands.js';
import { PipeFault } from '../pipe-fault.js';
import type { Rec } from '../pipe-set.js';
import { parseRange, rangeFollows, rangeOf, type InputRange } from '../ranges.js';
import { filter, type StageKind } from '../stage.js';
import type { StageIo } from '../stage-io.js';
import { decimalOf, folded } from '../text.js';

type Term =
  | { readonly kind: 'range'; readonly range: InputRange }
  | { readonly kind: 'text'; readonly text: Rec }
  /** From a column on, as long as the other side (`n+`). */
  | { readonly kind: 'from'; readonly column: number };

interface Comparison {
  readonly left: Term;
  readonly operator: string;
  readonly right: readonly Term[];
}

/** Comparisons that must all hold; of these groups one. */
type Groups = readonly (readonly Comparison[])[];

interface Pick {
  readonly groups: Groups;
  /** What ends a run that FROM has begun (FROM ... TO ...). */
  readonly until: Groups | undefined;
  readonly untilAfter: boolean;
  readonly pad: number | undefined;
  readonly anycase: boolean;
  readonly part: 'each' | 'from' | 'to' | 'while';
  /** Records from the first one on (COUNT), and how many have gone. */
  readonly most: number;
  gone: number;
  readonly after: boolean;
  seen: boolean;
}

const OPERATORS = [
  '==',
  '\u00ac==',
  '^==',
  '\\==',
  '/==',
  '<<=',
  '>>=',
  '<<',
  '>>',
  '<=',
  '>=',
  '\u00ac=',
  '^=',
  '\\=',
  '/=',
  '<>',
  '=',
  '<',
  '>',
];

function parseTerm(operands: Operands): Term {
  const from = /^([1-9]\d{0,8})\+(?=\s|[=\u00ac^\\/<>]|$)/.exec(operands.rest.trimStart());
  if (from !== null) {
    operands.rest = operands.rest.trimStart().slice(from[0].length);
    return { kind: 'from', column: Number(from[1]) };
  }
  if (operands.stringFollows()) return { kind: 'text', text: operands.string() };
  if (rangeFollows(operands)) return { kind: 'range', range: parseRange(operands) };
  throw new PipeFault(operands.empty ? 113 : 111, operands.peek());
}

function parseComparison(operands: Operands): Comparison {
  const left = parseTerm(operands);
  const text = operands.rest.trimStart();
  const word = operands.keyword('IN') ? '==' : operands.keyword('NOTIN') ? '/==' : undefined;
  const operator = word ?? OPERATORS.find((one) => text.startsWith(one));
  if (operator === undefined) throw new PipeFault(operands.empty ? 113 : 623, operands.peek());
  if (word === undefined) operands.rest = text.slice(operator.length);
  const right = [parseTerm(operands)];
  // one of several, or none of them
  while (/^.?==?$/.test(operator) && operands.rest.trimStart().startsWith(',')) {
    operands.rest = operands.rest.trimStart().slice(1);
    right.push(parseTerm(operands));
  }
  return { left, operator, right };
}

function holds({ left, operator, right }: Comparison, s: Pick, view: Rec, io: StageIo): boolean {
  const value = (term: Term, length: number): Rec => {
    const part =
      term.kind === 'text'
        ? term.text
        : term.kind === 'range'
          ? rangeOf(term.range, view)
          : view.subarray(term.column - 1, term.column - 1 + length);
    return s.anycase && term.kind === 'text' ? folded(part) : part;
  };
  const strict = /==|<<|>>/.test(operator);
  const apart = (other: Term): number => {
    const b = other.kind === 'from' ? undefined : value(other, 0);
    const a = value(left, b?.length ?? 0);
    io.work(Math.min(a.length, b?.length ?? a.length) / 4);
    return difference(strict, s.pad, a, b ?? value(other, a.length));
  };
  if (right.length > 1) {
    const equal = right.some((other) => apart(other) === 0);
    return equal === ['=', '=='].includes(operator);
  }
  const found = apart(right[0]!);
  switch (operator) {
    case '=':
    case '==':
      return found === 0;
    case '<':
    case '<<':
      return found < 0;
    case '>':
    case '>>':
      return found > 0;
    case '<=':
    case '<<=':
      return found <= 0;
    case '>=':
    case '>>=':
      return found >= 0;
    default:
      return found !== 0;
  }
}

const NUMERIC = { digits: 31, fuzz: 0, form: 'SCIENTIFIC' } as const;

/** Strictly: byte by byte. Else as numbers, when both are numbers, or filled up with blanks. */
function difference(strict: boolean, pad: number | undefined, a: Rec, b: Rec): number {
  if (strict) return compareBytes(a, b, pad);
  const [x, y] = [decimalOf(a), decimalOf(b)];
  if (x !== undefined && y !== undefined) return compareDecimals(x, y, NUMERIC);
  return compareBytes(a, b, pad ?? EBCDIC_BLANK);
}

const hits = (s: Pick, view: Rec, io: StageIo, groups = s.groups): boolean =>
  groups.some((group) => group.every((one) => holds(one, s, view, io)));

/** What is compared, in upper case when case does not count. */
function looked(s: Pick, view: Rec, io: StageIo): Rec {
  if (!s.anycase) return view;
  io.work(view.length);
  return folded(view);
}

/** Comparisons joined by AND and OR. */
function parseGroups(operands: Operands): Groups {
  const groups: Comparison[][] = [[parseComparison(operands)]];
  for (;;) {
    if (operands.keyword('AND', '&')) groups.at(-1)!.push(parseComparison(operands));
    else if (operands.keyword('OR', '!', '|')) groups.push([parseComparison(operands)]);
    else return groups;
  }
}

/** Whether a record is one of a run that FROM begins and TO ends; a run may follow another. */
function inRun(s: Pick, view: Rec, io: StageIo, until: Groups): boolean {
  if (!s.seen) {
    s.seen = hits(s, view, io);
    return s.seen && !s.after;
  }
  if (!hits(s, view, io, until)) return true;
  s.seen = false;
  if (s.untilAfter) return true;
  // what ends a run may begin the next
  s.seen = hits(s, view, io);
  return s.seen && !s.after;
}

const picks = filter<Pick>(['PICK'], {
  first: false,
  views: true,
  parse(operands) {
    let pad: number | undefined;
    let anycase = false;
    let part: Pick['part'] = 'each';
    let after = false;
    let most = Infinity;
    for (;;) {
      if (operands.keyword('NOPAD')) pad = undefined;
      else if (operands.keyword('PAD')) pad = operands.character();
      else if (operands.keyword(...ANYCASE)) anycase = true;
      else if (operands.keyword('FROM')) part = 'from';
      else if (operands.keyword('TO')) part = 'to';
      else if (operands.keyword('WHILE')) part = 'while';
      else if (operands.keyword('AFTER')) after = true;
      else break;
    }
    const groups = parseGroups(operands);
    let until: Groups | undefined;
    let untilAfter = false;
    if (part === 'from' && operands.keyword('COUNT')) most = operands.number();
    else if (part === 'from' && operands.keyword('TO')) {
      untilAfter = operands.keyword('AFTER');
      until = parseGroups(operands);
    }
    operands.finish();
    return { groups, until, untilAfter, pad, anycase, part, after, most, gone: 0, seen: false };
  },
  record(s, record, io, seen) {
    const view = looked(s, seen, io);
    if (s.until !== undefined) {
      io.emit(record, inRun(s, view, io, s.until) ? 0 : 1);
      return;
    }
    const hit = hits(s, view, io);
    if (s.part === 'each') {
      io.emit(record, hit ? 0 : 1);
      return;
    }
    const was = s.seen;
    s.seen ||= s.part === 'while' ? !hit : hit;
    // the record that is the target belongs to the second part, with AFTER to the first
    const second = s.after ? was : s.seen;
    const wanted = (s.part === 'from') === second && s.gone < s.most;
    if (wanted && s.part === 'from') s.gone++;
    io.emit(record, wanted ? 0 : 1);
  },
});

const pick: StageKind = {
  ...picks,
  keeps: (state, view, io) => hits(state as Pick, looked(state as Pick, view, io), io),
};

/** The stages of this file. */
export const picking: readonly StageKind[] = [pick];
