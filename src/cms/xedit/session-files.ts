/** Files of a session: they come into the ring, are read into another, are written, and leave. */
import type { Answer, StepContext, StepResult } from '../command.js';
import { DiskError } from '../files/volume.js';
import { insertText } from './edit-file.js';
import { heldBy, MAXIMUM_HELD, NoStorage } from './storage-claims.js';
import { autosaved, autosaveFailed, eraseAutosaved } from './autosave.js';
import { activeFile, roomFor } from './editor.js';
import { addToRing } from './join-ring.js';
import {
  findForEdit,
  loadedFile,
  loadSome,
  newFile,
  NotUnpacked,
  startLoading,
  type Loading,
} from './load.js';
import { continueMember, startMemberLoad } from './member-load.js';
import { message } from './messages.js';
import { fileLeft } from './screen/views.js';
import { saveSome } from './save.js';
import {
  editorOf,
  largeFile,
  loadFailed,
  notLoaded,
  on,
  refuse,
  showScreen,
  tooLarge,
  type XeditFrame,
} from './session-frame.js';
import { failed, putLoaded } from './putting-step.js';
import { lastOf } from './range.js';
import { show } from './subcommand.js';
import { takePut } from './subcommands/putting.js';
import { takeOut } from './text/text.js';
import { continueUpdateLoad, startUpdateLoad } from './update/update-load.js';
import type { Opening } from './xedit-options.js';

/** GET of a whole file. */
export const EVERY_RECORD = { first: 1, count: Number.MAX_SAFE_INTEGER };

type Fileid = readonly [string, string, string];

/** Whether a file of the ring is the one that is wanted. */
function isNamed(own: Fileid | undefined, [name, type, mode]: Fileid): boolean {
  if (own?.[0] !== name || own[1] !== type) return false;
  return mode === '*' || own[2].startsWith(mode.charAt(0));
}

/**
 * Opens a file into the ring: from the ring itself, from disk, or new; undefined when it has joined the ring, and has
 * yet to get its profile.
 */
export function openFile(
  context: StepContext,
  frame: XeditFrame,
  fileid: readonly [string, string, string],
  opening: Opening = {},
): StepResult | undefined {
  const editor = frame.editor;
  frame.opening = opening;
  if (opening.member !== undefined) {
    return startMemberLoad(context, frame, fileid, opening.member);
  }
  const at = editor?.ring.findIndex(
    (f) => isNamed([f.name, f.type, f.mode], fileid) || isNamed(f.update?.source, fileid),
  );
  if (editor && at !== undefined && at >= 0 && frame.replaced === undefined) {
    editor.active = at;
    return showScreen(frame);
  }
  if (opening.update === true) return startUpdateLoad(context, frame, fileid, opening);
  const found = findForEdit(context.cms.disks, fileid);
  if (!found) {
    const mode = fileid[2] === '*' ? 'A1' : fileid[2].padEnd(2, '1');
    addToRing(frame, newFile([fileid[0], fileid[1], mode]));
    show(editorOf(frame), message('571I'));
    return undefined;
  }
  const large = tooLarge(frame, found);
  if (large) return large;
  try {
    const device = context.disk(found.volume.device);
    if (!device) throw new DiskError('gone', found.volume.device);
    const room = editor ? roomFor(editor, undefined) : MAXIMUM_HELD;
    frame.loading = startLoading(found, found.volume, device, room, opening.width);
  } catch (error) {
    if (error instanceof DiskError) return loadFailed(frame, error);
    throw error;
  }
  return on(frame, 'load', { kind: 'work' });
}

/** Reads on; undefined when the file has joined the ring. */
export function continueLoading(context: StepContext, frame: XeditFrame): StepResult | undefined {
  if (frame.member) return continueMember(context, frame, frame.member);
  if (frame.updating) return continueUpdateLoad(context, frame, frame.updating);
  const loading = frame.loading;
  if (!loading) throw new Error('XEDIT loads no file');
  const { phase } = frame;
  try {
    const device = context.disk(loading.device);
    if (!device) throw new DiskError('gone', loading.device);
    if (!loadSome(loading, device)) return on(frame, phase, { kind: 'work' }, 1000);
  } catch (error) {
    if (error instanceof DiskError) return loadFailed(frame, error);
    if (error instanceof NotUnpacked) return notUnpacked(frame, loading);
    if (error instanceof NoStorage) {
      return phase === 'get'
        ? noStorage(frame)
        : notLoaded(frame, 88, largeFile(loading.fileid.join(' ')));
    }
    throw error;
  }
  frame.loading = undefined;
  if (phase === 'load') {
    addToRing(frame, loadedFile(loading));
    if (loading.cut === true) show(editorOf(frame), message('503E'));
    return undefined;
  } else {
    const file = activeFile(editorOf(frame));
    file.most = roomFor(editorOf(frame), file);
    const { first, count } = frame.getting;
    const all = loading.text.size;
    const piece = takeOut(loading.text, first, Math.min(count, all));
    const at = Math.min(file.current, lastOf(file));
    const { size } = piece;
    if (size === 0) {
      frame.macros.rc = 1;
      show(editorOf(frame), message('564W'));
      return showScreen(frame);
    }
    try {
      insertText(file, at, piece);
      file.current = at + size;
      // fewer records than were asked for
      if (count !== EVERY_RECORD.count && size < count) {
        frame.macros.rc = 1;
        show(editorOf(frame), message('564W'));
      }
    } catch (error) {
      if (error instanceof NoStorage) return noStorage(frame);
      throw error;
    }
  }
  return showScreen(frame);
}

