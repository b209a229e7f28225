/**
 * Functions of REXX on strings and words as expressions of SPECS call them with records: on bytes, since a record of a
 * megabyte would take longer to become a text, and to come back, than it takes to do what is asked (z/VM REXX/VM
 * Reference, "Functions").
 */
import { fromEbcdic, toEbcdic } from '../../shared/ebcdic.js';
import { EMPTY, findBytes, findLastBytes, joined, membersOf } from './bytes.js';
import { MOST_RECORD, type Rec } from './pipe-set.js';
import { bounded, one, padOf, whole, without, type TextFunction } from './specs-text-arguments.js';
import { WORD_FUNCTIONS } from './specs-word-functions.js';
import { folded } from './text.js';

/** Letters in lower case, as REXX has them. */
const LOWER = Uint8Array.from(
  { length: 256 },
  (_, code) => toEbcdic(fromEbcdic(Uint8Array.of(code)).toLowerCase())[0]!,
);

/** A text cut at a place, or filled up to it. */
function upTo(text: Rec, at: number, pad: number): Rec {
  if (at <= text.length) return text.subarray(0, at);
  const out = new Uint8Array(bounded(at)).fill(pad);
  out.set(text);
  return out;
}

/** INSERT and OVERLAY: a piece put into a text at a place from 0, in front of what is `behind` it. */
function put(args: readonly Rec[], at: number, over: boolean): Rec | undefined {
  const [piece = EMPTY, text = EMPTY] = args;
  const length = whole(args[3], 0, piece.length);
  const pad = padOf(args[4]);
  if (Number.isNaN(at + length + pad)) return undefined;
  const parts = [upTo(text, at, pad), upTo(piece, length, pad)];
  parts.push(text.subarray(over ? at + length : at));
  bounded(parts.reduce((sum, part) => sum + part.length, 0));
  return joined(parts);
}

function translated(text: Rec, to: Rec, from: Rec | undefined, pad: number): Rec {
  // what stands twice counts once
  const table = Uint8Array.from({ length: 256 }, (_, code) =>
    from === undefined ? (to[code] ?? pad) : code,
  );
  const last = Math.min(from?.length ?? 0, MOST_RECORD) - 1;
  for (let i = last; i >= 0; i--) table[from![i]!] = to[i] ?? pad;
  const out = new Uint8Array(text.length);
  for (let i = 0; i < out.length; i++) out[i] = table[text[i]!]!;
  return out;
}

/** How often a character is in a text. */
function countOf(byte: number, text: Rec): number {
  let count = 0;
  for (let i = 0; i < text.length; i++) if (text[i] === byte) count++;
  return count;
}

/** Places of a string in a text that do not overlap. */
function placesOf(needle: Rec, text: Rec): number[] {
  const places: number[] = [];
  const { length } = needle;
  for (let at = 0; length > 0;) {
    const found = findBytes(text, needle, at);
    if (found < 0) break;
    places.push(found);
    at = found + length;
  }
  return places;
}

/** COUNTSTR. */
const counted = (needle: Rec, text: Rec): number =>
  needle.length === 1 ? countOf(needle[0]!, text) : placesOf(needle, text).length;

/** CHANGESTR of a character. */
function changedCharacter(byte: number, text: Rec, by: Rec): Rec {
  const out = new Uint8Array(bounded(text.length + countOf(byte, text) * (by.length - 1)));
  let to = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] !== byte) out[to++] = text[i]!;
    else for (let k = 0; k < by.length; k++) out[to++] = by[k]!;
  }
  return out;
}

/** CHANGESTR: a string in a text with all of another in its places. */
function changed(needle: Rec, text: Rec, by: Rec): Rec {
  if (needle.length === 1) return changedCharacter(needle[0]!, text, by);
  const places = placesOf(needle, text);
  const out = new Uint8Array(bounded(text.length + places.length * (by.length - needle.length)));
  let from = 0;
  let to = 0;
  for (const place of places) {
    while (from < place) out[to++] = text[from++]!;
    for (let i = 0; i < by.length; i++) out[to++] = by[i]!;
    from += needle.length;
  }
  out.set(text.subarray(from), to);
  return out;
}

