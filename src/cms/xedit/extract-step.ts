/** EXTRACT as a session carries it out (z/VM: XEDIT Commands and Macros Reference, "EXTRACT"). */
import type { StepContext, StepResult } from '../command.js';
import { callerActivity } from '../exec/caller-variables.js';
import { giveVariables, topMacro } from './macros.js';
import { message } from './messages.js';
import { editorOf, refuse, showScreen, type XeditFrame } from './session-frame.js';
import { extractOperands, extractVariables } from './subcommands/extract.js';

/** EXTRACT: what the macro, or the program that was called in the session, asks for goes into its variables. */
export function extract(context: StepContext, frame: XeditFrame, operands: string): StepResult {
  const editor = editorOf(frame);
  const words = extractOperands(operands);
  if (words.length === 0) return refuse(frame, message('545E'));
  for (const word of words) {
    const found = extractVariables(editor, word);
    const fromOutside = frame.outside.at(-1) === frame.macros.running.length;
    const program = fromOutside ? callerActivity(context) : topMacro(frame.macros);
    const given = found?.every(({ name, values }) => giveVariables(program, name, values));
    if (given !== true) {
      return refuse(frame, message('520E', word));
    }
  }
  return showScreen(frame);
}
