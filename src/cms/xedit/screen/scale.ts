/** The scale and the tab line (z/VM: XEDIT Commands and Macros Reference, "SET SCALE", "SET TABLINE"). */
import type { EditFile } from '../edit-file.js';
import { shownColumns } from './shown-text.js';

/**
 * The scale: `|` stands at the column pointer, `<` and `>` at the zone, `T` at the truncation column, where they are not at
 * the ends of the line by themselves.
 */
export function scaleText(file: EditFile, width: number): string {
  const { zone, truncation } = file.settings;
  return shownColumns(file, width)
    .map((column) => {
      if (column < 1) return ' ';
      if (column === file.column) return '|';
      if (column === truncation) return 'T';
      if (column === zone[0]) return '<';
      if (column === zone[1]) return '>';
      if (column % 10 === 0) return String((column / 10) % 10);
      return column % 5 === 0 ? '+' : '.';
    })
    .join('');
}

/** The tab line: a T in each tab column. */
export function tabText(file: EditFile, width: number): string {
  const { tabs } = file.settings;
  return shownColumns(file, width)
    .map((column) => (tabs.includes(column) ? 'T' : ' '))
    .join('');
}
