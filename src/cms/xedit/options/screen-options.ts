/** Options of what the screen shows, and where (z/VM: XEDIT Commands and Macros Reference, "SET"). */
import type { Editor } from '../editor.js';
import { lineAt, type EditFile } from '../edit-file.js';
import { layout } from '../layout.js';
import { cursorOf } from '../paint.js';
import {
  placeOf,
  placeText,
  type PlacedLine,
  type ScreenSettings,
  type VerifyPair,
} from '../screen/screen-settings.js';
import { activePane } from '../screen/views.js';
import { marksOf } from '../text/marks.js';
import { DONE, type Outcome } from '../subcommand.js';
import {
  numberIn,
  onOff,
  readOnlyOption,
  refused,
  wordIn,
  wordsOf,
  type Option,
  type Values,
} from './option.js';

/** Puts settings in place of those that a file has. */
export function putScreen(file: EditFile, changed: Partial<ScreenSettings>): Outcome {
  file.screen = { ...file.screen, ...changed };
  return DONE;
}

type Switch = {
  [Key in keyof ScreenSettings]: ScreenSettings[Key] extends boolean ? Key : never;
}[keyof ScreenSettings];

const switched = (name: string, minimum: number, key: Switch): Option => ({
  name,
  minimum,
  set(editor, file, text) {
    const words = wordsOf(text);
    if (words.length !== 1 || (words[0] !== 'ON' && words[0] !== 'OFF'))
      return refused(editor, text);
    return putScreen(file, { [key]: words[0] === 'ON' });
  },
  values: (_editor, { screen }) => [onOff(screen[key])],
});

/** A line with a place of its own: ON [place], OFF. */
const placed = (name: string, minimum: number, key: 'scale' | 'tabline'): Option => ({
  name,
  minimum,
  set(editor, file, text) {
    const [state, word, extra] = wordsOf(text);
    const place = word === undefined ? file.screen[key].place : placeOf(word);
    if ((state !== 'ON' && state !== 'OFF') || place === undefined || extra !== undefined)
      return refused(editor, text);
    if (state === 'OFF' && word !== undefined) return refused(editor, text);
    return putScreen(file, { [key]: { on: state === 'ON', place } });
  },
  values(editor, { screen }) {
    const { on } = screen[key];
    if (!on) return key === 'tabline' ? ['OFF'] : placedValues(screen[key]);
    return [...placedValues(screen[key]), ...rowOfPlaced(editor, key)];
  },
  lines: (_editor, { screen }) => [[name, ...placedValues(screen[key])].join(' ')],
  // OFF takes no place
  settings: (_editor, { screen }) => [
    screen[key].on ? [name, ...placedValues(screen[key])].join(' ') : `${name} OFF`,
  ],
});

function placedValues({ on, place }: PlacedLine): Values {
  return [onOff(on), placeText(place)];
}

/** Row of the active view, from 1, that shows a line; -1 when none does. */
function rowOf(editor: Editor, line: number): number {
  const at = layout(editor).findIndex((row) => 'line' in row && row.line === line);
  return at < 0 ? -1 : at + 1;
}

/** Whether the current line was touched in the session, and how. */
function lineState(file: EditFile): readonly [touched: 'ON' | 'OFF', how: string] {
  const marks = marksOf(file.text, file.current);
  const how = `${marks.new ? 'NEW' : 'OLD'}${marks.changed ? ' CHANGED' : ''}`;
  return [onOff(marks.new || marks.changed), how];
}

/** Row of the active view, from 1, that shows the scale or the tabs; none while that is off. */
function rowOfPlaced(editor: Editor, kind: 'scale' | 'tabline'): readonly number[] {
  const at = layout(editor).findIndex((row) => row.kind === kind);
  return at < 0 ? [] : [at + 1];
}

/** MSGLINE ON place [n] [Overlay], OFF. */
function setMessageLine(editor: Editor, file: EditFile, text: string): Outcome {
  const { msgline } = file.screen;
  const [state, ...rest] = wordsOf(text);
  if (state === 'OFF' && rest.length === 0) {
    return putScreen(file, { msgline: { ...msgline, on: false } });
  }
  if (state !== 'ON') return refused(editor, text);
  const overlay = wordIn(rest.at(-1), ['OVERLAY']) !== undefined;
  const [word, count = '1', extra] = overlay ? rest.slice(0, -1) : rest;
  const place = word === undefined ? msgline.place : placeOf(word);
  const lines = word === undefined ? msgline.lines : numberIn(count, 1, 255);
  if (place === undefined || lines === undefined || extra !== undefined)
    return refused(editor, text);
  return putScreen(file, { msgline: { on: true, place, lines, overlay } });
}

/** VERIFY [ON|OFF] [[Hex] first last]... */
function setVerify(editor: Editor, file: EditFile, text: string): Outcome {
  const words = [...wordsOf(text)];
  const { verify } = file.screen;
  const state = words[0] === 'ON' || words[0] === 'OFF' ? words.shift() : 'ON';
  const pairs: VerifyPair[] = [];
  while (words.length > 0) {
    const hex = wordIn(words[0], ['HEX']) !== undefined;
    if (hex) words.shift();
    const first = numberIn(words.shift(), 1, file.lrecl);
    const to = words.shift();
    const last =
      to === '*' ? file.lrecl : to === undefined ? undefined : numberIn(to, 1, file.lrecl);
    if (first === undefined || pairs.length === MOST_PAIRS) return refused(editor, text);
    if (to !== undefined && (last === undefined || last < first)) return refused(editor, text);
    pairs.push({ first, last, hex });
  }
  if (text.trim() === '') return refused(editor, text);
  file.extended = [];
  if (pairs.length > 0) file.view = pairs[0]!.first;
  return putScreen(file, {
    verify: { on: state === 'ON', pairs: pairs.length === 0 ? verify.pairs : pairs },
  });
}

