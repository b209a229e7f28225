/**
 * CALL and function calls: a label of the program, else a built-in function, else an external routine (z/VM REXX/VM
 * Reference, "Functions", "Search Order").
 */
import type { Activity } from './activity.js';
import { Arguments } from './builtins/arguments.js';
import type { Builtin } from './builtins/arguments.js';
import { builtinFunction, valueOfBuiltin } from './builtins/builtin-table.js';
import { dropResult, enterRoutine, setResult } from './conditions.js';
import { fail } from './errors.js';
import type { Diagnosed, Request, RexxHost } from './host.js';
import { streamCall } from './streams.js';
import { showGiven, showIntermediate } from './tracing.js';
import { textOf } from './value.js';
import type { Value } from './value.js';

/** Longest CP command of DIAG(8). */
const MOST_COMMAND = 240;
/** Functions that may ask CP. */
const DIAGNOSES = ['DIAG', 'DIAGRC'];

/** Return code and condition code, as DIAGRC has them in front. */
export function codesOf(rc: number, cc: number): string {
  return `${String(rc).padStart(9)} ${String(cc)}`.padEnd(16);
}

/** What a DIAGNOSE gives as the value of DIAG or DIAGRC. */
export function diagnosedText({ rc, cc, data }: Diagnosed, withCode: boolean): string {
  return withCode ? codesOf(rc, cc) + data : data;
}

type Values = readonly (Value | undefined)[];

function argumentsOf({ stack }: Activity, count: number): Values {
  // most functions have one or two: a splice costs more than all of them
  const args = new Array<Value | undefined>(count);
  for (let i = count - 1; i >= 0; i--) args[i] = stack.pop();
  return args;
}

function external(activity: Activity, name: string, args: Values, asFunction: boolean): Request {
  activity.waiting = { kind: 'external', name, asFunction };
  const texts = args.map((value) => (value === undefined ? undefined : textOf(value)));
  return { kind: 'external', name, args: texts, asFunction };
}

/** DIAG and DIAGRC: CP commands are had by a request, what most other codes give is had at once. */
function diagnose(
  activity: Activity,
  host: RexxHost,
  name: string,
  args: Values,
  asFunction: boolean,
): Request | { readonly value: Value } | undefined {
  if (!DIAGNOSES.includes(name)) return undefined;
  const digits = textOf(args[0] ?? fail(40, 5, name, '1')).trim();
  // with a question mark behind it, messages are wanted: all errors here are those of REXX
  if (!/^[0-9A-Fa-f]{1,4}\??$/.test(digits)) fail(40, 25, name, digits);
  const code = Number.parseInt(digits, 16);
  const withCode = name === 'DIAGRC';
  if (code !== 8) {
    const values = args.slice(1).map((arg) => (arg === undefined ? undefined : textOf(arg)));
    const result = host.diagnose(code, values) ?? fail(40, 0, name);
    if (result === 'wait') {
      activity.waiting = { kind: 'diagnose', code, withCode, asFunction };
      return { kind: 'diagnose', code, values };
    }
    return { value: diagnosedText(result, withCode) };
  }
  const command = textOf(args[1] ?? fail(40, 5, name, '2'));
  if (command.length > MOST_COMMAND) fail(40, 0);
  activity.waiting = { kind: 'cp', withCode, asFunction };
  return { kind: 'cp', command };
}

/** What a name that is called stands for. */
export interface CallTarget {
  readonly name: string;
  /** Where the routine begins, when it is one of the program's own. */
  readonly label: number | undefined;
  readonly builtin: Builtin | undefined;
}

/** Finds out what a name of a unit stands for; targets are by the number of the name among its constants. */
export function findTarget(
  activity: Activity,
  targets: (CallTarget | undefined)[],
  constant: number,
): CallTarget {
  const name = textOf(activity.unit.values[constant]!);
  const target = { name, label: activity.main.labels.get(name), builtin: builtinFunction(name) };
  while (targets.length < constant) targets.push(undefined);
  targets[constant] = target;
  return target;
}

/** Looks for a routine and calls it; its value when it is had at once. */
function call(
  activity: Activity,
  host: RexxHost,
  target: CallTarget,
  count: number,
  quoted: boolean,
  asFunction: boolean,
): Request | { readonly value: Value } | undefined {
  const { name, label, builtin } = target;
  if (!quoted && label !== undefined) {
    const args = argumentsOf(activity, count);
    enterRoutine(activity, label, asFunction ? 'function' : 'call', args);
    return undefined;
  }
  if (builtin === undefined) {
    const args = argumentsOf(activity, count);
    const stream = streamCall(name, args);
    if (stream !== undefined) {
      activity.waiting = { kind: 'stream', asFunction };
      return { kind: 'stream', call: stream };
    }
    return (
      diagnose(activity, host, name, args, asFunction) ?? external(activity, name, args, asFunction)
    );
  }
  callBuiltin(target, new Arguments(activity, host), count);
  return { value: activity.stack.pop()! };
}

/** A function: its value is left on the stack. A request when it is not to be had at once. */
export function callFunction(
  activity: Activity,
  host: RexxHost,
  target: CallTarget,
  count: number,
  quoted: boolean,
): Request | undefined {
  const result = call(activity, host, target, count, quoted, true);
  if (result === undefined || 'kind' in result) return result;
  showIntermediate(activity, '>F>', result.value);
  activity.stack.push(result.value);
  return undefined;
}

/** A built-in function: its value takes the place of its arguments on the stack. */
export function callBuiltin(target: CallTarget, args: Arguments, count: number): void {
  const value = valueOfBuiltin(target.name, target.builtin!, args, count);
  const { stack } = args.activity;
  if (count === 0) {
    stack.push(value);
    return;
  }
  for (let i = 1; i < count; i++) stack.pop();
  stack[stack.length - 1] = value;
}

/** CALL: RESULT is what it returned. */
export function callSubroutine(
  activity: Activity,
  host: RexxHost,
  target: CallTarget,
  count: number,
  quoted: boolean,
): Request | undefined {
  const result = call(activity, host, target, count, quoted, false);
  if (result === undefined || 'kind' in result) return result;
  resultOf(activity, result.value);
  return undefined;
}

function resultOf(activity: Activity, value: Value | undefined): void {
  if (value === undefined) {
    dropResult(activity);
    return;
  }
  setResult(activity, value);
  showGiven(activity, value);
}

/** A value that was waited for: of a function on the stack, of a subroutine in RESULT. */
export function deliver(activity: Activity, value: Value | undefined, asFunction: boolean): void {
  if (!asFunction) {
    resultOf(activity, value);
    return;
  }
  if (value === undefined) fail(44, 1);
  showIntermediate(activity, '>F>', value);
  activity.stack.push(value);
}
