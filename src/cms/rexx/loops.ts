/** Loops (z/VM REXX/VM Reference, "DO"): how one begins, and whether it has another turn. */
import type { Activity, Block } from './activity.js';
import { routineOf } from './activity.js';
import { compareValues, plus } from './arithmetic.js';
import type { NumericSettings } from './decimal.js';
import { fail } from './errors.js';
import { nameOf, poolOf, setVariable, valueOf } from './pool.js';
import { showClause, showValue } from './tracing.js';
import { TEN_DIGITS, textOf, wholeNumber } from './value.js';
import type { Value } from './value.js';

const TO = 1;
const BY = 2;
const FOR = 3;
/** Loops in loops, at most. */
const MOST_LOOPS = 1000;

function begin(activity: Activity, block: Block): void {
  const { blocks } = routineOf(activity);
  if (blocks.length >= MOST_LOOPS) fail(11, 1);
  blocks.push(block);
}

function count(value: Value, subcode: number): number {
  const turns = wholeNumber(value);
  if (turns === undefined || turns < 0) fail(26, subcode, textOf(value));
  return turns;
}

/** DO n; false when there is no turn at all. */
export function beginCounted(activity: Activity, top: number, value: Value): boolean {
  const turns = count(value, 2);
  if (turns === 0) return false;
  begin(activity, {
    kind: 'loop',
    top,
    clause: activity.clause,
    turns,
    control: undefined,
    slot: -1,
    by: 0,
    to: undefined,
  });
  return true;
}

/** DO FOREVER, WHILE, UNTIL. */
export function beginForever(activity: Activity, top: number): void {
  begin(activity, {
    kind: 'loop',
    top,
    clause: activity.clause,
    turns: undefined,
    control: undefined,
    slot: -1,
    by: 0,
    to: undefined,
  });
}

/**
 * DO i = ...; false when there is no turn at all.
 * @param order - what was given behind the first value, two bits each, as the compiler packed it
 */
export function beginControlled(
  activity: Activity,
  top: number,
  reference: number,
  order: number,
): boolean {
  const { stack } = activity;
  const { pool, settings } = routineOf(activity);
  const { numeric } = settings;
  let phrases = 0;
  for (let left = order; left > 0; left >>= 2) phrases++;
  let at = stack.length - phrases - 1;
  const first = plus(stack[at]!, 0, numeric);
  let to: Value | undefined;
  let by: Value = 1;
  let turns: number | undefined;
  for (let left = order; left > 0; left >>= 2) {
    const phrase = left & 3;
    const value = stack[++at]!;
    if (phrase === TO) to = plus(value, 0, numeric);
    else if (phrase === BY) by = plus(value, 0, numeric);
    else if (phrase === FOR) turns = count(value, 3);
  }
  for (let n = 0; n <= phrases; n++) stack.pop();
  const variable = activity.unit.references[reference]!;
  setVariable(pool, variable, first, activity.symbols, activity.meter);
  if (turns === 0 || past(activity, first, by, to)) return false;
  const slot = variable.kind === 'simple' ? variable.slot : -1;
  begin(activity, {
    kind: 'loop',
    top,
    clause: activity.clause,
    turns,
    control: reference,
    slot,
    by,
    to,
  });
  return true;
}

function past(activity: Activity, value: Value, by: Value, to: Value | undefined): boolean {
  if (to === undefined) return false;
  const { numeric } = routineOf(activity).settings;
  const order = compareValues(value, to, numeric);
  return compareValues(by, 0, numeric) >= 0 ? order > 0 : order < 0;
}

/**
 * The end of a turn of what nearly all loops are: a simple variable counted by whole numbers. Whether the limit is
 * not passed; undefined, and nothing done, when it is another loop.
 */
function countUp(
  activity: Activity,
  { slot, by, to }: Extract<Block, { kind: 'loop' }>,
  numeric: NumericSettings,
): boolean | undefined {
  if (slot < 0 || typeof by !== 'number' || numeric.digits < 9 || numeric.fuzz > 0)
    return undefined;
  const { pool, settings } = routineOf(activity);
  const { values } = poolOf(pool, slot);
  const before = values[slot];
  if (typeof before !== 'number' || typeof to === 'string') return undefined;
  const value = before + by;
  if (value >= TEN_DIGITS || value <= -TEN_DIGITS || settings.trace === 'I') return undefined;
  values[slot] = value;
  return to === undefined || (by >= 0 ? value <= to : value >= to);
}

/** The end of a turn while clauses are traced: the DO is shown again. */
export function showTurn(activity: Activity): void {
  const { blocks, settings } = routineOf(activity);
  const block = blocks[blocks.length - 1];
  if (block?.kind !== 'loop' || activity.inPause || !'ARI'.includes(settings.trace)) return;
  activity.hushed = activity.pauseSkip < 0;
  if (activity.hushed) activity.pauseSkip++;
  else showClause(activity, activity.unit, block.clause);
}

/** The end of a turn; whether there is another. The loop is over otherwise. */
export function nextTurn(activity: Activity, top: number): boolean {
  const { blocks, pool, settings } = routineOf(activity);
  const block = blocks[blocks.length - 1];
  if (block?.kind !== 'loop' || block.top !== top) return fail(10, 1);
  if (block.control !== undefined) {
    const counted = countUp(activity, block, settings.numeric);
    if (counted !== undefined) {
      if (counted && (block.turns === undefined || --block.turns > 0)) return true;
      blocks.pop();
      return false;
    }
    const reference = activity.unit.references[block.control]!;
    const { symbols, meter } = activity;
    const before = valueOf(pool, reference, symbols) ?? nameOf(pool, reference, symbols);
    const value = plus(before, block.by, settings.numeric);
    setVariable(pool, reference, value, symbols, meter);
    if (settings.trace === 'I') showValue(activity, '>>>', value);
    if (past(activity, value, block.by, block.to)) {
      blocks.pop();
      return false;
    }
  }
  if (block.turns !== undefined && --block.turns <= 0) {
    blocks.pop();
    return false;
  }
  return true;
}

/** Leaves the innermost loops, that many. */
export function leaveLoops(activity: Activity, number: number): void {
  const { blocks } = routineOf(activity);
  blocks.length = Math.max(0, blocks.length - number);
}
