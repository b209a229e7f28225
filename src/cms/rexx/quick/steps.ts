/**
 * Quick clauses: a clause that has been executed some times, and that needs nothing but what is at hand, is put
 * together from functions, one for each thing that it does, in place of its instructions. They leave nothing on the
 * stack, so that behind each the program is what it would be without them: it may be stopped there, and go on by
 * instructions. Clauses that call routines of the program or ask something of the system stay instructions, and all do
 * while clauses are traced.
 */
import type { Activity } from '../activity.js';
import { QUICK_FUNCTIONS } from '../builtins/builtin-table.js';
import { findTarget } from '../calls.js';
import type { CallTarget } from '../calls.js';
import type { ParseSource, Unit } from '../code.js';
import { OP } from '../code.js';
import { interpret, INTERPRET_COST, upperVariable } from '../instruction-steps.js';
import { beginControlled, beginCounted, beginForever, leaveLoops } from '../loops.js';
import { setCompound, setVariable } from '../pool.js';
import { inOnePiece, shortest, textOf } from '../value.js';
import { assign, enter, keep } from './frame.js';
import type { Frame, QuickCode, Step } from './frame.js';
import { computed, constantOperand, fetch, testOf, variableOperand } from './operand.js';
import type { Operand } from './operand.js';
import { binaryOperand, unaryOperand } from './operators.js';
import { parsingOf } from './parsing.js';
import { skipTurns, turn } from './turns.js';
import { tailCompute } from './tails.js';
import { functionCompute, referenceCompute } from './terms.js';

/** Turns after which a clause is worth it. */
const WORTH_IT = 6;
/** Jumps to jumps that are followed. */
const MOST_JUMPS = 16;

/** A clause has come up that has no step yet: counts it, and makes one when it is worth it. */
export function warmUp({ activity }: Frame, quick: QuickCode, pc: number): void {
  const { turns } = quick;
  while (turns.length <= pc) turns.push(0);
  const count = turns[pc]! + 1;
  turns[pc] = count;
  if (count < WORTH_IT) return;
  const { unit } = activity;
  if (!unit.lasting) keep(unit.code, quick);
  new StepCompiler(activity, quick).at(pc);
}

/** Executes clauses as long as they have steps and there is work left; gives where the program goes on. */
export function runSteps(frame: Frame, steps: QuickCode['steps'], start: number): number {
  let pc = start;
  do {
    const step = steps[pc];
    if (step === undefined || step === null) break;
    pc = step(frame);
  } while (frame.left > 0);
  return pc;
}

class StepCompiler {
  readonly #activity: Activity;
  readonly #unit: Unit;
  readonly #steps: QuickCode['steps'];
  readonly #targets: (CallTarget | undefined)[];
  readonly #tails: QuickCode['tails'];

  constructor(activity: Activity, { steps, targets, tails }: QuickCode) {
    this.#tails = tails;
    this.#activity = activity;
    this.#unit = activity.unit;
    this.#steps = steps;
    this.#targets = targets;
  }

  /** Makes the step of an address. */
  at(pc: number): void {
    if (this.#steps[pc] !== undefined) return;
    this.#steps[pc] = null;
    this.#steps[pc] = this.#compile(pc);
  }

  /** Where a jump to an address comes to in the end: past clauses that do nothing (THEN, ELSE, NOP, labels). */
  #landing(address: number): number {
    const { code } = this.#unit;
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
    // what is no clause is not counted
    if (code[pc] !== OP.CLAUSE) this.at(pc);
    return pc;
  }

