/** Subcommands for macros: MACRO, COMMAND, MSG, EMSG, STACK (z/VM: XEDIT Commands and Macros Reference). */
import { linesOf } from '../edit-file.js';
import { activeFile, type Editor } from '../editor.js';
import { DONE, readCount, say, type Outcome, type Subcommand } from '../subcommand.js';

/** Most messages that are kept for the next screen. */
const MOST_MESSAGES = 200;

function show(editor: Editor, text: string): Outcome {
  editor.lastMessage = text;
  if (!editor.msgmode) return DONE;
  editor.messages.push(text);
  if (editor.messages.length > MOST_MESSAGES) editor.messages.shift();
  return DONE;
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
  { name: 'MSG', minimum: 3, run: (editor, operands) => show(editor, operands) },
  { name: 'EMSG', minimum: 4, run: (editor, operands) => show(editor, operands) },
  { name: 'REFRESH', minimum: 7, run: () => DONE },
  {
    name: 'STACK',
    minimum: 3,
    run(editor, operands) {
      const [count = ''] = operands.trim().split(/\s+/);
      const wanted = readCount(count);
      if (wanted === undefined) return say(editor, 5, '520E', operands.trim());
      const file = activeFile(editor);
      const first = Math.max(1, file.current);
      const lines = linesOf(file, first, wanted);
      return { rc: 0, action: { kind: 'stack', lines } };
    },
  },
];
