/** Literal pools (GC33-4010, "Literals", "LTORG"). */
import { encodeConstant, parseConstant } from './constants.js';
import type { Constant } from './constants.js';
import type { Scope } from './expression.js';
import type { Sections } from './sections.js';
import { fail } from './value.js';
import type { Value } from './value.js';

interface Literal {
  readonly constant: Constant;
  place: Value | undefined;
}

/** The pool that literals go to until the next LTORG or END. */
export class LiteralPool {
  readonly #literals = new Map<string, Literal>();

  get empty(): boolean {
    return this.#literals.size === 0;
  }

  /** First pass: a literal as it stands in an operand, with its `=`. */
  add(text: string, scope: Scope): void {
    if (!this.#literals.has(text)) {
      const constant = parseConstant(text.slice(1), scope);
      if (constant.values === undefined) fail(`literal ${text} has no value`);
      this.#literals.set(text, { constant, place: undefined });
    }
  }

  /** First pass: gives each its place; those of doublewords first, then words, halfwords, the rest. */
  layOut(sections: Sections): void {
    sections.align(8);
    for (const unit of [8, 4, 2, 1]) {
      for (const literal of this.#literals.values()) {
        const { size } = literal.constant;
        if (literal.place !== undefined || (unit > 1 && size % unit !== 0)) continue;
        literal.place = sections.here(literal.constant.length);
        sections.advance(size);
      }
    }
  }

  /** Second pass: where a literal lies. */
  find(text: string): Value {
    return this.#literals.get(text)?.place ?? fail(`literal ${text} may not stand here`);
  }

  /** Second pass: the bytes of all. */
  emit(
    scope: Scope,
    address: (value: Value) => number,
    put: (place: Value, bytes: readonly number[]) => void,
  ): void {
    for (const { constant, place } of this.#literals.values())
      if (place !== undefined) put(place, encodeConstant(constant, scope, address));
  }
}
