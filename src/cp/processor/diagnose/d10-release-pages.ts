/** DIAGNOSE X'10': release pages. */
import { ADDRESSING, DONE, SPECIFICATION, addressIn, program } from './diagnose-code.js';
import { absoluteOf } from '../real-address.js';
import type { DiagnoseCode } from './diagnose-code.js';

/** Rx and Ry: addresses of the first and the last page (4K), which read as zeros afterwards. */
export const releasePages: DiagnoseCode = {
  code: 0x10,
  execute({ processor, storage }, r1, r3) {
    const first = addressIn(processor, r1);
    const last = addressIn(processor, r3);
    if (first % 4096 !== 0 || last % 4096 !== 0 || first > last) return program(SPECIFICATION);
    if (!storage.holds(last, 4096)) return program(ADDRESSING);
    for (let page = first; page <= last; page += 4096) {
      const at = absoluteOf(processor.prefix, page);
      storage.release(at, at + 4095);
    }
    return DONE;
  },
};
