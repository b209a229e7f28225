/**
 * The instructions of compiled REXX, a function each, by operation code. Each finds `frame.pc` at its operation code and
 * leaves it where the program goes on; a request when the program has to wait, is over, or has used its share of work.
 * What is rare is in rare-steps.ts. Functions of their own, since the host compiles a small one soon, and since what one
 * of them has not met before does not throw the others back.
 */
import { operate, signed, truth } from './arithmetic.js';
import { callBuiltin, callFunction, callSubroutine, findTarget } from './calls.js';
import { clauseStep } from './clause-steps.js';
import type { ParseSource } from './code.js';
import { OP } from './code.js';
import { callTrap, leaveRoutine, raise } from './conditions.js';
import type { Request } from './host.js';
import { endOfUnit, parseInstruction } from './instruction-steps.js';
import { compileOn } from './long-texts.js';
import {
  beginControlled,
  beginCounted,
  beginForever,
  leaveLoops,
  nextTurn,
  showTurn,
} from './loops.js';
import { nameOf, poolOf, setSimple, setVariable, valueOf } from './pool.js';
import type { Frame } from './quick/frame.js';
import { enter } from './quick/frame.js';
import { runSteps, warmUp } from './quick/steps.js';
import { rareCost, rareStep } from './rare-steps.js';
import { showCompound, showResult, showValue } from './tracing.js';
import type { Value } from './value.js';

/** Carries out the instruction at `frame.pc`. */
export type Handler = (frame: Frame) => Request | undefined;

/** The share of work is used up. */
function pause(frame: Frame): Request {
  frame.activity.pc = frame.pc;
  return { kind: 'work' };
}

function clause(frame: Frame): Request | undefined {
  if (--frame.left <= 0) return pause(frame);
  const { activity, quick, pc, code } = frame;
  if (!activity.attention) {
    if (quick.steps[pc] === undefined) warmUp(frame, quick, pc);
    const next = runSteps(frame, quick.steps, pc);
    if (frame.moved) {
      frame.moved = false;
      return undefined;
    }
    if (next !== pc) {
      frame.pc = next;
      return undefined;
    }
    activity.clause = code[pc + 1]!;
    frame.pc = pc + 2;
    return undefined;
  }
  activity.pc = pc;
  if (callTrap(activity)) {
    enter(frame);
    return undefined;
  }
  activity.clause = code[pc + 1]!;
  activity.pc = pc + 2;
  const request = clauseStep(activity, pc);
  enter(frame);
  return request;
}

function push(frame: Frame, mark: string, value: Value): void {
  frame.stack.push(value);
  if (frame.intermediate) showValue(frame.activity, mark, value);
}

function constant(frame: Frame): undefined {
  const value = frame.unit.values[frame.code[frame.pc + 1]!]!;
  frame.pc += 2;
  push(frame, '>L>', value);
}

/**
 * The name of a variable that has no value, which is its value; undefined when a trap has taken that, and the program
 * goes on elsewhere.
 */
function noValue(frame: Frame, name: string): Value | undefined {
  const { activity, routine } = frame;
  activity.pc = frame.pc;
  if (!routine.traps.has('NOVALUE') || !raise(activity, 'NOVALUE', name)) return name;
  enter(frame);
  return undefined;
}

function simple({ linked, pool, values }: Frame, slot: number): Value | undefined {
  return linked ? poolOf(pool, slot).values[slot] : values[slot];
}

function variable(frame: Frame): undefined {
  const slot = frame.code[frame.pc + 1]!;
  const value = simple(frame, slot);
  if (value !== undefined) {
    frame.pc += 2;
    push(frame, '>V>', value);
    return;
  }
  const name = noValue(frame, frame.names[slot]!);
  if (name === undefined) return;
  frame.pc += 2;
  push(frame, '>L>', name);
}

function compound(frame: Frame): undefined {
  const { activity, pool, symbols } = frame;
  const reference = frame.unit.references[frame.code[frame.pc + 1]!]!;
  if (frame.intermediate) showCompound(activity, reference);
  const value = valueOf(pool, reference, symbols);
  if (value !== undefined) {
    frame.pc += 2;
    push(frame, '>V>', value);
    return;
  }
  const name = noValue(frame, nameOf(pool, reference, symbols));
  if (name === undefined) return;
  frame.pc += 2;
  push(frame, '>L>', name);
}

