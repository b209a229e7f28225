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

/** Calls the function itself with values that have been computed. */
type Otherwise = (frame: Frame, first: Value, second: Value, third: Value) => Value;

type Maker = (operands: readonly Operand[], otherwise: Otherwise) => Compute;

/** An argument as text; a long one is charged for as the function itself does it. */
function textFor(frame: Frame, value: Value): string {
  if (typeof value !== 'string') return String(value);
  const { length } = value;
  if (length > SHORT) frame.left -= length >> CHARGE;
  return value;
}

const length: Maker = ([first]) => {
  const { slot, constant, compute } = first!;
  return (frame) => textFor(frame, fetch(frame, slot, constant, compute)).length;
};

const strip: Maker = ([first]) => {
  const { slot, constant, compute } = first!;
  return (frame) => stripped(textFor(frame, fetch(frame, slot, constant, compute)));
};

const words: Maker = ([first]) => {
  const { slot, constant, compute } = first!;
  return (frame) =>
    frame.args.words.of(textFor(frame, fetch(frame, slot, constant, compute))).count();
};

const word: Maker = ([first, second], otherwise) => {
  const { slot: ls, constant: lc, compute: lf } = first!;
  const { slot: rs, constant: rc, compute: rf } = second!;
  return (frame) => {
    const a = fetch(frame, ls, lc, lf);
    const b = fetch(frame, rs, rc, rf);
    if (typeof b !== 'number' || b <= 0) return otherwise(frame, a, b, 0);
    const text = textFor(frame, a);
    const places = frame.args.words.of(text);
    const start = places.start(b);
    return start < 0 ? '' : shortestPart(text, start, places.end(b));
  };
};

const pos: Maker = ([first, second]) => {
  const { slot: ls, constant: lc, compute: lf } = first!;
  const { slot: rs, constant: rc, compute: rf } = second!;
  return (frame) => {
    const a = fetch(frame, ls, lc, lf);
    const b = fetch(frame, rs, rc, rf);
    const needle = textFor(frame, a);
    const text = textFor(frame, b);
    return needle.length === 0 ? 0 : text.indexOf(needle) + 1;
  };
};

const left: Maker = ([first, second], otherwise) => {
  const { slot: ls, constant: lc, compute: lf } = first!;
  const { slot: rs, constant: rc, compute: rf } = second!;
  return (frame) => {
    const a = fetch(frame, ls, lc, lf);
    const size = fetch(frame, rs, rc, rf);
    if (typeof size !== 'number' || size < 0 || size > SHORT) return otherwise(frame, a, size, 0);
    const text = textFor(frame, a);
    return size <= text.length ? text.slice(0, size) : text.padEnd(size);
  };
};

const right: Maker = ([first, second], otherwise) => {
  const { slot: ls, constant: lc, compute: lf } = first!;
  const { slot: rs, constant: rc, compute: rf } = second!;
  return (frame) => {
    const a = fetch(frame, ls, lc, lf);
    const size = fetch(frame, rs, rc, rf);
    if (typeof size !== 'number' || size < 0 || size > SHORT) return otherwise(frame, a, size, 0);
    const text = textFor(frame, a);
    const before = text.length - size;
    return before >= 0 ? text.slice(before) : text.padStart(size);
  };
};

const substr: Maker = ([first, second, third], otherwise) => {
  const { slot: s1, constant: c1, compute: f1 } = first!;
  const { slot: s2, constant: c2, compute: f2 } = second!;
  const { slot: s3, constant: c3, compute: f3 } = third!;
  return (frame) => {
    const a = fetch(frame, s1, c1, f1);
    const b = fetch(frame, s2, c2, f2);
    const c = fetch(frame, s3, c3, f3);
    if (typeof a === 'string' && typeof b === 'number' && typeof c === 'number') {
      const end = b - 1 + c;
      if (b > 0 && c >= 0 && c <= SHORT && end <= a.length) {
        if (a.length > SHORT) frame.left -= a.length >> CHARGE;
        return shortestPart(a, b - 1, end);
      }
    }
    return otherwise(frame, a, b, c);
  };
};

/** TRANSLATE with tables that are constants, or are left out. */
function translating(operands: readonly (Operand | undefined)[]): Compute | undefined {
  const [first, output, input] = operands;
  if (first === undefined || operands.length > 3) return undefined;
  if ([output, input].some((one) => one !== undefined && one.slot !== CONSTANT)) return undefined;
  const { slot, constant, compute } = first;
  if (output === undefined && input === undefined)
    return (frame) => textFor(frame, fetch(frame, slot, constant, compute)).toUpperCase();
  const table = translation(
    textOf(output?.constant ?? ''),
    input === undefined ? undefined : textOf(input.constant),
  );
  return (frame) => translated(textFor(frame, fetch(frame, slot, constant, compute)), table);
}

const ONE: Readonly<Record<string, Maker>> = { LENGTH: length, STRIP: strip, WORDS: words };
const TWO: Readonly<Record<string, Maker>> = { LEFT: left, POS: pos, RIGHT: right, WORD: word };
const THREE: Readonly<Record<string, Maker>> = { SUBSTR: substr };
const BY_COUNT = [undefined, ONE, TWO, THREE];

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
  const makers = BY_COUNT[operands.length];
  if (makers === undefined || !Object.hasOwn(makers, name)) return undefined;
  const given = operands.filter((one) => one !== undefined);
  return given.length < operands.length ? undefined : makers[name]!(given, otherwise);
}
