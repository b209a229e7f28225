/** DIAGNOSE X'20': general I/O, any device, without an interruption. */
import { absoluteOf } from '../real-address.js';
import { SPECIFICATION, addressIn, program, reason, withCc } from './diagnose-code.js';
import type { DiagnoseCode } from './diagnose-code.js';

const UNIT_EXCEPTION = 0x01;
/** Unit status that is no end of itself, and all channel status but incorrect length. */
const BAD_UNIT = 0x72;
const BAD_CHANNEL = 0x3f;
const INCORRECT_LENGTH = 0x40;

/**
 * Rx: virtual device; Ry: storage key in byte 0 (upper four bits) and address of the channel program.
 * Result: cc 0 ended well; cc 1 with R15 = 1 no such device or 5 busy, or an interruption is pending; cc 2 with
 * R15 = 2 unit exception or 3 wrong length; cc 3 with R15 = 13 permanent error and the first two sense bytes in the
 * right half of Ry.
 */
export const generalIo: DiagnoseCode = {
  code: 0x20,
  execute(context, r1, r3) {
    const { processor } = context;
    const address = processor.register(r1) & 0xffff;
    // the addresses within a chain are absolute ones
    const ccw = absoluteOf(processor.prefix, addressIn(processor, r3));
    if (ccw % 8 !== 0) return program(SPECIFICATION);
    if (context.device(address) === undefined) return reason(context, 1, 1);
    if (context.channelState(address) !== 'idle') return reason(context, 1, 5);
    const key = processor.register(r3) >>> 28;
    return { kind: 'io', io: { address, ccw, key }, plan: {} };
  },
  finishIo(context, _r1, r3, _plan, end) {
    const { processor } = context;
    if (end === 'not-operational') return reason(context, 1, 1);
    if (end === 'busy') return reason(context, 1, 5);
    if ((end.unitStatus & BAD_UNIT) !== 0 || (end.channelStatus & BAD_CHANNEL) !== 0) {
      const sense = ((end.sense[0] ?? 0) << 8) | (end.sense[1] ?? 0);
      processor.setRegister(r3, (processor.register(r3) & ~0xffff) | sense);
      return reason(context, 3, 13);
    }
    if ((end.unitStatus & UNIT_EXCEPTION) !== 0) return reason(context, 2, 2);
    if ((end.channelStatus & INCORRECT_LENGTH) !== 0) return reason(context, 2, 3);
    return withCc(0);
  },
};
