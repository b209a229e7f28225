/** DIAGNOSE X'18': standard DASD I/O for count-key-data disks. */
import { SPECIFICATION, addressIn, program, reason } from './diagnose-code.js';
import type { DiagnoseCode } from './diagnose-code.js';

/**
 * Rx: virtual device; Ry: address of a stylised chain of CCWs; R15: number of reads and writes, 1 to 15.
 * A fixed-block disk is refused, as on VM: cc 1 with R15 = 1 no such device, 2 not a count-key-data disk.
 * Those are all the disks that there are so far.
 */
export const standardDiskIo: DiagnoseCode = {
  code: 0x18,
  execute(context, r1, r3) {
    const { processor } = context;
    if (addressIn(processor, r3) % 8 !== 0) return program(SPECIFICATION);
    const device = context.device(processor.register(r1) & 0xffff);
    return reason(context, 1, device === undefined ? 1 : 2);
  },
};
