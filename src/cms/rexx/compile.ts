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
import { scan } from './scanner.js';
import { Structures } from './structures.js';

/**
 * Compiles a program text, lines parted by `\n`. What cannot even be read (errors 6, 13, 15, 30) is a unit that
 * fails at once; every other error waits in the code until it is reached.
 */
export function compile(source: string, symbols: Symbols, use: Use = {}): Unit {
  let e: Emitter;
  try {
    e = new Emitter(source, scan(source), symbols, use);
  } catch (error) {
    if (!(error instanceof RexxError)) throw error;
    return unreadable(error, source, symbols, use);
  }
  instructions(e);
  return e.unit;
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
    const e = new Emitter(source, scan(source), symbols, { line, own: places });
    instructions(e);
    return e.failed || e.emitted.size < places.length ? undefined : e.unit;
  } catch (error) {
    if (!(error instanceof RexxError)) throw error;
    return undefined;
  }
}

function instructions(e: Emitter): void {
  const structures = new Structures(e, (emitter) => instruction(emitter, structures));
  while (e.peek().kind !== 'end') {
    const before = e.at;
    instruction(e, structures);
    if (e.at === before) throw new Error('compiling REXX stands still');
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

/** One instruction, label or empty clause. */
function instruction(e: Emitter, structures: Structures): void {
  const token = e.peek();
  if (e.is(';')) {
    e.at++;
    return;
  }
  if (
    token.kind !== 'end' &&
    e.is(':', 1) &&
    ['symbol', 'constant', 'string'].includes(token.kind)
  ) {
    label(e);
    return;
  }
  if (token.kind === 'symbol' && !e.is('=', 1) && structures.begins(token.text)) {
    structures.compile(token.text);
    return;
  }
  e.guarded(() => {
    simpleInstruction(e, structures);
    e.endOfClause();
  });
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
