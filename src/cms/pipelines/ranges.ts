/**
 * Input ranges: columns, words and fields of a record (CMS Pipelines, "inputRange"): `1-8`, `1.8`, `-8;-1`, `*`,
 * `word 2`, `w1-3`, `fields 2`, `words sep x 2`, `substr 1-2 of w3`; several in parentheses.
 */
import { EBCDIC_BLANK } from '../../shared/ebcdic.js';
import type { Operands } from './operands.js';
import { characterCode } from './operands.js';
import { PipeFault } from './pipe-fault.js';
import type { InputRange } from './pipe-set.js';
import { elementAt, resolveMember, segmentsOf } from './structures.js';

export type { InputRange } from './pipe-set.js';

const TAB = 0x05;
/** Most substrings of each other. */
const MOST_NESTED = 10;
/** Most ranges in one operand. */
const MOST_RANGES = 10;

/** The whole record. */
export const WHOLE: InputRange = {
  unit: 'column',
  first: 1,
  last: Infinity,
  separator: EBCDIC_BLANK,
};

const POSITION = String.raw`(-?\d{1,9}|\*)`;
const FORMS = [
  new RegExp(`^${POSITION}()$`),
  new RegExp(`^${POSITION}([-;])${POSITION}$`),
  new RegExp(String.raw`^${POSITION}(\.)(\d{1,9}|\*)$`),
];

function positions(text: string): { first: number; last: number } | undefined {
  const match = FORMS.map((form) => form.exec(text)).find((found) => found !== null);
  if (match === undefined) return undefined;
  const [, from = '', how = '', to = ''] = match;
  const first = from === '*' ? 1 : Number(from);
  if (first === 0) return undefined;
  if (how === '') return { first, last: from === '*' ? Infinity : first };
  if (how === '.') {
    if (to === '*') return { first, last: Infinity };
    if (Number(to) === 0) return undefined;
    const last = first + Number(to) - 1;
    return { first, last: first < 0 && last >= 0 ? -1 : last };
  }
  const last = to === '*' ? Infinity : Number(to);
  if (last === 0) return undefined;
  if (how === '-' && (first < 0 || last < first)) return undefined;
  return { first, last };
}

/** The words that begin a range with a unit. */
const UNIT = /^(WORDS?|W|FIELDS?|F)(?=$|-?\d|\*)/i;
const MEMBER = /^MEM(B|BE|BER)?$/i;
const SEPARATOR = /^(WORDSEParator|WORDSEP|WS|FIELDSEParator|FIELDSEP|FS|TABulate)$/i;

/** Whether a range follows. */
export function rangeFollows(operands: Operands): boolean {
  const word = operands.peek();
  if (word.startsWith('(')) return true;
  return (
    MEMBER.test(word) ||
    UNIT.test(word) ||
    SEPARATOR.test(word) ||
    /^SUBSTR/i.test(word) ||
    positions(word) !== undefined
  );
}

/** Reads a range. `separators` are those that an operand before has set. */
export function parseRange(
  operands: Operands,
  separators: { word: number; field: number } = { word: EBCDIC_BLANK, field: TAB },
  depth = 0,
): InputRange {
  let word = operands.required();
  while (SEPARATOR.test(word)) {
    if (/^T/i.test(word)) separators.field = TAB;
    else {
      const code = characterCode(operands.required());
      if (code === undefined) throw new PipeFault(50, word);
      if (/^W/i.test(word)) separators.word = code;
      else separators.field = code;
    }
    word = operands.required();
  }
  if (/^SUBSTR(I|IN|ING)?$/i.test(word)) {
    const inner = parseRange(operands, { ...separators });
    if (!operands.keyword('OF')) throw new PipeFault(113);
    if (++depth > MOST_NESTED) throw new PipeFault(56);
    return { ...inner, of: parseRange(operands, separators, depth) };
  }
  if (MEMBER.test(word)) return memberRange(operands, operands.required());
  const unit = UNIT.exec(word);
  if (unit !== null) {
    const kind = /^W/i.test(unit[1]!) ? 'word' : 'field';
    let text = word.slice(unit[0].length);
    if (text === '') text = operands.required();
    const found = positions(text);
    if (found === undefined) throw new PipeFault(54, text);
    return { unit: kind, ...found, separator: separators[kind] };
  }
  const found = positions(word);
  if (found === undefined) throw new PipeFault(54, word);
  return { unit: 'column', ...found, separator: separators.word };
}

/** The columns of a member of a structure. Throws a PipeFault. */
export function memberRange(operands: Operands, name: string): InputRange {
  const place = resolveMember(segmentsOf(name), operands.naming);
  const first = elementAt(place, (subscript) => subscript) + 1;
  const last = place.length === Infinity ? Infinity : first + place.length - 1;
  return { unit: 'column', first, last, separator: EBCDIC_BLANK };
}

