/**
 * What the program function keys of a screen of lines are set to, and what they make of the input area (z/VM CP Commands
 * and Utilities Reference, "SET PFnn"; VM/370 CP Command Reference for General Users, GC20-1820).
 */
import type { InputLine } from './input-line.js';

/** A key that is set. */
export interface FunctionKey {
  /** IMMED: the text is entered. DELAYED: it is put in the input area. TAB: the cursor goes to the next tab stop. */
  readonly mode: 'IMMED' | 'DELAYED' | 'RETRIEVE' | 'TAB';
  /** The text; of RETRIEVE `FORWARD`, or nothing for backward; of TAB the columns, ascending, with blanks between. */
  readonly text: string;
  /** The text has places for what stands in the input area. */
  readonly subst?: boolean;
}

/** What QUERY PF shows behind the name of a key. */
export function keyShown(key: FunctionKey | undefined): string {
  if (key === undefined) return 'UNDEFINED';
  if (key.mode === 'RETRIEVE') return `RETRIEVE ${key.text === 'FORWARD' ? 'FORWARD' : 'BACKWARD'}`;
  return `${key.mode} ${key.subst === true ? 'SUBST ' : ''}${key.text}`.trimEnd();
}

/**
 * The text of a key with the words of the input area in their places: `&1` to `&9` are words by number, `&*` are all behind
 * the highest number in the text, `&&` is one `&`. A word that is not there is nothing.
 */
export function substituted(text: string, input: string): string {
  const words = input.trim().split(/\s+/);
  const highest = [...text.matchAll(/&([1-9&*])/g)].reduce(
    (most, [, what]) => Math.max(most, Number(what) || 0),
    0,
  );
  return text.replace(/&([1-9&*])/g, (_, what: string) => {
    if (what === '&') return '&';
    return what === '*' ? words.slice(highest).join(' ') : (words[Number(what) - 1] ?? '');
  });
}

/** The input area with the cursor on the next of some tab stops (columns from 1), on the first behind the last. */
export function tabbed(input: InputLine, stops: string): InputLine {
  const columns = stops.split(' ').map((word) => Number(word) - 1);
  const next = columns.find((column) => column > input.cursor) ?? columns[0] ?? 0;
  return { ...input, text: input.text.padEnd(next), cursor: next };
}
