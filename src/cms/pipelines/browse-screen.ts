/** The screen of BROWSE as a 3270 data stream. */
import { StreamWriter, type FieldStyle } from '../xedit/data-stream.js';

/** What the screen shows. */
export interface BrowseScreen {
  readonly rows: number;
  readonly columns: number;
  readonly title: string;
  readonly message: string;
  /** Those that are seen. */
  readonly lines: readonly string[];
  /** Number of the first of them, from 0, and of all. */
  readonly top: number;
  readonly count: number;
}

const HEADING: FieldStyle = { color: 'blue', intense: true, protected: true };
const TEXT: FieldStyle = { color: 'green', intense: false, protected: true };
const MESSAGE: FieldStyle = { color: 'red', intense: true, protected: true };
const COMMAND: FieldStyle = { color: 'green', intense: false, protected: false };

const ARROW = '====> ';
const KEYS = 'PF2= Top  PF3= Quit  PF5= Bottom  PF7= Backward  PF8= Forward  Enter= Locate';

/** Rows for records: what heading, message, keys and command line leave. */
export function browseRows(rows: number): number {
  return Math.max(1, rows - 4);
}

/** Draws it. */
export function paintBrowse(screen: BrowseScreen): Uint8Array {
  const { rows, columns, lines, top, count } = screen;
  const width = columns - 1;
  const out = new StreamWriter(rows, columns);
  const row = (at: number, look: FieldStyle, text: string): void => {
    out.at(at, 0).field(look).text(text.slice(0, width).padEnd(width));
  };
  const where = `line ${Math.min(top + 1, count)} of ${count}`;
  const title = screen.title.slice(0, Math.max(0, width - where.length - 1));
  row(0, HEADING, title.padEnd(width - where.length) + where);
  for (let i = 0; i < browseRows(rows); i++) row(i + 1, TEXT, lines[i] ?? '');
  row(rows - 3, MESSAGE, screen.message);
  row(rows - 2, HEADING, KEYS);
  out
    .at(rows - 1, 0)
    .field(HEADING)
    .text(ARROW.trimEnd());
  out
    .at(rows - 1, ARROW.length)
    .field(COMMAND)
    .cursor();
  out.nullsTo(rows - 1, columns - 1);
  return out.bytes();
}
