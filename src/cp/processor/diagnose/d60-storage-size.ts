/** DIAGNOSE X'60': size of virtual storage. */
import { DONE } from './diagnose-code.js';
import type { DiagnoseCode } from './diagnose-code.js';

/** Rx: is given the size in bytes. */
export const storageSize: DiagnoseCode = {
  code: 0x60,
  execute({ processor, storage }, r1) {
    processor.setRegister(r1, storage.size);
    return DONE;
  },
};