/** VERIFY: the first place from one on of a character that is not one of some, or (`match`) that is; 0: there is none. */
function verified(text: Rec, characters: Rec, match: boolean, start: number): number {
  const members = membersOf(characters);
  const wanted = match ? 1 : 0;
  let at = start - 1;
  while (at < text.length && members[text[at]!] !== wanted) at++;
  return at < text.length ? at + 1 : 0;
}

/** COMPARE: the first place where two texts differ, the shorter one filled with a pad; 0: nowhere. */
function differing(a: Rec, b: Rec, pad: number): number {
  const [long, short] = a.length >= b.length ? [a, b] : [b, a];
  let at = 0;
  while (at < short.length && long[at] === short[at]) at++;
  if (at === short.length) while (at < long.length && long[at] === pad) at++;
  return at === long.length ? 0 : at + 1;
}

/** The letter of an option of VERIFY; undefined: it is none. */
function optionOf(arg: Rec | undefined): 'N' | 'M' | undefined {
  if (arg === undefined) return 'N';
  const letter = fromEbcdic(folded(arg.subarray(0, 1)));
  return letter === 'N' || letter === 'M' ? letter : undefined;
}

/** ABBREV: whether a text begins with a piece that is long enough. */
function abbreviates(piece: Rec, text: Rec, least: number): boolean {
  if (piece.length < least || piece.length > text.length) return false;
  let at = 0;
  while (at < piece.length && piece[at] === text[at]) at++;
  return at === piece.length;
}

/** By name, in lower case. */
export const TEXT_FUNCTIONS: Readonly<Record<string, TextFunction>> = {
  ...WORD_FUNCTIONS,
  insert: { least: 2, most: 5, run: (a) => put(a, whole(a[2], 0, 0), false) },
  overlay: { least: 2, most: 5, run: (a) => put(a, whole(a[2], 1, 1) - 1, true) },
  delstr: {
    ...{ least: 2, most: 3 },
    run: (a) => {
      const from = whole(a[1], 1, 1) - 1;
      const length = whole(a[2], 0, MOST_RECORD);
      return Number.isNaN(from + length) ? undefined : without(one(a, 0), from, from + length);
    },
  },
  translate: {
    ...{ least: 1, most: 4 },
    run: (a) => {
      if (a.length === 1) return folded(one(a, 0));
      const pad = padOf(a[3]);
      return Number.isNaN(pad) ? undefined : translated(one(a, 0), one(a, 1), a[2], pad);
    },
  },
  lower: {
    ...{ least: 1, most: 1 },
    run: (a) => {
      const text = one(a, 0);
      const out = new Uint8Array(text.length);
      for (let i = 0; i < out.length; i++) out[i] = LOWER[text[i]!]!;
      return out;
    },
  },
  abbrev: {
    ...{ least: 2, most: 3 },
    run: (a) => {
      const least = whole(a[2], 0, one(a, 1).length);
      if (Number.isNaN(least)) return undefined;
      return abbreviates(one(a, 1), one(a, 0), least) ? 1 : 0;
    },
  },
  changestr: { least: 3, most: 3, run: (a) => changed(one(a, 0), one(a, 1), one(a, 2)) },
  countstr: { least: 2, most: 2, run: (a) => counted(one(a, 0), one(a, 1)) },
  verify: {
    ...{ least: 2, most: 4 },
    run: (a) => {
      const option = optionOf(a[2]);
      const start = whole(a[3], 1, 1);
      if (option === undefined || Number.isNaN(start)) return undefined;
      return verified(one(a, 0), one(a, 1), option === 'M', start);
    },
  },
  compare: {
    ...{ least: 2, most: 3 },
    run: (a) => {
      const pad = padOf(a[2]);
      return Number.isNaN(pad) ? undefined : differing(one(a, 0), one(a, 1), pad);
    },
  },
  lastpos: {
    ...{ least: 2, most: 3 },
    run: (a) => {
      const [needle, text] = [one(a, 0), one(a, 1)];
      const start = whole(a[2], 1, Math.max(1, text.length));
      if (Number.isNaN(start)) return undefined;
      if (needle.length === 0) return 0;
      return findLastBytes(text, needle, 0, Math.min(start, text.length)) + 1;
    },
  },
};
