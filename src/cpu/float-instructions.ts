/**
 * Floating-point instructions (GA22-7000, "Floating-Point Instructions"): which operation an operation code
 * is, and its operands. Codes 20-2F and 60-6F are long, 30-3F and 70-7F short, but for the few of extended
 * form in between. The registers are 0, 2, 4, 6; extended operands lie in 0 and 4 with the next.
 *
 * `float` has two words for each register, so that the number of a register is the index of its first.
 */
import type { MachineState } from './machine-state.js';
import * as block from './machine-block.js';
import * as codes from './program-check.js';
import { outcome } from './program-check.js';
import { addExtended, multiplyExtended } from './float-extended.js';
import {
  addLong,
  divideLong,
  halveLong,
  multiplyLong,
  multiplyToExtended,
  roundToLong,
} from './float-long.js';
import * as modes from './float-short.js';
import { addShort, divideShort, halveShort, multiplyShort, roundToShort } from './float-short.js';
import * as floats from './float-result.js';
import { signCode } from './float-result.js';

// An imported constant is loaded and checked wherever it is used; one of this file is part of the code.
const { FRAME_BYTES } = block;
const { OPERATION, SPECIFICATION } = codes;
const { COMPARE, NORMALIZED, UNNORMALIZED } = modes;
const { FRACTION, SIGN } = floats;

/** Takes the interruption from an outcome, but not the condition code, which stays. */
function keep(cc: number, result: number): number {
  return (result & ~3) | cc;
}

/** LPER, LNER, LTER, LCER and their long forms, by the last two bits of the operation code. */
function withSign(op: number, high: number): number {
  switch (op & 3) {
    case 0:
      return high & ~SIGN;
    case 1:
      return high | SIGN;
    case 2:
      return high;
    default:
      return high ^ SIGN;
  }
}

/** Operations x8 to xF of the short form. */
function short(s: MachineState, op: number, r1: number, y: number, cc: number): number {
  switch (op & 7) {
    case 0:
      s.float[r1] = y;
      return cc;
    case 1:
      return addShort(s, r1, y ^ SIGN, COMPARE);
    case 2:
      return addShort(s, r1, y, NORMALIZED);
    case 3:
      return addShort(s, r1, y ^ SIGN, NORMALIZED);
    case 4:
      return keep(cc, multiplyShort(s, r1, y));
    case 5:
      return keep(cc, divideShort(s, r1, y));
    case 6:
      return addShort(s, r1, y, UNNORMALIZED);
    default:
      return addShort(s, r1, y ^ SIGN, UNNORMALIZED);
  }
}

/** Operations x8 to xF of the long form. */
function long(s: MachineState, op: number, r1: number, y: number, low: number, cc: number): number {
  switch (op & 7) {
    case 0:
      s.float[r1] = y;
      s.float[r1 + 1] = low;
      return cc;
    case 1:
      return addLong(s, r1, y ^ SIGN, low, COMPARE);
    case 2:
      return addLong(s, r1, y, low, NORMALIZED);
    case 3:
      return addLong(s, r1, y ^ SIGN, low, NORMALIZED);
    case 4:
      return keep(cc, multiplyLong(s, r1, y, low));
    case 5:
      return keep(cc, divideLong(s, r1, y, low));
    case 6:
      return addLong(s, r1, y, low, UNNORMALIZED);
    default:
      return addLong(s, r1, y ^ SIGN, low, UNNORMALIZED);
  }
}

/** Any RR instruction from 20 to 3F; gives its outcome. */
export function floatRr(s: MachineState, w: number, cc: number): number {
  const op = w >>> 24;
  const r1 = (w >>> 20) & 15;
  const r2 = (w >>> 16) & 15;
  const float = s.float;
  if (((r1 | r2) & 9) !== 0) return outcome(cc, SPECIFICATION);
  const high = float[r2]!;
  const low = float[r2 + 1]!;
  if ((op & 8) !== 0)
    return op < 0x30 ? long(s, op, r1, high, low, cc) : short(s, op, r1, high, cc);
  switch (op) {
    case 0x20:
    case 0x21:
    case 0x22:
    case 0x23: {
      const value = withSign(op, high);
      float[r1] = value;
      float[r1 + 1] = low;
      return signCode(value, ((value & FRACTION) | low) === 0);
    }
    case 0x30:
    case 0x31:
    case 0x32:
    case 0x33: {
      const value = withSign(op, high);
      float[r1] = value;
      return signCode(value, (value & FRACTION) === 0);
    }
    case 0x24:
      return keep(cc, halveLong(s, r1, high, low));
    case 0x34:
      return keep(cc, halveShort(s, r1, high));
    case 0x35:
      return keep(cc, roundToShort(s, r1, high, low));
    case 0x25:
      if ((r2 & 2) !== 0) return outcome(cc, SPECIFICATION);
      return keep(cc, roundToLong(s, r1, r2));
    case 0x27:
      if ((r1 & 2) !== 0) return outcome(cc, SPECIFICATION);
      return keep(cc, multiplyToExtended(s, r1, high, low));
    default:
      if (((r1 | r2) & 2) !== 0) return outcome(cc, SPECIFICATION);
      if (op === 0x26) return keep(cc, multiplyExtended(s, r1, r2));
      return addExtended(s, r1, r2, op === 0x37);
  }
}

/** Any RX instruction from 60 to 7F; gives its outcome. */
export function floatRx(s: MachineState, w: number, address: number, cc: number): number {
  const op = w >>> 24;
  const r1 = (w >>> 20) & 15;
  if ((op & 8) === 0 && op !== 0x60 && op !== 0x67 && op !== 0x70) return outcome(cc, OPERATION);
  if ((r1 & 9) !== 0 || (op === 0x67 && (r1 & 2) !== 0)) return outcome(cc, SPECIFICATION);
  const float = s.float;
  if (op === 0x70) {
    s.storeWord(address, float[r1]!);
    return cc;
  }
  if (op >= 0x78) return short(s, op, r1, s.fetchWord(address), cc);
  const inPage = (address & (FRAME_BYTES - 1)) <= FRAME_BYTES - 8;
  if (op === 0x60) {
    if (!inPage) s.checkStore(address, 8);
    s.storeWord(address, float[r1]!);
    s.storeWord(address + 4, float[r1 + 1]!);
    return cc;
  }
  let high: number;
  let low: number;
  if (inPage) {
    const at = s.fetchAt(address);
    high = s.view.getInt32(at);
    low = s.view.getInt32(at + 4);
  } else {
    s.checkFetch(address, 8);
    high = s.fetchWord(address);
    low = s.fetchWord(address + 4);
  }
  if (op === 0x67) return keep(cc, multiplyToExtended(s, r1, high, low));
  return long(s, op, r1, high, low, cc);
}
