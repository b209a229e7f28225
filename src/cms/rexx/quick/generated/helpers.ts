/** What generated code calls, by name. */
import { MOST_TEXT, truth } from '../../arithmetic.js';
import { fail } from '../../errors.js';
import { compoundValue, setCompound, setValue } from '../../pool.js';
import {
  combine,
  FRACTION,
  fractionText,
  lastFraction,
  takeFraction,
} from '../../small-decimal.js';
import { putPart, putWord } from '../../parse.js';
import type { Value } from '../../value.js';
import type { Held, Result } from '../../small-decimal.js';
import { inOnePiece, shortest, textOf } from '../../value.js';
import { compareSlowly, isBlankAround } from '../comparing.js';
import { variable } from '../frame.js';
import type { Frame } from '../frame.js';
import { slowly } from '../operators.js';
import { charge, general } from '../terms.js';
import { turn } from '../turns.js';
import { withoutBlanks } from '../../arithmetic.js';

const BLANK = 0x20;

/** Whether a text is a word, which has no blanks around it, but for blanks around it. */
function isWord(text: string, word: string): boolean {
  return text.length > word.length && isBlankAround(text) && withoutBlanks(text) === word;
}

/** Whether a text that is not empty is nothing but blanks. */
function isBlank(text: string): boolean {
  return text.charCodeAt(0) === BLANK && withoutBlanks(text).length === 0;
}

/** ADD, SUBTRACT, MULTIPLY or DIVIDE in the midst of an expression, when it is not done at once (operators.ts). */
function combined(frame: Frame, op: number, a: Result, left: Held, b: Result, right: Held): Result {
  return (
    combine(op, a, left, b, right, frame.numeric) ??
    slowly(
      frame,
      op,
      a === FRACTION ? fractionText(left) : a,
      b === FRACTION ? fractionText(right) : b,
    )
  );
}

/** A length that a text may have; error 5 when that is too much. */
function within(length: number): number {
  return length < MOST_TEXT ? length : fail(5);
}

/** Error 5 when parts of a concatenation are too much, before the next one is computed. */
function fits(first: Value, second: Value, third: Value, fourth: Value): void {
  within(
    textOf(first).length + textOf(second).length + textOf(third).length + textOf(fourth).length,
  );
}

function join2(left: Value, right: Value): string {
  const a = textOf(left);
  const b = textOf(right);
  within(a.length + b.length);
  return a + b;
}

// short parts are best put together first (concatenating.ts)

function join3(first: Value, second: Value, third: Value): string {
  const a = textOf(first);
  const b = textOf(second);
  const c = textOf(third);
  within(a.length + b.length + c.length);
  return a.length > c.length ? a + (b + c) : a + b + c;
}

function join4(first: Value, second: Value, third: Value, fourth: Value): string {
  const a = textOf(first);
  const b = textOf(second);
  const c = textOf(third);
  const d = textOf(fourth);
  within(a.length + b.length + c.length + d.length);
  return a.length > d.length ? a + (b + (c + d)) : a + b + c + d;
}

function join5(first: Value, second: Value, third: Value, fourth: Value, fifth: Value): string {
  const a = textOf(first);
  const b = textOf(second);
  const c = textOf(third);
  const d = textOf(fourth);
  const e = textOf(fifth);
  within(a.length + b.length + c.length + d.length + e.length);
  return a.length > e.length ? a + (b + (c + (d + e))) : a + b + c + d + e;
}

/** The tail that the value of a simple variable is: without one it is its name, which is no NOVALUE. */
function tail(values: (Value | undefined)[], slot: number, name: string): Value {
  const value = values[slot];
  return typeof value === 'string' ? shortest(value) : (value ?? name);
}

/** By the names that generated code has for them. */
export const HELPERS = {
  FRACTION,
  truth,
  compoundValue,
  setCompound,
  takeFraction,
  lastFraction,
  inOnePiece,
  textOf,
  compareSlowly,
  variable,
  slowly,
  charge,
  general,
  turn,
  isWord,
  isBlank,
  combined,
  put: setValue,
  putPart,
  putWord,
  fits,
  join2,
  join3,
  join4,
  join5,
  tail,
};
