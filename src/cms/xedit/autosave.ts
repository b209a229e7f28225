/**
 * Files that are saved by themselves after so many changes (z/VM: XEDIT Commands and Macros Reference, "SET AUTOSAVE"):
 * under a name that is a number, so that the file keeps what it has until it is saved. When it is saved or left, that
 * file is erased.
 */
import type { StepContext, StepResult } from '../command.js';
import { searchedLine } from '../exec/searched-line.js';
import { findFile } from '../files/disk-state.js';
import { sinceAutosave } from './edit-file.js';
import { activeFile } from './editor.js';
import { message, type Message } from './messages.js';
import { putOptions } from './options/option.js';
import { startSaving, type Saving } from './save.js';
import { editorOf, on, showScreen, type XeditFrame } from './session-frame.js';
import { show } from './subcommand.js';

/** Type of the files. */
const AUTOSAVE = 'AUTOSAVE';

/** Begins to save the active file when it is time; undefined when it is not. */
export function autosave(context: StepContext, frame: XeditFrame): StepResult | undefined {
  const file = activeFile(editorOf(frame));
  const { every, mode } = file.options.autosave;
  if (every === 0 || sinceAutosave(file) < every) return undefined;
  const fileid = [String(file.id), AUTOSAVE, mode] as const;
  const saving = startSaving(context, file, fileid, { force: true, leave: false });
  if (!('phase' in saving)) {
    autosaveFailed(frame, saving);
    return showScreen(frame);
  }
  frame.saving = { ...saving, autosave: true };
  return on(frame, 'save', { kind: 'work' });
}

/** It cannot be saved: that is told once. */
export function autosaveFailed(frame: XeditFrame, why: Message): void {
  const editor = editorOf(frame);
  const file = activeFile(editor);
  putOptions(file, { autosave: { ...file.options.autosave, every: 0 } });
  show(editor, why);
}

/** It is saved. */
export function autosaved(frame: XeditFrame, { fileid }: Saving): void {
  const editor = editorOf(frame);
  const file = activeFile(editor);
  file.autosaved = { fileid, at: file.alterations };
  show(editor, message('510I', fileid.join(' ')));
}

/** Erases what was saved by itself, when there is any; the session goes on in phase `erase`. */
export function eraseAutosaved(
  context: StepContext,
  frame: XeditFrame,
  leaving: boolean,
): StepResult | undefined {
  const file = activeFile(editorOf(frame));
  const { autosaved: kept } = file;
  file.autosaved = undefined;
  if (kept === undefined || findFile(context.cms.disks, ...kept.fileid) === undefined) {
    return undefined;
  }
  frame.leaving = leaving;
  return on(frame, 'erase', {
    ...{ kind: 'command', caller: 'exec' },
    line: searchedLine(context.cms, `ERASE ${kept.fileid.join(' ')}`),
  });
}
