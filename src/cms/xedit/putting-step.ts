/**
 * Lines that go to a file of their own (PUT, STATUS): behind those that it has, or as a new one. It is read, grows, and is
 * saved as any other, while the file being edited stays as it is.
 */
import type { StepContext, StepResult } from '../command.js';
import { DiskError } from '../files/volume.js';
import { insertText, newEditFile, sizeOf, type EditFile } from './edit-file.js';
import { heldBy, NoStorage } from './storage-claims.js';
import { roomFor } from './editor.js';
import { findForEdit, loadedFile, startLoading } from './load.js';
import { message } from './messages.js';
import { startSaving } from './save.js';
import { editorOf, loadFailed, on, refuse, tooLarge, type XeditFrame } from './session-frame.js';
import type { Putting } from './putting.js';

/** Begins: reads the file when it is there. */
export function startPut(
  context: StepContext,
  frame: XeditFrame,
  putting: Putting,
  form: { readonly recfm: 'F' | 'V'; readonly lrecl: number },
): StepResult {
  const found = findForEdit(context.cms.disks, putting.fileid);
  frame.putting = putting;
  if (!found) {
    putting.file = newEditFile(putting.fileid, form.recfm, form.lrecl, []);
    return save(context, frame, putting.file);
  }
  if (putting.onlyNew)
    return failed(frame, () => refuse(frame, message('594E', putting.fileid.join(' '))));
  const large = tooLarge(frame, found);
  if (large) return failed(frame, () => large);
  const device = context.disk(found.volume.device);
  if (!device) return failed(frame, () => refuse(frame, message('069E', putting.fileid[2])));
  try {
    frame.loading = startLoading(found, found.volume, device, roomFor(editorOf(frame), undefined));
  } catch (error) {
    if (error instanceof DiskError) return failed(frame, () => loadFailed(frame, error));
    throw error;
  }
  return on(frame, 'put', { kind: 'work' });
}

/** Gives up; the active file stays as it is. */
export function failed(frame: XeditFrame, answer: () => StepResult): StepResult {
  frame.putting = undefined;
  frame.loading = undefined;
  return answer();
}

/** The file has been read. */
export function putLoaded(context: StepContext, frame: XeditFrame): StepResult {
  const { putting, loading } = frame;
  if (!putting || !loading) throw new Error('XEDIT puts no lines');
  frame.loading = undefined;
  putting.file = loadedFile(loading);
  return save(context, frame, putting.file);
}

function save(context: StepContext, frame: XeditFrame, file: EditFile): StepResult {
  const { fileid, text } = frame.putting!;
  file.most = heldBy(file) + roomFor(editorOf(frame), undefined);
  try {
    insertText(file, sizeOf(file), text);
  } catch (error) {
    if (error instanceof NoStorage) return failed(frame, () => refuse(frame, message('557S')));
    throw error;
  }
  const saving = startSaving(context, file, fileid, { force: true, leave: false });
  if (!('phase' in saving)) return failed(frame, () => refuse(frame, saving));
  frame.saving = saving;
  return on(frame, 'save', { kind: 'work' });
}
