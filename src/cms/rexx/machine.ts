/**
 * Runs compiled REXX: a stack machine in one plain switch with a local instruction address, since a call for each
 * instruction would cost more than most of them. What is rare is in rare-steps.ts. It runs until its share of work is
 * used or it wants something of the system, and leaves everything in the Activity.
 */
import type { Activity } from './activity.js';
import { routineOf } from './activity.js';
import { operate, signed, truth } from './arithmetic.js';
import { Arguments } from './builtins/arguments.js';
import { callBuiltin, callFunction, callSubroutine, findTarget, targetsOf } from './calls.js';
import { clauseStep } from './clause-steps.js';
import type { ParseSource } from './code.js';
import { callTrap, raise } from './conditions.js';
import { trapped } from './failures.js';
import type { Request, RexxHost } from './host.js';
import { parseInstruction } from './instruction-steps.js';
import { beginControlled, beginCounted, beginForever, leaveLoops, nextTurn } from './loops.js';
import type { Pool } from './pool.js';
import { nameOf, poolOf, setSimple, setVariable, valueOf } from './pool.js';
import { rareCost, rareStep } from './rare-steps.js';
import { showCompound, showResult, showValue } from './tracing.js';
import type { Value } from './value.js';

/**
 * Runs up to `budget` instructions. Errors of the program are trapped or end it, with their message among the lines
 * of `activity.out`.
 */
export function run(activity: Activity, host: RexxHost, budget: number): Request {
  let left = budget;
  activity.used = 0;
  for (;;) {
    try {
      return execute(activity, host, left);
    } catch (error) {
      const ending = trapped(activity, error);
      if (ending !== undefined) return ending;
      // whoever runs into errors all the time must not run for ever
      activity.used += 100;
      left = budget - activity.used;
    }
  }
}

/** The name of a variable that has no value, which is its value; undefined when a trap has taken that. */
function noValue(activity: Activity, slot: number): Value | undefined {
  const name = activity.symbols.names[slot]!;
  const trapped = routineOf(activity).traps.has('NOVALUE') && raise(activity, 'NOVALUE', name);
  return trapped ? undefined : name;
}

/** How TRACE I marks an operand that is part of its instruction. */
function markOf(pool: Pool, operand: number): string {
  const set = operand > 0 && poolOf(pool, operand - 1).values[operand - 1] !== undefined;
  return set ? '>V>' : '>L>';
}

