/** Which lines an entry of the prefix area names (z/VM: XEDIT Commands and Macros Reference, "Prefix Subcommands"). */
import { sizeOf, type EditFile } from '../edit-file.js';
import { linesAway, nextInScope } from '../selection.js';
import type { PendingPrefix } from './pending.js';

/** Most lines that one prefix command adds or copies at once. */
const MAXIMUM_COUNT = 99_999;

/** The number that stands with a name; 1 when there is none, undefined when it is none. */
export function countOf({ operands }: PendingPrefix): number | undefined {
  const [count = '1', extra] = operands;
  if (extra !== undefined || !/^\d{1,9}$/.test(count)) return undefined;
  return Math.min(Number(count), MAXIMUM_COUNT);
}

/** As `countOf`, and `*` stands for all lines from the entry to the end of the file: it names lines, not how often or how far. */
export function linesNamed(file: EditFile, entry: PendingPrefix): number | undefined {
  const { line, operands } = entry;
  if (operands.length !== 1 || operands[0] !== '*') return countOf(entry);
  return Math.max(1, sizeOf(file) - line + 1);
}

/** Lines of the file from one to another, as far as they are there; undefined when none is in scope. */
export function blockOf(file: EditFile, from: number, to: number) {
  const first = Math.max(1, Math.min(from, to));
  const last = Math.min(sizeOf(file), Math.max(from, to));
  if (last < first || nextInScope(file, first, 1) > last) return undefined;
  return { first, count: last - first + 1 };
}

/** So many lines of the scope from that of an entry on. */
export function linesFrom(file: EditFile, entry: PendingPrefix, count: number) {
  if (entry.line < 1 || entry.line > sizeOf(file) || count < 1) return undefined;
  return blockOf(file, entry.line, linesAway(file, entry.line, count) - 1);
}

/** The line behind which lines go that are put at an entry. */
export function placeBehind(file: EditFile, { line, hidden }: PendingPrefix): number {
  return Math.min(line + Math.max(0, hidden - 1), sizeOf(file));
}
