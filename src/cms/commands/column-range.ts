/** Columns as COL options have them: `5`, `5-10`, `5-*`. */
import { fault } from './command-fault.js';

/** Reads a range; `from` counts from 0, `end` is behind the last. All columns when there is no word. */
export function columnRange(
  module: string,
  word: string | undefined,
): { readonly from: number; readonly end: number } {
  if (word === undefined) return { from: 0, end: Infinity };
  const match = /^(\d{1,5})(?:-(\d{1,5}|\*)?)?$/.exec(word);
  const from = Number(match?.[1] ?? 0);
  const to = match?.[2] === undefined || match[2] === '*' ? Infinity : Number(match[2]);
  if (from < 1) throw fault(module, 29, word, 'COL');
  if (to < from) throw fault(module, 211);
  return { from: from - 1, end: to };
}
