/** What is under way while a file in update mode is saved; plain data of the session's frame. */
import type { EditFile } from '../edit-file.js';
import type { Building } from './update-build.js';

/** The saving of a file in update mode. */
export interface UpdateSaving {
  readonly building: Building;
  readonly fileid: readonly [string, string, string];
  readonly force: boolean;
  readonly leave: boolean;
  /** The update file, when it is made. */
  file: EditFile | undefined;
}
