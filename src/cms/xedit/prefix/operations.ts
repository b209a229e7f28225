/** What prefix subcommands do with lines, so much a step (z/VM: XEDIT Commands and Macros Reference, "Prefix Subcommands"). */
import { toEbcdic } from '../../../shared/ebcdic.js';
import { insertText, moveLines, recordOf, type EditFile } from '../edit-file.js';
import { claim } from '../storage-claims.js';
import { copiesInSteps, copyInSteps, repeatInSteps } from '../progress.js';
import { copyScope, deleteScope, moveScope } from '../scope-ranges.js';
import { allInScope } from '../selection.js';
import type { Operation } from './pending.js';

function repeat(file: EditFile, key: string, first: number, count: number, times: number): void {
  if (count === 1) {
    const record = recordOf(file, first);
    claim(file, times, times * record.length);
    insertText(file, first, repeatInSteps(file, key, record, times));
    return;
  }
  claim(file, count * times, 0);
  const piece = copiesInSteps(file, key, first, count, times);
  insertText(file, first + count - 1, piece);
}

/** Does it, or as much of it as one step allows (`Unfinished`); the same operation goes on then. */
export function perform(file: EditFile, operation: Operation): void {
  const key = `prefix ${JSON.stringify(operation)}`;
  switch (operation.kind) {
    case 'add':
      claim(file, operation.count, operation.count * file.options.mask.length);
      insertText(
        file,
        operation.after,
        repeatInSteps(file, key, toEbcdic(file.options.mask), operation.count),
      );
      return;
    case 'delete':
      deleteScope(file, key, operation);
      return;
    case 'copy':
      if (allInScope(file)) {
        const { first, count, after } = operation;
        insertText(file, after, copyInSteps(file, key, first, count));
      } else copyScope(file, key, operation, operation.after);
      return;
    case 'move':
      if (allInScope(file)) moveLines(file, operation.first, operation.count, operation.after);
      else moveScope(file, key, operation, operation.after);
      return;
    case 'repeat':
      repeat(file, key, operation.first, operation.count, operation.by);
  }
}
