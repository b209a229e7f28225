/**
 * Expressions of conditional assembly: arithmetic (SETA), character (SETC) and logical (SETB, AIF), with attributes
 * (GC33-4010, "Conditional Assembly Language").
 */
import { attribute, typeAttribute } from './attributes.js';
import { selfDefining } from './expression.js';
import { quoted } from './scanner.js';
import type { AssemblyState } from './state.js';
import { fail, failNear } from './value.js';
import { LONGEST_VALUE, takesSubscript, valueOf, variableName } from './variables.js';

/** Longest field after substitution. */
const LONGEST_FIELD = 1024;
/** Deepest nesting of parentheses. */
const DEPTH = 30;
const RELATIONS = ['EQ', 'NE', 'LT', 'GT', 'LE', 'GE'] as const;

/** Ends with a message when a number does not fit into a word. */
function word(value: number): number {
  return Math.abs(value) > 0x7fffffff && value !== -0x80000000 ? fail(110) : value;
}

/** Reads expressions from the operand of a conditional statement. */
export class ConditionalExpression {
  readonly #state: AssemblyState;
  readonly #text: string;
  #at: number;
  #depth = 0;

  constructor(state: AssemblyState, text: string, from = 0) {
    this.#state = state;
    this.#text = text;
    this.#at = from;
  }

  /** Where reading has come to. */
  get position(): number {
    return this.#at;
  }

