/** The table that `npm run bench` prints. */
import type { Row } from './measurement.js';
import { median } from './statistics.js';

const HEAD = ['measurement', 'measured', '', 'goal', ''] as const;

/** Several runs as one: of each row the median, with the range in the note. */
export function medians(runs: readonly (readonly Row[])[]): readonly Row[] {
  const [first = []] = runs;
  if (runs.length < 2) return first;
  return first.map((row) => {
    const values = runs.flatMap((run) => run.filter(({ what }) => what === row.what));
    const numbers = values.map(({ value }) => value);
    const range = [Math.min(...numbers), Math.max(...numbers)];
    const shown = range.map((value) => value.toFixed(row.digits ?? 0)).join(' to ');
    return { ...row, value: median(numbers), note: `${numbers.length} runs: ${shown}` };
  });
}

/** Lines of a table in the form of Markdown, so that it can be pasted where it is wanted. */
export function tableLines(rows: readonly Row[]): readonly string[] {
  const cells = rows.map(({ what, value, unit, digits = 0, note = '', goal }) => [
    what,
    `${value.toFixed(digits)} ${unit}`.trimEnd(),
    note,
    goal?.text ?? '',
    goal === undefined ? '' : goal.met(value) ? 'met' : 'MISSED',
  ]);
  const all = [[...HEAD], ...cells];
  const widths = HEAD.map((_, column) => Math.max(...all.map((row) => row[column]!.length), 3));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [line(HEAD), rule, ...cells.map(line)];
}
