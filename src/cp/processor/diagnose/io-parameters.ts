/**
 * What the parameter lists of DIAGNOSE X'A4' and X'A8' have in common (z/VM CP Programming Services, HCPSBIOP and
 * HCPSGIOP; their layout is in guest-interface.ts): device and key in front, and behind byte 16 how it ended.
 */
import { IO_PARAMETER_BYTES } from '../../guest-interface.js';
import {
  SPECIFICATION,
  accessFault,
  addressIn,
  fetchOr,
  isBytes,
  program,
  storeOr,
} from './diagnose-code.js';
import type { DiagnoseContext, DiagnoseResult } from './diagnose-code.js';

/** Where the answer stands: a word of the code's own, status, residual count, number of sense bytes, sense. */
const ANSWER_AT = 16;
const SENSE_COUNT_AT = 30;
const SENSE_AT = 56;
const MOST_SENSE = 32;
/** Reserved bytes, which must be zero; 25 to 29 stand between status and the number of sense bytes. */
const RESERVED: readonly (readonly [number, number])[] = [
  [25, 30],
  [32, SENSE_AT],
];

/** How I/O ended. */
export interface IoAnswer {
  /** Number of blocks done, or address behind the last CCW. */
  readonly word: number;
  readonly unitStatus: number;
  readonly channelStatus: number;
  readonly residual: number;
  /** Empty without a unit check. */
  readonly sense: Uint8Array;
}

/** The list at Rx, on a word boundary, where the answer can be stored; or what to return instead. */
export function ioParameters(context: DiagnoseContext, r1: number): DataView | DiagnoseResult {
  const at = addressIn(context.processor, r1);
  if (at % 4 !== 0) return program(SPECIFICATION);
  const bytes = fetchOr(context, at, IO_PARAMETER_BYTES);
  if (!isBytes(bytes)) return bytes;
  return accessFault(context, at, IO_PARAMETER_BYTES, true) ?? new DataView(bytes.buffer);
}

/** Whether the key has its lower four bits zero, and all reserved bytes are. */
export function wellFormed(list: DataView): boolean {
  if ((list.getUint8(2) & 0x0f) !== 0) return false;
  return RESERVED.every(([from, to]) =>
    new Uint8Array(list.buffer, from, to - from).every((byte) => byte === 0),
  );
}

/** Stores the answer in the list at Rx; undefined when done. */
export function storeAnswer(
  context: DiagnoseContext,
  r1: number,
  { word, unitStatus, channelStatus, residual, sense }: IoAnswer,
): DiagnoseResult | undefined {
  const at = addressIn(context.processor, r1);
  const part = sense.subarray(0, MOST_SENSE);
  const answer = new Uint8Array(SENSE_AT - ANSWER_AT + part.length);
  const view = new DataView(answer.buffer);
  view.setUint32(0, word);
  view.setUint8(4, unitStatus);
  view.setUint8(5, channelStatus);
  view.setUint16(6, residual);
  view.setUint16(SENSE_COUNT_AT - ANSWER_AT, part.length);
  answer.set(part, SENSE_AT - ANSWER_AT);
  return storeOr(context, at + ANSWER_AT, answer);
}
