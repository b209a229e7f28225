/** What QUERY and EXTRACT tell of where the session stands (z/VM: XEDIT Commands and Macros Reference, "EXTRACT"). */
import { identification } from '../identification.js';
import { lineAt, sizeOf, type EditFile } from '../edit-file.js';
import { message, messageLine } from '../messages.js';
import { bottomOf, topOf } from '../range.js';
import { allInScope, countInScope } from '../selection.js';
import { DONE, say } from '../subcommand.js';
import { onOff, readOnlyOption, refused, type Option } from './option.js';

/** `n .NAME .NAME` for each named line that is wanted. */
function pointed(file: EditFile, every: boolean): readonly string[] {
  const byLine = new Map<number, string[]>();
  for (const [label, line] of Object.entries(file.labels)) {
    if (every || line === file.current) byLine.set(line, [...(byLine.get(line) ?? []), label]);
  }
  return [...byLine]
    .sort(([a], [b]) => a - b)
    .map(([line, labels]) => [line, ...labels.map((label) => `.${label}`)].join(' '));
}

/** What only QUERY and EXTRACT know, for the one table of SET, QUERY and EXTRACT. */
export const placeOptions: readonly Option[] = [
  readOnlyOption('COLUMN', 3, (_editor, file) => [file.column]),
  readOnlyOption('EOF', 3, (_editor, file) => [onOff(file.current >= bottomOf(file))]),
  readOnlyOption('EOL', 3, (_editor, file) => [onOff(file.column > file.settings.zone[1])]),
  readOnlyOption('LASTMSG', 4, (editor) => [editor.lastMessage]),
  readOnlyOption('LENGTH', 3, (_editor, file) => [
    lineAt(file, file.current).slice(0, file.settings.truncation).length,
  ]),
  readOnlyOption('LINE', 2, (_editor, file) => [file.current]),
  readOnlyOption('NBFILE', 3, (editor) => [editor.ring.length]),
  readOnlyOption('NBSCOPE', 3, (_editor, file) => {
    const size = sizeOf(file);
    if (allInScope(file)) return [size, file.current];
    const all = countInScope(file, 1, size);
    const above = countInScope(file, 1, Math.min(size, file.current));
    return [all, file.current > size ? all + 1 : above];
  }),
  {
    name: 'POINT',
    minimum: 1,
    several: true,
    set(editor, file, text) {
      const [, name = '', off, extra] = /^\s*(\S*)\s*(\S*)\s*(.*)$/s.exec(text) ?? [];
      const label = name.toUpperCase();
      if (label === '') return say(editor, 5, '545E');
      if (!/^\.[A-Z$#@][A-Z0-9$#@]{0,7}$/.test(label)) return say(editor, 5, '541E', name);
      const key = label.slice(1);
      if (off !== '') {
        if (off?.toUpperCase() !== 'OFF' || extra !== '') return refused(editor, text);
        if (file.labels[key] === undefined) return say(editor, 2, '539E', name);
        file.labels = Object.fromEntries(
          Object.entries(file.labels).filter(([one]) => one !== key),
        );
        return DONE;
      }
      file.labels = { ...file.labels, [key]: file.current };
      return DONE;
    },
    values: (_editor, file, operand) =>
      operand === '' || operand === '*' ? pointed(file, operand === '*') : undefined,
    lines(editor, file, operand) {
      if (operand !== '' && operand !== '*') return undefined;
      const found = pointed(file, operand === '*');
      if (found.length > 0) return found;
      say(editor, 0, '538E');
      return [];
    },
  },
  {
    name: 'RING',
    minimum: 4,
    values: (editor) => [editor.ring.length, ...editor.ring.map(identification)],
    lines: (editor) => [
      messageLine(message('530I', String(editor.ring.length))),
      ...editor.ring.map(identification),
    ],
  },
  readOnlyOption('SIZE', 3, (_editor, file) => [sizeOf(file)]),
  readOnlyOption('TARGET', 4, (editor) => [...editor.located]),
  readOnlyOption('TOF', 3, (_editor, file) => [onOff(file.current <= topOf(file))]),
  readOnlyOption('TOL', 3, (_editor, file) => [onOff(file.column < file.settings.zone[0])]),
];
