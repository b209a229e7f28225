/**
 * CALL and function calls: a label of the program, else a built-in function, else an external routine (z/VM REXX/VM
 * Reference, "Functions", "Search Order").
 */
import type { Activity } from './activity.js';
import { builtinFunction } from './builtins/builtin-table.js';
import { assign, dropResult, enterRoutine } from './conditions.js';
import { fail } from './errors.js';
import type { Request, RexxHost } from './host.js';
import { showGiven, showIntermediate } from './tracing.js';
import { textOf } from './value.js';
import type { Value } from './value.js';

/** Longest CP command of DIAG(8). */
const MOST_COMMAND = 240;

/** Return code and condition code, as DIAGRC has them in front. */
export function codesOf(rc: number, cc: number): string {
  return `${String(rc).padStart(9)} ${String(cc)}`.padEnd(16);
}

type Arguments = readonly (Value | undefined)[];

function argumentsOf({ stack }: Activity, count: number): Arguments {
  // most functions have one or two: a splice costs more than all of them
  const args = new Array<Value | undefined>(count);
  for (let i = count - 1; i >= 0; i--) args[i] = stack.pop();
  return args;
}

function external(activity: Activity, name: string, args: Arguments, asFunction: boolean): Request {
  activity.waiting = { kind: 'external', name, asFunction };
  const texts = args.map((value) => (value === undefined ? undefined : textOf(value)));
  return { kind: 'external', name, args: texts, asFunction };
}

/** DIAG and DIAGRC: CP commands are had by a request, what other codes give is had at once. */
function diagnose(
  activity: Activity,
  host: RexxHost,
  name: string,
  args: Arguments,
  asFunction: boolean,
): Request | { readonly value: Value } | undefined {
  if (name !== 'DIAG' && name !== 'DIAGRC') return undefined;
  const digits = textOf(args[0] ?? fail(40, 5, name, '1')).trim();
  if (!/^[0-9A-Fa-f]{1,4}$/.test(digits)) fail(40, 25, name, digits);
  const code = Number.parseInt(digits, 16);
  if (code !== 8) {
    const values = args.slice(1).map((arg) => (arg === undefined ? undefined : textOf(arg)));
    const result = host.diagnose(code, values) ?? fail(40, 0, name);
    return { value: name === 'DIAG' ? result.data : codesOf(result.rc, result.cc) + result.data };
  }
  const command = textOf(args[1] ?? fail(40, 5, name, '2'));
  if (command.length > MOST_COMMAND) fail(40, 0);
  activity.waiting = { kind: 'cp', withCode: name === 'DIAGRC', asFunction };
  return { kind: 'cp', command };
}

/** Looks for a routine and calls it; its value when it is had at once. */
function call(
  activity: Activity,
  host: RexxHost,
  name: string,
  count: number,
  quoted: boolean,
  asFunction: boolean,
): Request | { readonly value: Value } | undefined {
  const args = argumentsOf(activity, count);
  const label = quoted ? undefined : activity.main.labels.get(name);
  if (label !== undefined) {
    enterRoutine(activity, label, asFunction ? 'function' : 'call', args);
    return undefined;
  }
  const request = diagnose(activity, host, name, args, asFunction);
  if (request !== undefined) return request;
  const builtin = builtinFunction(name);
  return builtin === undefined
    ? external(activity, name, args, asFunction)
    : { value: builtin(args, activity, host) };
}

/** A function: its value is left on the stack. A request when it is not to be had at once. */
export function callFunction(
  activity: Activity,
  host: RexxHost,
  name: string,
  count: number,
  quoted: boolean,
): Request | undefined {
  const result = call(activity, host, name, count, quoted, true);
  if (result === undefined || 'kind' in result) return result;
  showIntermediate(activity, '>F>', result.value);
  activity.stack.push(result.value);
  return undefined;
}

/** CALL: RESULT is what it returned. */
export function callSubroutine(
  activity: Activity,
  host: RexxHost,
  name: string,
  count: number,
  quoted: boolean,
): Request | undefined {
  const result = call(activity, host, name, count, quoted, false);
  if (result === undefined || 'kind' in result) return result;
  setResult(activity, result.value);
  return undefined;
}

function setResult(activity: Activity, value: Value | undefined): void {
  if (value === undefined) {
    dropResult(activity);
    return;
  }
  assign(activity, 'RESULT', value);
  showGiven(activity, value);
}

/** A value that was waited for: of a function on the stack, of a subroutine in RESULT. */
export function deliver(activity: Activity, value: Value | undefined, asFunction: boolean): void {
  if (!asFunction) {
    setResult(activity, value);
    return;
  }
  if (value === undefined) fail(44, 1);
  showIntermediate(activity, '>F>', value);
  activity.stack.push(value);
}