const MOST_PAIRS = 28;

function verifyText(file: EditFile): string {
  return file.screen.verify.pairs
    .map(
      ({ first, last, hex }) => `${hex ? 'H ' : ''}${String(first)} ${String(last ?? file.lrecl)}`,
    )
    .join(' ');
}

/** What the screen shows, and where, for the one table of SET, QUERY and EXTRACT. */
export const screenOptions: readonly Option[] = [
  {
    name: 'CURLINE',
    minimum: 4,
    set(editor, file, text) {
      const words = wordsOf(text);
      const [word, extra] = words[0] === 'ON' ? words.slice(1) : words;
      const curline = word === undefined ? undefined : placeOf(word);
      if (curline === undefined || extra !== undefined) return refused(editor, text);
      return putScreen(file, { curline });
    },
    values: (editor, file) => [
      placeText(file.screen.curline),
      rowOf(editor, file.current),
      lineAt(file, file.current),
      ...lineState(file),
    ],
    lines: (_editor, file) => [`CURLINE ON ${placeText(file.screen.curline)}`],
  },
  readOnlyOption('CURSOR', 4, (editor) => {
    const { row, column } = cursorOf(editor, activePane(editor), layout(editor));
    const { cursor } = editor;
    const place = [row + 1, column + 1, cursor?.line ?? -1, cursor?.column ?? -1];
    return [...place, ...(editor.readAt ?? [0, 0, 0, 0]), editor.cursorPriority];
  }),
  {
    name: 'CMDLINE',
    minimum: 3,
    set(editor, file, text) {
      const words = wordsOf(text);
      const cmdline = wordIn(words[0], ['ON', 'OFF', 'TOP', 'BOTTOM'] as const);
      // side by side each view has one row for it, which stays as it was
      const narrow = cmdline === 'ON' && activePane(editor).narrow;
      if (cmdline === undefined || words[0] === 'O' || words.length !== 1 || narrow)
        return refused(editor, text);
      return putScreen(file, { cmdline });
    },
    values(editor, { screen }) {
      const row = layout(editor).findIndex(({ kind }) => kind === 'command');
      return screen.cmdline === 'OFF' ? ['OFF'] : [screen.cmdline, row + 1, editor.commandLine];
    },
    lines: (_editor, { screen }) => [`CMDLINE ${screen.cmdline}`],
  },
  readOnlyOption('FLSCREEN', 2, (editor) => {
    const lines = layout(editor).flatMap((row) => (row.kind === 'line' ? [row.line] : []));
    return [lines[0] ?? 0, lines.at(-1) ?? 0];
  }),
  switched('FULLREAD', 4, 'fullread'),
  readOnlyOption('LSCREEN', 2, (editor) => {
    const { rows, columns, top, left } = activePane(editor);
    return [rows, columns, top + 1, left + 1, editor.display.rows, editor.display.columns];
  }),
  {
    name: 'MSGLINE',
    minimum: 4,
    set: setMessageLine,
    values(_editor, { screen: { msgline } }) {
      const { on, place, lines, overlay } = msgline;
      return [onOff(on), placeText(place), lines, overlay ? 'OVERLAY' : ''];
    },
    settings: (_editor, { screen: { msgline } }) => [
      msgline.on
        ? `MSGLINE ON ${placeText(msgline.place)} ${String(msgline.lines)}${msgline.overlay ? ' OVERLAY' : ''}`
        : 'MSGLINE OFF',
    ],
  },
  {
    name: 'NONDISP',
    minimum: 4,
    set(editor, file, text) {
      const [word, extra] = text.trim() === '' ? [' '] : text.trim().split(/\s+/);
      if (word?.length !== 1 || extra !== undefined) return refused(editor, text);
      return putScreen(file, { nondisp: word });
    },
    values: (_editor, { screen }) => [screen.nondisp],
  },
  {
    name: 'NUMBER',
    minimum: 3,
    set(editor, file, text) {
      const words = wordsOf(text);
      if (words.length !== 1 || (words[0] !== 'ON' && words[0] !== 'OFF'))
        return refused(editor, text);
      file.settings.number = words[0] === 'ON';
      return DONE;
    },
    values: (_editor, { settings }) => [onOff(settings.number)],
  },
  placed('SCALE', 4, 'scale'),
  placed('TABLINE', 4, 'tabline'),
  switched('TOFEOF', 6, 'tofeof'),
  {
    name: 'VERIFY',
    minimum: 1,
    set: setVerify,
    values: (_editor, file) => [onOff(file.screen.verify.on), verifyText(file)],
  },
  readOnlyOption('VERSHIFT', 4, (_editor, file) => [
    file.view - (file.screen.verify.pairs[0]?.first ?? 1),
  ]),
];
