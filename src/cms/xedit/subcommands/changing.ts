/** Subcommands that change lines. */
import { activeFile, type Editor } from '../editor.js';
import { cased, inCapitals, inSmallLetters } from '../typed-text.js';
import {
  fit,
  insertLines,
  insertText,
  replaceLine,
  type EditFile,
  sizeOf,
  bodyAt,
  moveLines,
  MAXIMUM_LRECL,
} from '../edit-file.js';
import { numberIn } from '../options/option.js';
import { claim } from '../storage-claims.js';
import type { Progress } from '../progress.js';
import { putLine } from '../spill.js';
import { DONE, say, type Outcome, type Subcommand } from '../subcommand.js';
import { copyInSteps, noteRange } from '../progress.js';
import { lacksOperand, parseTarget, rangeTo, rangeUnder, resolveBoth } from '../target.js';
import { copyScope, deleteScope, moveScope } from '../scope-ranges.js';
import { allInScope } from '../selection.js';
import { standOnLast, throughTarget } from './through-target.js';

function remove(editor: Editor, operands: string): Outcome {
  const file = activeFile(editor);
  const parsed = parseTarget(operands.trim() === '' ? '1' : operands);
  if (!parsed || parsed.rest !== '') return say(editor, 5, '520E', operands.trim());
  const key = `delete ${operands}`;
  const range = rangeUnder(file, key, parsed.target);
  if (!range) return say(editor, 2, '546E');
  const deleted = deleteScope(file, key, range);
  if (deleted === 0) return { rc: 1 };
  if (deleted > 1) say(editor, 0, '501I', String(deleted));
  return { rc: file.current > sizeOf(file) ? 1 : 0 };
}

function copyOrMove(editor: Editor, operands: string, move: boolean): Outcome {
  const file = activeFile(editor);
  const what = parseTarget(operands);
  const where = what && parseTarget(what.rest);
  if (!what || where?.rest !== '')
    return say(editor, 5, lacksOperand(operands, what) ? '545E' : '520E', operands.trim());
  const key = `${move ? 'move' : 'copy'} ${operands}`;
  const under = file.progress?.key === key;
  const found = under ? undefined : resolveBoth(file, key, what.target, where.target);
  if (!under && !found) return say(editor, 2, '546E');
  const range = found ? rangeTo(file, found[0]) : noteRange(file.progress!);
  if (range.count === 0) return { rc: 1 };
  const after = found?.[1] ?? file.progress!.goal!;
  if (move && !under && after >= range.first && after < range.first + range.count) {
    return say(editor, 1, '505E', String(after));
  }
  const to = Math.min(after, sizeOf(file));
  let { count } = range;
  if (!allInScope(file)) {
    const done = (move ? moveScope : copyScope)(file, key, range, to);
    count = done.count;
    file.current = done.last;
  } else {
    if (move) moveLines(file, range.first, range.count, to);
    else {
      if (!under) claim(file, range.count, 0);
      insertText(file, to, copyInSteps(file, key, range.first, range.count, file.text, after));
    }
    file.current = Math.min(sizeOf(file), move && to >= range.first ? to : to + range.count);
  }
  return say(editor, 0, move ? '506I' : '509I', String(count));
}

function input(editor: Editor, operands: string): Outcome {
  const file = activeFile(editor);
  if (operands === '') {
    editor.mode = 'input';
    say(editor, 0, '573I');
    return DONE;
  }
  const { text, truncated } = fit(file, cased(file, operands));
  insertLines(file, Math.min(file.current, sizeOf(file)), [text]);
  file.current = Math.min(file.current + 1, sizeOf(file));
  return truncated ? say(editor, 3, '503E') : DONE;
}

function withLine(editor: Editor, edit: (file: EditFile, text: string) => string): Outcome {
  const file = activeFile(editor);
  if (file.current < 1 || file.current > sizeOf(file)) return { rc: 1 };
  const truncated = replaceLine(file, file.current, edit(file, bodyAt(file, file.current)));
  return truncated ? say(editor, 3, '503E') : DONE;
}

/** How much dearer it is to write a line anew than to change a string in it. */
const WHOLE_LINES = 5;

