/**
 * Taking lines that are in scope out of a range at once: what stays is put in place of the range, and what stands at lines
 * (names, pending prefix commands, places of views, the range of SET RANGE) moves along, each counted once.
 */
import { sizeOf, type EditFile } from './edit-file.js';
import { countInScope, inScope, nextInScope } from './selection.js';
import { putIn, takeOut, type Text } from './text/text.js';

/** How many lines of a range that are in scope stand before each of some lines. */
function countBefore(
  file: EditFile,
  first: number,
  count: number,
  lines: readonly number[],
): ReadonlyMap<number, number> {
  const before = new Map<number, number>();
  let at = first;
  let gone = 0;
  for (const line of [...new Set(lines)].sort((a, b) => a - b)) {
    const end = Math.min(line, first + count);
    gone += countInScope(file, at, end - 1);
    at = Math.max(at, end);
    before.set(line, gone);
  }
  return before;
}

/**
 * Puts what stays in place of a range of lines, out of which those in scope are taken.
 * @param kept - the lines of the range that are not in scope; it has none then
 */
export function keepRest(file: EditFile, first: number, count: number, kept: Text): void {
  const { range } = file.options;
  const before = countBefore(file, first, count, [
    ...Object.values(file.labels),
    ...file.pending.map(({ line }) => line),
    ...Object.values(file.places).map(({ current }) => current),
    file.current,
    ...(range === undefined ? [] : [range[0], range[1] + 1]),
  ]);
  const moved = (line: number): number => line - before.get(line)!;
  const stays = (line: number): boolean =>
    line < first || line >= first + count || !inScope(file, line);
  file.labels = Object.fromEntries(
    Object.entries(file.labels)
      .filter(([, line]) => stays(line))
      .map(([label, line]) => [label, moved(line)]),
  );
  file.pending = file.pending
    .filter(({ line }) => stays(line))
    .map((entry) => ({ ...entry, line: moved(entry.line) }));
  file.places = Object.fromEntries(
    Object.entries(file.places).map(([view, place]) => [
      view,
      { ...place, current: moved(place.current) },
    ]),
  );
  if (range !== undefined) {
    file.options = { ...file.options, range: [moved(range[0]), moved(range[1] + 1) - 1] };
  }
  const current = moved(file.current);
  takeOut(file.text, first, count);
  putIn(file.text, first - 1, kept);
  file.alterations++;
  file.current = nextInScope(file, Math.min(current, sizeOf(file) + 1), 1);
}