function set(frame: Frame): undefined {
  const { activity, stack, pool, meter } = frame;
  const slot = frame.code[frame.pc + 1]!;
  frame.pc += 2;
  const value = stack.pop()!;
  if (activity.attention) showResult(activity, value);
  setSimple(pool, slot, value, meter);
}

function setCompound(frame: Frame): undefined {
  const { activity, stack, pool, symbols, meter } = frame;
  const reference = frame.unit.references[frame.code[frame.pc + 1]!]!;
  frame.pc += 2;
  const value = stack.pop()!;
  if (activity.attention) showResult(activity, value);
  setVariable(pool, reference, value, symbols, meter);
}

/** The value of an operand: from the stack, of a variable, or a constant. Undefined: the variable has none. */
function operandOf(frame: Frame, operand: number): Value | undefined {
  if (operand === 0) return frame.stack.pop()!;
  return operand < 0 ? frame.unit.values[-1 - operand]! : simple(frame, operand - 1);
}

/** TRACE I shows an operand that is part of its instruction. */
function showOperand(frame: Frame, operand: number, value: Value): void {
  if (operand === 0) return;
  const isSet = operand > 0 && simple(frame, operand - 1) !== undefined;
  showValue(frame.activity, isSet ? '>V>' : '>L>', value);
}

function binary(frame: Frame): undefined {
  const { code, pc, dear } = frame;
  const op = code[pc]!;
  const lhs = code[pc + 1]!;
  const rhs = code[pc + 2]!;
  let b = operandOf(frame, rhs);
  let a = operandOf(frame, lhs);
  if (a === undefined || b === undefined) {
    a ??= noValue(frame, frame.names[lhs - 1]!);
    if (a === undefined) return;
    b ??= noValue(frame, frame.names[rhs - 1]!);
    if (b === undefined) return;
  }
  if (frame.intermediate) {
    showOperand(frame, lhs, a);
    showOperand(frame, rhs, b);
  }
  if (dear > 0 && (typeof a === 'string' || typeof b === 'string')) frame.left -= dear;
  const value = operate(op, a, b, frame.numeric, code[pc + 3]!);
  frame.pc = op === OP.COMPARE ? pc + 4 : pc + 3;
  push(frame, '>O>', value);
}

function unary(frame: Frame): undefined {
  const { code, pc, stack, numeric } = frame;
  const op = code[pc];
  const a = stack.pop()!;
  const value = op === OP.NOT ? (truth(a, 6) ? 0 : 1) : signed(a, op === OP.MINUS, numeric);
  frame.pc = pc + 1;
  push(frame, '>P>', value);
}

function call(frame: Frame): Request | undefined {
  const { activity, host, code, pc, stack } = frame;
  const { targets } = frame.quick;
  const name = code[pc + 1]!;
  const quoted = code[pc + 3] === 1;
  const target = targets[name] ?? findTarget(activity, targets, name);
  frame.left -= 2;
  if (code[pc] === OP.CALL) {
    activity.pc = pc + 4;
    const request = callSubroutine(activity, host, target, code[pc + 2]!, quoted);
    enter(frame);
    return request;
  }
  if (target.builtin !== undefined && (quoted || target.label === undefined)) {
    callBuiltin(target, frame.args, code[pc + 2]!);
    frame.pc = pc + 4;
    if (frame.intermediate) showValue(activity, '>F>', stack[stack.length - 1]!);
    if (activity.attention) {
      // TRACE may have been changed
      activity.pc = pc + 4;
      enter(frame);
    }
    return undefined;
  }
  activity.pc = pc + 4;
  const request = callFunction(activity, host, target, code[pc + 2]!, quoted);
  enter(frame);
  return request;
}

function omitted(frame: Frame): undefined {
  frame.stack.push(undefined);
  frame.pc++;
}

function jump(frame: Frame): undefined {
  frame.pc = frame.code[frame.pc + 1]!;
}

function jumpIfFalse(frame: Frame): undefined {
  const { activity, code, pc } = frame;
  const value = frame.stack.pop()!;
  if (activity.attention) showResult(activity, value);
  frame.pc = truth(value, code[pc + 1]!) ? pc + 3 : code[pc + 2]!;
}

function loopCount(frame: Frame): undefined {
  const { activity, code, pc } = frame;
  const begun = beginCounted(activity, pc + 2, frame.stack.pop()!);
  frame.pc = begun ? pc + 2 : code[pc + 1]!;
}

