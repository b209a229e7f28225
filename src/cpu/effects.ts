/**
 * One instruction as PER and traces see it: its operands before it is executed, and afterwards what it has
 * stored, which general registers it has replaced and whether it has branched (GA22-7000, "Program-Event
 * Recording"). All of it follows from the instruction, the registers before and after, and the condition
 * code; the hot loop is not asked.
 */
import { ALTERS, STORES } from './effects-table.js';
import { instructionOf } from './instruction-table.js';
import type { Instruction } from './instruction-table.js';

/** An instruction that is about to be executed. */
export interface Decoded {
  /** Its bytes; for the target of EX with the second byte as EX has changed it. */
  readonly bytes: Uint8Array;
  /** Undefined when no operation code is assigned. */
  readonly entry: Instruction | undefined;
  /** Addresses of its storage operands as it names them. */
  readonly first: number | undefined;
  readonly second: number | undefined;
}

/** What an instruction that was completed has done. */
export interface Effects {
  /** Bytes stored; none when `length` is 0. Addresses wrap at 16 MiB. */
  readonly stored: { readonly at: number; readonly length: number };
  /** Registers replaced, register 0 at the left of 16 bits. */
  readonly altered: number;
  readonly branched: boolean;
}

/** What the processor has afterwards. */
export interface After {
  readonly general: Int32Array;
  readonly conditionCode: number;
  /** EDMK has put an address into register 1. */
  readonly marked: boolean;
}

const NOTHING = { at: 0, length: 0 };

/** Decodes an instruction under the registers that it will find. */
export function decode(bytes: Uint8Array, general: Int32Array): Decoded {
  const op = bytes[0]!;
  const entry = instructionOf(op, bytes[1]!);
  const r1 = bytes[1]! >> 4;
  const low = bytes[1]! & 15;
  const operand = (at: number, index: number): number => {
    const base = bytes[at]! >> 4;
    const displacement = ((bytes[at]! & 15) << 8) | bytes[at + 1]!;
    const x = index === 0 ? 0 : general[index]!;
    return (displacement + (base === 0 ? 0 : general[base]!) + x) & 0xffffff;
  };
  let first: number | undefined;
  let second: number | undefined;
  if (op === 0x0e || op === 0x0f) {
    first = general[r1]! & 0xffffff;
    second = general[low]! & 0xffffff;
  } else if (op >= 0x40) {
    if (bytes.length >= 4 && entry?.format !== 'S0' && entry?.format.startsWith('RRE') !== true)
      first = operand(2, op < 0x80 || op === 0xb1 ? low : 0);
    if (bytes.length === 6) second = operand(4, 0);
  } else if (BRANCH_REGISTERS.has(op) && low !== 0) first = general[low]! & 0xffffff;
  return { bytes, entry, first, second };
}

/** BALR, BCTR, BCR, BASR. */
const BRANCH_REGISTERS: ReadonlySet<number> = new Set([0x05, 0x06, 0x07, 0x0d]);

/** What an instruction has done, once it has been completed. */
export function effectsOf(
  decoded: Decoded,
  before: Int32Array,
  ccBefore: number,
  after: After,
): Effects {
  return {
    stored: storedBy(decoded, before, after),
    altered: alteredBy(decoded, after),
    branched: branchedBy(decoded, before, ccBefore, after.general),
  };
}

function opcodeOf({ entry, bytes }: Decoded): number {
  return entry?.opcode ?? bytes[0]!;
}

function registersFrom(first: number, count: number): number {
  let mask = 0;
  for (let i = 0; i < count; i++) mask |= 0x8000 >> ((first + i) & 15);
  return mask;
}

function storedBy(decoded: Decoded, before: Int32Array, after: After): Effects['stored'] {
  const rule = STORES.get(opcodeOf(decoded));
  const at = decoded.first;
  if (rule === undefined || at === undefined) return NOTHING;
  const second = decoded.bytes[1]!;
  const r1 = second >> 4;
  const r3 = second & 15;
  if (typeof rule === 'number') return { at, length: rule };
  if (typeof rule === 'object')
    return after.conditionCode === 0 ? { at, length: rule.equal } : NOTHING;
  switch (rule) {
    case 'L':
      return { at, length: second + 1 };
    case 'L1':
      return { at, length: r1 + 1 };
    case 'R':
      return { at, length: 4 * (((r3 - r1) & 15) + 1) };
    case 'M':
      return { at, length: [8, 4, 2, 1].filter((bit) => (r3 & bit) !== 0).length };
    case 'long':
      return { at, length: (before[r1 | 1]! - after.general[r1 | 1]!) & 0xffffff };
  }
}

function alteredBy(decoded: Decoded, after: After): number {
  const rule = ALTERS.get(opcodeOf(decoded));
  const second = decoded.bytes[1]!;
  const r1 = second >> 4;
  const r3 = second & 15;
  switch (rule) {
    case undefined:
      return 0;
    case 'r1':
      return registersFrom(r1, 1);
    case 'pair':
      return registersFrom(r1, 2);
    case 'pairs':
      return registersFrom(r1, 2) | registersFrom(r3, 2);
    case 'range':
      return registersFrom(r1, ((r3 - r1) & 15) + 1);
    case 'masked':
      return r3 === 0 ? 0 : registersFrom(r1, 1);
    case 'unequal':
    case 'unequal-pair':
      return after.conditionCode === 0 ? 0 : registersFrom(r1, rule === 'unequal' ? 1 : 2);
    case 'found':
      return after.conditionCode === 0 ? 0 : registersFrom(1, 2);
    case 'marked':
      return after.marked ? registersFrom(1, 1) : 0;
    case 'two':
      return registersFrom(2, 1);
    case 'status':
      return after.conditionCode === 1 ? registersFrom(r1, 1) : 0;
  }
}

function branchedBy(
  { bytes }: Decoded,
  before: Int32Array,
  cc: number,
  after: Int32Array,
): boolean {
  const r1 = bytes[1]! >> 4;
  const low = bytes[1]! & 15;
  switch (bytes[0]) {
    case 0x05: // BALR
    case 0x0d: // BASR
      return low !== 0;
    case 0x06: // BCTR
      return low !== 0 && after[r1] !== 0;
    case 0x07: // BCR
      return low !== 0 && (r1 & (8 >> cc)) !== 0;
    case 0x45: // BAL
    case 0x4d: // BAS
      return true;
    case 0x46: // BCT
      return after[r1] !== 0;
    case 0x47: // BC
      return (r1 & (8 >> cc)) !== 0;
    case 0x86: // BXH
      return after[r1]! > before[low | 1]!;
    case 0x87: // BXLE
      return after[r1]! <= before[low | 1]!;
    default:
      return false;
  }
}

/** Whether a store or a fetch lies in a range that may wrap at 16 MiB (CR10 and CR11). */
export function touches(
  at: number,
  length: number,
  range: { readonly first: number; readonly last: number },
): boolean {
  if (length <= 0) return false;
  const size = ((range.last - range.first) & 0xffffff) + 1;
  // the start of the one within the other, modulo 16 MiB
  return ((at - range.first) & 0xffffff) < size || ((range.first - at) & 0xffffff) < length;
}
