/** PRESERVE and RESTORE: the options of a file as a whole (z/VM: XEDIT Commands and Macros Reference). */
import type { EditFile } from '../edit-file.js';
import { activeFile, type Editor } from '../editor.js';
import { DONE, say, type Outcome, type Subcommand } from '../subcommand.js';

function preserve(editor: Editor): Outcome {
  const file = activeFile(editor);
  const { settings, options, name, type, mode, recfm, lrecl, view, prefix, screen } = file;
  const { msgmode, lineEnd } = editor;
  // options are replaced, settings may be changed in place
  file.preserved = {
    ...{ settings: structuredClone(settings), options },
    ...{ name, type, mode, recfm, lrecl, view, prefix, screen, msgmode, lineEnd },
  };
  return DONE;
}

function restore(editor: Editor): Outcome {
  const file = activeFile(editor);
  if (file.preserved === undefined) return say(editor, 6, '507E');
  const { settings, options, msgmode, lineEnd, ...others } = file.preserved;
  // how the file came here, and what its range is by now, are not settings of its user
  const { origin } = file.options;
  Object.assign(file, others satisfies Partial<EditFile>);
  file.settings = structuredClone(settings);
  file.options = { ...options, origin, range: file.options.range };
  editor.msgmode = msgmode;
  editor.lineEnd = lineEnd;
  return DONE;
}

/** The subcommands of this file. */
export const PRESERVING: readonly Subcommand[] = [
  { name: 'PRESERVE', minimum: 4, run: preserve },
  { name: 'RESTORE', minimum: 4, run: restore },
];
