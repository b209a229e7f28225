/**
 * Attributes of symbols and operands in conditional assembly (GC33-4010, "Attributes"). A symbol that is defined
 * further down in open code is looked for there.
 */
import { parseConstant } from './constants.js';
import { operation, operationLength } from './encoder.js';
import type { Scope } from './expression.js';
import { readStatement, splitOperands } from './scanner.js';
import type { AssemblyState } from './state.js';
import { absolute, AssemblyError, fail, failNear } from './value.js';
import { macroFrame, operandCount, setSymbol, sublist, valueOf } from './variables.js';

/** The attributes of a symbol. */
export interface Attributes {
  readonly type: string;
  readonly length: number;
  readonly scale: number;
  readonly integer: number;
}

const UNDEFINED: Attributes = { type: 'U', length: 1, scale: 0, integer: 0 };

/** Type and other attributes of a DC or DS operand. */
export function constantAttributes(text: string, scope: Scope = LOOK): Attributes {
  const constant = parseConstant(text, scope);
  const { type, length, explicit, scale } = constant;
  const short = 'FH'.includes(type)
    ? 'G'
    : 'EDL'.includes(type)
      ? 'K'
      : 'AVYSQ'.includes(type)
        ? 'R'
        : type;
  const point = /'[+-]?\d*(?:\.(\d*))?/.exec(text)?.[1]?.length ?? 0;
  const bits = 8 * length;
  const decimals = 'PZ'.includes(type) ? point : scale;
  const integer =
    type === 'P'
      ? 2 * length - 1 - decimals
      : type === 'Z'
        ? length - decimals
        : 'FH'.includes(type)
          ? bits - scale - 1
          : 'EDL'.includes(type)
            ? 2 * (length - 1) - scale
            : 0;
  return { type: explicit ? short : type, length, scale: decimals, integer: Math.max(0, integer) };
}

/** A scope in which nothing is known: what a constant needs symbols for is in error. */
const LOOK: Scope = { symbol: (name: string) => fail(188, name), here: absolute(0) };

/** What a statement further down makes of its label. */
function lookAhead(state: AssemblyState, name: string): Attributes {
  const open = state.frames[0];
  const line = state.ahead.get(name);
  if (line === undefined || open?.kind !== 'source') return UNDEFINED;
  const { statement } = readStatement(open.lines, line, state.columns);
  if (statement.label !== name) return UNDEFINED;
  try {
    switch (statement.operation) {
      case 'DC':
      case 'DS':
        return constantAttributes(splitOperands(statement.operand)[0] ?? '');
      case 'CSECT':
      case 'DSECT':
      case 'START':
      case 'COM':
        return { ...UNDEFINED, type: 'J' };
      case 'CCW':
        return { ...UNDEFINED, type: 'W', length: 8 };
      default: {
        const known = operation(statement.operation);
        if (known !== undefined) return { ...UNDEFINED, type: 'I', length: operationLength(known) };
        return state.macros.has(statement.operation) ? { ...UNDEFINED, type: 'M' } : UNDEFINED;
      }
    }
  } catch (error) {
    if (!(error instanceof AssemblyError)) throw error;
    return UNDEFINED;
  }
}

function symbolAttributes(state: AssemblyState, name: string): Attributes {
  return state.symbols.get(name) ?? lookAhead(state, name);
}

/** What a reference such as `&P(2)` or `SYM` stands for. */
function referred(state: AssemblyState, reference: string): string {
  if (!reference.startsWith('&')) return reference;
  const match = /^&([^(]+)(?:\((.*)\))?$/.exec(reference)!;
  const subscripts =
    match[2] === undefined ? [] : splitOperands(match[2]).map((text) => subscript(state, text));
  return String(valueOf(state, match[1]!, subscripts));
}

function subscript(state: AssemblyState, text: string): number {
  if (/^\d{1,5}$/.test(text)) return Number(text);
  const match = /^&([A-Z@#$_][A-Z0-9@#$_]*)([+-]\d+)?$/i.exec(text);
  if (match === null) return failNear(178, text, 0);
  return Number(valueOf(state, match[1]!.toUpperCase(), [])) + Number(match[2] ?? 0);
}

const isSymbol = (text: string): boolean => /^[A-Z@#$_][A-Z0-9@#$_]{0,7}$/i.test(text);
const isTerm = (text: string): boolean => /^(?:\d+|[XBC]'.*')$/i.test(text);

/** T': the type of what a reference stands for. */
export function typeAttribute(state: AssemblyState, reference: string): string {
  const text = referred(state, reference);
  if (reference.startsWith('&')) {
    const parameter = setSymbol(state, reference.slice(1)) === undefined;
    if (text === '' && parameter) return 'O';
    const first = sublist(text)?.[0] ?? text;
    if (isTerm(first)) return 'N';
    return isSymbol(first) ? symbolAttributes(state, first.toUpperCase()).type : 'U';
  }
  return symbolAttributes(state, text).type;
}

/** L', S', I', K' and N'. */
export function attribute(state: AssemblyState, kind: string, reference: string): number {
  if (kind === 'N') {
    if (reference === '&SYSLIST') return operandCount(state);
    const set = setSymbol(state, reference.slice(1));
    if (set !== undefined) return set.dimension;
    const text = referred(state, reference);
    return text === '' ? 0 : (sublist(text)?.length ?? 1);
  }
  if (kind === 'K') {
    if (!reference.startsWith('&')) return fail(36, reference);
    return referred(state, reference).length;
  }
  const text = referred(state, reference);
  const name = (sublist(text)?.[0] ?? text).toUpperCase();
  if (!isSymbol(name)) {
    if (kind === 'L' && macroFrame(state) !== undefined) return 1;
    return fail(36, `${kind}'${reference}`);
  }
  const found = symbolAttributes(state, name);
  return kind === 'L' ? found.length : kind === 'S' ? found.scale : found.integer;
}
