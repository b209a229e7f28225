/**
 * DIAGNOSE X'A8': synchronous general I/O with a parameter list. (z/VM CP Programming Services has a code of
 * this number and purpose; the layout here is ours.)
 *
 * Rx: address of the parameter list, on a doubleword:
 *   +0  H  virtual device
 *   +2  X  storage key of the accesses, upper four bits
 *   +3  X  reserved, zero
 *   +4  F  address of the channel program
 *   +8  D  stored: channel status word
 *   +16 F  stored: number of sense bytes
 *   +20 6X stored: sense bytes
 * Result: cc 0 ended well; cc 1 with R15 = 1 no such device, 5 busy, or an interruption is pending; cc 2 with R15 = 2 unit exception;
 * cc 3 with R15 = 13 permanent error.
 */
import {
  SPECIFICATION,
  accessFault,
  addressIn,
  fetchOr,
  isBytes,
  program,
  reason,
  storeOr,
  withCc,
} from './diagnose-code.js';
import type { DiagnoseCode } from './diagnose-code.js';

const LIST = 28;
const UNIT_EXCEPTION = 0x01;
const BAD_UNIT = 0x72;
const BAD_CHANNEL = 0x3f;

/** Synchronous general I/O. */
export const synchronousIo: DiagnoseCode = {
  code: 0xa8,
  execute(context, r1) {
    const { processor } = context;
    const at = addressIn(processor, r1);
    if (at % 8 !== 0) return program(SPECIFICATION);
    const bytes = fetchOr(context, at, LIST);
    if (!isBytes(bytes)) return bytes;
    const failed = accessFault(context, at, LIST, true);
    if (failed !== undefined) return failed;
    const list = new DataView(bytes.buffer);
    const address = list.getUint16(0);
    const ccw = list.getUint32(4);
    if (ccw % 8 !== 0 || ccw > 0xffffff) return program(SPECIFICATION);
    if (context.device(address) === undefined) return reason(context, 1, 1);
    if (context.channelState(address) !== 'idle') return reason(context, 1, 5);
    return { kind: 'io', io: { address, ccw, key: list.getUint8(2) >> 4 }, plan: { at } };
  },
  finishIo(context, _r1, _r3, plan, end) {
    if (end === 'not-operational') return reason(context, 1, 1);
    if (end === 'busy') return reason(context, 1, 5);
    const bytes = new Uint8Array(LIST - 8);
    const view = new DataView(bytes.buffer);
    view.setUint32(0, end.ccwAddress);
    view.setUint8(4, end.unitStatus);
    view.setUint8(5, end.channelStatus);
    view.setUint16(6, end.residual);
    const sense = end.sense.subarray(0, 6);
    view.setUint32(8, sense.length);
    bytes.set(sense, 12);
    const failed = storeOr(context, plan['at']! + 8, bytes);
    if (failed !== undefined) return failed;
    if ((end.unitStatus & BAD_UNIT) !== 0 || (end.channelStatus & BAD_CHANNEL) !== 0) {
      return reason(context, 3, 13);
    }
    if ((end.unitStatus & UNIT_EXCEPTION) !== 0) return reason(context, 2, 2);
    return withCc(0);
  },
};
