/** Options of what the screen shows, and where (z/VM: XEDIT Commands and Macros Reference, "SET"). */
import { activeFile, type Editor } from '../editor.js';
import { lineAt, type EditFile, type ReservedLine } from '../edit-file.js';
import { FIRST_ROW, layout } from '../layout.js';
import { DONE, say, type Outcome } from '../subcommand.js';
import { numberIn, onOff, readOnlyOption, refused, wordsOf, type Option } from './option.js';

type Switch = 'number' | 'scale';

const shown = (name: string, minimum: number, key: Switch): Option => ({
  name,
  minimum,
  set(editor, file, text) {
    const words = wordsOf(text);
    if (words.length !== 1 || (words[0] !== 'ON' && words[0] !== 'OFF'))
      return refused(editor, text);
    file.settings[key] = words[0] === 'ON';
    return DONE;
  },
  values: (_editor, { settings }) => [onOff(settings[key])],
});

/** Row of the screen, from 1, that shows a line; -1 when none does. */
function rowOf(editor: Editor, line: number): number {
  const at = layout(editor).findIndex((row) => row.kind === 'line' && row.line === line);
  return at < 0 ? -1 : at + FIRST_ROW + 1;
}

function curlineText({ settings: { curline } }: EditFile): string {
  return `${curline.from === 'top' ? '' : `M${curline.row < 0 ? '' : '+'}`}${String(curline.row)}`;
}

const COLORS = [
  'blue',
  'red',
  'pink',
  'green',
  'turquoise',
  'yellow',
  'white',
  'default',
] as const satisfies readonly ReservedLine['color'][];

/** SET RESERVED n [color] High|Nohigh [text], and OFF. */
function reserve(editor: Editor, operands: string): Outcome {
  const { settings } = activeFile(editor);
  const [, place = '', rest = ''] = /^\s*(\S+) ?(.*)$/s.exec(operands) ?? [];
  const row = /^[+-]?\d{1,3}$/.test(place) ? Number(place) : 0;
  if (row === 0) return say(editor, 5, place === '' ? '545E' : '520E', place);
  if (/^\s*off\s*$/i.test(rest)) {
    if (settings.reserved[row] === undefined) return say(editor, 5, '533E', place);
    settings.reserved = Object.fromEntries(
      Object.entries(settings.reserved).filter(([at]) => Number(at) !== row),
    );
    return DONE;
  }
  let text = rest;
  let color: ReservedLine['color'] = 'white';
  const take = (): string => {
    const [whole, word = ''] = /^\s*(\S+) ?/.exec(text) ?? ['', ''];
    text = text.slice(whole.length);
    return word.toUpperCase();
  };
  let word = take();
  const named = COLORS.find((one) => word.length >= 1 && one.toUpperCase().startsWith(word));
  if (named !== undefined) {
    color = named;
    word = take();
  }
  // highlighting and programmed symbols are taken and not shown
  while (/^(NONE|BLINK|REVVIDEO|UNDERLINE|PS\d|PS[A-F])$/.test(word)) word = take();
  const high = word !== '' && 'HIGH'.startsWith(word);
  if (!high && !(word !== '' && 'NOHIGH'.startsWith(word))) return say(editor, 5, '520E', word);
  settings.reserved = { ...settings.reserved, [row]: { text, color, high } };
  return DONE;
}

/** The options. */
export const screenOptions: readonly Option[] = [
  {
    name: 'CURLINE',
    minimum: 4,
    set(editor, file, text) {
      const words = wordsOf(text);
      const [word = '', extra] = words[0] === 'ON' ? words.slice(1) : words;
      const [, middle, sign, row] = /^(M?)([+-]?)(\d{0,3})$/.exec(word) ?? [];
      if (word === '' || extra !== undefined || row === undefined) return refused(editor, text);
      if (middle === 'M') {
        file.settings.curline = { from: 'middle', row: Number(`${sign ?? ''}${row || '0'}`) };
        return DONE;
      }
      if (sign !== '' || Number(row) < 1) return refused(editor, text);
      file.settings.curline = { from: 'top', row: Number(row) };
      return DONE;
    },
    values: (editor, file) => [
      curlineText(file),
      rowOf(editor, file.current),
      lineAt(file, file.current),
      'OFF',
      'OLD',
    ],
    lines: (_editor, file) => [`CURLINE ON ${curlineText(file)}`],
  },
  readOnlyOption('CURSOR', 4, (editor) => {
    const { cursor } = editor;
    const row = cursor === undefined ? editor.display.rows - 1 : rowOf(editor, cursor.line);
    const column = cursor === undefined ? 7 : cursor.column;
    const place = [row, column, cursor?.line ?? -1, cursor?.column ?? -1];
    return [...place, ...place];
  }),
  readOnlyOption('FLSCREEN', 2, (editor) => {
    const lines = layout(editor).flatMap((row) => (row.kind === 'line' ? [row.line] : []));
    return [lines[0] ?? 0, lines.at(-1) ?? 0];
  }),
  readOnlyOption('LSCREEN', 2, (editor) => {
    const { rows, columns } = editor.display;
    return [rows, columns, 1, 1, rows, columns];
  }),
  shown('NUMBER', 3, 'number'),
  {
    name: 'RESERVED',
    minimum: 5,
    set: (editor, _file, text) => reserve(editor, text),
    values: (_editor, { settings }) => Object.keys(settings.reserved).map(Number),
  },
  shown('SCALE', 4, 'scale'),
  {
    name: 'VERIFY',
    minimum: 1,
    set(editor, file, text) {
      const [from, to, extra] = wordsOf(text).filter((word) => word !== 'ON');
      const first = numberIn(from, 1, file.lrecl);
      const last = to === undefined || to === '*' ? undefined : numberIn(to, 1, file.lrecl);
      if (first === undefined || extra !== undefined) return refused(editor, text);
      if (to !== undefined && to !== '*' && (last === undefined || last < first))
        return refused(editor, text);
      file.view = first;
      file.settings.lastColumn = last;
      return DONE;
    },
    values: (_editor, file) => [
      'ON',
      `${String(file.view)} ${String(file.settings.lastColumn ?? file.lrecl)}`,
    ],
  },
  readOnlyOption('VERSHIFT', 4, (_editor, file) => [file.view - 1]),
];
