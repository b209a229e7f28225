/** Lines that were deleted, for RECOVER (z/VM: XEDIT Commands and Macros Reference, "RECOVER"). */
import type { EditFile } from './edit-file.js';
import { takeOut, type Text } from './text/text.js';

/** Most deletions that are remembered, and most bytes of them: the oldest are forgotten. */
const MOST_PIECES = 200;
const MOST_BYTES = 64 << 20;

/** Remembers lines that were taken out of a file. */
export function keepDeleted(file: EditFile, piece: Text): void {
  if (piece.size === 0) return;
  const kept = [...file.deleted, piece].slice(-MOST_PIECES);
  let held = kept.reduce((sum, one) => sum + one.held, 0);
  while (kept.length > 0 && held > MOST_BYTES) held -= kept.shift()!.held;
  file.deleted = kept;
}

/** Takes back the lines that were deleted last, at most so many, and all of one deletion; undefined when there are none. */
export function takeDeleted(file: EditFile, most: number): Text | undefined {
  const last = file.deleted.at(-1);
  if (last === undefined) return undefined;
  if (last.size > most) return takeOut(last, last.size - most + 1, most);
  file.deleted = file.deleted.slice(0, -1);
  return last;
}
