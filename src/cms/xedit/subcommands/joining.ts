/** JOIN, SPLIT and SPLTJOIN (z/VM: XEDIT Commands and Macros Reference). */
import {
  deleteLines,
  insertLines,
  bodyAt,
  replaceLine,
  sizeOf,
  type EditFile,
} from '../edit-file.js';
import { activeFile, type Editor } from '../editor.js';
import { storeLine } from '../spill.js';
import { DONE, say, withoutOperands, type Outcome, type Subcommand } from '../subcommand.js';

const indentOf = (text: string): number => text.length - text.trimStart().length;

/** Strings between delimiters, the first of which is the first character: `/a/b/`. */
function stringsIn(text: string): readonly string[] | undefined {
  const delimiter = text[0];
  if (delimiter === undefined || /[A-Za-z0-9 ]/.test(delimiter)) return undefined;
  const parts = text.slice(1).split(delimiter);
  if (parts.length > 1 && parts.at(-1) === '') parts.pop();
  return parts;
}

/** What stands behind ALIGNED: where lines are joined or split. */
type Where =
  | { readonly kind: 'end' }
  | { readonly kind: 'columns'; readonly columns: readonly number[] }
  | { readonly kind: 'strings'; readonly strings: readonly string[]; readonly after: boolean }
  | { readonly kind: 'cursor' };

/** Reads operands that JOIN and SPLIT share; undefined when they are not valid. */
function readWhere(
  file: EditFile,
  text: string,
): { readonly aligned: boolean; readonly where: Where } | undefined {
  let rest = text.trim();
  const [, word = '', behind = ''] =
    /^(al(?:i(?:g(?:n(?:ed?)?)?)?)?)(?:\s+(.*))?$/is.exec(rest) ?? [];
  const aligned = word !== '';
  if (aligned) rest = behind;
  if (rest === '') return { aligned, where: { kind: 'end' } };
  const upper = rest.toUpperCase();
  if ('COLUMN'.startsWith(upper))
    return { aligned, where: { kind: 'columns', columns: [Math.max(1, file.column)] } };
  if (upper.length >= 3 && 'CURSOR'.startsWith(upper))
    return { aligned, where: { kind: 'cursor' } };
  if (/^\d{1,5}(?:\s+\d{1,5})*$/.test(rest)) {
    const columns = rest.split(/\s+/).map(Number);
    const rising = columns.every((column, i) => column >= 1 && column > (columns[i - 1] ?? 0));
    return rising ? { aligned, where: { kind: 'columns', columns } } : undefined;
  }
  const [, side = '', after = rest] =
    /^(b(?:efore)?|a(?:fter)?)\s*(?=[^A-Za-z0-9\s])(.*)$/is.exec(rest) ?? [];
  const strings = stringsIn(after);
  if (strings === undefined) return undefined;
  return { aligned, where: { kind: 'strings', strings, after: /^a/i.test(side) } };
}

/** The line and column under the cursor; undefined when it is not in the data of a line. */
function underCursor(
  editor: Editor,
): { readonly line: number; readonly column: number } | undefined {
  const { cursor } = editor;
  if (cursor === undefined || cursor.column < 1) return undefined;
  return cursor.line >= 1 && cursor.line <= sizeOf(activeFile(editor)) ? cursor : undefined;
}

/** Joins the line behind to a line, with something between them, or so that it begins in a column. */
function joinOne(
  file: EditFile,
  line: number,
  aligned: boolean,
  join: (left: string, right: string) => string,
): string | undefined {
  if (line < 1 || line >= sizeOf(file)) return undefined;
  const left = bodyAt(file, line);
  const next = bodyAt(file, line + 1);
  const right = aligned ? next.slice(Math.min(indentOf(left), indentOf(next))) : next;
  deleteLines(file, line + 1, 1);
  const joined = join(left, right);
  replaceLine(file, line, joined);
  return joined;
}

