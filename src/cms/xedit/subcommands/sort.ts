/** SORT: lines in the order of fields of theirs (z/VM: XEDIT Commands and Macros Reference, "SORT"). */
import { EBCDIC_BLANK, fromEbcdic, toEbcdic } from '../../../shared/ebcdic.js';
import { deleteLines, insertPiece, recordOf, type EditFile } from '../edit-file.js';
import { activeFile, type Editor } from '../editor.js';
import { interrupt, progressOf } from '../progress.js';
import { DONE, say, type Outcome, type Subcommand } from '../subcommand.js';
import { parseTarget, targetRange } from '../target.js';
import { appendFrom } from '../text/marks.js';
import { emptyText, recordAt, type Text } from '../text/text.js';

/** A field that lines are sorted by, columns from 1. */
interface Field {
  readonly first: number;
  readonly last: number;
  readonly descending: boolean;
}

/** Lines, and bytes of them, that are put in order at once; bytes and lines of one step of merging. */
const RUN = 256;
const RUN_BYTES = 100_000;
const MERGED_BYTES = 100_000;
const MERGED_LINES = 1_000;

/** Most fields. */
const MOST_FIELDS = 30;

/** [A|D] column column, as often as wanted; undefined when that is not valid. */
function readFields(file: EditFile, words: readonly string[]): readonly Field[] | undefined {
  const fields: Field[] = [];
  let descending = false;
  let columns: number[] = [];
  for (const word of words) {
    if (columns.length === 0 && /^(?:A(?:SCENDING)?|D(?:ESCENDING)?)$/.test(word)) {
      descending = word.startsWith('D');
      continue;
    }
    const column = /^\d{1,5}$/.test(word) ? Number(word) : 0;
    if (column < 1 || column > file.lrecl) return undefined;
    columns = [...columns, column];
    if (columns.length < 2) continue;
    const [first = 1, last = 1] = columns;
    if (last < first) return undefined;
    fields.push({ first, last, descending });
    columns = [];
  }
  if (columns.length > 0 || fields.length > MOST_FIELDS) return undefined;
  if (fields.length > 0) return fields;
  const [first, last] = file.settings.zone;
  return [{ first, last, descending }];
}

/** Compares records as EBCDIC; a record is followed by blanks. */
function comparer(
  fields: readonly Field[],
  ignore: boolean,
): (a: Uint8Array, b: Uint8Array) => number {
  const fold = ignore ? foldTable() : undefined;
  return (a, b) => {
    for (const { first, last, descending } of fields) {
      const end = Math.min(last, Math.max(a.length, b.length));
      for (let at = first - 1; at < end; at++) {
        const x = a[at] ?? EBCDIC_BLANK;
        const y = b[at] ?? EBCDIC_BLANK;
        const difference = fold === undefined ? x - y : fold[x]! - fold[y]!;
        if (difference !== 0) return descending ? -difference : difference;
      }
    }
    return 0;
  };
}

function foldTable(): Uint8Array {
  const codes = Uint8Array.from({ length: 256 }, (_, code) => code);
  return codes.map((code) => {
    const upper = fromEbcdic(Uint8Array.of(code)).toUpperCase();
    return upper.length === 1 ? toEbcdic(upper)[0]! : code;
  });
}

type Compare = (a: Uint8Array, b: Uint8Array) => number;

/** Puts a piece of the file in place of lines that it has. */
function putBack(file: EditFile, first: number, piece: Text): void {
  const { current, alterations } = file;
  deleteLines(file, first, piece.size);
  insertPiece(file, first - 1, piece);
  file.current = current;
  file.alterations = alterations;
}

/** Lines of a run: fewer where they are long. */
function runOf({ text }: EditFile): number {
  return Math.max(1, Math.min(RUN, Math.floor((RUN_BYTES * text.size) / (text.held + 1))));
}

/** Sorts a run of lines. */
function sortRun(file: EditFile, first: number, count: number, compare: Compare): void {
  const lines = Array.from({ length: count }, (_, i) => ({
    ...{ line: first + i, record: recordOf(file, first + i) },
  }));
  const piece = emptyText();
  for (const { line } of lines.sort((a, b) => compare(a.record, b.record)))
    appendFrom(piece, file.text, line);
  putBack(file, first, piece);
}

