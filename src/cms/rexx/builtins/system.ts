/** Built-in functions on the program itself and the system around it (z/VM REXX/VM Reference, "Functions"). */
import type { Reference } from '../code.js';
import { referenceOf } from '../code.js';
import { routineOf } from '../activity.js';
import type { Activity } from '../activity.js';
import { fromBytes, toBytes } from '../character-codes.js';
import { ERROR_TEXTS } from '../error-table.js';
import { fail } from '../errors.js';
import { nameOf, setVariable, valueOf } from '../pool.js';
import { setTrace, traceSetting } from '../tracing.js';
import { shortest, textOf } from '../value.js';
import type { Value } from '../value.js';
import { builtin } from './arguments.js';
import type { Arguments, Builtin } from './arguments.js';

const SYMBOL = /^[A-Z_!?@#$¢.0-9]{1,250}$/;
/** Most bytes that STORAGE gives at once. */
const MOST_STORAGE = 65_536;

function argument(a: Arguments): Value {
  const { args } = routineOf(a.activity);
  // arguments that are left out at the end do not count
  if (!a.has(1)) return args.findLastIndex((value) => value !== undefined) + 1;
  const n = a.position(1);
  const value = args[n - 1];
  if (!a.has(2)) return value ?? '';
  const exists = value !== undefined;
  return (a.option(2, 'EO', 'E') === 'E') === exists ? 1 : 0;
}

/** The variable that a text names; undefined when it is a constant, an error when it is neither. */
function named(activity: Activity, text: string): Reference | 'constant' | undefined {
  const name = text.toUpperCase();
  if (!SYMBOL.test(name)) return undefined;
  return /^[.0-9]/.test(name) ? 'constant' : referenceOf(activity.symbols, name);
}

function symbol(a: Arguments): string {
  const { activity } = a;
  const reference = named(activity, a.text(1));
  if (reference === undefined) return 'BAD';
  if (reference === 'constant') return 'LIT';
  const value = valueOf(routineOf(activity).pool, reference, activity.symbols);
  return value === undefined ? 'LIT' : 'VAR';
}

function value(a: Arguments): Value {
  const { activity } = a;
  const text = a.text(1);
  const reference = named(activity, text);
  if (reference === undefined) return fail(40, 26, a.name, text);
  if (reference === 'constant') return shortest(text.toUpperCase());
  const { pool } = routineOf(activity);
  const { symbols, meter } = activity;
  const before = valueOf(pool, reference, symbols) ?? nameOf(pool, reference, symbols);
  if (a.has(2)) setVariable(pool, reference, a.value(2), symbols, meter);
  return before;
}

function sourceLine(a: Arguments): Value {
  const { lines } = a.activity;
  if (!a.has(1)) return lines.length;
  const n = a.position(1);
  return lines[n - 1] ?? fail(40, 34, a.name, String(n), String(lines.length));
}

function condition(a: Arguments): string {
  const { activity } = a;
  const routine = routineOf(activity);
  const { trapped } = routine;
  const option = a.option(1, 'CDIS', 'I');
  if (trapped === undefined) return '';
  switch (option) {
    case 'C':
      return trapped.condition;
    case 'D':
      return trapped.description;
    case 'S': {
      const trap = routine.traps.get(trapped.condition);
      return trap === undefined ? 'OFF' : trap.delayed ? 'DELAY' : 'ON';
    }
    default:
      return trapped.by;
  }
}

/** STORAGE(address, length, data): an address is hexadecimal. */
function storage(a: Arguments): string {
  const { host } = a;
  if (a.count === 0) return host.storageSize.toString(16).toUpperCase();
  const text = a.text(1);
  if (!/^[0-9A-Fa-f]{1,8}$/.test(text)) fail(40, 25, a.name, text);
  const address = Number.parseInt(text, 16);
  const length = a.length(2, 1);
  if (length > MOST_STORAGE) fail(5);
  const bytes = length === 0 ? new Uint8Array() : host.fetch(address, length);
  if (bytes === undefined) return fail(40, 0, a.name);
  const before = fromBytes(bytes);
  if (a.has(3) && !host.store(address, toBytes(a.text(3)))) fail(40, 0, a.name);
  return before;
}

/** By name. */
export const SYSTEM_FUNCTIONS: Readonly<Record<string, Builtin>> = {
  ADDRESS: builtin(0, 0, (a) => routineOf(a.activity).settings.environment),
  ARG: builtin(0, 2, argument),
  CMSFLAG: builtin(1, 1, (a) => {
    const flag = a.host.flag(a.text(1).trim().toUpperCase());
    if (flag === undefined) return fail(40, 28, a.name, '1', a.text(1));
    return flag ? 1 : 0;
  }),
  CONDITION: builtin(0, 1, condition),
  ERRORTEXT: builtin(1, 1, (a) => {
    const n = a.length(1);
    if (n > 99) fail(40, 17, a.name, String(n));
    return ERROR_TEXTS[n]?.text ?? '';
  }),
  EXTERNALS: builtin(0, 0, (a) => a.host.externals()),
  LINESIZE: builtin(0, 0, (a) => a.host.columns),
  QUEUED: builtin(0, 0, (a) => a.host.queued()),
  SOURCELINE: builtin(0, 1, sourceLine),
  STORAGE: builtin(0, 3, storage),
  SYMBOL: builtin(1, 1, symbol),
  TRACE: builtin(0, 1, (a) => {
    const before = traceSetting(a.activity);
    if (a.has(1)) setTrace(a.activity, textOf(a.value(1)));
    return before;
  }),
  USERID: builtin(0, 0, (a) => a.host.userid),
  VALUE: builtin(1, 2, value),
};
