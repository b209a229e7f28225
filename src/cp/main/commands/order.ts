/** ORDER: puts files first in their queue, in the order named (CP Command Reference, "ORDER"). */
import type { SpoolFile } from '../../ports/spool-store.js';
import type { CpCommand } from '../cp-services.js';
import { reordered } from '../spool/spool-order.js';
import { doneText } from '../spool/spool-texts.js';
import { answering } from './refusal.js';
import { queueOperand, selectFiles, selectionOf, spoolOf, Words } from './spool-operands.js';

const MODULE = 'CSU';

/** ORDER. */
export const order: CpCommand = {
  name: 'ORDER',
  minimum: 3,
  classes: 'DG',
  run: (context, operands) =>
    answering(context, async () => {
      const words = new Words(operands.words, MODULE);
      const { owner, queue } = queueOperand(context, words, MODULE);
      const selected: SpoolFile[] = [];
      do {
        const some = selectFiles(context, owner, queue, selectionOf(words), MODULE);
        selected.push(...some.filter((file) => !selected.includes(file)));
      } while (words.more);
      const { core } = spoolOf(context.cp);
      // those in use, too: one that is being read goes back behind what was ordered when its guest is reset
      await core.change(reordered(core.queues.queue(owner, queue), selected));
      context.inform(doneText(selected.length, 'ORDERED'));
      return 0;
    }),
};
