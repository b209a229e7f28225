/** Subcommands that move the current line, the column pointer or the view of the file. */
import { lineAt, sizeOf, type EditFile } from '../edit-file.js';
import { bottomOf, lastOf, topOf } from '../range.js';
import { stringsOf, unhexed } from '../strings.js';
import { activeFile, type Editor } from '../editor.js';
import { parseTarget, resolveTarget, type Target } from '../target.js';
import {
  DONE,
  moveTo,
  readCount,
  readNumber,
  say,
  withoutOperands,
  type Outcome,
  type Subcommand,
} from '../subcommand.js';
import { dataRows, heightOf } from '../layout.js';
import { rowsAway, type Item } from '../display-lines.js';
import { activePane } from '../screen/views.js';
import { linesAway, nextInScope } from '../selection.js';

function byCount(
  name: string,
  minimum: number,
  move: (editor: Editor, count: number) => Outcome,
  read = readCount,
): Subcommand {
  return {
    name,
    minimum,
    run(editor, operands) {
      const count = read(operands);
      return count === undefined ? say(editor, 5, '520E', operands.trim()) : move(editor, count);
    },
  };
}

function down(editor: Editor, count: number): Outcome {
  const file = activeFile(editor);
  return moveTo(editor, linesAway(file, file.current, count));
}

/** The last line becomes the current one. */
function toLast(editor: Editor): Outcome {
  const file = activeFile(editor);
  file.current = nextInScope(file, lastOf(file), -1);
  return DONE;
}

/** LOCATE and a target typed without it. */
export function locate(editor: Editor, operands: string): Outcome {
  const text = operands.trim() === '' ? editor.lastLocate : operands;
  if (text === '') return say(editor, 5, '545E');
  const parsed = parseTarget(text);
  if (!parsed) return say(editor, 5, '520E', text.trim());
  const file = activeFile(editor);
  if (parsed.target.kind === 'string') {
    const strings = parsed.target.any.flat();
    const wrong = strings.find((one) => unhexed(file, one.text) === undefined);
    if (wrong) return say(editor, 5, '544E', wrong.text);
    editor.lastLocate = text.slice(0, text.length - parsed.rest.length).trim();
    editor.lastLorc = editor.lastLocate;
  }
  const from = file.current;
  const line = resolveTarget(file, parsed.target);
  if (line === undefined) {
    // the file pointer moves to the end (or the top) of the file, as the reference says
    if (parsed.target.kind === 'string' && !file.settings.stay && !file.settings.wrap) {
      file.current = parsed.target.backward ? topOf(file) : bottomOf(file);
    }
    return say(editor, 2, '546E');
  }
  file.current = line;
  editor.located = placeOfTarget(file, parsed.target);
  const wrapped =
    parsed.target.kind === 'string' && (parsed.target.backward ? line >= from : line <= from);
  if (wrapped) say(editor, 0, '592W');
  if (parsed.rest !== '') return { rc: 0, then: parsed.rest };
  const end = line <= topOf(file) || line >= bottomOf(file);
  return { rc: end ? 1 : 0 };
}

/** Where in the current line a target was found: its first and its last character. */
function placeOfTarget(file: EditFile, target: Target): readonly [number, number, number, number] {
  const { current: line, settings } = file;
  if (target.kind !== 'string') return [line, 1, line, 1];
  const [left, right] = settings.zone;
  const [place] = stringsOf(file, target.any).places(lineAt(file, line).slice(0, right), left);
  if (place === undefined) return [line, left, line, left];
  return [line, place.column, line, Math.max(place.column, place.column + place.length - 1)];
}

/** Columns that LEFT and RIGHT may reach. */
function view(editor: Editor, to: number): Outcome {
  const file = activeFile(editor);
  file.view = Math.max(1, Math.min(Math.max(1, file.lrecl), to));
  return DONE;
}

/** The subcommands of this file. */
export const MOVING: readonly Subcommand[] = [
  byCount('DOWN', 1, down),
  byCount('NEXT', 1, down),
  byCount('UP', 1, (editor, count) => down(editor, -count)),
  {
    name: 'TOP',
    minimum: 3,
    run: withoutOperands((editor) => {
      const file = activeFile(editor);
      file.current = topOf(file);
      return DONE;
    }),
  },
  {
    name: 'BOTTOM',
    minimum: 1,
    run: withoutOperands(toLast),
  },
  byCount('FORWARD', 2, (editor, count) => {
    const file = activeFile(editor);
    // forward at the end of the file goes round to the top, and so does forward by none
    if (count === 0 || file.current >= bottomOf(file)) return moveTo(editor, topOf(file));
    return moveTo(
      editor,
      count > 1e6 ? sizeOf(file) + 1 : rowsAway(file, count * pageSize(editor), heights(editor)),
    );
  }),
  byCount('BACKWARD', 2, (editor, count) => {
    const file = activeFile(editor);
    if (count === 0 || file.current <= topOf(file)) return toLast(editor);
    return moveTo(
      editor,
      count > 1e6 ? 0 : rowsAway(file, -count * pageSize(editor), heights(editor)),
    );
  }),
  byCount(
    'LEFT',
    2,
    (editor, count) => view(editor, count === 0 ? 1 : activeFile(editor).view - count),
    readNumber,
  ),
  byCount(
    'RIGHT',
    2,
    (editor, count) => view(editor, count === 0 ? 1 : activeFile(editor).view + count),
    readNumber,
  ),
  {
    name: 'RGTLEFT',
    minimum: 6,
    run(editor, operands) {
      const count =
        operands.trim() === ''
          ? Math.floor((editor.display.columns * 3) / 4)
          : readNumber(operands);
      if (count === undefined) return say(editor, 5, '520E', operands.trim());
      return view(editor, activeFile(editor).view === 1 ? 1 + count : 1);
    },
  },
  { name: 'LOCATE', minimum: 1, run: locate },
];

/** Lines that FORWARD and BACKWARD move: a screen less one. */
function pageSize(editor: Editor): number {
  return Math.max(1, dataRows(editor) - 1);
}

/** Rows that items take in the active view. */
function heights(editor: Editor): (item: Item) => number {
  const pane = activePane(editor);
  return (item) => heightOf(pane, item);
}
