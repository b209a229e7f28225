/** SOS: what keys of the screen do, for macros and PF keys (z/VM: XEDIT Commands and Macros Reference, "SOS"). */
import { deleteLines, insertLines, sizeOf } from '../edit-file.js';
import { activeFile, type Editor } from '../editor.js';
import { layout } from '../layout.js';
import { DONE, say, type Outcome, type Subcommand } from '../subcommand.js';
import { wordIn } from '../options/option.js';

const WORDS = [
  'ALARM',
  'CLEAR',
  'LINEADD',
  'LINEDEL',
  'NULLS',
  'POP',
  'PUSH',
  'TABB',
  'TABCMDB',
  'TABCMDF',
  'TABF',
] as const;
type Word = (typeof WORDS)[number];

const MINIMUM: Readonly<Record<Word, number>> = {
  ...{ ALARM: 2, CLEAR: 5, LINEADD: 5, LINEDEL: 5, NULLS: 3, POP: 3, PUSH: 2 },
  ...{ TABB: 4, TABCMDB: 7, TABCMDF: 7, TABF: 4 },
};

/** The place of the cursor in the file, for later. */
function placeOf({ cursor }: Editor): Editor['cursor'] {
  return cursor && { line: cursor.line, column: cursor.column };
}

/** The line that the cursor is in; the current line when it is in none. */
function cursorLine(editor: Editor): number {
  const file = activeFile(editor);
  return Math.max(0, Math.min(editor.cursor?.line ?? file.current, sizeOf(file)));
}

/** The fields of the screen that one can type into, in their order: prefix area and data of each line, the command line. */
function fieldsOf(editor: Editor): readonly Editor['cursor'][] {
  const prefix = activeFile(editor).prefix.show !== 'OFF';
  const size = sizeOf(activeFile(editor));
  const lines = layout(editor).flatMap((row) =>
    row.kind === 'line' && row.part === 0 ? [row.line] : [],
  );
  const fields = lines.flatMap((line) => [
    ...(prefix ? [{ line, column: 0 }] : []),
    ...(line >= 1 && line <= size ? [{ line, column: 1 }] : []),
  ]);
  return [...fields, undefined];
}

function tab(editor: Editor, by: number): void {
  const fields = fieldsOf(editor);
  const { cursor } = editor;
  const at = fields.findIndex((field) =>
    field === undefined
      ? cursor === undefined
      : cursor?.line === field.line && Math.min(1, cursor.column) === field.column,
  );
  // back from the middle of a field is its beginning
  const inside = by < 0 && cursor !== undefined && cursor.column > 1 ? 1 : 0;
  const to = (((at + by + inside) % fields.length) + fields.length) % fields.length;
  editor.cursor = fields[to];
}

/** The count behind a word, 1 when there is none; the words left. */
function countOf(words: readonly string[]): readonly [number, readonly string[]] {
  const [first = '', ...rest] = words;
  return /^\d{1,3}$/.test(first) ? [Number(first), rest] : [1, words];
}

function one(editor: Editor, word: Word, words: readonly string[]): readonly string[] | undefined {
  const file = activeFile(editor);
  switch (word) {
    case 'ALARM':
      editor.alarm = true;
      return words;
    case 'CLEAR':
      // the whole screen is written each time
      editor.messages = [];
      return words;
    case 'LINEADD': {
      const [count, rest] = countOf(words);
      const line = cursorLine(editor);
      insertLines(file, line, new Array<string>(count).fill(file.options.mask));
      editor.cursor = { line: line + 1, column: 1 };
      return rest;
    }
    case 'LINEDEL': {
      const [count, rest] = countOf(words);
      const line = cursorLine(editor);
      if (line >= 1) deleteLines(file, line, count);
      return rest;
    }
    case 'NULLS': {
      const [state = '', ...rest] = words;
      if (state !== 'ON' && state !== 'OFF') return undefined;
      file.settings.nulls = state === 'ON';
      return rest;
    }
    case 'POP':
      editor.cursor = editor.pushed.pop();
      return words;
    case 'PUSH':
      // as many as anyone needs
      editor.pushed = [...editor.pushed, placeOf(editor)].slice(-100);
      return words;
    case 'TABB':
    case 'TABF': {
      const [count, rest] = countOf(words);
      for (let n = 0; n < count; n++) tab(editor, word === 'TABF' ? 1 : -1);
      return rest;
    }
    case 'TABCMDB':
    case 'TABCMDF': {
      editor.cursor = undefined;
      return countOf(words)[1];
    }
  }
}

function sos(editor: Editor, operands: string): Outcome {
  let words: readonly string[] = operands.trim().toUpperCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return say(editor, 5, '545E');
  while (words.length > 0) {
    const [first = '', ...rest] = words;
    const word = WORDS.find((name) => wordIn(first, [name], MINIMUM[name]) !== undefined);
    const left = word && one(editor, word, rest);
    if (left === undefined) return say(editor, 5, '520E', first);
    words = left;
  }
  return DONE;
}

/** The subcommand. */
export const SCREEN_KEYS: readonly Subcommand[] = [{ name: 'SOS', minimum: 3, run: sos }];
