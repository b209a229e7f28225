/** Subcommands over lines up to a target: COMPRESS, EXPAND, HEXTYPE, TYPE, MERGE, RECOVER, REPEAT (z/VM: XEDIT Commands). */
import { toPrintable } from '../../../shared/ebcdic.js';
import {
  deleteLines,
  insertText,
  bodyAt,
  lineAt,
  recordOf,
  replaceLine,
  sizeOf,
  type EditFile,
} from '../edit-file.js';
import { activeFile, type Editor } from '../editor.js';
import { keepDeleted, takeDeleted } from '../deleted-lines.js';
import { compressed, expanded } from '../image.js';
import { numberIn } from '../options/option.js';
import { interrupt, noteRange, progressOf, Share, type Progress } from '../progress.js';
import { bottomOf, lastOf, topOf } from '../range.js';
import { DONE, readCount, say, type Outcome, type Subcommand } from '../subcommand.js';
import { lacksOperand, parseTarget, rangeTo, resolveBoth, resolveTarget } from '../target.js';
import { overlay } from './columns.js';
import { standOnLast, throughTarget } from './through-target.js';

/** Lines that MERGE takes at once. */
const MOST_LINES = 5000;
/** Rows that TYPE and HEXTYPE give at once, and characters of them; what is beyond goes to the terminal piece by piece. */
const ROWS_AT_ONCE = 200;
const CHARACTERS_AT_ONCE = 64 << 10;

/** How much dearer it is to look at each character of a line than to change a string in it, and to put a line over it. */
const REWRITTEN = 6;
const LAID_OVER = 12;
/** The same of a line that is shown, as it is and in hexadecimal digits. */
const SHOWN = 8;
const SHOWN_IN_HEX = 30;

/** Changes the lines up to a target one by one. */
function rewrite(
  editor: Editor,
  name: string,
  operands: string,
  edit: (file: EditFile, text: string) => string,
): Outcome {
  return throughTarget(editor, operands, {
    name,
    weight: REWRITTEN,
    edit: (file, progress) => {
      const { line } = progress;
      if (replaceLine(file, line, edit(file, bodyAt(file, line)))) progress.truncated++;
    },
    end: (file, done) => {
      if (done.several) standOnLast(file, done);
      return done.truncated > 0 ? say(editor, 3, '503E') : DONE;
    },
  });
}

/** A line as characters and as hexadecimal digits, sixteen bytes a row. */
function hexLines(record: Uint8Array): string[] {
  const rows: string[] = [];
  for (let at = 0; at < Math.max(1, record.length); at += 16) {
    const bytes = record.subarray(at, at + 16);
    const hex = Array.from(bytes, (byte) => byte.toString(16).toUpperCase().padStart(2, '0'));
    const words = hex.join('').match(/.{1,8}/g) ?? [];
    rows.push(`${words.join(' ').padEnd(36)} *${toPrintable(bytes).padEnd(16)}*`);
  }
  return rows;
}

function type(editor: Editor, operands: string, hex: boolean): Outcome {
  const file = activeFile(editor);
  const parsed = parseTarget(operands.trim() === '' ? '1' : operands);
  if (!parsed || parsed.rest !== '') return say(editor, 5, '520E', operands.trim());
  const key = `type ${String(hex)} ${operands}`;
  const under = file.progress?.key === key ? file.progress : undefined;
  const to = under?.goal ?? resolveTarget(file, parsed.target);
  if (to === undefined) return say(editor, 2, '546E');
  const range = rangeTo(file, to);
  const progress = under ?? progressOf(file, key, range.first, range.first + range.count - 1);
  progress.goal = to;
  const lines = (progress.told ??= []);
  const share = new Share(hex ? SHOWN_IN_HEX : SHOWN);
  let room = CHARACTERS_AT_ONCE;
  for (; progress.line <= progress.last; progress.line++) {
    if (lines.length >= ROWS_AT_ONCE || room < 0) {
      file.progress = { ...progress, told: [] };
      const again = `COMMAND ${hex ? 'HEXTYPE' : 'TYPE'} ${operands}`;
      return { rc: 0, action: { kind: 'tell', lines, again } };
    }
    const record = recordOf(file, progress.line);
    if (!share.takes(record)) interrupt(file, progress);
    if (hex) lines.push(...hexLines(record));
    else lines.push(lineAt(file, progress.line));
    room -= record.length;
  }
  file.progress = undefined;
  const end = to >= bottomOf(file) || to <= topOf(file);
  if (range.count > 0) file.current = range.first + range.count - 1;
  return { rc: end ? 1 : 0, action: { kind: 'tell', lines } };
}

