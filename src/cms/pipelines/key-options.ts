/** How SORT, MERGE, UNIQUE, COLLATE, LOOKUP and PICK compare: PAD, NOPAD, ANYCASE, and key fields. */
import { compareBytes } from './bytes.js';
import type { Operands } from './operands.js';
import { PipeFault } from './pipe-fault.js';
import type { Rec } from './pipe-set.js';
import { parseRange, rangeFollows, rangeOf, WHOLE, type InputRange } from './ranges.js';
import { folded } from './text.js';

/** Width of the count in front of a record. */
export const COUNT_WIDTH = 10;

/** What keys are filled up with, and whether case counts. */
export interface KeyRules {
  readonly pad: number | undefined;
  readonly anycase: boolean;
}

/** One of several key fields. */
export interface Key {
  readonly range: InputRange;
  readonly descending: boolean;
  /** PAD of this key alone; `rules`: that of all. */
  readonly pad: number | undefined | 'rules';
}

/** Words for "without regard to case". */
export const ANYCASE = [
  ...['ANYCase', 'CASEANY', 'CASEIGNORE', 'CASEI', 'IGNORECASE', 'CASELESS'],
] as const;

/** Reads PAD, NOPAD and ANYCASE in any order. */
export function parseKeyRules(operands: Operands): KeyRules {
  // without PAD a key that is shorter is another key
  let pad: number | undefined;
  let anycase = false;
  for (;;) {
    if (operands.keyword('PAD')) pad = operands.character();
    else if (operands.keyword('NOPAD')) pad = undefined;
    else if (operands.keyword(...ANYCASE)) anycase = true;
    else return { pad, anycase };
  }
}

const MOST_KEYS = 10;

function direction(operands: Operands): boolean {
  if (operands.keyword('Descending')) return true;
  operands.keyword('Ascending');
  return false;
}

function keyPad(operands: Operands): Key['pad'] {
  if (operands.keyword('NOPAD')) return undefined;
  return operands.keyword('PAD') ? operands.character() : 'rules';
}

/** Reads key fields with their directions; the whole record when there is none. */
export function parseKeys(operands: Operands): Key[] {
  const keys: Key[] = [];
  while (rangeFollows(operands)) {
    if (keys.length === MOST_KEYS) throw new PipeFault(92);
    const range = parseRange(operands);
    keys.push({ range, descending: direction(operands), pad: keyPad(operands) });
  }
  if (keys.length === 0) {
    keys.push({ range: WHOLE, descending: direction(operands), pad: 'rules' });
  }
  return keys;
}

/** The key of a record, in upper case when case does not count. */
export function keyOf(rules: KeyRules, range: InputRange, record: Rec): Rec {
  const part = rangeOf(range, record);
  return rules.anycase ? folded(part) : part;
}

/** Compares two keys. */
export const compareKeys = (rules: KeyRules, a: Rec, b: Rec): number =>
  compareBytes(a, b, rules.pad);

const WIDE = new TextDecoder('utf-16le', { ignoreBOM: true });

/** The key as text, pads taken away: keys that compare equal are equal. */
export function keyText(rules: KeyRules, key: Rec): string {
  let end = key.length;
  if (rules.pad !== undefined) while (end > 0 && key[end - 1] === rules.pad) end--;
  if (end < 64) return String.fromCharCode(...key.subarray(0, end));
  // every byte becomes the character of its number
  return WIDE.decode(new Uint16Array(key.subarray(0, end)));
}