/** One range, or several in parentheses; none when no range follows. */
export function parseRanges(operands: Operands): InputRange[] {
  if (!rangeFollows(operands)) return [];
  operands.rest = operands.rest.trimStart();
  if (!operands.rest.startsWith('(')) return [parseRange(operands)];
  const end = operands.rest.indexOf(')');
  if (end < 0) throw new PipeFault(57);
  const inner = operands.part(operands.rest.slice(1, end));
  operands.rest = operands.rest.slice(end + 1);
  const ranges: InputRange[] = [];
  while (!inner.empty) {
    if (ranges.length === MOST_RANGES) throw new PipeFault(56);
    ranges.push(parseRange(inner));
  }
  if (ranges.length === 0) throw new PipeFault(55);
  return ranges;
}

/** Where a range lies in a record: first byte and the one behind the last; both the same when it is not there. */
export function locateRange(range: InputRange, record: Uint8Array): readonly [number, number] {
  if (range.of !== undefined) {
    const [start, end] = locateRange(range.of, record);
    const [from, to] = locateRange({ ...range, of: undefined }, record.subarray(start, end));
    return [start + from, start + to];
  }
  switch (range.unit) {
    case 'column': {
      const { first, last } = range;
      const length = record.length;
      const from = first > 0 ? first - 1 : Math.max(0, length + first);
      const to = last > 0 ? Math.min(last, length) : length + last + 1;
      return from < to ? [from, to] : [Math.min(from, length), Math.min(from, length)];
    }
    case 'word':
      return pick(range, words, record);
    case 'field':
      return pick(range, fields, record);
  }
}

/** Where words or fields begin and end: the one behind a place, and the one in front of it; undefined: there is none. */
interface Unit {
  next(record: Uint8Array, separator: number, from: number): Bounds | undefined;
  before(record: Uint8Array, separator: number, to: number): Bounds | undefined;
  /** Bytes between the end of one and the place where the next one is looked for. */
  readonly gap: number;
}

type Bounds = readonly [from: number, to: number];

const words: Unit = {
  gap: 0,
  next(record, separator, from) {
    const { length } = record;
    while (from < length && record[from] === separator) from++;
    if (from >= length) return undefined;
    let to = from;
    while (to < length && record[to] !== separator) to++;
    return [from, to];
  },
  before(record, separator, to) {
    while (to > 0 && record[to - 1] === separator) to--;
    if (to <= 0) return undefined;
    let from = to;
    while (from > 0 && record[from - 1] !== separator) from--;
    return [from, to];
  },
};

const fields: Unit = {
  gap: 1,
  next(record, separator, from) {
    if (from > record.length) return undefined;
    const to = record.indexOf(separator, from);
    return [from, to < 0 ? record.length : to];
  },
  before(record, separator, to) {
    if (to < 0) return undefined;
    return [to === 0 ? 0 : record.lastIndexOf(separator, to - 1) + 1, to];
  },
};

/**
 * The word or field of a number, from the end when it is negative. When there are not so many it is the last one on
 * that way, and not the one that was asked for.
 */
function unitAt(
  unit: Unit,
  record: Uint8Array,
  separator: number,
  number: number,
): { readonly bounds: Bounds | undefined; readonly whole: boolean } {
  let bounds: Bounds | undefined;
  const forwards = number > 0;
  for (let left = Math.abs(number); left > 0; left--) {
    const next: Bounds | undefined = forwards
      ? unit.next(record, separator, bounds === undefined ? 0 : bounds[1] + unit.gap)
      : unit.before(
          record,
          separator,
          (bounds === undefined ? record.length + unit.gap : bounds[0]) - unit.gap,
        );
    if (next === undefined) return { bounds, whole: false };
    bounds = next;
  }
  return { bounds, whole: true };
}

function pick({ first, last, separator }: InputRange, unit: Unit, record: Uint8Array): Bounds {
  const none = [record.length, record.length] as const;
  const start = unitAt(unit, record, separator, first);
  // from the end a range begins with the first one there is
  if (start.bounds === undefined || (first > 0 && !start.whole)) return none;
  const [from] = start.bounds;
  if (last === Infinity)
    return first > 0
      ? [from, record.length]
      : [from, unitAt(unit, record, separator, -1).bounds![1]];
  const end = unitAt(unit, record, separator, last);
  if (end.bounds === undefined || (last < 0 && !end.whole)) return none;
  const [, to] = end.bounds;
  return from > to ? none : [from, to];
}

/** The bytes of a range. */
export function rangeOf(range: InputRange, record: Uint8Array): Uint8Array {
  const [from, to] = locateRange(range, record);
  return from === 0 && to === record.length ? record : record.subarray(from, to);
}
