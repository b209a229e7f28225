/** Built-in functions on words, which blanks separate (z/VM REXX/VM Reference, "Functions"). */
import { fail } from '../errors.js';
import { shortestPart } from '../value.js';
import type { Value } from '../value.js';
import { builtin, MOST_RESULT } from './arguments.js';
import type { Arguments, Builtin } from './arguments.js';

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

function subword(a: Arguments): string {
  const text = a.text(1);
  const first = a.position(2);
  const count = a.has(3) ? a.length(3) : undefined;
  const places = a.words.of(text);
  const start = places.start(first);
  if (start < 0 || count === 0) return '';
  if (count === undefined) return tailFrom(text, start);
  const last = first + count - 1;
  return places.start(last) < 0 ? tailFrom(text, start) : text.slice(start, places.end(last));
}

function delword(a: Arguments): string {
  const text = a.text(1);
  const first = a.position(2);
  const count = a.length(3, MOST_RESULT);
  const places = a.words.of(text);
  const start = places.start(first);
  if (start < 0 || count === 0) return text;
  const behind = places.start(first + count);
  return behind < 0 ? text.slice(0, start) : text.slice(0, start) + text.slice(behind);
}

/** Texts up to this length, and gaps up to that, are put together character by character. */
const SHORT_TEXT = 1000;
const SHORT_GAP = 8;

function space(a: Arguments): string {
  const text = a.text(1);
  const gap = a.length(2, 1);
  const pad = a.pad(3);
  if (text.length <= SHORT_TEXT && gap <= SHORT_GAP) return spaced(text, gap, pad.charCodeAt(0));
  const words = wordsOf(text);
  if (gap * words.length > MOST_RESULT) fail(5);
  return words.join(pad.repeat(gap));
}

function spaced(text: string, gap: number, pad: number): string {
  const codes: number[] = [];
  let behind = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BLANK) {
      behind = codes.length > 0;
      continue;
    }
    if (behind) for (let n = 0; n < gap; n++) codes.push(pad);
    behind = false;
    codes.push(code);
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
