/** Subcommands for macros: MACRO, COMMAND, MSG, EMSG, STACK (z/VM: XEDIT Commands and Macros Reference). */
import { isFileName } from '../../files/file-name.js';
import { lineAt, MAXIMUM_LRECL } from '../edit-file.js';
import { activeFile, type Editor } from '../editor.js';
import { numberIn } from '../options/option.js';
import { progressOf } from '../progress.js';
import { inScope } from '../selection.js';
import { DONE, say, showText, type Outcome, type Subcommand } from '../subcommand.js';
import { parseTarget, targetRange, type Target } from '../target.js';

/** EMSG [text], mmmnnns text: a message identifier gets its prefix, and its severity says whether the alarm sounds. */
function errorMessage(editor: Editor, operands: string): Outcome {
  const [, severity] = /^[A-Z0-9$#@]{3}\d{3,4}([REISWT])(?: |$)/.exec(operands) ?? [];
  const text = severity === undefined ? operands : `DMS${operands}`;
  showText(editor, text, severity === undefined || 'EST'.includes(severity));
  return DONE;
}

/** Lines that one step puts on the stack. */
const STACKED_A_STEP = 1000;

/** STACK [target [column [length]]]: lines from the current one on, or columns of them, so many a step. */
function stack(editor: Editor, operands: string): Outcome {
  const file = activeFile(editor);
  const parsed = parseTarget(operands.trim() === '' ? '1' : operands);
  if (!parsed) return say(editor, 5, '520E', operands.trim());
  const [from = '1', size = '*', extra] = parsed.rest.split(/\s+/).filter(Boolean);
  const column = numberIn(from, 1, MAXIMUM_LRECL);
  const length = size === '*' ? MAXIMUM_LRECL : numberIn(size, 1, MAXIMUM_LRECL);
  if (column === undefined || length === undefined || extra !== undefined)
    return say(editor, 5, '520E', parsed.rest);
  const key = `stack ${operands}`;
  const range = file.progress?.key === key ? NO_LINES : targetRange(file, parsed.target);
  if (!range) return say(editor, 2, '546E');
  const progress = progressOf(file, key, range.first, range.first + range.count - 1);
  const end = Math.min(progress.last + 1, progress.line + STACKED_A_STEP);
  const lines: string[] = [];
  for (; progress.line < end; progress.line++) {
    if (!inScope(file, progress.line)) continue;
    const text = lineAt(file, progress.line);
    lines.push(parsed.rest === '' ? text : text.slice(column - 1).slice(0, length));
    progress.lines++;
  }
  const more = progress.line <= progress.last;
  file.progress = more ? progress : undefined;
  if (more) return { rc: 0, action: { kind: 'stack', lines, again: `STACK ${operands}` } };
  const count = progress.lines;
  const { last } = progress;
  // upwards the current line is the last of them
  if (!file.settings.stay && count > 1)
    file.current = last === file.current ? last - count + 1 : last;
  return { rc: reaches(parsed.target, count) ? 1 : 0, action: { kind: 'stack', lines } };
}

const NO_LINES = { first: 0, count: 0 };

/** Whether a target lies behind the last line, or as many lines are asked for as there are not. */
function reaches(target: Target, count: number): boolean {
  return target.kind === 'end' || (target.kind === 'relative' && target.lines > count);
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
    // a macro is read anew each time: there is no copy that would have to be taken out of storage
    name: 'PURGE',
    minimum: 3,
    run(editor, operands) {
      const name = operands.trim();
      if (name === '') return say(editor, 5, '545E');
      return isFileName(name.toUpperCase()) ? DONE : say(editor, 5, '520E', name);
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
  { name: 'STACK', minimum: 3, run: stack },
];
