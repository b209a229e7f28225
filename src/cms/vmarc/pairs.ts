/**
 * The method S2 of VMARC: a learned string is two strings that were written one behind the other. Reading needs the
 * pairs only; writing looks for the longest string that fits, from each string on among those that begin with it.
 * Characters are the codes 0 to 256. Plain data, changed in place.
 */
import { ATOMS, CODES, newPlaces, nextPlace, NONE, type CodePlaces } from './code-table.js';

/** Longest learned string. */
export const LONGEST_STRING = 2048;

/** What both directions know. */
export interface PairTable {
  readonly places: CodePlaces;
  readonly left: Int16Array;
  readonly right: Int16Array;
  readonly lengths: Uint16Array;
  /** The first string that begins with this one, and the next that begins with the same one as this. */
  readonly children: Int16Array;
  readonly sibling: Int16Array;
  /** The code before; NONE at first. */
  before: number;
}

/** Nothing learned. */
export function newPairs(): PairTable {
  const none = (): Int16Array => new Int16Array(CODES).fill(NONE);
  return {
    places: newPlaces(),
    ...{ left: none(), right: none(), children: none(), sibling: none() },
    lengths: new Uint16Array(CODES).fill(1),
    before: NONE,
  };
}

function unlink(table: PairTable, at: number): void {
  const parent = table.left[at]!;
  let one = table.children[parent]!;
  if (one === at) {
    table.children[parent] = table.sibling[at]!;
    return;
  }
  while (table.sibling[one] !== at) one = table.sibling[one]!;
  table.sibling[one] = table.sibling[at]!;
}

/** Learns the string of the code before and this one. */
export function learnPair(table: PairTable, code: number): void {
  const { before: left, places, lengths } = table;
  table.before = code;
  if (left === NONE) return;
  const length = lengths[left]! + lengths[code]!;
  if (length - 2 > LONGEST_STRING - 1) return;
  places.uses[left]!++;
  places.uses[code]!++;
  const at = nextPlace(places);
  if (at === NONE) {
    places.uses[left]!--;
    places.uses[code]!--;
    return;
  }
  if (table.left[at] !== NONE) {
    unlink(table, at);
    places.uses[table.left[at]!]!--;
    places.uses[table.right[at]!]!--;
  }
  table.left[at] = left;
  table.right[at] = code;
  lengths[at] = length;
  table.sibling[at] = table.children[left]!;
  table.children[left] = at;
  places.last = at;
}

/** Puts the characters of a code behind `out`; false when no such string has been learned. */
export function pairCharacters(table: PairTable, code: number, out: number[]): boolean {
  if (code >= ATOMS && table.left[code] === NONE) return false;
  const todo = [code];
  while (todo.length > 0) {
    const at = todo.pop()!;
    if (at < ATOMS) out.push(at);
    else todo.push(table.right[at]!, table.left[at]!);
  }
  return true;
}

/** Whether the characters of a string stand at a place of the input. */
function fits(table: PairTable, code: number, input: readonly number[], from: number): boolean {
  const todo = [code];
  let at = from;
  while (todo.length > 0) {
    const one = todo.pop()!;
    if (one >= ATOMS) todo.push(table.right[one]!, table.left[one]!);
    else if (input[at++] !== one) return false;
  }
  return true;
}

/** The longest string that is found at a place of the input, and how much work it was to find it. */
export function longestPair(
  table: PairTable,
  input: readonly number[],
  from: number,
): { readonly code: number; readonly work: number } {
  let code = input[from]!;
  let work = 1;
  for (let one = table.children[code]!; one !== NONE;) {
    work++;
    const right = table.right[one]!;
    const end = from + table.lengths[one]!;
    if (end <= input.length && fits(table, right, input, from + table.lengths[code]!)) {
      code = one;
      work += table.lengths[right]! >> 2;
      one = table.children[one]!;
    } else one = table.sibling[one]!;
  }
  return { code, work };
}
