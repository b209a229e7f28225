/** Functions of REXX on words as expressions of SPECS call them with records (z/VM REXX/VM Reference, "Functions"). */
import { EBCDIC_BLANK } from '../../shared/ebcdic.js';
import { findBytes, joined } from './bytes.js';
import { MOST_RECORD, type Rec } from './pipe-set.js';
import { locateRange } from './ranges.js';
import { bounded, one, padOf, whole, without, type TextFunction } from './specs-text-arguments.js';

/** Where a word begins and the place behind it; -1 when there are not so many. */
function wordAt(text: Rec, n: number): readonly [number, number] {
  const [from, to] = locateRange(
    { unit: 'word', first: n, last: n, separator: EBCDIC_BLANK },
    text,
  );
  return from === to ? [-1, -1] : [from, to];
}

/** SPACE: words with so many pads between them. */
function spaced(text: Rec, gap: number, pad: number): Rec {
  let length = 0;
  let words = 0;
  let before = EBCDIC_BLANK;
  for (let i = 0; i < text.length; i++) {
    const byte = text[i]!;
    if (byte !== EBCDIC_BLANK) {
      length++;
      if (before === EBCDIC_BLANK) words++;
    }
    before = byte;
  }
  const out = new Uint8Array(bounded(length + gap * Math.max(0, words - 1))).fill(pad);
  let to = -gap;
  before = EBCDIC_BLANK;
  for (let i = 0; i < text.length; i++) {
    const byte = text[i]!;
    if (byte !== EBCDIC_BLANK) {
      if (before === EBCDIC_BLANK) to += gap;
      out[to++] = byte;
    }
    before = byte;
  }
  return out;
}

/** The end of the word of a text that begins at a place. */
function wordEnd(text: Rec, from: number): number {
  let end = from;
  while (end < text.length && text[end] !== EBCDIC_BLANK) end++;
  return end;
}

/** Where the next word of a text begins, from a place on; its length when there is none. */
function nextWord(text: Rec, from: number): number {
  let at = from;
  while (at < text.length && text[at] === EBCDIC_BLANK) at++;
  return at;
}

const EDGE = Uint8Array.of(EBCDIC_BLANK);

/** The number of the word at a place of a text, when that at `start` has the number `first`. */
function numberAt(text: Rec, place: number, start: number, first: number): number {
  let number = first;
  for (let at = start + 1; at <= place; at++) {
    if (text[at] !== EBCDIC_BLANK && text[at - 1] === EBCDIC_BLANK) number++;
  }
  return number;
}

/** Whether words, one blank between them, stand at a place of a text, and the place behind what has been compared. */
function stands(words: Rec, text: Rec, place: number): readonly [boolean, number] {
  let at = place;
  for (let i = 0; i < words.length; i++) {
    if (text[at] !== words[i]) return [false, at];
    at++;
    if (words[i] === EBCDIC_BLANK) while (text[at] === EBCDIC_BLANK) at++;
  }
  return [(text[at] ?? EBCDIC_BLANK) === EBCDIC_BLANK, at];
}

/** The number of the word, from one on, where the words of a phrase stand in a text; 0: they do not. */
function phraseAt(phrase: Rec, text: Rec, first: number): number {
  const sought = spaced(phrase, 1, EBCDIC_BLANK);
  const [start] = wordAt(text, first);
  if (sought.length === 0 || start < 0) return 0;
  const word = sought.subarray(0, wordEnd(sought, 0));
  let spent = 0;
  for (let at = start; ;) {
    const found = findBytes(text, word, at);
    if (found < 0) return 0;
    if (found === 0 || text[found - 1] === EBCDIC_BLANK) {
      const [all, behind] = stands(sought, text, found);
      if (all) return numberAt(text, found, start, first);
      // one that is nearly there at every word is looked for in another way
      spent += behind - found;
      if (spent > text.length) break;
    }
    // what is a part of a word is not looked for in the rest of that
    at = text.indexOf(EBCDIC_BLANK, found);
    if (at < 0) return 0;
  }
  const words = joined([EDGE, spaced(text.subarray(start), 1, EBCDIC_BLANK), EDGE]);
  const found = findBytes(words, joined([EDGE, sought, EDGE]));
  return found < 0 ? 0 : numberAt(words, found + 1, 1, first);
}

/** JUSTIFY: words spread over a length; what is too long loses its end first. */
function justified(text: Rec, length: number, pad: number): Rec {
  let used = 0;
  let words = 0;
  for (let at = nextWord(text, 0); at < text.length;) {
    const room = length - used - words;
    if (room <= 0) break;
    const end = wordEnd(text, at);
    used += Math.min(room, end - at);
    words++;
    at = nextWord(text, end);
  }
  const out = new Uint8Array(bounded(length)).fill(pad);
  const narrow = words > 1 ? Math.floor((length - used) / (words - 1)) : 0;
  // what is left over goes to the gaps at the left
  let more = words > 1 ? (length - used) % (words - 1) : 0;
  let at = nextWord(text, 0);
  for (let to = 0, left = used; words > 0; words--, more--) {
    const end = wordEnd(text, at);
    const part = Math.min(left, end - at);
    for (let i = 0; i < part; i++) out[to++] = text[at + i]!;
    left -= part;
    to += narrow + (more > 0 ? 1 : 0);
    at = nextWord(text, end);
  }
  return out;
}

/** By name, in lower case. */
export const WORD_FUNCTIONS: Readonly<Record<string, TextFunction>> = {
  space: {
    ...{ least: 1, most: 3 },
    run: (a) => {
      const gap = whole(a[1], 0, 1);
      const pad = padOf(a[2]);
      return Number.isNaN(gap + pad) ? undefined : spaced(one(a, 0), gap, pad);
    },
  },
  delword: {
    ...{ least: 2, most: 3 },
    run: (a) => {
      const text = one(a, 0);
      const first = whole(a[1], 1, 1);
      const count = whole(a[2], 0, MOST_RECORD);
      if (Number.isNaN(first + count)) return undefined;
      const [from] = wordAt(text, first);
      if (from < 0 || count === 0) return text;
      const rest = text.subarray(from);
      const [behind] = wordAt(rest, count + 1);
      return without(text, from, behind < 0 ? text.length : from + behind);
    },
  },
  justify: {
    ...{ least: 2, most: 3 },
    run: (a) => {
      const length = whole(a[1], 0, 0);
      const pad = padOf(a[2]);
      return Number.isNaN(length + pad) ? undefined : justified(one(a, 0), length, pad);
    },
  },
  wordindex: {
    ...{ least: 2, most: 2 },
    run: (a) => {
      const n = whole(a[1], 1, 1);
      return Number.isNaN(n) ? undefined : wordAt(one(a, 0), n)[0] + 1;
    },
  },
  wordlength: {
    ...{ least: 2, most: 2 },
    run: (a) => {
      const n = whole(a[1], 1, 1);
      if (Number.isNaN(n)) return undefined;
      const [from, to] = wordAt(one(a, 0), n);
      return to - from;
    },
  },
  find: {
    ...{ least: 2, most: 3 },
    run: (a) => {
      const first = whole(a[2], 1, 1);
      return Number.isNaN(first) ? undefined : phraseAt(one(a, 1), one(a, 0), first);
    },
  },
  wordpos: {
    ...{ least: 2, most: 3 },
    run: (a) => {
      const first = whole(a[2], 1, 1);
      return Number.isNaN(first) ? undefined : phraseAt(one(a, 0), one(a, 1), first);
    },
  },
};
