/**
 * Built-in functions with the arguments that they mostly have: numbers that are held as such and in range, no pad and no
 * options. Quick clauses try these first; the functions themselves see to everything else, errors among it.
 */
import { shortestPart, textOf } from '../value.js';
import type { Value } from '../value.js';
import { MOST_RESULT, SHORT } from './arguments.js';
import { centered, compared, inserted, overlaid, reversed, verified } from './strings.js';
import type { WordCache } from './word-places.js';
import { phraseAt, spaced, withoutWords, wordsFrom } from './words.js';

/**
 * A function of up to three arguments, those that it does not have being anything. Undefined: it cannot tell.
 * @param words - the words of the texts that were looked at last
 */
export type Direct = (a: Value, b: Value, c: Value, words: WordCache) => Value | undefined;

function isPosition(value: Value): value is number {
  return typeof value === 'number' && value > 0;
}

/** Whether a value is a length that is not charged for. */
function isLength(value: Value): value is number {
  return typeof value === 'number' && value >= 0 && value <= SHORT;
}

function isPad(value: Value): value is string {
  return typeof value === 'string' && value.length === 1;
}

function right(text: string, length: number, pad: string): string {
  return length <= text.length ? text.slice(text.length - length) : text.padStart(length, pad);
}

const ONE: Readonly<Record<string, Direct>> = {
  REVERSE: (a) => reversed(textOf(a)),
  UPPER: (a) => textOf(a).toUpperCase(),
};

const TWO: Readonly<Record<string, Direct>> = {
  ABBREV: (a, b) => (textOf(a).startsWith(textOf(b)) ? 1 : 0),
  CENTER: (a, b) => (isLength(b) ? centered(textOf(a), b, ' ') : undefined),
  CENTRE: (a, b) => (isLength(b) ? centered(textOf(a), b, ' ') : undefined),
  COMPARE: (a, b) => compared(textOf(a), textOf(b)),
  COPIES(a, b) {
    const text = textOf(a);
    return isLength(b) && text.length * b <= MOST_RESULT ? text.repeat(b) : undefined;
  },
  LASTPOS(a, b) {
    const needle = textOf(a);
    return needle === '' ? 0 : textOf(b).lastIndexOf(needle) + 1;
  },
  SUBSTR(a, b) {
    const text = textOf(a);
    return isPosition(b) && b <= text.length ? shortestPart(text, b - 1, text.length) : undefined;
  },
  SPACE: (a, b, _c, words) => (isLength(b) ? spaced(textOf(a), b, ' ', words) : undefined),
  VERIFY: (a, b) => verified(textOf(a), textOf(b), false, 1),
  WORDINDEX: (a, b, _c, words) => (isPosition(b) ? words.of(textOf(a)).start(b) + 1 : undefined),
  WORDLENGTH(a, b, _c, words) {
    if (!isPosition(b)) return undefined;
    const places = words.of(textOf(a));
    const start = places.start(b);
    return start < 0 ? 0 : places.end(b) - start;
  },
  WORDPOS: (a, b, _c, words) => phraseAt(textOf(a), textOf(b), words),
};

const THREE: Readonly<Record<string, Direct>> = {
  CENTER: (a, b, c) => (isLength(b) && isPad(c) ? centered(textOf(a), b, c) : undefined),
  CENTRE: (a, b, c) => (isLength(b) && isPad(c) ? centered(textOf(a), b, c) : undefined),
  DELSTR(a, b, c) {
    if (!isPosition(b) || !isLength(c)) return undefined;
    const text = textOf(a);
    return text.slice(0, b - 1) + text.slice(b - 1 + c);
  },
  DELWORD(a, b, c, words) {
    if (!isPosition(b) || !isLength(c)) return undefined;
    const text = textOf(a);
    return withoutWords(text, b, c, words.of(text));
  },
  INSERT: (a, b, c) => (isLength(c) ? inserted(textOf(a), textOf(b), c) : undefined),
  LEFT(a, b, c) {
    if (!isLength(b) || !isPad(c)) return undefined;
    const text = textOf(a);
    return b <= text.length ? text.slice(0, b) : text.padEnd(b, c);
  },
  OVERLAY: (a, b, c) =>
    isPosition(c) && c <= SHORT ? overlaid(textOf(a), textOf(b), c - 1) : undefined,
  RIGHT: (a, b, c) => (isLength(b) && isPad(c) ? right(textOf(a), b, c) : undefined),
  SUBWORD(a, b, c, words) {
    if (!isPosition(b) || !isLength(c)) return undefined;
    const text = textOf(a);
    return wordsFrom(text, b, c, words.of(text));
  },
};

const BY_COUNT = [undefined, ONE, TWO, THREE];

/** What may be tried for a function with that many arguments; undefined when there is nothing. */
export function directFunction(name: string, count: number): Direct | undefined {
  const functions = BY_COUNT[count];
  return functions !== undefined && Object.hasOwn(functions, name) ? functions[name] : undefined;
}
