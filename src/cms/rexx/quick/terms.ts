/** Terms of quick clauses that are no operators: stems, compound variables, and functions that compute at once. */
import type { Builtin } from '../builtins/arguments.js';
import type { Reference, Symbols } from '../code.js';
import { compoundValue, nameOf, poolOf, tailOf, valueOf } from '../pool.js';
import { shortest } from '../value.js';
import { unset } from './frame.js';
import { fetch } from './operand.js';
import type { Compute, Operand } from './operand.js';

type Compound = Extract<Reference, { kind: 'compound' }>;

/** Finds the tail of a compound variable: its text with the values of the symbols in it. */
export function tailCompute(reference: Compound, symbols: Symbols): Compute {
  const { tail } = reference;
  const [part] = tail;
  if (tail.length > 1 || part === undefined)
    return (frame) => tailOf(frame.pool, reference, symbols);
  if (typeof part === 'string') {
    const constant = shortest(part);
    return () => constant;
  }
  const { slot } = part;
  const name = symbols.names[slot]!;
  return (frame) => {
    // a symbol without a value stands for its name, which is no NOVALUE
    const { values } = frame.linked ? poolOf(frame.pool, slot) : frame;
    const value = values[slot];
    // a whole number has one tail, held as text or not
    return typeof value === 'string' ? shortest(value) : (value ?? name);
  };
}

/** A stem or a compound variable. */
export function referenceCompute(reference: Reference, symbols: Symbols): Compute {
  if (reference.kind !== 'compound') {
    return (frame) =>
      valueOf(frame.pool, reference, symbols) ??
      unset(frame, nameOf(frame.pool, reference, symbols));
  }
  const { slot } = reference;
  const tailFor = tailCompute(reference, symbols);
  return (frame) =>
    compoundValue(frame.pool, slot, tailFor(frame)) ??
    unset(frame, nameOf(frame.pool, reference, symbols));
}

/** A built-in function, which takes that many arguments. One that is left out is undefined. */
export function functionCompute(
  name: string,
  { call }: Builtin,
  operands: readonly (Operand | undefined)[],
): Compute {
  const count = operands.length;
  const [first, second, third] = operands;
  if (count === 1 && first !== undefined) {
    const { slot, constant, compute } = first;
    return (frame) => {
      const { stack, args } = frame;
      stack.push(fetch(frame, slot, constant, compute));
      args.take(name, 1);
      const value = call(args);
      stack.pop();
      return value;
    };
  }
  if (count === 2 && first !== undefined && second !== undefined) {
    const { slot: s1, constant: c1, compute: f1 } = first;
    const { slot: s2, constant: c2, compute: f2 } = second;
    return (frame) => {
      const { stack, args } = frame;
      stack.push(fetch(frame, s1, c1, f1));
      stack.push(fetch(frame, s2, c2, f2));
      args.take(name, 2);
      const value = call(args);
      stack.pop();
      stack.pop();
      return value;
    };
  }
  if (count === 3 && first !== undefined && second !== undefined && third !== undefined) {
    const { slot: s1, constant: c1, compute: f1 } = first;
    const { slot: s2, constant: c2, compute: f2 } = second;
    const { slot: s3, constant: c3, compute: f3 } = third;
    return (frame) => {
      const { stack, args } = frame;
      stack.push(fetch(frame, s1, c1, f1));
      stack.push(fetch(frame, s2, c2, f2));
      stack.push(fetch(frame, s3, c3, f3));
      args.take(name, 3);
      const value = call(args);
      stack.pop();
      stack.pop();
      stack.pop();
      return value;
    };
  }
  return (frame) => {
    const { stack, args } = frame;
    for (const operand of operands) stack.push(operand?.compute(frame));
    args.take(name, count);
    const value = call(args);
    for (let n = 0; n < count; n++) stack.pop();
    return value;
  };
}
