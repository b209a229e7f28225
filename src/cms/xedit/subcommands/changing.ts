/** Subcommands that change lines. */
import { fromEbcdic, toEbcdic } from '../../../shared/ebcdic.js';
import { activeFile, type Editor } from '../editor.js';
import { exchange, type Exchange } from '../text/record.js';
import {
  claim,
  deleteLines,
  fit,
  insertLines,
  insertText,
  replaceLine,
  replaceRecord,
  type EditFile,
  sizeOf,
  lineAt,
  moveLines,
  recordOf,
} from '../edit-file.js';
import { shiftLine } from '../prefix/operations.js';
import { DONE, readCount, say, type Outcome, type Subcommand } from '../subcommand.js';
import {
  copyInSteps,
  interrupt,
  progressOf,
  repeatInSteps,
  Share,
  type Progress,
} from '../progress.js';
import { parseTarget, resolveTarget, targetRange, type Target } from '../target.js';
import { copyScope, deleteScope, moveScope, type Range } from '../scope-ranges.js';
import { allInScope, inScope, nextInScope } from '../selection.js';

/** Operands of CHANGE: what, by what, and the rest; undefined without two delimiters. */
export function parseChange(text: string): { from: string; to: string; rest: string } | undefined {
  const delimiter = text[0];
  if (delimiter === undefined || /[A-Za-z0-9 ]/.test(delimiter)) return undefined;
  const middle = text.indexOf(delimiter, 1);
  if (middle < 0) return undefined;
  const end = text.indexOf(delimiter, middle + 1);
  const stop = end < 0 ? text.length : end;
  return {
    from: text.slice(1, middle),
    to: text.slice(middle + 1, stop),
    rest: text.slice(stop + 1).trim(),
  };
}

/** Changes one line within the zone; returns the new text and how often. */
function changeLine(
  file: EditFile,
  line: string,
  from: string,
  to: string,
  limit: number,
  start: number,
): { record: Uint8Array; count: number } | undefined {
  const [left, right] = file.settings.zone;
  const ignore = file.settings.case.search === 'IGNORE';
  const before = line.slice(0, left - 1);
  let zone = line.slice(left - 1, right);
  const after = line.slice(right);
  if (from === '') return { record: toEbcdic(before + to + zone + after), count: 1 };
  let at = 0;
  let seen = 0;
  let count = 0;
  while (count < limit) {
    const found = ignore
      ? zone.toUpperCase().indexOf(from.toUpperCase(), at)
      : zone.indexOf(from, at);
    if (found < 0) break;
    seen++;
    if (seen < start) {
      at = found + from.length;
      continue;
    }
    zone = zone.slice(0, found) + to + zone.slice(found + from.length);
    at = found + to.length;
    count++;
    if (zone.length > MAXIMUM_ZONE) break;
  }
  return count === 0 ? undefined : { record: toEbcdic(before + zone + after), count };
}

/** The change as one of bytes, when it respects case and changes something by something. */
function plainChange(
  file: EditFile,
  { from, to }: { readonly from: string; readonly to: string },
  limit: number,
  start: number,
): Exchange | undefined {
  const { zone, case: cases } = file.settings;
  if (from === '' || cases.search === 'IGNORE') return undefined;
  return {
    ...{ from: toEbcdic(from), to: toEbcdic(to) },
    ...{ left: zone[0] - 1, right: zone[1], limit, start },
  };
}

/** A line that grows beyond this is cut at the truncation column anyhow. */
const MAXIMUM_ZONE = 200_000;

function change(editor: Editor, operands: string): Outcome {
  const text = operands.trim() === '' ? editor.lastChange : operands;
  if (text === '') return say(editor, 5, '545E');
  const parsed = parseChange(text);
  if (!parsed) return say(editor, 5, '520E', text);
  const file = activeFile(editor);
  const target = parseTarget(parsed.rest === '' ? '1' : parsed.rest);
  if (!target) return say(editor, 5, '520E', parsed.rest);
  const [occurrences = '1', start = '1', extra] = target.rest.split(/\s+/).filter(Boolean);
  const limit = readCount(occurrences);
  const first = readCount(start);
  if (limit === undefined || first === undefined || extra !== undefined) {
    return say(editor, 5, '520E', extra ?? (limit === undefined ? occurrences : start));
  }
  const plain = plainChange(file, parsed, limit, first);
  const done = eachLine(file, target.target, `change ${text}`, (progress) => {
    const { line } = progress;
    const old = recordOf(file, line);
    const changed = plain
      ? exchange(old, plain)
      : changeLine(file, fromEbcdic(old), parsed.from, parsed.to, limit, first);
    if (changed === undefined) return;
    progress.changes += changed.count;
    progress.lines++;
    if (replaceRecord(file, line, changed.record)) progress.truncated++;
  });
  if (!done) return say(editor, 2, '546E');
  editor.lastChange = text;
  const { changes, lines, truncated } = done;
  if (!file.settings.stay && done.several)
    file.current = nextInScope(file, Math.min(done.last, sizeOf(file)), -1);
  if (lines === 0) return say(editor, 2, '585E');
  say(
    editor,
    0,
    '517I',
    `${changes} occurrence(s) changed on ${lines} line(s)${truncated ? `; ${truncated} truncated` : ''}`,
  );
  return { rc: truncated ? 3 : 0 };
}

