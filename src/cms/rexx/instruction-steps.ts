/** Instructions that are carried out outside of the loop of machine.ts, since they are rare or long. */
import type { Activity } from './activity.js';
import { ownSettings, routineOf } from './activity.js';
import type { ParseSource, Reference, TemplateStep, TrapOrder } from './code.js';
import { OP, referenceOf } from './code.js';
import { changeTrap, newProcedure } from './conditions.js';
import { fail } from './errors.js';
import type { Request, RexxHost } from './host.js';
import { interpreted } from './interpreted.js';
import { refuseLabels } from './long-texts.js';
import { longText } from './stand-in.js';
import { parse } from './parse.js';
import { dropVariable, expose as exposeOne, nameOf, setVariable, valueOf } from './pool.js';
import { shortest, textOf, wholeNumber } from './value.js';
import type { Value } from './value.js';

/** Longest name of an environment. */
const MOST_ENVIRONMENT = 8;
/** Longest text of INTERPRET, and how deep one may stand in another. */
const MOST_INTERPRET = 1 << 20;
const MOST_BLOCKS = 1000;
/** What INTERPRET costs beside its clause. */
export const INTERPRET_COST = 20;

/** What PARSE VERSION gives. */
export const VERSION = 'REXX370 4.02 01 Dec 1998';

function textValue(activity: Activity, reference: Reference): string {
  const { pool } = routineOf(activity);
  const { symbols } = activity;
  return textOf(valueOf(pool, reference, symbols) ?? nameOf(pool, reference, symbols));
}

