/** DIAGNOSE X'5C': edit an error message by SET EMSG. */
import { DONE, addressIn } from './diagnose-code.js';
import type { DiagnoseCode } from './diagnose-code.js';

/** `DMSxxxnnnE` and a blank stand in front of the text. */
const CODE_LENGTH = 10;

/**
 * Rx: address of a message that begins with its code; Ry: its length. Both come back so that they name what is
 * to be shown: all of it (ON), the code, the text, or nothing (length 0). The condition code stays.
 */
export const editMessage: DiagnoseCode = {
  code: 0x5c,
  execute({ processor, emsg }, r1, r3) {
    const length = processor.register(r3);
    if (length <= 0) return DONE;
    if (emsg === 'OFF') processor.setRegister(r3, 0);
    else if (emsg === 'CODE') processor.setRegister(r3, Math.min(length, CODE_LENGTH));
    else if (emsg === 'TEXT') {
      const skip = Math.min(length, CODE_LENGTH + 1);
      processor.setRegister(r1, addressIn(processor, r1) + skip);
      processor.setRegister(r3, length - skip);
    }
    return DONE;
  },
};
