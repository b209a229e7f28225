/**
 * What INTERPRET has compiled, by its text: programs interpret the same few over and over. It follows from text, line and
 * the program's names, so that it need not be kept with the program.
 */
import type { Symbols, Unit } from './code.js';
import { compile } from './compile.js';

/** Texts that are kept, at least when they have come up lately; twice as many at most. */
const MOST_TEXTS = 128;
/** Longest text that is kept. */
const MOST_LENGTH = 500;

interface Known {
  /** The line of the INTERPRET, by which all clauses are told. */
  readonly line: number;
  readonly unit: Unit;
}

/** Texts since the last change, and those before it. */
interface Generations {
  young: Map<string, Known>;
  old: Map<string, Known>;
}

const known = new WeakMap<Symbols, Generations>();

/** Compiles a text for INTERPRET, or finds it compiled. */
export function interpreted(text: string, symbols: Symbols, line: number): Unit {
  if (text.length > MOST_LENGTH) return compile(text, symbols, line);
  let generations = known.get(symbols);
  if (generations === undefined) {
    generations = { young: new Map(), old: new Map() };
    known.set(symbols, generations);
  }
  let found = generations.young.get(text);
  if (found?.line === line) return found.unit;
  found = generations.old.get(text);
  if (found?.line !== line) found = { line, unit: compile(text, symbols, line) };
  if (generations.young.size >= MOST_TEXTS) {
    generations.old = generations.young;
    generations.young = new Map();
  }
  generations.young.set(text, found);
  return found.unit;
}