function execute(activity: Activity, host: RexxHost, budget: number): Request {
  const { stack, symbols, meter } = activity;
  const args = new Arguments(activity, host);
  let left = budget;
  try {
    // once more from here whenever a routine was entered or left, or a jump or a setting has changed what is kept
    // at hand below
    for (;;) {
      const { unit } = activity;
      const { code, values: constants, references } = unit;
      // what INTERPRET runs is soon gone
      const targets = unit === activity.main ? targetsOf(unit) : [];
      const routine = routineOf(activity);
      const { pool } = routine;
      const { links, values: variables } = pool;
      const { numeric, trace } = routine.settings;
      const intermediate = trace === 'I';
      let { pc } = activity;

      steps: for (;;) {
        const op = code[pc]!;
        switch (op) {
          case 1: {
            // CLAUSE
            if (--left <= 0) {
              activity.pc = pc;
              return { kind: 'work' };
            }
            if (!activity.attention) {
              activity.clause = code[pc + 1]!;
              pc += 2;
              break;
            }
            activity.pc = pc;
            if (callTrap(activity)) break steps;
            activity.clause = code[pc + 1]!;
            activity.pc = pc + 2;
            const request = clauseStep(activity, pc);
            if (request !== undefined) return request;
            break steps;
          }
          case 2: {
            // CONSTANT
            const value = constants[code[pc + 1]!]!;
            pc += 2;
            stack.push(value);
            if (intermediate) showValue(activity, '>L>', value);
            break;
          }
          case 3: {
            // VARIABLE
            const slot = code[pc + 1]!;
            const value = links === undefined ? variables[slot] : poolOf(pool, slot).values[slot];
            pc += 2;
            if (value === undefined) {
              activity.pc = pc;
              const name = noValue(activity, slot);
              if (name === undefined) break steps;
              stack.push(name);
              if (intermediate) showValue(activity, '>L>', name);
              break;
            }
            stack.push(value);
            if (intermediate) showValue(activity, '>V>', value);
            break;
          }
          case 4: {
            // COMPOUND
            const reference = references[code[pc + 1]!]!;
            pc += 2;
            if (intermediate) showCompound(activity, reference);
            const value = valueOf(pool, reference, symbols);
            if (value === undefined) {
              activity.pc = pc;
              const name = nameOf(pool, reference, symbols);
              if (routine.traps.has('NOVALUE') && raise(activity, 'NOVALUE', name)) break steps;
              stack.push(name);
              if (intermediate) showValue(activity, '>L>', name);
              break;
            }
            stack.push(value);
            if (intermediate) showValue(activity, '>V>', value);
            break;
          }
          case 5: {
            // SET
            const slot = code[pc + 1]!;
            pc += 2;
            const value = stack.pop()!;
            if (activity.attention) showResult(activity, value);
            const { values } = links === undefined ? pool : poolOf(pool, slot);
            if (typeof value === 'number' && typeof values[slot] === 'number') values[slot] = value;
            else setSimple(pool, slot, value, meter);
            break;
          }
          case 6: {
            // SET_COMPOUND
            const reference = references[code[pc + 1]!]!;
            pc += 2;
            const value = stack.pop()!;
            if (activity.attention) showResult(activity, value);
            setVariable(pool, reference, value, symbols, meter);
            break;
          }
          case 7: // ADD
          case 8: // SUBTRACT
          case 9: // MULTIPLY
          case 10: // DIVIDE
          case 11: // INTEGER_DIVIDE
          case 12: // REMAINDER
          case 13: // POWER
          case 14: // CONCATENATE
          case 15: // CONCATENATE_BLANK
          case 16: // COMPARE
          case 17: // AND
          case 18: // OR
          case 19: {
            // EXCLUSIVE_OR
            const lhs = code[pc + 1]!;
            const rhs = code[pc + 2]!;
            let b: Value | undefined;
            if (rhs === 0) b = stack.pop()!;
            else if (rhs < 0) b = constants[-1 - rhs]!;
            else if (links === undefined) b = variables[rhs - 1];
            else b = poolOf(pool, rhs - 1).values[rhs - 1];
            let a: Value | undefined;
            if (lhs === 0) a = stack.pop()!;
            else if (lhs < 0) a = constants[-1 - lhs]!;
            else if (links === undefined) a = variables[lhs - 1];
            else a = poolOf(pool, lhs - 1).values[lhs - 1];
            if (a === undefined || b === undefined) {
              activity.pc = pc;
              a ??= noValue(activity, lhs - 1);
              if (a === undefined) break steps;
              b ??= noValue(activity, rhs - 1);
              if (b === undefined) break steps;
            }
            if (intermediate) {
              if (lhs !== 0) showValue(activity, markOf(pool, lhs), a);
              if (rhs !== 0) showValue(activity, markOf(pool, rhs), b);
            }
            const value = operate(op, a, b, numeric, code[pc + 3]!);
            pc += op === 16 ? 4 : 3;
            stack.push(value);
            if (intermediate) showValue(activity, '>O>', value);
            break;
          }
          case 20: // MINUS
          case 21: // PLUS
          case 22: {
            // NOT
            pc++;
            const top = stack.length - 1;
            const a = stack[top]!;
            const value = op === 22 ? (truth(a, 6) ? 0 : 1) : signed(a, op === 20, numeric);
            stack[top] = value;
            if (intermediate) showValue(activity, '>P>', value);
            break;
          }
          case 23: {
            // FUNCTION
            const constant = code[pc + 1]!;
            const quoted = code[pc + 3] === 1;
            const target = targets[constant] ?? findTarget(activity, targets, constant);
            left -= 2;
            if (target.builtin !== undefined && (quoted || target.label === undefined)) {
              callBuiltin(target, args, code[pc + 2]!);
              pc += 4;
              if (intermediate) showValue(activity, '>F>', stack[stack.length - 1]!);
              if (!activity.attention) break;
              // TRACE may have been changed
              activity.pc = pc;
              break steps;
            }
            activity.pc = pc + 4;
            const request = callFunction(activity, host, target, code[pc + 2]!, quoted);
            if (request !== undefined) return request;
            break steps;
          }
          case 24: // OMITTED
            pc++;
            stack.push(undefined);
            break;
          case 25: // JUMP
            pc = code[pc + 1]!;
            break;
          case 26: {
            // JUMP_IF_FALSE
            const value = stack.pop()!;
            if (activity.attention) showResult(activity, value);
            pc = truth(value, code[pc + 1]!) ? pc + 3 : code[pc + 2]!;
            break;
          }
          case 32: // LOOP_COUNT
            pc = beginCounted(activity, pc + 2, stack.pop()!) ? pc + 2 : code[pc + 1]!;
            break;
          case 33: // LOOP_CONTROLLED
            pc = beginControlled(activity, pc + 4, code[pc + 1]!, code[pc + 2]!)
              ? pc + 4
              : code[pc + 3]!;
            break;
          case 34: // LOOP_FOREVER
            pc++;
            beginForever(activity, pc);
            break;
          case 35: {
            // LOOP_NEXT
            if (--left <= 0) {
              activity.pc = pc;
              return { kind: 'work' };
            }
            const top = code[pc + 1]!;
            pc = nextTurn(activity, top) ? top : pc + 2;
            break;
          }
          case 36: // LOOP_LEAVE
            leaveLoops(activity, code[pc + 1]!);
            pc += 2;
            break;
          case 37: {
            // CALL
            const constant = code[pc + 1]!;
            const target = targets[constant] ?? findTarget(activity, targets, constant);
            left -= 2;
            activity.pc = pc + 4;
            const quoted = code[pc + 3] === 1;
            const request = callSubroutine(activity, host, target, code[pc + 2]!, quoted);
            if (request !== undefined) return request;
            break steps;
          }
          case 41: {
            // PARSE
            activity.pc = pc;
            left -= 4;
            const request = parseInstruction(
              activity,
              host,
              unit.templates[code[pc + 1]!]!,
              constants[code[pc + 2]!] as ParseSource,
              code[pc + 3] === 1,
            );
            if (request !== undefined) return request;
            pc += 4;
            break;
          }
          case 52: // LABEL
            pc++;
            break;
          default: {
            activity.pc = pc;
            left -= rareCost(op);
            const request = rareStep(activity, host, op);
            if (request !== undefined) return request;
            break steps;
          }
        }
      }
    }
  } finally {
    activity.used += budget - left;
  }
}
