/** A line about a file, as LISTFILE and the headers of punched files have it. */
import type { FoundFile } from '../files/disk-state.js';
import type { Stamp } from '../files/layout.js';

/** What can be told of a file, each with all in front of it. */
export const LIST_COLUMNS = ['FNAME', 'FTYPE', 'FMODE', 'FORMAT', 'ALLOC', 'DATE', 'LABEL'];
/** How a date is shown: ` 8/31/13`, ` 8/31/2013` or `2013-08-31`. */
export type DateForm = 'short' | 'full' | 'iso';
/** Options of the lists that choose it; VMDATE is that of CP SET DATEFORMAT. */
export const DATE_OPTIONS = ['SHORTDATE', 'FULLDATE', 'ISODATE', 'VMDATE'];
const HEADING = 'FILENAME FILETYPE FM FORMAT LRECL       RECS     BLOCKS ';
const DATE_HEADINGS: Readonly<Record<DateForm, string>> = {
  short: '    DATE     TIME LABEL',
  full: '      DATE     TIME LABEL',
  iso: '      DATE     TIME LABEL',
};
/** Where each amount of information ends in a line. */
const WIDTHS = [8, 17, 20, 33, 55, 73, 80];
/** Of it, what a year of four digits adds. */
const LONGER: Readonly<Record<DateForm, number>> = { short: 0, full: 2, iso: 2 };

const two = (n: number): string => String(n).padStart(2, '0');

/** Date as headers of files and messages show it. */
export function shortDate(stamp: Stamp): string {
  return `${two(stamp.month)}/${two(stamp.day)}/${two(stamp.year % 100)}`;
}

/** The form that options ask for. */
export function dateForm(options: { has(name: string): boolean }): DateForm {
  if (options.has('FULLDATE')) return 'full';
  return options.has('ISODATE') ? 'iso' : 'short';
}

/** Date as lists of files show it: without the zero in front of a month. */
export function listDate(stamp: Stamp, form: DateForm = 'short'): string {
  const year = String(stamp.year).padStart(4, '0');
  if (form === 'iso') return `${year}-${two(stamp.month)}-${two(stamp.day)}`;
  const month = String(stamp.month).padStart(2);
  return `${month}/${two(stamp.day)}/${form === 'full' ? year : year.slice(-2)}`;
}

/** Time as lists show it. */
export function shortTime(stamp: Stamp): string {
  return `${String(stamp.hour).padStart(2)}:${two(stamp.minute)}:${two(stamp.second)}`;
}

const widthOf = (level: number, form: DateForm): number =>
  WIDTHS[level]! + (level > 4 ? LONGER[form] : 0);

/** The line over a list. */
export function listHeading(level: number, form: DateForm = 'short'): string {
  return `${HEADING}${DATE_HEADINGS[form]}`.slice(0, widthOf(level, form)).trimEnd();
}

/** One line about a file, up to the information that is asked for. */
export function fileLine(file: FoundFile, level: number, form: DateForm = 'short'): string {
  const { entry, mode } = file;
  let line = `${entry.name.padEnd(8)} ${entry.type.padEnd(8)} ${mode.letter}${entry.modeNumber}`;
  if (level > 2) {
    line +=
      ` ${entry.format}${String(entry.recordLength).padStart(11)}` +
      `${String(entry.records).padStart(11)}${String(entry.dataBlocks).padStart(11)} ` +
      `${listDate(entry.written, form)} ${shortTime(entry.written)} ${file.volume.label}`;
  }
  return line.slice(0, widthOf(level, form)).trimEnd();
}
