/** Terms of quick clauses that are no operators: stems, compound variables, and functions that compute at once. */
import { CHARGE, SHORT } from '../builtins/arguments.js';
import type { Builtin } from '../builtins/arguments.js';
import { directFunction } from '../builtins/direct-functions.js';
import type { Direct } from '../builtins/direct-functions.js';
import type { Reference, Symbols } from '../code.js';
import { compoundValue, nameOf, valueOf } from '../pool.js';
import type { Value } from '../value.js';
import { unset } from './frame.js';
import type { Frame, QuickCode } from './frame.js';
import { ownCompute } from './functions.js';
import { fetch } from './operand.js';
import type { Compute, Operand } from './operand.js';
import { tailCompute } from './tails.js';

/** A stem or a compound variable. */
export function referenceCompute(
  reference: Reference,
  symbols: Symbols,
  tails: QuickCode['tails'],
): Compute {
  if (reference.kind !== 'compound') {
    return (frame) =>
      valueOf(frame.pool, reference, symbols) ??
      unset(frame, nameOf(frame.pool, reference, symbols));
  }
  const { slot } = reference;
  const tailFor = tailCompute(reference, symbols, tails);
  return (frame) =>
    compoundValue(frame.pool, slot, tailFor(frame)) ??
    unset(frame, nameOf(frame.pool, reference, symbols));
}

/** Calls a function with up to three values, the others being anything. */
export function general(
  frame: Frame,
  { name, builtin, count }: Call,
  first: Value,
  second: Value,
  third: Value,
): Value {
  const { stack, args } = frame;
  stack.push(first);
  if (count > 1) stack.push(second);
  if (count > 2) stack.push(third);
  args.take(name, count);
  const value = builtin.call(args);
  for (let n = 0; n < count; n++) stack.pop();
  return value;
}

/** A long text is charged for as the function itself does it. */
export function charge(frame: Frame, value: Value): void {
  if (typeof value === 'string' && value.length > SHORT) frame.left -= value.length >> CHARGE;
}

/** A function, and with how many arguments it is called. */
export interface Call {
  readonly name: string;
  readonly builtin: Builtin;
  readonly count: number;
}

/** Tells that nothing may be tried before the function itself. */
const nothing: Direct = () => undefined;

/** A built-in function, which takes that many arguments. One that is left out is undefined. */
export function functionCompute(
  name: string,
  builtin: Builtin,
  operands: readonly (Operand | undefined)[],
): Compute {
  const count = operands.length;
  const call = { name, builtin, count };
  const own = ownCompute(name, operands, (frame, a, b, c) => general(frame, call, a, b, c));
  if (own !== undefined) return own;
  const given = operands.filter((one) => one !== undefined);
  const [first, second, third] = given;
  if (first === undefined || given.length < count || count > 3)
    return atLarge(name, builtin, operands);
  const direct = directFunction(name, count) ?? nothing;
  const { slot: s1, constant: c1, compute: f1 } = first;
  if (second === undefined) {
    return (frame) => {
      const a = fetch(frame, s1, c1, f1);
      charge(frame, a);
      return direct(a, 0, 0, frame.args.words) ?? general(frame, call, a, 0, 0);
    };
  }
  const { slot: s2, constant: c2, compute: f2 } = second;
  if (third === undefined) {
    return (frame) => {
      const a = fetch(frame, s1, c1, f1);
      const b = fetch(frame, s2, c2, f2);
      charge(frame, a);
      charge(frame, b);
      return direct(a, b, 0, frame.args.words) ?? general(frame, call, a, b, 0);
    };
  }
  const { slot: s3, constant: c3, compute: f3 } = third;
  return (frame) => {
    const a = fetch(frame, s1, c1, f1);
    const b = fetch(frame, s2, c2, f2);
    const c = fetch(frame, s3, c3, f3);
    charge(frame, a);
    charge(frame, b);
    return direct(a, b, c, frame.args.words) ?? general(frame, call, a, b, c);
  };
}

/** A function with any number of arguments, some of which may be left out. */
function atLarge(
  name: string,
  { call }: Builtin,
  operands: readonly (Operand | undefined)[],
): Compute {
  const count = operands.length;
  return (frame) => {
    const { stack, args } = frame;
    for (const operand of operands) stack.push(operand?.compute(frame));
    args.take(name, count);
    const value = call(args);
    for (let n = 0; n < count; n++) stack.pop();
    return value;
  };
}
