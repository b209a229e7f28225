/** All built-in functions by name, with the number of arguments that each takes. */
import type { Activity } from '../activity.js';
import { fail } from '../errors.js';
import type { RexxHost } from '../host.js';
import type { Value } from '../value.js';
import { Arguments } from './arguments.js';
import type { Builtin } from './arguments.js';
import { CLOCK_FUNCTIONS } from './clock.js';
import { CONVERSION_FUNCTIONS } from './conversions.js';
import { NUMBER_FUNCTIONS } from './numbers.js';
import { STRING_FUNCTIONS } from './strings.js';
import { SYSTEM_FUNCTIONS } from './system.js';
import { WORD_FUNCTIONS } from './words.js';

const FUNCTIONS: ReadonlyMap<string, Builtin> = new Map(
  [
    CLOCK_FUNCTIONS,
    CONVERSION_FUNCTIONS,
    NUMBER_FUNCTIONS,
    STRING_FUNCTIONS,
    SYSTEM_FUNCTIONS,
    WORD_FUNCTIONS,
  ].flatMap((family) => Object.entries(family)),
);

/** Calls a built-in function: error 40 for arguments that it cannot take. */
export type BuiltinCall = (
  args: readonly (Value | undefined)[],
  activity: Activity,
  host: RexxHost,
) => Value;

const CALLS: ReadonlyMap<string, BuiltinCall> = new Map(
  [...FUNCTIONS].map(([name, entry]): [string, BuiltinCall] => [
    name,
    (args, activity, host) => {
      if (args.length < entry.least) fail(40, 3, name, String(entry.least));
      if (args.length > entry.most) fail(40, 4, name, String(entry.most));
      return entry.call(new Arguments(name, args, activity, host));
    },
  ]),
);

/** Names of all functions, those that are a request of the system too. */
export function functionNames(): string[] {
  return [...FUNCTIONS.keys(), 'DIAG', 'DIAGRC'];
}

/** The function of a name; undefined when there is none. */
export function builtinFunction(name: string): BuiltinCall | undefined {
  return CALLS.get(name);
}
