/** CURSOR and TABKEY (z/VM: XEDIT Commands and Macros Reference, "CURSOR"). */
import { activeFile, type Editor } from '../editor.js';
import { sizeOf } from '../edit-file.js';
import { numberIn, wordIn } from '../options/option.js';
import { layout } from '../layout.js';
import { COMMAND_COLUMN } from '../screen/pane.js';
import { activePane } from '../screen/views.js';
import { DONE, say, withoutOperands, type Outcome, type Subcommand } from '../subcommand.js';

const KINDS = ['CMDLINE', 'COLUMN', 'FILE', 'HOME', 'SCREEN'] as const;
const MINIMUM = { CMDLINE: 2, COLUMN: 1, FILE: 1, HOME: 1, SCREEN: 1 } as const;

/** Takes PRIORITY n off the end: the first CURSOR of a priority stands, later ones must have a higher or the same. */
function withoutPriority(
  words: readonly string[],
): readonly [readonly string[], number] | undefined {
  const at = words.findIndex((word) => wordIn(word, ['PRIORITY']) !== undefined);
  if (at < 0) return [words, 0];
  const priority = numberIn(words[at + 1], 0, 256);
  if (priority === undefined || words.length !== at + 2) return undefined;
  return [words.slice(0, at), priority];
}

/** HOME: between the command line and the place in the file where the cursor was. */
function home(editor: Editor): void {
  if (editor.cursor !== undefined) {
    const { line, column } = editor.cursor;
    editor.home = { line, column };
    editor.cursor = undefined;
    return;
  }
  const file = activeFile(editor);
  editor.cursor = editor.home ?? { line: file.current, column: 1 };
}

function cursor(editor: Editor, operands: string): Outcome {
  const read = withoutPriority(operands.trim().toUpperCase().split(/\s+/).filter(Boolean));
  const [words, priority] = read ?? [[], 0];
  const [word = '', first, second, extra] = words;
  const kind = KINDS.find((one) => wordIn(word, [one], MINIMUM[one]) !== undefined);
  if (read === undefined || kind === undefined || extra !== undefined)
    return operands.trim() === ''
      ? say(editor, 5, '545E')
      : say(editor, 5, '520E', operands.trim());
  const file = activeFile(editor);
  const wrong = (): Outcome => say(editor, 5, '520E', operands.trim());
  // one that a macro has set with a higher priority stays
  if (priority < editor.cursorPriority) return { rc: 1 };
  switch (kind) {
    case 'HOME':
      if (first !== undefined) return wrong();
      home(editor);
      break;
    case 'COLUMN':
      if (first !== undefined) return wrong();
      editor.cursor = { line: file.current, column: Math.max(1, file.column) };
      break;
    case 'CMDLINE': {
      const column = first === undefined ? 1 : numberIn(first, 1, editor.display.columns * 2);
      if (column === undefined || second !== undefined) return wrong();
      editor.cursor = undefined;
      const row = layout(editor).findIndex((shown) => shown.kind === 'command');
      editor.cell =
        column === 1 || row < 0 ? undefined : { row: row + 1, column: COMMAND_COLUMN + column };
      break;
    }
    case 'FILE': {
      const line =
        first === undefined || first === '=' ? file.current : numberIn(first, 0, 999_999_999);
      const column = second === undefined ? 1 : numberIn(second, 0, 99_999);
      if (line === undefined || column === undefined) return wrong();
      if (line > sizeOf(file) + 1) return { rc: 1 };
      editor.cursor = { line, column };
      break;
    }
    case 'SCREEN': {
      const { rows, columns } = activePane(editor);
      if (first === undefined) return say(editor, 5, '545E');
      const row = numberIn(first, 1, rows);
      const column = second === undefined ? 1 : numberIn(second, 1, columns);
      if (row === undefined || column === undefined) return wrong();
      editor.cell = { row, column };
      break;
    }
  }
  if (kind !== 'SCREEN' && kind !== 'CMDLINE') editor.cell = undefined;
  editor.cursorPriority = priority;
  return DONE;
}

/** The subcommands. */
export const CURSORS: readonly Subcommand[] = [
  { name: 'CURSOR', minimum: 3, run: cursor },
  {
    name: 'NULLKEY',
    minimum: 7,
    run: withoutOperands((editor) => {
      editor.nulled = editor.cursor?.line;
      return DONE;
    }),
  },
  {
    name: 'TABKEY',
    minimum: 4,
    run: withoutOperands((editor) => {
      const file = activeFile(editor);
      const at = editor.cursor;
      if (!at) return DONE;
      const next = file.settings.tabs.find((tab) => tab > at.column) ?? file.settings.tabs[0] ?? 1;
      editor.cursor = { line: at.line, column: next };
      return DONE;
    }),
  },
];
