/** CHANGE: attributes of files in the queues (CP Command Reference, "CHANGE"). */
import type { SpoolFile } from '../../ports/spool-store.js';
import type { CommandContext, CpCommand } from '../cp-services.js';
import { doneText } from '../spool/spool-texts.js';
import { answering } from './refusal.js';
import {
  hasClass,
  queueOperand,
  selectFiles,
  selectionOf,
  spoolOf,
  Words,
} from './spool-operands.js';

const MODULE = 'CSU';

type Changes = Partial<
  Pick<SpoolFile, 'class' | 'hold' | 'keep' | 'copies' | 'dist' | 'form' | 'name' | 'type'>
>;

function read(words: Words): Changes {
  let changes: Changes = {};
  if (!words.more) words.invalid(undefined);
  while (words.more) {
    if (words.take('CLASS', 2)) changes = { ...changes, class: words.spoolClass() };
    else if (words.take('HOLD', 2)) changes = { ...changes, hold: 'USER' };
    else if (words.take('NOHOLD', 3)) changes = { ...changes, hold: 'NONE' };
    else if (words.take('KEEP', 2)) changes = { ...changes, keep: true };
    else if (words.take('NOKEEP', 3)) changes = { ...changes, keep: false };
    else if (words.take('COPY', 2)) changes = { ...changes, copies: words.number(1, 255) };
    else if (words.take('DIST', 2)) changes = { ...changes, dist: words.name() };
    else if (words.take('FORM', 2)) changes = { ...changes, form: words.name() };
    else if (words.take('NAME', 2)) changes = { ...changes, ...words.fileName() };
    else if (words.take('NONAME', 3)) changes = { ...changes, name: '', type: '' };
    else words.invalid(words.peek);
  }
  return changes;
}

/** A file as changed. What the spool operator holds, only class D lets go. */
function changed(context: CommandContext, file: SpoolFile, changes: Changes): SpoolFile {
  const byOperator = hasClass(context, 'D') && file.owner !== context.user.userid;
  if (changes.hold === undefined) return { ...file, ...changes };
  if (changes.hold === 'USER' && byOperator) return { ...file, ...changes, hold: 'SYS' };
  if (file.hold === 'SYS' && !hasClass(context, 'D')) return { ...file, ...changes, hold: 'SYS' };
  return { ...file, ...changes };
}

/** CHANGE. */
export const change: CpCommand = {
  name: 'CHANGE',
  minimum: 2,
  classes: 'DG',
  run: (context, operands) =>
    answering(context, async () => {
      const words = new Words(operands.words, MODULE);
      const { owner, queue } = queueOperand(context, words, MODULE);
      const selection = selectionOf(words);
      const changes = read(words);
      const files = selectFiles(context, owner, queue, selection, MODULE);
      await spoolOf(context.cp).core.change(files.map((file) => changed(context, file, changes)));
      context.inform(doneText(files.length, 'CHANGED'));
      return 0;
    }),
};
