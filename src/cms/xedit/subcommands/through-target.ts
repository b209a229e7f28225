/** Subcommands that do the same to each line up to a target (z/VM: XEDIT Commands and Macros Reference, "UPPERCAS", "COMPRESS"). */
import { eachLine, type Walked } from '../each-line.js';
import type { EditFile } from '../edit-file.js';
import { activeFile, type Editor } from '../editor.js';
import type { Progress } from '../progress.js';
import { lastOf, topOf } from '../range.js';
import { nextInScope } from '../selection.js';
import { say, type Outcome } from '../subcommand.js';
import { parseTarget } from '../target.js';

/** What such a subcommand is. */
export interface ThroughTarget {
  /** Its name: with its operands the key under which it goes on in the next step. */
  readonly name: string;
  /** How much dearer a line of it is than to change a string in one. */
  readonly weight: number;
  /** Changes the line that `progress` stands at. */
  readonly edit: (file: EditFile, progress: Progress) => void;
  /** What follows when all lines are done: where the current line is then, and what is said. */
  readonly end: (file: EditFile, done: Walked) => Outcome;
}

/**
 * Goes through the lines up to the target that stands in the operands (one line without operands), a share of them a step.
 * Operands that are no target are 520E with return code 5, a target that is not there is 546E with 2.
 */
export function throughTarget(editor: Editor, operands: string, does: ThroughTarget): Outcome {
  const file = activeFile(editor);
  const parsed = parseTarget(operands.trim() === '' ? '1' : operands);
  if (!parsed || parsed.rest !== '') return say(editor, 5, '520E', operands.trim());
  const done = eachLine(
    file,
    parsed.target,
    `${does.name} ${operands}`,
    (progress) => {
      does.edit(file, progress);
    },
    does.weight,
  );
  return done ? does.end(file, done) : say(editor, 2, '546E');
}

/**
 * Makes the last line that was gone through the current one, unless SET STAY is ON. A line that SET SCOPE DISPLAY hides
 * is never current: the one displayed in front of it is.
 */
export function standOnLast(file: EditFile, { last }: Walked): void {
  if (file.settings.stay) return;
  file.current = nextInScope(file, Math.max(topOf(file), Math.min(last, lastOf(file))), -1);
}
