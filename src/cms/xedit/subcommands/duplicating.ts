/** ADD and DUPLICAT: lines that are alike (z/VM: XEDIT Commands and Macros Reference). */
import { toEbcdic } from '../../../shared/ebcdic.js';
import { insertText, recordOf, sizeOf, type EditFile } from '../edit-file.js';
import { activeFile, type Editor } from '../editor.js';
import { copiesInSteps, repeatInSteps, type Progress } from '../progress.js';
import { claim } from '../storage-claims.js';
import { DONE, readNumber, say, type Outcome, type Subcommand } from '../subcommand.js';
import { parseTarget, targetRange } from '../target.js';

function add(editor: Editor, operands: string): Outcome {
  const count = readNumber(operands);
  if (count === undefined) return say(editor, 5, '520E', operands.trim());
  const file = activeFile(editor);
  claim(file, count, count * file.options.mask.length);
  const mask = toEbcdic(file.options.mask);
  insertText(file, file.current, repeatInSteps(file, `add ${operands}`, mask, count));
  editor.cursor = { line: file.current + 1, column: 1 };
  return DONE;
}

/** The lines that are copied, and how often; from the note while that takes further steps. */
function wanted(file: EditFile, key: string, target: string): Progress['block'] {
  const { progress } = file;
  if (progress?.key === key && progress.block !== undefined) return progress.block;
  const parsed = parseTarget(target);
  return parsed && targetRange(file, parsed.target);
}

/** DUPLICAT [n [target]]: so many copies of the lines up to a target, behind them. */
function duplicate(editor: Editor, operands: string): Outcome {
  const [, number = '', target = ''] = /^\s*(\S*)\s*(.*)$/s.exec(operands) ?? [];
  const times = readNumber(number);
  if (times === undefined) return say(editor, 5, '520E', operands.trim());
  const file = activeFile(editor);
  const where = target.trim() === '' ? '1' : target;
  if (parseTarget(where)?.rest !== '') return say(editor, 5, '520E', target.trim());
  const key = `duplicat ${operands}`;
  const lines = wanted(file, key, where);
  if (lines === undefined) return say(editor, 2, '546E');
  const { first, count } = lines;
  if (count === 0) return { rc: 1 };
  if (count === 1) {
    const record = recordOf(file, first);
    claim(file, times, times * record.length);
    insertText(file, first, repeatInSteps(file, key, record, times));
  } else {
    claim(file, count * times, 0);
    insertText(file, first + count - 1, copiesInSteps(file, key, first, count, times));
  }
  file.current = Math.min(sizeOf(file), first + count - 1 + count * times);
  return DONE;
}

/** The subcommands. */
export const DUPLICATING: readonly Subcommand[] = [
  { name: 'ADD', minimum: 1, run: add },
  { name: 'DUPLICAT', minimum: 3, run: duplicate },
];
