/** Text that was typed as one stretch becomes lines of the file (z/VM: XEDIT Commands and Macros Reference, "POWERINP"). */
import { insertLines, sizeOf } from './edit-file.js';
import { activeFile, type Editor } from './editor.js';
import { message } from './messages.js';
import { NoStorage } from './storage-claims.js';
import { show } from './subcommand.js';
import { cased } from './typed-text.js';

/**
 * Divides text into lines: at each line end character, and between words where a line would be too long. What stands
 * behind a line end keeps the blanks in front of it.
 * @param width - the longest line; a longer word is cut
 */
export function flowed(text: string, width: number, lineEnd: string): string[] {
  const lines: string[] = [];
  for (const part of lineEnd === '' ? [text] : text.split(lineEnd)) {
    let rest = part.trimEnd();
    while (rest.length > width) {
      const blank = rest.lastIndexOf(' ', width);
      const cut = blank > 0 && rest.slice(0, blank).trim() !== '' ? blank : width;
      lines.push(rest.slice(0, cut).trimEnd());
      rest = rest.slice(cut).trimStart();
    }
    lines.push(rest);
  }
  return lines;
}

/** Puts what was typed behind the current line; false when nothing was, or, with a message, there is no storage for it. */
export function takePower(editor: Editor, typed: string): boolean {
  if (typed.trim() === '') return false;
  const file = activeFile(editor);
  const lines = flowed(cased(file, typed), file.settings.truncation, editor.lineEnd);
  const after = Math.min(file.current, sizeOf(file));
  try {
    insertLines(file, after, lines);
  } catch (error) {
    if (!(error instanceof NoStorage)) throw error;
    show(editor, message('557S'));
    return false;
  }
  file.current = after + lines.length;
  return true;
}
