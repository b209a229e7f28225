/** All built-in functions by name, with the number of arguments that each takes. */
import { fail } from '../errors.js';
import { streamFunctions } from '../streams.js';
import type { Value } from '../value.js';
import type { Arguments, Builtin } from './arguments.js';
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

/**
 * Functions that only compute: they raise no condition, do not change how clauses are traced and ask nothing of the
 * system that is not at hand.
 */
export const QUICK_FUNCTIONS: ReadonlySet<string> = new Set([
  ...[CONVERSION_FUNCTIONS, NUMBER_FUNCTIONS, STRING_FUNCTIONS, WORD_FUNCTIONS].flatMap((family) =>
    Object.keys(family),
  ),
  ...['ARG', 'DATE', 'ERRORTEXT', 'SOURCELINE', 'SYMBOL', 'TIME', 'VALUE'],
]);

/** Names of all functions, those that are a request of the system too. */
export function functionNames(): string[] {
  return [...FUNCTIONS.keys(), ...streamFunctions(), 'DIAG', 'DIAGRC'];
}

/** The function of a name; undefined when there is none. */
export function builtinFunction(name: string): Builtin | undefined {
  return FUNCTIONS.get(name);
}

/** Calls a function with the last `count` values of the stack; error 40 for arguments that it cannot take. */
export function valueOfBuiltin(
  name: string,
  entry: Builtin,
  args: Arguments,
  count: number,
): Value {
  if (count < entry.least) fail(40, 3, name, String(entry.least));
  if (count > entry.most) fail(40, 4, name, String(entry.most));
  args.take(name, count);
  return entry.call(args);
}
