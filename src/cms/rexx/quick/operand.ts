/** Expressions as functions: what quick clauses are put together from. */
import { truth } from '../arithmetic.js';
import type { Result } from '../small-decimal.js';
import type { Value } from '../value.js';
import type { Frame } from './frame.js';
import { variable } from './frame.js';

/** Computes a value. */
export type Compute = (frame: Frame) => Value;
/** Computes a value, or a fraction that is not yet a text (small-decimal.ts). */
export type Give = (frame: Frame) => Result;
/** Computes a condition. */
export type Test = (frame: Frame) => boolean;

/** In place of a slot: a constant, or what is computed. */
export const CONSTANT = -1;
const COMPUTED = -2;

/** A value that an instruction takes: of a variable, a constant, or what is computed. */
export interface Operand {
  /** Slot of the variable, or one of the two below zero. */
  readonly slot: number;
  readonly constant: Value;
  readonly compute: Compute;
  /** The same for an operator that computes with it: a fraction without its text. */
  readonly result: Give | undefined;
  /** The same as a condition, when it can be nothing but 0 or 1. */
  readonly test: Test | undefined;
  /** Of a concatenation: what is put together, in order. */
  readonly parts: readonly Operand[] | undefined;
}

/** A constant: known when the clause is put together. */
export function constantOperand(constant: Value): Operand {
  return {
    slot: CONSTANT,
    constant,
    compute: () => constant,
    result: undefined,
    test: undefined,
    parts: undefined,
  };
}

/** A simple variable. */
export function variableOperand(slot: number): Operand {
  const compute = (frame: Frame): Value => variable(frame, slot);
  return { slot, constant: 0, compute, result: undefined, test: undefined, parts: undefined };
}

/** What is computed. */
export function computed(compute: Compute, result?: Give): Operand {
  return { slot: COMPUTED, constant: 0, compute, result, test: undefined, parts: undefined };
}

/** A condition: 1 or 0 where a value is wanted, a plain test where IF, WHILE and their like ask. */
export function condition(test: Test): Operand {
  return {
    slot: COMPUTED,
    constant: 0,
    compute: (frame) => (test(frame) ? 1 : 0),
    result: undefined,
    test,
    parts: undefined,
  };
}

/** The value of an operand, whose parts the caller has taken apart. */
export function fetch(frame: Frame, slot: number, constant: Value, compute: Compute): Value {
  return slot >= 0 ? variable(frame, slot) : slot === CONSTANT ? constant : compute(frame);
}

/** An operand as a condition; error 34 with this subcode when it is neither 0 nor 1. */
export function testOf({ slot, constant, compute, test }: Operand, subcode: number): Test {
  return test ?? ((frame) => truth(fetch(frame, slot, constant, compute), subcode));
}
