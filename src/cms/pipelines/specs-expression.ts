/**
 * Expressions of SPECS (CMS Pipelines User's Guide and Reference, "specs Reference", "Expressions"): counters `#n`,
 * fields by their letter, numbers, strings and functions, with REXX's operators and assignments. Numbers are decimal of
 * 31 digits. A compiled expression is plain data.
 */
import { toEbcdic } from '../../shared/ebcdic.js';
import { parseDecimal } from '../rexx/decimal.js';
import type { Operands } from './operands.js';
import { PipeFault } from './pipe-fault.js';
import { functionOf, type Value } from './specs-functions.js';
import { resolveMember, type Located, type Naming, type Segment } from './structures.js';

export type { Value } from './specs-functions.js';

/** A compiled expression. */
export type Expression =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'counter'; readonly number: number }
  | { readonly kind: 'field'; readonly id: string }
  /** Whether the contents of a field have changed since the cycle before, or those of a higher one. */
  | { readonly kind: 'break'; readonly id: string }
  /** A member of a structure, of the type that it has. */
  | { readonly kind: 'member'; readonly place: Located<Expression> }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'unary'; readonly operator: string; readonly of: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: 'choice';
      readonly test: Expression;
      readonly yes: Expression;
      readonly no: Expression;
    }
  | {
      readonly kind: 'assign';
      readonly counter: number;
      readonly operator: string;
      readonly value: Expression;
      /** Its worth is what the counter was before (`#n++`). */
      readonly before?: boolean;
    };

const MOST_COUNTERS = 1000;
const MOST_NESTED = 100;

/** Operators by level, the loosest first; longer ones stand in front of those that they begin with. */
const LEVELS: readonly (readonly string[])[] = [
  [';'],
  ['|'],
  ['&'],
  [
    '<<=',
    '>>=',
    '\u00ac==',
    '/==',
    '==',
    '<<',
    '>>',
    '<=',
    '>=',
    '\u00ac=',
    '/=',
    '<>',
    '=',
    '<',
    '>',
  ],
  ['||'],
  ['+', '-'],
  ['//', '*', '/', '%'],
  ['**'],
];
const ASSIGNMENTS = [':=', '+=', '-=', '*=', '/=', '%=', '||='];

/** Fields by their letters: those that have been defined, and those whose changes somebody asks for. */
export interface FieldNames {
  readonly known: ReadonlySet<string>;
  readonly breaks: Set<string>;
}

const ONE: Expression = { kind: 'value', value: { c: 1n, e: 0 } };

/** Reads an expression from operands. */
class Compiler {
  #text: string;
  #depth = 0;
  #nested = 0;
  readonly #names: FieldNames;
  readonly #naming: Naming;

  constructor(text: string, names: FieldNames, naming: Naming) {
    this.#text = text;
    this.#names = names;
    this.#naming = naming;
  }

  get rest(): string {
    return this.#text;
  }

  compile(): Expression {
    this.#skip();
    if (this.#text === '') throw new PipeFault(206);
    return this.#level(0);
  }

  #skip(): void {
    this.#text = this.#text.trimStart();
  }

  /** The operator of a level that follows; outside of parentheses a blank may end the expression. */
  #operator(forms: readonly string[]): string | undefined {
    const trimmed = this.#text.trimStart();
    const blank = trimmed.length < this.#text.length;
    const found = forms.find((form) => trimmed.startsWith(form));
    if (found === undefined || this.#assignmentAt(trimmed) !== undefined) return undefined;
    const longer = LEVELS.flat().some(
      (form) => form.length > found.length && form.startsWith(found) && trimmed.startsWith(form),
    );
    if (longer) return undefined;
    if (blank && this.#depth === 0 && /^[-+*/%]/.test(found)) {
      // what follows a blank may be the next item: a string, a range
      if (found === '/' || !/^\s/.test(trimmed.slice(found.length))) return undefined;
    }
    this.#text = trimmed.slice(found.length);
    return found;
  }

