/** DIAGNOSE X'08': a CP command, or several separated by X'15'. */
import { fromEbcdic, toEbcdic } from '../../../shared/ebcdic.js';
import {
  DONE,
  SPECIFICATION,
  accessFault,
  addressIn,
  fetchOr,
  isBytes,
  program,
  storeOr,
  withCc,
} from './diagnose-code.js';
import type { DiagnoseCode } from './diagnose-code.js';

/** Longest command line (z/VM; VM/370 has 132). */
const LONGEST = 240;
/** Longest buffer for the response. */
const LONGEST_REPLY = 0x100000;
/** Flags in byte 0 of Ry. */
const NO_PASSWORD = 0x80;
const BUFFERED = 0x40;
/** Ask for a password that LINK lacks, which is done anyway. */
const ASK_PASSWORD = 0x20;
/** Ours. */
const SILENT_UNKNOWN = 0x01;
const KNOWN = NO_PASSWORD | BUFFERED | ASK_PASSWORD | SILENT_UNKNOWN;

/**
 * Rx: address of the command; Ry: flags (X'80' no password in LINK, X'40' response into a buffer, X'20' a password is
 * asked for, X'01' no message for an unknown command, only return code 1: ours; the others must be zero) and
 * length, at most 240; length 0 enters CP READ. With a buffer Rx+1 is its address and Ry+1 its length, at
 * most 1,048,576 (z/VM: 8192).
 * Result: Ry is the return code. With a buffer cc 0 and Ry+1 the length of the response, each line of
 * which ends with X'15'; or cc 1, the buffer full, and Ry+1 the number of bytes that did not fit.
 */
export const command: DiagnoseCode = {
  code: 0x08,
  execute(context, r1, r3) {
    const { processor } = context;
    const flags = processor.register(r3) >>> 24;
    const length = processor.register(r3) & 0xffffff;
    if ((flags & ~KNOWN) !== 0) return program(SPECIFICATION);
    if (length === 0) {
      return { kind: 'ask', question: { kind: 'cp-read' }, plan: { enter: 1 } };
    }
    if (length > LONGEST) return program(SPECIFICATION);
    const plan: Record<string, number> = { buffered: 0 };
    if ((flags & BUFFERED) !== 0) {
      if (r1 === 15 || r3 === 15 || Math.abs(r1 - r3) < 2) return program(SPECIFICATION);
      plan['buffered'] = 1;
      plan['buffer'] = addressIn(processor, r1 + 1);
      plan['room'] = processor.register(r3 + 1);
      if (plan['room'] < 0 || plan['room'] > LONGEST_REPLY) return program(SPECIFICATION);
      const failed = accessFault(context, plan['buffer'], plan['room'], true);
      if (failed !== undefined) return failed;
    }
    const text = fetchOr(context, addressIn(processor, r1), length);
    if (!isBytes(text)) return text;
    return {
      kind: 'ask',
      question: {
        kind: 'command',
        text: fromEbcdic(text),
        buffered: plan['buffered'] === 1,
        noPassword: (flags & NO_PASSWORD) !== 0,
        ...((flags & SILENT_UNKNOWN) !== 0 ? { silentUnknown: true } : {}),
      },
      plan,
    };
  },
  finish(context, _r1, r3, plan, answer) {
    const { processor } = context;
    if (answer.kind !== 'command') throw new Error('DIAGNOSE 08 was given a unit answer');
    if (plan['enter'] === 1) return DONE;
    if (plan['buffered'] !== 1) {
      processor.setRegister(r3, answer.rc);
      return DONE;
    }
    const response = toEbcdic(answer.lines.map((line) => `${line}\n`).join(''));
    const part = response.subarray(0, plan['room'] ?? 0);
    const failed = storeOr(context, plan['buffer'] ?? 0, part);
    if (failed !== undefined) return failed;
    processor.setRegister(r3, answer.rc);
    const over = response.length - part.length;
    processor.setRegister(r3 + 1, over > 0 ? over : response.length);
    return withCc(over > 0 ? 1 : 0);
  },
};