/** Runs `edit` over the lines up to a target (UPPERCAS, LOWERCAS, SHIFT...). */
function overRange(
  editor: Editor,
  name: string,
  operands: string,
  edit: (file: EditFile, progress: Progress) => void,
): Outcome {
  return throughTarget(editor, operands, {
    name,
    weight: WHOLE_LINES,
    edit: (file, progress) => {
      progress.lines++;
      edit(file, progress);
    },
    end: (file, done) => {
      // one line that has gone over into new ones is one all the same
      const several = done.several && (done.changes === 0 || done.lines > 1);
      if (several) standOnLast(file, done);
      if (done.truncated === 0) return DONE;
      return say(editor, 3, '503E', done.changes > 0 ? 'Spilled' : 'Truncated');
    },
  });
}

/** A line shifted from the left zone on: right (`by` is above 0), or left, where what passes the zone is lost. */
function shifted({ settings, lrecl }: EditFile, text: string, by: number): string {
  const edge = settings.zone[0] - 1;
  const rest = text.slice(edge);
  if (rest === '') return text;
  const moved = by < 0 ? rest.slice(-by) : ' '.repeat(Math.min(by, lrecl)) + rest;
  return text.slice(0, edge) + moved;
}

/** Shifts one line; `changes` counts the new lines into which it goes. */
function shift(file: EditFile, progress: Progress, by: number): void {
  const before = sizeOf(file);
  const { line } = progress;
  const text = shifted(file, bodyAt(file, line), by);
  if (by > 0 ? putLine(file, line, text) !== undefined : replaceLine(file, line, text))
    progress.truncated++;
  const more = sizeOf(file) - before;
  progress.changes += more;
  progress.line += more;
  progress.last += more;
}

/** The subcommands of this file. */
export const CHANGING: readonly Subcommand[] = [
  { name: 'DELETE', minimum: 3, run: remove },
  { name: 'COPY', minimum: 2, run: (editor, operands) => copyOrMove(editor, operands, false) },
  { name: 'MOVE', minimum: 2, run: (editor, operands) => copyOrMove(editor, operands, true) },
  { name: 'INPUT', minimum: 1, run: input },
  {
    name: 'POWERINP',
    minimum: 3,
    run(editor, operands) {
      if (operands.trim() !== '') return say(editor, 5, '520E', operands.trim());
      editor.mode = 'power';
      return DONE;
    },
  },
  {
    name: 'REPLACE',
    minimum: 1,
    run(editor, operands) {
      if (operands === '') {
        remove(editor, '1');
        activeFile(editor).current = Math.max(0, activeFile(editor).current - 1);
        return input(editor, '');
      }
      return withLine(editor, (file) => cased(file, operands));
    },
  },
  {
    name: 'UPPERCAS',
    minimum: 3,
    run: (editor, operands) =>
      overRange(
        editor,
        'uppercas',
        operands,
        (file, { line }) => void replaceLine(file, line, inCapitals(file, bodyAt(file, line))),
      ),
  },
  {
    name: 'LOWERCAS',
    minimum: 3,
    run: (editor, operands) =>
      overRange(
        editor,
        'lowercas',
        operands,
        (file, { line }) => void replaceLine(file, line, inSmallLetters(file, bodyAt(file, line))),
      ),
  },
  {
    name: 'SHIFT',
    minimum: 2,
    run(editor, operands) {
      const text = operands.trim();
      const match = /^(l(?:e(?:ft?)?)?|r(?:i(?:g(?:ht?)?)?)?)(?![a-z])\s*(\S*)\s*(.*)$/i.exec(text);
      if (!match) return say(editor, 5, text === '' ? '545E' : '520E', text);
      // what stands behind the columns is a target: digits of a long number are none
      const columns = match[2] === '' ? 1 : numberIn(match[2], 0, MAXIMUM_LRECL);
      if (columns === undefined) return say(editor, 5, '520E', match[2]);
      const by = (/^l/i.test(match[1] ?? '') ? -1 : 1) * columns;
      return overRange(editor, `shift ${by}`, match[3] ?? '', (file, progress) =>
        shift(file, progress, by),
      );
    },
  },
];
