/**
 * Deleting, copying and moving lines of which some are not in scope (z/VM: XEDIT Commands and Macros Reference, "SET
 * SCOPE"). Every other line of a million may be out of it: what goes and what stays is collected in steps, and put in place
 * of the lines at once when all is there.
 */
import { keepDeleted } from './deleted-lines.js';
import { deleteLines, insertText, recordOf, sizeOf, type EditFile } from './edit-file.js';
import { interrupt, progressOf } from './progress.js';
import { keepRest } from './kept-lines.js';
import { allInScope, inScope, scopeRun } from './selection.js';
import { appendFrom } from './text/marks.js';
import { copyOut, emptyText, putIn, type Text } from './text/text.js';

/** Lines that follow each other in or out of scope are taken as a whole from so many on. */
const LONG_RUN = 256;
/** Most lines of such a run that are looked for at once. */
const LONGEST_RUN = 4_096;
/** Work of one step: lines taken one by one, and bytes of them; a line of a long run is so much cheaper. */
const WORK = 4_000;
const BYTES_A_UNIT = 100;
const CHEAPER = 3;

/** A range of lines. */
export interface Range {
  readonly first: number;
  readonly count: number;
}

/** What is left of a step's work. */
class Budget {
  #left = WORK;

  get used(): boolean {
    return this.#left <= 0;
  }

  line(record: Uint8Array): void {
    this.#left -= 1 + record.length / BYTES_A_UNIT;
  }

  run(lines: number): void {
    this.#left -= lines / CHEAPER;
  }
}

/** Puts the run of lines at a line, which are all in scope or all out of it, behind a text; how many they are. */
function addRun(file: EditFile, line: number, last: number, to: Text, budget: Budget): number {
  const run = scopeRun(file, line, Math.min(last, line + LONGEST_RUN));
  if (run >= LONG_RUN) {
    putIn(to, to.size, copyOut(file.text, line, run));
    budget.run(run);
    return run;
  }
  for (let n = 0; n < run; n++) {
    appendFrom(to, file.text, line + n);
    budget.line(recordOf(file, line + n));
  }
  return run;
}

/** What was taken out, and the first line of where it was. */
interface Taken {
  readonly piece: Text;
  readonly first: number;
}

/**
 * Takes the lines of a range that are in scope out, in steps.
 * @param key - what it is for
 * @param goal - a line that is noted meanwhile
 */
function takeScope(file: EditFile, key: string, { first, count }: Range, goal?: number): Taken {
  if (allInScope(file)) return { piece: deleteLines(file, first, count), first };
  const low = Math.max(1, first);
  const progress = progressOf(file, key, low, Math.min(sizeOf(file), first + count - 1));
  if (progress.kept === undefined) progress.changes = low;
  const piece = (progress.piece ??= emptyText());
  const kept = (progress.kept ??= emptyText());
  if (goal !== undefined) progress.goal = goal;
  const budget = new Budget();
  while (progress.line <= progress.last) {
    if (budget.used) interrupt(file, progress);
    const to = inScope(file, progress.line) ? piece : kept;
    progress.line += addRun(file, progress.line, progress.last, to, budget);
  }
  file.progress = undefined;
  if (piece.size > 0) keepRest(file, progress.changes, piece.size + kept.size, kept);
  return { piece, first: progress.changes };
}

/** Deletes the lines of a range that are in scope; how many there were. */
export function deleteScope(file: EditFile, key: string, range: Range): number {
  const { piece } = takeScope(file, key, range);
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
  const { piece, first } = takeScope(file, key, range, after);
  const { size } = piece;
  const to = after < first ? after : after - size;
  insertText(file, to, piece);
  return { count: size, last: to + size };
}

/** Copies the lines of a range that are in scope behind another line. */
export function copyScope(file: EditFile, key: string, range: Range, after: number): Placed {
  const progress = progressOf(file, key, range.first, range.first + range.count - 1);
  progress.goal = after;
  const piece = (progress.piece ??= emptyText());
  const budget = new Budget();
  while (progress.line <= progress.last) {
    if (budget.used) interrupt(file, progress);
    if (inScope(file, progress.line)) {
      progress.line += addRun(file, progress.line, progress.last, piece, budget);
      continue;
    }
    const run = scopeRun(file, progress.line, Math.min(progress.last, progress.line + LONGEST_RUN));
    budget.run(run);
    progress.line += run;
  }
  file.progress = undefined;
  const { size } = piece;
  insertText(file, after, piece);
  return { count: size, last: after + size };
}
