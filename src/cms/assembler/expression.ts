/**
 * Expressions of assembler language: terms, * / + -, parentheses, self-defining terms, the location counter
 * and length attributes (GC33-4010, "Expressions").
 */
import { LATIN1_TO_EBCDIC } from '../../shared/ebcdic.js';
import { quoted } from './scanner.js';
import { absolute, fail } from './value.js';
import type { Symbols, Value } from './value.js';

/** What an expression may refer to. */
export interface Scope {
  readonly symbols: Symbols;
  /** The location counter. */
  readonly here: Value;
  /** Value of the literal that starts at `=`; undefined where none may stand. */
  readonly literal?: (text: string) => Value;
}

/** Deepest nesting of parentheses: source is input like any other. */
const DEPTH = 50;

/** Reads expressions from an operand. */
export class Expression {
  readonly #text: string;
  readonly #scope: Scope;
  #at: number;
  #depth = 0;

  constructor(text: string, scope: Scope, from = 0) {
    this.#text = text;
    this.#scope = scope;
    this.#at = from;
  }

  /** Where reading has come to. */
  get position(): number {
    return this.#at;
  }

  /** The next character. */
  get next(): string {
    return this.#text[this.#at] ?? '';
  }

  /** Takes the next character when it is `c`. */
  take(c: string): boolean {
    if (this.next !== c) return false;
    this.#at++;
    return true;
  }

  /** Whether everything has been read. */
  get ended(): boolean {
    return this.#at >= this.#text.length;
  }

  /** A sum. */
  sum(): Value {
    if (++this.#depth > DEPTH) fail('expression nested too deeply');
    let left = this.#product();
    for (;;) {
      if (this.take('+')) {
        const right = this.#product();
        if (left.section !== 0 && right.section !== 0) fail('sum of two addresses');
        left = {
          value: left.value + right.value,
          section: left.section === 0 ? right.section : left.section,
          length: left.length,
        };
      } else if (this.take('-')) {
        const right = this.#product();
        if (right.section !== 0 && right.section !== left.section)
          fail('difference of addresses in two sections');
        left = {
          value: left.value - right.value,
          section: right.section === 0 ? left.section : 0,
          length: left.length,
        };
      } else break;
    }
    this.#depth--;
    return left;
  }

  #product(): Value {
    let left = this.#term();
    while (this.next === '*' || this.next === '/') {
      const operator = this.next;
      this.#at++;
      const right = this.#term();
      if (left.section !== 0 || right.section !== 0) fail('address multiplied or divided');
      // division by zero gives zero, as the language has it
      const value =
        operator === '*'
          ? left.value * right.value
          : right.value === 0
            ? 0
            : Math.trunc(left.value / right.value);
      left = absolute(value, left.length);
    }
    return left;
  }

  #term(): Value {
    const { symbols, here, literal } = this.#scope;
    const rest = this.#text.slice(this.#at);
    if (this.take('-')) {
      const value = this.#term();
      if (value.section !== 0) fail('address negated');
      return absolute(-value.value, value.length);
    }
    if (this.take('+')) return this.#term();
    if (this.take('(')) {
      const value = this.sum();
      if (!this.take(')')) fail(`) expected in ${this.#text}`);
      return value;
    }
    if (this.take('*')) return here;
    if (rest.startsWith('=') && literal !== undefined) {
      this.#at = this.#text.length;
      return literal(rest);
    }
    const digits = /^\d+/.exec(rest);
    if (digits !== null) {
      this.#at += digits[0].length;
      const value = Number(digits[0]);
      if (value > 0xffffffff) fail(`${digits[0]} is too large`);
      return absolute(value);
    }
    const typed = /^([XCBL])'/i.exec(rest);
    if (typed !== null) {
      if (typed[1]!.toUpperCase() === 'L') return this.#length(rest);
      const { text, next } = quoted(this.#text, this.#at + 1);
      this.#at = next;
      return absolute(selfDefining(typed[1]!.toUpperCase(), text));
    }
    const name = /^[A-Z@#$_][A-Z0-9@#$_]*/i.exec(rest);
    if (name === null) return fail(`term expected at "${rest}"`);
    this.#at += name[0].length;
    const symbol = symbols.get(name[0].toUpperCase());
    return symbol ?? fail(`undefined symbol ${name[0].toUpperCase()}`);
  }

  /** L'NAME or L'*. */
  #length(rest: string): Value {
    const name = /^L'(\*|[A-Z@#$_][A-Z0-9@#$_]*)/i.exec(rest);
    if (name === null) return fail(`symbol expected at "${rest}"`);
    this.#at += name[0].length;
    if (name[1] === '*') return absolute(this.#scope.here.length);
    const symbol = this.#scope.symbols.get(name[1]!.toUpperCase());
    return symbol === undefined
      ? fail(`undefined symbol ${name[1]!.toUpperCase()}`)
      : absolute(symbol.length);
  }
}

/** A self-defining term of at most four bytes. */
function selfDefining(type: string, text: string): number {
  if (type === 'X' && /^[0-9A-F]{1,8}$/i.test(text)) return parseInt(text, 16);
  if (type === 'B' && /^[01]{1,32}$/.test(text)) return parseInt(text, 2);
  if (type === 'C' && text.length >= 1 && text.length <= 4)
    return ebcdic(text).reduce((value, byte) => value * 256 + byte, 0);
  return fail(`bad term ${type}'${text}'`);
}

/** A string as EBCDIC; characters that the code page does not hold are an error. */
export function ebcdic(text: string): number[] {
  return Array.from(text, (c) => {
    const code = c.codePointAt(0)!;
    return code < 256 ? LATIN1_TO_EBCDIC[code]! : fail(`no EBCDIC code for ${c}`);
  });
}

/** The value of a whole text. */
export function evaluate(text: string, scope: Scope): Value {
  const expression = new Expression(text, scope);
  const value = expression.sum();
  if (!expression.ended) fail(`unexpected "${text.slice(expression.position)}"`);
  return value;
}

/** The value of a text that must be absolute. */
export function number(text: string, scope: Scope): number {
  const value = evaluate(text, scope);
  return value.section === 0 ? value.value : fail(`${text} is not absolute`);
}
