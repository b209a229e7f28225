/**
 * Runs compiled REXX: a stack machine in one plain switch with a local instruction address, since a call for each
 * instruction would cost more than most of them. What is rare is called. It runs until its share of work is used or it
 * wants something of the system, and leaves everything in the Activity.
 */
import type { Activity } from './activity.js';
import { lineOf, routineOf } from './activity.js';
import {
  comparison,
  minus,
  over,
  plus,
  raised,
  rest,
  signed,
  times,
  wholeOver,
} from './arithmetic.js';
import type { ParseSource, Reference } from './code.js';
import { WORD_SEPARATOR } from './emitter.js';
import { callTrap, leaveRoutine, raise, signal } from './conditions.js';
import { fail } from './errors.js';
import { trapped } from './failures.js';
import { callFunction, callSubroutine } from './calls.js';
import type { Request, RexxHost } from './host.js';
import {
  addressInstruction,
  dropVariables,
  endOfUnit,
  expose,
  interpret,
  numericInstruction,
  parseInstruction,
  setTrap,
  upperVariable,
} from './instruction-steps.js';
import { beginControlled, beginCounted, beginForever, leaveLoops, nextTurn } from './loops.js';
import { poolOf, setSimple, setVariable, nameOf, valueOf } from './pool.js';
import { clauseStep } from './clause-steps.js';
import { setTrace, showCompound, showResult, showValue } from './tracing.js';
import { textOf } from './value.js';
import type { Value } from './value.js';

/** Longest string that concatenation makes. */
const MOST_TEXT = 16 << 20;

/** Values of a condition: exactly `0` or `1`. */
function truth(value: Value, subcode: number): boolean {
  if (value === 1) return true;
  if (value === 0) return false;
  return fail(34, subcode, textOf(value));
}

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

