/** DIAGNOSE X'00': store extended identification code. */
import { toEbcdic } from '../../../shared/ebcdic.js';
import { SPECIFICATION, addressIn, program, storeOr } from './diagnose-code.js';
import type { DiagnoseCode } from './diagnose-code.js';

/** Length of one block of identification. */
const LENGTH = 40;

/**
 * Rx: address of the area, on a doubleword; Ry: its length, an unsigned number. Stores as much of the block as fits and takes that
 * off Ry:
 *   0 name of the system ('VM/370  ': programs test it), 8 version, level and service level,
 *   11 version code of STIDP, 12 model-dependent length, 14 processor address, 16 userid,
 *   24 program product bitmap, 32 difference of the time zone in seconds, 36 version as text digits.
 */
export const identify: DiagnoseCode = {
  code: 0x00,
  execute(context, r1, r3) {
    const { processor } = context;
    const at = addressIn(processor, r1);
    const length = processor.register(r3) >>> 0;
    if (at % 8 !== 0 || length === 0) return program(SPECIFICATION);
    const block = new Uint8Array(LENGTH);
    const view = new DataView(block.buffer);
    block.set(toEbcdic('VM/370  '));
    block.set([6, 0, 0, 0xff], 8);
    view.setUint16(14, processor.address);
    block.set(toEbcdic(context.userid.padEnd(8).slice(0, 8)), 16);
    view.setUint32(24, 0xffffffff);
    view.setUint32(28, 0xffffffff);
    view.setInt32(32, -new Date(context.now).getTimezoneOffset() * 60);
    const part = Math.min(length, LENGTH);
    const failed = storeOr(context, at, block.subarray(0, part));
    if (failed !== undefined) return failed;
    processor.setRegister(r3, length - part);
    return { kind: 'done' };
  },
};
