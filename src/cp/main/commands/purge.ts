/** PURGE: removes files from the queues (CP Command Reference, "PURGE"). */
import type { SpoolQueue } from '../../ports/spool-store.js';
import type { ControlCommand } from '../control-command.js';
import { doneText } from '../spool/spool-texts.js';
import { purgeSystems } from './purge-system.js';
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
const QUEUES: readonly SpoolQueue[] = ['RDR', 'PRT', 'PUN'];

/** PURGE. */
export const purge: ControlCommand = {
  name: 'PURGE',
  minimum: 3,
  classes: 'DEG',
  run: (context, operands) =>
    answering(context, async () => {
      const words = new Words(operands.words, MODULE);
      if (hasClass(context, 'E') && words.take('NSS', 3)) return purgeSystems(context, words);
      if (!hasClass(context, 'DG')) words.invalid(words.peek);
      const { core } = spoolOf(context.cp);
      if (operands.words.length === 1 && words.take('ALL', 3)) {
        const own = (queue: SpoolQueue) =>
          selectFiles(context, context.user.userid, queue, { by: 'all' }, MODULE);
        const files = QUEUES.flatMap(own);
        await core.purge(files);
        context.inform(doneText(files.length, 'PURGED'));
        return 0;
      }
      const { owner, queue } = queueOperand(context, words, MODULE);
      const selection = selectionOf(words);
      words.end();
      const files = selectFiles(context, owner, queue, selection, MODULE);
      await core.purge(files);
      context.inform(doneText(files.length, 'PURGED'));
      return 0;
    }),
};
