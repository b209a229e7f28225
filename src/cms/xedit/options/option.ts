/**
 * What an option of SET, QUERY, EXTRACT, TRANSFER and MODIFY is, and the usual kinds of them (z/VM: XEDIT Commands and
 * Macros Reference, "SET", "QUERY", "EXTRACT").
 */
import type { EditFile } from '../edit-file.js';
import type { Editor } from '../editor.js';
import { say, type Outcome } from '../subcommand.js';

/** What EXTRACT gives: NAME.1, NAME.2 and so on. */
export type Values = readonly (string | number)[];

/** The values of one variable. */
export interface Variable {
  readonly name: string;
  readonly values: Values;
}

/** One option. */
export interface Option {
  readonly name: string;
  /** Shortest form, number of characters. */
  readonly minimum: number;
  /** SET; `text` is what stands behind the name. An option without it cannot be set. */
  readonly set?: (editor: Editor, file: EditFile, text: string) => Outcome;
  /** The word SET cannot be left out. */
  readonly needsSet?: boolean;
  /** `operand` is what stands behind the name, in capitals; undefined when it is not valid. */
  values(editor: Editor, file: EditFile, operand: string): Values | undefined;
  /** What EXTRACT sets, when that is not one variable of the name of the option. */
  readonly variables?: (
    editor: Editor,
    file: EditFile,
    operand: string,
  ) => readonly Variable[] | undefined;
  /** What QUERY shows, when that is not the name and the values in one line. */
  readonly lines?: (
    editor: Editor,
    file: EditFile,
    operand: string,
  ) => readonly string[] | undefined;
}

/** The words of what was typed, in capitals. */
export function wordsOf(text: string): readonly string[] {
  return text.trim().toUpperCase().split(/\s+/).filter(Boolean);
}

/** Refuses operands: there are none, or they are not valid. */
export function refused(editor: Editor, text: string): Outcome {
  const operands = text.trim();
  return operands === '' ? say(editor, 5, '545E') : say(editor, 5, '520E', operands);
}

/** ON or OFF. */
export const onOff = (on: boolean): 'ON' | 'OFF' => (on ? 'ON' : 'OFF');

/** A number in a range, or undefined. */
export function numberIn(word: string | undefined, low: number, high: number): number | undefined {
  if (word === undefined || !/^\d{1,9}$/.test(word)) return undefined;
  const value = Number(word);
  return value >= low && value <= high ? value : undefined;
}

/** The word of a list that a short form means: at least `minimum` characters of it. */
export function wordIn<Word extends string>(
  word: string | undefined,
  all: readonly Word[],
  minimum = 1,
): Word | undefined {
  if (word === undefined || word.length < minimum) return undefined;
  return all.find((one) => one.startsWith(word));
}
