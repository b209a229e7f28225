/**
 * General instructions that are too rare to stand in the hot loop (GA22-7000, "General Instructions").
 * Each function gets the first word of the instruction and its operand address, and gives back the
 * condition code (or an `outcome`). Nothing is changed before all operands have been checked, so that an instruction that
 * ends with an access exception, or for want of a frame, can be executed again.
 */
import type { MachineState } from './machine-state.js';
import { storeTod } from './timers.js';
import * as block from './machine-block.js';
import { BAD, packNumber, unpackNumber } from './packed-decimal.js';
import * as codes from './program-check.js';
import { outcome, programCheck } from './program-check.js';

// An imported constant is loaded and checked wherever it is used; one of this file is part of the code.
const { F_PROGRAM_MASK, FRAME_BYTES } = block;
const {
  DATA,
  FIXED_POINT_DIVIDE,
  FIXED_POINT_OVERFLOW,
  MONITOR_EVENT,
  NO_FRAME,
  OPERATION,
  SPECIFICATION,
} = codes;

/** What {@link generalRs} gives back for an instruction that is privileged or changes the PSW. */
export const CONTROL = -1;

/** Where in the work area a decimal number that lies on two pages is put together. */
const CONVERT_AT = 64;

/** M, MR: the product takes the even-odd pair. Gives 0 or the code of the interruption that suppresses it. */
export function multiply(r: Int32Array, r1: number, operand: number): number {
  if ((r1 & 1) !== 0) return SPECIFICATION;
  const a = r[r1 + 1]!;
  const aLow = a & 0xffff;
  const aHigh = a >> 16;
  const bLow = operand & 0xffff;
  const bHigh = operand >> 16;
  const t = aHigh * bLow + ((aLow * bLow) >>> 16);
  const u = aLow * bHigh + (t & 0xffff);
  r[r1] = aHigh * bHigh + (t >> 16) + (u >> 16);
  r[r1 + 1] = Math.imul(a, operand);
  return 0;
}

/** D, DR; gives 0 or the code of the interruption that suppresses it. */
export function divide(r: Int32Array, r1: number, divisor: number): number {
  if ((r1 & 1) !== 0) return SPECIFICATION;
  if (divisor === 0) return FIXED_POINT_DIVIDE;
  const high = r[r1]!;
  const low = r[r1 + 1]!;
  let quotient: number;
  let remainder: number;
  if (high >= -0x100000 && high < 0x100000) {
    const dividend = high * 0x100000000 + (low >>> 0); // below 2^53: exact
    remainder = dividend % divisor;
    quotient = (dividend - remainder) / divisor;
  } else {
    const dividend = (BigInt(high) << 32n) | BigInt(low >>> 0);
    quotient = Number(dividend / BigInt(divisor));
    remainder = Number(dividend % BigInt(divisor));
  }
  if (quotient > 0x7fffffff || quotient < -0x80000000) return FIXED_POINT_DIVIDE;
  r[r1] = remainder;
  r[r1 + 1] = quotient;
  return 0;
}

/** SRDL, SLDL, SRDA, SLDA; gives the outcome. */
export function shiftDouble(
  s: MachineState,
  op: number,
  r1: number,
  count: number,
  cc: number,
): number {
  if ((r1 & 1) !== 0) return outcome(cc, SPECIFICATION);
  const r = s.general;
  let high = r[r1]!;
  let low = r[r1 + 1]!;
  const sign = high & 0x80000000;
  let overflow = false;
  for (let left = count; left > 0;) {
    // at most 31 at a time, the most that a shift of this language does
    const n = Math.min(left, 31);
    left -= n;
    if (op === 0x8d || op === 0x8f) {
      const leaving = high >> (31 - n); // the sign and the n bits after it
      high = (high << n) | (low >>> (32 - n));
      low <<= n;
      if (op === 0x8f) {
        if (leaving !== sign >> 31) overflow = true;
        high = (high & 0x7fffffff) | sign;
      }
    } else {
      low = (low >>> n) | (high << (32 - n));
      high = op === 0x8e ? high >> n : high >>> n;
    }
  }
  r[r1] = high;
  r[r1 + 1] = low;
  if (op < 0x8e) return cc;
  if (overflow) return outcome(3, (s.fields[F_PROGRAM_MASK]! & 8) !== 0 ? FIXED_POINT_OVERFLOW : 0);
  return high === 0 && low === 0 ? 0 : high < 0 ? 1 : 2;
}

