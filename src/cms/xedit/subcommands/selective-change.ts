/** SCHANGE, and the key that it sets aside (z/VM: XEDIT Commands and Macros Reference, "SCHANGE"). */
import { activeFile, type Editor } from '../editor.js';
import { replaceLine, type EditFile, bodyAt, lineAt } from '../edit-file.js';
import { DONE, say, type Outcome, type Subcommand } from '../subcommand.js';
import { scanLines } from '../progress.js';
import { parseChange } from './change.js';

/**
 * SCHANGE: selective change. The first key press brings the cursor to the next place where the text of the last
 * CHANGE (or what is typed behind SCHANGE, or in the command line with the key) stands; the key with the number n
 * (PF6, its operand) then changes that one.
 */
function selectiveChange(editor: Editor, operands: string): Outcome {
  const parts = /^\s*(?:(?:PF)?(\d+)(?![A-Za-z0-9]))?\s*(.*)$/i.exec(operands);
  const key = parts?.[1] === undefined ? undefined : Number(parts[1]);
  if (key !== undefined && (key < 1 || key > 24)) return say(editor, 5, '525E', String(key));
  const typed = editor.commandLine
    .trim()
    .replace(/^c(?:h(?:a(?:n(?:ge?)?)?)?)?(?=[^A-Za-z0-9\s])\s*/i, '');
  const what = parts?.[2] ? parts[2] : typed !== '' ? typed : editor.lastChange;
  if (what === '') return say(editor, 5, '545E');
  const parsed = parseChange(what);
  if (!parsed || parsed.from === '') return say(editor, 5, '520E', what);
  const file = activeFile(editor);
  const { cursor } = editor;
  const inFile = cursor !== undefined && cursor.column > 0;
  const [from, to] = inFile ? [cursor.line, cursor.column] : [file.current, 0];
  const place = findNext(file, parsed.from, from, to);
  editor.lastChange = what;
  editor.commandLine = '';
  if (!place) {
    editor.selected = undefined;
    return say(editor, 2, '586E');
  }
  editor.selected = { ...place, from: parsed.from, to: parsed.to };
  file.current = place.line;
  editor.cursor = place;
  if (key !== undefined) {
    editor.changeKey = key;
    editor.messages.push(`PF${String(key).padStart(2, '0')} changes this one`);
  }
  return DONE;
}

/** The key that SCHANGE has set aside: changes what it has found. Undefined when nothing was found before. */
export function changeSelected(editor: Editor): Outcome | undefined {
  const { selected } = editor;
  if (!selected) return undefined;
  editor.selected = undefined;
  const file = activeFile(editor);
  const { line, column, from, to } = selected;
  const text = bodyAt(file, line);
  if (!text.startsWith(from, column - 1) && file.settings.case.search === 'RESPECT') {
    return say(editor, 2, '585E');
  }
  const changed = text.slice(0, column - 1) + to + text.slice(column - 1 + from.length);
  const truncated = replaceLine(file, line, changed);
  editor.cursor = { line, column: Math.max(1, column + to.length - 1) };
  say(editor, 0, '517I', `1 occurrence(s) changed on 1 line(s)${truncated ? '; 1 truncated' : ''}`);
  return { rc: truncated ? 3 : 0 };
}

/** The next place of a text behind a column of a line. */
function findNext(
  file: EditFile,
  wanted: string,
  line: number,
  column: number,
): { readonly line: number; readonly column: number } | undefined {
  const [left, right] = file.settings.zone;
  const ignore = file.settings.case.search === 'IGNORE';
  const fold = (text: string): string => (ignore ? text.toUpperCase() : text);
  const place = (text: string, at: number): number =>
    fold(text.slice(0, right)).indexOf(fold(wanted), Math.max(left - 1, at === line ? column : 0));
  const key = `schange ${column} ${wanted}`;
  const found = scanLines(file, key, Math.max(1, line), false, {
    matches: (text, at) => place(text, at) >= 0,
  });
  if (found === undefined) return undefined;
  return { line: found, column: place(lineAt(file, found), found) + 1 };
}

/** The subcommand. */
export const SELECTIVE: readonly Subcommand[] = [
  { name: 'SCHANGE', minimum: 3, run: selectiveChange },
];
