/** DIAGNOSE X'44': voluntary end of the time slice (z/VM CP Programming Services). */
import { DONE } from './diagnose-code.js';
import type { DiagnoseCode } from './diagnose-code.js';

/**
 * No operands. A guest that spins on a lock, which another of its processors holds, gives up the rest of its slice;
 * it goes on when its turn comes again. The condition code stays.
 */
export const endSlice: DiagnoseCode = {
  code: 0x44,
  execute(context) {
    context.endSlice();
    return DONE;
  },
};
