/** DIAGNOSE X'210': a device in a block of storage (z/VM CP Programming Services, "DIAGNOSE Code X'210'", VRDCBLOK). */
import {
  SPECIFICATION,
  addressIn,
  fetchOr,
  isBytes,
  program,
  storeOr,
  withCc,
} from './diagnose-code.js';
import type { DiagnoseCode } from './diagnose-code.js';
import { deviceWords } from './d24-device-type.js';

/** Device number and length in front, and with the two words of DIAGNOSE X'24' behind. */
const HEAD = 4;
const FILLED = 12;
/** Longest block. */
const MOST = 256;

/**
 * Rx: address of the block, on a word: device number and length of the block, a halfword each; stored behind them are
 * class, type, status and flags of the virtual device, class, type, model and features of the real one, and zeros as far
 * as the block is longer. cc 0 stored; cc 2 stored, but there is no real device; cc 3 no such device.
 */
export const deviceBlock: DiagnoseCode = {
  code: 0x210,
  execute(context, r1) {
    const at = addressIn(context.processor, r1);
    if (at % 4 !== 0) return program(SPECIFICATION);
    const head = fetchOr(context, at, HEAD);
    if (!isBytes(head)) return head;
    const given = new DataView(head.buffer, head.byteOffset, HEAD);
    const length = given.getUint16(2);
    if (length < FILLED || length > MOST) return program(SPECIFICATION);
    const device = context.device(given.getUint16(0));
    if (device === undefined) return withCc(3);
    const { virtual, real } = deviceWords(context, device);
    const block = new Uint8Array(length - HEAD);
    const view = new DataView(block.buffer);
    view.setInt32(0, virtual);
    view.setInt32(4, real ?? 0);
    const failed = storeOr(context, at + HEAD, block);
    return failed ?? withCc(real === undefined ? 2 : 0);
  },
};