/** RR instructions not in the hot loop. */
export function generalRr(s: MachineState, w: number, cc: number): number {
  if (w >>> 24 !== 0x04) return outcome(cc, OPERATION);
  // SPM
  const value = s.general[(w >>> 20) & 15]!;
  s.fields[F_PROGRAM_MASK] = (value >> 24) & 15;
  return (value >> 28) & 3;
}

/**
 * CVB: packed decimal, 8 bytes, to binary; of a number too large the 32 low-order bits are loaded. Gives 0 or the
 * code of an interruption.
 */
function convertToBinary(s: MachineState, r1: number, address: number): number {
  let at = s.fetchAt(address);
  if ((address & (FRAME_BYTES - 1)) > FRAME_BYTES - 8) {
    s.fetchAt(address + 7);
    at = s.scratch + CONVERT_AT;
    for (let i = 0; i < 8; i++) s.bytes[at + i] = s.fetchByte(address + i);
  }
  const value = unpackNumber(s.bytes, at, 8);
  if (value === BAD) return DATA;
  s.general[r1] = value;
  return value > 0x7fffffff || value < -0x80000000 ? FIXED_POINT_DIVIDE : 0;
}

/** CVD: binary to packed decimal, 8 bytes. */
function convertToDecimal(s: MachineState, r1: number, address: number): void {
  const at = s.storeAt(address);
  const value = s.general[r1]!;
  if ((address & (FRAME_BYTES - 1)) <= FRAME_BYTES - 8) {
    packNumber(s.bytes, at, 8, value);
    return;
  }
  s.storeAt(address + 7);
  const work = s.scratch + CONVERT_AT;
  packNumber(s.bytes, work, 8, value);
  for (let i = 0; i < 8; i++) s.storeByte(address + i, s.bytes[work + i]!);
}

/** RX instructions not in the hot loop. */
export function generalRx(s: MachineState, w: number, address: number, cc: number): number {
  const op = w >>> 24;
  const r1 = (w >>> 20) & 15;
  if (op === 0x4f) return outcome(cc, convertToBinary(s, r1, address));
  if (op === 0x4e) convertToDecimal(s, r1, address);
  else return outcome(cc, OPERATION);
  return cc;
}

/** CS: one word, on its boundary. */
function compareAndSwap(s: MachineState, r1: number, r3: number, address: number): number {
  const at = s.storeAt(address);
  s.fetchAt(address);
  const value = s.view.getInt32(at);
  if (value === s.general[r1]) {
    s.view.setInt32(at, s.general[r3]!);
    return 0;
  }
  s.general[r1] = value;
  return 1;
}

/** CDS: two words, on their boundary; the registers are even. */
function compareDoubleAndSwap(s: MachineState, r1: number, r3: number, address: number): number {
  const at = s.storeAt(address);
  s.fetchAt(address);
  const high = s.view.getInt32(at);
  const low = s.view.getInt32(at + 4);
  const r = s.general;
  if (high === r[r1] && low === r[r1 + 1]) {
    s.view.setInt32(at, r[r3]!);
    s.view.setInt32(at + 4, r[r3 + 1]!);
    return 0;
  }
  r[r1] = high;
  r[r1 + 1] = low;
  return 1;
}

/** How many bits each mask has. */
const ONES = Uint8Array.of(0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);

/** STCM: the bytes of a register that a mask names are stored. */
function storeUnderMask(s: MachineState, mask: number, value: number, address: number): void {
  const count = ONES[mask]!;
  if (count === 0) return;
  let at = s.storeAt(address);
  if ((address & (FRAME_BYTES - 1)) + count > FRAME_BYTES) {
    s.storeAt(address + count - 1);
    for (let shift = 24, to = address; shift >= 0; shift -= 8)
      if ((mask & (1 << (shift >> 3))) !== 0) s.storeByte(to++, value >> shift);
    return;
  }
  if (mask === 15) s.view.setInt32(at, value);
  else
    for (let shift = 24; shift >= 0; shift -= 8)
      if ((mask & (1 << (shift >> 3))) !== 0) s.bytes[at++] = value >> shift;
}

/** ICM and CLM: as many bytes of storage as a mask has ones, at least one, right-adjusted in 32 bits. */
function fetchUnderMask(s: MachineState, mask: number, address: number): number {
  const count = ONES[mask]!;
  const at = s.fetchAt(address);
  if ((address & (FRAME_BYTES - 1)) + count > FRAME_BYTES) {
    s.fetchAt(address + count - 1);
    let value = 0;
    for (let i = 0; i < count; i++) value = (value << 8) | s.fetchByte(address + i);
    return value;
  }
  if (count === 4) return s.view.getInt32(at);
  let value = 0;
  for (let i = 0; i < count; i++) value = (value << 8) | s.bytes[at + i]!;
  return value;
}

