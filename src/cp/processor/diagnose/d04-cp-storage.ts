/** DIAGNOSE X'04': examine CP's storage (VM/370 System Programmer's Guide; z/VM CP Programming Services). */
import {
  ADDRESSING,
  DONE,
  SPECIFICATION,
  accessFault,
  addressIn,
  fetchOr,
  isBytes,
  program,
  storeOr,
} from './diagnose-code.js';
import type { DiagnoseCode } from './diagnose-code.js';

const PAGE = 4096;

/** Whether a list of words lies within one page of 4K. */
const inOnePage = (at: number, length: number): boolean => (at % PAGE) + length <= PAGE;

/**
 * Class C or E. Rx: address of a list of addresses in CP's storage; Ry: how many; Ry+1: address of the result, a word
 * for each. Both are on a word boundary and in the same page of the guest's storage. What CP's storage is here:
 * cp/main/cp-storage.ts; an address outside of it is an addressing exception. The condition code stays.
 */
export const cpStorage: DiagnoseCode = {
  code: 0x04,
  classes: 'CE',
  execute(context, r1, r3) {
    const { processor } = context;
    if (r3 === 15) return program(SPECIFICATION);
    const list = addressIn(processor, r1);
    const count = processor.register(r3);
    const result = addressIn(processor, r3 + 1);
    if (list % 4 !== 0 || result % 4 !== 0 || count < 0) return program(SPECIFICATION);
    if (count === 0) return DONE;
    const length = 4 * count;
    const page = Math.floor(list / PAGE);
    if (!inOnePage(list, length) || !inOnePage(result, length)) return program(SPECIFICATION);
    if (Math.floor(result / PAGE) !== page) return program(SPECIFICATION);
    const bytes = fetchOr(context, list, length);
    if (!isBytes(bytes)) return bytes;
    const failed = accessFault(context, result, length, true);
    if (failed !== undefined) return failed;
    const view = new DataView(bytes.buffer);
    const addresses = Array.from({ length: count }, (_, n) => view.getUint32(4 * n));
    return {
      kind: 'ask',
      question: { kind: 'service', request: { service: 'cp-storage', addresses } },
      plan: { result },
    };
  },
  finish(context, _r1, _r3, plan, answer) {
    if (answer.kind !== 'service') throw new Error('DIAGNOSE 04 was given another answer');
    const { words } = answer.answer;
    if (words === undefined) return program(ADDRESSING);
    const bytes = new DataView(new ArrayBuffer(4 * words.length));
    words.forEach((word, n) => bytes.setInt32(4 * n, word));
    return storeOr(context, plan['result'] ?? 0, new Uint8Array(bytes.buffer)) ?? DONE;
  },
};
