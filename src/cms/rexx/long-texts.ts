/**
 * Compiles what is long a part at a time, when the unit that stands in for it (stand-in.ts) is executed. What has been
 * compiled follows from the text; it is kept at hand, and done anew where the machine has moved to.
 */
import type { Activity } from './activity.js';
import { routineOf } from './activity.js';
import type { Unit } from './code.js';
import { Compilation } from './compile.js';
import { fail } from './errors.js';

/** Fewest tokens in a part, and how many clauses each costs as much as. */
const LEAST_TOKENS = 256;
const TOKEN_COST = 2;
/** Operands of the instruction: tokens that have been compiled, and the line of an INTERPRET. */
const DONE = 1;
const LINE = 2;

const begun = new WeakMap<Unit, Compilation>();

/** Error 47 when there are labels in a text of INTERPRET. */
export function refuseLabels(unit: Unit): void {
  const [label] = unit.labels.keys();
  if (label !== undefined) fail(47, 1, label);
}

/**
 * Goes on compiling what the present unit stands in for, which takes its place when it is whole.
 * @param share - work that may be done
 * @returns what has been done of it
 */
export function compileOn(activity: Activity, share: number): number {
  const { unit, symbols } = activity;
  const { code, values } = unit;
  const [text] = values;
  let compilation = begun.get(unit);
  if (compilation === undefined) {
    const isProgram = text === undefined;
    const source = isProgram ? activity.lines.join('\n') : String(text);
    const use = isProgram ? {} : { line: code[LINE]!, lasting: false };
    compilation = new Compilation(source, symbols, use);
    begun.set(unit, compilation);
    for (let done = 0; done < code[DONE]!; done += LEAST_TOKENS) compilation.advance(LEAST_TOKENS);
  }
  const parts = Math.max(1, Math.floor(share / (LEAST_TOKENS * TOKEN_COST)));
  for (let part = 1; part <= parts; part++) {
    const whole = compilation.advance(LEAST_TOKENS);
    code[DONE]! += LEAST_TOKENS;
    if (whole !== undefined) {
      takePlace(activity, whole, text !== undefined);
      return part * LEAST_TOKENS * TOKEN_COST;
    }
  }
  return parts * LEAST_TOKENS * TOKEN_COST;
}

function takePlace(activity: Activity, whole: Unit, isText: boolean): void {
  if (isText && whole.labels.size > 0) {
    // the INTERPRET is in error, as if none of it had begun
    const block = routineOf(activity).blocks.pop();
    if (block?.kind !== 'interpret') throw new Error('a text of INTERPRET is nowhere');
    activity.unit = block.unit;
    activity.pc = block.pc;
    refuseLabels(whole);
  }
  if (!isText) activity.main = whole;
  activity.unit = whole;
  activity.pc = 0;
}
