/** LPREFIX and RESET (z/VM: XEDIT Commands and Macros Reference). */
import { activeFile, type Editor } from '../editor.js';
import { clearing } from '../prefix/clearing.js';
import { enterPrefix, parsePrefix } from '../prefix/pending.js';
import { runPrefixes } from '../prefix/run-prefix.js';
import { DONE, say, withoutOperands, type Outcome, type Subcommand } from '../subcommand.js';

/** LPREFIX: as if it had been typed in the prefix area of the current line. */
function enter(editor: Editor, operands: string): Outcome {
  const file = activeFile(editor);
  const { current } = file;
  if (operands.trim() === '') {
    file.pending = file.pending.filter(({ line }) => line !== current);
    return DONE;
  }
  // while it takes further steps, it is not entered again
  if (file.operation === undefined) {
    const entered = parsePrefix(operands);
    if (entered === undefined || operands.trim().length > LONGEST) {
      return say(editor, 5, '520E', operands.trim());
    }
    enterPrefix(file, { ...entered, line: current, hidden: 0, row: 0, kind: 'typed' });
  }
  return runPrefixes(editor);
}

const LONGEST = 8;

/** RESET: nothing waits any more. */
function reset(editor: Editor): Outcome {
  const file = activeFile(editor);
  editor.pending.unshift(...clearing(file, file.pending));
  file.pending = [];
  return DONE;
}

/** The subcommands. */
export const PREFIXES: readonly Subcommand[] = [
  { name: 'LPREFIX', minimum: 2, run: enter },
  { name: 'RESET', minimum: 3, run: withoutOperands(reset) },
];
