/**
 * What a subcommand of XEDIT is, and what it may ask for. Subcommands change the editor in place and say
 * what else has to happen; what needs a guest instruction (writing a file, a CMS or CP command) is asked
 * for as an action, which the loop of the command XEDIT carries out.
 */
import type { Editor } from './editor.js';
import { activeFile } from './editor.js';
import type { ParseKind } from './parse-line.js';
import type { PendingPrefix } from './prefix/pending.js';
import { bottomOf, topOf } from './range.js';
import type { ReadRequest } from './read-operands.js';
import type { Text } from './text/text.js';
import { messageLine, message, type Message, type MessageNumber } from './messages.js';

/** What the loop has to do after a subcommand. */
export type Action =
  | {
      readonly kind: 'save';
      /** Where to, upper case; missing parts are those of the file. */
      readonly fileid: readonly [string, string, string];
      /** Write over another existing file. */
      readonly force: boolean;
      readonly leave: boolean;
    }
  /** `rc`: the return code of XEDIT when it was the last file. */
  | { readonly kind: 'leave'; readonly rc?: number }
  /** It has used its share of the step: run it again, it goes on where it was. */
  | { readonly kind: 'again'; readonly text: string }
  | { readonly kind: 'edit'; readonly text: string }
  /** Another file, or the same in another way, in place of the one that has just come (LOAD). */
  | { readonly kind: 'load'; readonly text: string }
  | {
      readonly kind: 'get';
      readonly fileid: readonly [string, string, string];
      readonly first: number;
      readonly count: number;
    }
  /** Lines go to a file of their own. */
  | {
      readonly kind: 'put';
      readonly fileid: readonly [string, string, string];
      readonly text: Text;
      readonly form: { readonly recfm: 'F' | 'V'; readonly lrecl: number };
      readonly taken?: { readonly first: number; readonly count: number } | undefined;
      readonly onlyNew?: boolean;
    }
  /** `implied`: it is no subcommand, and may be a macro. */
  | {
      readonly kind: 'cms';
      readonly command: string;
      /** It was no subcommand, or is behind the subcommand CMS. */
      readonly implied?: boolean;
      readonly named?: boolean;
    }
  /** `prefix`: it is what an entry of the prefix area stands for. */
  | {
      readonly kind: 'macro';
      /** The subcommand that it is when there is no such macro. */
      readonly otherwise?: string;
      readonly name: string;
      readonly args: string;
      readonly prefix?: PendingPrefix;
    }
  | { readonly kind: 'extract'; readonly operands: string }
  /** The screen is shown, and what the next key brings goes to the program stack. */
  | { readonly kind: 'read'; readonly request: ReadRequest }
  /** The screen is shown, and the macro goes on. */
  | { readonly kind: 'refresh' }
  /** The line on top of the program stack is taken apart. */
  | { readonly kind: 'parse'; readonly column: number; readonly kinds: readonly ParseKind[] }
  | {
      readonly kind: 'stack';
      readonly lines: readonly string[];
      readonly order?: 'LIFO' | 'FIFO';
      /** There are more: this is run behind it. */
      readonly again?: string;
    }
  /** Lines of an answer: in the message area, or typed when they are too many for it. */
  | {
      readonly kind: 'tell';
      readonly lines: readonly string[];
      /** There are more: these are typed, and this is run behind them. */
      readonly again?: string;
    }
  | { readonly kind: 'cp'; readonly command: string }
  /** Commands of CMS are typed line by line. */
  | { readonly kind: 'subset' };

/** How a subcommand ended. */
export interface Outcome {
  readonly rc: number;
  readonly action?: Action;
  /** A subcommand that follows (typed behind a target). */
  readonly then?: string;
}

/** A subcommand of XEDIT. */
export interface Subcommand {
  readonly name: string;
  /** Shortest form, number of characters. */
  readonly minimum: number;
  /** Its operand is text as it stands. */
  readonly keepsBlanks?: boolean;
  /** `operands` is the text behind the name, without leading blanks. */
  run(editor: Editor, operands: string): Outcome;
}

/** Return codes up to this one (end of file) do not keep the rest of the command line from running. */
export const END_OF_FILE = 1;

/** It is done. */
export const DONE: Outcome = { rc: 0 };

/** Shows a message and ends with a return code. */
export function say(editor: Editor, rc: number, number: MessageNumber, argument = ''): Outcome {
  show(editor, message(number, argument));
  return { rc };
}

/** Puts a message on the next screen. */
export function show(editor: Editor, m: Message): void {
  const short = activeFile(editor).options.messages === 'SHORT';
  showText(editor, short ? m.text : messageLine(m), /[EST]$/.test(m.id));
}

/** Puts text on the next screen, unless messages are off (SET MSGMODE); with `alarm` the terminal sounds. */
export function showText(editor: Editor, text: string, alarm = false): void {
  editor.lastMessage = text;
  if (!editor.msgmode) return;
  editor.messages.push(text);
  if (editor.messages.length > MOST_MESSAGES) editor.messages.shift();
  if (alarm) editor.alarm = true;
}

/** Most messages that are kept for the next screen. */
const MOST_MESSAGES = 200;

/** Ends with lines of an answer. */
export function tell(editor: Editor, lines: readonly string[]): Outcome {
  if (lines.length > 1) return { rc: 0, action: { kind: 'tell', lines } };
  editor.messages.push(...lines);
  return DONE;
}

/** The count at the beginning of operands: `*` is everything, nothing is 1; undefined when invalid. */
export function readCount(operands: string): number | undefined {
  const text = operands.trim();
  if (text === '') return 1;
  if (text === '*') return Number.MAX_SAFE_INTEGER;
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** A number at the beginning of operands: nothing is 1; undefined when invalid. */
export function readNumber(operands: string): number | undefined {
  return operands.trim() === '*' ? undefined : readCount(operands);
}

/** What a subcommand does that takes no operands: any is refused. */
export function withoutOperands(run: (editor: Editor) => Outcome): Subcommand['run'] {
  return (editor, operands) => {
    const surplus = operands.trim();
    return surplus === '' ? run(editor) : say(editor, 5, '520E', surplus);
  };
}

/** Moves the current line, within the file; says so when it had to stop at an end (rc 1). */
export function moveTo(editor: Editor, line: number): Outcome {
  const file = activeFile(editor);
  const top = topOf(file);
  const last = bottomOf(file);
  file.current = Math.max(top, Math.min(last, line));
  return { rc: line <= top || line >= last ? 1 : 0 };
}
