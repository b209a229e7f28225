/** Which columns of a line a view shows, as they are or as hexadecimal digits (z/VM: XEDIT Commands and Macros Reference, "SET VERIFY"). */
import { EBCDIC_TO_LATIN1, fromEbcdic, toEbcdic } from '../../../shared/ebcdic.js';
import { lineAt, type EditFile } from '../edit-file.js';

/** Columns of a line that stand side by side on the screen. */
interface Segment {
  readonly first: number;
  readonly last: number;
  readonly hex: boolean;
}

/** Rows that one line takes at most. */
const MOST_ROWS = 40;

/** Rows of a view of so many columns that SET VERIFY asks for: columns that it names are shown, if not in one row in several. */
function verifiedRows(file: EditFile, width: number): number {
  const { on, pairs } = file.screen.verify;
  let cells = 0;
  for (const { first, last, hex } of pairs) {
    // without a last column it goes as far as the row does
    if (last === undefined || !on) return 1;
    cells += (last - first + 1) * (hex ? 2 : 1);
  }
  return Math.max(1, Math.min(MOST_ROWS, Math.ceil(cells / width)));
}

/** Rows that a line takes in a view of so many columns. */
export function rowsOfLine(file: EditFile, line: number, width: number): number {
  const extended = file.extended.find((one) => one.line === line)?.rows ?? 0;
  return Math.min(MOST_ROWS, verifiedRows(file, width) + extended);
}

/**
 * What so many cells show, from the left.
 * @param open - the last columns go on as far as there are cells, whatever SET VERIFY says
 */
export function segmentsOf(file: EditFile, cells: number, open = false): readonly Segment[] {
  const { pairs } = file.screen.verify;
  const shift = file.view - (pairs[0]?.first ?? 1);
  const segments: Segment[] = [];
  let room = cells;
  for (const [i, { first, last, hex }] of pairs.entries()) {
    const each = hex ? 2 : 1;
    const from = first + shift;
    const ends = last === undefined || (open && i === pairs.length - 1) ? Infinity : last + shift;
    const to = Math.min(ends, from + Math.floor(room / each) - 1);
    if (to >= from) segments.push({ first: from, last: to, hex });
    room -= Math.max(0, to - from + 1) * each;
    if (room <= 0) break;
  }
  return segments;
}

function segmentsOfLine(file: EditFile, line: number, width: number): readonly Segment[] {
  const open = file.extended.some((one) => one.line === line);
  return segmentsOf(file, width * rowsOfLine(file, line, width), open);
}

function columnsIn(segments: readonly Segment[]): readonly number[] {
  return segments.flatMap(({ first, last, hex }) =>
    Array.from(
      { length: (last - first + 1) * (hex ? 2 : 1) },
      (_, i) => first + (hex ? i >> 1 : i),
    ),
  );
}

/** Column of the file that each cell of a row shows; with a line, each cell of all its rows. */
export function shownColumns(file: EditFile, width: number, line?: number): readonly number[] {
  return columnsIn(
    line === undefined ? segmentsOf(file, width) : segmentsOfLine(file, line, width),
  );
}

const DIGITS = '0123456789ABCDEF';

function pieceOf(text: string, { first, last, hex }: Segment): string {
  const part = text.slice(Math.max(0, first - 1), last).padStart(first < 1 ? 1 - first : 0);
  if (!hex) return part;
  return Array.from(toEbcdic(part), (code) => `${DIGITS[code >> 4]!}${DIGITS[code & 15]!}`).join(
    '',
  );
}

/** The text that a view of so many columns shows of a line, in all its rows. */
export function shownText(file: EditFile, line: number, width: number): string {
  const text = lineAt(file, line);
  const segments = segmentsOfLine(file, line, width);
  return segments
    .map((segment, i) => {
      const piece = pieceOf(text, segment);
      const full = (segment.last - segment.first + 1) * (segment.hex ? 2 : 1);
      return i === segments.length - 1 ? piece : piece.padEnd(full);
    })
    .join('');
}

/**
 * The line when its shown part was typed over: what lies beside it, and characters that the screen cannot show, stay.
 * @param typed - what the cells hold now
 */
export function typedLine(file: EditFile, line: number, width: number, typed: string): string {
  const old = lineAt(file, line);
  const shown = displayed(file, shownText(file, line, width));
  const segments = segmentsOfLine(file, line, width);
  const text = [...old];
  let at = 0;
  for (const { first, last, hex } of segments) {
    for (let column = Math.max(1, first); column <= last; column++) {
      const cells = hex ? 2 : 1;
      const before = shown.slice(at, at + cells).padEnd(cells);
      const now = typed.slice(at, at + cells).padEnd(cells);
      at += cells;
      if (now === before) continue;
      if (hex && !/^[0-9A-Fa-f]{2}$/.test(now)) continue;
      while (text.length < column - 1) text.push(' ');
      text[column - 1] = hex
        ? String.fromCharCode(EBCDIC_TO_LATIN1[Number.parseInt(now, 16)]!)
        : now;
    }
  }
  return text.join('');
}

/** A text as the display shows it: with SET NONDISP's character for what it cannot show. */
export function displayed(file: EditFile, text: string): string {
  const instead = toEbcdic(file.screen.nondisp)[0]!;
  return fromEbcdic(toEbcdic(text).map((code) => (code < 0x40 || code === 0xff ? instead : code)));
}
