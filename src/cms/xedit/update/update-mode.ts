/**
 * Update mode: a source is shown with its updates applied, and what is changed is written as an update file (z/VM: CMS
 * Commands and Utilities Reference, "XEDIT", options UPDATE, CTL, MERGE, UNTIL, INCR, SIDCODE). Plain data of a file.
 */
import type { SequenceRule } from '../../update/apply.js';
import type { Text } from '../text/text.js';

/** Columns in front of the sequence numbers. */
export const SOURCE_COLUMNS = 72;

/** A comment of the update file, and the number of the first statement behind it; undefined behind the last. */
export interface UpdateComment {
  readonly text: string;
  readonly before: number | undefined;
}

/** What a file in update mode has beside its lines. */
export interface UpdateMode {
  readonly version: 1;
  readonly source: readonly [string, string, string];
  /** Filename of the control file. */
  readonly control: string | undefined;
  readonly merge: boolean;
  readonly until: string | undefined;
  /** Least difference of the numbers of two new lines. */
  readonly increment: number;
  readonly rule: SequenceRule;
  /** The lines that the update file is applied to. */
  readonly base: Text;
  /** Lines that came out of the update file when it was read. */
  readonly inserted: Text;
  readonly comments: readonly UpdateComment[];
  /** The update file gives the source new numbers (`./ S`), so that changes cannot be told by them. */
  readonly renumbered: boolean;
}
