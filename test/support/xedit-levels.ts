/** Selection levels of a file being edited, for tests. */
import type { EditFile } from '../../src/cms/xedit/edit-file.js';
import { changeLevels } from '../../src/cms/xedit/selection.js';

/** Gives lines a level, whatever the scope. */
export function setLevels(file: EditFile, first: number, count: number, level: number): void {
  const { selection } = file;
  const { scope } = selection;
  selection.scope = 'ALL';
  changeLevels(file, first, count, () => level);
  selection.scope = scope;
}
