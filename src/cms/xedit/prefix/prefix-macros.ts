/** The prefix macros PREFIXX, PRFSHOW and SI, which are part of the editor (z/VM: XEDIT Commands and Macros Reference, "X", "S", "SI"). */
import { insertLines, lineAt, sizeOf, type EditFile } from '../edit-file.js';
import type { Editor } from '../editor.js';
import { below, itemDown, type Item } from '../display-lines.js';
import {
  changeLevels,
  MAXIMUM_LEVEL,
  nextInScope,
  setLevels,
  type Selection,
} from '../selection.js';
import { enterPrefix, type PendingPrefix } from './pending.js';

/** A level that is not displayed. */
function hiddenLevel(selection: Selection): number {
  const [low, high] = selection.display;
  if (high < MAXIMUM_LEVEL) return high + 1;
  if (low > 0) return low - 1;
  selection.display = [low, high - 1];
  return high;
}

/** X: lines are displayed no more. */
export function exclude(file: EditFile, lines: { first: number; count: number }): void {
  const level = hiddenLevel(file.selection);
  changeLevels(file, lines.first, lines.count, () => level);
  file.current = nextInScope(file, file.current, 1);
}

/** The lines that a shadow line stands for: the one of the entry, or the next below. */
function shadowAt(file: EditFile, { line, hidden }: PendingPrefix): Item | undefined {
  const here = itemDown(file, line);
  if (here === undefined || hidden > 0 || here.hidden > 0) return here;
  const next = itemDown(file, below(here));
  return next?.hidden === 0 ? undefined : next;
}

/** S, Sn, S+n, S-n, S*: lines of a shadow line are displayed again; false when there are none. */
export function showAgain(file: EditFile, entry: PendingPrefix): boolean {
  const [how = '*', extra] = entry.operands;
  const [, sign, digits] = /^([+-]?)(\d{1,9})$/.exec(how) ?? [];
  if (extra !== undefined || (how !== '*' && digits === undefined)) return false;
  const found = shadowAt(file, entry);
  if (found === undefined || found.hidden === 0) return false;
  const count = Math.min(found.hidden, digits === undefined ? found.hidden : Number(digits));
  const first = sign === '-' ? found.line + found.hidden - count : found.line;
  setLevels(file, first, count, file.selection.display[0]);
  return true;
}

/** The name under which SI goes on, on the line that it has added. */
export const CONTINUED = '.....';

/** SI: a line with the same indentation, and another one each time that one is filled. */
export function structured(editor: Editor, file: EditFile, entry: PendingPrefix): boolean {
  if (entry.operands.length > 0) return false;
  const line = Math.min(entry.line, sizeOf(file));
  const text = lineAt(file, line);
  insertLines(file, line, ['']);
  const indent = text.length - text.trimStart().length;
  enterPrefix(file, { ...entry, line: line + 1, name: CONTINUED, hidden: 0, kind: 'held' });
  editor.cursor = { line: line + 1, column: indent + 1 };
  editor.cursorPriority = 60;
  return true;
}