  /** The step that begins at an address, where nothing is on the stack; null when there is none. */
  #compile(start: number): Step | null {
    const { code, values, references, own } = this.#unit;
    const { symbols } = this.#activity;
    const operands: (Operand | undefined)[] = [];
    let pc = start;
    let clause = -1;
    if (code[pc] === OP.CLAUSE) {
      clause = code[pc + 1]!;
      pc += 2;
    }
    let cost = 1;
    // a constant of the unit's own is another in the next one with this code
    const constantAt = (n: number): Operand =>
      n < own ? computed((frame) => frame.unit.values[n]!) : constantOperand(values[n]!);
    const operand = (n: number): Operand =>
      n > 0 ? variableOperand(n - 1) : n < 0 ? constantAt(-1 - n) : operands.pop()!;
    for (;;) {
      const op = code[pc]!;
      switch (op) {
        case OP.CONSTANT:
          operands.push(constantAt(code[pc + 1]!));
          pc += 2;
          break;
        case OP.VARIABLE:
          operands.push(variableOperand(code[pc + 1]!));
          pc += 2;
          break;
        case OP.COMPOUND:
          operands.push(
            computed(referenceCompute(references[code[pc + 1]!]!, symbols, this.#tails)),
          );
          pc += 2;
          break;
        case OP.OMITTED:
          operands.push(undefined);
          pc++;
          break;
        case OP.MINUS:
        case OP.PLUS:
        case OP.NOT:
          operands.push(unaryOperand(op, operands.pop()!));
          pc++;
          break;
        case OP.FUNCTION: {
          const constant = code[pc + 1]!;
          const target =
            this.#targets[constant] ?? findTarget(this.#activity, this.#targets, constant);
          const { name, label, builtin } = target;
          const count = code[pc + 2]!;
          if (code[pc + 3] !== 1 && label !== undefined) return null;
          if (builtin === undefined || !QUICK_FUNCTIONS.has(name)) return null;
          if (count < builtin.least || count > builtin.most) return null;
          const given = operands.splice(operands.length - count);
          operands.push(computed(functionCompute(name, builtin, given)));
          cost += 2;
          pc += 4;
          break;
        }
        default: {
          if (op >= OP.ADD && op <= OP.EXCLUSIVE_OR) {
            const right = operand(code[pc + 2]!);
            const left = operand(code[pc + 1]!);
            operands.push(binaryOperand(op, left, right, code[pc + 3]!));
            pc += op === OP.COMPARE ? 4 : 3;
            break;
          }
          return this.#ending(clause, cost, pc, operands);
        }
      }
    }
  }

  /** The instruction that a clause ends with; what it takes has been computed, first to last. */
  #ending(
    clause: number,
    cost: number,
    pc: number,
    taken: readonly (Operand | undefined)[],
  ): Step | null {
    const unit = this.#unit;
    const { code, references } = unit;
    const { symbols } = this.#activity;
    const op = code[pc]!;
    if (taken.length === 0) return this.#simple(clause, pc);
    const operands = taken.filter((one) => one !== undefined);
    // only a call leaves arguments out
    if (operands.length < taken.length) return null;
    const { slot: from, constant, compute } = operands.at(-1)!;
    if (operands.length > 1 && op !== OP.LOOP_CONTROLLED) return null;
    switch (op) {
      case OP.SET: {
        const slot = code[pc + 1]!;
        const next = this.#landing(pc + 2);
        return (frame) => {
          frame.activity.clause = clause;
          frame.left -= cost;
          const value = fetch(frame, from, constant, compute);
          assign(frame, slot, value);
          return next;
        };
      }
      case OP.SET_COMPOUND: {
        const reference = references[code[pc + 1]!]!;
        const next = this.#landing(pc + 2);
        if (reference.kind !== 'compound') {
          return (frame) => {
            frame.activity.clause = clause;
            frame.left -= cost;
            const value = fetch(frame, from, constant, compute);
            setVariable(frame.pool, reference, value, symbols, frame.meter);
            return next;
          };
        }
        const { slot } = reference;
        const tailFor = tailCompute(reference, symbols, this.#tails);
        return (frame) => {
          frame.activity.clause = clause;
          frame.left -= cost;
          const value = fetch(frame, from, constant, compute);
          setCompound(frame.pool, slot, tailFor(frame), inOnePiece(value), frame.meter);
          return next;
        };
      }
      case OP.JUMP_IF_FALSE: {
        const test = testOf(operands[0]!, code[pc + 1]!);
        const otherwise = this.#landing(code[pc + 2]!);
        const next = this.#landing(pc + 3);
        return (frame) => {
          // at the top of a loop it belongs to the clause that has come there
          if (clause >= 0) frame.activity.clause = clause;
          frame.left -= cost;
          return test(frame) ? next : otherwise;
        };
      }
      case OP.LOOP_COUNT: {
        const top = pc + 2;
        const again = this.#landing(top);
        const over = this.#landing(code[pc + 1]!);
        return (frame) => {
          frame.activity.clause = clause;
          frame.left -= cost;
          const turns = fetch(frame, from, constant, compute);
          return beginCounted(frame.activity, top, turns) ? again : over;
        };
      }
      case OP.LOOP_CONTROLLED: {
        const [control, order] = [code[pc + 1]!, code[pc + 2]!];
        const top = pc + 4;
        const again = this.#landing(top);
        const over = this.#landing(code[pc + 3]!);
        return (frame) => {
          frame.activity.clause = clause;
          frame.left -= cost;
          for (const one of operands)
            frame.stack.push(fetch(frame, one.slot, one.constant, one.compute));
          return beginControlled(frame.activity, top, control, order) ? again : over;
        };
      }
      case OP.INTERPRET: {
        // there is no step at the end
        const stop = code.length - 1;
        return (frame) => {
          const { activity } = frame;
          activity.clause = clause;
          frame.left -= cost + INTERPRET_COST;
          const text = textOf(fetch(frame, from, constant, compute));
          activity.pc = pc + 1;
          interpret(activity, text);
          enter(frame);
          frame.moved = true;
          return stop;
        };
      }
      case OP.PARSE: {
        const source = unit.values[code[pc + 2]!] as ParseSource;
        if (source !== 'VALUE' && source !== 'VAR') return null;
        const parsing = parsingOf(unit.templates[code[pc + 1]!]!, code[pc + 3] === 1);
        const next = this.#landing(pc + 4);
        return (frame) => {
          frame.activity.clause = clause;
          frame.left -= cost + 4;
          parsing(frame, textOf(fetch(frame, from, constant, compute)));
          return next;
        };
      }
      default:
        return null;
    }
  }

  /** An instruction that takes nothing. */
  #simple(clause: number, pc: number): Step | null {
    const unit = this.#unit;
    const { code } = unit;
    switch (code[pc]) {
      case OP.CLAUSE:
      case OP.JUMP:
      case OP.LABEL: {
        const next = this.#landing(pc);
        return (frame) => {
          frame.left--;
          return next;
        };
      }
      case OP.LOOP_NEXT: {
        const top = code[pc + 1]!;
        const again = this.#landing(top);
        const over = this.#landing(pc + 2);
        // nothing but the end of the next turn comes next
        const isEmpty = code[again] === OP.CLAUSE && again + 2 === pc;
        return (frame) => {
          frame.activity.clause = clause;
          if (isEmpty) skipTurns(frame, top);
          frame.left--;
          return turn(frame, top) ? again : over;
        };
      }
      case OP.LOOP_FOREVER: {
        const top = pc + 1;
        const next = this.#landing(top);
        return (frame) => {
          frame.activity.clause = clause;
          frame.left--;
          beginForever(frame.activity, top);
          return next;
        };
      }
      case OP.LOOP_LEAVE: {
        const count = code[pc + 1]!;
        const next = this.#landing(pc + 2);
        return (frame) => {
          frame.left--;
          leaveLoops(frame.activity, count);
          return next;
        };
      }
      case OP.PARSE: {
        if (unit.values[code[pc + 2]!] !== 'ARG') return null;
        const parsing = parsingOf(unit.templates[code[pc + 1]!]!, code[pc + 3] === 1);
        const next = this.#landing(pc + 4);
        return (frame) => {
          frame.activity.clause = clause;
          frame.left -= 5;
          const { args } = frame.routine;
          const others =
            args.length < 2 ? undefined : args.slice(1).map((one) => textOf(one ?? ''));
          parsing(frame, textOf(args[0] ?? ''), others);
          return next;
        };
      }
      case OP.UPPER: {
        const reference = unit.references[code[pc + 1]!]!;
        const next = this.#landing(pc + 2);
        // UPPER of several variables is one clause
        if (code[pc + 2] === OP.UPPER) return null;
        const { kind, slot } = reference;
        return (frame) => {
          frame.activity.clause = clause;
          frame.left--;
          const value = kind === 'simple' && !frame.linked ? frame.values[slot] : undefined;
          if (typeof value === 'string') {
            assign(frame, slot, shortest(value.toUpperCase()));
            return next;
          }
          upperVariable(frame.activity, reference);
          return next;
        };
      }
      default:
        return null;
    }
  }
}
