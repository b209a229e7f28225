/** TRANSFER: files to another user's queue, or back from there (CP Command Reference, "TRANSFER"). */
import type { SpoolQueue } from '../../ports/spool-store.js';
import type { CpCommand } from '../cp-services.js';
import { doneText } from '../spool/spool-texts.js';
import { say } from '../messages-table.js';
import { answering } from './refusal.js';
import {
  knownUser,
  queueOf,
  queueOperand,
  selectFiles,
  selectionOf,
  spoolOf,
  Words,
} from './spool-operands.js';

const MODULE = 'CSU';

/** TRANSFER. */
export const transfer: CpCommand = {
  name: 'TRANSFER',
  minimum: 4,
  classes: 'DG',
  run: (context, operands) =>
    answering(context, async () => {
      const words = new Words(operands.words, MODULE);
      const { owner, queue } = queueOperand(context, words, MODULE);
      const selection = selectionOf(words);
      const back = words.take('FROM', 4);
      if (!back) words.take('TO', 2);
      const word = words.need();
      const other = word === '*' ? context.user.userid : knownUser(context.cp, word, MODULE);
      let target: SpoolQueue = 'RDR';
      if (words.more) target = queueOf(words.next()) ?? words.invalid(words.peek);
      words.end();
      const { core } = spoolOf(context.cp);
      const by = context.user.userid;
      // FROM: only what one has sent oneself comes back
      const files = back
        ? selectFiles(context, other, queue, selection, MODULE).filter((file) => file.origin === by)
        : selectFiles(context, owner, queue, selection, MODULE);
      const moved = await core.transfer(files, back ? by : other, target, by);
      context.inform(doneText(moved.length, 'TRANSFERRED'));
      if (moved.length === files.length) return 0;
      return say(context, MODULE, 428, other);
    }),
};
