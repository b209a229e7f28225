/**
 * The internal form of a REXX program: instructions for a stack machine, numbers in one array, with the constants,
 * references and clauses that they name by index. Plain data: an activation that runs it is written down with it.
 * A program is compiled once; a clause that is wrong becomes an instruction that fails when it is reached, for
 * that is when REXX finds the error.
 */
import { fail } from './errors.js';
import type { Value } from './value.js';

/** Instructions. What stands behind an operation code in the array is its operands. */
export const OP = {
  /** clause: a clause begins. */
  CLAUSE: 1,
  /** value: pushes a constant. */
  CONSTANT: 2,
  /** slot: pushes a simple variable. */
  VARIABLE: 3,
  /** reference: pushes a stem or a compound variable. */
  COMPOUND: 4,
  /** slot: pops into a simple variable. */
  SET: 5,
  /** reference: pops into a stem or a compound variable. */
  SET_COMPOUND: 6,
  /**
   * left, right: an operator of two operands, each 0 (from the stack), the slot of a variable + 1, or -1 - the number
   * of a constant.
   */
  ADD: 7,
  SUBTRACT: 8,
  MULTIPLY: 9,
  DIVIDE: 10,
  INTEGER_DIVIDE: 11,
  REMAINDER: 12,
  POWER: 13,
  CONCATENATE: 14,
  CONCATENATE_BLANK: 15,
  /** left, right, comparison: one of the COMPARE codes. */
  COMPARE: 16,
  AND: 17,
  OR: 18,
  EXCLUSIVE_OR: 19,
  MINUS: 20,
  PLUS: 21,
  NOT: 22,
  /** name, count, flags: calls a function with that many arguments from the stack. */
  FUNCTION: 23,
  /** Pushes an argument that was left out. */
  OMITTED: 24,
  /** target: goes on there. */
  JUMP: 25,
  /** target, what is asked (subcode of error 34): pops a condition; goes on there when it is 0. */
  JUMP_IF_FALSE: 26,
  SAY: 27,
  /** Pops a command. */
  COMMAND: 28,
  /** has value: EXIT. */
  EXIT: 29,
  /** has value: RETURN. */
  RETURN: 30,
  /** number, subcode, words: the clause is wrong. */
  FAIL: 31,
  /** exit: pops a count of turns. */
  LOOP_COUNT: 32,
  /** reference, flags (1 TO, 2 BY, 4 FOR in the order pushed: from, then these), order, exit. */
  LOOP_CONTROLLED: 33,
  /** FOREVER, WHILE, UNTIL. */
  LOOP_FOREVER: 34,
  /** top: the end of a turn. */
  LOOP_NEXT: 35,
  /** count: that many loops are left. */
  LOOP_LEAVE: 36,
  /** name, count: CALL name. */
  CALL: 37,
  /** Pops a name and count arguments: CALL (expression) does not exist in CMS; SIGNAL VALUE does. */
  SIGNAL_VALUE: 38,
  /** name: SIGNAL label. */
  SIGNAL: 39,
  /** trap: SIGNAL ON/OFF, CALL ON/OFF. */
  TRAP: 40,
  /** template, source, upper: PARSE; a VALUE source is on the stack. */
  PARSE: 41,
  /** references...: DROP (count first). */
  DROP: 42,
  /** count, references...: PROCEDURE EXPOSE. */
  PROCEDURE: 43,
  /** order (0 FIFO, 1 LIFO): pops a line. */
  QUEUE: 44,
  /** what (0 DIGITS, 1 FUZZ, 2 FORM), has value. */
  NUMERIC: 45,
  /** value or -1 (on the stack): TRACE. */
  TRACE: 46,
  /** environment or -1 (on the stack), -2: swap. */
  ADDRESS: 47,
  /** environment: pops a command for it only. */
  ADDRESS_COMMAND: 48,
  INTERPRET: 49,
  /** reference: UPPER. */
  UPPER: 50,
  /** The end of the unit. */
  END: 51,
  /** A label stands here. */
  LABEL: 52,
  OPTIONS: 53,
  /** what (`>L>` or `>.>`...): nothing but for TRACE I. */
  NOTHING: 54,
  /** kind: the result of an expression, for TRACE R; it stays on the stack. */
  RESULT: 55,
  /** tokens done, line: stands in for a long text, and compiles it (long-texts.ts). */
  COMPILE: 56,
} as const;

/** Operands of COMPARE. */
export const COMPARE = {
  '=': 0,
  '\\=': 1,
  '>': 2,
  '<': 3,
  '>=': 4,
  '<=': 5,
  '==': 6,
  '\\==': 7,
  '>>': 8,
  '<<': 9,
  '>>=': 10,
  '<<=': 11,
} as const;

/** A part of a tail: a text as it stands, or the value of a simple variable. */
export type TailPart = string | { readonly slot: number };

