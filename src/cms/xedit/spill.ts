/** What becomes of a line that has grown beyond the truncation column (z/VM: XEDIT Commands and Macros Reference, "SET SPILL"). */
import { withoutTrailingBlanks } from '../blanks.js';
import { insertLines, replaceLine, type EditFile } from './edit-file.js';
import type { Editor } from './editor.js';
import { DONE, say, type Outcome } from './subcommand.js';

/** Lines into which text is divided. */
function divide(text: string, width: number, byWords: boolean): string[] {
  const lines: string[] = [];
  let left = withoutTrailingBlanks(text);
  while (left.length > width) {
    const blank = byWords ? left.lastIndexOf(' ', width) : -1;
    const at = blank > 0 ? blank : width;
    lines.push(left.slice(0, at));
    left = left.slice(at).replace(byWords ? /^ +/ : /^/, '');
  }
  return [...lines, left];
}

/**
 * Puts text into a line: what is beyond the truncation column is lost, or goes into lines behind it. What message 503E says of it;
 * undefined when all of it had room.
 */
export function putLine(
  file: EditFile,
  line: number,
  text: string,
): 'Truncated' | 'Spilled' | undefined {
  const { spill } = file.options;
  if (spill === 'OFF') return replaceLine(file, line, text) ? 'Truncated' : undefined;
  const [first = '', ...more] = divide(text, file.settings.truncation, spill === 'WORD');
  replaceLine(file, line, first);
  if (more.length === 0) return undefined;
  insertLines(file, line, more);
  return 'Spilled';
}

/** The same, and says so. */
export function storeLine(editor: Editor, file: EditFile, line: number, text: string): Outcome {
  const result = putLine(file, line, text);
  return result === undefined ? DONE : say(editor, 3, '503E', result);
}
