/**
 * Line editing as CP does it with a typed line (IBM VM/370 "Terminal User's Guide", GC20-1810, "Logical
 * Line Editing Symbols"): delete character, delete line, line end, tab, escape.
 */
import type { ConsoleSettings } from './console-host.js';

/**
 * The logical lines of one typed line. The escape symbol takes the meaning of a symbol behind it away; before
 * any other character it is itself, so that quotation marks can be typed.
 */
export function editLine(typed: string, settings: ConsoleSettings): string[] {
  if (!settings.lineEdit) return [typed];
  const { lineEnd, lineDelete, charDelete, escape, tabChar } = settings;
  const symbols = [lineEnd, lineDelete, charDelete, escape, tabChar].filter((c) => c !== '');
  const lines: string[] = [];
  let line: string[] = [];
  for (let i = 0; i < typed.length; i++) {
    const character = typed.charAt(i);
    const next = typed.charAt(i + 1);
    if (character === escape && symbols.includes(next)) {
      line.push(next);
      i++;
    } else if (character === lineEnd) {
      lines.push(line.join(''));
      line = [];
    } else if (character === charDelete) line.pop();
    else if (character === lineDelete) line = [];
    else if (character === tabChar) line.push('\t');
    else line.push(character);
  }
  // a line end behind the last line ends it and starts no other
  if (line.length > 0 || lines.length === 0) lines.push(line.join(''));
  return lines;
}

/** What stands behind `#CP` (with the line-end symbol set); undefined when the line does not start so. */
export function behindCp(typed: string, settings: ConsoleSettings): string | undefined {
  const { lineEnd } = settings;
  if (lineEnd === '' || !typed.startsWith(lineEnd)) return undefined;
  const match = /^CP(?: +(.*))?$/is.exec(typed.slice(lineEnd.length));
  return match ? (match[1] ?? '') : undefined;
}
