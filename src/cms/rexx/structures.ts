/**
 * Instructions that hold others: DO, IF and SELECT (z/VM REXX/VM Reference, "Keyword Instructions"), and the
 * LEAVE and ITERATE that refer to loops.
 */
import { OP } from './code.js';
import type { Emitter } from './emitter.js';
import { fail } from './errors.js';
import { expression, startsExpression } from './expression.js';

/** Instructions in instructions, at most. */
const MOST_NESTED = 250;
const TO = 1;
const BY = 2;
const FOR = 3;
const LOOP_WORDS = { TO, BY, FOR } as const;
const CONDITIONS = ['WHILE', 'UNTIL'];
const PHRASES = [...Object.keys(LOOP_WORDS), ...CONDITIONS];

const WORDS = new Set(['DO', 'IF', 'SELECT', 'END', 'THEN', 'ELSE', 'WHEN', 'OTHERWISE']);

/** What is left of an instruction that holds others; undefined when nothing is. */
type Inner = Generator<void, void> | undefined;

/** A DO that is being compiled. */
interface Loop {
  readonly repetitive: boolean;
  /** Name of the control variable, as END, LEAVE and ITERATE have it. */
  readonly name: string | undefined;
  /** Addresses to be filled in with the exit, and with the end of a turn. */
  readonly exits: number[];
  readonly turns: number[];
}

/** Compiles structures; knows the loops around the present place. */
export class Structures {
  readonly #e: Emitter;
  readonly #instruction: (e: Emitter) => Inner;
  readonly #loops: Loop[] = [];

  /** @param instruction - compiles one instruction, of any kind */
  constructor(e: Emitter, instruction: (e: Emitter) => Inner) {
    this.#e = e;
    this.#instruction = instruction;
  }

  /** Whether a keyword begins a structure or is part of one. */
  begins(word: string): boolean {
    return WORDS.has(word);
  }

  /** Begins with a structure, or compiles a part of one that stands alone; what is left to be done. */
  compile(word: string): Inner {
    const e = this.#e;
    if (e.depth >= MOST_NESTED) return this.#wrong(11, 1);
    switch (word) {
      case 'DO':
        return this.#do();
      case 'IF':
        return this.#if();
      case 'SELECT':
        return this.#select();
      case 'END':
        return this.#wrong(10, 1);
      case 'THEN':
        return this.#wrong(8, 1);
      case 'ELSE':
        return this.#wrong(8, 2);
      default:
        return this.#wrong(9, word === 'WHEN' ? 1 : 2);
    }
  }

  /** LEAVE and ITERATE, the keyword taken. */
  leave(iterate: boolean): void {
    const e = this.#e;
    const token = e.clauseOver() ? undefined : e.take();
    if (token !== undefined && token.kind !== 'symbol') fail(20, 2, token.text);
    const name = token?.text;
    let inner = 0;
    for (let i = this.#loops.length - 1; i >= 0; i--) {
      const loop = this.#loops[i]!;
      if (!loop.repetitive) continue;
      if (name === undefined || loop.name === name) {
        const leaving = iterate ? inner : inner + 1;
        if (leaving > 0) e.emit(OP.LOOP_LEAVE, leaving);
        (iterate ? loop.turns : loop.exits).push(e.emitOpen(OP.JUMP));
        return;
      }
      inner++;
    }
    const subcode = (iterate ? 2 : 1) + (name === undefined ? 0 : 2);
    fail(28, subcode, ...(name === undefined ? [] : [name]));
  }

