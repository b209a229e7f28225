/** Symbols in the first pass: how they are looked up, and how a label gets its value (GC33-4010). */
import { LONGEST_SYMBOL } from './expression.js';
import type { Scope } from './expression.js';
import { take } from './flags.js';
import { here } from './sections.js';
import type { AssemblyState, Statement } from './state.js';
import { fail } from './value.js';
import type { SymbolEntry, Value } from './value.js';

/** Symbols as the first pass sees them: what comes later is not there yet. */
export function scope(state: AssemblyState, statement: Statement, at?: Value): Scope {
  return {
    symbol: (name) => {
      const entry = state.symbols.get(name);
      if (entry === undefined) return fail(state.ahead.has(name) ? 231 : 188, name);
      if (entry.references.at(-1) !== statement.number) entry.references.push(statement.number);
      return entry;
    },
    get here() {
      return at ?? here(state.sections);
    },
  };
}

/** Gives a label its value and attributes. */
export function define(
  state: AssemblyState,
  statement: Statement,
  value: Value,
  attributes: Partial<SymbolEntry> = {},
): void {
  const { label } = statement;
  if (label === '' || label.startsWith('.')) return;
  if (!/^[A-Z@#$_][A-Z0-9@#$_]*$/.test(label) || label.length > LONGEST_SYMBOL) fail(16, label);
  const known = state.symbols.get(label);
  if (known !== undefined) fail(196, label);
  take(state, 120);
  state.symbols.set(label, {
    ...{ type: 'U', scale: 0, integer: 0, defined: statement.number, references: [] },
    ...value,
    ...attributes,
  });
}
