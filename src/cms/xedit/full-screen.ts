/**
 * The screen of full-screen programs of CMS: as much of it as one data stream can fill, and the command that erases and
 * writes it (IBM 3270 Information Display System: Data Stream Programmer's Reference, GA23-0059, "Commands").
 */
import type { StepContext } from '../command.js';
import type { DisplaySize } from './editor.js';

/** What every display has. */
export const STANDARD_SIZE: DisplaySize = { rows: 24, columns: 80 };

/** Command codes of erase/write, for the standard screen and for one of another size. */
export const ERASE_WRITE = 0x05;
const ERASE_WRITE_ALTERNATE = 0x0d;

/** Bytes that a screen may take, and those that a row takes beside its text. */
const LONGEST_STREAM = 16_000;
const ROW_COST = 32;

/** The screen that a program has, as large as its data stream can be; undefined without one. */
export function displayOf(context: StepContext): DisplaySize | undefined {
  const size = context.display;
  if (size === undefined) return undefined;
  const { columns } = size;
  return { columns, rows: Math.min(size.rows, Math.trunc(LONGEST_STREAM / (columns + ROW_COST))) };
}

/** The command that erases and writes a screen of this size. */
export function eraseWrite({ rows, columns }: DisplaySize): number {
  const standard = rows === STANDARD_SIZE.rows && columns === STANDARD_SIZE.columns;
  return standard ? ERASE_WRITE : ERASE_WRITE_ALTERNATE;
}
