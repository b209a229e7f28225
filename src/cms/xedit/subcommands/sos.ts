/** SOS: what keys of the screen do, for macros and PF keys (z/VM: XEDIT Commands and Macros Reference, "SOS"). */
import { deleteLines, insertLines, sizeOf } from '../edit-file.js';
import { activeFile, type Editor } from '../editor.js';
import { layout } from '../layout.js';
import { DONE, say, type Outcome, type Subcommand } from '../subcommand.js';
import { keySetting } from '../key-setting.js';
import { numberIn, wordIn } from '../options/option.js';

const WORDS = [
  'ALARM',
  'CLEAR',
  'LINEADD',
  'LINEDEL',
  'NULLS',
  'PF',
  'POP',
  'PUSH',
  'TABB',
  'TABCMD',
  'TABCMDB',
  'TABCMDF',
  'TABF',
] as const;
type Word = (typeof WORDS)[number];

const MINIMUM: Readonly<Record<Word, number>> = {
  ...{ ALARM: 2, CLEAR: 5, LINEADD: 5, LINEDEL: 5, NULLS: 2, PF: 3, POP: 3, PUSH: 2 },
  ...{ TABB: 4, TABCMD: 4, TABCMDB: 7, TABCMDF: 7, TABF: 4 },
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

/** A word of SOS with what stands behind it. */
interface Press {
  readonly word: Word;
  /** How often, or the number of the key. */
  readonly count: number;
  readonly state?: 'ON' | 'OFF' | undefined;
}

/** Words that a count may follow. */
const COUNTED: ReadonlySet<Word> = new Set<Word>([
  ...(['LINEADD', 'LINEDEL', 'TABB', 'TABCMDB', 'TABCMDF', 'TABF'] as const),
]);

/** Reads the words; the first that is not valid when there is one. */
function read(words: readonly string[]): readonly Press[] | string {
  const all: Press[] = [];
  for (let i = 0; i < words.length; i++) {
    const [first = '', next = ''] = words.slice(i, i + 2);
    const key = /^PF(\d{1,2})$/.exec(first)?.[1];
    const word = key
      ? 'PF'
      : WORDS.find((name) => wordIn(first, [name], MINIMUM[name]) !== undefined);
    if (word === undefined || (word === 'PF' && numberIn(key, 1, PF_KEYS) === undefined))
      return first;
    const counted = COUNTED.has(word) && /^\d{1,3}$/.test(next);
    const state = word === 'NULLS' && (next === 'ON' || next === 'OFF') ? next : undefined;
    all.push({ word, count: Number(key ?? (counted ? next : 1)), state });
    if (counted || state !== undefined) i++;
  }
  return all;
}

const PF_KEYS = 24;

function press(editor: Editor, { word, count, state }: Press): void {
  const file = activeFile(editor);
  switch (word) {
    case 'ALARM':
      editor.alarm = true;
      return;
    case 'CLEAR':
      // the whole screen is written each time
      editor.messages = [];
      return;
    case 'LINEADD': {
      const line = cursorLine(editor);
      insertLines(file, line, new Array<string>(count).fill(file.options.mask));
      editor.cursor = { line: line + 1, column: 1 };
      return;
    }
    case 'LINEDEL': {
      const line = cursorLine(editor);
      if (line >= 1) deleteLines(file, line, count);
      return;
    }
    case 'NULLS':
      file.settings.nulls = state === undefined ? !file.settings.nulls : state === 'ON';
      return;
    case 'POP':
      editor.cursor = editor.pushed.pop();
      return;
    case 'PUSH':
      // as many as anyone needs
      editor.pushed = [...editor.pushed, placeOf(editor)].slice(-100);
      return;
    case 'TABB':
    case 'TABF':
      for (let n = 0; n < count; n++) tab(editor, word === 'TABF' ? 1 : -1);
      return;
    case 'TABCMD':
    case 'TABCMDB':
    case 'TABCMDF':
      editor.cursor = undefined;
      return;
    case 'PF':
      return;
  }
}

function sos(editor: Editor, operands: string): Outcome {
  const words = operands.trim().toUpperCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return say(editor, 5, '545E');
  // all of it is read first: nothing is done of what is refused
  const all = read(words);
  if (typeof all === 'string') return say(editor, 5, '520E', all);
  for (const one of all) press(editor, one);
  // what a key is set to goes on top of the stack
  const { pf } = activeFile(editor).settings;
  const keys = all.filter(({ word }) => word === 'PF').map(({ count }) => pf[count] ?? '');
  if (keys.includes('')) return say(editor, 0, '657E');
  if (keys.length === 0) return DONE;
  const lines = keys.map((setting) => keySetting(setting).text);
  return { rc: 0, action: { kind: 'stack', lines, order: 'LIFO' } };
}

/** The subcommand. */
export const SCREEN_KEYS: readonly Subcommand[] = [{ name: 'SOS', minimum: 3, run: sos }];
