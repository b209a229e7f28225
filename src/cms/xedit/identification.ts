/** The line that says which file this is: the first of the screen, and of QUERY RING. */
import { sinceAutosave, sizeOf, type EditFile } from './edit-file.js';

/** Row 1: what file this is. */
export function identification(file: EditFile): string {
  const id = `${file.name.padEnd(8)} ${file.type.padEnd(8)} ${file.mode.padEnd(2)}`;
  const form = `${file.recfm} ${file.lrecl}`;
  return (
    `${id}  ${form}  Trunc=${file.settings.truncation} Size=${sizeOf(file)} ` +
    `Line=${file.current} Col=${file.column} Alt=${sinceAutosave(file)}`
  );
}
