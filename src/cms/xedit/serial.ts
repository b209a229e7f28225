/**
 * Serial numbers in the last eight columns of records of fixed length, as a file is saved with them (z/VM: XEDIT Commands
 * and Macros Reference, "SET SERIAL"): three characters and five digits, or eight digits.
 */
import { toEbcdic } from '../../shared/ebcdic.js';
import type { EditFile } from './edit-file.js';

/** Columns of a serial number. */
export const SERIAL_COLUMNS = 8;

/** What stands in front of the digits, and how many digits there are; undefined when lines get no numbers. */
function formOf({ options, name }: EditFile): { front: string; digits: number } | undefined {
  const { text } = options.serial;
  if (text === 'OFF') return undefined;
  if (text === 'ALL') return { front: '', digits: SERIAL_COLUMNS };
  const front = (text === 'ON' ? name : text).slice(0, 3).padEnd(3);
  return { front, digits: SERIAL_COLUMNS - front.length };
}

/** The serial number of a line (from 1); numbers that have no room begin again. Undefined when lines get none. */
export function serialOf(file: EditFile, line: number): string | undefined {
  const form = formOf(file);
  if (form === undefined) return undefined;
  const { increment, start } = file.options.serial;
  const number = (start + (line - 1) * increment) % 10 ** form.digits;
  return form.front + String(number).padStart(form.digits, '0');
}

/** Puts the serial number of a line into its record. */
export function serialise(file: EditFile, record: Uint8Array, line: number): void {
  if (record.length < SERIAL_COLUMNS) return;
  const serial = serialOf(file, line);
  if (serial !== undefined) record.set(toEbcdic(serial), record.length - SERIAL_COLUMNS);
}
