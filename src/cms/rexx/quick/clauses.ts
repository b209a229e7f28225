/**
 * What a clause does, read from its instructions: the expressions that it computes, and the instruction that takes them.
 * Steps are put together from it (steps.ts), and the text of generated code (generated/).
 */
import type { Activity } from '../activity.js';
import type { Builtin } from '../builtins/arguments.js';
import { QUICK_FUNCTIONS } from '../builtins/builtin-table.js';
import { findTarget } from '../calls.js';
import type { Reference, Unit } from '../code.js';
import { OP } from '../code.js';
import type { Value } from '../value.js';
import type { QuickCode } from './frame.js';

/** An expression. `op` and `which` are those of its instruction (OP in code.ts). */
export type Expression =
  | { readonly kind: 'constant'; readonly value: Value }
  /** A constant of the unit's own, by its number: it is another in the next unit with this code. */
  | { readonly kind: 'own'; readonly number: number }
  | { readonly kind: 'variable'; readonly slot: number }
  /** A stem or a compound variable. */
  | { readonly kind: 'reference'; readonly reference: Reference }
  | { readonly kind: 'unary'; readonly op: number; readonly operand: Expression }
  | {
      readonly kind: 'binary';
      readonly op: number;
      readonly left: Expression;
      readonly right: Expression;
      readonly which: number;
    }
  | {
      readonly kind: 'function';
      readonly name: string;
      readonly builtin: Builtin;
      readonly given: readonly (Expression | undefined)[];
    };

/** A clause, or what stands at the top of a loop. */
export interface QuickClause {
  /** Its number; -1 when it belongs to the clause that has come there. */
  readonly number: number;
  /** What it costs. */
  readonly cost: number;
  /** What it computes, first to last; one that is left out is undefined. */
  readonly computed: readonly (Expression | undefined)[];
  /** Where the instruction is that takes it. */
  readonly end: number;
}

/** Operators and functions of a clause, at most: each may be one within the other, and the host's stack is not endless. */
const MOST_OPERATIONS = 300;
/** Jumps to jumps that are followed. */
const MOST_JUMPS = 16;

/** Where a jump to an address comes to in the end: past clauses that do nothing (THEN, ELSE, NOP, labels). */
export function landing(code: readonly number[], address: number): number {
  let pc = address;
  for (let n = 0; n < MOST_JUMPS; n++) {
    const op = code[pc];
    const next = code[pc + 2];
    if (op === OP.JUMP) pc = code[pc + 1]!;
    else if (op === OP.LABEL) pc++;
    else if (op === OP.CLAUSE && (next === OP.CLAUSE || next === OP.JUMP || next === OP.LABEL))
      pc += 2;
    else break;
  }
  return pc;
}

/** Reads the clause at an address, where nothing is on the stack; undefined when it calls what cannot be computed at once. */
export function clauseAt(
  activity: Activity,
  unit: Unit,
  { targets }: QuickCode,
  start: number,
): QuickClause | undefined {
  const { code, values, references, own } = unit;
  const computed: (Expression | undefined)[] = [];
  let pc = start;
  let number = -1;
  if (code[pc] === OP.CLAUSE) {
    number = code[pc + 1]!;
    pc += 2;
  }
  let cost = 1;
  const constant = (n: number): Expression =>
    n < own ? { kind: 'own', number: n } : { kind: 'constant', value: values[n]! };
  const operand = (n: number): Expression =>
    n > 0
      ? { kind: 'variable', slot: n - 1 }
      : n < 0
        ? constant(-1 - n)
        : // an argument that is left out is taken by its call only
          computed.pop()!;
  for (let n = 0; n < MOST_OPERATIONS; n++) {
    const op = code[pc]!;
    switch (op) {
      case OP.CONSTANT:
        computed.push(constant(code[pc + 1]!));
        pc += 2;
        break;
      case OP.VARIABLE:
        computed.push({ kind: 'variable', slot: code[pc + 1]! });
        pc += 2;
        break;
      case OP.COMPOUND:
        computed.push({ kind: 'reference', reference: references[code[pc + 1]!]! });
        pc += 2;
        break;
      case OP.OMITTED:
        computed.push(undefined);
        pc++;
        break;
      case OP.MINUS:
      case OP.PLUS:
      case OP.NOT:
        computed.push({ kind: 'unary', op, operand: operand(0) });
        pc++;
        break;
      case OP.FUNCTION: {
        const at = code[pc + 1]!;
        const { name, label, builtin } = targets[at] ?? findTarget(activity, targets, at);
        const count = code[pc + 2]!;
        if (code[pc + 3] !== 1 && label !== undefined) return undefined;
        if (builtin === undefined || !QUICK_FUNCTIONS.has(name)) return undefined;
        if (count < builtin.least || count > builtin.most) return undefined;
        const given = computed.splice(computed.length - count);
        computed.push({ kind: 'function', name, builtin, given });
        cost += 2;
        pc += 4;
        break;
      }
      default: {
        if (op < OP.ADD || op > OP.EXCLUSIVE_OR) return { number, cost, computed, end: pc };
        const right = operand(code[pc + 2]!);
        const left = operand(code[pc + 1]!);
        computed.push({ kind: 'binary', op, left, right, which: code[pc + 3]! });
        pc += op === OP.COMPARE ? 4 : 3;
      }
    }
  }
  return undefined;
}
