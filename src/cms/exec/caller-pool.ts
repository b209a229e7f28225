/**
 * The variables of the program that a command was called from, whatever its language: REXX or EXEC 2 (z/VM: EXECCOMM serves
 * both). A name of EXEC 2 is given without its ampersand.
 */
import type { StepContext } from '../command.js';
import type { Activity } from '../rexx/activity.js';
import type { VariableCursor } from '../rexx/pool.js';
import {
  firstVariable,
  nextVariable,
  readVariable,
  unsetVariable,
  writeVariable,
  type Naming,
  type Seen,
} from '../rexx/variables.js';
import { callingProgram, callingPrograms } from './caller-variables.js';
import { Exec2Fault, LONGEST_WORD, setVariable, type Exec2State } from './exec2/exec2-program.js';
import type { HostedProgram } from './hosted-program.js';
import { privateInformation } from './private-information.js';
import { topActivity } from './rexx-program.js';

/** Variables that can be read and set. Made anew for every step. */
export interface VariablePool {
  read(name: string, naming?: Naming): Seen;
  write(name: string, value: string, naming?: Naming): 'ok' | 'bad' | 'full';
  unset(name: string, naming: Naming): boolean;
  /** The next variable that has a value; undefined behind the last. */
  next(cursor: VariableCursor): { readonly name: string; readonly value: string } | undefined;
  /** Where EXECCOMM stands in going through all variables; begins when nothing else was asked for meanwhile. */
  listing(): VariableCursor;
  endListing(): void;
  /** What the program was told when it was called; undefined when there is nothing of that name. */
  told(name: string): string | undefined;
}

/** The variables of what a REXX program is doing. */
export function rexxPool(activity: Activity): VariablePool {
  return {
    read: (name, naming) => readVariable(activity, name, naming),
    write: (name, value, naming) => writeVariable(activity, name, value, naming),
    unset: (name, naming) => unsetVariable(activity, name, naming),
    next: (cursor) => nextVariable(activity, cursor),
    ...listingOf(activity),
    told: (name) => privateInformation(activity, name),
  };
}

/** The place in the list of variables, which the program keeps. */
function listingOf(
  program: Pick<Activity, 'listing'>,
): Pick<VariablePool, 'listing' | 'endListing'> {
  return {
    listing: () => (program.listing ??= firstVariable()),
    endListing() {
      program.listing = undefined;
    },
  };
}

const withAmpersand = (name: string): string =>
  (name.startsWith('&') ? name : `&${name}`).toUpperCase();

/** The variables of an EXEC 2 program. */
function exec2Pool(state: Exec2State): VariablePool {
  const valueOf = (name: string): string | undefined => {
    const number = /^&([1-9]\d{0,3})$/.exec(name)?.[1];
    if (number !== undefined) return state.args[Number(number) - 1];
    return Object.hasOwn(state.variables, name) ? state.variables[name] : undefined;
  };
  const write: VariablePool['write'] = (name, value) => {
    if (value.length > LONGEST_WORD) return 'full';
    try {
      setVariable(state, withAmpersand(name), value);
      return 'ok';
    } catch (error) {
      if (error instanceof Exec2Fault) return error.number === 97 ? 'full' : 'bad';
      throw error;
    }
  };
  return {
    read(name) {
      if (name === '' || name.length >= LONGEST_WORD) return 'bad';
      const value = valueOf(withAmpersand(name));
      // what has no value is nothing
      return { value: value ?? '', set: value !== undefined };
    },
    write,
    unset: (name, naming) => write(name, '', naming) === 'ok',
    next(cursor) {
      if (cursor.slot === 0) {
        cursor.names.push(...Object.keys(state.variables).reverse());
        cursor.slot = 1;
      }
      const name = cursor.names.pop();
      if (name === undefined) return undefined;
      return { name: name.slice(1), value: state.variables[name] ?? '' };
    },
    ...listingOf(state),
    told: (name) => (name === 'ARG' ? state.argString : undefined),
  };
}

/** The variables of a program. */
export function poolOf(program: HostedProgram): VariablePool {
  return program.rexx === undefined
    ? exec2Pool(program.exec2)
    : rexxPool(topActivity(program.rexx));
}

/** The variables of all programs below this command, the newest first. */
export function callerPools(context: StepContext): readonly VariablePool[] {
  return callingPrograms(context).map(poolOf);
}

/** The variables of the newest program below this command; undefined when there is none. */
export function callerPool(context: StepContext): VariablePool | undefined {
  const program = callingProgram(context);
  return program && poolOf(program);
}