/** Reads on the file that lines are put to. */
export function continuePutting(context: StepContext, frame: XeditFrame): StepResult {
  const loading = frame.loading;
  if (!loading) throw new Error('XEDIT loads no file');
  try {
    const device = context.disk(loading.device);
    if (!device) throw new DiskError('gone', loading.device);
    if (!loadSome(loading, device)) return on(frame, 'put', { kind: 'work' }, 1000);
  } catch (error) {
    if (error instanceof DiskError) return failed(frame, () => loadFailed(frame, error));
    if (error instanceof NotUnpacked) return failed(frame, () => notUnpacked(frame, loading));
    if (error instanceof NoStorage) return failed(frame, () => noStorage(frame));
    throw error;
  }
  return putLoaded(context, frame);
}

function notUnpacked(frame: XeditFrame, { fileid }: Loading): StepResult {
  return notLoaded(frame, 88, `DMSXIN500E Unable to unpack file ${fileid.join(' ')}`);
}

function noStorage(frame: XeditFrame): StepResult {
  frame.loading = undefined;
  return refuse(frame, message('557S'));
}

/** Writes on. */
export function continueSaving(
  context: StepContext,
  frame: XeditFrame,
  answer: Answer,
): StepResult {
  const editor = editorOf(frame);
  const saving = frame.saving;
  if (!saving) throw new Error('XEDIT saves no file');
  const file = frame.putting?.file ?? activeFile(editor);
  const step = saveSome(context, frame.building?.file ?? file, saving, answer);
  if ('effect' in step) return on(frame, 'save', step.effect, 800);
  frame.saving = undefined;
  frame.building = undefined;
  if ('failed' in step) {
    frame.putting = undefined;
    if (!saving.autosave) return refuse(frame, step.failed);
    autosaveFailed(frame, step.failed);
    return showScreen(frame);
  }
  if (saving.autosave) {
    autosaved(frame, saving);
    return showScreen(frame);
  }
  if (frame.putting) {
    const { taken } = frame.putting;
    frame.putting = undefined;
    if (taken) takePut(activeFile(editor), taken);
    return showScreen(frame);
  }
  [file.name, file.type, file.mode] = saving.fileid;
  return saved(context, frame, saving.leave);
}

/** The active file is on its disk. */
export function saved(context: StepContext, frame: XeditFrame, leaving: boolean): StepResult {
  activeFile(editorOf(frame)).alterations = 0;
  return eraseAutosaved(context, frame, leaving) ?? afterErase(frame, leaving);
}

/** Goes on when nothing is left that was saved by itself. */
export function afterErase(frame: XeditFrame, leaving = frame.leaving): StepResult {
  return leaving ? leaveFile(frame) : showScreen(frame);
}

/** Takes the active file out of the ring; the session ends with the last. */
function leaveFile(frame: XeditFrame): StepResult {
  const editor = editorOf(frame);
  const gone = editor.active;
  editor.ring.splice(gone, 1);
  if (editor.ring.length === 0) {
    if (frame.macros.running.length === 0 && frame.outside.length === 0)
      return { rc: frame.macros.quit ?? 0 };
    // the macro or program that has left the last file goes on without
    frame.macros.left = true;
    return showScreen(frame);
  }
  editor.active = Math.min(gone, editor.ring.length - 1);
  fileLeft(editor, gone);
  editor.mode = 'edit';
  return showScreen(frame);
}

/** Begins to read a file into the active one (GET). */
export function startGet(
  context: StepContext,
  frame: XeditFrame,
  fileid: readonly [string, string, string],
): StepResult {
  const editor = editorOf(frame);
  const found = findForEdit(context.cms.disks, fileid);
  const device = found && context.disk(found.volume.device);
  if (!found || !device) return refuse(frame, message('002E', fileid.join(' ')));
  const large = tooLarge(frame, found);
  if (large) return large;
  const file = activeFile(editor);
  const room = roomFor(editor, file) - heldBy(file);
  frame.loading = startLoading(found, found.volume, device, room);
  return on(frame, 'get', { kind: 'work' });
}
