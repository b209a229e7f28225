/** Comparisons of quick clauses: whole numbers of up to nine digits at once, all others as arithmetic.ts has them. */
import { comparison, withoutBlanks } from '../arithmetic.js';
import { parseDecimal } from '../decimal.js';
import type { Value } from '../value.js';
import { costOfTwo } from './frame.js';
import type { Frame } from './frame.js';
import { CONSTANT, fetch } from './operand.js';
import type { Operand, Test } from './operand.js';

const BLANK = 0x20;

/** `=` and `\=` with a constant that is no number: that is what the text must be, but for blanks around it. */
function comparingWord(equal: boolean, left: Operand, word: string): Test {
  const { slot, constant, compute } = left;
  const stripped = withoutBlanks(word);
  const { length } = stripped;
  if (length === 0) {
    return (frame) => {
      const text = fetch(frame, slot, constant, compute);
      if (typeof text === 'number') return !equal;
      const same =
        text.length === 0 || (text.charCodeAt(0) === BLANK && withoutBlanks(text).length === 0);
      return same === equal;
    };
  }
  return (frame) => {
    const text = fetch(frame, slot, constant, compute);
    if (typeof text === 'number') return !equal;
    // mostly there are no blanks
    const same =
      text.length < length
        ? false
        : text === stripped || (isBlankAround(text) && withoutBlanks(text) === stripped);
    return same === equal;
  };
}

/** Whether a text begins or ends with a blank. */
export function isBlankAround(text: string): boolean {
  return text.charCodeAt(0) === BLANK || text.charCodeAt(text.length - 1) === BLANK;
}

/** One of the comparisons that see numbers as numbers, in the order of COMPARE in code.ts; `wanted` in place of them. */
function comparingNumbers(which: number, left: Operand, right: Operand): Test {
  const { slot: ls, constant: lc, compute: lf } = left;
  const { slot: rs, constant: rc, compute: rf } = right;
  // what two whole numbers give when the first is less, equal, greater
  const less = which === 1 || which === 3 || which === 5 || which === 7;
  const equal = which === 0 || which === 4 || which === 5 || which === 6;
  const greater = which === 1 || which === 2 || which === 4 || which === 7;
  const general: Test = (frame) => {
    const a = fetch(frame, ls, lc, lf);
    const b = fetch(frame, rs, rc, rf);
    if (typeof a === 'number' && typeof b === 'number' && which < 8 && frame.plain)
      return a < b ? less : a === b ? equal : greater;
    return compareSlowly(frame, which, a, b);
  };
  if (rs !== CONSTANT || typeof rc !== 'number' || which >= 8) return general;
  if (ls < 0) {
    return (frame) => {
      const value = fetch(frame, ls, lc, lf);
      if (typeof value === 'number' && frame.plain)
        return value < rc ? less : value === rc ? equal : greater;
      return compareSlowly(frame, which, value, rc);
    };
  }
  return (frame) => {
    const value = frame.values[ls];
    if (typeof value === 'number' && frame.plain && !frame.linked)
      return value < rc ? less : value === rc ? equal : greater;
    return general(frame);
  };
}

/** A comparison that is not done at once. */
export function compareSlowly(frame: Frame, which: number, a: Value, b: Value): boolean {
  if (frame.dear > 0) frame.left -= costOfTwo(frame, a, b);
  return comparison(which, a, b, frame.numeric);
}

/** A comparison, by its code in code.ts. */
export function comparing(which: number, left: Operand, right: Operand): Test {
  const { slot, constant } = right;
  if (which < 2 && slot === CONSTANT && typeof constant === 'string') {
    if (parseDecimal(constant) === undefined) return comparingWord(which === 0, left, constant);
  }
  return comparingNumbers(which, left, right);
}
