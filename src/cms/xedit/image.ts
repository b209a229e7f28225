/** Tab and backspace characters in what is typed (z/VM: XEDIT Commands and Macros Reference, "SET IMAGE", "SET TABS"). */
import type { EditFile } from './edit-file.js';

/** The tab column behind a column; the next column when there is none. */
export function tabBehind(file: EditFile, column: number): number {
  return file.settings.tabs.find((tab) => tab > column) ?? column + 1;
}

/** Text with tab characters drawn out to the tab columns. */
export function expanded(file: EditFile, text: string): string {
  if (!text.includes('\t')) return text;
  let out = '';
  for (const character of text) {
    if (character !== '\t') out += character;
    else out = out.padEnd(tabBehind(file, out.length + 1) - 1, file.options.filler);
  }
  return out;
}

/** Backspaces put the next character over the one before, the later in the code on top. */
function canonical(text: string): string {
  const cells: string[] = [];
  let at = 0;
  for (const character of text) {
    if (character === '\b') at = Math.max(0, at - 1);
    else {
      const old = cells[at];
      cells[at] = old === undefined || old === ' ' || character !== ' ' ? character : old;
      at++;
    }
  }
  return cells.map((cell) => cell).join('');
}

/** Text as SET IMAGE takes it. */
export function imaged(file: EditFile, text: string): string {
  switch (file.options.image) {
    case 'OFF':
      return text;
    case 'ON':
      return canonical(expanded(file, text));
    case 'CANON':
      return canonical(text);
  }
}

/** Blanks up to a tab column become tab characters, from left to right. */
export function compressed(file: EditFile, text: string): string {
  const { filler } = file.options;
  let out = '';
  let from = 0;
  for (const tab of file.settings.tabs) {
    const stop = tab - 1;
    if (stop <= from || stop > text.length) continue;
    const piece = text.slice(from, stop);
    const kept = piece.length - [...piece].reverse().findIndex((one) => one !== filler);
    const end = [...piece].every((one) => one === filler) ? 0 : kept;
    // one blank is as short as a tab character
    out += piece.length - end > 1 ? `${piece.slice(0, end)}\t` : piece;
    from = stop;
  }
  return out + text.slice(from);
}
