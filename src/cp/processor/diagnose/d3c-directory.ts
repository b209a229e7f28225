/** DIAGNOSE X'3C': the directory is brought up to date (VM/370 System Programmer's Guide). */
import { fromEbcdic } from '../../../shared/ebcdic.js';
import { NOT_FOUND } from '../../guest-services.js';
import { withCc } from './diagnose-code.js';
import type { DiagnoseCode } from './diagnose-code.js';

/**
 * Class A, B or C. Rx: the first four characters of the volume's name; Ry: the last two, in its upper half. CP reads
 * the entries of all users again; users who are logged on keep what they have. cc 0 done; cc 2 no such volume; cc 3
 * the directory could not be read.
 */
export const directory: DiagnoseCode = {
  code: 0x3c,
  classes: 'ABC',
  execute({ processor }, r1, r3) {
    const name = new DataView(new ArrayBuffer(8));
    name.setInt32(0, processor.register(r1));
    name.setInt32(4, processor.register(r3));
    const volume = fromEbcdic(new Uint8Array(name.buffer, 0, 6)).trimEnd();
    return {
      kind: 'ask',
      question: { kind: 'service', request: { service: 'directory', volume } },
      plan: {},
    };
  },
  finish(_context, _r1, _r3, _plan, answer) {
    if (answer.kind !== 'service') throw new Error('DIAGNOSE 3C was given another answer');
    const { code } = answer.answer;
    return withCc(code === 0 ? 0 : code === NOT_FOUND ? 2 : 3);
  },
};
