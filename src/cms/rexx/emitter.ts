/**
 * Where compiled code is put together: a unit that grows, addresses that are filled in later, and the tokens of
 * the program with a place in them.
 */
import type { Clause, Reference, Symbols, Unit } from './code.js';
import { newUnit, OP, referenceOf } from './code.js';
import { fail, RexxError } from './errors.js';
import type { Token } from './scanner.js';
import { shortest, standingAlone } from './value.js';
import type { Value } from './value.js';

/** Words of an error that is compiled into the code are kept with the constants, joined by this. */
export const WORD_SEPARATOR = '\u0001';

/** What a unit is for. */
export interface Use {
  /** The line of all clauses, in place of their own. */
  readonly line?: number | undefined;
  /** Places of the constants that are the unit's own values, which begin with them. */
  readonly own?: readonly number[];
  /** As Unit has it. */
  readonly lasting?: boolean;
}

/** So many constants are looked through for one that is the same. */
const LOOK_BACK = 64;

/** Code under construction, and the tokens that it is made of. */
export class Emitter {
  readonly unit: Unit;
  readonly symbols: Symbols;
  readonly source: string;
  readonly #tokens: readonly Token[];
  /** Index of the token that comes next. */
  at = 0;
  /** Where the last instruction stands when it pushes a variable or constant, and likewise the one before it. */
  #last: number | undefined;
  #before: number | undefined;
  /** How many instructions the present one is nested in. */
  depth = 0;

  /** The token at which the share of work is used up. */
  #dueAt = Infinity;

  readonly #line: number | undefined;
  readonly #own: readonly number[];
  /** Which of the unit's own constants have been emitted. */
  readonly emitted = new Set<number>();
  /** An error has been compiled in. */
  failed = false;

  constructor(source: string, tokens: readonly Token[], symbols: Symbols, use: Use) {
    const { line, own = [], lasting = true } = use;
    this.source = source;
    this.#line = line;
    this.#own = own;
    this.#tokens = tokens;
    this.symbols = symbols;
    this.unit = newUnit(own.length, lasting);
  }

  /** So many tokens may be compiled now. */
  share(tokens: number): void {
    this.#dueAt = this.at + tokens;
  }

  /** Whether the share of work is used up. */
  due(): boolean {
    return this.at >= this.#dueAt;
  }

  // ---- tokens

  /** The token `ahead` of the next one. */
  peek(ahead = 0): Token {
    return this.#tokens[Math.min(this.at + ahead, this.#tokens.length - 1)]!;
  }

  /** Takes the next token. */
  take(): Token {
    const token = this.peek();
    if (this.at < this.#tokens.length - 1) this.at++;
    return token;
  }

  /** Whether the next token is this special character or operator. */
  is(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return (token.kind === 'special' || token.kind === 'operator') && token.text === text;
  }

  /** Whether the next token is this keyword. */
  isWord(word: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'symbol' && token.text === word;
  }

  /** Takes a keyword if it is the next token. */
  skipWord(word: string): boolean {
    if (!this.isWord(word)) return false;
    this.at++;
    return true;
  }

  /** Whether the clause is over. */
  clauseOver(): boolean {
    return this.is(';') || this.peek().kind === 'end';
  }

  /** Goes over the rest of the clause and its end. */
  skipClause(): void {
    while (!this.clauseOver()) this.at++;
    if (this.is(';')) this.at++;
  }

  /** The clause must be over; error 21 names what is too much. */
  endOfClause(): void {
    if (this.is(',')) fail(37, 1);
    if (this.is(')')) fail(37, 2);
    if (!this.clauseOver()) fail(21, 1, this.peek().text);
    if (this.is(';')) this.at++;
  }

  // ---- code

  /** Address of the next instruction. */
  get here(): number {
    return this.unit.code.length;
  }

  emit(...words: readonly number[]): void {
    const { code } = this.unit;
    const op = words[0];
    const simple = op === OP.VARIABLE || op === OP.CONSTANT;
    this.#before = simple ? this.#last : undefined;
    this.#last = simple ? code.length : undefined;
    if (op === OP.FAIL) this.failed = true;
    for (const word of words) code.push(word);
  }

  /** Takes back the simple operand that has been emitted last: its slot + 1, or -1 - the number of a constant. */
  #takeOperand(): number {
    const at = this.#last;
    if (at === undefined) return 0;
    const { code } = this.unit;
    const operand = code[at] === OP.VARIABLE ? code[at + 1]! + 1 : -1 - code[at + 1]!;
    code.length = at;
    this.#last = this.#before;
    this.#before = undefined;
    return operand;
  }

