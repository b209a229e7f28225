/**
 * The functions that programs call most, a closure of its own for each: the host then knows what each of them meets, and
 * compiles it with all that it does. Arguments that are out of the way go to the function itself, as those of all others
 * do (terms.ts).
 */
import { CHARGE, SHORT } from '../builtins/arguments.js';
import { stripped } from '../builtins/strings.js';
import { translated, translation } from '../builtins/translate.js';
import { shortestPart, textOf } from '../value.js';
import type { Value } from '../value.js';
import type { Frame } from './frame.js';
import { CONSTANT, fetch } from './operand.js';
import type { Compute, Operand } from './operand.js';

/**
 * A function with the arguments that it mostly has, those that it does not have being anything. Undefined: the function
 * itself must see to it.
 */
export type Own = (frame: Frame, a: Value, b: Value, c: Value) => Value | undefined;

/** Calls the function itself with values that have been computed. */
type Otherwise = (frame: Frame, first: Value, second: Value, third: Value) => Value;

type Maker = (operands: readonly Operand[], otherwise: Otherwise) => Compute;

/** An argument as text; a long one is charged for as the function itself does it. */
function textFor(frame: Frame, value: Value): string {
  if (typeof value !== 'string') return textOf(value);
  const { length } = value;
  if (length > SHORT) frame.left -= length >> CHARGE;
  return value;
}

const length = (frame: Frame, a: Value): number => textFor(frame, a).length;

const strip = (frame: Frame, a: Value): string => stripped(textFor(frame, a));

const words = (frame: Frame, a: Value): number => frame.args.words.of(textFor(frame, a)).count();

function word(frame: Frame, a: Value, b: Value): Value | undefined {
  if (typeof b !== 'number' || b <= 0) return undefined;
  const text = textFor(frame, a);
  const places = frame.args.words.of(text);
  const start = places.start(b);
  return start < 0 ? '' : shortestPart(text, start, places.end(b));
}

function pos(frame: Frame, a: Value, b: Value): number {
  const needle = textFor(frame, a);
  const text = textFor(frame, b);
  return needle.length === 0 ? 0 : text.indexOf(needle) + 1;
}

function left(frame: Frame, a: Value, size: Value): string | undefined {
  if (typeof size !== 'number' || size < 0 || size > SHORT) return undefined;
  const text = textFor(frame, a);
  return size <= text.length ? text.slice(0, size) : text.padEnd(size);
}

function right(frame: Frame, a: Value, size: Value): string | undefined {
  if (typeof size !== 'number' || size < 0 || size > SHORT) return undefined;
  const text = textFor(frame, a);
  const before = text.length - size;
  return before >= 0 ? text.slice(before) : text.padStart(size);
}

function substr(frame: Frame, a: Value, b: Value, c: Value): Value | undefined {
  if (typeof a !== 'string' || typeof b !== 'number' || typeof c !== 'number') return undefined;
  const end = b - 1 + c;
  if (b <= 0 || c < 0 || c > SHORT || end > a.length) return undefined;
  if (a.length > SHORT) frame.left -= a.length >> CHARGE;
  return shortestPart(a, b - 1, end);
}

const lengthMaker: Maker = ([first]) => {
  const { slot, constant, compute } = first!;
  return (frame) => length(frame, fetch(frame, slot, constant, compute));
};

const stripMaker: Maker = ([first]) => {
  const { slot, constant, compute } = first!;
  return (frame) => strip(frame, fetch(frame, slot, constant, compute));
};

const wordsMaker: Maker = ([first]) => {
  const { slot, constant, compute } = first!;
  return (frame) => words(frame, fetch(frame, slot, constant, compute));
};

const wordMaker: Maker = ([first, second], otherwise) => {
  const { slot: ls, constant: lc, compute: lf } = first!;
  const { slot: rs, constant: rc, compute: rf } = second!;
  return (frame) => {
    const a = fetch(frame, ls, lc, lf);
    const b = fetch(frame, rs, rc, rf);
    return word(frame, a, b) ?? otherwise(frame, a, b, 0);
  };
};

