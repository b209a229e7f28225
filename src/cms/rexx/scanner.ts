/**
 * The words of a REXX program (z/VM REXX/VM Reference, "Tokens"): comments, strings with their hexadecimal and
 * binary forms, symbols, operators; and where clauses end. Blanks matter in REXX, so each token says whether
 * one stands in front of it.
 */
import { fromBytes } from './character-codes.js';
import { fail, RexxError } from './errors.js';

/** What a token is. */
export type TokenKind =
  | 'string'
  /** A symbol that begins with a letter, in upper case. */
  | 'symbol'
  /** A symbol that begins with a digit or a period. */
  | 'constant'
  | 'operator'
  /** A character with a meaning of its own: `( ) , : ;`, or the end of a line that ends a clause. */
  | 'special'
  | 'end';

/** One token. */
export interface Token {
  readonly kind: TokenKind;
  /** The characters; a string without its quotes, an operator in its shortest form (`<=` for `!>`). */
  readonly text: string;
  /** A blank (or comment, or continuation) stands in front of it. */
  readonly spaced: boolean;
  /** Line on which it begins, from 1. */
  readonly line: number;
  /** Places in that program text: where it begins, and what follows it. */
  readonly from: number;
  readonly to: number;
}

/** Longest string or symbol. */
const MOST_LENGTH = 250;
/** Longest string that is written in a program. */
const MOST_STRING = 32_000;

