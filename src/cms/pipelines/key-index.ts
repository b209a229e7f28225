/**
 * Keys in order, to find the one that is not below or not above another (CMS Pipelines, "lookup", FLOOR and CEILING).
 * Plain data: pieces of a bounded size, so that a key is put in or taken out without touching the others.
 */

/** Keys in order. */
export interface KeyIndex {
  readonly pad: number | undefined;
  readonly pieces: string[][];
}

/** Most keys of a piece. */
const MOST_IN_PIECE = 512;

/** An index without keys; `pad` fills shorter keys up. */
export const newKeyIndex = (pad: number | undefined): KeyIndex => ({ pad, pieces: [] });

function order(a: string, b: string, pad = -1): number {
  const length = Math.max(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = i < a.length ? a.charCodeAt(i) : pad;
    const y = i < b.length ? b.charCodeAt(i) : pad;
    if (x !== y) return x - y;
  }
  return 0;
}

/** How many of a list in order come first: those below `key`, or, with `through`, those not above it. */
function below(
  index: KeyIndex,
  count: number,
  at: (i: number) => string,
  key: string,
  through: boolean,
): number {
  let from = 0;
  let to = count;
  while (from < to) {
    const middle = (from + to) >> 1;
    const found = order(at(middle), key, index.pad);
    if (found < 0 || (through && found === 0)) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** The piece where a key belongs, and its place there. */
function placeOf(index: KeyIndex, key: string): readonly [number, number] {
  const { pieces } = index;
  const piece = Math.max(0, below(index, pieces.length, (i) => pieces[i]![0]!, key, true) - 1);
  const list = pieces[piece] ?? [];
  return [piece, below(index, list.length, (i) => list[i]!, key, false)];
}

/** Puts in a key that is not there. */
export function addKey(index: KeyIndex, key: string): void {
  const { pieces } = index;
  if (pieces.length === 0) {
    pieces.push([key]);
    return;
  }
  const [piece, at] = placeOf(index, key);
  const list = pieces[piece]!;
  list.splice(at, 0, key);
  if (list.length > MOST_IN_PIECE) pieces.splice(piece + 1, 0, list.splice(MOST_IN_PIECE / 2));
}

/** Takes out a key that is there. */
export function removeKey(index: KeyIndex, key: string): void {
  const [piece, at] = placeOf(index, key);
  const list = index.pieces[piece]!;
  list.splice(at, 1);
  if (list.length === 0) index.pieces.splice(piece, 1);
}

/** The greatest key that is not above (`floor`), or the least that is not below; undefined when there is none. */
export function nearestKey(index: KeyIndex, key: string, floor: boolean): string | undefined {
  const { pieces } = index;
  const [piece, at] = placeOf(index, key);
  const list = pieces[piece];
  if (list === undefined) return undefined;
  if (at < list.length && order(list[at]!, key, index.pad) === 0) return list[at];
  if (floor) return list[at - 1];
  return list[at] ?? pieces[piece + 1]?.[0];
}
