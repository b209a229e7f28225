/** Tails of compound variables in quick clauses. */
import type { Reference, Symbols } from '../code.js';
import { poolOf, tailOf } from '../pool.js';
import { shortest, textOf } from '../value.js';
import type { Value } from '../value.js';
import type { QuickCode } from './frame.js';
import type { Compute } from './operand.js';

type Compound = Extract<Reference, { kind: 'compound' }>;

/** Finds the tail of a compound variable: its text with the values of the symbols in it. */
export function tailCompute(
  reference: Compound,
  symbols: Symbols,
  tails: QuickCode['tails'],
): Compute {
  const { tail } = reference;
  const [part, second] = tail;
  if (tail.length === 2 && typeof part === 'object' && typeof second === 'object') {
    const key = `${String(part.slot)}.${String(second.slot)}`;
    const found = tails.get(key);
    if (found !== undefined) return found;
    const compute = pairCompute(part.slot, second.slot, symbols);
    tails.set(key, compute);
    return compute;
  }
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

/** Longer parts are not kept. */
const MOST_PART = 64;

/**
 * A tail of two symbols. The text that was put together last is the same text again, which the stem finds sooner than a new
 * one: mostly a clause has a variable twice, or the next one has it. All variables of some code with this tail share it.
 */
function pairCompute(first: number, second: number, { names }: Symbols): Compute {
  const firstName = names[first]!;
  const secondName = names[second]!;
  let lastFirst: Value = '';
  let lastSecond: Value = '';
  let text = '.';
  return (frame) => {
    // a symbol without a value stands for its name, which is no NOVALUE
    const a = (frame.linked ? poolOf(frame.pool, first) : frame).values[first] ?? firstName;
    const b = (frame.linked ? poolOf(frame.pool, second) : frame).values[second] ?? secondName;
    if (a === lastFirst && b === lastSecond) return text;
    const left = textOf(a);
    const right = textOf(b);
    const all = `${left}.${right}`;
    if (left.length > MOST_PART || right.length > MOST_PART) return all;
    lastFirst = a;
    lastSecond = b;
    text = all;
    return all;
  };
}
