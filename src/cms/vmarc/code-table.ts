/**
 * The table of 4,096 strings that both methods of VMARC learn while they go: 257 that are there from the beginning (the
 * mark at the end of a record or file, and each byte), and places that are given away anew when no other string is built
 * on what they hold. Plain data, changed in place.
 */

/** The mark at the end of a record, and of the file. */
export const MARK = 0;
/** The code of byte 0. */
export const FIRST_BYTE = 1;
/** Codes that are there from the beginning. */
export const ATOMS = 257;
/** Codes that there are. */
export const CODES = 4096;
/** No code. */
export const NONE = -1;

/** Which places are in use; `last` is the one given away last. */
export interface CodePlaces {
  /** How many strings are built on this one; the first 257 stay. */
  readonly uses: Uint16Array;
  last: number;
}

/** All learned places free. */
export function newPlaces(): CodePlaces {
  const uses = new Uint16Array(CODES);
  uses.fill(1, 0, ATOMS);
  return { uses, last: ATOMS - 1 };
}

/** The next place that nothing is built on, looked for from the last on, or NONE; it becomes the last one given away. */
export function nextPlace(places: CodePlaces): number {
  const { uses } = places;
  const turns = CODES - ATOMS;
  for (let i = 1, at = places.last; i <= turns; i++) {
    at = at + 1 < CODES ? at + 1 : ATOMS;
    if (uses[at] === 0) return at;
  }
  return NONE;
}