function remove(editor: Editor, operands: string): Outcome {
  const file = activeFile(editor);
  const parsed = parseTarget(operands.trim() === '' ? '1' : operands);
  if (!parsed || parsed.rest !== '') return say(editor, 5, '520E', operands.trim());
  const key = `delete ${operands}`;
  const range = rangeOf(file, key, parsed.target);
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
  if (!what || !where)
    return say(editor, 5, operands.trim() === '' ? '545E' : '520E', operands.trim());
  const key = `${move ? 'move' : 'copy'} ${operands}`;
  const range = rangeOf(file, key, what.target);
  const goal = file.progress?.key === key ? file.progress.goal : undefined;
  const after = goal ?? resolveTarget(file, where.target);
  if (!range || after === undefined) return say(editor, 2, '546E');
  if (move && goal === undefined && after >= range.first && after < range.first + range.count) {
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
      if (file.progress === undefined) claim(file, range.count, 0);
      insertText(file, to, copyInSteps(file, key, range.first, range.count));
    }
    file.current = Math.min(sizeOf(file), move && to >= range.first ? to : to + range.count);
  }
  return say(editor, 0, move ? '506I' : '509I', String(count));
}

/** The lines up to a target; what is left of them while a subcommand that takes steps is under way. */
function rangeOf(file: EditFile, key: string, target: Target): Range | undefined {
  const { progress } = file;
  if (progress?.key !== key) return targetRange(file, target);
  const first = Math.min(progress.line, progress.last);
  return { first, count: Math.max(progress.line, progress.last) - first + 1 };
}

