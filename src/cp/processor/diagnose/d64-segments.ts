/** DIAGNOSE X'64': find, load and purge named (discontiguous saved) segments. */
import { ADDRESSING, SPECIFICATION, addressIn, program, withCc } from './diagnose-code.js';
import type { DiagnoseCode } from './diagnose-code.js';

/** Return code in Ry: the name is not that of a segment. */
const UNKNOWN = 44;
const FUNCTIONS = [0x00, 0x04, 0x08, 0x0c, 0x10];

/**
 * Rx: address of an 8-byte name, on a doubleword; Ry: 0 load shared, 4 load not shared, 8 purge, C find,
 * 10 load without change. cc 2 and Ry = 44: there is no such segment. CP keeps no segments yet, so this is the
 * answer to every name.
 */
export const segments: DiagnoseCode = {
  code: 0x64,
  execute({ processor, storage }, r1, r3) {
    if (!FUNCTIONS.includes(processor.register(r3))) return program(SPECIFICATION);
    if (storage.fetch(addressIn(processor, r1), 8) === undefined) return program(ADDRESSING);
    processor.setRegister(r3, UNKNOWN);
    return withCc(2);
  },
};
