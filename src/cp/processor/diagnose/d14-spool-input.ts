/** DIAGNOSE X'14': input spool file manipulation (VM/370 System Programmer's Guide; Data Areas: SFBLOK, SPLINK). */
import { AT_END, BUSY, NOT_FOUND } from '../../guest-services.js';
import { BLOCK_BYTES, DESCRIPTOR_BYTES, PAGE_BYTES } from '../../spool-input.js';
import type { InputFunction } from '../../spool-input.js';
import {
  SPECIFICATION,
  accessFault,
  addressIn,
  program,
  storeOr,
  withCc,
} from './diagnose-code.js';
import type { DiagnoseCode, DiagnoseContext, DiagnoseResult } from './diagnose-code.js';

/** Functions by subcode, and how many bytes they store; none: Rx has a number. */
const SUBCODES: ReadonlyMap<number, readonly [InputFunction, number]> = new Map([
  [0x0000, ['read', PAGE_BYTES]],
  [0x0004, ['print-block', BLOCK_BYTES]],
  [0x0008, ['punch-block', BLOCK_BYTES]],
  [0x000c, ['select', 0]],
  [0x0010, ['repeat', 0]],
  [0x0014, ['restart', PAGE_BYTES]],
  [0x0018, ['backspace', PAGE_BYTES]],
  [0x001c, ['monitor-block', BLOCK_BYTES]],
  [0x0020, ['monitor-read', PAGE_BYTES]],
  [0x0024, ['again', PAGE_BYTES]],
  [0x0ffe, ['unseen', DESCRIPTOR_BYTES]],
  [0x0fff, ['descriptor', DESCRIPTOR_BYTES]],
]);

/** Condition code 3, what Ry+1 says. */
const NO_DEVICE = 4;
const NO_READER = 8;
const DEVICE_BUSY = 12;
const FATAL_ERROR = 16;

/**
 * Ry, even: the address of a reader; Ry+1: the subcode. 0 read the next buffer of the active file, or the first of
 * the next file; 4, 8 the next SFBLOK of a print or punch file; C the file with the id in Rx becomes the first; 10
 * the active file is read as often as Rx says (modulo 256); 14 first buffer; 18 the buffer before the last one given,
 * or the first; 1C, 20 as 8 and 0 for files of MONITOR, of which there are none; 24 the buffer given last once more; FFE
 * SFBLOK and tag of the next file that FFE has not given yet, with Ry other than 0 from the beginning; FFF those of
 * the file behind that with the id in Ry, or of the first. Rx: where to store, a page (0, 14, 18, 20, 24), 104 or 252
 * bytes within a page. cc 0 done; cc 1 end of file, no more blocks; cc 2 no such or no active file; cc 3, Ry+1: 4 no
 * device, 8 not a reader, C busy or not ready, 10 the file cannot be read.
 */
export const spoolInput: DiagnoseCode = {
  code: 0x14,
  execute(context, r1, r3) {
    const { processor } = context;
    if (r3 % 2 !== 0) return program(SPECIFICATION);
    const subcode = SUBCODES.get(processor.register(r3 + 1));
    if (subcode === undefined) return program(SPECIFICATION);
    const [what, length] = subcode;
    const copies = processor.register(r1) | 0;
    if (what === 'repeat' && copies <= 0) return program(SPECIFICATION);
    // these are about the user's files, whichever reader there is
    const ofUser = what === 'descriptor' || what === 'unseen';
    const reader = ofUser ? 0 : processor.register(r3) & 0xffff;
    const why = ofUser ? 0 : unusable(context, reader);
    if (why !== 0) return failed(context, r3, why);
    if (length > 0) {
      const at = addressIn(processor, r1);
      const crosses = (at % PAGE_BYTES) + length > PAGE_BYTES;
      const fault = accessFault(context, at, length, true);
      if (fault !== undefined || crosses) return fault ?? program(SPECIFICATION);
    }
    // a multiple of 256 would be no copy at all
    const value =
      what === 'repeat'
        ? Math.max(1, copies % 256)
        : what === 'descriptor'
          ? processor.register(r3) & 0xffff
          : what === 'select'
            ? processor.register(r1) & 0xffff
            : what === 'unseen' && processor.register(r3) !== 0
              ? 1
              : 0;
    const request = { service: 'spool-input', what, reader, value } as const;
    return { kind: 'ask', question: { kind: 'service', request }, plan: {} };
  },
  finish(context, r1, r3, _plan, answer) {
    if (answer.kind !== 'service') throw new Error('DIAGNOSE 14 was given another answer');
    const { code, bytes } = answer.answer;
    if (code === AT_END) return withCc(1);
    if (code === NOT_FOUND) return withCc(2);
    if (code !== 0) return failed(context, r3, code === BUSY ? DEVICE_BUSY : FATAL_ERROR);
    const fault = bytes && storeOr(context, addressIn(context.processor, r1), bytes);
    return fault ?? withCc(0);
  },
};

/** Why a device cannot be used; 0 when it can. */
function unusable(context: DiagnoseContext, address: number): number {
  const device = context.device(address);
  if (device === undefined) return NO_DEVICE;
  if (device.spec.type !== 'reader') return NO_READER;
  return device.notReady || context.channelState(address) === 'active' ? DEVICE_BUSY : 0;
}

function failed(context: DiagnoseContext, r3: number, code: number): DiagnoseResult {
  context.processor.setRegister(r3 + 1, code);
  return withCc(3);
}
