/** Functions of REXX on strings and words, as expressions of SPECS call them. */
import type { Activity } from '../rexx/activity.js';
import { Arguments, type Builtin } from '../rexx/builtins/arguments.js';
import { STRING_FUNCTIONS } from '../rexx/builtins/strings.js';
import { WORD_FUNCTIONS } from '../rexx/builtins/words.js';
import { RexxError } from '../rexx/errors.js';
import type { RexxHost } from '../rexx/host.js';
import { PipeFault } from './pipe-fault.js';

/** A function of REXX: fewest and most arguments, and what it comes to. */
export interface RexxFunction {
  readonly least: number;
  readonly most: number;
  readonly run: (args: readonly string[]) => string | number;
}

/** The function of a name in lower case; undefined when REXX has none on strings or words. */
export function rexxFunction(name: string): RexxFunction | undefined {
  const upper = name.toUpperCase();
  const entry: Builtin | undefined = Object.hasOwn(STRING_FUNCTIONS, upper)
    ? STRING_FUNCTIONS[upper]
    : Object.hasOwn(WORD_FUNCTIONS, upper)
      ? WORD_FUNCTIONS[upper]
      : undefined;
  if (entry === undefined) return undefined;
  const { least, most, call } = entry;
  return {
    ...{ least, most },
    run: (given) => {
      // these functions look at their arguments alone: there is no program, nor a host
      const program = { stack: [...given] } as unknown as Activity;
      const args = new Arguments(program, undefined as unknown as RexxHost);
      args.take(upper, given.length);
      try {
        return call(args);
      } catch (error) {
        if (error instanceof RexxError) throw new PipeFault(111, `${upper}(${given.join()})`);
        throw error;
      }
    },
  };
}