const posMaker: Maker = ([first, second]) => {
  const { slot: ls, constant: lc, compute: lf } = first!;
  const { slot: rs, constant: rc, compute: rf } = second!;
  return (frame) => {
    const a = fetch(frame, ls, lc, lf);
    return pos(frame, a, fetch(frame, rs, rc, rf));
  };
};

const leftMaker: Maker = ([first, second], otherwise) => {
  const { slot: ls, constant: lc, compute: lf } = first!;
  const { slot: rs, constant: rc, compute: rf } = second!;
  return (frame) => {
    const a = fetch(frame, ls, lc, lf);
    const size = fetch(frame, rs, rc, rf);
    return left(frame, a, size) ?? otherwise(frame, a, size, 0);
  };
};

const rightMaker: Maker = ([first, second], otherwise) => {
  const { slot: ls, constant: lc, compute: lf } = first!;
  const { slot: rs, constant: rc, compute: rf } = second!;
  return (frame) => {
    const a = fetch(frame, ls, lc, lf);
    const size = fetch(frame, rs, rc, rf);
    return right(frame, a, size) ?? otherwise(frame, a, size, 0);
  };
};

const substrMaker: Maker = ([first, second, third], otherwise) => {
  const { slot: s1, constant: c1, compute: f1 } = first!;
  const { slot: s2, constant: c2, compute: f2 } = second!;
  const { slot: s3, constant: c3, compute: f3 } = third!;
  return (frame) => {
    const a = fetch(frame, s1, c1, f1);
    const b = fetch(frame, s2, c2, f2);
    const c = fetch(frame, s3, c3, f3);
    return substr(frame, a, b, c) ?? otherwise(frame, a, b, c);
  };
};

/** TRANSLATE with tables that are constants, or are left out. */
export function translator(output: Value | undefined, input: Value | undefined): Own {
  if (output === undefined && input === undefined)
    return (frame, a) => textFor(frame, a).toUpperCase();
  const table = translation(textOf(output ?? ''), input === undefined ? undefined : textOf(input));
  return (frame, a) => translated(textFor(frame, a), table);
}

function translating(operands: readonly (Operand | undefined)[]): Compute | undefined {
  const [first, output, input] = operands;
  if (first === undefined || operands.length > 3) return undefined;
  if ([output, input].some((one) => one !== undefined && one.slot !== CONSTANT)) return undefined;
  const { slot, constant, compute } = first;
  const own = translator(output?.constant, input?.constant);
  return (frame) => own(frame, fetch(frame, slot, constant, compute), 0, 0)!;
}

/** The functions that have one of their own, and how it is put together, by name and number of arguments. */
const OWN: Readonly<Record<string, readonly [Own, Maker]>> = {
  LENGTH1: [length, lengthMaker],
  STRIP1: [strip, stripMaker],
  WORDS1: [words, wordsMaker],
  LEFT2: [left, leftMaker],
  POS2: [pos, posMaker],
  RIGHT2: [right, rightMaker],
  WORD2: [word, wordMaker],
  SUBSTR3: [substr, substrMaker],
};

/** A function that has one of its own, with that many arguments, all of them given; undefined when it has none. */
export function ownFunction(name: string, count: number): Own | undefined {
  return OWN[`${name}${String(count)}`]?.[0];
}

/**
 * The closure of a function that has one of its own; undefined when it has none.
 * @param operands - its arguments, undefined where one is left out
 */
export function ownCompute(
  name: string,
  operands: readonly (Operand | undefined)[],
  otherwise: Otherwise,
): Compute | undefined {
  if (name === 'TRANSLATE') return translating(operands);
  const maker = OWN[`${name}${String(operands.length)}`]?.[1];
  const given = operands.filter((one) => one !== undefined);
  return maker === undefined || given.length < operands.length
    ? undefined
    : maker(given, otherwise);
}
