/**
 * The form of a text for INTERPRET: the text without the numbers and strings in it. Programs make texts that differ in
 * these only, and what has been compiled of one serves for all others of its form.
 */
import { IN_SYMBOL } from './scanner.js';

/** Constants of a text that are looked at; those behind them are part of its form. */
const MOST_CONSTANTS = 16;
/** Longest number, as the scanner has it. */
const MOST_NUMBER = 250;

const ZERO = 0x30;
const NINE = 0x39;
const POINT = 0x2e;
const QUOTE = 0x27;
const DOUBLE_QUOTE = 0x22;
const NEW_LINE = 0x0a;
const SLASH = 0x2f;
const STAR = 0x2a;
const FACTOR = 31;
/** Stands for a constant where the form is counted together. */
const CONSTANT = 0x100;

/** Where the constants of a text are. */
export class Survey {
  /** A number that texts of the same form share. */
  sum = 0;
  /** How many constants there are, the place of each as a token, where it begins (a string behind its quote) and ends. */
  count = 0;
  readonly places: number[] = [];
  readonly from: number[] = [];
  readonly to: number[] = [];

  /** Looks at a text; false when it has something that hides where strings are: a comment, a quote in a string. */
  look(text: string): boolean {
    const { length } = text;
    let sum = 0;
    let at = 0;
    this.count = 0;
    while (at < length) {
      const code = text.charCodeAt(at);
      if (IN_SYMBOL[code] === true) {
        const end = symbolEnd(text, at, length);
        if (
          code >= ZERO &&
          code <= NINE &&
          this.count < MOST_CONSTANTS &&
          isNumber(text, at, end)
        ) {
          this.#add(at, at, end);
          sum = (sum * FACTOR + CONSTANT) | 0;
          at = end;
          continue;
        }
        for (; at < end; at++) sum = (sum * FACTOR + text.charCodeAt(at)) | 0;
      } else if (code === QUOTE || code === DOUBLE_QUOTE) {
        const from = at + 1;
        const end = stringEnd(text, from, length, code);
        if (end < 0) return false;
        sum = (sum * FACTOR + code) | 0;
        // '...'X and '...'B are no constants as they stand
        const follows = end + 1 < length && IN_SYMBOL[text.charCodeAt(end + 1)] === true;
        if (this.count < MOST_CONSTANTS && !follows) {
          this.#add(at, from, end);
          sum = (sum * FACTOR + CONSTANT) | 0;
        } else for (at = from; at < end; at++) sum = (sum * FACTOR + text.charCodeAt(at)) | 0;
        at = end + 1;
      } else {
        if (code === SLASH && text.charCodeAt(at + 1) === STAR) return false;
        sum = (sum * FACTOR + code) | 0;
        at++;
      }
    }
    this.sum = sum;
    return true;
  }

  #add(place: number, from: number, to: number): void {
    this.places[this.count] = place;
    this.from[this.count] = from;
    this.to[this.count] = to;
    this.count++;
  }

  /** What stands in front of each constant and behind the last. */
  pieces(text: string): string[] {
    const pieces: string[] = [];
    let at = 0;
    for (let n = 0; n < this.count; n++) {
      pieces.push(text.slice(at, this.from[n]));
      at = this.to[n]!;
    }
    pieces.push(text.slice(at));
    return pieces;
  }

  /** Whether the text that was looked at has these pieces. */
  has(pieces: readonly string[], text: string): boolean {
    const { count } = this;
    if (pieces.length !== count + 1) return false;
    let at = 0;
    for (let n = 0; n < count; n++) {
      const piece = pieces[n]!;
      if (at + piece.length !== this.from[n] || !text.startsWith(piece, at)) return false;
      at = this.to[n]!;
    }
    const piece = pieces[count]!;
    return at + piece.length === text.length && text.startsWith(piece, at);
  }
}

function symbolEnd(text: string, from: number, length: number): number {
  let at = from + 1;
  while (at < length && IN_SYMBOL[text.charCodeAt(at)] === true) at++;
  return at;
}

/** Whether a symbol is made of digits and periods. */
function isNumber(text: string, from: number, end: number): boolean {
  if (end - from > MOST_NUMBER) return false;
  for (let at = from; at < end; at++) {
    const code = text.charCodeAt(at);
    if ((code < ZERO || code > NINE) && code !== POINT) return false;
  }
  return true;
}

/** Where the quote behind a string is; -1 when there is none on its line, or two. */
function stringEnd(text: string, from: number, length: number, quote: number): number {
  for (let at = from; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code === NEW_LINE) return -1;
    if (code === quote) return text.charCodeAt(at + 1) === quote ? -1 : at;
  }
  return -1;
}