  /**
   * Emits an operator of two operands. Variables and constants become part of it, the left one only beside a right
   * one that is simple, too: anything else might change the variable.
   */
  emitBinary(op: number, which?: number): void {
    const right = this.#takeOperand();
    const left = right === 0 ? 0 : this.#takeOperand();
    if (which === undefined) this.emit(op, left, right);
    else this.emit(op, left, right, which);
  }

  /** Emits an instruction whose last word is an address that is not known yet; gives where it stands. */
  emitOpen(...words: readonly number[]): number {
    this.emit(...words, 0);
    return this.here - 1;
  }

  /** Fills in addresses. */
  close(places: readonly number[], address = this.here): void {
    for (const place of places) this.unit.code[place] = address;
  }

  value(value: Value): number {
    const { values } = this.unit;
    const least = Math.max(this.#own.length, values.length - LOOK_BACK);
    for (let i = values.length - 1; i >= least; i--) if (values[i] === value) return i;
    return values.push(value) - 1;
  }

  /** Emits a token as a constant of an expression. */
  constant({ from, text }: Token): void {
    const value = shortest(text);
    const own = this.#own.indexOf(from);
    if (own < 0) {
      this.emit(OP.CONSTANT, this.value(standingAlone(value)));
      return;
    }
    this.unit.values[own] = value;
    this.emitted.add(own);
    this.emit(OP.CONSTANT, own);
  }

  reference(reference: Reference): number {
    return this.unit.references.push(reference) - 1;
  }

  /** The variable that a symbol token names. Error 20 or 31 when it names none. */
  variable(token: Token): Reference {
    if (token.kind === 'constant') fail(31, token.text.startsWith('.') ? 3 : 2, token.text);
    if (token.kind !== 'symbol') fail(20, 1, token.text);
    return referenceOf(this.symbols, token.text);
  }

  /** A clause begins with the token at `from`; its text goes to where the next clause begins or the line ends. */
  clause(kind: Clause['kind'] = 'other', from = this.peek(), to?: Token): void {
    let end = to?.to;
    if (end === undefined) {
      let ahead = 0;
      while (!this.is(';', ahead) && this.peek(ahead).kind !== 'end') ahead++;
      end = ahead === 0 ? from.to : this.peek(ahead - 1).to;
    }
    const text = this.source.slice(from.from, end);
    this.emit(
      OP.CLAUSE,
      this.unit.clauses.push({ line: this.#line ?? from.line, text, depth: this.depth, kind }) - 1,
    );
  }

  /**
   * Compiles something that may be wrong: an error takes the place of what it has emitted, behind the CLAUSE
   * that it began with, and the rest of the clause is passed over. False when it was wrong.
   */
  guarded(compile: () => void): boolean {
    const start = this.here;
    const first = this.at;
    try {
      compile();
      return true;
    } catch (error) {
      if (!(error instanceof RexxError)) throw error;
      const { code } = this.unit;
      code.length = code[start] === OP.CLAUSE ? start + 2 : start;
      if (code.length > start) this.unit.faults.set(code[start + 1]!, code.length);
      const words = this.value(error.words.join(WORD_SEPARATOR));
      this.emit(OP.FAIL, error.number, error.subcode, words);
      if (this.at === first) this.take();
      this.skipClause();
      return false;
    }
  }
}
