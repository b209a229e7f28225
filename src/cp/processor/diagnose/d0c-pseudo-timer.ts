/** DIAGNOSE X'0C': the pseudo timer. */
import { toEbcdic } from '../../../shared/ebcdic.js';
import { DONE, SPECIFICATION, addressIn, program, storeOr } from './diagnose-code.js';
import type { DiagnoseCode } from './diagnose-code.js';

const two = (value: number): string => String(value).padStart(2, '0');

/**
 * Rx: address of 32 bytes on a doubleword: date mm/dd/yy, time hh:mm:ss (local), virtual and total
 * processor time in microseconds, eight bytes each.
 */
export const pseudoTimer: DiagnoseCode = {
  code: 0x0c,
  execute(context, r1) {
    const at = addressIn(context.processor, r1);
    if (at % 8 !== 0) return program(SPECIFICATION);
    const date = new Date(context.now);
    const block = new Uint8Array(32);
    const day = `${two(date.getMonth() + 1)}/${two(date.getDate())}/${two(date.getFullYear() % 100)}`;
    const time = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
    block.set(toEbcdic(day + time));
    const view = new DataView(block.buffer);
    view.setBigUint64(16, BigInt(Math.floor(context.virtualTime)));
    view.setBigUint64(24, BigInt(Math.floor(context.totalTime)));
    return storeOr(context, at, block) ?? DONE;
  },
};