  #assignmentAt(text: string): string | undefined {
    return ASSIGNMENTS.find((form) => text.startsWith(form) && !text.startsWith(`${form}=`));
  }

  #level(n: number): Expression {
    if (++this.#nested > MOST_NESTED * LEVELS.length) throw new PipeFault(221, '(');
    let left = n === LEVELS.length ? this.#unary() : n === 1 ? this.#choice() : this.#level(n + 1);
    for (;;) {
      const forms = LEVELS[n];
      const operator = forms === undefined ? undefined : this.#operator(forms);
      if (operator === undefined) break;
      left = {
        kind: 'binary',
        operator,
        left,
        right: n === 0 ? this.#level(1) : this.#level(n + 1),
      };
    }
    this.#nested--;
    return left;
  }

  /** `a ? b : c`. */
  #choice(): Expression {
    const test = this.#level(2);
    const trimmed = this.#text.trimStart();
    if (!trimmed.startsWith('?')) return test;
    this.#text = trimmed.slice(1);
    const yes = this.#level(1);
    this.#skip();
    if (!this.#text.startsWith(':')) throw new PipeFault(1082);
    this.#text = this.#text.slice(1);
    return { kind: 'choice', test, yes, no: this.#level(1) };
  }

  #unary(): Expression {
    this.#skip();
    const step = /^(\+\+|--)\s*#(\d+)/.exec(this.#text);
    if (step !== null) {
      this.#text = this.#text.slice(step[0].length);
      return this.#step(Number(step[2]), step[1]!.charAt(0), false);
    }
    const operator = /^[-+!\u00ac\\]/.exec(this.#text)?.[0];
    if (operator === undefined) return this.#term();
    this.#text = this.#text.slice(1);
    return { kind: 'unary', operator, of: this.#unary() };
  }

  #term(): Expression {
    const take = (pattern: RegExp): RegExpExecArray | undefined => {
      const found = pattern.exec(this.#text) ?? undefined;
      if (found !== undefined) this.#text = this.#text.slice(found[0].length);
      return found;
    };
    const counter = take(/^#(\d*)/);
    if (counter !== undefined) return this.#counter(counter[1]!);
    if (take(/^\(/) !== undefined) {
      this.#depth++;
      const inner = this.#level(0);
      this.#skip();
      if (take(/^\)/) === undefined)
        throw new PipeFault(this.#text === '' ? 200 : 1081, this.#text.charAt(0));
      this.#depth--;
      return inner;
    }
    const string = take(/^'([^']*)'/) ?? take(/^"([^"]*)"/);
    if (string !== undefined) return { kind: 'value', value: toEbcdic(string[1]!) };
    const number = take(/^(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?/);
    if (number !== undefined) return { kind: 'value', value: parseDecimal(number[0])! };
    const name = take(/^[A-Za-z@$_][A-Za-z0-9@#$_]*/)?.[0];
    if (name === undefined)
      throw this.#text === '' ? new PipeFault(624) : new PipeFault(1081, this.#text.charAt(0));
    const called = this.#text.startsWith('(');
    const isFunction = functionOf(name.toLowerCase()) !== undefined || /^break$/i.test(name);
    if (called && (isFunction || !this.#isMember(name))) return this.#call(name.toLowerCase());
    if (this.#names.known.has(name)) return { kind: 'field', id: name };
    if (this.#isMember(name)) return this.#member(name);
    throw name.length > 1 ? new PipeFault(1032, name) : new PipeFault(1033, name);
  }

  /** Whether a name is one of the structure of QUALIFY, or that of a structure with a member behind it. */
  #isMember(name: string): boolean {
    const upper = name.toUpperCase();
    const { find, qualifier } = this.#naming;
    if (qualifier !== undefined && Object.hasOwn(qualifier.structure.members, upper)) return true;
    return /^(?:\.|\()/.test(this.#text) && find(upper) !== undefined;
  }

  /** `structure.member(subscript).member`. */
  #member(first: string): Expression {
    const segments: Segment<Expression>[] = [];
    for (let name: string | undefined = first; name !== undefined;) {
      let subscript: Expression | undefined;
      if (this.#text.startsWith('(')) {
        this.#text = this.#text.slice(1);
        this.#depth++;
        subscript = this.#level(1);
        this.#depth--;
        this.#skip();
        if (!this.#text.startsWith(')')) throw new PipeFault(200);
        this.#text = this.#text.slice(1);
      }
      segments.push({ name: name.toUpperCase(), subscript });
      const next = /^\.([A-Za-z@#$_][A-Za-z0-9@#$_]*)/.exec(this.#text);
      name = next?.[1];
      this.#text = this.#text.slice(next?.[0].length ?? 0);
    }
    return { kind: 'member', place: resolveMember(segments, this.#naming) };
  }

  #counter(digits: string): Expression {
    if (digits === '') throw new PipeFault(1085);
    const number = Number(digits);
    if (number >= MOST_COUNTERS) throw new PipeFault(1089);
    const step = /^(\+\+|--)(?![#\w(])/.exec(this.#text);
    if (step !== null) {
      this.#text = this.#text.slice(2);
      return this.#step(number, step[1]!.charAt(0), true);
    }
    const trimmed = this.#text.trimStart();
    const operator = this.#assignmentAt(trimmed);
    if (operator === undefined) return { kind: 'counter', number };
    this.#text = trimmed.slice(operator.length);
    return {
      kind: 'assign',
      counter: number,
      operator: operator === ':=' ? '' : operator.slice(0, -1),
      value: this.#level(1),
    };
  }

  /** One more or one less, and what the counter was before or is then. */
  #step(counter: number, operator: string, before: boolean): Expression {
    if (counter >= MOST_COUNTERS) throw new PipeFault(1089);
    return { kind: 'assign', counter, operator, value: ONE, before };
  }

  /** `break(x)`: its argument is the name of a field. */
  #break(): Expression {
    const found = /^\(\s*([A-Za-z])\s*\)/.exec(this.#text);
    if (found === null) throw new PipeFault(1032, this.#text);
    const id = found[1]!;
    if (!this.#names.known.has(id)) throw new PipeFault(1033, id);
    this.#text = this.#text.slice(found[0].length);
    this.#names.breaks.add(id);
    return { kind: 'break', id };
  }

  #call(name: string): Expression {
    if (name === 'break') return this.#break();
    const bounds = functionOf(name);
    if (bounds === undefined) throw new PipeFault(1301, name);
    this.#text = this.#text.slice(1);
    this.#depth++;
    const args: Expression[] = [];
    this.#skip();
    while (!this.#text.startsWith(')')) {
      args.push(this.#level(1));
      this.#skip();
      if (this.#text.startsWith(',')) this.#text = this.#text.slice(1);
      else if (!this.#text.startsWith(')')) throw new PipeFault(200);
    }
    this.#text = this.#text.slice(1);
    this.#depth--;
    if (args.length < bounds.least) throw new PipeFault(242, bounds.least);
    if (args.length > bounds.most) throw new PipeFault(243, bounds.most);
    return { kind: 'call', name, args };
  }
}

/** Takes an expression from operands. Throws a PipeFault. */
export function parseExpression(operands: Operands, names: FieldNames): Expression {
  const compiler = new Compiler(operands.rest, names, operands.naming);
  const expression = compiler.compile();
  operands.rest = compiler.rest;
  return expression;
}