  #wrong(number: number, subcode: number): Inner {
    this.#e.guarded(() => {
      this.#e.clause();
      fail(number, subcode, String(this.#e.peek().line));
    });
    return undefined;
  }

  /** The program ends where something was to follow. */
  #unfinished(line: number, subcode: number): void {
    const e = this.#e;
    e.guarded(() => {
      e.clause('other', e.peek(), e.peek());
      fail(14, subcode, String(line));
    });
  }

  /** Instructions up to a keyword of the structure around; false when the program ends first. */
  *#body(ends: readonly string[]): Generator<void, boolean> {
    const e = this.#e;
    for (;;) {
      while (e.is(';')) e.at++;
      const token = e.peek();
      if (token.kind === 'end') return false;
      if (token.kind === 'symbol' && ends.includes(token.text) && !e.is('=', 1) && !e.is(':', 1)) {
        return true;
      }
      const inner = this.#instruction(e);
      if (inner !== undefined) yield* inner;
      if (e.due()) yield;
    }
  }

  // ---- IF

  *#if(): Generator<void, void> {
    const e = this.#e;
    const otherwise: number[] = [];
    if (!(yield* this.#condition(1, otherwise))) return;
    const end: number[] = [];
    // an ELSE may stand behind any number of empty clauses
    let ahead = 0;
    while (e.is(';', ahead)) ahead++;
    if (e.isWord('ELSE', ahead) && !e.is('=', ahead + 1)) {
      e.at += ahead;
      end.push(e.emitOpen(OP.JUMP));
      e.close(otherwise);
      const { line } = e.peek();
      e.clause('other', e.peek(), e.peek());
      e.at++;
      yield* this.#one(line, 4);
    } else {
      e.close(otherwise);
    }
    e.close(end);
  }

  /** IF or WHEN with its condition, THEN and instruction; false when it is wrong. */
  *#condition(subcode: number, otherwise: number[]): Generator<void, boolean> {
    const e = this.#e;
    const good = e.guarded(() => {
      const { line } = e.peek();
      let ahead = 1;
      while (!e.is(';', ahead) && !e.isWord('THEN', ahead) && e.peek(ahead).kind !== 'end') ahead++;
      e.clause('other', e.peek(), e.peek(ahead - 1));
      e.at++;
      expression(e, ['THEN']);
      otherwise.push(e.emitOpen(OP.JUMP_IF_FALSE, subcode));
      let behind = 0;
      while (e.is(';', behind)) behind++;
      if (!e.isWord('THEN', behind)) {
        if (behind === 0) fail(21, 1, e.peek().text);
        fail(18, subcode, String(line));
      }
      e.at += behind;
    });
    if (!good) return false;
    const { line } = e.peek();
    e.clause('other', e.peek(), e.peek());
    e.at++;
    yield* this.#one(line, 3);
    return true;
  }

  /** The one instruction behind THEN or ELSE. */
  *#one(line: number, subcode: number): Generator<void, void> {
    const e = this.#e;
    e.depth++;
    while (e.is(';')) e.at++;
    const before = e.at;
    if (e.peek().kind === 'end') this.#unfinished(line, subcode);
    else {
      // labels in front of it do not count
      do {
        const inner = this.#instruction(e);
        if (inner !== undefined) yield* inner;
      } while (e.at > before && e.peek(-1).text === ':' && e.peek().kind !== 'end');
    }
    e.depth--;
  }

  // ---- SELECT

  *#select(): Generator<void, void> {
    const e = this.#e;
    const { line } = e.peek();
    e.guarded(() => {
      e.clause();
      e.at++;
      e.endOfClause();
    });
    const end: number[] = [];
    let whens = 0;
    e.depth++;
    for (;;) {
      while (e.is(';')) e.at++;
      if (e.isWord('WHEN')) {
        const next: number[] = [];
        whens++;
        if (yield* this.#condition(2, next)) end.push(e.emitOpen(OP.JUMP));
        e.close(next);
        continue;
      }
      if (whens === 0) this.#wrong(7, 1);
      break;
    }
    let whole = true;
    if (e.isWord('OTHERWISE')) {
      e.clause('other', e.peek(), e.peek());
      e.at++;
      whole = yield* this.#body(['END']);
    } else if (e.isWord('END')) {
      e.guarded(() => {
        e.clause('other', e.peek(), e.peek());
        fail(7, 3, String(line));
      });
      // it is the END all the same
      e.at--;
      while (!e.isWord('END')) e.at--;
    } else {
      whole = false;
      if (e.peek().kind !== 'end') this.#wrong(7, 2);
    }
    e.depth--;
    e.close(end);
    if (!whole || !e.isWord('END')) {
      this.#unfinished(line, 2);
      return;
    }
    e.guarded(() => {
      e.clause();
      e.at++;
      if (e.peek().kind === 'symbol') fail(10, 4, String(line), e.peek().text);
      e.endOfClause();
    });
  }

  // ---- DO

  *#do(): Generator<void, void> {
    const e = this.#e;
    const { line } = e.peek();
    let loop: Loop = { repetitive: false, name: undefined, exits: [], turns: [] };
    let top = -1;
    let until: number | undefined;
    const over: number[] = [];
    const right = e.guarded(() => {
      e.clause();
      e.at++;
      const begun = this.#repetitor();
      if (begun !== undefined) loop = begun;
      top = e.here;
      if (e.skipWord('WHILE')) {
        if (begun === undefined) loop = this.#forever();
        top = e.here;
        expression(e, CONDITIONS);
        over.push(e.emitOpen(OP.JUMP_IF_FALSE, 3));
      } else if (e.isWord('UNTIL')) {
        if (begun === undefined) loop = this.#forever();
        top = e.here;
        e.at++;
        // compiled here, where it stands, for its errors; and again behind the body, where it is needed
        until = e.at;
        const place = e.here;
        expression(e, CONDITIONS);
        e.unit.code.length = place;
      }
      if (e.isWord('WHILE') || e.isWord('UNTIL')) fail(27, 1, e.peek().text);
      e.endOfClause();
    });
    this.#loops.push(loop);
    e.depth++;
    const whole = yield* this.#body(['END']);
    e.depth--;
    this.#loops.pop();
    if (!whole) {
      this.#unfinished(line, 1);
      return;
    }
    e.close(loop.turns);
    // a loop that cannot begin needs no condition at its end
    if (right && until !== undefined) this.#until(until, over);
    e.guarded(() => {
      e.clause();
      e.at++;
      if (!e.clauseOver()) {
        const token = e.take();
        if (token.kind !== 'symbol') fail(20, 2, token.text);
        if (loop.name !== token.text)
          fail(10, loop.name === undefined ? 3 : 2, token.text, String(line));
      }
      e.endOfClause();
    });
    if (!loop.repetitive) return;
    e.emit(OP.LOOP_NEXT, top);
    loop.exits.push(e.emitOpen(OP.JUMP));
    e.close(over);
    e.emit(OP.LOOP_LEAVE, 1);
    e.close(loop.exits);
  }

  #until(place: number, over: number[]): void {
    const e = this.#e;
    const behind = e.at;
    e.at = place;
    expression(e, CONDITIONS);
    e.emit(OP.NOT);
    over.push(e.emitOpen(OP.JUMP_IF_FALSE, 4));
    e.at = behind;
  }

  #forever(): Loop {
    this.#e.emit(OP.LOOP_FOREVER);
    return { repetitive: true, name: undefined, exits: [], turns: [] };
  }

  /** What makes the group a loop, but for WHILE and UNTIL; undefined when nothing does. */
  #repetitor(): Loop | undefined {
    const e = this.#e;
    if (e.clauseOver() || e.isWord('WHILE') || e.isWord('UNTIL')) return undefined;
    if (e.is('=', 1)) return this.#controlled();
    if (e.isWord('FOREVER')) {
      e.at++;
      return this.#forever();
    }
    const exits: number[] = [];
    expression(e, CONDITIONS);
    exits.push(e.emitOpen(OP.LOOP_COUNT));
    return { repetitive: true, name: undefined, exits, turns: [] };
  }

  #controlled(): Loop {
    const e = this.#e;
    const token = e.take();
    const reference = e.reference(e.variable(token));
    e.at++;
    if (!startsExpression(e, PHRASES)) fail(35, 1, e.peek().text);
    expression(e, PHRASES);
    let order = 0;
    let given = 0;
    for (let place = 1; ; place *= 4) {
      const word = e.peek();
      const phrase =
        word.kind === 'symbol' ? LOOP_WORDS[word.text as keyof typeof LOOP_WORDS] : undefined;
      if (phrase === undefined) break;
      if ((given & (1 << phrase)) !== 0) fail(27, 1, word.text);
      given |= 1 << phrase;
      e.at++;
      if (!startsExpression(e, PHRASES)) fail(35, 1, word.text);
      expression(e, PHRASES);
      order += phrase * place;
    }
    const exits = [e.emitOpen(OP.LOOP_CONTROLLED, reference, order)];
    return { repetitive: true, name: token.text, exits, turns: [] };
  }
}
