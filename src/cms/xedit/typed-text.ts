/** Text as a user or a macro enters it into a file: SET CASE and SET IMAGE (z/VM: XEDIT Commands and Macros Reference). */
import type { EditFile } from './edit-file.js';
import { imaged } from './image.js';

/** Text in the case that SET CASE asks for, its tab characters as SET IMAGE says. */
export function cased(file: EditFile, text: string): string {
  return imaged(file, file.settings.case.enter === 'UPPER' ? text.toUpperCase() : text);
}
