/** How far an EXECIO has come. */
import type { Moved } from './lines.js';
import type { Request } from './request.js';

/** Where a request stands; plain data. */
export interface Execio {
  readonly request: Request;
  readonly moved: Moved;
  /** Where the file is to be put to first (0: where it stands), and whether it has been. */
  readonly first: number;
  started: boolean;
  /** A line that was read from the stack or the console and is still to be written. */
  line: string | undefined;
  /** Everything is done but the closing; its return code. */
  ended: number | undefined;
  /** CP commands that have been given. */
  commands: number;
}
