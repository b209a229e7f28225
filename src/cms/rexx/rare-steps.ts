/**
 * The instructions that machine.ts does not carry out itself. Each begins with `activity.pc` at its operation code and
 * leaves it where the program goes on.
 */
import type { Activity } from './activity.js';
import { lineOf, routineOf } from './activity.js';
import { assign, leaveRoutine, signal } from './conditions.js';
import { WORD_SEPARATOR } from './emitter.js';
import { fail } from './errors.js';
import type { Request, RexxHost } from './host.js';
import {
  addressInstruction,
  dropVariables,
  endOfUnit,
  expose,
  interpret,
  INTERPRET_COST,
  numericInstruction,
  setTrap,
  upperVariable,
} from './instruction-steps.js';
import { setTrace, showResult } from './tracing.js';
import { textOf } from './value.js';
import type { Value } from './value.js';

/** What an instruction costs beside its clause. */
export function rareCost(op: number): number {
  return op === 49 ? INTERPRET_COST : op === 27 ? 4 : 0;
}

/** Takes a value from the stack; TRACE R shows it. */
function pop(activity: Activity): Value {
  const value = activity.stack.pop()!;
  if (activity.attention) showResult(activity, value);
  return value;
}

/** Carries one out; a request when the program has to wait, or is over. */
export function rareStep(activity: Activity, host: RexxHost, op: number): Request | undefined {
  const { unit, pc, stack } = activity;
  const { code } = unit;
  const routine = routineOf(activity);
  switch (op) {
    case 27: // SAY
      activity.out.push(activity.partial + textOf(pop(activity)));
      activity.partial = '';
      activity.pc = pc + 1;
      return undefined;
    case 28: // COMMAND
    case 48: {
      // ADDRESS_COMMAND
      const environment =
        op === 28 ? routine.settings.environment : textOf(unit.values[code[pc + 1]!]!);
      activity.pc = pc + (op === 28 ? 1 : 2);
      const text = textOf(pop(activity));
      if (routine.settings.inhibited && !activity.inPause) {
        // TRACE !: it is passed over, as if it had ended well
        assign(activity, 'RC', 0);
        return undefined;
      }
      activity.waiting = { kind: 'command', text };
      return { kind: 'command', environment, text };
    }
    case 29: // EXIT
    case 30: {
      // RETURN
      const value = code[pc + 1] === 1 ? pop(activity) : undefined;
      if (op === 29 || routine.back === undefined) return { kind: 'exit', value };
      leaveRoutine(activity, value);
      return undefined;
    }
    case 31: {
      // FAIL
      const words = textOf(unit.values[code[pc + 3]!]!);
      return fail(
        code[pc + 1]!,
        code[pc + 2],
        ...(words === '' ? [] : words.split(WORD_SEPARATOR)),
      );
    }
    case 38: // SIGNAL_VALUE
    case 39: // SIGNAL
      signal(activity, textOf(op === 38 ? pop(activity) : unit.values[code[pc + 1]!]!));
      return undefined;
    case 40: // TRAP
      setTrap(activity, unit.traps[code[pc + 1]!]!);
      activity.pc = pc + 2;
      return undefined;
    case 42: // DROP
    case 43: {
      // PROCEDURE
      const behind = pc + 2 + code[pc + 1]!;
      const list = code.slice(pc + 2, behind);
      if (op === 42) dropVariables(activity, list);
      else expose(activity, list);
      activity.pc = behind;
      return undefined;
    }
    case 44: {
      // QUEUE
      const text = textOf(pop(activity));
      if (!host.stack(text, code[pc + 1] === 1 ? 'LIFO' : 'FIFO')) fail(5);
      activity.pc = pc + 2;
      return undefined;
    }
    case 45: // NUMERIC
      numericInstruction(activity, code[pc + 1]!, code[pc + 2] === 1 ? stack.pop()! : undefined);
      activity.pc = pc + 3;
      return undefined;
    case 46: {
      // TRACE
      const value = code[pc + 1] === -1 ? stack.pop()! : unit.values[code[pc + 1]!]!;
      // in a pause of interactive TRACE only a typed TRACE counts
      if (!routine.settings.interactive || activity.inPause) setTrace(activity, textOf(value));
      activity.pc = pc + 2;
      return undefined;
    }
    case 47: {
      // ADDRESS
      const which = code[pc + 1]!;
      const name = which === -1 ? stack.pop()! : which === -2 ? undefined : unit.values[which]!;
      addressInstruction(activity, name);
      activity.pc = pc + 2;
      return undefined;
    }
    case 49: // INTERPRET
      activity.pc = pc + 1;
      interpret(activity, textOf(pop(activity)));
      return undefined;
    case 50: // UPPER
      upperVariable(activity, unit.references[code[pc + 1]!]!);
      activity.pc = pc + 2;
      return undefined;
    case 51: // END
      return endOfUnit(activity) ? undefined : { kind: 'exit', value: undefined };
    case 53: // OPTIONS
      stack.pop();
      activity.pc = pc + 1;
      return undefined;
    default:
      throw new Error(`REXX instruction ${String(op)} in line ${String(lineOf(activity))}`);
  }
}
