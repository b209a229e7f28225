/** DIAGNOSE X'1C': erase the error records (VM/370 System Programmer's Guide). */
import { DONE, SPECIFICATION, program } from './diagnose-code.js';
import type { DiagnoseCode } from './diagnose-code.js';

/** Leave frame records, or erase those too: there are none here. */
const CODES = [0x01, 0x02];

/** Class F. Rx: code 1 or 2 in the lowest byte. The condition code stays. */
export const eraseErrors: DiagnoseCode = {
  code: 0x1c,
  classes: 'F',
  execute({ processor }, r1) {
    if (!CODES.includes(processor.register(r1) & 0xff)) return program(SPECIFICATION);
    return {
      kind: 'ask',
      question: { kind: 'service', request: { service: 'error-records' } },
      plan: {},
    };
  },
  finish: () => DONE,
};
