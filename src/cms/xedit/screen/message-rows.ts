/** Messages in the rows of SET MSGLINE; those that do not fit go to CMS's screen (z/VM: XEDIT Commands and Macros Reference, "SET MSGLINE"). */
import type { Editor } from '../editor.js';
import { rowOfPlace } from './screen-settings.js';
import { activePane } from './views.js';

/** Rows at the bottom that are left to the command line. */
const COMMAND_ROWS = 2;

/** Messages as rows of a view of so many columns; the first cell of each is an attribute. */
export function messageRows(messages: readonly string[], columns: number): string[] {
  const width = columns - 1;
  return messages.flatMap((text) =>
    Array.from({ length: Math.max(1, Math.ceil(text.length / width)) }, (_, i) =>
      text.slice(i * width, (i + 1) * width),
    ),
  );
}

/** Takes the messages that the screen has no room for: all of them, when there are too many or MSGLINE is OFF. */
export function takeOverflow(editor: Editor): readonly string[] {
  const { file, columns, rows } = activePane(editor);
  const { on, lines, place } = file.screen.msgline;
  // a message in the row of the command line is its own fault; several do not grow down to it
  const room = Math.max(1, Math.min(lines, rows - rowOfPlace(place, rows) - COMMAND_ROWS));
  const fit = on && messageRows(editor.messages, columns).length <= room;
  return fit ? [] : editor.messages.splice(0);
}
