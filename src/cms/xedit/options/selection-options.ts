/** SELECT, DISPLAY, SCOPE and SHADOW (z/VM: XEDIT Commands and Macros Reference, "SET", "QUERY", "EXTRACT"). */
import type { EditFile } from '../edit-file.js';
import type { Editor } from '../editor.js';
import {
  changeLevels,
  highestLevel,
  levelOf,
  MAXIMUM_LEVEL,
  nextInScope,
  type LevelChange,
} from '../selection.js';
import { DONE, say, type Outcome } from '../subcommand.js';
import { parseTarget, targetRange } from '../target.js';
import { numberIn, onOff, refused, wordIn, wordsOf, type Option } from './option.js';

/** The current line is one that subcommands reach, as far as there is one below. */
function settle(file: EditFile): Outcome {
  file.current = nextInScope(file, file.current, 1);
  return DONE;
}

/** SET SELECT [+|-]n [target]. */
function select(editor: Editor, file: EditFile, text: string): Outcome {
  const [, sign = '', digits = '', rest = ''] =
    /^\s*([+-]?)(\d{1,9})(?:\s+(.*))?$/s.exec(text) ?? [];
  const n = numberIn(digits, 0, MAXIMUM_LEVEL);
  if (n === undefined) return refused(editor, text);
  const target = parseTarget(rest.trim() === '' ? '1' : rest);
  if (!target || target.rest !== '') return refused(editor, rest);
  const range = targetRange(file, target.target);
  if (!range) return say(editor, 2, '546E');
  const changes: Record<string, LevelChange> = {
    '': () => n,
    '+': (l) => l + n,
    '-': (l) => l - n,
  };
  changeLevels(file, range.first, range.count, changes[sign]!);
  return settle(file);
}

/** The options of selective editing. */
export const SELECTION_OPTIONS: readonly Option[] = [
  {
    name: 'SELECT',
    minimum: 3,
    set: select,
    values: (_editor, file) => [levelOf(file, file.current), highestLevel(file)],
  },
  {
    name: 'DISPLAY',
    minimum: 4,
    set(editor, file, text) {
      const [from, to = from, extra] = wordsOf(text);
      const low = numberIn(from, 0, MAXIMUM_LEVEL);
      const high = to === '*' ? MAXIMUM_LEVEL : numberIn(to, 0, MAXIMUM_LEVEL);
      if (low === undefined || high === undefined || high < low || extra !== undefined)
        return refused(editor, text);
      file.selection.display = [low, high];
      return settle(file);
    },
    values: (_editor, { selection: { display } }) => [
      display[0],
      display[1] === MAXIMUM_LEVEL ? '*' : display[1],
    ],
  },
  {
    name: 'SCOPE',
    minimum: 5,
    set(editor, file, text) {
      const words = wordsOf(text);
      const scope = wordIn(words[0], ['ALL', 'DISPLAY'] as const);
      if (scope === undefined || words.length !== 1) return refused(editor, text);
      file.selection.scope = scope;
      return settle(file);
    },
    values: (_editor, { selection }) => [selection.scope],
  },
  {
    name: 'SHADOW',
    minimum: 4,
    set(editor, file, text) {
      const words = wordsOf(text);
      if (words.length !== 1 || (words[0] !== 'ON' && words[0] !== 'OFF'))
        return refused(editor, text);
      file.selection.shadow = words[0] === 'ON';
      return DONE;
    },
    values: (_editor, { selection }) => [onOff(selection.shadow)],
  },
];
