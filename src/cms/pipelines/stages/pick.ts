/** PICK: selects records by comparing parts of them (CMS Pipelines, "pick"). */
import { EBCDIC_BLANK, EBCDIC_TO_UPPER } from '../../../shared/ebcdic.js';
import { compareBytes } from '../bytes.js';
import { ANYCASE } from '../key-options.js';
import type { Operands } from '../operands.js';
import { PipeFault } from '../pipe-fault.js';
import type { Rec } from '../pipe-set.js';
import { parseRange, rangeFollows, rangeOf, type InputRange } from '../ranges.js';
import { filter, type StageKind } from '../stage.js';

type Term =
  | { readonly kind: 'range'; readonly range: InputRange }
  | { readonly kind: 'text'; readonly text: Rec };

interface Comparison {
  readonly left: Term;
  readonly operator: string;
  readonly right: readonly Term[];
}

interface Pick {
  /** Comparisons that must all hold; of these groups one. */
  readonly groups: readonly (readonly Comparison[])[];
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
  if (operands.stringFollows()) return { kind: 'text', text: operands.string() };
  if (rangeFollows(operands)) return { kind: 'range', range: parseRange(operands) };
  throw new PipeFault(operands.empty ? 113 : 111, operands.peek());
}

function parseComparison(operands: Operands): Comparison {
  const left = parseTerm(operands);
  const text = operands.rest.trimStart();
  const operator = OPERATORS.find((one) => text.startsWith(one));
  if (operator === undefined) throw new PipeFault(operands.empty ? 113 : 111, operands.peek());
  operands.rest = text.slice(operator.length);
  const right = [parseTerm(operands)];
  // one of several
  while (['=', '=='].includes(operator) && operands.rest.trimStart().startsWith(',')) {
    operands.rest = operands.rest.trimStart().slice(1);
    right.push(parseTerm(operands));
  }
  return { left, operator, right };
}

function holds({ left, operator, right }: Comparison, s: Pick, view: Rec): boolean {
  const value = (term: Term): Rec => {
    const part = term.kind === 'text' ? term.text : rangeOf(term.range, view);
    return s.anycase ? part.map((byte) => EBCDIC_TO_UPPER[byte]!) : part;
  };
  const strict = /==|<<|>>/.test(operator);
  const pad = strict ? undefined : s.pad;
  if (right.length > 1) {
    const one = value(left);
    return right.some((other) => compareBytes(one, value(other), pad) === 0);
  }
  const difference = compareBytes(value(left), value(right[0]!), pad);
  switch (operator) {
    case '=':
    case '==':
      return difference === 0;
    case '<':
    case '<<':
      return difference < 0;
    case '>':
    case '>>':
      return difference > 0;
    case '<=':
    case '<<=':
      return difference <= 0;
    case '>=':
    case '>>=':
      return difference >= 0;
    default:
      return difference !== 0;
  }
}

const hits = (s: Pick, view: Rec): boolean =>
  s.groups.some((group) => group.every((one) => holds(one, s, view)));

const picks = filter<Pick>(['PICK'], {
  first: false,
  views: true,
  parse(operands) {
    let pad: number | undefined = EBCDIC_BLANK;
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
    const groups: Comparison[][] = [[parseComparison(operands)]];
    while (!operands.empty) {
      if (operands.keyword('AND', '&')) groups.at(-1)!.push(parseComparison(operands));
      else if (part === 'from' && operands.keyword('COUNT')) {
        most = operands.number();
        operands.finish();
      } else if (operands.keyword('OR', '!', '|')) groups.push([parseComparison(operands)]);
      else throw new PipeFault(112, operands.rest.trim());
    }
    return { groups, pad, anycase, part, after, most, gone: 0, seen: false };
  },
  record(s, record, io, view) {
    const hit = hits(s, view);
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

const pick: StageKind = { ...picks, keeps: (state, view) => hits(state as Pick, view) };

/** The stages of this file. */
export const picking: readonly StageKind[] = [pick];
