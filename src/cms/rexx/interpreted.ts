/**
 * What INTERPRET has compiled: programs interpret the same few texts over and over, or texts of a few forms. It follows
 * from text, line and the program's names, so that it need not be kept with the program.
 */
import type { Clause, Symbols, Unit } from './code.js';
import { compile, compileForm } from './compile.js';
import { Survey } from './forms.js';
import { shortestPart } from './value.js';
import type { Value } from './value.js';

/** Texts that are kept, at least when they have come up lately; twice as many at most. As many forms. */
const MOST_TEXTS = 128;
/** Forms that are known to have come up, a power of two. */
const MOST_RECENT = 256;
/** Longest text that is kept. */
const MOST_LENGTH = 500;

/** Entries since the last change, and those before it. */
class Generations<Key, Entry> {
  #young = new Map<Key, Entry>();
  #old = new Map<Key, Entry>();

  get(key: Key): Entry | undefined {
    const entry = this.#young.get(key);
    if (entry !== undefined) return entry;
    const old = this.#old.get(key);
    if (old !== undefined) this.set(key, old);
    return old;
  }

  set(key: Key, entry: Entry): void {
    if (this.#young.size >= MOST_TEXTS) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, entry);
  }
}

interface Text {
  /** The line of the INTERPRET, by which all clauses are told. */
  readonly line: number;
  readonly unit: Unit;
}

interface Form {
  readonly line: number;
  readonly pieces: readonly string[];
  /** Undefined when its texts must be compiled one by one. */
  readonly unit: Unit | undefined;
}

/** What a program has interpreted. */
class Known {
  readonly #symbols: Symbols;
  readonly #survey = new Survey();
  /** Keys of forms, by their last bits. */
  readonly #recent: number[] = new Array<number>(MOST_RECENT).fill(0);
  readonly #forms = new Generations<number, Form>();
  readonly #texts = new Generations<string, Text>();

  constructor(symbols: Symbols) {
    this.#symbols = symbols;
  }

  unitOf(text: string, line: number): Unit {
    const survey = this.#survey;
    if (!survey.look(text)) return this.#textOf(text, line);
    // the line is part of it
    const key = (survey.sum + line) | 0;
    let form = this.#forms.get(key);
    if (form?.line !== line || !survey.has(form.pieces, text)) {
      if (!this.#cameUp(key)) return compile(text, this.#symbols, { line, lasting: false });
      const places = survey.places.slice(0, survey.count);
      const unit = compileForm(text, this.#symbols, line, places);
      form = { line, pieces: survey.pieces(text), unit };
      this.#forms.set(key, form);
    }
    return form.unit === undefined ? this.#textOf(text, line) : this.#instance(text, form.unit);
  }

  /** Whether a form has come up lately: what does not come up again is not worth keeping. */
  #cameUp(key: number): boolean {
    const place = key & (MOST_RECENT - 1);
    if (this.#recent[place] === key) return true;
    this.#recent[place] = key;
    return false;
  }

  /** A text of a form, whose constants have just been found. */
  #instance(text: string, form: Unit): Unit {
    const { code, references, templates, traps, clauses, labels, faults, own, lasting } = form;
    if (own === 0) return form;
    const { from, to } = this.#survey;
    const values: Value[] = form.values.slice();
    for (let n = 0; n < own; n++) values[n] = shortestPart(text, from[n]!, to[n]!);
    const source = text;
    return {
      code,
      values,
      references,
      templates,
      traps,
      clauses,
      labels,
      faults,
      own,
      lasting,
      source,
    };
  }

  #textOf(text: string, line: number): Unit {
    const found = this.#texts.get(text);
    const again = found?.line === line;
    if (again && found.unit.lasting) return found.unit;
    const unit = compile(text, this.#symbols, { line, lasting: again });
    this.#texts.set(text, { line, unit });
    return unit;
  }
}

const known = new WeakMap<Symbols, Known>();

/** Compiles a text for INTERPRET, or finds it compiled. */
export function interpreted(text: string, symbols: Symbols, line: number): Unit {
  if (text.length > MOST_LENGTH) return compile(text, symbols, { line, lasting: false });
  let all = known.get(symbols);
  if (all === undefined) {
    all = new Known(symbols);
    known.set(symbols, all);
  }
  return all.unitOf(text, line);
}

/** A clause of a unit with its own text; undefined when there is none of that number. */
export function clauseOf(unit: Unit, number: number, symbols: Symbols): Clause | undefined {
  const clause = unit.clauses[number];
  if (clause === undefined || unit.source === undefined) return clause;
  return compile(unit.source, symbols, { line: clause.line }).clauses[number];
}
