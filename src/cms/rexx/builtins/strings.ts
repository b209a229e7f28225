/** Built-in functions on strings (z/VM REXX/VM Reference, "Functions"). */
import { fail } from '../errors.js';
import { builtin, MOST_RESULT } from './arguments.js';
import type { Arguments, Builtin } from './arguments.js';
import { shortest } from '../value.js';
import { characterOf, codeOf } from '../character-codes.js';
import { codeList, PIECE } from './code-lists.js';
import { translate } from './translate.js';

const BLANK = 0x20;

function filled(pad: string, length: number): string {
  return length <= 0 ? '' : pad.repeat(length);
}

/** CENTER. */
export function centered(text: string, length: number, pad: string): string {
  const room = length - text.length;
  if (room >= 0) {
    const left = room >> 1;
    return filled(pad, left) + text + filled(pad, room - left);
  }
  const cut = -room >> 1;
  return text.slice(cut, cut + length);
}

function abbrev(a: Arguments): number {
  const text = a.text(1);
  const short = a.text(2);
  const least = a.length(3, short.length);
  return short.length >= least && text.startsWith(short) ? 1 : 0;
}

/** COMPARE: where two texts differ first, the shorter one with pads behind it; 0 when nowhere. */
export function compared(x: string, y: string, pad = BLANK): number {
  const shared = Math.min(x.length, y.length);
  let i = 0;
  while (i < shared && x.charCodeAt(i) === y.charCodeAt(i)) i++;
  if (i < shared) return i + 1;
  const longer = x.length > y.length ? x : y;
  while (i < longer.length && longer.charCodeAt(i) === pad) i++;
  return i < longer.length ? i + 1 : 0;
}

function copies(a: Arguments): string {
  const text = a.text(1);
  const count = a.length(2);
  if (text.length * count > MOST_RESULT) fail(5);
  return text.repeat(count);
}

function deleteString(a: Arguments): string {
  const text = a.text(1);
  const start = a.position(2) - 1;
  const length = a.length(3, text.length);
  return text.slice(0, start) + text.slice(start + length);
}

/** The text up to a place, with blanks or pads up to there. */
function upTo(text: string, at: number, pad: string): string {
  return at <= text.length ? text.slice(0, at) : text + filled(pad, at - text.length);
}

/** INSERT of a whole piece. */
export function inserted(piece: string, text: string, at: number, pad = ' '): string {
  return upTo(text, at, pad) + piece + text.slice(at);
}

function insert(a: Arguments): string {
  const piece = a.text(1);
  const text = a.text(2);
  const at = a.length(3, 0);
  const length = a.length(4, piece.length);
  const pad = a.pad(5);
  return inserted(piece.slice(0, length).padEnd(length, pad), text, at, pad);
}

/** OVERLAY with a whole piece, at a place from 0. */
export function overlaid(piece: string, text: string, at: number, pad = ' '): string {
  return upTo(text, at, pad) + piece + text.slice(at + piece.length);
}

function overlay(a: Arguments): string {
  const piece = a.text(1);
  const text = a.text(2);
  const at = a.position(3, 1) - 1;
  if (at > MOST_RESULT) fail(5);
  const length = a.length(4, piece.length);
  const pad = a.pad(5);
  return overlaid(piece.slice(0, length).padEnd(length, pad), text, at, pad);
}

function position(needle: string, text: string, start: number): number {
  return needle === '' ? 0 : text.indexOf(needle, start - 1) + 1;
}

function lastPosition(a: Arguments): number {
  const needle = a.text(1);
  const text = a.text(2);
  const start = a.position(3, Math.max(1, text.length));
  if (needle === '' || needle.length > start) return 0;
  return text.lastIndexOf(needle, start - needle.length) + 1;
}

/** STRIP; `where` as its option has it. */
export function stripped(text: string, where = 'B', pad = BLANK): string {
  let from = 0;
  let to = text.length;
  if (where !== 'T') while (from < to && text.charCodeAt(from) === pad) from++;
  if (where !== 'L') while (to > from && text.charCodeAt(to - 1) === pad) to--;
  return text.slice(from, to);
}

function substring(a: Arguments): string {
  const text = a.text(1);
  const start = a.position(2) - 1;
  const length = a.length(3, Math.max(0, text.length - start));
  const pad = a.pad(4);
  const part = text.slice(start, start + length);
  return part.length === length ? part : part.padEnd(length, pad);
}

/** REVERSE. */
export function reversed(text: string): string {
  let result = '';
  for (let to = text.length; to > 0; to -= PIECE) {
    const codes = codeList(Math.min(PIECE, to));
    for (let i = 0; i < codes.length; i++) codes[i] = text.charCodeAt(to - 1 - i);
    result += String.fromCharCode(...codes);
  }
  return result;
}

