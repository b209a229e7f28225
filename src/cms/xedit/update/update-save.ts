/** SAVE and FILE in update mode: the update file is made and written; the source stays (z/VM: CMS Commands, "XEDIT"). */
import { toEbcdic } from '../../../shared/ebcdic.js';
import type { StepContext, StepResult } from '../../command.js';
import { findFile } from '../../files/disk-state.js';
import { newEditFile } from '../edit-file.js';
import { activeFile } from '../editor.js';
import { message } from '../messages.js';
import { startSaving } from '../save.js';
import { saved } from '../session-files.js';
import { editorOf, on, refuse, type XeditFrame } from '../session-frame.js';
import { show, type Action } from '../subcommand.js';
import { append } from '../text/text.js';
import { buildSome, startBuilding } from './update-build.js';

const CARD = 80;

/** Begins to make the update file of the active file. */
export function startUpdateSave(
  context: StepContext,
  frame: XeditFrame,
  { fileid, force, leave }: Extract<Action, { kind: 'save' }>,
): StepResult {
  const file = activeFile(editorOf(frame));
  const building = startBuilding(file.update!, file.text, file.options.sidcode, context.now);
  frame.building = { building, fileid, force, leave, file: undefined };
  return on(frame, 'building', { kind: 'work' });
}

/** Goes on, and writes it when it is made. */
export function continueBuilding(context: StepContext, frame: XeditFrame): StepResult {
  const editor = editorOf(frame);
  const saving = frame.building!;
  const { building, fileid, leave } = saving;
  if (!buildSome(building)) return on(frame, 'building', { kind: 'work' }, 800);
  const failed = (answer: () => StepResult): StepResult => {
    frame.building = undefined;
    return answer();
  };
  if (building.failed !== undefined) {
    return failed(() => refuse(frame, message('599S', building.failed)));
  }
  if (building.out.size === 0) {
    if (findFile(context.cms.disks, ...fileid) === undefined) {
      // nothing is changed: there are no empty files
      show(editor, message('559W'));
      return failed(() => saved(context, frame, leave));
    }
    append(building.out, toEbcdic('./ *'));
  }
  const { name, type, mode } = activeFile(editor);
  saving.file = newEditFile([name, type, mode], 'F', CARD, building.out);
  const started = startSaving(context, saving.file, fileid, saving);
  if (!('phase' in started)) return failed(() => refuse(frame, started));
  frame.saving = started;
  return on(frame, 'save', { kind: 'work' });
}
