/** Symbols in the first pass: how they are looked up, and how a label gets its value (GC33-4010). */
import { LONGEST_SYMBOL } from './expression.js';
import type { Scope } from './expression.js';
import { flag, take } from './flags.js';
import { hasText, here } from './sections.js';
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
  if (!/^[A-Z@#$_][A-Z0-9@#$_]*$/.test(label) || label.length > LONGEST_SYMBOL) fail(16);
  const known = state.symbols.get(label);
  if (known !== undefined) fail(196, label);
  take(state, 120);
  state.symbols.set(label, {
    ...{ type: 'U', scale: 0, integer: 0, defined: statement.number, references: [] },
    ...value,
    ...attributes,
  });
}

/** The value of a symbol for an attribute or report; a message when ENTRY names none that can be one. */
export function entryValue(
  state: AssemblyState,
  name: string,
  statement: number,
): Value | undefined {
  const value = state.symbols.get(name);
  const owner = value === undefined ? undefined : state.sections.list[(value.sections[0] ?? 0) - 1];
  if (value?.sections.length !== 1 || owner === undefined || !hasText(owner.kind)) {
    flag(state, statement, 189);
    return undefined;
  }
  if (value.references.at(-1) !== statement) value.references.push(statement);
  return value;
}