function loopControlled(frame: Frame): undefined {
  const { activity, code, pc } = frame;
  const begun = beginControlled(activity, pc + 4, code[pc + 1]!, code[pc + 2]!);
  frame.pc = begun ? pc + 4 : code[pc + 3]!;
}

function loopForever(frame: Frame): undefined {
  frame.pc++;
  beginForever(frame.activity, frame.pc);
}

function loopNext(frame: Frame): Request | undefined {
  if (--frame.left <= 0) return pause(frame);
  const { pc } = frame;
  const top = frame.code[pc + 1]!;
  if (frame.activity.attention) showTurn(frame.activity);
  frame.pc = nextTurn(frame.activity, top) ? top : pc + 2;
  return undefined;
}

function loopLeave(frame: Frame): undefined {
  leaveLoops(frame.activity, frame.code[frame.pc + 1]!);
  frame.pc += 2;
}

function parse(frame: Frame): Request | undefined {
  const { activity, host, code, pc, unit } = frame;
  activity.pc = pc;
  frame.left -= 4;
  const template = unit.templates[code[pc + 1]!]!;
  const source = unit.values[code[pc + 2]!] as ParseSource;
  const request = parseInstruction(activity, host, template, source, code[pc + 3] === 1);
  frame.pc = pc + 4;
  return request;
}

function label(frame: Frame): undefined {
  frame.pc++;
}

function returning(frame: Frame): Request | undefined {
  const { activity, code, pc, stack } = frame;
  activity.pc = pc;
  // the end of the program, and what is traced
  if (activity.attention || frame.routine.back === undefined) return rare(frame);
  leaveRoutine(activity, code[pc + 1] === 1 ? stack.pop()! : undefined);
  enter(frame);
  return undefined;
}

/** The end of a unit: behind an INTERPRET the program goes on. */
function end(frame: Frame): Request | undefined {
  const { activity } = frame;
  if (frame.unit === activity.main) return rare(frame);
  activity.pc = frame.pc;
  if (!endOfUnit(activity)) return rare(frame);
  enter(frame);
  return undefined;
}

/** What stands in for a long text: compiles it, and goes on with what has come of it. */
function compiling(frame: Frame): Request | undefined {
  frame.activity.pc = frame.pc;
  frame.left -= compileOn(frame.activity, frame.left);
  enter(frame);
  return frame.left <= 0 ? pause(frame) : undefined;
}

function rare(frame: Frame): Request | undefined {
  const { activity, pc, code } = frame;
  const op = code[pc]!;
  activity.pc = pc;
  frame.left -= rareCost(op);
  const request = rareStep(activity, frame.host, op);
  enter(frame);
  return request;
}

const NAMED: Readonly<Partial<Record<keyof typeof OP, Handler>>> = {
  CLAUSE: clause,
  CONSTANT: constant,
  VARIABLE: variable,
  COMPOUND: compound,
  SET: set,
  SET_COMPOUND: setCompound,
  ADD: binary,
  SUBTRACT: binary,
  MULTIPLY: binary,
  DIVIDE: binary,
  INTEGER_DIVIDE: binary,
  REMAINDER: binary,
  POWER: binary,
  CONCATENATE: binary,
  CONCATENATE_BLANK: binary,
  COMPARE: binary,
  AND: binary,
  OR: binary,
  EXCLUSIVE_OR: binary,
  MINUS: unary,
  PLUS: unary,
  NOT: unary,
  FUNCTION: call,
  CALL: call,
  OMITTED: omitted,
  JUMP: jump,
  JUMP_IF_FALSE: jumpIfFalse,
  LOOP_COUNT: loopCount,
  LOOP_CONTROLLED: loopControlled,
  LOOP_FOREVER: loopForever,
  LOOP_NEXT: loopNext,
  LOOP_LEAVE: loopLeave,
  PARSE: parse,
  LABEL: label,
  RETURN: returning,
  END: end,
  COMPILE: compiling,
};

/** By operation code. */
export const HANDLERS: readonly Handler[] = (() => {
  const handlers: Handler[] = [rare];
  for (const [name, op] of Object.entries(OP)) {
    while (handlers.length <= op) handlers.push(rare);
    handlers[op] = NAMED[name as keyof typeof OP] ?? rare;
  }
  return handlers;
})();