/** A variable as the program names it. */
export type Reference =
  | { readonly kind: 'simple'; readonly slot: number }
  | { readonly kind: 'stem'; readonly slot: number }
  | { readonly kind: 'compound'; readonly slot: number; readonly tail: readonly TailPart[] };

/** What ends the part of a string that the targets of a step share; the reference of the others is not looked at. */
export type TemplateEnd = 'literal' | 'pattern' | 'column' | 'comma' | 'end';

/** A part of a template of PARSE. */
export interface TemplateStep {
  /** Variables; undefined is a period. */
  readonly targets: readonly (Reference | undefined)[];
  readonly kind: TemplateEnd;
  /** The string of a literal. */
  readonly text: string;
  /** The variable with a pattern, or a column that is not a number. */
  readonly reference: Reference | undefined;
  /** Of a column. */
  readonly sign: '' | '+' | '-';
  readonly at: number;
}

/** What PARSE parses. */
export type ParseSource =
  'ARG' | 'PULL' | 'EXTERNAL' | 'LINEIN' | 'NUMERIC' | 'SOURCE' | 'VERSION' | 'VALUE' | 'VAR';

/** A clause: where it stands, for messages and TRACE. */
export interface Clause {
  readonly line: number;
  readonly text: string;
  /** How deep it is nested, for TRACE. */
  readonly depth: number;
  /** A label alone, an IF or the like: what TRACE L and C show. */
  readonly kind: 'label' | 'command' | 'other';
}

/** Conditions that can be trapped. */
export type Condition = 'ERROR' | 'FAILURE' | 'HALT' | 'NOVALUE' | 'SYNTAX' | 'NOTREADY';

/** A trap as SIGNAL ON or CALL ON sets it. */
export interface TrapOrder {
  readonly condition: Condition;
  readonly on: boolean;
  readonly by: 'SIGNAL' | 'CALL';
  readonly label: string;
}

/** A program or a string of INTERPRET, compiled. */
export interface Unit {
  readonly code: number[];
  readonly values: Value[];
  readonly references: Reference[];
  readonly templates: (readonly TemplateStep[])[];
  readonly traps: TrapOrder[];
  readonly clauses: Clause[];
  /** First instruction of each label. */
  readonly labels: Map<string, number>;
  /** Clauses that are wrong, and where the instruction stands that fails. */
  readonly faults: Map<number, number>;
  /** How many of the values, the first ones, are the unit's own: other units have the same code with others. */
  readonly own: number;
  /** It is run more than once, as far as one can tell: the program itself, and what INTERPRET keeps. */
  readonly lasting: boolean;
  /** The text of a unit whose clauses are those of another with the same code: their own texts are there. */
  readonly source: string | undefined;
}

/** A unit without anything in it. */
export function newUnit(own = 0, lasting = true): Unit {
  return {
    code: [],
    values: new Array<Value>(own).fill(0),
    references: [],
    templates: [],
    traps: [],
    clauses: [],
    labels: new Map(),
    faults: new Map(),
    own,
    lasting,
    source: undefined,
  };
}

/** The names of a program's variables: a slot each, for the program and what it interprets. */
export interface Symbols {
  readonly slots: Map<string, number>;
  readonly names: string[];
}

/** Slot of RESULT in every pool: the language itself sets it. */
export const RESULT_SLOT = 0;
/** Slot of SIGL in every pool: the line that a jump or call came from. */
export const SIGL_SLOT = 1;

/** No names yet but those of the language. */
export function newSymbols(): Symbols {
  const names = ['RESULT', 'SIGL'];
  return { slots: new Map(names.map((name, slot) => [name, slot])), names };
}

/** Names of a program at most: VALUE and INTERPRET can make any number. */
const MOST_NAMES = 100_000;

/** The slot of a name (of a stem with its period). */
export function slotOf(symbols: Symbols, name: string): number {
  let slot = symbols.slots.get(name);
  if (slot === undefined) {
    slot = symbols.names.length;
    if (slot >= MOST_NAMES) fail(5);
    symbols.names.push(name);
    symbols.slots.set(name, slot);
  }
  return slot;
}

/** The variable that a symbol names, in upper case; the symbol begins with a letter. */
export function referenceOf(symbols: Symbols, name: string): Reference {
  const period = name.indexOf('.');
  if (period < 0) return { kind: 'simple', slot: slotOf(symbols, name) };
  const slot = slotOf(symbols, name.slice(0, period + 1));
  if (period === name.length - 1) return { kind: 'stem', slot };
  const tail = name
    .slice(period + 1)
    .split('.')
    .map((part): TailPart =>
      part === '' || /^[0-9]/.test(part) ? part : { slot: slotOf(symbols, part) },
    );
  return { kind: 'compound', slot, tail };
}
