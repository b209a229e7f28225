/**
 * Concatenation in quick clauses. `a || b || c` is one operation: the host copies what is short, and only notes down of
 * what longer texts consist, so that short parts are best put together first.
 */
import { MOST_TEXT } from '../arithmetic.js';
import { fail } from '../errors.js';
import { textOf } from '../value.js';
import type { Value } from '../value.js';
import type { Frame } from './frame.js';
import { computed, constantOperand, fetch } from './operand.js';
import type { Compute, Operand } from './operand.js';

/** Parts of one operation, at most. */
const MOST_PARTS = 5;

const BLANK = constantOperand(' ');

function text(frame: Frame, slot: number, constant: Value, compute: Compute): string {
  return textOf(fetch(frame, slot, constant, compute));
}

/** A length that the text has so far; error 5 when that is too much. */
function within(length: number, most = MOST_TEXT): number {
  return length < most ? length : fail(5);
}

/** Where a text becomes too long with a part: a blank is there only together with what follows it. */
function mostWith(part: Operand | undefined): number {
  return part === BLANK ? Infinity : MOST_TEXT;
}

function two([left, right]: readonly Operand[]): Compute {
  const { slot: ls, constant: lc, compute: lf } = left!;
  const { slot: rs, constant: rc, compute: rf } = right!;
  return (frame) => {
    const a = text(frame, ls, lc, lf);
    const b = text(frame, rs, rc, rf);
    within(a.length + b.length);
    return a + b;
  };
}

function three([left, middle, right]: readonly Operand[]): Compute {
  const { slot: ls, constant: lc, compute: lf } = left!;
  const { slot: ms, constant: mc, compute: mf } = middle!;
  const { slot: rs, constant: rc, compute: rf } = right!;
  const most = mostWith(middle);
  return (frame) => {
    const a = text(frame, ls, lc, lf);
    const b = text(frame, ms, mc, mf);
    const length = within(a.length + b.length, most);
    const c = text(frame, rs, rc, rf);
    within(length + c.length);
    return a.length > c.length ? a + (b + c) : a + b + c;
  };
}

function four(operands: readonly Operand[]): Compute {
  const [s1, s2, s3, s4] = operands.map(({ slot }) => slot);
  const [c1, c2, c3, c4] = operands.map(({ constant }) => constant);
  const [f1, f2, f3, f4] = operands.map(({ compute }) => compute);
  const [, most2, most3] = operands.map(mostWith);
  return (frame) => {
    const a = text(frame, s1!, c1!, f1!);
    const b = text(frame, s2!, c2!, f2!);
    let length = within(a.length + b.length, most2);
    const c = text(frame, s3!, c3!, f3!);
    length = within(length + c.length, most3);
    const d = text(frame, s4!, c4!, f4!);
    within(length + d.length);
    return a.length > d.length ? a + (b + (c + d)) : a + b + c + d;
  };
}

function five(operands: readonly Operand[]): Compute {
  const [s1, s2, s3, s4, s5] = operands.map(({ slot }) => slot);
  const [c1, c2, c3, c4, c5] = operands.map(({ constant }) => constant);
  const [f1, f2, f3, f4, f5] = operands.map(({ compute }) => compute);
  const [, most2, most3, most4] = operands.map(mostWith);
  return (frame) => {
    const a = text(frame, s1!, c1!, f1!);
    const b = text(frame, s2!, c2!, f2!);
    let length = within(a.length + b.length, most2);
    const c = text(frame, s3!, c3!, f3!);
    length = within(length + c.length, most3);
    const d = text(frame, s4!, c4!, f4!);
    length = within(length + d.length, most4);
    const e = text(frame, s5!, c5!, f5!);
    within(length + e.length);
    return a.length > e.length ? a + (b + (c + (d + e))) : a + b + c + d + e;
  };
}

/** `left || right`, or with a blank between. */
export function concatenation(blank: boolean, left: Operand, right: Operand): Operand {
  const added = blank ? [BLANK, right] : [right];
  const before = left.parts ?? [left];
  const parts =
    before.length + added.length > MOST_PARTS ? [left, ...added] : [...before, ...added];
  const make = [two, three, four, five][parts.length - 2]!;
  return { ...computed(make(parts)), parts };
}
