/** DIAGNOSE X'48': SVC 76 of a second-level CP (VM/370 System Programmer's Guide). */
import { DONE, SPECIFICATION, addressIn, fetchOr, isBytes, program } from './diagnose-code.js';
import type { DiagnoseCode } from './diagnose-code.js';

/** CP records the error. */
const RECORD = 4;
/** The guest handles its SVC 76 itself. */
const REFLECT = 8;
const SVC = 76;
/** Longest error record. */
const LONGEST = 4096;

/**
 * Rx: 4, CP writes the error record that SVC 76 names: R0 its length, 1 to 4096, R1 its address (so Rx is another
 * register); 8, the guest gets SVC interruption 76. The condition code stays.
 */
export const svc76: DiagnoseCode = {
  code: 0x48,
  execute(context, r1) {
    const { processor } = context;
    const what = processor.register(r1);
    if (what === REFLECT) return { kind: 'svc', code: SVC };
    if (what !== RECORD || r1 < 2) return program(SPECIFICATION);
    const length = processor.register(0);
    if (length < 1 || length > LONGEST) return program(SPECIFICATION);
    const record = fetchOr(context, addressIn(processor, 1), length);
    if (!isBytes(record)) return record;
    return {
      kind: 'ask',
      question: { kind: 'service', request: { service: 'error-records', record } },
      plan: {},
    };
  },
  finish: () => DONE,
};