function add(editor: Editor, operands: string): Outcome {
  const count = readCount(operands);
  if (count === undefined) return say(editor, 5, '520E', operands.trim());
  const file = activeFile(editor);
  claim(file, count, 0);
  insertText(file, file.current, repeatInSteps(file, `add ${operands}`, new Uint8Array(), count));
  editor.cursor = { line: file.current + 1, column: 1 };
  return DONE;
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

/** Text in the case that SET CASE asks for. */
export function cased(file: EditFile, text: string): string {
  return file.settings.case.enter === 'UPPER' ? text.toUpperCase() : text;
}

function withLine(editor: Editor, edit: (file: EditFile, text: string) => string): Outcome {
  const file = activeFile(editor);
  if (file.current < 1 || file.current > sizeOf(file)) return { rc: 1 };
  const truncated = replaceLine(file, file.current, edit(file, lineAt(file, file.current)));
  return truncated ? say(editor, 3, '503E') : DONE;
}

/** Runs `edit` over the lines up to a target (UPPERCAS, LOWERCAS, SHIFT...). */
function overRange(
  editor: Editor,
  name: string,
  operands: string,
  edit: (file: EditFile, line: number) => void,
): Outcome {
  const file = activeFile(editor);
  const parsed = parseTarget(operands.trim() === '' ? '1' : operands);
  if (!parsed || parsed.rest !== '') return say(editor, 5, '520E', operands.trim());
  const done = eachLine(file, parsed.target, `${name} ${operands}`, (progress) =>
    edit(file, progress.line),
  );
  return done ? DONE : say(editor, 2, '546E');
}

/**
 * Does something with the lines up to a target, a share of them a step; undefined when there is no such target.
 * @param key - what is done
 */
function eachLine(
  file: EditFile,
  target: Target,
  key: string,
  edit: (progress: Progress) => void,
): (Progress & { readonly several: boolean }) | undefined {
  let progress = file.progress?.key === key ? file.progress : undefined;
  if (!progress) {
    const range = targetRange(file, target);
    if (!range) return undefined;
    progress = progressOf(file, key, range.first, range.first + range.count - 1);
  }
  const share = new Share();
  for (; progress.line <= progress.last; progress.line++) {
    // at least one line a step, however long it is
    if (!share.takes(recordOf(file, progress.line))) interrupt(file, progress);
    if (inScope(file, progress.line)) edit(progress);
  }
  file.progress = undefined;
  const several = progress.last > file.current || progress.last < file.current - 1;
  return { ...progress, several };
}

/** Joins the next line to `line` at `column` (after it, or behind the text when no column is given). */
function join(editor: Editor, line: number, column?: number): Outcome {
  const file = activeFile(editor);
  if (line < 1 || line >= sizeOf(file)) return { rc: 1 };
  const left = lineAt(file, line);
  const right = lineAt(file, line + 1).trimStart();
  deleteLines(file, line + 1, 1);
  const joined = left.padEnd(column === undefined ? left.length : column - 1) + right;
  return replaceLine(file, line, joined) ? say(editor, 3, '503E') : DONE;
}

function split(editor: Editor, line: number, column: number): Outcome {
  const file = activeFile(editor);
  if (line < 1 || line > sizeOf(file)) return { rc: 1 };
  const text = lineAt(file, line);
  const indent = text.length - text.trimStart().length;
  insertLines(file, line, [' '.repeat(indent) + text.slice(column - 1).trimStart()]);
  replaceLine(file, line, text.slice(0, column - 1));
  return DONE;
}

/** The subcommands of this file. */
export const CHANGING: readonly Subcommand[] = [
  { name: 'CHANGE', minimum: 1, run: change },
  { name: 'DELETE', minimum: 3, run: remove },
  { name: 'COPY', minimum: 2, run: (editor, operands) => copyOrMove(editor, operands, false) },
  { name: 'MOVE', minimum: 2, run: (editor, operands) => copyOrMove(editor, operands, true) },
  { name: 'ADD', minimum: 1, run: add },
  {
    name: 'SOS',
    minimum: 3,
    run(editor, operands) {
      if (operands.trim().toUpperCase() !== 'LINEADD')
        return say(editor, 5, '520E', operands.trim());
      const file = activeFile(editor);
      const line = Math.min(editor.cursor?.line ?? file.current, sizeOf(file));
      insertLines(file, line, ['']);
      editor.cursor = { line: line + 1, column: 1 };
      return DONE;
    },
  },
  { name: 'INPUT', minimum: 1, run: input },
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
    name: 'CAPPEND',
    minimum: 2,
    run: (editor, operands) => withLine(editor, (file, text) => text + cased(file, operands)),
  },
  {
    name: 'DUPLICAT',
    minimum: 3,
    run(editor, operands) {
      const count = readCount(operands);
      const file = activeFile(editor);
      if (count === undefined) return say(editor, 5, '520E', operands.trim());
      if (file.current < 1 || file.current > sizeOf(file)) return { rc: 1 };
      const record = recordOf(file, file.current);
      claim(file, count, count * record.length);
      insertText(file, file.current, repeatInSteps(file, `duplicat ${operands}`, record, count));
      return moveTo1(editor, count);
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
        (file, line) => void replaceLine(file, line, lineAt(file, line).toUpperCase()),
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
        (file, line) => void replaceLine(file, line, lineAt(file, line).toLowerCase()),
      ),
  },
  {
    name: 'SHIFT',
    minimum: 2,
    run(editor, operands) {
      const match = /^(left|right)\s*(\d{0,4})\s*(.*)$/i.exec(operands.trim());
      if (!match) return say(editor, 5, operands.trim() === '' ? '545E' : '520E', operands.trim());
      const by =
        (match[1]?.toUpperCase() === 'LEFT' ? -1 : 1) * Number(match[2] === '' ? 1 : match[2]);
      const edit = (file: EditFile, line: number): void => void shiftLine(file, line, by);
      return overRange(editor, `shift ${by}`, match[3] ?? '', edit);
    },
  },
  {
    name: 'JOIN',
    minimum: 1,
    run: (editor) => join(editor, activeFile(editor).current),
  },
  {
    name: 'SPLIT',
    minimum: 2,
    run: (editor) => split(editor, activeFile(editor).current, activeFile(editor).column),
  },
  {
    name: 'SPLTJOIN',
    minimum: 5,
    run(editor) {
      const file = activeFile(editor);
      const line = editor.cursor?.line ?? file.current;
      const column = Math.max(1, editor.cursor?.column ?? file.column);
      const text = lineAt(file, line);
      return column > text.length ? join(editor, line, column) : split(editor, line, column);
    },
  },
];

function moveTo1(editor: Editor, by: number): Outcome {
  const file = activeFile(editor);
  file.current = Math.min(sizeOf(file), file.current + by);
  return DONE;
}
