/** Column targets: how CLOCATE and CDELETE name a column (z/VM: XEDIT Commands and Macros Reference, "CLOCATE"). */
import { lineAt, sizeOf, type EditFile } from './edit-file.js';
import { scanLines } from './progress.js';
import { bottomOf, firstOf, lastOf } from './range.js';
import { inScope } from './selection.js';
import { stringsOf, type Strings } from './strings.js';
import { neededBy, type Target } from './target.js';

/** Where a column target is. */
export interface Place {
  readonly line: number;
  readonly column: number;
  /** Characters of what was found. */
  readonly length: number;
}

/** The first place of a string target in a line, behind (or in front of) a column of the zone. */
function placeIn(
  file: EditFile,
  strings: Strings,
  backward: boolean,
  text: string,
  line: number,
  behind: number,
): Place | undefined {
  const [left, right] = file.settings.zone;
  const found = strings.places(text.slice(0, right), left);
  const wanted = backward
    ? found.findLast(({ column }) => column < behind)
    : found.find(({ column }) => column > behind);
  return wanted && { line, ...wanted };
}

/**
 * The column that a target names, seen from the column pointer; undefined when there is none. With SET STREAM ON a string
 * is looked for in the lines behind (or in front), too.
 */
export function resolveColumn(file: EditFile, target: Target, stream: boolean): Place | undefined {
  const [left, right] = file.settings.zone;
  const line = file.current;
  const at = (column: number): Place => ({
    line,
    column: Math.max(left - 1, Math.min(right + 1, column)),
    length: 1,
  });
  switch (target.kind) {
    case 'relative':
      return at(file.column + target.lines);
    case 'absolute':
      return at(target.line);
    case 'end':
      return at(target.backward ? left - 1 : right + 1);
    case 'label':
      return undefined;
    case 'string': {
      const { backward } = target;
      const strings = stringsOf(file, target.any);
      const here = placeIn(file, strings, backward, lineAt(file, line), line, file.column);
      const real = line >= firstOf(file) && line < bottomOf(file);
      if (real && here) return here;
      if (!stream) return undefined;
      const edge = backward ? Infinity : 0;
      const from = Math.min(line + (backward ? -1 : 1), sizeOf(file) + 1);
      const found = scanLines(file, `column ${JSON.stringify(target)}`, from, backward, {
        needed: neededBy(file, target),
        matches: (text, n) =>
          inScope(file, n) &&
          n >= firstOf(file) &&
          n <= lastOf(file) &&
          placeIn(file, strings, backward, text, n, edge) !== undefined,
      });
      if (found === undefined) return undefined;
      return placeIn(file, strings, backward, lineAt(file, found), found, edge);
    }
  }
}