  get #next(): string {
    return this.#text[this.#at] ?? '';
  }

  #take(c: string): boolean {
    if (this.#next !== c) return false;
    this.#at++;
    return true;
  }

  #blanks(): void {
    while (this.#next === ' ') this.#at++;
  }

  /** Ends the statement when something is left. */
  end(): void {
    if (this.#at < this.#text.length) failNear(178, this.#text, this.#at);
  }

  /** Subscripts up to the closing parenthesis, the opening one already taken. */
  subscripts(): number[] {
    const out = [this.arithmetic()];
    while (this.#take(',')) out.push(this.arithmetic());
    if (!this.#take(')')) fail(215);
    return out;
  }

  #nested<T>(read: () => T): T {
    if (++this.#depth > DEPTH) fail(233);
    const value = read();
    this.#depth--;
    return value;
  }

  /** An arithmetic expression. */
  arithmetic(): number {
    return this.#nested(() => {
      let left = this.#product();
      for (;;) {
        if (this.#take('+')) left = word(left + this.#product());
        else if (this.#take('-')) left = word(left - this.#product());
        else return left;
      }
    });
  }

  #product(): number {
    let left = this.#term();
    for (;;) {
      if (this.#take('*')) left = word(left * this.#term());
      else if (this.#take('/')) {
        const right = this.#term();
        left = right === 0 ? 0 : Math.trunc(left / right);
      } else return left;
    }
  }

  #term(): number {
    if (this.#take('-')) return -this.#nested(() => this.#term());
    if (this.#take('+')) return this.#nested(() => this.#term());
    if (this.#take('(')) {
      const value = this.arithmetic();
      if (!this.#take(')')) fail(215);
      return value;
    }
    const rest = this.#text.slice(this.#at);
    const digits = /^\d{1,10}/.exec(rest);
    if (digits !== null) {
      this.#at += digits[0].length;
      return word(Number(digits[0]));
    }
    if (/^[LSIKN]'/i.test(rest)) return this.#attribute(rest[0]!.toUpperCase());
    if (/^[XBC]'/i.test(rest)) {
      const { text, next } = quoted(this.#text, this.#at + 1);
      this.#at = next;
      return selfDefining(rest[0]!.toUpperCase(), substitute(this.#state, text)) | 0;
    }
    if (rest.startsWith('&')) {
      const { value, next } = readVariable(this.#state, this.#text, this.#at);
      this.#at = next;
      if (this.#next === '.') this.#at++;
      return typeof value === 'number' ? value : numberIn(value);
    }
    return rest === '' ? fail(234) : fail(236);
  }

  /** What an attribute refers to: a variable symbol or a symbol, as written. */
  #reference(): string {
    const match = /^(?:&?[A-Z@#$_][A-Z0-9@#$_]*|\*)/i.exec(this.#text.slice(this.#at));
    if (match === null) return fail(236);
    let end = this.#at + match[0].length;
    if (match[0].startsWith('&') && this.#text[end] === '(') {
      let depth = 0;
      do {
        if (this.#text[end] === '(') depth++;
        else if (this.#text[end] === ')') depth--;
        end++;
      } while (depth > 0 && end < this.#text.length);
    }
    const reference = this.#text.slice(this.#at, end).toUpperCase();
    this.#at = end;
    return reference;
  }

  #attribute(kind: string): number {
    this.#at += 2;
    return attribute(this.#state, kind, this.#reference());
  }

  /** A character expression: strings, substrings and types joined by periods. */
  character(): string {
    let out = '';
    do {
      out += this.#string();
      if (out.length > LONGEST_VALUE) fail(42);
    } while (this.#take('.') || this.#next === "'");
    return out;
  }

  #string(): string {
    let factor = 1;
    if (this.#take('(')) [factor] = this.subscripts() as [number];
    if (factor < 0) fail(114);
    if (factor > LONGEST_VALUE) fail(206);
    const rest = this.#text.slice(this.#at);
    let text: string;
    if (/^T'/i.test(rest)) {
      this.#at += 2;
      text = typeAttribute(this.#state, this.#reference());
    } else {
      const string = quoted(this.#text, this.#at);
      this.#at = string.next;
      text = substitute(this.#state, string.text);
    }
    if (this.#take('(')) text = this.#substring(text);
    if (text.length * factor > LONGEST_VALUE) fail(42);
    return text.repeat(factor);
  }

  #substring(text: string): string {
    const [from, length] = this.subscripts();
    if (length === undefined) return failNear(178, this.#text, this.#at - 1);
    if (from! < 1) fail(115);
    if (from! > Math.max(1, text.length)) fail(117);
    if (length < 0) fail(116);
    return text.slice(from! - 1, from! - 1 + length);
  }

  /** A logical expression. */
  logical(): boolean {
    return this.#nested(() => {
      let left = this.#and();
      while (this.#word('OR')) left = this.#and() || left;
      return left;
    });
  }

  #and(): boolean {
    let left = this.#not();
    while (this.#word('AND')) left = this.#not() && left;
    return left;
  }

  #not(): boolean {
    if (this.#word('NOT')) return !this.#nested(() => this.#not());
    return this.#relation();
  }

  /** Takes an operator, which stands between blanks or parentheses. */
  #word(name: string): boolean {
    this.#blanks();
    const end = this.#at + name.length;
    if (this.#text.slice(this.#at, end).toUpperCase() !== name) return false;
    if (!/[ (')&]/.test(this.#text[end] ?? ' ')) return false;
    this.#at = end;
    this.#blanks();
    return true;
  }

  #relation(): boolean {
    this.#blanks();
    if (this.#next === '(' && isLogical(this.#text, this.#at)) {
      this.#at++;
      const value = this.logical();
      this.#blanks();
      if (!this.#take(')')) fail(215);
      return value;
    }
    const rest = this.#text.slice(this.#at);
    if (/^(?:\([^')]*\))?(?:T?')/i.test(rest)) {
      const left = this.character();
      const relation = RELATIONS.find((one) => this.#word(one));
      if (relation === undefined) return failNear(178, this.#text, this.#at);
      const right = this.character();
      // the shorter string is the smaller one
      const order =
        left.length !== right.length
          ? left.length - right.length
          : left < right
            ? -1
            : Number(left > right);
      return holds(relation, order);
    }
    const left = this.arithmetic();
    const relation = RELATIONS.find((one) => this.#word(one));
    if (relation === undefined) return left !== 0;
    return holds(relation, left - this.arithmetic());
  }
}

function holds(relation: (typeof RELATIONS)[number], order: number): boolean {
  switch (relation) {
    case 'EQ':
      return order === 0;
    case 'NE':
      return order !== 0;
    case 'LT':
      return order < 0;
    case 'GT':
      return order > 0;
    case 'LE':
      return order <= 0;
    case 'GE':
      return order >= 0;
  }
}

/** Whether the parentheses that open at `from` hold a logical expression. */
function isLogical(text: string, from: number): boolean {
  let depth = 0;
  let inside = false;
  for (let i = from; i < text.length; i++) {
    const c = text[i]!;
    if (c === "'" && !/[LTSIKN]/i.test(inside ? '' : (text[i - 1] ?? ''))) inside = !inside;
    else if (inside) continue;
    else if (c === '(') depth++;
    else if (c === ')' && --depth === 0)
      return (
        !/^ *[-+*/]/.test(text.slice(i + 1)) &&
        !/^ +(?:EQ|NE|LT|GT|LE|GE)\b/i.test(text.slice(i + 1))
      );
  }
  return true;
}

/** The number that a character value stands for: a self-defining term. */
export function numberIn(value: string): number {
  const text = value.trim();
  if (/^[+-]?\d{1,10}$/.test(text)) return word(Number(text));
  if (/^[+-]?\d+$/.test(text)) return fail(107);
  const typed = /^([XBC])'(.*)'$/i.exec(text);
  if (typed !== null) return selfDefining(typed[1]!.toUpperCase(), typed[2]!) | 0;
  return fail(/^[XBC]'/i.test(value) ? 169 : 108);
}

/** Reads a variable symbol with its subscripts at `at`, where the `&` stands. */
function readVariable(
  state: AssemblyState,
  text: string,
  at: number,
): { value: number | string; next: number } {
  const { name, next } = variableName(text, at);
  if (text[next] !== '(' || !takesSubscript(state, name)) {
    return { value: valueOf(state, name, []), next };
  }
  const expression = new ConditionalExpression(state, text, next + 1);
  const subscripts = expression.subscripts();
  return { value: valueOf(state, name, subscripts), next: expression.position };
}

/** A field with the values of its variable symbols; `&&` stays as it is. */
export function substitute(state: AssemblyState, text: string): string {
  if (!text.includes('&')) return text;
  let out = '';
  for (let i = 0; i < text.length;) {
    const c = text[i]!;
    if (c !== '&') {
      out += c;
      i++;
    } else if (text[i + 1] === '&') {
      out += '&&';
      i += 2;
    } else {
      const { value, next } = readVariable(state, text, i);
      out += String(typeof value === 'number' ? Math.abs(value) : value);
      // a period joins what follows
      i = text[next] === '.' ? next + 1 : next;
    }
    if (out.length > LONGEST_FIELD) fail(42);
  }
  return out;
}
