/**
 * Compiles REXX: a program, or a string that INTERPRET is given, clause by clause (z/VM REXX/VM Reference,
 * "Structure and General Syntax"). Instructions that hold others (DO, IF, SELECT) are in structures.ts, all others in
 * instructions.ts.
 */
import { OP } from './code.js';
import type { Symbols, Unit } from './code.js';
import { Emitter, WORD_SEPARATOR } from './emitter.js';
import type { Use } from './emitter.js';
import { RexxError } from './errors.js';
import { simpleInstruction } from './instructions.js';
import { Scanner } from './scanner.js';
import { Structures } from './structures.js';

/**
 * A program text, lines parted by `\n`, on its way to being compiled. What cannot even be read (errors 6, 13, 15, 30) is
 * a unit that fails at once; every other error waits in the code until it is reached. A long text takes long: it is done in
 * parts, and what has been done follows from the text, so that it may be lost and done anew.
 */
export class Compilation {
  readonly #source: string;
  readonly #symbols: Symbols;
  readonly #use: Use;
  #scanner: Scanner | undefined;
  #emitter: Emitter | undefined;
  #rest: Generator<void, void> | undefined;

  constructor(source: string, symbols: Symbols, use: Use = {}) {
    this.#source = source;
    this.#symbols = symbols;
    this.#use = use;
    this.#scanner = new Scanner(source);
  }

  /** Goes on with about so many tokens; the unit, when it is whole. */
  advance(share: number): Unit | undefined {
    if (this.#scanner !== undefined) {
      const scanner = this.#scanner;
      try {
        if (!scanner.advance(share)) return undefined;
      } catch (error) {
        if (!(error instanceof RexxError)) throw error;
        return unreadable(error, this.#source, this.#symbols, this.#use);
      }
      this.#scanner = undefined;
      this.#emitter = new Emitter(this.#source, scanner.tokens, this.#symbols, this.#use);
      this.#rest = program(this.#emitter);
      if (share !== Infinity) return undefined;
    }
    const e = this.#emitter!;
    e.share(share);
    return this.#rest!.next().done === true ? e.unit : undefined;
  }
}

/** Compiles a program text in one go. */
export function compile(source: string, symbols: Symbols, use: Use = {}): Unit {
  return new Compilation(source, symbols, use).advance(Infinity)!;
}

/**
 * Compiles a text for a unit whose code serves other texts, too: those that differ in some constants only.
 * @param places - where these constants begin, first to last
 * @returns undefined when what is compiled follows from one of them otherwise, and when the text is wrong
 */
export function compileForm(
  source: string,
  symbols: Symbols,
  line: number,
  places: readonly number[],
): Unit | undefined {
  try {
    const scanner = new Scanner(source);
    scanner.advance(Infinity);
    const e = new Emitter(source, scanner.tokens, symbols, { line, own: places });
    program(e).next();
    return e.failed || e.emitted.size < places.length ? undefined : e.unit;
  } catch (error) {
    if (!(error instanceof RexxError)) throw error;
    return undefined;
  }
}

/** All of a program; it comes up whenever the share of work is used. */
function* program(e: Emitter): Generator<void, void> {
  const structures: Structures = new Structures(e, (emitter) => instruction(emitter, structures));
  while (e.peek().kind !== 'end') {
    const before = e.at;
    const inner = instruction(e, structures);
    if (inner !== undefined) yield* inner;
    if (e.at === before) throw new Error('compiling REXX stands still');
    if (e.due()) yield;
  }
  e.emit(OP.END);
}

function unreadable(error: RexxError, source: string, symbols: Symbols, use: Use): Unit {
  const e = new Emitter(source, [], symbols, use);
  const line = error.line ?? 1;
  const text = source.split('\n')[line - 1] ?? '';
  e.unit.clauses.push({ line: use.line ?? line, text: text.trim(), depth: 0, kind: 'other' });
  const words = e.value(error.words.join(WORD_SEPARATOR));
  e.emit(OP.CLAUSE, 0, OP.FAIL, error.number, error.subcode, words, OP.END);
  return e.unit;
}

/** One instruction, label or empty clause; what is left of it, when it holds others. */
function instruction(e: Emitter, structures: Structures): Generator<void, void> | undefined {
  const token = e.peek();
  if (e.is(';')) {
    e.at++;
    return undefined;
  }
  if (
    token.kind !== 'end' &&
    e.is(':', 1) &&
    ['symbol', 'constant', 'string'].includes(token.kind)
  ) {
    label(e);
    return undefined;
  }
  if (token.kind === 'symbol' && !e.is('=', 1) && structures.begins(token.text)) {
    return structures.compile(token.text);
  }
  e.guarded(() => {
    simpleInstruction(e, structures);
    e.endOfClause();
  });
  return undefined;
}

function label(e: Emitter): void {
  const token = e.peek();
  e.clause('label', token, e.peek(1));
  e.at += 2;
  // the first of two is the one
  if (!e.unit.labels.has(token.text)) e.unit.labels.set(token.text, e.here - 2);
  e.emit(OP.LABEL);
  if (e.is(';')) e.at++;
}
