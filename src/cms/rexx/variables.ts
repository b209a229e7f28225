/**
 * The variables of a running program as others see and set them (z/VM REXX/VM Reference, "Direct Interface to Current
 * Variables"): commands with STEM and VAR, stages of a pipeline, XEDIT's EXTRACT, and programs through EXECCOMM. A name
 * is taken as it stands (`direct`: in upper case, the tail being the text behind the first period) or as the program
 * itself would read it (`symbolic`: the parts of the tail replaced by their values).
 */
import type { Activity } from './activity.js';
import { routineOf } from './activity.js';
import type { Reference } from './code.js';
import { referenceOf, slotOf } from './code.js';
import { RexxError } from './errors.js';
import {
  dropVariable,
  nameOf,
  setVariable,
  tailsOf,
  valueOf,
  type VariableCursor,
} from './pool.js';
import { shortest, textOf } from './value.js';

/** Longest name. */
const MOST_NAME = 250;
const FIRST_PART = /^[A-Z_!?@#$¢\u0080-\u00ff][A-Z_!?@#$¢\u0080-\u00ff0-9]*$/;
const SYMBOL = /^[A-Z_!?@#$¢\u0080-\u00ff][A-Z_!?@#$¢\u0080-\u00ff0-9.]*$/;

/** How a name is meant. */
export type Naming = 'direct' | 'symbolic';

/** The variable of a name; undefined when it is no name, or one too many for the program. */
function named(activity: Activity, name: string, naming: Naming): Reference | undefined {
  try {
    return reference(activity, name, naming);
  } catch (error) {
    if (error instanceof RexxError) return undefined;
    throw error;
  }
}

function reference(activity: Activity, name: string, naming: Naming): Reference | undefined {
  if (name.length > MOST_NAME) return undefined;
  const { symbols } = activity;
  if (naming === 'symbolic') {
    const upper = name.toUpperCase();
    return SYMBOL.test(upper) ? referenceOf(symbols, upper) : undefined;
  }
  const period = name.indexOf('.');
  const first = period < 0 ? name : name.slice(0, period);
  if (!FIRST_PART.test(first)) return undefined;
  if (period < 0) return { kind: 'simple', slot: slotOf(symbols, name) };
  const slot = slotOf(symbols, `${first}.`);
  const tail = name.slice(period + 1);
  return tail === '' ? { kind: 'stem', slot } : { kind: 'compound', slot, tail: [tail] };
}

/** What a variable is: its value, its name in upper case when it has none, or `bad` when the name is none. */
export type Seen = { readonly value: string; readonly set: boolean } | 'bad';

/** Reads a variable. */
export function readVariable(activity: Activity, name: string, naming: Naming = 'direct'): Seen {
  const variable = named(activity, name, naming);
  if (variable === undefined) return 'bad';
  const { pool } = routineOf(activity);
  const value = valueOf(pool, variable, activity.symbols);
  return value === undefined
    ? { value: nameOf(pool, variable, activity.symbols), set: false }
    : { value: textOf(value), set: true };
}

/** Sets a variable: `full` when the program may hold no more. */
export function writeVariable(
  activity: Activity,
  name: string,
  value: string,
  naming: Naming = 'direct',
): 'ok' | 'bad' | 'full' {
  const variable = named(activity, name, naming);
  if (variable === undefined) return 'bad';
  const { symbols, meter } = activity;
  try {
    setVariable(routineOf(activity).pool, variable, shortest(value), symbols, meter);
    return 'ok';
  } catch (error) {
    if (error instanceof RexxError) return 'full';
    throw error;
  }
}

/** Drops a variable; false when the name is none. */
export function unsetVariable(
  activity: Activity,
  name: string,
  naming: Naming = 'direct',
): boolean {
  const variable = named(activity, name, naming);
  if (variable === undefined) return false;
  dropVariable(routineOf(activity).pool, variable, activity.symbols, activity.meter);
  return true;
}

/** Before the first variable. */
export function firstVariable(): VariableCursor {
  return { slot: 0, names: [] };
}

/** The next variable that has a value, in no particular order; undefined behind the last. */
export function nextVariable(
  activity: Activity,
  cursor: VariableCursor,
): { readonly name: string; readonly value: string } | undefined {
  const { pool } = routineOf(activity);
  const { names } = activity.symbols;
  for (;;) {
    const name = cursor.names.pop();
    if (name !== undefined) {
      const seen = readVariable(activity, name);
      if (seen !== 'bad' && seen.set) return { name, value: seen.value };
      continue;
    }
    if (cursor.slot >= names.length) return undefined;
    const slot = cursor.slot++;
    const stem = (pool.links?.[slot] ?? pool).stems[slot];
    const first = names[slot]!;
    if (stem !== undefined)
      for (const [tail] of tailsOf(stem)) cursor.names.push(first + textOf(tail));
    cursor.names.push(first);
  }
}
