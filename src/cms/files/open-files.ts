/** Files that programs have open, by RDBUF and WRBUF, until FINIS or the end of the command. Plain data. */
import type { FileEntry } from './layout.js';
import type { RecordCursor } from './reader.js';
import type { Change, FileWriter } from './writer.js';

/** A file open for output. */
export interface OpenOutput {
  readonly change: Change;
  readonly writer: FileWriter;
  readonly modeNumber: number;
  /** The file as it was, when there was one. */
  readonly old: FileEntry | undefined;
  /** Where the old file is read when it is being written anew around changed records. */
  readonly rest: RecordCursor | undefined;
  /** The old file is given up whole. */
  readonly replaced?: boolean;
}

/** An open file. */
export interface OpenFile {
  readonly name: string;
  readonly type: string;
  readonly letter: string;
  readonly device: number;
  /** Reading of the disk that this belongs to. */
  readonly mount: number;
  reader: RecordCursor | undefined;
  /** Items that the next RDBUF and WRBUF without item number take. */
  readNext: number;
  writeNext: number;
  output: OpenOutput | undefined;
}

/** Most files open at a time. */
export const MOST_OPEN = 64;
