/** The screen of HELP as a 3270 data stream (CMS User's Guide, "Using the HELP facility"). */
import { StreamWriter, type FieldStyle } from '../xedit/data-stream.js';

/** What the screen shows. */
export interface HelpScreen {
  readonly rows: number;
  readonly columns: number;
  /** `CMS COPYFILE`. */
  readonly title: string;
  /** `All`, `Brief`, `Menu`... */
  readonly kind: string;
  readonly lines: readonly string[];
  /** First line shown, from 0. */
  readonly top: number;
  readonly message: string;
  readonly command: string;
  /** The two rows that say what the keys do. */
  readonly keys: boolean;
  /** Where the cursor goes: a line and a column of the page, from 0; undefined: the command line. */
  readonly cursor: { readonly line: number; readonly column: number } | undefined;
}

const style = (color: FieldStyle['color'], intense: boolean, isProtected: boolean): FieldStyle => ({
  color,
  intense,
  protected: isProtected,
});
const HEADING = style('blue', true, true);
const MESSAGE = style('red', true, true);
const TEXT = style('green', false, true);
const KEYS = style('blue', true, true);
const ARROW = style('blue', true, true);
const COMMAND = style('green', false, false);
const STATUS = 'Macro-read 1 File';

const KEY_ROWS = [
  [' PF1= All', 'PF2= Top', 'PF3= Quit', 'PF4= Return', 'PF5= Clocate', 'PF6= ?'],
  [' PF7= Backward', 'PF8= Forward', 'PF9= PFkeys', 'PF10=', 'PF11= Related', 'PF12= Cursor'],
];
const MENU_KEY = ' PF1= Help';
/** Columns of each key; what a row ends with takes what is left. */
const KEY_WIDTHS = [15, 13, 12, 12, 14, 0];

/** First row of the page. */
export const PAGE_ROW = 2;

/** Rows that the page has. */
export function pageRows(rows: number, keys: boolean): number {
  return Math.max(1, rows - PAGE_ROW - (keys ? 4 : 2));
}

/** Draws it. */
export function paintHelp(screen: HelpScreen): Uint8Array {
  const { rows, columns, lines, top } = screen;
  const width = columns - 1;
  const out = new StreamWriter(rows, columns);
  const row = (at: number, look: FieldStyle, text: string): void => {
    out.at(at, 0).field(look).text(text.slice(0, width).padEnd(width));
  };
  const where = `line ${Math.min(top + 1, lines.length)} of ${lines.length}`;
  const what = `${screen.kind} Help Information`;
  const middle = Math.max(screen.title.length + 1, Math.trunc((width - what.length) / 2));
  row(0, HEADING, (screen.title.padEnd(middle) + what).padEnd(width - where.length - 1) + where);
  row(1, MESSAGE, screen.message);
  const height = pageRows(rows, screen.keys);
  for (let i = 0; i < height; i++) row(PAGE_ROW + i, TEXT, lines[top + i] ?? '');
  if (screen.keys) {
    KEY_ROWS.forEach((keys, i) => {
      const first = i === 0 && screen.kind === 'Menu' ? MENU_KEY : keys[0]!;
      const text = [first, ...keys.slice(1)].map((key, n) => key.padEnd(KEY_WIDTHS[n]!)).join('');
      row(rows - 4 + i, KEYS, text);
    });
  }
  out
    .at(rows - 2, 0)
    .field(ARROW)
    .text('====>');
  const area = STATUS.length + 3;
  out
    .at(rows - 2, 6)
    // what stands there runs by ENTER alone
    .field({ ...COMMAND, modified: screen.command !== '' })
    .text(screen.command)
    .nullsTo(rows - 1, columns - area - 1);
  out
    .at(rows - 1, columns - area - 1)
    .field(KEYS)
    .text(STATUS.padEnd(area));
  const { cursor } = screen;
  const seen = cursor !== undefined && cursor.line >= top && cursor.line < top + height;
  if (seen) out.at(PAGE_ROW + cursor.line - top, Math.min(width, cursor.column + 1)).cursor();
  else out.at(rows - 2, 7).cursor();
  return out.bytes();
}
