/** Which columns of a line a view shows, as they are or as hexadecimal digits (z/VM: XEDIT Commands and Macros Reference, "SET VERIFY"). */
import { EBCDIC_TO_LATIN1, fromEbcdic, toEbcdic } from '../../../shared/ebcdic.js';
import { lineAt, type EditFile } from '../edit-file.js';

/** Columns of a line that stand side by side on the screen. */
interface Segment {
  readonly first: number;
  readonly last: number;
  readonly hex: boolean;
}

/** What a view of so many cells shows, from the left. */
export function segmentsOf(file: EditFile, width: number): readonly Segment[] {
  const { pairs } = file.screen.verify;
  const shift = file.view - (pairs[0]?.first ?? 1);
  const segments: Segment[] = [];
  let room = width;
  for (const { first, last, hex } of pairs) {
    const cells = hex ? 2 : 1;
    const from = first + shift;
    const to = Math.min(
      last === undefined ? Infinity : last + shift,
      from + Math.floor(room / cells) - 1,
    );
    if (to >= from) segments.push({ first: from, last: to, hex });
    room -= Math.max(0, to - from + 1) * cells;
    if (room <= 0) break;
  }
  return segments;
}

/** Column of the file that each cell shows. */
export function shownColumns(file: EditFile, width: number): readonly number[] {
  return segmentsOf(file, width).flatMap(({ first, last, hex }) =>
    Array.from(
      { length: (last - first + 1) * (hex ? 2 : 1) },
      (_, i) => first + (hex ? i >> 1 : i),
    ),
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

/** The text that a view shows of a line. */
export function shownText(file: EditFile, line: number, width: number): string {
  const text = lineAt(file, line);
  const segments = segmentsOf(file, width);
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
  const segments = segmentsOf(file, width);
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