/** Variables named in a variable: `(name)` of DROP and EXPOSE. */
function named(activity: Activity, reference: Reference): Reference[] {
  const names = textValue(activity, reference).trim().toUpperCase().split(/ +/);
  return names.filter(Boolean).map((name) => {
    if (!/^[A-Z_!?@#$¢][A-Z_!?@#$¢0-9.]{0,249}$/.test(name)) fail(20, 1, name);
    return referenceOf(activity.symbols, name);
  });
}

/** DROP; a number is twice a reference, and one more for a list of names in a variable. */
export function dropVariables(activity: Activity, list: readonly number[]): void {
  const { pool } = routineOf(activity);
  for (const entry of list) {
    const reference = activity.unit.references[entry >> 1]!;
    const all = (entry & 1) === 0 ? [reference] : named(activity, reference);
    for (const one of all) dropVariable(pool, one, activity.symbols, activity.meter);
  }
}

/** Whether the present instruction is that of the first clause of the routine that begins at `entry`. */
function isFirst({ unit, main, pc }: Activity, entry: number): boolean {
  const { code } = main;
  let first = entry;
  while (code[first] === OP.CLAUSE && code[first + 2] === OP.LABEL) first += 3;
  return unit === main && pc === first + 2;
}

/** PROCEDURE EXPOSE, with a list as DROP has it. */
export function expose(activity: Activity, list: readonly number[]): void {
  const routine = routineOf(activity);
  if (routine.fresh === undefined || !isFirst(activity, routine.fresh)) fail(17, 1);
  const from = routine.pool;
  const references: Reference[] = [];
  for (const entry of list) {
    const reference = activity.unit.references[entry >> 1]!;
    references.push(reference);
    // a list in a variable exposes that variable, too
    if ((entry & 1) !== 0) references.push(...named(activity, reference));
  }
  const { pool } = newProcedure(activity);
  for (const reference of references) exposeOne(pool, from, reference, activity.symbols);
  routine.fresh = undefined;
}

/** NUMERIC DIGITS, FUZZ, FORM (0, 1, 2). */
export function numericInstruction(
  activity: Activity,
  what: number,
  value: Value | undefined,
): void {
  const { numeric } = ownSettings(activity);
  if (what === 2) {
    const form = value === undefined ? 'SCIENTIFIC' : textOf(value).trim().toUpperCase();
    if (form === 'SCIENTIFIC' || form === 'S') numeric.form = 'SCIENTIFIC';
    else if (form === 'ENGINEERING' || form === 'E') numeric.form = 'ENGINEERING';
    else fail(33, 3, form);
    return;
  }
  const number = value === undefined ? (what === 0 ? 9 : 0) : wholeNumber(value);
  if (what === 0) {
    if (number === undefined || number < 1) fail(26, 5, textOf(value ?? ''));
    if (number <= numeric.fuzz) fail(33, 1, String(number), String(numeric.fuzz));
    numeric.digits = number;
    return;
  }
  if (number === undefined || number < 0) fail(26, 6, textOf(value ?? ''));
  if (number >= numeric.digits) fail(33, 1, String(numeric.digits), String(number));
  numeric.fuzz = number;
}

/** SIGNAL ON and OFF, CALL ON and OFF. */
export function setTrap(activity: Activity, order: TrapOrder): void {
  const { condition, by, label, on } = order;
  changeTrap(routineOf(activity), condition, on ? { by, label, delayed: false } : undefined);
}

/** ADDRESS with a name, or without: back to the environment before. */
export function addressInstruction(activity: Activity, name: Value | undefined): void {
  const settings = ownSettings(activity);
  const before = settings.environment;
  if (name === undefined) settings.environment = settings.alternate;
  else {
    const environment = textOf(name).trim().toUpperCase();
    if (environment.length > MOST_ENVIRONMENT) fail(29, 1, environment);
    settings.environment = environment;
  }
  settings.alternate = before;
}

/** UPPER. */
export function upperVariable(activity: Activity, reference: Reference): void {
  const text = textValue(activity, reference).toUpperCase();
  const { symbols, meter } = activity;
  setVariable(routineOf(activity).pool, reference, shortest(text), symbols, meter);
}

/** INTERPRET: the text is compiled, and executed before the clause behind. */
export function interpret(activity: Activity, text: string): void {
  if (text.length > MOST_INTERPRET) fail(5);
  const { blocks } = routineOf(activity);
  if (blocks.length >= MOST_BLOCKS) fail(11, 1);
  // its clauses are told by the line of the INTERPRET
  const line = activity.unit.clauses[activity.clause]?.line ?? 0;
  const unit = longText(text, line) ?? interpreted(text, activity.symbols, line);
  refuseLabels(unit);
  blocks.push({ kind: 'interpret', unit: activity.unit, pc: activity.pc });
  activity.unit = unit;
  activity.pc = 0;
}

/** The code of a unit is at its end: behind an INTERPRET the program goes on; false when it is over. */
export function endOfUnit(activity: Activity): boolean {
  const routine = routineOf(activity);
  if (activity.unit === activity.main) return false;
  for (;;) {
    const block = routine.blocks.pop();
    if (block === undefined) return false;
    if (block.kind !== 'interpret') continue;
    activity.unit = block.unit;
    activity.pc = block.pc;
    const { pause } = activity;
    const typed = activity.routines.length === pause?.routines;
    if (activity.inPause && typed && routine.blocks.length <= pause.blocks) {
      activity.inPause = false;
      activity.pause = undefined;
      activity.attention = true;
    }
    return true;
  }
}

/** PARSE; a request when a line must be read first. */
export function parseInstruction(
  activity: Activity,
  host: RexxHost,
  template: readonly TemplateStep[],
  source: ParseSource,
  upper: boolean,
): Request | undefined {
  let text: string;
  let others: readonly string[] = [];
  if (source === 'VALUE' || source === 'VAR') text = textOf(activity.stack.pop() ?? '');
  else if (source === 'ARG') {
    const { args } = routineOf(activity);
    text = textOf(args[0] ?? '');
    if (args.length > 1) others = args.slice(1).map((value) => textOf(value ?? ''));
  } else if (source === 'PULL' || source === 'EXTERNAL' || source === 'LINEIN') {
    let { line } = activity;
    activity.line = undefined;
    if (source === 'PULL') line ??= host.pull();
    if (line === undefined) {
      activity.waiting = { kind: 'line' };
      return { kind: 'read', console: source !== 'PULL' };
    }
    text = line;
  } else text = sourceText(activity, source);
  if (upper)
    parse(
      activity,
      template,
      text.toUpperCase(),
      others.map((one) => one.toUpperCase()),
    );
  else parse(activity, template, text, others);
  return undefined;
}

/** What PARSE parses that is neither a line nor a value of the program. */
export function sourceText(activity: Activity, source: ParseSource): string {
  const routine = routineOf(activity);
  switch (source) {
    case 'NUMERIC': {
      const { digits, fuzz, form } = routine.settings.numeric;
      return `${String(digits)} ${String(fuzz)} ${form}`;
    }
    case 'SOURCE': {
      const { kind, name, type, mode, called, environment } = activity.invocation;
      return `CMS ${kind} ${name} ${type} ${mode} ${called} ${environment}`;
    }
    default:
      return VERSION;
  }
}
