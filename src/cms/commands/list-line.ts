/** A line about a file, as LISTFILE and the headers of punched files have it. */
import type { FoundFile } from '../files/disk-state.js';
import type { Stamp } from '../files/layout.js';

/** What can be told of a file, each with all in front of it. */
export const LIST_COLUMNS = ['FNAME', 'FTYPE', 'FMODE', 'FORMAT', 'ALLOC', 'DATE', 'LABEL'];
const HEADING = 'FILENAME FILETYPE FM FORMAT LRECL       RECS     BLOCKS     DATE     TIME LABEL';
/** Where each amount of information ends in a line. */
const WIDTHS = [8, 17, 20, 33, 55, 73, 80];

const two = (n: number): string => String(n).padStart(2, '0');

/** Date as lists show it. */
export function shortDate(stamp: Stamp): string {
  return `${two(stamp.month)}/${two(stamp.day)}/${two(stamp.year % 100)}`;
}

/** Time as lists show it. */
export function shortTime(stamp: Stamp): string {
  return `${String(stamp.hour).padStart(2)}:${two(stamp.minute)}:${two(stamp.second)}`;
}

/** The line over a list. */
export function listHeading(level: number): string {
  return HEADING.slice(0, WIDTHS[level]).trimEnd();
}

/** One line about a file, up to the information that is asked for. */
export function fileLine(file: FoundFile, level: number): string {
  const { entry, mode } = file;
  let line = `${entry.name.padEnd(8)} ${entry.type.padEnd(8)} ${mode.letter}${entry.modeNumber}`;
  if (level > 2) {
    line +=
      ` ${entry.format}${String(entry.recordLength).padStart(11)}` +
      `${String(entry.records).padStart(11)}${String(entry.dataBlocks).padStart(11)} ` +
      `${shortDate(entry.written)} ${shortTime(entry.written)} ${file.volume.label}`;
  }
  return line.slice(0, WIDTHS[level]).trimEnd();
}
