/** DIAGNOSE X'28': channel-program modification (VM/370 System Programmer's Guide). */
import { absoluteOf } from '../real-address.js';
import { reason } from './diagnose-code.js';
import type { DiagnoseCode } from './diagnose-code.js';

const NOP = 0x03;
/** Transfer in channel: only the lower four bits count. */
const TIC = 0x08;
/** The operation has ended before the change could be seen. */
const TOO_LATE = 9;

/**
 * Rx: address of a TIC or no-operation CCW that the guest has changed while its channel program runs; Ry: device
 * address. CP fetches each CCW from the guest's storage when it is executed, so that the change counts by itself;
 * what is left to do is to tell whether it came in time. R15 holds the reason:
 * cc 0 (0) the program is under way and will meet the CCW as it is now; cc 1 (1) Rx is Ry, (2) no such device,
 * (3) Rx outside storage, (4) Rx not on a doubleword, (5) no channel program at the device, (6) the CCW is neither,
 * (7) the TIC leads outside storage, (8) or not to a doubleword; cc 2 (9) the program has ended.
 */
export const channelProgram: DiagnoseCode = {
  code: 0x28,
  execute(context, r1, r3) {
    const { processor, storage } = context;
    if (r1 === r3) return reason(context, 1, 1);
    const device = processor.register(r3) & 0xffff;
    if (context.device(device) === undefined) return reason(context, 1, 2);
    const real = processor.register(r1);
    // a CCW not on a doubleword may lie in two pages, which matters to nobody
    const at = real < 0 ? real : absoluteOf(processor.prefix, real);
    if (at < 0 || !storage.holds(at, 8)) return reason(context, 1, 3);
    if (at % 8 !== 0) return reason(context, 1, 4);
    const state = context.channelState(device);
    if (state === 'idle') return reason(context, 1, 5);
    const word = storage.word(at) ?? 0;
    const command = word >>> 24;
    if ((command & 0x0f) === TIC) {
      const to = word & 0xffffff;
      if (!storage.holds(to, 8)) return reason(context, 1, 7);
      if (to % 8 !== 0) return reason(context, 1, 8);
    } else if (command !== NOP) return reason(context, 1, 6);
    return state === 'ended' ? reason(context, 2, TOO_LATE) : reason(context, 0, 0);
  },
};
