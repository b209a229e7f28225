/**
 * Expressions (z/VM REXX/VM Reference, "Expressions and Operators"): compiled by precedence into instructions
 * that leave one value on the stack.
 */
import { COMPARE, OP } from './code.js';
import type { Emitter } from './emitter.js';
import { fail } from './errors.js';
import type { Token } from './scanner.js';

/** Deepest nesting of parentheses and functions. */
const MOST_DEPTH = 250;
/** Most arguments of a function. */
export const MOST_ARGUMENTS = 100;

/** An operator: its priority, its instruction, and the operand of COMPARE. */
interface Binary {
  readonly priority: number;
  readonly op: number;
  readonly operand?: number;
}

const COMPARISON = 3;
const CONCATENATION = 4;

const BINARY: ReadonlyMap<string, Binary> = new Map<string, Binary>([
  ['|', { priority: 1, op: OP.OR }],
  ['&&', { priority: 1, op: OP.EXCLUSIVE_OR }],
  ['&', { priority: 2, op: OP.AND }],
  ...Object.entries(COMPARE).map(([text, operand]): [string, Binary] => [
    text,
    { priority: COMPARISON, op: OP.COMPARE, operand },
  ]),
  ['||', { priority: CONCATENATION, op: OP.CONCATENATE }],
  ['+', { priority: 5, op: OP.ADD }],
  ['-', { priority: 5, op: OP.SUBTRACT }],
  ['*', { priority: 6, op: OP.MULTIPLY }],
  ['/', { priority: 6, op: OP.DIVIDE }],
  ['%', { priority: 6, op: OP.INTEGER_DIVIDE }],
  ['//', { priority: 6, op: OP.REMAINDER }],
  ['**', { priority: 7, op: OP.POWER }],
]);

/** Compiles an expression up to the end of the clause, a `)`, a `,` or one of the words in `stops`. */
export function expression(e: Emitter, stops: readonly string[] = []): void {
  new ExpressionCompiler(e, stops).whole();
}

/** Whether an expression begins here. */
export function startsExpression(e: Emitter, stops: readonly string[] = []): boolean {
  const token = e.peek();
  return !(e.clauseOver() || e.is(',') || e.is(')') || isStop(token, stops));
}

/** Compiles arguments up to `)` or the end of the clause; gives their number. */
export function callArguments(e: Emitter, stops: readonly string[], depth = 0): number {
  let count = 0;
  for (;;) {
    if (e.is(',')) {
      e.at++;
      e.emit(OP.OMITTED);
      count++;
      // a comma at the end stands for one more that is left out only when something follows
      if (e.is(')') || e.clauseOver()) break;
      continue;
    }
    if (e.is(')') || e.clauseOver()) break;
    new ExpressionCompiler(e, stops, depth).whole();
    count++;
    if (!e.is(',')) break;
    e.at++;
    if (e.is(')') || e.clauseOver()) {
      e.emit(OP.OMITTED);
      count++;
      break;
    }
  }
  if (count > MOST_ARGUMENTS) fail(40, 4);
  return count;
}

function isStop(token: Token, stops: readonly string[]): boolean {
  return token.kind === 'symbol' && stops.includes(token.text);
}

class ExpressionCompiler {
  readonly #e: Emitter;
  readonly #stops: readonly string[];
  #depth: number;

  constructor(e: Emitter, stops: readonly string[], depth = 0) {
    this.#e = e;
    this.#stops = stops;
    this.#depth = depth;
  }

  whole(): void {
    if (++this.#depth > MOST_DEPTH) fail(11, 1);
    this.#level(1);
    this.#depth--;
  }

  /** Operators of this priority and above, those of the same from left to right. */
  #level(priority: number): void {
    const e = this.#e;
    this.#prefix();
    for (;;) {
      const token = e.peek();
      const binary = token.kind === 'operator' ? BINARY.get(token.text) : undefined;
      if (binary !== undefined) {
        if (binary.priority < priority) return;
        e.at++;
        this.#level(binary.priority + 1);
        e.emitBinary(binary.op, binary.operand);
      } else {
        if (priority > CONCATENATION || !this.#operandBegins(token)) return;
        this.#level(CONCATENATION + 1);
        e.emitBinary(token.spaced ? OP.CONCATENATE_BLANK : OP.CONCATENATE);
      }
    }
  }

  #operandBegins(token: Token): boolean {
    switch (token.kind) {
      case 'string':
      case 'constant':
        return true;
      case 'symbol':
        return !isStop(token, this.#stops);
      case 'special':
        return token.text === '(';
      case 'operator':
        return token.text === '\\';
      case 'end':
        return false;
    }
  }

  #prefix(): void {
    const token = this.#e.peek();
    if (token.kind !== 'operator') {
      this.#term();
      return;
    }
    const op =
      token.text === '-'
        ? OP.MINUS
        : token.text === '+'
          ? OP.PLUS
          : token.text === '\\'
            ? OP.NOT
            : undefined;
    if (op === undefined) fail(35, 1, token.text);
    if (++this.#depth > MOST_DEPTH) fail(11, 1);
    this.#e.at++;
    this.#prefix();
    this.#depth--;
    this.#e.emit(op);
  }

  #term(): void {
    const e = this.#e;
    const token = e.peek();
    if (token.kind === 'special') {
      if (token.text === '(') {
        this.#parenthesis(token);
        return;
      }
      if (token.text === ')') fail(37, 2);
      if (token.text === ',') fail(37, 1);
      fail(35, 1, token.text === ';' ? '' : token.text);
    }
    if (token.kind === 'end' || token.kind === 'operator' || isStop(token, this.#stops)) {
      fail(35, 1, token.text);
    }
    e.at++;
    if (e.is('(') && !e.peek().spaced) {
      this.#call(token);
      return;
    }
    if (token.kind === 'symbol') {
      const reference = e.variable(token);
      if (reference.kind === 'simple') e.emit(OP.VARIABLE, reference.slot);
      else e.emit(OP.COMPOUND, e.reference(reference));
      return;
    }
    e.constant(token);
  }

  #parenthesis(open: Token): void {
    const e = this.#e;
    e.at++;
    // words that end a clause are names in here
    new ExpressionCompiler(e, [], this.#depth).whole();
    if (e.is(',')) fail(37, 1);
    if (!e.is(')')) fail(36, 1, String(open.line));
    e.at++;
  }

  #call(name: Token): void {
    const e = this.#e;
    const open = e.take();
    if (this.#depth >= MOST_DEPTH) fail(11, 1);
    const count = callArguments(e, [], this.#depth);
    if (!e.is(')')) fail(36, 1, String(open.line));
    e.at++;
    // a name in quotes is none of the program's own labels
    e.emit(OP.FUNCTION, e.value(name.text), count, name.kind === 'string' ? 1 : 0);
  }
}
