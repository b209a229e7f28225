/** DIAGNOSE X'8C': what is particular to a display (z/VM CP Programming Services, "DIAGNOSE Code X'8C'"). */
import { alternateSize } from '../../../devices/display/display.js';
import { SPECIFICATION, addressIn, program, storeOr, withCc } from './diagnose-code.js';
import type { DiagnoseCode } from './diagnose-code.js';

/** Extended colour, extended highlighting, addresses of fourteen bits. */
const FEATURES = 0xc2;
const LENGTH = 6;

/**
 * Rx: address of a buffer; Rx+1: device address; Ry: length of the buffer. Stored are a byte of features, the
 * number of partitions (0), and columns and rows of the alternate size (Erase/Write Alternate), a halfword each; the
 * primary size is 24 by 80 for every display. cc 0 stored; cc 1 stored as far as it fits, Ry then holds how many
 * bytes did not; cc 3 no such device, or no display.
 */
export const displayData: DiagnoseCode = {
  code: 0x8c,
  execute(context, r1, r3) {
    const { processor, terminal } = context;
    if (r1 === 15) return program(SPECIFICATION);
    const device = context.device(processor.register(r1 + 1) & 0xffff);
    if (device?.spec.type !== 'console' || !terminal.screen) return withCc(3);
    const room = processor.register(r3);
    if (room < 0) return program(SPECIFICATION);
    const { columns, rows } = alternateSize(terminal.columns, terminal.rows);
    const data = new Uint8Array(LENGTH);
    const view = new DataView(data.buffer);
    view.setUint8(0, FEATURES);
    view.setUint16(2, columns);
    view.setUint16(4, rows);
    const failed = storeOr(context, addressIn(processor, r1), data.subarray(0, room));
    if (failed !== undefined) return failed;
    processor.setRegister(r3, Math.max(0, LENGTH - room));
    return withCc(room < LENGTH ? 1 : 0);
  },
};
