/** The table that `npm run bench` prints. */
import type { Row } from './measurement.js';

const HEAD = ['measurement', 'measured', 'goal', ''] as const;

/** Lines of a table in the form of Markdown, so that it can be pasted where it is wanted. */
export function tableLines(rows: readonly Row[]): readonly string[] {
  const cells = rows.map(({ what, value, goal }) => [
    what,
    value,
    goal?.text ?? '',
    goal === undefined ? '' : goal.met ? 'met' : 'MISSED',
  ]);
  const all = [[...HEAD], ...cells];
  const widths = HEAD.map((_, column) => Math.max(...all.map((row) => row[column]!.length), 3));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [line(HEAD), rule, ...cells.map(line)];
}
