/** What became of lines since the file was opened, which EXTRACT CURLINE tells (z/VM: XEDIT Commands and Macros Reference, "EXTRACT"). */
import { ARENA_LINES, MARK, markIn } from './arena.js';
import { append, find, recordAt, type Text } from './text.js';

/** All lines of a text are put in now. */
export function markNew(text: Text): void {
  for (const arena of text.arenas) arena.marks = new Uint8Array(ARENA_LINES).fill(MARK.new);
}

/** Marks a line that is there. */
export function markLine(text: Text, line: number, mark: keyof typeof MARK): void {
  const index = find(text, line);
  markIn(text.arenas[text.near]!, index, MARK[mark]);
}

/** Puts a line of a text behind those of another, with its level and its marks. */
export function appendFrom(target: Text, source: Text, line: number): void {
  const index = find(source, line);
  const { levels, low, marks } = source.arenas[source.near]!;
  append(target, recordAt(source, line), levels === undefined ? low : levels[index]!);
  const mark = marks?.[index] ?? 0;
  if (mark === 0) return;
  const last = target.arenas.at(-1)!;
  markIn(last, last.count - 1, mark);
}

/** Whether a line was put in, and whether it was changed. */
export function marksOf(text: Text, line: number): Readonly<Record<keyof typeof MARK, boolean>> {
  if (line < 1 || line > text.size) return { new: false, changed: false };
  const index = find(text, line);
  const marks = text.arenas[text.near]!.marks?.[index] ?? 0;
  return { new: (marks & MARK.new) !== 0, changed: (marks & MARK.changed) !== 0 };
}
