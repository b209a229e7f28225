/**
 * The method LZW of VMARC: a learned string is one that was written before and the character that came behind it. Places
 * on which no other string is built are given away anew (T. Welch, "A Technique for High-Performance Data Compression",
 * with the replacement of John Fisher's VMARC). Characters are the codes 0 to 256. Plain data, changed in place.
 */
import { ATOMS, CODES, newPlaces, nextPlace, NONE, type CodePlaces } from './code-table.js';

/** What both directions know. */
export interface LzwTable {
  readonly places: CodePlaces;
  /** The string in front of the last character, and that character. */
  readonly before: Int16Array;
  readonly last: Uint16Array;
}

function newTable(): LzwTable {
  const before = new Int16Array(CODES).fill(NONE);
  const last = new Uint16Array(CODES);
  for (let code = 0; code < ATOMS; code++) last[code] = code;
  return { places: newPlaces(), before, last };
}

/** Takes a place for a string behind `before`; NONE when there is none. What it held is forgotten, in `known` too. */
function learn(table: LzwTable, before: number, known?: Map<number, number>): number {
  const { places } = table;
  places.uses[before]!++;
  const at = nextPlace(places);
  if (at === NONE) {
    places.uses[before]!--;
    return NONE;
  }
  const old = table.before[at]!;
  if (old !== NONE) {
    places.uses[old]!--;
    known?.delete(keyOf(old, table.last[at]!));
  }
  places.last = at;
  table.before[at] = before;
  return at;
}

const keyOf = (before: number, character: number): number => before * 512 + character;

/** Writing. */
export interface LzwEncoder {
  readonly table: LzwTable;
  /** Learned strings by the string in front and the last character. */
  readonly known: Map<number, number>;
  /** The longest string that fits so far. */
  current: number;
}

/** Starts to write. */
export function newLzwEncoder(): LzwEncoder {
  return { table: newTable(), known: new Map(), current: NONE };
}

/** Takes a character; the code that is to be written, or NONE. */
export function encodeLzw(state: LzwEncoder, character: number): number {
  const { table, known, current } = state;
  if (current === NONE) {
    state.current = character;
    return NONE;
  }
  const key = keyOf(current, character);
  const longer = known.get(key);
  if (longer !== undefined) {
    state.current = longer;
    return NONE;
  }
  const at = learn(table, current, known);
  if (at !== NONE) {
    table.last[at] = character;
    known.set(key, at);
  }
  state.current = character;
  return current;
}

/** Reading. */
export interface LzwDecoder {
  readonly table: LzwTable;
  /** The place whose last character is the first of the string that comes next; NONE. */
  open: number;
}

/** Starts to read. */
export function newLzwDecoder(): LzwDecoder {
  return { table: newTable(), open: NONE };
}

/** Puts the characters of a code behind `out`; false when no such string has been learned. */
export function decodeLzw(state: LzwDecoder, code: number, out: number[]): boolean {
  const { table } = state;
  if (code >= ATOMS && table.before[code] === NONE) return false;
  const characters: number[] = [];
  for (let at = code; at !== NONE; at = table.before[at]!) {
    characters.push(at);
    if (characters.length > CODES) return false;
  }
  const first = table.last[characters.at(-1)!]!;
  if (state.open !== NONE) table.last[state.open] = first;
  for (let i = characters.length - 1; i >= 0; i--) out.push(table.last[characters[i]!]!);
  state.open = learn(table, code);
  return true;
}