function execute(activity: Activity, host: RexxHost, budget: number): Request {
  const { stack, symbols, meter } = activity;
  let { unit, pc } = activity;
  let { code } = unit;
  let routine = routineOf(activity);
  let { pool } = routine;
  let { numeric } = routine.settings;
  let intermediate = routine.settings.trace === 'I';
  let left = budget;

  /** Takes up what a routine entered or left, a jump or TRACE has changed. */
  const renew = (): void => {
    ({ unit, pc } = activity);
    ({ code } = unit);
    routine = routineOf(activity);
    ({ pool } = routine);
    ({ numeric } = routine.settings);
    intermediate = routine.settings.trace === 'I';
  };

  try {
    for (;;) {
      const begun = pc;
      const op = code[pc]!;
      switch (op) {
        case 1: {
          // CLAUSE
          if (--left <= 0) {
            activity.pc = pc;
            return { kind: 'work' };
          }
          if (activity.attention) {
            activity.pc = begun;
            if (callTrap(activity)) {
              renew();
              break;
            }
          }
          activity.clause = code[pc + 1]!;
          pc += 2;
          if (activity.attention) {
            activity.pc = pc;
            const request = clauseStep(activity, begun);
            if (request !== undefined) return request;
            renew();
          }
          break;
        }
        case 2: {
          // CONSTANT
          const value = unit.values[code[pc + 1]!]!;
          pc += 2;
          stack.push(value);
          if (intermediate) showValue(activity, '>L>', value);
          break;
        }
        case 3: {
          // VARIABLE
          const slot = code[pc + 1]!;
          pc += 2;
          const value = (pool.links?.[slot] ?? pool).values[slot];
          if (value === undefined) {
            activity.pc = pc;
            const name = symbols.names[slot]!;
            if (routine.traps.has('NOVALUE') && raise(activity, 'NOVALUE', name)) {
              renew();
              break;
            }
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
          const reference: Reference = unit.references[code[pc + 1]!]!;
          pc += 2;
          if (intermediate) showCompound(activity, reference);
          const value = valueOf(pool, reference, symbols);
          if (value === undefined) {
            activity.pc = pc;
            const name = nameOf(pool, reference, symbols);
            if (routine.traps.has('NOVALUE') && raise(activity, 'NOVALUE', name)) {
              renew();
              break;
            }
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
          const { values } = poolOf(pool, slot);
          if (typeof value === 'number' && typeof values[slot] !== 'string') values[slot] = value;
          else setSimple(pool, slot, value, meter);
          break;
        }
        case 6: {
          // SET_COMPOUND
          const reference = unit.references[code[pc + 1]!]!;
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
        case 13: {
          // POWER
          pc++;
          const b = stack.pop()!;
          const top = stack.length - 1;
          const a = stack[top]!;
          let value: Value;
          if (op === 7) value = plus(a, b, numeric);
          else if (op === 8) value = minus(a, b, numeric);
          else if (op === 9) value = times(a, b, numeric);
          else if (op === 10) value = over(a, b, numeric);
          else if (op === 11) value = wholeOver(a, b, numeric);
          else if (op === 12) value = rest(a, b, numeric);
          else value = raised(a, b, numeric);
          stack[top] = value;
          if (intermediate) showValue(activity, '>O>', value);
          break;
        }
        case 14: // CONCATENATE
        case 15: {
          // CONCATENATE_BLANK
          pc++;
          const b = textOf(stack.pop()!);
          const top = stack.length - 1;
          const a = textOf(stack[top]!);
          if (a.length + b.length >= MOST_TEXT) fail(5);
          const value = op === 14 ? a + b : `${a} ${b}`;
          // digits put together may be a number that is worth to be held as one
          stack[top] = value;
          if (intermediate) showValue(activity, '>O>', value);
          break;
        }
        case 16: {
          // COMPARE
          const which = code[pc + 1]!;
          pc += 2;
          const b = stack.pop()!;
          const top = stack.length - 1;
          const value = comparison(which, stack[top]!, b, numeric) ? 1 : 0;
          stack[top] = value;
          if (intermediate) showValue(activity, '>O>', value);
          break;
        }
        case 17: // AND
        case 18: // OR
        case 19: {
          // EXCLUSIVE_OR
          pc++;
          const b = truth(logical(stack.pop()!), 5);
          const top = stack.length - 1;
          const a = truth(logical(stack[top]!), 5);
          const value = (op === 17 ? a && b : op === 18 ? a || b : a !== b) ? 1 : 0;
          stack[top] = value;
          if (intermediate) showValue(activity, '>O>', value);
          break;
        }
        case 20: // MINUS
        case 21: {
          // PLUS
          pc++;
          const top = stack.length - 1;
          const value = signed(stack[top]!, op === 20, numeric);
          stack[top] = value;
          if (intermediate) showValue(activity, '>P>', value);
          break;
        }
        case 22: {
          // NOT
          pc++;
          const top = stack.length - 1;
          const value = truth(logical(stack[top]!), 6) ? 0 : 1;
          stack[top] = value;
          if (intermediate) showValue(activity, '>P>', value);
          break;
        }
        case 23: {
          // FUNCTION
          activity.pc = pc + 4;
          left -= 2;
          const request = callFunction(
            activity,
            host,
            textOf(unit.values[code[pc + 1]!]!),
            code[pc + 2]!,
            code[pc + 3] === 1,
          );
          if (request !== undefined) return request;
          renew();
          break;
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
          pc = truth(logical(value), code[pc + 1]!) ? pc + 3 : code[pc + 2]!;
          break;
        }
        case 27: {
          // SAY
          pc++;
          const value = stack.pop()!;
          if (activity.attention) showResult(activity, value);
          activity.out.push(textOf(value));
          left -= 4;
          break;
        }
        case 28: // COMMAND
        case 48: {
          // ADDRESS_COMMAND
          const environment =
            op === 28 ? routine.settings.environment : textOf(unit.values[code[pc + 1]!]!);
          activity.pc = pc + (op === 28 ? 1 : 2);
          const value = stack.pop()!;
          if (activity.attention) showResult(activity, value);
          if (routine.settings.inhibited) {
            pc = activity.pc;
            break;
          }
          const text = textOf(value);
          activity.waiting = { kind: 'command', text };
          return { kind: 'command', environment, text };
        }
        case 29: // EXIT
        case 30: {
          // RETURN
          const value = code[pc + 1] === 1 ? stack.pop()! : undefined;
          activity.pc = pc;
          if (value !== undefined && activity.attention) showResult(activity, value);
          if (op === 29 || routine.back === undefined) return { kind: 'exit', value };
          leaveRoutine(activity, value);
          renew();
          break;
        }
        case 31: {
          // FAIL
          activity.pc = pc;
          const words = textOf(unit.values[code[pc + 3]!]!);
          fail(code[pc + 1]!, code[pc + 2], ...(words === '' ? [] : words.split(WORD_SEPARATOR)));
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
          const top = code[pc + 1]!;
          if (--left <= 0) {
            activity.pc = pc;
            return { kind: 'work' };
          }
          pc = nextTurn(activity, top) ? top : pc + 2;
          break;
        }
        case 36: // LOOP_LEAVE
          leaveLoops(activity, code[pc + 1]!);
          pc += 2;
          break;
        case 37: {
          // CALL
          activity.pc = pc + 4;
          left -= 2;
          const name = textOf(unit.values[code[pc + 1]!]!);
          const request = callSubroutine(activity, host, name, code[pc + 2]!, code[pc + 3] === 1);
          if (request !== undefined) return request;
          renew();
          break;
        }
        case 38: // SIGNAL_VALUE
        case 39: {
          // SIGNAL
          const name = op === 38 ? stack.pop()! : unit.values[code[pc + 1]!]!;
          if (op === 38 && activity.attention) showResult(activity, name);
          signal(activity, textOf(name));
          renew();
          break;
        }
        case 40: // TRAP
          setTrap(activity, unit.traps[code[pc + 1]!]!);
          pc += 2;
          break;
        case 41: {
          // PARSE
          const source = unit.values[code[pc + 2]!] as ParseSource;
          activity.pc = pc;
          left -= 4;
          const request = parseInstruction(
            activity,
            host,
            unit.templates[code[pc + 1]!]!,
            source,
            code[pc + 3] === 1,
          );
          if (request !== undefined) return request;
          pc += 4;
          break;
        }
        case 42: {
          // DROP
          const count = code[pc + 1]!;
          dropVariables(activity, code.slice(pc + 2, pc + 2 + count));
          pc += 2 + count;
          break;
        }
        case 43: {
          // PROCEDURE
          const count = code[pc + 1]!;
          expose(activity, code.slice(pc + 2, pc + 2 + count));
          pc += 2 + count;
          activity.pc = pc;
          renew();
          break;
        }
        case 44: {
          // QUEUE
          const value = stack.pop()!;
          if (activity.attention) showResult(activity, value);
          if (!host.stack(textOf(value), code[pc + 1] === 1 ? 'LIFO' : 'FIFO')) fail(5);
          pc += 2;
          break;
        }
        case 45: {
          // NUMERIC
          const value = code[pc + 2] === 1 ? stack.pop()! : undefined;
          numericInstruction(activity, code[pc + 1]!, value);
          pc += 3;
          break;
        }
        case 46: {
          // TRACE
          const value = code[pc + 1] === -1 ? stack.pop()! : unit.values[code[pc + 1]!]!;
          // in a pause of interactive TRACE only a typed TRACE counts
          if (!routine.settings.interactive || activity.inPause) setTrace(activity, textOf(value));
          pc += 2;
          activity.pc = pc;
          renew();
          break;
        }
        case 47: {
          // ADDRESS
          const which = code[pc + 1]!;
          const name = which === -1 ? stack.pop()! : which === -2 ? undefined : unit.values[which]!;
          addressInstruction(activity, name);
          pc += 2;
          break;
        }
        case 49: {
          // INTERPRET
          activity.pc = pc + 1;
          const value = stack.pop()!;
          if (activity.attention) showResult(activity, value);
          left -= 20;
          interpret(activity, textOf(value));
          renew();
          break;
        }
        case 50: // UPPER
          upperVariable(activity, unit.references[code[pc + 1]!]!);
          pc += 2;
          break;
        case 51: {
          // END
          if (!endOfUnit(activity)) {
            activity.pc = pc;
            return { kind: 'exit', value: undefined };
          }
          renew();
          break;
        }
        case 52: // LABEL
          pc++;
          break;
        case 53: // OPTIONS
          pc++;
          stack.pop();
          break;
        default:
          throw new Error(`REXX instruction ${String(op)} in line ${String(lineOf(activity))}`);
      }
    }
  } finally {
    activity.used += budget - left;
  }
}

/** `0` and `1` that are strings, such as parts of others, are numbers to conditions. */
function logical(value: Value): Value {
  return value === '1' ? 1 : value === '0' ? 0 : value;
}
