/** EXTRACT as a session carries it out (z/VM: XEDIT Commands and Macros Reference, "EXTRACT"). */
import type { StepContext, StepResult } from '../command.js';
import { callerPool, poolOf, type VariablePool } from '../exec/caller-pool.js';
import { message } from './messages.js';
import { editorOf, refuse, showScreen, type XeditFrame } from './session-frame.js';
import { extractOperands, extractVariables } from './subcommands/extract.js';

/** The variables of the macro, or of the program that was called in the session. */
function poolFor(context: StepContext, { macros, outside }: XeditFrame): VariablePool | undefined {
  if (outside.at(-1) === macros.running.length) return callerPool(context);
  const macro = macros.running.at(-1);
  return macro && poolOf(macro);
}

/** Gives a program variables: `NAME.0` is how many values there are. False when one cannot be set. */
function giveVariables(
  pool: VariablePool,
  name: string,
  values: readonly (string | number)[],
): boolean {
  return [values.length, ...values].every(
    (value, i) => pool.write(`${name}.${String(i)}`, String(value)) === 'ok',
  );
}

/** EXTRACT: what the macro, or the program that was called in the session, asks for goes into its variables. */
export function extract(context: StepContext, frame: XeditFrame, operands: string): StepResult {
  const editor = editorOf(frame);
  const words = extractOperands(operands);
  if (words.length === 0) return refuse(frame, message('545E'));
  const pool = poolFor(context, frame);
  if (pool === undefined) return refuse(frame, message('631E', 'EXTRACT'));
  for (const word of words) {
    const found = extractVariables(editor, word);
    const given = found?.every(({ name, values }) => giveVariables(pool, name, values));
    if (given !== true) {
      return refuse(frame, message('520E', word));
    }
  }
  return showScreen(frame);
}