function verify(a: Arguments): number {
  const match = a.option(3, 'MN', 'N') === 'M';
  return verified(a.text(1), a.text(2), match, a.position(4, 1));
}

/** VERIFY: the first place, from one on, of a character that is among others (`match`), or is not. */
export function verified(text: string, reference: string, match: boolean, start: number): number {
  for (let i = start - 1; i < text.length; i++) {
    if (reference.includes(text.charAt(i)) === match) return i + 1;
  }
  return 0;
}

function xrange(a: Arguments): string {
  const edge = (n: number, otherwise: number): number => (a.has(n) ? codeOf(a.pad(n)) : otherwise);
  const first = edge(1, 0);
  const last = edge(2, 255);
  let text = '';
  for (let code = first; ; code = (code + 1) & 255) {
    text += characterOf(code);
    if (code === last) return text;
  }
}

function justify(a: Arguments): string {
  const length = a.length(2);
  const pad = a.pad(3);
  // what is too long loses its end, and then has its words spread: no more words count than there is room for
  const words: string[] = [];
  let used = 0;
  for (const { 0: word } of a.text(1).matchAll(/[^ ]+/g)) {
    const room = length - used - words.length;
    if (room <= 0) break;
    words.push(word.slice(0, room));
    used += Math.min(room, word.length);
  }
  const gaps = words.length - 1;
  if (gaps <= 0) return words.join('').padEnd(length, pad);
  const narrow = filled(pad, Math.floor((length - used) / gaps));
  // what is left over goes to the gaps at the left
  const more = (length - used) % gaps;
  const left = words.slice(0, more + 1).join(narrow + pad);
  return more === gaps ? left : [left, ...words.slice(more + 1)].join(narrow);
}

function countString(a: Arguments): number {
  const needle = a.text(1);
  const text = a.text(2);
  if (needle === '') return 0;
  let count = 0;
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length))
    count++;
  return count;
}

/** By name. */
export const STRING_FUNCTIONS: Readonly<Record<string, Builtin>> = {
  ABBREV: builtin(2, 3, abbrev),
  CENTER: builtin(2, 3, (a) => centered(a.text(1), a.length(2), a.pad(3))),
  CENTRE: builtin(2, 3, (a) => centered(a.text(1), a.length(2), a.pad(3))),
  CHANGESTR: builtin(3, 3, (a) => {
    const needle = a.text(1);
    const text = a.text(2);
    if (needle === '') return text;
    const parts = text.split(needle);
    const size = text.length + (parts.length - 1) * a.text(3).length;
    if (size > MOST_RESULT) fail(5);
    return parts.join(a.text(3));
  }),
  COMPARE: builtin(2, 3, (a) => {
    const pad = a.pad(3).charCodeAt(0);
    return compared(a.text(1), a.text(2), pad);
  }),
  COPIES: builtin(2, 2, copies),
  COUNTSTR: builtin(2, 2, countString),
  DELSTR: builtin(2, 3, deleteString),
  INDEX: builtin(2, 3, (a) => position(a.text(2), a.text(1), a.position(3, 1))),
  INSERT: builtin(2, 5, insert),
  JUSTIFY: builtin(2, 3, justify),
  LASTPOS: builtin(2, 3, lastPosition),
  LEFT: builtin(2, 3, (a) => {
    const length = a.length(2);
    return a.text(1).slice(0, length).padEnd(length, a.pad(3));
  }),
  LENGTH: builtin(1, 1, (a) => a.text(1).length),
  OVERLAY: builtin(2, 5, overlay),
  POS: builtin(2, 3, (a) => position(a.text(1), a.text(2), a.position(3, 1))),
  REVERSE: builtin(1, 1, (a) => reversed(a.text(1))),
  RIGHT: builtin(2, 3, (a) => {
    const length = a.length(2);
    const text = a.text(1);
    const pad = a.pad(3);
    return length <= text.length ? text.slice(text.length - length) : text.padStart(length, pad);
  }),
  STRIP: builtin(1, 3, (a) => stripped(a.text(1), a.option(2, 'BLT', 'B'), a.pad(3).charCodeAt(0))),
  SUBSTR: builtin(2, 4, (a) => shortest(substring(a))),
  TRANSLATE: builtin(1, 4, translate),
  UPPER: builtin(1, 1, (a) => a.text(1).toUpperCase()),
  LOWER: builtin(1, 1, (a) => a.text(1).toLowerCase()),
  VERIFY: builtin(2, 4, verify),
  XRANGE: builtin(0, 2, xrange),
};
