/** Lines on their way to a file of their own, as the frame of a session keeps them. */
import type { EditFile } from './edit-file.js';
import type { Text } from './text/text.js';

/** What is on its way to a file. */
export interface Putting {
  readonly fileid: readonly [string, string, string];
  readonly text: Text;
  /** The file, once it has all its lines. */
  file: EditFile | undefined;
  /** Lines of the active file that are taken out in the end (PUTD). */
  readonly taken: { readonly first: number; readonly count: number } | undefined;
  /** The file must not be there yet. */
  readonly onlyNew: boolean;
}
