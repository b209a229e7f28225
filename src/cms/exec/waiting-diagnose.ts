/**
 * DIAG() and DIAGRC() with codes for which CP may have to be asked: the program waits while the machine executes the
 * DIAGNOSE (z/VM REXX/VM Reference, "DIAG"; CP Programming Services for the codes).
 */
import type { Answer, Effect } from '../command.js';
import { CP_RESPONSE, SCRATCH } from '../nucleus/layout.js';
import { toEbcdic } from '../../shared/ebcdic.js';
import { fromBytes } from '../rexx/character-codes.js';
import type { Diagnosed } from '../rexx/host.js';

type Values = readonly (string | undefined)[];
type DiagnoseEffect = Extract<Effect, { kind: 'diagnose' }>;

/** Bytes of a spool buffer, of a spool file block, and of a block with the tag of the file. */
const PAGE = 4096;
const BLOCK = 104;
const DESCRIPTOR = 252;
const DOUBLEWORD = 8;

/** DIAG(14): subcode by acronym, and what comes back. */
const SPOOL: Readonly<Record<string, readonly [number, 'page' | 'block' | 'descriptor' | 'none']>> =
  {
    RNSB: [0x0000, 'page'],
    RNPRSFB: [0x0004, 'block'],
    RNPUSFB: [0x0008, 'block'],
    SF: [0x000c, 'none'],
    RPF: [0x0010, 'none'],
    RSF: [0x0014, 'page'],
    BS: [0x0018, 'page'],
    RNMNSFB: [0x001c, 'block'],
    RNMNSB: [0x0020, 'page'],
    RLSB: [0x0024, 'page'],
    RSFD: [0x0fff, 'descriptor'],
  };
/** DIAG(64): subcode by its letter. */
const SEGMENT: Readonly<Record<string, number>> = { S: 0x00, L: 0x04, P: 0x08, F: 0x0c };

const SPOOL_FILES = 0x14;
const SEGMENTS = 0x64;

/** A whole number within bounds; undefined when it is none. */
function number(text: string | undefined, most: number, radix = 10): number | undefined {
  const digits = text?.trim() ?? '';
  if (!(radix === 16 ? /^[0-9A-Fa-f]{1,8}$/ : /^\d{1,9}$/).test(digits)) return undefined;
  const value = Number.parseInt(digits, radix);
  return value <= most ? value : undefined;
}

function spool(values: Values): DiagnoseEffect | undefined {
  const [acronym = '', where, operand] = values;
  const [subcode, gives] = SPOOL[acronym.trim().toUpperCase()] ?? [-1, 'none'];
  if (subcode < 0) return undefined;
  const ofUser = gives === 'descriptor';
  const reader = ofUser ? number(where, 9999) : number(where, 0xffff, 16);
  if (reader === undefined) return undefined;
  let x = CP_RESPONSE;
  let length = gives === 'page' ? PAGE : ofUser ? DESCRIPTOR : gives === 'block' ? BLOCK : 0;
  if (gives === 'none') {
    const value = number(operand, 9999);
    if (value === undefined || value === 0) return undefined;
    x = value;
  } else if (gives !== 'page' && operand !== undefined) {
    // how many doublewords of the block are wanted
    const wanted = number(operand, Math.floor(length / DOUBLEWORD));
    if (wanted === undefined) return undefined;
    length = wanted * DOUBLEWORD;
  }
  const registers = { 2: x, 4: reader, 5: subcode };
  const fetch = { at: CP_RESPONSE, length };
  return { kind: 'diagnose', code: SPOOL_FILES, registers, store: [], fetch };
}

function segment([letter, name]: Values): DiagnoseEffect | undefined {
  const subcode = SEGMENT[letter?.trim().toUpperCase() ?? ''];
  const upper = name?.trim().toUpperCase() ?? '';
  if (subcode === undefined || upper === '' || upper.length > DOUBLEWORD) return undefined;
  const store = [{ at: SCRATCH, bytes: toEbcdic(upper.padEnd(DOUBLEWORD)) }];
  const registers = { 2: SCRATCH, 4: subcode };
  return { kind: 'diagnose', code: SEGMENTS, registers, store, fetch: { at: SCRATCH, length: 0 } };
}

/** Codes for which the program has to wait. */
export function mayWait(code: number): boolean {
  return code === SPOOL_FILES || code === SEGMENTS;
}

/** What the machine is to do; undefined when the values are none that the code has. */
export function diagnoseEffect(code: number, values: Values): DiagnoseEffect | undefined {
  return code === SPOOL_FILES ? spool(values) : segment(values);
}

/** What has come of it. */
export function diagnosedValue(
  code: number,
  { cc, registers, bytes }: Extract<Answer, { kind: 'diagnosed' }>,
): Diagnosed {
  const [x = 0, y = 0, reason = 0] = registers;
  if (code === SPOOL_FILES) {
    // what went wrong stands in Ry+1
    return { rc: cc === 3 ? reason : 0, cc, data: cc === 0 ? fromBytes(bytes) : '' };
  }
  return { rc: cc === 2 ? y : 0, cc, data: fromBytes(words(x, y)) + String(cc) };
}

function words(...values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(4 * values.length);
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => view.setInt32(4 * i, value));
  return bytes;
}
