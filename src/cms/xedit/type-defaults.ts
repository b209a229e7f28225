/** Gives a file what its type begins with (z/VM: XEDIT Commands and Macros Reference, "Filetype Defaults"). */
import type { EditFile } from './edit-file.js';
import { typeDefaults } from './type-defaults-table.js';

/** Gives a file that has been read, or is new, what its type begins with; its records keep their form. */
export function applyTypeDefaults(file: EditFile): void {
  const { truncation = file.lrecl, verify, serial, spill, image } = typeDefaults(file.type);
  const { settings, screen } = file;
  settings.truncation = Math.min(file.lrecl, truncation);
  settings.zone = [1, settings.truncation];
  const last = Math.min(file.lrecl, verify ?? truncation);
  if (last < file.lrecl)
    file.screen = { ...screen, verify: { on: true, pairs: [{ first: 1, last, hex: false }] } };
  file.options = {
    ...file.options,
    ...(spill && { spill }),
    ...(image && { image }),
    ...(serial && file.recfm === 'F' && file.lrecl === 80
      ? { serial: { ...file.options.serial, text: 'ON' } }
      : {}),
  };
}
