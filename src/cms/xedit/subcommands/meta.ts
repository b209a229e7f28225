/** Subcommands about subcommands, messages and the session: CANCEL, CMSG, RENUM, REPEAT (z/VM: XEDIT Commands and Macros). */
import { eachLine } from '../each-line.js';
import { lineAt, replaceLine, sizeOf, type EditFile } from '../edit-file.js';
import { activeFile, type Editor } from '../editor.js';
import type { Progress } from '../progress.js';
import { bottomOf, topOf } from '../range.js';
import { DONE, say, withoutOperands, type Outcome, type Subcommand } from '../subcommand.js';
import { parseTarget, resolveTarget } from '../target.js';

/** CANCEL: leaves all files that have not been changed; the session ends when there are no others. */
function cancel(editor: Editor): Outcome {
  const changed = editor.ring.filter((file) => file.alterations > 0);
  if (changed.length === 0) {
    editor.ring = [activeFile(editor)];
    editor.active = 0;
    return { rc: 0, action: { kind: 'leave' } };
  }
  const active = activeFile(editor);
  editor.ring = changed;
  editor.active = Math.max(0, changed.indexOf(active));
  return say(editor, 12, '577E');
}

/** Where the numbers of lines stand, by the type of the file. */
const NUMBERED: Readonly<Record<string, number>> = { VSBASIC: 5, FREEFORT: 8 };

/** Does something with every line, whatever the current one is. */
function everyLine(file: EditFile, key: string, edit: (progress: Progress) => void) {
  const { current } = file;
  file.current = topOf(file);
  try {
    return eachLine(file, { kind: 'end', backward: false }, key, edit);
  } finally {
    // it may be that there is more to do
    file.current = current;
  }
}

/** RENUM [start [increment]]: new numbers for lines of VSBASIC and FREEFORT files. */
function renumber(editor: Editor, operands: string): Outcome {
  const file = activeFile(editor);
  const digits = NUMBERED[file.type];
  if (digits === undefined) return say(editor, 5, '558E');
  const words = operands.trim().split(/\s+/).filter(Boolean);
  const [start = 10, increment = start] = words.map(Number);
  const wrong = words.length > 2 || words.some((word) => !/^\d{1,8}$/.test(word));
  if (wrong || start < 1 || increment < 1) return say(editor, 5, '520E', operands.trim());
  // all or none
  const last = start + Math.max(0, sizeOf(file) - 1) * increment;
  if (String(last).length > digits) return say(editor, 5, '535E');
  everyLine(file, `renum ${operands}`, (progress) => {
    const number = String(start + progress.lines * increment);
    progress.lines++;
    const text = lineAt(file, progress.line).replace(/^\d{1,8}/, '');
    replaceLine(file, progress.line, number.padStart(digits, '0') + text);
  });
  return DONE;
}

/** Lines that one step of REPEAT goes through. */
const REPEATS_A_STEP = 20;

/** What REPEAT needs of the interpreter. */
export type RunAgain = (editor: Editor, text: string) => Outcome;

function lastLine(file: EditFile, operands: string): number | undefined {
  const parsed = parseTarget(operands.trim() === '' ? '1' : operands);
  if (!parsed || parsed.rest !== '') return undefined;
  return resolveTarget(file, parsed.target);
}

/** Whether a line is REPEAT itself. */
export function isRepeat(line: string): boolean {
  return /^\s*(?:command +)?repe(?:at?)?(?:\s|$)/i.test(line);
}

/** REPEAT [target]: goes on line by line up to a target, and runs the last subcommand on each. */
function repeat(editor: Editor, operands: string, run: RunAgain): Outcome {
  const valid = operands.trim() === '' || parseTarget(operands)?.rest === '';
  if (!valid) return say(editor, 5, '520E', operands.trim());
  const text = editor.ran ?? editor.history.find((line) => !isRepeat(line));
  if (text === undefined) return DONE;
  const file = activeFile(editor);
  editor.repeating ??= begin(file, operands);
  const note = editor.repeating;
  if (note === undefined) return say(editor, 2, '546E');
  let rc = 0;
  for (let n = 0; n < REPEATS_A_STEP && note.left > 0; n++) {
    if (!note.inside) {
      file.current += note.step;
      note.left--;
      if (file.current <= topOf(file) || file.current >= bottomOf(file)) {
        editor.repeating = undefined;
        return { rc: 1 };
      }
    }
    const outcome = run(editor, text);
    note.inside = outcome.action?.kind === 'again';
    if (note.inside) break;
    ({ rc } = outcome);
    if (outcome.action !== undefined || activeFile(editor) !== file || rc > 1) {
      editor.repeating = undefined;
      return outcome;
    }
  }
  if (note.left > 0 || note.inside)
    return { rc, action: { kind: 'again', text: `REPEAT ${operands}` } };
  editor.repeating = undefined;
  return { rc };
}

function begin(file: EditFile, operands: string): Editor['repeating'] {
  const to = lastLine(file, operands);
  if (to === undefined) return undefined;
  return { left: Math.abs(to - file.current), step: to < file.current ? -1 : 1, inside: false };
}

/** The subcommands; `run` carries out one. */
export function metaSubcommands(run: RunAgain): readonly Subcommand[] {
  return [
    { name: 'CANCEL', minimum: 6, run: withoutOperands(cancel) },
    {
      name: 'CMSG',
      minimum: 4,
      keepsBlanks: true,
      run(editor, operands) {
        editor.commandLine = operands;
        return DONE;
      },
    },
    { name: 'RENUM', minimum: 3, run: renumber },
    { name: 'REPEAT', minimum: 4, run: (editor, operands) => repeat(editor, operands, run) },
  ];
}
