/**
 * Operators of quick clauses: whole numbers of up to nine digits at once, all others as arithmetic.ts has them. Each has a
 * closure of its own with the same beginning, as functions.ts has: one for all would choose the operator at each turn.
 */
import { operate, signed, truth } from '../arithmetic.js';
import { combine, FRACTION, fractionText, lastFraction, takeFraction } from '../small-decimal.js';
import { TEN_DIGITS } from '../value.js';
import type { Value } from '../value.js';
import { comparing } from './comparing.js';
import { concatenation } from './concatenating.js';
import { costOfTwo } from './frame.js';
import type { Frame } from './frame.js';
import { computed, condition, CONSTANT, fetch } from './operand.js';
import type { Compute, Give, Operand, Test } from './operand.js';

/** An operation that is not done at once. */
export function slowly(frame: Frame, op: number, a: Value, b: Value): Value {
  // a quotient and a power may be longer than what they are made of
  if (frame.dear > 0) frame.left -= op === 10 || op === 13 ? frame.dear : costOfTwo(frame, a, b);
  return operate(op, a, b, frame.numeric, 0);
}

function adding(left: Operand, right: Operand): Compute {
  const { slot: ls, constant: lc, compute: lf } = left;
  const { slot: rs, constant: rc, compute: rf } = right;
  return (frame) => {
    const a = fetch(frame, ls, lc, lf);
    const b = fetch(frame, rs, rc, rf);
    if (typeof a === 'number' && typeof b === 'number' && frame.plain) {
      const sum = a + b;
      if (sum < TEN_DIGITS && sum > -TEN_DIGITS) return sum;
    }
    return slowly(frame, 7, a, b);
  };
}

function subtracting(left: Operand, right: Operand): Compute {
  const { slot: ls, constant: lc, compute: lf } = left;
  const { slot: rs, constant: rc, compute: rf } = right;
  return (frame) => {
    const a = fetch(frame, ls, lc, lf);
    const b = fetch(frame, rs, rc, rf);
    if (typeof a === 'number' && typeof b === 'number' && frame.plain) {
      const difference = a - b;
      if (difference < TEN_DIGITS && difference > -TEN_DIGITS) return difference;
    }
    return slowly(frame, 8, a, b);
  };
}

function multiplying(left: Operand, right: Operand): Compute {
  const { slot: ls, constant: lc, compute: lf } = left;
  const { slot: rs, constant: rc, compute: rf } = right;
  return (frame) => {
    const a = fetch(frame, ls, lc, lf);
    const b = fetch(frame, rs, rc, rf);
    if (typeof a === 'number' && typeof b === 'number' && frame.plain) {
      const product = a * b;
      // no negative zero
      if (product < TEN_DIGITS && product > -TEN_DIGITS) return product === 0 ? 0 : product;
    }
    return slowly(frame, 9, a, b);
  };
}

/** A variable and a whole number that is added to it, which most counters are; `other` does what is none. */
function counting(slot: number, step: number, other: Compute): Compute {
  return (frame) => {
    const value = frame.values[slot];
    if (typeof value === 'number' && frame.plain && !frame.linked) {
      const sum = value + step;
      if (sum < TEN_DIGITS && sum > -TEN_DIGITS) return sum;
    }
    return other(frame);
  };
}

/** ADD or SUBTRACT. */
function sumOf(op: number, left: Operand, right: Operand): Operand {
  const simple = op === 7 ? adding(left, right) : subtracting(left, right);
  const { slot } = left;
  const { constant } = right;
  if (slot < 0 || right.slot !== CONSTANT || typeof constant !== 'number')
    return arithmetic(op, left, right, simple);
  return arithmetic(op, left, right, counting(slot, op === 7 ? constant : -constant, simple));
}

