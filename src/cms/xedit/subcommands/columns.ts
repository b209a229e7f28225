/** Subcommands of the column pointer (z/VM: XEDIT Commands and Macros Reference, "CLOCATE" to "CREPLACE"). */
import { resolveColumn } from '../column-target.js';
import { bodyAt, replaceLine, sizeOf, type EditFile } from '../edit-file.js';
import { activeFile, type Editor } from '../editor.js';
import { storeLine } from '../spill.js';
import { DONE, say, type Outcome, type Subcommand } from '../subcommand.js';
import { parseTarget } from '../target.js';
import { cased } from '../typed-text.js';

/** Changes the current line; there is none at the top and at the end of the file. */
function withLine(
  editor: Editor,
  operands: string,
  edit: (file: EditFile, text: string, operand: string) => string,
): Outcome {
  const file = activeFile(editor);
  if (file.current < 1 || file.current > sizeOf(file)) return { rc: 1 };
  const text = edit(file, bodyAt(file, file.current), cased(file, operands));
  return storeLine(editor, file, file.current, text);
}

/** The column that the pointer stands at, within the line: in front of the zone it is the first, behind it the one behind. */
const column = (file: EditFile): number => Math.max(1, file.column);

/** Text put over another from a column on; where `keep` holds, the old character stays. */
export function overlaid(
  old: string,
  from: number,
  text: string,
  keep: (character: string) => boolean,
): string {
  const before = old.slice(0, from - 1).padEnd(from - 1);
  const cells = [...text].map((character, i) => {
    if (keep(character)) return old[from - 1 + i] ?? ' ';
    return character;
  });
  return before + cells.join('') + old.slice(from - 1 + cells.length);
}

/** Blanks leave what is there; underscores put blanks. */
export function overlay(old: string, from: number, text: string): string {
  const over = overlaid(old, from, text, (character) => character === ' ');
  const put = [...over];
  [...text].forEach((character, i) => {
    if (character === '_') put[from - 1 + i] = ' ';
  });
  return put.join('');
}

function locateColumn(editor: Editor, operands: string): Outcome {
  const text = operands.trim() === '' ? editor.lastLorc : operands;
  if (text.trim() === '') return say(editor, 5, '545E');
  const parsed = parseTarget(text);
  if (!parsed || parsed.target.kind === 'label') return say(editor, 5, '520E', text.trim());
  const file = activeFile(editor);
  if (parsed.target.kind === 'string') {
    editor.lastLorc = text.slice(0, text.length - parsed.rest.length).trim();
  }
  const place = resolveColumn(file, parsed.target, file.options.stream);
  if (!place) return say(editor, 2, '546E');
  file.current = place.line;
  file.column = place.column;
  editor.located = [place.line, place.column, place.line, place.column + place.length - 1];
  if (parsed.rest !== '') return { rc: 0, then: parsed.rest };
  const [left, right] = file.settings.zone;
  return { rc: place.column < left || place.column > right ? 1 : 0 };
}

function deleteColumns(editor: Editor, operands: string): Outcome {
  const file = activeFile(editor);
  const parsed = parseTarget(operands.trim() === '' ? '1' : operands);
  if (!parsed || parsed.rest !== '' || parsed.target.kind === 'label')
    return say(editor, 5, '520E', operands.trim());
  if (file.current < 1 || file.current > sizeOf(file)) return { rc: 1 };
  const [left, right] = file.settings.zone;
  const place = resolveColumn(file, parsed.target, false);
  if (!place) return say(editor, 2, '546E');
  const at = Math.max(left, Math.min(right, file.column));
  const backward = place.column < at;
  const from = backward ? place.column + 1 : at;
  const end = backward ? at : place.column - 1;
  const old = bodyAt(file, file.current);
  // what is right of the zone stays where it is
  const zone = old.slice(0, right);
  const kept = zone.slice(0, from - 1) + zone.slice(end);
  const behind = old.slice(right);
  replaceLine(file, file.current, behind === '' ? kept : kept.padEnd(right) + behind);
  if (backward) file.column = from;
  return { rc: place.column < left || place.column > right ? 1 : 0 };
}

function toColumn(editor: Editor, operands: string, which: 0 | 1): Outcome {
  if (operands.trim() !== '') return say(editor, 5, '520E', operands.trim());
  const file = activeFile(editor);
  file.column = file.settings.zone[which];
  return DONE;
}

const editing = (
  name: string,
  minimum: number,
  edit: (file: EditFile, text: string, operand: string) => string,
): Subcommand => ({
  name,
  minimum,
  keepsBlanks: true,
  run: (editor, operands) =>
    operands === '' ? say(editor, 5, '545E') : withLine(editor, operands, edit),
});

/** The subcommands. */
export const COLUMNS: readonly Subcommand[] = [
  {
    name: 'CAPPEND',
    minimum: 2,
    keepsBlanks: true,
    run: (editor, operands) =>
      withLine(editor, operands, (file, text, operand) => {
        // the pointer stands where the new text begins
        file.column = Math.min(text.length + 1, file.settings.zone[1] + 1);
        return text + operand;
      }),
  },
  { name: 'CDELETE', minimum: 2, run: deleteColumns },
  { name: 'CFIRST', minimum: 2, run: (editor, operands) => toColumn(editor, operands, 0) },
  editing('CINSERT', 2, (file, text, operand) => {
    const at = column(file);
    return text.slice(0, at - 1).padEnd(at - 1) + operand + text.slice(at - 1);
  }),
  { name: 'CLAST', minimum: 3, run: (editor, operands) => toColumn(editor, operands, 1) },
  { name: 'CLOCATE', minimum: 2, run: locateColumn },
  editing('COVERLAY', 3, (file, text, operand) => overlay(text, column(file), operand)),
  editing('CREPLACE', 2, (file, text, operand) =>
    overlaid(text, column(file), operand, () => false),
  ),
  editing('OVERLAY', 1, (_file, text, operand) => overlay(text, 1, operand)),
];
