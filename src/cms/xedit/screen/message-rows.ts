/**
 * Messages in the rows of SET MSGLINE; those that do not fit go to CMS's screen (z/VM: XEDIT Commands and Macros
 * Reference, "SET MSGLINE").
 */
import type { Editor } from '../editor.js';
import { rowOfPlace } from './screen-settings.js';
import type { Pane } from './pane.js';
import { activePane } from './views.js';

/** Rows at the bottom that are left to the command line. */
const COMMAND_ROWS = 2;

/** Messages as rows of a view of so many columns, at most `most` of them; the first cell of each is an attribute. */
function messageRows(messages: readonly string[], columns: number, most: number): string[] {
  const width = columns - 1;
  const rows: string[] = [];
  for (const text of messages) {
    for (let at = 0; at === 0 || at < text.length; at += width) {
      if (rows.length === most) return rows;
      rows.push(text.slice(at, at + width));
    }
  }
  return rows;
}

/** The messages of a view by rows, and the row of the view that the first covers. */
export function messagesOver(
  editor: Editor,
  { file, rows, columns, index }: Pane,
): { readonly first: number; readonly texts: readonly string[] } {
  const { views } = editor;
  const messages = index === views.active ? editor.messages : (views.all[index]?.messages ?? []);
  const { msgline } = file.screen;
  const first = Math.max(0, Math.min(rows - 1, rowOfPlace(msgline.place, rows)));
  const most = Math.min(rows - first, msgline.lines);
  return { first, texts: messageRows(messages, columns, most) };
}

/** Takes the messages that the screen has no room for: all of them, when there are too many or MSGLINE is OFF. */
export function takeOverflow(editor: Editor): readonly string[] {
  const { file, columns, rows } = activePane(editor);
  const { on, lines, place } = file.screen.msgline;
  // a message in the row of the command line is its own fault; several do not grow down to it
  const room = Math.max(1, Math.min(lines, rows - rowOfPlace(place, rows) - COMMAND_ROWS));
  const fit = on && messageRows(editor.messages, columns, room + 1).length <= room;
  return fit ? [] : editor.messages.splice(0);
}
