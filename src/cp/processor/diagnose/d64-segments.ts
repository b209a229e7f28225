/**
 * DIAGNOSE X'64': find, load and purge named segments (VM/370 System Programmer's Guide; z/VM CP Programming
 * Services for the subcodes beyond those of VM/370).
 */
import { fromEbcdic } from '../../../shared/ebcdic.js';
import { FAILED } from '../../guest-services.js';
import type { SegmentAsk } from '../../segments.js';
import { SPECIFICATION, addressIn, fetchOr, isBytes, program, withCc } from './diagnose-code.js';
import type { DiagnoseCode, DiagnoseContext, DiagnoseResult } from './diagnose-code.js';

const LOAD_SHARED = 0x00;
const LOAD_NONSHARED = 0x04;
const PURGE = 0x08;
const FIND = 0x0c;
/** Load, unless it would take the place of something. */
const LOAD_NO_OVERLAY = 0x10;
const FUNCTIONS = [LOAD_SHARED, LOAD_NONSHARED, PURGE, FIND, LOAD_NO_OVERLAY];

/** Reasons in Ry under cc 2: no such segment; it would overlay storage or a segment (ours); it cannot be brought in. */
const UNKNOWN = 44;
const OVERLAY = 174;
const PAGING = 177;

function failed(context: DiagnoseContext, r3: number, why: number): DiagnoseResult {
  context.processor.setRegister(r3, why);
  return withCc(2);
}

/** Rx and Ry name the first and the last byte. */
function at(
  context: DiagnoseContext,
  [r1, r3]: readonly [number, number],
  { start, end }: { readonly start: number; readonly end: number },
  cc: number,
): DiagnoseResult {
  context.processor.setRegister(r1, start);
  context.processor.setRegister(r3, end);
  return withCc(cc);
}

/**
 * Rx: address of an 8-byte name, on a doubleword; Ry: 0 load shared, 4 load not shared, 8 purge, C find, 10 load where nothing is.
 * Load: cc 0, beyond the machine's storage, Rx the first and Ry the last byte; cc 1, within storage, Ry is the last
 * byte of what was released. Purge: cc 0 done; cc 1 the machine does not have it. Find: cc 0 the machine has it, cc 1
 * it exists; Rx the first and Ry the last byte. cc 2 failed, Ry 44 (no such segment), 174 or 177.
 */
export const segments: DiagnoseCode = {
  code: 0x64,
  execute(context, r1, r3) {
    const { processor, segments: mine } = context;
    const what = processor.register(r3);
    if (!FUNCTIONS.includes(what)) return program(SPECIFICATION);
    const nameAt = addressIn(processor, r1);
    if (nameAt % 8 !== 0) return program(SPECIFICATION);
    const bytes = fetchOr(context, nameAt, 8);
    if (!isBytes(bytes)) return bytes;
    const name = fromEbcdic(bytes).trimEnd();
    const loaded = mine.named(name);
    if (loaded !== undefined && what === FIND) return at(context, [r1, r3], loaded, 0);
    if (loaded !== undefined && what === PURGE) {
      mine.purge(loaded);
      return withCc(0);
    }
    const load = what !== FIND && what !== PURGE;
    const request: SegmentAsk = {
      service: 'segment',
      name,
      what: load && what !== LOAD_NO_OVERLAY ? 'load' : 'find',
      exclusive: what === LOAD_NONSHARED,
    };
    return { kind: 'ask', question: { kind: 'service', request }, plan: { what } };
  },
  finish(context, r1, r3, plan, answer) {
    if (answer.kind !== 'service') throw new Error('DIAGNOSE 64 was given another answer');
    const { code, segment, found } = answer.answer;
    if (code !== 0) return failed(context, r3, code === FAILED ? PAGING : UNKNOWN);
    const { segments: mine, storage } = context;
    if (segment !== undefined) {
      const { replaced } = mine.load(segment);
      if (replaced === undefined) return at(context, [r1, r3], segment, 0);
      return at(context, [r1, r3], { start: segment.start, end: replaced }, 1);
    }
    if (found === undefined) throw new Error('DIAGNOSE 64 was given nothing');
    if (plan['what'] === PURGE) return withCc(1);
    if (plan['what'] === FIND) return at(context, [r1, r3], found, 1);
    const { id, name, start, end } = found;
    const taken = mine.loaded.some((one) => one.end >= start && one.start <= end);
    if (taken || start < storage.size) return failed(context, r3, OVERLAY);
    const request: SegmentAsk = { service: 'segment', name, what: 'load', exclusive: false };
    const waiting = { kind: 'service', request } as const;
    return { kind: 'ask', question: waiting, plan: { what: LOAD_SHARED, id } };
  },
};
