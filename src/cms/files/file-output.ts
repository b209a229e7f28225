/** A file that is written in steps. Plain data. */
import type { collect } from './tree.js';
import type { Change, FileWriter } from './writer.js';

/** What is written. */
export interface FileOutput {
  readonly module: string;
  readonly letter: string;
  readonly name: string;
  readonly type: string;
  readonly modeNumber: number;
  readonly change: Change;
  readonly writer: FileWriter;
  /** The blocks of the file that is replaced. */
  collecting: ReturnType<typeof collect> | undefined;
}