/** ICM: the bytes go to the places that the mask names. */
function insertUnderMask(s: MachineState, r1: number, mask: number, address: number): number {
  const fetched = fetchUnderMask(s, mask, address);
  const count = ONES[mask]!;
  if (mask === 15) {
    s.general[r1] = fetched;
  } else {
    let value = s.general[r1]!;
    for (let shift = 0, rest = fetched; shift < 32; shift += 8) {
      if ((mask & (1 << (shift >> 3))) === 0) continue;
      value = (value & ~(0xff << shift)) | ((rest & 0xff) << shift);
      rest >>>= 8;
    }
    s.general[r1] = value;
  }
  if (fetched === 0) return 0;
  return fetched << (32 - 8 * count) < 0 ? 1 : 2;
}

/** CLM. */
function compareUnderMask(s: MachineState, r1: number, mask: number, address: number): number {
  const fetched = fetchUnderMask(s, mask, address) ^ 0x80000000;
  const value = s.general[r1]!;
  let named = 0;
  for (let shift = 24; shift >= 0; shift -= 8)
    if ((mask & (1 << (shift >> 3))) !== 0) named = (named << 8) | ((value >> shift) & 0xff);
  named ^= 0x80000000;
  return named === fetched ? 0 : named < fetched ? 1 : 2;
}

/** MC: a monitor event when CR8 has the mask of its class. Gives 0 or the code of the interruption. */
function monitorCall(s: MachineState, w: number, address: number): number {
  if ((w & 0x00f00000) !== 0) return SPECIFICATION;
  const monitorClass = (w >>> 16) & 15;
  if ((s.control[8]! & (0x8000 >> monitorClass)) === 0) return 0;
  if (!s.touchLow()) programCheck(NO_FRAME);
  s.lowStore(148, (monitorClass << 16) | (s.lowWord(148) & 0xffff));
  s.lowStore(156, address);
  return MONITOR_EVENT;
}

/** TS. */
function testAndSet(s: MachineState, address: number): number {
  const at = s.storeAt(address);
  s.fetchAt(address);
  const value = s.bytes[at]!;
  s.bytes[at] = 0xff;
  return value >> 7;
}

/** STCK, the one instruction of operation code B2 that a program in the problem state may use. */
function storeClock(s: MachineState, address: number): number {
  s.checkStore(address, 8);
  const [high, low] = storeTod(s);
  s.storeWord(address, high);
  s.storeWord(address + 4, low);
  return 0;
}

/** RS, SI and S instructions not in the hot loop; {@link CONTROL} when interpreter.ts has to do it. */
export function generalRs(s: MachineState, w: number, address: number, cc: number): number {
  const r1 = (w >>> 20) & 15;
  const r3 = (w >>> 16) & 15;
  switch (w >>> 24) {
    case 0x93:
      return testAndSet(s, address);
    case 0xaf:
      return outcome(cc, monitorCall(s, w, address));
    case 0xba:
      if ((address & 3) !== 0) return outcome(cc, SPECIFICATION);
      return compareAndSwap(s, r1, r3, address);
    case 0xbb:
      if (((r1 | r3) & 1) !== 0 || (address & 7) !== 0) return outcome(cc, SPECIFICATION);
      return compareDoubleAndSwap(s, r1, r3, address);
    case 0xbd:
      return compareUnderMask(s, r1, r3, address);
    case 0xbe:
      storeUnderMask(s, r3, s.general[r1]!, address);
      return cc;
    case 0xbf:
      return insertUnderMask(s, r1, r3, address);
    case 0xb2:
      return ((w >>> 16) & 0xff) === 0x05 ? storeClock(s, address) : CONTROL;
    case 0x80: // SSM
    case 0x82: // LPSW
    case 0x83: // DIAGNOSE
    case 0x84: // WRD
    case 0x85: // RDD
    case 0x9c: // SIO, SIOF
    case 0x9d: // TIO, CLRIO
    case 0x9e: // HIO, HDV
    case 0x9f: // TCH
    case 0xac: // STNSM
    case 0xad: // STOSM
    case 0xae: // SIGP
    case 0xb1: // LRA
    case 0xb6: // STCTL
    case 0xb7: // LCTL
      return CONTROL;
    default:
      return outcome(cc, OPERATION);
  }
}
