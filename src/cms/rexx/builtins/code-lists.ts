/**
 * Lists of the numbers of characters, of which the host makes a text in one go. For short texts it takes longer to make the
 * list than the text, so that of those one of each length is kept.
 */

/** Characters that are made a text in one go, at most. */
export const PIECE = 4096;
/** Longer lists are not kept. */
const SHORT = 64;

const LISTS = Array.from({ length: SHORT + 1 }, (_, length) => new Array<number>(length).fill(0));

/** A list of so many numbers, good until the next one is asked for: all of them are to be set, whatever they are now. */
export function codeList(length: number): number[] {
  return length <= SHORT ? LISTS[length]! : new Array<number>(length);
}
