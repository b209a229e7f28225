/** Laying out the output page: how lines fall into rows, and what fits. */
import type { OutputLine } from './console-state.js';

/** Rows of the input area with the status field. */
export const INPUT_ROWS = 2;

/** Rows that the output area has on a terminal. */
export function outputRows(rows: number): number {
  return Math.max(1, rows - INPUT_ROWS);
}

/** Columns at which lines wrap: TERMINAL LINESIZE when it is smaller than usual, else the terminal's. */
export function wrapWidth(columns: number, lineSize: number): number {
  return lineSize >= 80 ? columns : Math.min(columns, Math.max(lineSize, 1));
}

/** Rows that a text takes. */
export function rowsOf(text: string, width: number): number {
  return Math.max(1, Math.ceil(text.length / width));
}

/** Rows that lines take together. */
export function rowsUsed(lines: readonly OutputLine[], width: number): number {
  let rows = 0;
  for (const line of lines) rows += rowsOf(line.text, width);
  return rows;
}

/** A row as it is painted. */
export interface OutputRow {
  readonly text: string;
  readonly kind: OutputLine['kind'];
}

/** The last `rows` rows of the lines, wrapped; fewer when there are fewer. */
export function layOut(lines: readonly OutputLine[], width: number, rows: number): OutputRow[] {
  const out: OutputRow[] = [];
  for (let i = lines.length - 1; i >= 0 && out.length < rows; i--) {
    const { text, kind } = lines[i]!;
    const count = rowsOf(text, width);
    for (let row = count - 1; row >= 0 && out.length < rows; row--) {
      out.push({ text: text.slice(row * width, (row + 1) * width), kind });
    }
  }
  return out.reverse();
}

/** Text in which everything that a terminal could take for a control is `.`; tabs become blanks. */
export function cleanText(text: string): string {
  return text
    .replaceAll('\t', ' ')

    .replaceAll(/[\u0000-\u001f\u007f-\u009f\u00ad\u0100-\uffff]/g, '.');
}
