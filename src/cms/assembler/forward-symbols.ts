/**
 * Symbols in duplication factors and modifiers that stand further down (GC33-4010, "EQU"; Assembler XF takes them): the
 * first pass has to know how long a constant is, so that an EQU of a number is looked at before its turn.
 */
import { evaluate, type Scope } from './expression.js';
import { readStatement, splitOperands } from './scanner.js';
import type { AssemblyState, Statement } from './state.js';
import { scope } from './symbols.js';
import { fail, place, type Value } from './value.js';

/** How many EQU may stand on each other. */
const DEPTH = 20;
/** A symbol is used in front of its definition. */
const NOT_YET = 231;

/** The scope of a statement in which numbers of EQU statements further down are known. */
export function forwardScope(state: AssemblyState, statement: Statement): Scope {
  const known = scope(state, statement);
  const look = (name: string, depth: number): Value => {
    if (state.symbols.has(name)) return known.symbol(name);
    const line = state.ahead.get(name);
    const open = state.frames[0];
    if (line === undefined || open?.kind !== 'source' || depth > DEPTH) return known.symbol(name);
    const { statement: found } = readStatement(open.lines, line, state.columns);
    const text = found.operation === 'EQU' && found.label === name ? found.operand : '&';
    if (text.includes('&')) return known.symbol(name);
    const value = evaluate(splitOperands(text)[0] ?? '', {
      symbol: (inner) => look(inner, depth + 1),
      // a place, whichever it will be
      here: place(1, 0),
    });
    return value.sections.length === 0 ? value : fail(NOT_YET, name);
  };
  return {
    symbol: (name) => look(name, 0),
    get here() {
      return known.here;
    },
  };
}
