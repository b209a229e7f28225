/** Built-in functions on words, which blanks separate (z/VM REXX/VM Reference, "Functions"). */
import { fail } from '../errors.js';
import { shortest } from '../value.js';
import { builtin, MOST_RESULT } from './arguments.js';
import type { Arguments, Builtin } from './arguments.js';

const BLANK = 0x20;

/** Where a word begins and ends; undefined when there are not so many. */
function wordAt(text: string, number: number): readonly [from: number, to: number] | undefined {
  let at = 0;
  for (let n = 1; ; n++) {
    while (text.charCodeAt(at) === BLANK) at++;
    if (at >= text.length) return undefined;
    let end = at + 1;
    while (end < text.length && text.charCodeAt(end) !== BLANK) end++;
    if (n === number) return [at, end];
    at = end;
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

function countWords(text: string): number {
  let count = 0;
  let inside = false;
  for (let i = 0; i < text.length; i++) {
    const blank = text.charCodeAt(i) === BLANK;
    if (!blank && !inside) count++;
    inside = !blank;
  }
  return count;
}

function word(a: Arguments): string {
  const text = a.text(1);
  const place = wordAt(text, a.position(2));
  return place === undefined ? '' : text.slice(place[0], place[1]);
}

function wordLength(a: Arguments): number {
  const place = wordAt(a.text(1), a.position(2));
  return place === undefined ? 0 : place[1] - place[0];
}

/** Position of the first of some words among others, by number. */
function find(phrase: string, text: string, start: number): number {
  const sought = wordsOf(phrase);
  const words = wordsOf(text);
  if (sought.length === 0) return 0;
  for (let i = start - 1; i + sought.length <= words.length; i++) {
    if (sought.every((one, k) => words[i + k] === one)) return i + 1;
  }
  return 0;
}

function subword(a: Arguments): string {
  const text = a.text(1);
  const first = a.position(2);
  const place = wordAt(text, first);
  if (place === undefined) return '';
  if (!a.has(3)) return text.slice(place[0]).replace(/ +$/, '');
  const count = a.length(3);
  if (count === 0) return '';
  const last = wordAt(text, first + count - 1);
  return last === undefined
    ? text.slice(place[0]).replace(/ +$/, '')
    : text.slice(place[0], last[1]);
}

function delword(a: Arguments): string {
  const text = a.text(1);
  const first = a.position(2);
  const place = wordAt(text, first);
  const count = a.length(3, MOST_RESULT);
  if (place === undefined || count === 0) return text;
  const behind = wordAt(text, first + count);
  return text.slice(0, place[0]) + (behind === undefined ? '' : text.slice(behind[0]));
}

function space(a: Arguments): string {
  const words = wordsOf(a.text(1));
  const gap = a.length(2, 1);
  if (gap * words.length > MOST_RESULT) fail(5);
  return words.join(a.pad(3).repeat(gap));
}

/** By name. */
export const WORD_FUNCTIONS: Readonly<Record<string, Builtin>> = {
  DELWORD: builtin(2, 3, delword),
  FIND: builtin(2, 3, (a) => find(a.text(2), a.text(1), a.position(3, 1))),
  SPACE: builtin(1, 3, space),
  SUBWORD: builtin(2, 3, subword),
  WORD: builtin(2, 2, (a) => shortest(word(a))),
  WORDINDEX: builtin(2, 2, (a) => (wordAt(a.text(1), a.position(2))?.[0] ?? -1) + 1),
  WORDLENGTH: builtin(2, 2, wordLength),
  WORDPOS: builtin(2, 3, (a) => find(a.text(1), a.text(2), a.position(3, 1))),
  WORDS: builtin(1, 1, (a) => countWords(a.text(1))),
};
