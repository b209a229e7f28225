/** Arguments of built-in functions, checked as each function asks for them (ANSI X3.274-1996, 9.3 "CheckArgs"). */
import type { Activity } from '../activity.js';
import { MOST_TEXT } from '../arithmetic.js';
import { fail } from '../errors.js';
import type { RexxHost } from '../host.js';
import { textOf, wholeNumber } from '../value.js';
import type { Value } from '../value.js';
import { WordCache } from './word-places.js';

/** Longest string that a function makes. */
export const MOST_RESULT = MOST_TEXT;
/** Longest string that is not charged for. */
export const SHORT = 64;
/** A longer one costs as much as a clause for each 2 to this power of its characters. */
export const CHARGE = 4;

/** Work that may still be done. */
export interface Share {
  left: number;
}

/**
 * The arguments of a call, where they stand on the stack of the program. One serves for all calls of a step, since
 * a function is over before the next one is called.
 */
export class Arguments {
  readonly activity: Activity;
  readonly host: RexxHost;
  readonly words = new WordCache();
  readonly #stack: readonly (Value | undefined)[];
  /** Name of the function, for messages. */
  name = '';
  #base = 0;
  count = 0;
  /** What long strings are charged to. */
  share: Share = { left: 0 };

  constructor(activity: Activity, host: RexxHost) {
    this.activity = activity;
    this.host = host;
    this.#stack = activity.stack;
  }

  /** The last `count` values of the stack are those of a call of this function. */
  take(name: string, count: number): void {
    this.name = name;
    this.count = count;
    this.#base = this.#stack.length - count - 1;
  }

  /** Whether argument `n` (from 1) was given. */
  has(n: number): boolean {
    return n <= this.count && this.#stack[this.#base + n] !== undefined;
  }

  #at(n: number): Value | undefined {
    return n <= this.count ? this.#stack[this.#base + n] : undefined;
  }

  /** An argument that must be there. */
  value(n: number): Value {
    return this.#at(n) ?? fail(40, 5, this.name, String(n));
  }

  text(n: number, otherwise?: string): string {
    const value = this.#at(n);
    if (typeof value === 'string') {
      const { length } = value;
      if (length > SHORT) this.share.left -= length >> CHARGE;
      return value;
    }
    if (value !== undefined) return textOf(value);
    return otherwise ?? fail(40, 5, this.name, String(n));
  }

  /** A whole number of any sign. */
  whole(n: number): number {
    const value = this.value(n);
    if (typeof value === 'number') return value;
    return wholeNumber(value) ?? fail(40, 12, this.name, String(n), textOf(value));
  }

  /** A whole number that is not negative; error 5 when no string could be so long. */
  length(n: number, otherwise?: number): number {
    if (otherwise !== undefined && !this.has(n)) return otherwise;
    const whole = this.whole(n);
    if (whole < 0) fail(40, 13, this.name, String(n), String(whole));
    if (whole > MOST_RESULT) fail(5);
    if (whole > SHORT) this.share.left -= whole >> CHARGE;
    return whole;
  }

  /** A position: 1 or more. */
  position(n: number, otherwise?: number): number {
    if (otherwise !== undefined && !this.has(n)) return otherwise;
    const whole = this.whole(n);
    if (whole < 1) fail(40, 14, this.name, String(n), String(whole));
    return whole;
  }

  /** One character. */
  pad(n: number, otherwise = ' '): string {
    if (!this.has(n)) return otherwise;
    const text = this.text(n);
    if (text.length !== 1) fail(40, 23, this.name, String(n), text);
    return text;
  }

  /** One of some letters, of which the first one given counts. */
  option(n: number, letters: string, otherwise: string): string {
    if (!this.has(n)) return otherwise;
    const letter = this.text(n).slice(0, 1).toUpperCase();
    if (letter === '' || !letters.includes(letter)) fail(40, 28, this.name, letters, this.text(n));
    return letter;
  }
}

/** A built-in function: fewest and most arguments, and what it does. */
export interface Builtin {
  readonly least: number;
  readonly most: number;
  readonly call: (a: Arguments) => Value;
}

/** Makes an entry of the table. */
export function builtin(least: number, most: number, call: Builtin['call']): Builtin {
  return { least, most, call };
}
