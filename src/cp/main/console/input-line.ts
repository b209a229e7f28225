/** The input area's line and its editing keys: pure functions over plain data. */
import { isGraphic } from '../../../shared/ebcdic.js';
import type { TerminalKey } from '../../ports/console.js';

/** The line in the input area. */
export interface InputLine {
  readonly text: string;
  readonly cursor: number;
  readonly insert: boolean;
}

/** Characters that a typed line may have; a terminal shows the part around the cursor. */
export const INPUT_LIMIT = 16 * 1024;

/** An input area with nothing in it. */
export function emptyInput(): InputLine {
  return { text: '', cursor: 0, insert: false };
}

/** An input area with `text`, cursor behind it. */
export function filledInput(text: string): InputLine {
  const kept = text.slice(0, INPUT_LIMIT);
  return { text: kept, cursor: kept.length, insert: false };
}

/** The line after an editing key; undefined when the key does not edit, the same line when it cannot. */
export function editInput(
  input: InputLine,
  key: TerminalKey,
  columns: number,
): InputLine | undefined {
  const { text, cursor } = input;
  const at = (to: number): InputLine => ({
    ...input,
    cursor: Math.min(Math.max(to, 0), text.length),
  });
  switch (key.kind) {
    case 'character':
      return typed(input, key.character);
    case 'left':
      return at(cursor - 1);
    case 'right':
      return at(cursor + 1);
    case 'up':
      return at(cursor - columns);
    case 'down':
      return at(cursor + columns);
    case 'home':
    case 'back-tab':
      return at(0);
    case 'end':
    case 'tab':
    case 'newline':
      return at(text.length);
    case 'backspace':
      if (cursor === 0) return input;
      return { ...input, text: text.slice(0, cursor - 1) + text.slice(cursor), cursor: cursor - 1 };
    case 'delete':
      return { ...input, text: text.slice(0, cursor) + text.slice(cursor + 1) };
    case 'insert':
      return { ...input, insert: !input.insert };
    case 'erase-eof':
      return { ...input, text: text.slice(0, cursor) };
    case 'erase-input':
      return emptyInput();
    case 'reset':
      return { ...input, insert: false };
    case 'dup':
      return typed(input, '*');
    case 'field-mark':
      return typed(input, ';');
    default:
      return undefined;
  }
}

function typed(input: InputLine, character: string): InputLine {
  const { text, cursor, insert } = input;
  const full = text.length >= INPUT_LIMIT && (insert || cursor === text.length);
  if (full || !isGraphic(character)) return input;
  return {
    text: text.slice(0, cursor) + character + text.slice(insert ? cursor : cursor + 1),
    cursor: cursor + 1,
    insert,
  };
}
