/** DIAGNOSE X'54': what PA2 does. */
import { DONE } from './diagnose-code.js';
import type { DiagnoseCode } from './diagnose-code.js';

/** Rx zero: PA2 is what the terminal says; not zero: PA2 gives an external interruption (X'40'). */
export const externalKey: DiagnoseCode = {
  code: 0x54,
  execute(context, r1) {
    context.setExternalKey(context.processor.register(r1) !== 0);
    return DONE;
  },
};
