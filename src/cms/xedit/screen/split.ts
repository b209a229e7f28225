/** How SET SCREEN divides the display (z/VM: XEDIT Commands and Macros Reference, "SET SCREEN"). */

/** A part of the display, in cells from 0. */
export interface Rectangle {
  readonly top: number;
  readonly left: number;
  readonly rows: number;
  readonly columns: number;
}

/** The display as a whole. */
type Size = Pick<Rectangle, 'rows' | 'columns'>;

/** Smallest view, and most of them. */
const LEAST_ROWS = 5;
const LEAST_COLUMNS = 20;
/** Most views. */
export const MOST_VIEWS = 8;

/** As it was set: so many equal parts one below the other or side by side, their rows, their columns, or each as a rectangle. */
export type Split =
  | { readonly kind: 'EQUAL'; readonly count: number; readonly vertical: boolean }
  | { readonly kind: 'SIZE' | 'WIDTH'; readonly sizes: readonly number[] }
  | { readonly kind: 'DEFINE'; readonly rectangles: readonly Rectangle[] };

/** The whole display is one view. */
export const UNDIVIDED: Split = { kind: 'EQUAL', count: 1, vertical: false };

/** Divides a length into equal parts; what is left over goes to the last. */
function equal(length: number, count: number): number[] {
  const part = Math.floor(length / count);
  return Array.from({ length: count }, (_, i) =>
    i === count - 1 ? length - part * (count - 1) : part,
  );
}

/** The parts of a display; undefined when they do not fit on it, or one would be too small. */
export function rectanglesOf(split: Split, { rows, columns }: Size): Rectangle[] | undefined {
  const parts = partsOf(split, { rows, columns });
  const fits = parts.every(
    (one) =>
      (parts.length === 1 || (one.rows >= LEAST_ROWS && one.columns >= LEAST_COLUMNS)) &&
      one.top >= 0 &&
      one.left >= 0 &&
      one.top + one.rows <= rows &&
      one.left + one.columns <= columns,
  );
  const apart = parts.every((one, i) => parts.slice(i + 1).every((other) => !overlap(one, other)));
  return fits && apart && parts.length > 0 && parts.length <= MOST_VIEWS ? parts : undefined;
}

function overlap(a: Rectangle, b: Rectangle): boolean {
  return (
    a.top < b.top + b.rows &&
    b.top < a.top + a.rows &&
    a.left < b.left + b.columns &&
    b.left < a.left + a.columns
  );
}

function partsOf(split: Split, { rows, columns }: Size): Rectangle[] {
  if (split.kind === 'DEFINE') return [...split.rectangles];
  const vertical = split.kind === 'WIDTH' || (split.kind === 'EQUAL' && split.vertical);
  const sizes =
    split.kind === 'EQUAL' ? equal(vertical ? columns : rows, split.count) : split.sizes;
  let at = 0;
  return sizes.map((size) => {
    const part = vertical
      ? { top: 0, left: at, rows, columns: size }
      : { top: at, left: 0, rows: size, columns };
    at += size;
    return part;
  });
}
