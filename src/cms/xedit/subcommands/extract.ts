/** What EXTRACT tells macros (z/VM: XEDIT Commands and Macros Reference, "EXTRACT"), as far as the editor has it. */
import { type EditFile, sizeOf, lineAt } from '../edit-file.js';
import { activeFile, type Editor } from '../editor.js';
import { FIRST_ROW, layout } from '../layout.js';
import { findOption, findTableOption } from './settings.js';

/** One operand: its name with the shortest form, and the values that it gives. */
interface Extracted {
  readonly name: string;
  readonly minimum: number;
  values(editor: Editor, file: EditFile): readonly (string | number)[];
}

const onOff = (on: boolean): string => (on ? 'ON' : 'OFF');

function rowOf(editor: Editor, line: number): number {
  const at = layout(editor).findIndex((row) => row.kind === 'line' && row.line === line);
  return at < 0 ? -1 : at + FIRST_ROW + 1;
}

function contents(file: EditFile, line: number): string {
  return lineAt(file, line);
}

const TABLE: readonly Extracted[] = [
  { name: 'ALT', minimum: 3, values: (_e, f) => [f.alterations, f.alterations] },
  { name: 'COLUMN', minimum: 3, values: (_e, f) => [f.column] },
  {
    name: 'CURLINE',
    minimum: 3,
    values: (e, f) => [
      rowOf(e, f.current),
      rowOf(e, f.current),
      contents(f, f.current),
      'OFF',
      'OLD',
    ],
  },
  {
    name: 'CURSOR',
    minimum: 4,
    values: (e) => {
      const { cursor } = e;
      const row = cursor === undefined ? e.display.rows - 1 : rowOf(e, cursor.line);
      const column = cursor === undefined ? 7 : cursor.column;
      return [row, column, cursor?.line ?? -1, cursor?.column ?? -1];
    },
  },
  { name: 'EOF', minimum: 3, values: (_e, f) => [onOff(f.current > sizeOf(f))] },
  { name: 'LASTMSG', minimum: 5, values: (e) => [e.messages.at(-1) ?? ''] },
  { name: 'LENGTH', minimum: 3, values: (_e, f) => [contents(f, f.current).length] },
  { name: 'LINE', minimum: 2, values: (_e, f) => [f.current] },
  { name: 'LSCREEN', minimum: 2, values: (e) => [e.display.rows, e.display.columns, 1, 1] },
  { name: 'NBFILE', minimum: 2, values: (e) => [e.ring.length] },
  {
    name: 'POINT',
    minimum: 1,
    values: (_e, f) =>
      Object.entries(f.labels)
        .filter(([, line]) => line === f.current)
        .map(([label]) => `${String(f.current)} .${label.replace(/^\./, '')}`),
  },
  {
    name: 'RING',
    minimum: 2,
    values: (e) => [
      e.ring.length,
      ...e.ring.map(
        (f) =>
          `${f.name.padEnd(8)} ${f.type.padEnd(8)} ${f.mode.padEnd(2)} ${f.recfm} ${String(f.lrecl)} ` +
          `Trunc=${String(f.settings.truncation)} Size=${String(sizeOf(f))} ` +
          `Line=${String(f.current)} Col=${String(f.column)} Alt=${String(f.alterations)}`,
      ),
    ],
  },
  { name: 'SIZE', minimum: 2, values: (_e, f) => [sizeOf(f)] },
  { name: 'TARGET', minimum: 3, values: (_e, f) => [f.current, f.column, f.current, f.column] },
  { name: 'TERMINAL', minimum: 4, values: () => ['DISPLAY'] },
  { name: 'TOF', minimum: 3, values: (_e, f) => [onOff(f.current === 0)] },
  { name: 'CASE', minimum: 4, values: (_e, f) => [f.settings.case.enter, f.settings.case.search] },
  { name: 'ZONE', minimum: 1, values: (_e, f) => [...f.settings.zone] },
];

/** The values of an operand; undefined when it is none. */
export function extractValues(
  editor: Editor,
  operand: string,
): { readonly name: string; readonly values: readonly (string | number)[] } | undefined {
  const word = operand.trim().toUpperCase();
  const file = activeFile(editor);
  const key = /^PF(\d{1,2})$/.exec(word);
  if (key !== null) {
    return { name: word, values: ['BOTH', file.settings.pf[Number(key[1])] ?? ''] };
  }
  const entry = TABLE.find((one) => one.name.startsWith(word) && word.length >= one.minimum);
  if (entry !== undefined && word !== '')
    return { name: entry.name, values: entry.values(editor, file) };
  const [first = '', ...rest] = word.split(/\s+/);
  const table = first === '' ? undefined : findTableOption(first);
  if (table) {
    const values = table.values(editor, file, rest.join(' '));
    return values && { name: table.name, values };
  }
  const option = word === '' ? undefined : findOption(word);
  return option && { name: option.name, values: [option.show(editor, file)] };
}

/** The operands of EXTRACT, which the first character parts. */
export function extractOperands(text: string): readonly string[] {
  const line = text.trim();
  return line
    .slice(1)
    .split(line.charAt(0))
    .map((word) => word.trim())
    .filter(Boolean);
}
