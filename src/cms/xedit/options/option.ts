/**
 * What an option of SET, QUERY, EXTRACT, TRANSFER and MODIFY is, and the usual kinds of them (z/VM: XEDIT Commands and
 * Macros Reference, "SET", "QUERY", "EXTRACT").
 */
import type { EditFile } from '../edit-file.js';
import type { Editor } from '../editor.js';
import { DONE, say, type Outcome } from '../subcommand.js';
import type { FileOptions } from './option-state.js';

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
  /** QUERY, EXTRACT and MODIFY may name one of several behind its name; behind other options nothing may stand. */
  readonly several?: true;
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
  /** What SET takes to make it what it is, name and operands, where QUERY shows something else (MODIFY, STATUS). */
  readonly settings?: (
    editor: Editor,
    file: EditFile,
    operand: string,
  ) => readonly string[] | undefined;
}

/** Whether what stands behind the name of an option, in capitals, is more than it can be asked for. */
export function isSurplus(option: Option, operand: string): boolean {
  return operand !== '' && option.several !== true;
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

/** Puts options in place of those that a file has. */
export function putOptions(file: EditFile, changed: Partial<FileOptions>): Outcome {
  file.options = { ...file.options, ...changed };
  return DONE;
}

type Switches = {
  [Key in keyof FileOptions]: FileOptions[Key] extends boolean ? Key : never;
}[keyof FileOptions];

/** An option that is ON or OFF. */
export function switchOption(name: string, minimum: number, key: Switches): Option {
  return {
    name,
    minimum,
    set(editor, file, text) {
      const words = wordsOf(text);
      const [word] = words;
      if (words.length !== 1 || (word !== 'ON' && word !== 'OFF')) return refused(editor, text);
      return putOptions(file, { [key]: word === 'ON' });
    },
    values: (_editor, { options }) => [onOff(options[key])],
  };
}

/** One character, as itself or as two hexadecimal digits; undefined for anything else. */
export function characterOf(word: string): string | undefined {
  return word.length === 1 ? word : undefined;
}

type Marked = 'arbchar' | 'escape' | 'etarbch';

/** An option that turns a character on or off, and names it. */
export function markedOption(name: string, minimum: number, key: Marked): Option {
  return {
    name,
    minimum,
    set(editor, file, text) {
      const [word = '', given, extra] = text.trim().split(/\s+/);
      const state = word.toUpperCase();
      const character = given === undefined ? file.options[key].character : characterOf(given);
      if ((state !== 'ON' && state !== 'OFF') || character === undefined || extra !== undefined)
        return refused(editor, text);
      return putOptions(file, { [key]: { on: state === 'ON', character } });
    },
    values: (_editor, { options }) => [onOff(options[key].on), options[key].character],
  };
}

/** An option that says something and cannot be set. */
export function readOnlyOption(
  name: string,
  minimum: number,
  values: (editor: Editor, file: EditFile) => Values,
): Option {
  return { name, minimum, values };
}
