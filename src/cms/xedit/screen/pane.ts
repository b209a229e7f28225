/** One view of a file on the screen: the whole of it, or a part (z/VM: XEDIT Commands and Macros Reference, "SET SCREEN"). */
import type { EditFile } from '../edit-file.js';
import type { Rectangle } from './split.js';

/** A view and what it shows. */
export interface Pane extends Rectangle {
  /** The file, with the current line and the columns of this view. */
  readonly file: EditFile;
  /** It does not reach from the left to the right of the display. */
  readonly narrow: boolean;
  readonly input: boolean;
  /** The line whose blanks at the end are nulls (NULLKEY). */
  readonly nulled: number | undefined;
  /** Number of the view, from 0. */
  readonly index: number;
}

/** Column of a view at which the command line begins. */
export const COMMAND_COLUMN = 7;

/** Columns of the prefix area. */
export const PREFIX_WIDTH = 5;

/** Cells of a row, from its left, that the prefix area and the data begin at; each behind its attribute. */
export function columnsOf({ file, columns }: Pane): {
  readonly prefix: number | undefined;
  readonly data: number;
  readonly width: number;
} {
  const { show, side } = file.prefix;
  if (show === 'OFF') return { prefix: undefined, data: 1, width: columns - 1 };
  const width = columns - PREFIX_WIDTH - 2;
  return side === 'LEFT'
    ? { prefix: 1, data: PREFIX_WIDTH + 2, width }
    : { prefix: columns - PREFIX_WIDTH, data: 1, width };
}

/** The view that a cell of the display belongs to, and the place in it. */
export function paneAt(panes: readonly Pane[], row: number, column: number) {
  const pane = panes.find(
    ({ top, left, rows, columns }) =>
      row >= top && row < top + rows && column >= left && column < left + columns,
  );
  return pane && { pane, row: row - pane.top, column: column - pane.left };
}
