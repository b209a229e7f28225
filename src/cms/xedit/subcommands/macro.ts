/** Subcommands for macros: MACRO, COMMAND, MSG, EMSG, STACK (z/VM: XEDIT Commands and Macros Reference). */
import { linesOf, sizeOf } from '../edit-file.js';
import { activeFile, type Editor } from '../editor.js';
import { progressOf } from '../progress.js';
import { DONE, readCount, say, showText, type Outcome, type Subcommand } from '../subcommand.js';

/** EMSG [text], mmmnnns text: a message identifier gets its prefix, and its severity says whether the alarm sounds. */
function errorMessage(editor: Editor, operands: string): Outcome {
  const [, severity] = /^[A-Z0-9$#@]{3}\d{3,4}([REISWT])(?: |$)/.exec(operands) ?? [];
  const text = severity === undefined ? operands : `DMS${operands}`;
  showText(editor, text, severity === undefined || 'EST'.includes(severity));
  return DONE;
}

/** Lines that one step puts on the stack. */
const STACKED_A_STEP = 1000;

/** STACK n: lines from the current one on, so many a step. */
function stack(editor: Editor, operands: string, wanted: number): Outcome {
  const file = activeFile(editor);
  const first = Math.max(1, file.current);
  const progress = progressOf(file, `stack ${operands}`, first, first + wanted - 1);
  const { last } = progress;
  const lines = linesOf(file, progress.line, Math.min(STACKED_A_STEP, last - progress.line + 1));
  progress.line += STACKED_A_STEP;
  const more = progress.line <= Math.min(last, sizeOf(file));
  file.progress = more ? progress : undefined;
  const action = { kind: 'stack', lines, ...(more ? { again: `STACK ${operands}` } : {}) } as const;
  return { rc: 0, action };
}

/** The subcommands of this file. */
export const MACRO: readonly Subcommand[] = [
  {
    name: 'MACRO',
    minimum: 5,
    run(editor, operands) {
      const [, name = '', args = ''] = /^\s*(\S*) ?(.*)$/s.exec(operands) ?? [];
      if (name === '') return say(editor, 5, '545E');
      return { rc: 0, action: { kind: 'macro', name, args } };
    },
  },
  {
    name: 'MSG',
    minimum: 3,
    run(editor, operands) {
      showText(editor, operands);
      return DONE;
    },
  },
  { name: 'EMSG', minimum: 4, run: errorMessage },
  {
    name: 'STACK',
    minimum: 3,
    run(editor, operands) {
      const [count = ''] = operands.trim().split(/\s+/);
      const wanted = readCount(count);
      if (wanted === undefined) return say(editor, 5, '520E', operands.trim());
      return stack(editor, operands, wanted);
    },
  },
];
