/**
 * Variable symbols: SET symbols, macro parameters and system variables, and what they stand for
 * (GC33-4010, "Variable Symbols", "Attributes").
 */
import { LONGEST_SYMBOL } from './expression.js';
import { isAttribute } from './scanner.js';
import type { AssemblyState, Frame, SetSymbol } from './state.js';
import { fail } from './value.js';

/** Longest value of a SETC symbol or parameter. */
export const LONGEST_VALUE = 255;

/** The frame whose variables count: that of the macro that is expanded, undefined in open code. */
export function macroFrame(state: AssemblyState): Extract<Frame, { kind: 'macro' }> | undefined {
  const frame = state.frames.findLast((one) => one.kind === 'macro');
  return frame?.kind === 'macro' ? frame : undefined;
}

/** A SET symbol that is declared here; undefined when it is not. */
export function setSymbol(state: AssemblyState, name: string): SetSymbol | undefined {
  const frame = macroFrame(state);
  const locals = frame === undefined ? state.locals : frame.locals;
  return locals.get(name);
}

/** Cuts a sublist `(A,B)` into its elements; undefined when the text is none. */
export function sublist(text: string): string[] | undefined {
  if (!text.startsWith('(') || !text.endsWith(')')) return undefined;
  const out: string[] = [];
  let depth = 0;
  let inside = false;
  let start = 1;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === "'" && (inside || !isAttribute(text, i))) inside = !inside;
    else if (inside) continue;
    else if (c === '(') depth++;
    else if (c === ')') {
      depth--;
      // (A)+(B) is no list
      if (depth === 0 && i < text.length - 1) return undefined;
      if (depth === 0) out.push(text.slice(start, i));
    } else if (c === ',' && depth === 1) {
      out.push(text.slice(start, i));
      start = i + 1;
    }
  }
  return inside || depth !== 0 ? undefined : out;
}

function subscripted(value: string, subscripts: readonly number[]): string {
  let text = value;
  for (const subscript of subscripts) {
    if (subscript < 1) fail(111);
    text = sublist(text)?.[subscript - 1] ?? (subscript === 1 ? text : '');
  }
  return text;
}

/** What a variable symbol stands for, named without its `&`. */
export function valueOf(
  state: AssemblyState,
  name: string,
  subscripts: readonly number[],
): number | string {
  const set = setSymbol(state, name);
  if (set !== undefined) {
    const subscript = subscripts[0] ?? 0;
    if (subscripts.length > 1 || (set.dimension === 0) !== (subscripts.length === 0))
      fail(7, `&${name}`);
    if (set.dimension > 0 && subscript < 1) fail(111);
    if (subscript > set.dimension) fail(112);
    return set.values.get(subscript) ?? (set.kind === 'C' ? '' : 0);
  }
  const frame = macroFrame(state);
  const parameter = frame?.parameters.get(name);
  if (parameter !== undefined) return subscripted(parameter, subscripts);
  switch (name) {
    case 'SYSNDX':
      if (frame !== undefined) return String(frame.index).padStart(4, '0');
      break;
    case 'SYSECT':
      if (frame !== undefined) return frame.section;
      break;
    case 'SYSLIST':
      if (frame === undefined) break;
      if (subscripts.length === 0) return frame.list.slice(1).join(',');
      if (subscripts[0]! < 0) fail(111);
      return subscripted(frame.list[subscripts[0]!] ?? '', subscripts.slice(1));
    case 'SYSPARM':
      return state.options.sysparm;
    case 'SYSDATE':
      return state.options.date;
    case 'SYSTIME':
      return state.options.time;
  }
  return fail(6, `&${name}`);
}

/** Number of positional operands of the macro that is expanded. */
export function operandCount(state: AssemblyState): number {
  return (macroFrame(state)?.list.length ?? 1) - 1;
}

/** A name behind `&`, and where it ends. */
export function variableName(text: string, at: number): { name: string; next: number } {
  const match = /^[A-Z@#$_][A-Z0-9@#$_]*/i.exec(text.slice(at + 1, at + 80));
  const name = match?.[0].toUpperCase() ?? '';
  if (name === '' || name.length > LONGEST_SYMBOL) fail(39, `&${name}`);
  return { name, next: at + 1 + name.length };
}

/** Whether a parenthesis behind a variable symbol is its subscript. */
export function takesSubscript(state: AssemblyState, name: string): boolean {
  // one without a dimension must not have one: a period has to stand between
  if (setSymbol(state, name) !== undefined) return true;
  return name === 'SYSLIST' || macroFrame(state)?.parameters.has(name) === true;
}