/** ADD, SUBTRACT, MULTIPLY or DIVIDE for another operator. */
function giving(op: number, left: Operand, right: Operand): Give {
  const { slot: ls, constant: lc, compute: lf, result: lr } = left;
  const { slot: rs, constant: rc, compute: rf, result: rr } = right;
  // no clause is carried out within another of the same code, so that these are not needed twice at a time
  const first = { c: 0, e: 0 };
  const second = { c: 0, e: 0 };
  return (frame) => {
    const a = lr === undefined ? fetch(frame, ls, lc, lf) : lr(frame);
    if (a === FRACTION) takeFraction(first);
    const b = rr === undefined ? fetch(frame, rs, rc, rf) : rr(frame);
    if (b === FRACTION) takeFraction(second);
    if (typeof a === 'number' && typeof b === 'number' && frame.plain) {
      const whole = op === 7 ? a + b : op === 8 ? a - b : op === 9 ? a * b : a / b;
      // no negative zero
      if (whole < TEN_DIGITS && whole > -TEN_DIGITS && (op !== 10 || Number.isInteger(whole)))
        return whole === 0 ? 0 : whole;
    }
    return (
      combine(op, a, first, b, second, frame.numeric) ??
      slowly(
        frame,
        op,
        a === FRACTION ? fractionText(first) : a,
        b === FRACTION ? fractionText(second) : b,
      )
    );
  };
}

/** An operator whose operands are operators in turn computes with what they give; others have a simpler form. */
function arithmetic(op: number, left: Operand, right: Operand, simple: Compute): Operand {
  const give = giving(op, left, right);
  if (left.result === undefined && right.result === undefined) return computed(simple, give);
  return computed((frame) => {
    const value = give(frame);
    return value === FRACTION ? lastFraction() : value;
  }, give);
}

function takingRemainder(left: Operand, right: Operand): Compute {
  const { slot: ls, constant: lc, compute: lf } = left;
  const { slot: rs, constant: rc, compute: rf } = right;
  return (frame) => {
    const a = fetch(frame, ls, lc, lf);
    const b = fetch(frame, rs, rc, rf);
    if (typeof a === 'number' && typeof b === 'number' && frame.plain && a >= 0 && b > 0)
      return a % b;
    return slowly(frame, 12, a, b);
  };
}

/** DIVIDE when nothing is computed with it, INTEGER_DIVIDE, POWER. */
function other(op: number, left: Operand, right: Operand): Compute {
  const { slot: ls, constant: lc, compute: lf } = left;
  const { slot: rs, constant: rc, compute: rf } = right;
  return (frame) => {
    const a = fetch(frame, ls, lc, lf);
    const b = fetch(frame, rs, rc, rf);
    return slowly(frame, op, a, b);
  };
}

/** AND, OR, EXCLUSIVE_OR. */
function logical(op: number, left: Operand, right: Operand): Test {
  const { test: lt, slot: ls, constant: lc, compute: lf } = left;
  const { test: rt, slot: rs, constant: rc, compute: rf } = right;
  if (lt !== undefined && rt !== undefined) {
    // both are computed in any case
    return (frame) => {
      const a = lt(frame);
      const b = rt(frame);
      return op === 17 ? a && b : op === 18 ? a || b : a !== b;
    };
  }
  return (frame) => {
    const a = fetch(frame, ls, lc, lf);
    const b = fetch(frame, rs, rc, rf);
    return operate(op, a, b, frame.numeric, 0) === 1;
  };
}

/** An operator of two operands, by the code of its instruction (OP in code.ts). */
export function binaryOperand(op: number, left: Operand, right: Operand, which: number): Operand {
  switch (op) {
    case 7: // ADD
    case 8: // SUBTRACT
      return sumOf(op, left, right);
    case 9: // MULTIPLY
      return arithmetic(op, left, right, multiplying(left, right));
    case 10: // DIVIDE
      return arithmetic(op, left, right, other(op, left, right));
    case 11: // INTEGER_DIVIDE
    case 13: // POWER
      return computed(other(op, left, right));
    case 12: // REMAINDER
      return computed(takingRemainder(left, right));
    case 14: // CONCATENATE
    case 15: // CONCATENATE_BLANK
      return concatenation(op === 15, left, right);
    case 16: // COMPARE
      return condition(comparing(which, left, right));
    case 17: // AND
    case 18: // OR
    case 19: // EXCLUSIVE_OR
      return condition(logical(op, left, right));
    default:
      throw new Error(`no operator: ${String(op)}`);
  }
}

/** MINUS, PLUS, NOT. */
export function unaryOperand(op: number, { slot, constant, compute, test }: Operand): Operand {
  if (op === 22) {
    if (test !== undefined) return condition((frame) => !test(frame));
    return condition((frame) => !truth(fetch(frame, slot, constant, compute), 6));
  }
  const negative = op === 20;
  return computed((frame) => {
    const a = fetch(frame, slot, constant, compute);
    if (typeof a !== 'number') frame.left -= frame.dear;
    return signed(a, negative, frame.numeric);
  });
}
