/**
 * DIAGNOSE X'A8': synchronous general I/O, without an interruption, by the parameter list that guest-interface.ts describes
 * (z/VM CP Programming Services, "DIAGNOSE Code X'A8'"). Program interruptions for operands are specification exceptions, for
 * System/370 has no operand exception.
 */
import { SPECIFICATION, program, reason, withCc } from './diagnose-code.js';
import type { DiagnoseCode } from './diagnose-code.js';
import { ioParameters, storeAnswer, wellFormed } from './io-parameters.js';

const UNIT_EXCEPTION = 0x01;
/** Unit status that is no end of itself, and all channel status but incorrect length. */
const BAD_UNIT = 0x72;
const BAD_CHANNEL = 0x3f;
const INCORRECT_LENGTH = 0x40;

/**
 * Rx: address of the list, on a word. cc 0 ended well; cc 1 with R15 = 1 no such device, 5 busy, or an interruption is
 * pending; cc 2 with R15 = 2 unit exception, 3 wrong length; cc 3 with R15 = 13 permanent error. Under cc 0, 2 and 3
 * the list shows how it ended.
 */
export const synchronousIo: DiagnoseCode = {
  code: 0xa8,
  execute(context, r1) {
    const list = ioParameters(context, r1);
    if (!(list instanceof DataView)) return list;
    const address = list.getUint16(0);
    if (context.device(address) === undefined) return reason(context, 1, 1);
    // System/370 has CCWs of one format only
    const flags = list.getUint8(3);
    const ccw = list.getUint32(8);
    const reserved = list.getUint32(4) | list.getUint32(12) | flags;
    if (!wellFormed(list) || reserved !== 0 || ccw % 8 !== 0 || ccw > 0xffffff)
      return program(SPECIFICATION);
    if (context.channelState(address) !== 'idle') return reason(context, 1, 5);
    return { kind: 'io', io: { address, ccw, key: list.getUint8(2) >> 4 }, plan: {} };
  },
  finishIo(context, r1, _r3, _plan, end) {
    if (end === 'not-operational') return reason(context, 1, 1);
    if (end === 'busy') return reason(context, 1, 5);
    const { ccwAddress: word, unitStatus, channelStatus } = end;
    const failed = storeAnswer(context, r1, { ...end, word });
    if (failed !== undefined) return failed;
    if ((unitStatus & BAD_UNIT) !== 0 || (channelStatus & BAD_CHANNEL) !== 0)
      return reason(context, 3, 13);
    if ((unitStatus & UNIT_EXCEPTION) !== 0) return reason(context, 2, 2);
    if ((channelStatus & INCORRECT_LENGTH) !== 0) return reason(context, 2, 3);
    return withCc(0);
  },
};
