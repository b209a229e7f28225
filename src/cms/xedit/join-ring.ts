/** A file joins the ring of a session. */
import { FIRST_ID, type EditFile } from './edit-file.js';
import { newEditor } from './editor.js';
import type { XeditFrame } from './session-frame.js';

/** Puts a file into the ring, as the one that is edited; the first makes the session. */
export function addToRing(frame: XeditFrame, file: EditFile): void {
  const { width, seq8 = true, sidcode } = frame.opening;
  if (width !== undefined) widen(file, width);
  const { origin } = file.options;
  const limit = width ?? origin.limit;
  file.options = {
    ...file.options,
    origin: { ...origin, width: width ?? origin.width, limit, seq8 },
    ...(sidcode === undefined ? {} : { sidcode }),
  };
  const { settings, lrecl } = file;
  settings.truncation = Math.min(settings.truncation, lrecl);
  settings.zone = [1, Math.min(settings.zone[1], lrecl)];
  if (!frame.editor) frame.editor = newEditor(file, frame.display, frame.silent);
  else {
    file.id = FIRST_ID + frame.editor.opened++;
    frame.editor.ring.push(file);
    frame.editor.active = frame.editor.ring.length - 1;
    frame.editor.mode = 'edit';
  }
}

/** WIDTH is how long lines may become: records of varying length may have it from the beginning, others keep their length. */
function widen(file: EditFile, width: number): void {
  const { settings, lrecl } = file;
  file.lrecl = file.recfm === 'V' && file.update === undefined ? width : Math.min(lrecl, width);
  // what the type of the file truncates it to stays
  if (settings.truncation === lrecl) settings.truncation = file.lrecl;
  if (settings.zone[1] === lrecl) settings.zone = [1, file.lrecl];
}