/** MERGE target1 target2 [column]: the lines up to the first target go over those that begin at the second. */
function merge(editor: Editor, operands: string): Outcome {
  const file = activeFile(editor);
  const what = parseTarget(operands);
  const where = what && parseTarget(what.rest);
  if (!what || !where)
    return say(editor, 5, lacksOperand(operands, what) ? '545E' : '520E', operands.trim());
  const column = where.rest === '' ? 1 : numberIn(where.rest, 1, file.lrecl);
  if (column === undefined) return say(editor, 5, '520E', where.rest);
  const key = `merge ${operands}`;
  const under = file.progress?.key === key ? file.progress : undefined;
  const found = under ? undefined : resolveBoth(file, key, what.target, where.target);
  if (!under && !found) return say(editor, 2, '546E');
  const { first, count } = found ? rangeTo(file, found[0]) : noteRange(under!);
  const goal = found?.[1] ?? under!.goal!;
  if (count === 0) return { rc: 1 };
  if (count > MOST_LINES) return say(editor, 4, '557S');
  if (goal > first - count && goal < first + count) return say(editor, 1, '505E', String(goal));
  const progress = under ?? { ...progressOf(file, key, first, first + count - 1), goal };
  mergeLines(file, progress, goal, Math.min(count, lastOf(file) - goal + 1), column);
  file.progress = undefined;
  const gone = deleteLines(file, first, count);
  keepDeleted(file, gone);
  file.current = Math.min(sizeOf(file), goal > first ? goal - 1 : goal + count - 1);
  say(editor, 0, '504I', String(count));
  return progress.truncated > 0 ? say(editor, 3, '503E') : DONE;
}

/** Puts so many lines over others, in steps; the note has in `lines` how many are done. */
function mergeLines(
  file: EditFile,
  progress: Progress,
  goal: number,
  end: number,
  column: number,
): void {
  const share = new Share(LAID_OVER);
  for (; progress.lines < end; progress.lines++) {
    const at = goal + progress.lines;
    if (!share.takes(recordOf(file, at))) interrupt(file, progress);
    const put = lineAt(file, progress.line + progress.lines).replaceAll('_', ' ');
    if (replaceLine(file, at, overlay(bodyAt(file, at), column, put))) progress.truncated++;
  }
}

/** RECOVER [n|*]: puts lines back that were deleted, the last first, in front of the current line. */
function recover(editor: Editor, operands: string): Outcome {
  const file = activeFile(editor);
  const wanted = readCount(operands);
  if (wanted === undefined) return say(editor, 5, '520E', operands.trim());
  let left = wanted;
  const at = Math.max(topOf(file), Math.min(file.current - 1, lastOf(file)));
  while (left > 0) {
    const piece = takeDeleted(file, left);
    if (piece === undefined) break;
    left -= piece.size;
    insertText(file, at, piece);
  }
  const count = wanted - left;
  if (count === 0) return say(editor, 0, '502I', 'No');
  file.current = at + 1;
  return say(editor, 0, '502I', String(count));
}

/** The subcommands. */
export const MANY_LINES: readonly Subcommand[] = [
  {
    name: 'COMPRESS',
    minimum: 4,
    run: (editor, operands) => rewrite(editor, 'compress', operands, compressed),
  },
  {
    name: 'EXPAND',
    minimum: 3,
    run: (editor, operands) => rewrite(editor, 'expand', operands, expanded),
  },
  {
    name: 'HEXTYPE',
    minimum: 4,
    run: (editor, operands) => type(editor, operands, true),
  },
  { name: 'MERGE', minimum: 2, run: merge },
  { name: 'RECOVER', minimum: 3, run: recover },
  {
    name: 'TYPE',
    minimum: 1,
    run: (editor, operands) => type(editor, operands, false),
  },
];
