/**
 * The lines that subcommands reach: all of a file, or those of SET RANGE. In place of line 0 and of the one behind the last
 * stand then the lines around the range (z/VM: XEDIT Commands and Macros Reference, "SET RANGE").
 */
/** A file, as far as its range goes. */
export interface Ranged {
  readonly text: { readonly size: number };
  readonly options: { readonly range: readonly [number, number] | undefined };
}

/** First line that is reached. */
export function firstOf(file: Ranged): number {
  return file.options.range?.[0] ?? 1;
}

/** Last line that is reached. */
export function lastOf(file: Ranged): number {
  return Math.min(file.options.range?.[1] ?? Infinity, file.text.size);
}

/** The line above all that are reached: Top of File, or of the range. */
export function topOf(file: Ranged): number {
  return firstOf(file) - 1;
}

/** The line below all that are reached: End of File, or of the range. */
export function bottomOf(file: Ranged): number {
  return lastOf(file) + 1;
}
