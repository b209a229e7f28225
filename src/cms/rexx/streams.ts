/**
 * The functions of REXX on streams (z/VM REXX/VM Reference, "CHARIN" to "STREAM", "Input and Output Streams"): their
 * arguments, checked, become a call that whoever runs the program carries out, for what stands behind a name is the
 * system's. What has come of it brings the program on.
 */
import type { Activity } from './activity.js';
import { MOST_RESULT } from './builtins/arguments.js';
import { fail } from './errors.js';
import type { StreamCall } from './host.js';
import { textOf, wholeNumber } from './value.js';
import type { Value } from './value.js';

type Values = readonly (Value | undefined)[];

/** Fewest and most arguments, by name. */
const FUNCTIONS: Readonly<Record<string, readonly [number, number]>> = {
  CHARIN: [0, 3],
  CHAROUT: [0, 3],
  CHARS: [0, 1],
  LINEIN: [0, 3],
  LINEOUT: [0, 3],
  LINES: [0, 1],
  STREAM: [1, 3],
};

/** Names of the functions. */
export function streamFunctions(): string[] {
  return Object.keys(FUNCTIONS);
}

function whole(name: string, args: Values, n: number, least: number): number | undefined {
  const value = args[n - 1];
  if (value === undefined) return undefined;
  const number = wholeNumber(value) ?? fail(40, 12, name, String(n), textOf(value));
  if (number < least) fail(40, least === 0 ? 13 : 14, name, String(n), String(number));
  return number;
}

function command(args: Values): StreamCall {
  const name = textOf(args[0] ?? fail(40, 5, 'STREAM', '1'));
  const given = args[1] === undefined ? 'S' : textOf(args[1]);
  switch (given.charAt(0).toUpperCase()) {
    case 'C':
      return { operation: 'COMMAND', name, text: textOf(args[2] ?? fail(40, 5, 'STREAM', '3')) };
    case 'D':
    case 'S':
      if (args[2] !== undefined) fail(40, 4, 'STREAM', '2');
      return { operation: given.charAt(0).toUpperCase() === 'D' ? 'DESCRIPTION' : 'STATE', name };
    default:
      return fail(40, 28, 'STREAM', 'CDS', given);
  }
}

/** The call that a function on streams stands for; undefined for any other name, error 40 for wrong arguments. */
export function streamCall(name: string, args: Values): StreamCall | undefined {
  const bounds = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (bounds === undefined) return undefined;
  if (args.length < bounds[0]) fail(40, 3, name, String(bounds[0]));
  if (args.length > bounds[1]) fail(40, 4, name, String(bounds[1]));
  if (name === 'STREAM') return command(args);
  const call = { operation: name as StreamCall['operation'], name: textOf(args[0] ?? '') };
  switch (name) {
    case 'CHARIN': {
      const count = whole(name, args, 3, 0) ?? 1;
      if (count > MOST_RESULT) fail(5);
      return { ...call, at: whole(name, args, 2, 1), count };
    }
    case 'LINEIN': {
      const count = whole(name, args, 3, 0) ?? 1;
      if (count > 1) fail(40, 0, name);
      return { ...call, at: whole(name, args, 2, 1), count };
    }
    case 'CHAROUT':
    case 'LINEOUT': {
      const text = args[1] === undefined ? undefined : textOf(args[1]);
      return { ...call, text, at: whole(name, args, 3, 1) };
    }
    default:
      return call;
  }
}

/** Writes characters to the terminal; those behind the last line end wait for what comes behind them. */
export function typeCharacters(activity: Activity, text: string): void {
  const lines = (activity.partial + text).split('\n');
  activity.partial = lines.pop()!;
  activity.out.push(...lines);
}

/** Types what waits for the rest of its line, since something else is shown now. */
export function flushTyped(activity: Activity): void {
  if (activity.partial === '') return;
  activity.out.push(activity.partial);
  activity.partial = '';
}
