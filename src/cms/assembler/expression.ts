/**
 * Expressions of assembler language: terms, * / + -, parentheses, self-defining terms, the location counter
 * and length attributes (GC33-4010, "Expressions").
 */
import { LATIN1_TO_EBCDIC } from '../../shared/ebcdic.js';
import { isAttribute, quoted } from './scanner.js';
import { absolute, combine, fail, failNear } from './value.js';
import type { Value } from './value.js';

/** What an expression may refer to. */
export interface Scope {
  /** The value of a symbol; ends the statement when there is none. */
  readonly symbol: (name: string) => Value;
  /** The location counter. */
  readonly here: Value;
  /** Value of the literal that starts at `=`; undefined where none may stand. */
  readonly literal?: (text: string) => Value;
}

/** Deepest nesting of parentheses: source is input like any other. */
const DEPTH = 50;
/** Longest symbol, in characters. */
export const LONGEST_SYMBOL = 8;

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
    if (++this.#depth > DEPTH) fail(233);
    let left = this.#product();
    for (;;) {
      if (this.take('+')) left = combine(left, this.#product(), 1);
      else if (this.take('-')) left = combine(left, this.#product(), -1);
      else break;
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
      if (left.sections.length + right.sections.length > 0) {
        failNear(217, this.#text, this.#at - 1);
      }
      // division by zero gives zero, as the language has it
      const value =
        operator === '*'
          ? left.value * right.value
          : right.value === 0
            ? 0
            : Math.trunc(left.value / right.value);
      left = absolute(value, left.length);
    }
    if (!Number.isSafeInteger(left.value)) fail(235);
    return left;
  }

  #term(): Value {
    const { symbol, here, literal } = this.#scope;
    const rest = this.#text.slice(this.#at);
    if (rest === '') return fail(234);
    if (this.take('-')) return this.#signed(-1);
    if (this.take('+')) return this.#signed(1);
    if (this.take('(')) {
      const value = this.sum();
      if (!this.take(')')) fail(215);
      return value;
    }
    if (this.take('*')) return here;
    if (rest.startsWith('=')) {
      if (literal === undefined) return fail(161);
      this.#at = literalEnd(this.#text, this.#at);
      return literal(rest.slice(0, rest.length - (this.#text.length - this.#at)));
    }
    const digits = /^\d+/.exec(rest);
    if (digits !== null) {
      this.#at += digits[0].length;
      const value = Number(digits[0]);
      return value > 0xffffffff ? fail(169) : absolute(value);
    }
    const typed = /^([XCBL])'/i.exec(rest);
    if (typed !== null) {
      if (typed[1]!.toUpperCase() === 'L') return this.#length(rest);
      const { text, next } = quoted(this.#text, this.#at + 1);
      this.#at = next;
      return absolute(selfDefining(typed[1]!.toUpperCase(), text));
    }
    const name = /^[A-Z@#$_][A-Z0-9@#$_]*/i.exec(rest);
    if (name === null) return fail(236);
    this.#at += name[0].length;
    return symbol(name[0].toUpperCase());
  }

  #signed(sign: 1 | -1): Value {
    if (++this.#depth > DEPTH) fail(233);
    const value = this.#term();
    this.#depth--;
    return combine(absolute(0, value.length), value, sign);
  }

  /** L'NAME or L'*. */
  #length(rest: string): Value {
    const name = /^L'(\*|[A-Z@#$_][A-Z0-9@#$_]*)/i.exec(rest);
    if (name === null) return fail(236);
    this.#at += name[0].length;
    if (name[1] === '*') return absolute(this.#scope.here.length);
    return absolute(this.#scope.symbol(name[1]!.toUpperCase()).length);
  }
}

/** Where the literal that begins at `from` ends: behind its nominal value, in quotes or parentheses. */
function literalEnd(text: string, from: number): number {
  let depth = 0;
  let typed = false;
  for (let i = from + 1; i < text.length; i++) {
    const c = text[i]!;
    if (c === "'" && depth === 0) return quoted(text, i).next;
    if (c === "'" && !isAttribute(text, i)) i = quoted(text, i).next - 1;
    // the parentheses of a duplication factor stand in front of the type, those of a modifier behind a letter of it
    if (c === '(') depth++;
    else if (c === ')') {
      depth--;
      if (depth === 0 && typed && !/^[LSE.]*[(']/i.test(text.slice(i + 1))) return i + 1;
    } else if (depth === 0 && /[A-Z]/i.test(c)) typed = true;
  }
  return text.length;
}

/** A self-defining term of at most four bytes. */
export function selfDefining(type: string, text: string): number {
  if (type === 'X' && /^[0-9A-F]{1,8}$/i.test(text)) return parseInt(text, 16);
  if (type === 'B' && /^[01]{1,32}$/.test(text)) return parseInt(text, 2);
  const plain = type === 'C' ? text.replaceAll('&&', '&') : '';
  if (plain.length >= 1 && plain.length <= 4)
    return ebcdic(plain).reduce((value, byte) => value * 256 + byte, 0);
  return fail(169);
}

/** A string as EBCDIC; characters that the code page does not hold are an error. */
export function ebcdic(text: string): number[] {
  return Array.from(text, (c) => {
    const code = c.codePointAt(0)!;
    return code < 256 ? LATIN1_TO_EBCDIC[code]! : fail(309);
  });
}

/** The value of a whole text. */
export function evaluate(text: string, scope: Scope): Value {
  const expression = new Expression(text, scope);
  const value = expression.sum();
  if (!expression.ended) failNear(178, text, expression.position);
  return value;
}

/** The value of a text that must be absolute. */
export function number(text: string, scope: Scope): number {
  const value = evaluate(text, scope);
  return value.sections.length === 0 ? value.value : failNear(217, text, text.length - 1);
}
