/**
 * Quick clauses: a clause that has been executed some times, and that needs nothing but what is at hand, is put
 * together from functions, one for each thing that it does, in place of its instructions. They leave nothing on the
 * stack, so that behind each the program is what it would be without them: it may be stopped there, and go on by
 * instructions. Clauses that call routines of the program or ask something of the system stay instructions, and all do
 * while clauses are traced.
 */
import type { Activity } from '../activity.js';
import type { ParseSource, Unit } from '../code.js';
import { OP } from '../code.js';
import { interpret, INTERPRET_COST, upperVariable } from '../instruction-steps.js';
import { beginControlled, beginCounted, beginForever, leaveLoops } from '../loops.js';
import { setCompound, setVariable } from '../pool.js';
import { inOnePiece, shortest, textOf } from '../value.js';
import { clauseAt, landing } from './clauses.js';
import { operandOf } from './expressions.js';
import { assign, enter, keep } from './frame.js';
import type { Frame, QuickCode, Step } from './frame.js';
import { fetch, testOf } from './operand.js';
import type { Operand } from './operand.js';
import { makeRegion } from './generated/regions.js';
import { parsingOf } from './parsing.js';
import { skipTurns, turn } from './turns.js';
import { tailCompute } from './tails.js';

/** Turns after which a clause is worth it. */
const WORTH_IT = 6;

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

/**
 * A clause that has a step has been come to by instructions, or a loop begins another turn there: generates code when it is
 * worth it.
 */
function heat(frame: Frame, quick: QuickCode, pc: number): void {
  const { turns } = quick;
  while (turns.length <= pc) turns.push(0);
  const count = turns[pc]! + 1;
  turns[pc] = count;
  if (count !== frame.worth || quick.regions.has(pc)) return;
  makeRegion(frame, quick, pc);
}

/** Executes clauses as long as they have steps and there is work left; gives where the program goes on. */
export function runSteps(frame: Frame, steps: QuickCode['steps'], start: number): number {
  let pc = start;
  const { turns } = frame.quick;
  if (turns[pc]! < frame.worth && steps[pc] !== undefined && steps[pc] !== null)
    heat(frame, frame.quick, pc);
  do {
    const step = steps[pc];
    if (step === undefined || step === null) break;
    pc = step(frame, pc);
  } while (frame.left > 0);
  return pc;
}

class StepCompiler {
  readonly #activity: Activity;
  readonly #unit: Unit;
  readonly #quick: QuickCode;

  constructor(activity: Activity, quick: QuickCode) {
    this.#activity = activity;
    this.#unit = activity.unit;
    this.#quick = quick;
  }

  /** Makes the step of an address. */
  at(pc: number): void {
    const { steps } = this.#quick;
    if (steps[pc] !== undefined) return;
    steps[pc] = null;
    steps[pc] = this.#compile(pc);
  }

  /** Where a jump to an address comes to in the end. */
  #landing(address: number): number {
    const { code } = this.#unit;
    const pc = landing(code, address);
    // what is no clause is not counted
    if (code[pc] !== OP.CLAUSE) this.at(pc);
    return pc;
  }

  /** The step that begins at an address, where nothing is on the stack; null when there is none. */
  #compile(start: number): Step | null {
    const clause = clauseAt(this.#activity, this.#unit, this.#quick, start);
    if (clause === undefined) return null;
    const { symbols } = this.#activity;
    const { tails } = this.#quick;
    const operands = clause.computed.map((one) =>
      one === undefined ? undefined : operandOf(one, symbols, tails),
    );
    return this.#ending(clause.number, clause.cost, clause.end, operands);
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
        const tailFor = tailCompute(reference, symbols, this.#quick.tails);
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
        const quick = this.#quick;
        // nothing but the end of the next turn comes next
        const isEmpty = code[again] === OP.CLAUSE && again + 2 === pc;
        return (frame) => {
          frame.activity.clause = clause;
          if (isEmpty) skipTurns(frame, top);
          else if (quick.turns[again]! < frame.worth) heat(frame, quick, again);
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
