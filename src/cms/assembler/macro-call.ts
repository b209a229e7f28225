/** Macro instructions: operands to parameters (GC33-4010, "The Macro Instruction Statement"). */
import { flag, take } from './flags.js';
import { splitOperands } from './scanner.js';
import type { AssemblyState, MacroDefinition } from './state.js';
import { fail } from './value.js';
import { LONGEST_VALUE } from './variables.js';

/** Most positional operands. */
const MOST_OPERANDS = 1000;
/** Most macro calls of an assembly: &SYSNDX has four digits. */
const MOST_CALLS = 9999;
const ACTR = 4096;

/** Cuts the operands of a macro instruction; in them a `)` may stand before its `(`. */
export function splitMacroOperands(text: string): string[] {
  return splitOperands(text, false);
}

/** Calls a macro: its statements are the next to be read. */
export function callMacro(
  state: AssemblyState,
  definition: MacroDefinition,
  label: string,
  operand: string,
  mostFrames: number,
): void {
  if (state.frames.length >= mostFrames) fail(303);
  if (state.calls >= MOST_CALLS) fail(314);
  const operands = splitMacroOperands(operand);
  if (operands.length > MOST_OPERANDS) fail(211);
  const parameters = new Map<string, string>(definition.keywords);
  const list = [label];
  const given = new Set<string>();
  for (const text of operands) {
    if (text.length > LONGEST_VALUE) fail(42);
    const keyword = /^([A-Z@#$_][A-Z0-9@#$_]{0,7})=/i.exec(text)?.[1]?.toUpperCase();
    if (keyword !== undefined && definition.keywords.has(keyword)) {
      if (given.has(keyword)) flag(state, state.statements.length, 91, keyword);
      given.add(keyword);
      parameters.set(keyword, text.slice(keyword.length + 1));
    } else if (keyword !== undefined) {
      flag(state, state.statements.length, 92, keyword);
    } else list.push(text);
  }
  definition.positional.forEach((name, i) => {
    parameters.set(name, list[i + 1] ?? '');
  });
  if (definition.label !== '') parameters.set(definition.label, label);
  state.calls++;
  take(state, 200 + operand.length);
  state.frames.push({
    ...{ kind: 'macro', definition, at: 0, parameters, list, actr: ACTR },
    index: state.calls,
    locals: new Map(),
    section: state.sections.list[state.sections.current - 1]?.name ?? '',
  });
}
