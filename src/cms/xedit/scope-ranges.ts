/**
 * Deleting, copying and moving lines of which some are not in scope (z/VM: XEDIT Commands and Macros Reference, "SET
 * SCOPE"): stretch by stretch, so many of them a step.
 */
import { keepDeleted } from './deleted-lines.js';
import { deleteLines, insertText, type EditFile } from './edit-file.js';
import { interrupt, progressOf } from './progress.js';
import { allInScope, inScope, scopeRun } from './selection.js';
import { copyOut, emptyText, putIn, type Text } from './text/text.js';

/** Stretches of one step. */
const STRETCHES = 40;
/** Lines that one step looks through. */
const LINES = 200_000;

/** A range of lines. */
export interface Range {
  readonly first: number;
  readonly count: number;
}

/** The stretch of lines in scope that ends at a line or above; `first` is 0 when there is none down to `low`. */
function stretchUp(file: EditFile, low: number, from: number): { first: number; last: number } {
  let last = from;
  while (last >= low && !inScope(file, last)) last--;
  if (last < low) return { first: 0, last: 0 };
  let first = last;
  while (first > low && inScope(file, first - 1)) first--;
  return { first, last };
}

/**
 * Takes the lines of a range that are in scope out, in steps.
 * @param key - what it is for
 * @param goal - a line that is noted meanwhile
 */
function takeScope(file: EditFile, key: string, { first, count }: Range, goal?: number): Text {
  if (allInScope(file)) return deleteLines(file, first, count);
  const progress = progressOf(file, key, first + count - 1, first);
  const piece = (progress.piece ??= emptyText());
  if (goal !== undefined) progress.goal = goal;
  const enough = progress.line - LINES;
  for (let n = 0; ; n++) {
    const found = stretchUp(file, progress.last, progress.line);
    if (found.first === 0) break;
    if (n === STRETCHES || found.last < enough) {
      // what was looked through is not looked through again
      progress.line = found.last;
      interrupt(file, progress);
    }
    putIn(piece, 0, deleteLines(file, found.first, found.last - found.first + 1));
    progress.line = found.first - 1;
  }
  file.progress = undefined;
  return piece;
}

/** Deletes the lines of a range that are in scope; how many there were. */
export function deleteScope(file: EditFile, key: string, range: Range): number {
  const piece = takeScope(file, key, range);
  keepDeleted(file, piece);
  return piece.size;
}

/** Lines that were put in, and where the last of them is. */
interface Placed {
  readonly count: number;
  readonly last: number;
}

/** Moves the lines of a range that are in scope behind another line, which is none of them. */
export function moveScope(file: EditFile, key: string, range: Range, after: number): Placed {
  const piece = takeScope(file, key, range, after);
  const { size } = piece;
  const to = after < range.first ? after : after - size;
  insertText(file, to, piece);
  return { count: size, last: to + size };
}

/** Copies the lines of a range that are in scope behind another line. */
export function copyScope(file: EditFile, key: string, range: Range, after: number): Placed {
  const progress = progressOf(file, key, range.first, range.first + range.count - 1);
  const piece = (progress.piece ??= emptyText());
  for (let n = 0; progress.line <= progress.last; n++) {
    if (n === STRETCHES) interrupt(file, progress);
    const run = scopeRun(file, progress.line, progress.last);
    if (inScope(file, progress.line)) {
      putIn(piece, piece.size, copyOut(file.text, progress.line, run));
    }
    progress.line += run;
  }
  file.progress = undefined;
  const { size } = piece;
  insertText(file, after, piece);
  return { count: size, last: after + size };
}
