/**
 * Very many names with what belongs to each, in pieces: a table of 100,000 names in one piece grows by going through all of
 * them at once, which takes tens of milliseconds. Plain data.
 */

/** Pieces of a table; a power of two. */
const PIECES = 512;

/** The pieces, each made when a name comes into it. */
export type NameTable<T> = Record<number, Record<string, T>>;

function pieceOf(name: string): number {
  let hash = 0;
  for (let i = 0; i < name.length; i++) hash = (Math.imul(hash, 31) + name.charCodeAt(i)) | 0;
  return (hash ^ (hash >>> 15)) & (PIECES - 1);
}

/** What belongs to a name. */
export function nameIn<T>(table: NameTable<T>, name: string): T | undefined {
  return table[pieceOf(name)]?.[name];
}

/** Puts a name in, or something else in its place. */
export function putName<T>(table: NameTable<T>, name: string, value: T): void {
  (table[pieceOf(name)] ??= {})[name] = value;
}