/**
 * Sorts lines in steps: first runs of them, then two runs are merged into one, over and over. The note of the steps has the
 * length of a run in `changes`, its first line in `line`, and how much of the two runs is merged in `lines` and `truncated`.
 */
function sortLines(
  file: EditFile,
  key: string,
  first: number,
  count: number,
  compare: Compare,
): void {
  const last = first + count - 1;
  const progress = progressOf(file, key, first, last);
  const run = (progress.run ??= runOf(file));
  for (; progress.changes === 0; progress.line += run) {
    if (progress.line > last) {
      Object.assign(progress, { changes: run, line: first });
      break;
    }
    sortRun(file, progress.line, Math.min(run, last - progress.line + 1), compare);
    if (progress.line + run <= last) {
      progress.line += run;
      interrupt(file, progress);
    }
  }
  // what one step merges, of however many pairs of runs
  const left = { bytes: MERGED_BYTES, lines: MERGED_LINES };
  while (progress.changes < count) {
    const width = progress.changes;
    if (progress.line + width > last) {
      Object.assign(progress, { changes: width * 2, line: first });
      continue;
    }
    if (!mergeRuns(file, progress, width, last, compare, left)) interrupt(file, progress);
    progress.line += width * 2;
  }
  file.progress = undefined;
}

/** Merges the two runs at `line`; false when the step is over before that. */
function mergeRuns(
  file: EditFile,
  progress: ReturnType<typeof progressOf>,
  width: number,
  last: number,
  compare: Compare,
  share: { bytes: number; lines: number },
): boolean {
  const { line } = progress;
  const middle = line + width;
  const end = Math.min(last, middle + width - 1);
  const piece = (progress.piece ??= emptyText());
  // each run is found by a place of its own, as they are far from one another
  const [front, back]: readonly [Text, Text] = [{ ...file.text }, { ...file.text }];
  while (share.bytes > 0 && share.lines > 0) {
    const a = line + progress.lines;
    const b = middle + progress.truncated;
    if (a >= middle && b > end) {
      putBack(file, line, piece);
      Object.assign(progress, { piece: undefined, lines: 0, truncated: 0 });
      return true;
    }
    const left = a < middle ? recordAt(front, a) : undefined;
    const right = b <= end ? recordAt(back, b) : undefined;
    const held = piece.held;
    // of equal lines the first stays the first
    if (right === undefined || (left !== undefined && compare(left, right) <= 0)) {
      appendFrom(piece, front, a);
      progress.lines++;
    } else {
      appendFrom(piece, back, b);
      progress.truncated++;
    }
    share.bytes -= piece.held - held;
    share.lines--;
  }
  return false;
}

function sort(editor: Editor, operands: string): Outcome {
  if (operands.trim() === '') return say(editor, 5, '545E');
  const parsed = parseTarget(operands);
  if (!parsed) return say(editor, 5, '520E', operands.trim());
  const file = activeFile(editor);
  const words = parsed.rest.toUpperCase().split(/\s+/).filter(Boolean);
  const fields = readFields(file, words);
  if (!fields) return say(editor, 5, '520E', parsed.rest);
  const key = `sort ${operands}`;
  const under = file.progress?.key === key;
  const range = under ? file.progress!.goal! : undefined;
  const found = range === undefined ? targetRange(file, parsed.target) : undefined;
  if (range === undefined && !found) return say(editor, 2, '546E');
  const first = found?.first ?? range!;
  const count = found?.count ?? file.progress!.last - first + 1;
  if (count === 0) return { rc: 1 };
  const compare = comparer(fields, file.settings.case.search === 'IGNORE');
  if (!under) {
    file.alterations++;
    file.progress = { ...progressOf(file, key, first, first + count - 1), goal: first };
  }
  sortLines(file, key, first, count, compare);
  return DONE;
}

/** The subcommand. */
export const SORTING: readonly Subcommand[] = [{ name: 'SORT', minimum: 4, run: sort }];