function join(editor: Editor, operands: string): Outcome {
  const file = activeFile(editor);
  const read = readWhere(file, operands);
  if (!read) return say(editor, 5, '520E', operands.trim());
  const { where, aligned } = read;
  const place = where.kind === 'cursor' ? underCursor(editor) : undefined;
  if (where.kind === 'cursor' && !place) return say(editor, 5, '561E');
  const line = place?.line ?? file.current;
  const put = (column: number) => (left: string, right: string) =>
    left.slice(0, column - 1).padEnd(column - 1) + right;
  const joins: ((left: string, right: string) => string)[] = ((): typeof joins => {
    switch (where.kind) {
      case 'end':
        return [(left, right) => left + right];
      case 'cursor':
        return [put(place!.column)];
      case 'columns':
        return where.columns.map(put);
      case 'strings':
        return where.strings.map((text) => (left, right) => left + text + right);
    }
  })();
  let text: string | undefined;
  for (const one of joins) {
    const joined = joinOne(file, line, aligned, one);
    if (joined === undefined) return { rc: 1 };
    text = joined;
  }
  return text === undefined ? DONE : storeLine(editor, file, line, text);
}

/** Divides a line in front of these columns. */
function splitAt(file: EditFile, line: number, columns: readonly number[], aligned: boolean): void {
  const text = bodyAt(file, line);
  const indent = ' '.repeat(indentOf(text));
  const edges = [...columns, text.length + 1];
  const pieces = columns.map((column, i) => {
    const piece = text.slice(column - 1, Math.max(column - 1, (edges[i + 1] ?? 0) - 1));
    return aligned ? indent + piece.trimStart() : piece;
  });
  insertLines(
    file,
    line,
    pieces.map((piece) => piece.trimEnd()),
  );
  replaceLine(file, line, text.slice(0, (columns[0] ?? 1) - 1));
}

function split(editor: Editor, operands: string): Outcome {
  const file = activeFile(editor);
  const read = readWhere(file, operands);
  if (!read) return say(editor, 5, '520E', operands.trim());
  const { where, aligned } = read;
  const place = where.kind === 'cursor' ? underCursor(editor) : undefined;
  if (where.kind === 'cursor' && !place) return say(editor, 5, '561E');
  const line = place?.line ?? file.current;
  if (line < 1 || line > sizeOf(file)) return { rc: 1 };
  const columns = columnsOf(file, where, bodyAt(file, line), place?.column);
  if (columns === undefined) return say(editor, 2, '586E');
  splitAt(file, line, columns, aligned);
  return DONE;
}

/** The columns in front of which SPLIT divides; undefined when a string is not there. */
function columnsOf(
  file: EditFile,
  where: Where,
  text: string,
  cursor = 1,
): readonly number[] | undefined {
  switch (where.kind) {
    case 'end':
      return [Math.max(1, file.column)];
    case 'cursor':
      return [cursor];
    case 'columns':
      return where.columns;
    case 'strings': {
      const columns: number[] = [];
      let from = 0;
      for (const wanted of where.strings) {
        const at = text.indexOf(wanted, from);
        if (at < 0 || wanted === '') return undefined;
        from = at + wanted.length;
        columns.push(where.after ? from + 1 : at + 1);
      }
      return columns;
    }
  }
}

/** SPLTJOIN: divides the line at the cursor, or joins the next one there when nothing stands behind it. */
function splitOrJoin(editor: Editor): Outcome {
  const file = activeFile(editor);
  const line = editor.cursor?.line ?? file.current;
  const column = Math.max(1, editor.cursor?.column ?? file.column);
  if (line < 1 || line > sizeOf(file)) return { rc: 1 };
  if (column <= bodyAt(file, line).length) {
    splitAt(file, line, [column], true);
    return DONE;
  }
  const text = joinOne(
    file,
    line,
    false,
    (left, right) => left.padEnd(column - 1) + right.trimStart(),
  );
  return text === undefined ? { rc: 1 } : storeLine(editor, file, line, text);
}

/** The subcommands. */
export const JOINING: readonly Subcommand[] = [
  { name: 'JOIN', minimum: 1, run: join },
  { name: 'SPLIT', minimum: 2, run: split },
  { name: 'SPLTJOIN', minimum: 5, run: withoutOperands(splitOrJoin) },
];
