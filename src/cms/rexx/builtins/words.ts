/** Built-in functions on words, which blanks separate (z/VM REXX/VM Reference, "Functions"). */
import { fail } from '../errors.js';
import { shortestPart } from '../value.js';
import type { Value } from '../value.js';
import { builtin, MOST_RESULT } from './arguments.js';
import type { Arguments, Builtin } from './arguments.js';
import { codeList } from './code-lists.js';
import type { WordCache, WordPlaces } from './word-places.js';

const BLANK = 0x20;

function word(a: Arguments): Value {
  const text = a.text(1);
  const n = a.position(2);
  const places = a.words.of(text);
  const start = places.start(n);
  return start < 0 ? '' : shortestPart(text, start, places.end(n));
}

function wordLength(a: Arguments): number {
  const text = a.text(1);
  const n = a.position(2);
  const places = a.words.of(text);
  const start = places.start(n);
  return start < 0 ? 0 : places.end(n) - start;
}

/** Whether a word stands at a place by itself. */
function standsAt(text: string, place: number, word: string): boolean {
  const end = place + word.length;
  return (
    (place === 0 || text.charCodeAt(place - 1) === BLANK) &&
    (end === text.length || text.charCodeAt(end) === BLANK) &&
    text.startsWith(word, place)
  );
}

/** Number of the word among others, from word `start` on, where a phrase begins; 0 when it is not there. */
function find(a: Arguments, phrase: string, text: string, start: number): number {
  const sought = wordsOf(phrase);
  const [first] = sought;
  if (first === undefined) return 0;
  const places = a.words.of(text);
  let at = places.start(start);
  if (at < 0) return 0;
  for (;;) {
    at = text.indexOf(first, at);
    if (at < 0) return 0;
    if (standsAt(text, at, first)) {
      const n = places.numberAt(at);
      let k = 1;
      while (k < sought.length) {
        const next = places.start(n + k);
        if (next < 0) return 0;
        if (!standsAt(text, next, sought[k]!)) break;
        k++;
      }
      if (k === sought.length) return n;
    }
    at++;
  }
}

function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (let at = 0; at < text.length;) {
    let end = text.indexOf(' ', at);
    if (end < 0) end = text.length;
    if (end > at) words.push(text.slice(at, end));
    at = end + 1;
  }
  return words;
}

/** What is left of a text from a place on, without blanks at the end. */
function tailFrom(text: string, from: number): string {
  let to = text.length;
  while (to > from && text.charCodeAt(to - 1) === BLANK) to--;
  return text.slice(from, to);
}

/** SUBWORD of a number of words. */
export function wordsFrom(text: string, first: number, count: number, places: WordPlaces): string {
  const start = places.start(first);
  if (start < 0 || count === 0) return '';
  const last = first + count - 1;
  return places.start(last) < 0 ? tailFrom(text, start) : text.slice(start, places.end(last));
}

function subword(a: Arguments): string {
  const text = a.text(1);
  const first = a.position(2);
  return wordsFrom(text, first, a.length(3, MOST_RESULT), a.words.of(text));
}

/** DELWORD of a number of words. */
export function withoutWords(
  text: string,
  first: number,
  count: number,
  places: WordPlaces,
): string {
  const start = places.start(first);
  if (start < 0 || count === 0) return text;
  const behind = places.start(first + count);
  return behind < 0 ? text.slice(0, start) : text.slice(0, start) + text.slice(behind);
}

function delword(a: Arguments): string {
  const text = a.text(1);
  const first = a.position(2);
  return withoutWords(text, first, a.length(3, MOST_RESULT), a.words.of(text));
}

/**
 * WORDPOS where no blank stands beside another, so that a phrase stands as it is; undefined otherwise.
 * @param words - words of texts
 */
export function phraseAt(phrase: string, text: string, words: WordCache): number | undefined {
  const { length } = phrase;
  if (length === 0 || phrase.charCodeAt(0) === BLANK || phrase.charCodeAt(length - 1) === BLANK)
    return undefined;
  if (phrase.includes('  ') || text.includes('  ')) return undefined;
  const places = words.of(text);
  if (places.start(1) < 0) return 0;
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1))
    if (standsAt(text, at, phrase)) return places.numberAt(at);
  return 0;
}

/** Texts up to this length, and gaps up to that, are put together character by character. */
const SHORT_TEXT = 1000;
const SHORT_GAP = 8;

function space(a: Arguments): string {
  const text = a.text(1);
  const gap = a.length(2, 1);
  const pad = a.pad(3);
  return spaced(text, gap, pad, a.words);
}

/** SPACE. */
export function spaced(text: string, gap: number, pad: string, cache: WordCache): string {
  if (text.length <= SHORT_TEXT && gap <= SHORT_GAP)
    return shortSpaced(text, gap, pad.charCodeAt(0), cache.of(text));
  const words = wordsOf(text);
  if (gap * words.length > MOST_RESULT) fail(5);
  return words.join(pad.repeat(gap));
}

function shortSpaced(text: string, gap: number, pad: number, places: WordPlaces): string {
  const count = places.count();
  if (count === 0) return '';
  let size = gap * (count - 1);
  for (let n = 1; n <= count; n++) size += places.end(n) - places.start(n);
  // nothing to be done
  if (gap === 1 && pad === BLANK && size === text.length) return text;
  const codes = codeList(size);
  let to = 0;
  for (let n = 1; n <= count; n++) {
    if (n > 1) for (let k = 0; k < gap; k++) codes[to++] = pad;
    const end = places.end(n);
    for (let at = places.start(n); at < end; at++) codes[to++] = text.charCodeAt(at);
  }
  return String.fromCharCode(...codes);
}

/** By name. */
export const WORD_FUNCTIONS: Readonly<Record<string, Builtin>> = {
  DELWORD: builtin(2, 3, delword),
  FIND: builtin(2, 3, (a) => find(a, a.text(2), a.text(1), a.position(3, 1))),
  SPACE: builtin(1, 3, space),
  SUBWORD: builtin(2, 3, subword),
  WORD: builtin(2, 2, word),
  WORDINDEX: builtin(2, 2, (a) => a.words.of(a.text(1)).start(a.position(2)) + 1),
  WORDLENGTH: builtin(2, 2, wordLength),
  WORDPOS: builtin(2, 3, (a) => find(a, a.text(1), a.text(2), a.position(3, 1))),
  WORDS: builtin(1, 1, (a) => a.words.of(a.text(1)).count()),
};