const LETTER = /[A-Za-z_!?@#$.0-9¢]/;
/** Whether a code is one of a symbol's, and of a constant's first. */
export const IN_SYMBOL = Array.from({ length: 256 }, (_, code) =>
  LETTER.test(String.fromCharCode(code)),
);
const ZERO = 0x30;
const NINE = 0x39;
const POINT = 0x2e;
const LETTER_A = 0x61;
const SLASH = 0x2f;
const ASTERISK = 0x2a;
const NEW_LINE = 0x0a;
/** Symbols that have been read, with how they are in upper case: at most so many. */
const MOST_KNOWN = 2000;
const known = new Map<string, string>();

/** A symbol in upper case: programs have the same ones over and over, and INTERPRET reads them each time. */
function upperSymbol(text: string): string {
  let upper = known.get(text);
  if (upper === undefined) {
    upper = text.toUpperCase();
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(text, upper);
  }
  return upper;
}

const OPERATORS = '+-*/%|&=\\><¬^';
/** Operators of several characters, blanks between them left out; the not-signs are all `\`. */
const COMPOUND: Readonly<Record<string, string>> = {
  '**': '**',
  '//': '//',
  '||': '||',
  '&&': '&&',
  '==': '==',
  '\\==': '\\==',
  '\\=': '\\=',
  '<>': '\\=',
  '><': '\\=',
  '>=': '>=',
  '<=': '<=',
  '\\<': '>=',
  '\\>': '<=',
  '>>': '>>',
  '<<': '<<',
  '>>=': '>>=',
  '<<=': '<<=',
  '\\<<': '>>=',
  '\\>>': '<<=',
};
/** Longest first. */
const LONGEST = 3;

/** Tokens of a clause, at most: it is compiled in one go. */
const MOST_TOKENS = 16_384;

/** Reads a program text; the last token is `end`. */
export class Scanner {
  readonly #source: string;
  readonly #tokens: Token[] = [];
  /** Index of the first token of the present clause. */
  #clause = 0;
  #at = 0;
  #line = 1;
  #spaced = false;

  constructor(source: string) {
    this.#source = source;
  }

  /** The tokens so far. */
  get tokens(): readonly Token[] {
    return this.#tokens;
  }

  /** Reads up to `share` more tokens; whether it has come to the end. */
  advance(share: number): boolean {
    const most = this.#tokens.length + share;
    try {
      while (this.#tokens.length < most) if (!this.#next()) return true;
    } catch (error) {
      if (error instanceof RexxError) error.line = this.#line;
      throw error;
    }
    return false;
  }

  #add(kind: TokenKind, text: string, from: number, line = this.#line): true {
    if (text === ';' && kind === 'special') this.#clause = this.#tokens.length;
    else if (this.#tokens.length - this.#clause > MOST_TOKENS) fail(5);
    this.#tokens.push({ kind, text, spaced: this.#spaced, line, from, to: this.#at });
    this.#spaced = false;
    return true;
  }

  #next(): boolean {
    const source = this.#source;
    const from = this.#at;
    const c = source[from];
    if (c === undefined) {
      this.#add('special', ';', from);
      this.#add('end', '', from);
      return false;
    }
    if (c === ' ' || c === '\t') {
      this.#at++;
      this.#spaced = true;
      return true;
    }
    if (c === '/' && source[from + 1] === '*') return this.#comment();
    if (c === '\n') return this.#endOfLine();
    if (c === "'" || c === '"') return this.#string(c);
    if (IN_SYMBOL[c.charCodeAt(0)] === true) return this.#symbol(c.charCodeAt(0));
    if (OPERATORS.includes(c)) return this.#operator();
    if (c === '(' || c === ')' || c === ',' || c === ':' || c === ';') {
      this.#at++;
      return this.#add('special', c, from);
    }
    return fail(13, 1, c);
  }

  #comment(): true {
    const begun = this.#line;
    let depth = 0;
    do {
      const source = this.#source;
      if (this.#at + 2 > source.length) {
        this.#line = begun;
        fail(6, 1);
      }
      const code = source.charCodeAt(this.#at);
      if (code === SLASH && source.charCodeAt(this.#at + 1) === ASTERISK) depth++;
      else if (code === ASTERISK && source.charCodeAt(this.#at + 1) === SLASH) depth--;
      else {
        if (code === NEW_LINE) this.#line++;
        this.#at++;
        continue;
      }
      this.#at += 2;
    } while (depth > 0);
    // a comment separates as little as nothing at all, but for what stands around it
    return true;
  }

  /** The end of a line ends the clause, unless a comma stands before it. */
  #endOfLine(): true {
    const from = this.#at++;
    const last = this.#tokens.at(-1);
    const line = this.#line++;
    if (last?.kind === 'special' && last.text === ',') {
      this.#tokens.pop();
      this.#spaced = true;
      return true;
    }
    return this.#add('special', ';', from, line);
  }

  #string(quote: string): true {
    const from = this.#at;
    const begun = this.#line;
    let text = '';
    for (;;) {
      const end = this.#source.indexOf(quote, this.#at + 1);
      const line = this.#source.indexOf('\n', this.#at + 1);
      if (end < 0 || (line >= 0 && line < end)) fail(6, quote === "'" ? 2 : 3);
      text += this.#source.slice(this.#at + 1, end);
      this.#at = end + 1;
      if (this.#source[this.#at] !== quote) break;
      text += quote;
    }
    const form = this.#source[this.#at]?.toUpperCase();
    const behind = this.#source[this.#at + 1] ?? '';
    if ((form === 'X' || form === 'B') && !LETTER.test(behind)) {
      this.#at++;
      text = form === 'X' ? hexadecimal(text) : binary(text);
    }
    if (text.length > MOST_STRING) fail(30, 2);
    return this.#add('string', text, from, begun);
  }

  #symbol(first: number): true {
    const from = this.#at;
    const source = this.#source;
    let at = from + 1;
    let small = false;
    for (;;) {
      const code = source.charCodeAt(at);
      if (IN_SYMBOL[code] !== true) break;
      if (code >= LETTER_A) small = true;
      at++;
    }
    this.#at = at;
    let text = source.slice(from, at);
    const constant = first === POINT || (first >= ZERO && first <= NINE);
    if (constant && !small && at - from <= MOST_LENGTH && source.charCodeAt(at - 1) <= NINE)
      return this.#add('constant', text, from);
    // the sign of an exponent belongs to the number
    if (
      constant &&
      /^(\d+\.?\d*|\.\d+)[eE]$/.test(text) &&
      /^[+-]\d/.test(source.slice(this.#at, this.#at + 2))
    ) {
      this.#at++;
      while (/[0-9]/.test(source[this.#at] ?? '')) this.#at++;
      text = source.slice(from, this.#at);
    }
    if (text.length > MOST_LENGTH) fail(30, 1);
    if (constant) return this.#add('constant', text.toUpperCase(), from);
    return this.#add('symbol', upperSymbol(text), from);
  }

  /** Blanks, comments and continuations may stand within an operator of several characters. */
  #operator(): true {
    const from = this.#at;
    let best = this.#sign(this.#source[this.#at++]!);
    let text = best;
    let end = this.#at;
    const line = this.#line;
    for (let n = 1; n < LONGEST; n++) {
      let at = end;
      while (this.#source[at] === ' ') at++;
      const c = this.#source[at];
      if (c === undefined || !OPERATORS.includes(c)) break;
      if (c === '/' && this.#source[at + 1] === '*') break;
      const more = text + this.#sign(c);
      // `\==` is reached by way of `\=`
      if (!(more in COMPOUND)) break;
      text = more;
      best = COMPOUND[more]!;
      end = at + 1;
    }
    this.#at = end;
    return this.#add('operator', best, from, line);
  }

  #sign(c: string): string {
    return c === '¬' || c === '^' ? '\\' : c;
  }
}

/** `'C1 c2'X`: pairs of digits, with blanks between whole bytes only. */
export function hexadecimal(text: string): string {
  return fromBytes(hexadecimalBytes(text) ?? fail(15, 1));
}

/** The bytes of hexadecimal digits; undefined when they are wrong. */
export function hexadecimalBytes(text: string): Uint8Array | undefined {
  const digits = grouped(text, 2, /^[0-9A-Fa-f]*$/);
  if (digits === undefined) return undefined;
  const even = digits.length % 2 === 1 ? `0${digits}` : digits;
  const bytes = new Uint8Array(even.length / 2);
  for (let i = 0; i < bytes.length; i++)
    bytes[i] = (valueOfDigit(even, 2 * i) << 4) | valueOfDigit(even, 2 * i + 1);
  return bytes;
}

/** The value of a hexadecimal digit. */
export function valueOfDigit(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code <= NINE ? code - ZERO : (code & 15) + 9;
}

/** `'1100 0001'B`. */
export function binary(text: string): string {
  const digits = grouped(text, 4, /^[01]*$/) ?? fail(15, 2);
  const whole = digits.padStart(Math.ceil(digits.length / 8) * 8, '0');
  const bytes = Array.from({ length: whole.length / 8 }, (_, i) =>
    Number.parseInt(whole.slice(8 * i, 8 * i + 8), 2),
  );
  return fromBytes(bytes);
}

/** Digits whose blanks stand at boundaries of groups, counted from the right; undefined when they do not. */
export function grouped(text: string, size: number, digits: RegExp): string | undefined {
  if (text === '') return '';
  if (/^\s|\s$/.test(text)) return undefined;
  const parts = text.split(/[ \t]+/);
  if (parts.some((part, i) => i > 0 && part.length % size !== 0)) return undefined;
  const all = parts.join('');
  return digits.test(all) ? all : undefined;
}
