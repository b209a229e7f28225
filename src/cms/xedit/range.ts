/**
 * The lines that subcommands reach: all of a file, or those of SET RANGE. In place of line 0 and of the one behind the last
 * stand then the lines around the range (z/VM: XEDIT Commands and Macros Reference, "SET RANGE").
 */
import { sizeOf, type EditFile } from './edit-file.js';

/** First line that is reached. */
export function firstOf(file: EditFile): number {
  return file.options.range?.[0] ?? 1;
}

/** Last line that is reached. */
export function lastOf(file: EditFile): number {
  return Math.min(file.options.range?.[1] ?? Infinity, sizeOf(file));
}

/** The line above all that are reached: Top of File, or of the range. */
export function topOf(file: EditFile): number {
  return firstOf(file) - 1;
}

/** The line below all that are reached: End of File, or of the range. */
export function bottomOf(file: EditFile): number {
  return lastOf(file) + 1;
}
