/** DIAGNOSE X'58': 3270 full-screen I/O. */
import { absoluteOf } from '../real-address.js';
import { SPECIFICATION, addressIn, program, storeCsw, withCc } from './diagnose-code.js';
import type { DiagnoseCode } from './diagnose-code.js';

const BAD_UNIT = 0xf3;
const BAD_CHANNEL = 0x3f;

/**
 * Rx: address of the CCW; Ry: virtual device. X'29' writes (control byte X'80' erase-write), X'2A' reads the
 * screen, X'19' shows text from a line on (control byte: X'80' the screen is erased first, the lower six bits the line; X'FF'
 * and X'FE' erase only); text that does not fit on the screen is an error. cc 0 done; cc 1 error, with the status of
 * the CSW stored at location 64 (unit status X'8E' when CP has had the screen); cc 2 busy; cc 3 no such device, or a
 * terminal without a screen. The virtual console may be a 3215: the terminal is what counts. Status of X'29' and X'2A'
 * that ended well (channel end, device end, the residual count) waits in the subchannel as that of START I/O does:
 * programs take it by TEST I/O, or as an interruption.
 */
export const display: DiagnoseCode = {
  code: 0x58,
  execute(context, r1, r3) {
    const { processor } = context;
    // the addresses within a chain are absolute ones
    const ccw = absoluteOf(processor.prefix, addressIn(processor, r1));
    if (ccw % 8 !== 0) return program(SPECIFICATION);
    const address = processor.register(r3) & 0xffff;
    const device = context.device(address);
    if (device?.spec.type !== 'console') return withCc(3);
    if (!context.terminal.screen) {
      // whoever goes on in lines may have taken the attention of one for that of the terminal's change
      context.lineAgain(address);
      return withCc(3);
    }
    return { kind: 'io', io: { address, ccw, key: 0, fullscreen: true }, plan: {} };
  },
  finishIo(context, _r1, _r3, _plan, end) {
    if (end === 'not-operational') return withCc(3);
    if (end === 'busy') return withCc(2);
    const bad = (end.unitStatus & BAD_UNIT) !== 0 || (end.channelStatus & BAD_CHANNEL) !== 0;
    if (!bad) return withCc(0);
    return storeCsw(context, end) ? withCc(1) : { kind: 'no-frame' };
  },
};
