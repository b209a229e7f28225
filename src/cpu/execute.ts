/* eslint-disable max-lines -- the hot loop is one function on purpose: see below */
/**
 * The hot loop: one plain switch over typed arrays with local instruction address, condition code and
 * fuel (GA22-7000, "General Instructions"). What is frequent stands here, written out, since a call costs
 * more than most instructions; what is rare is called; what changes the PSW, is privileged or ends in an
 * interruption returns to interpreter.ts. This function is longer than others for that reason alone.
 *
 * One look-up of the page table entry decides at once whether a page has a frame, is within storage and
 * may be accessed under the key, and whether reference and change are recorded already; whatever is
 * otherwise goes through the checked accessors of MachineState.
 */
import type { MachineState } from './machine-state.js';
import { compareLong, moveLong } from './long-operands.js';
import {
  divide,
  generalRr,
  generalRs,
  generalRx,
  multiply,
  shiftDouble,
} from './general-instructions.js';
import { floatRr, floatRx } from './float-instructions.js';
import { storageToStorage } from './storage-to-storage.js';
import * as block from './machine-block.js';
import * as codes from './program-check.js';
import { ProgramCheck, programCheck } from './program-check.js';

// An imported constant is loaded and checked wherever it is used; one of this file is part of the code.
const { F_ADDRESS, F_CC, F_ILC, F_KEY_EMWP, F_PROGRAM_MASK, FRAME_MASK } = block;
const {
  EXECUTE,
  FIXED_POINT_OVERFLOW,
  NO_FRAME,
  PAGE_TRANSLATION,
  SEGMENT_TRANSLATION,
  SPECIFICATION,
} = codes;

/** Why {@link execute} returned. */
export const STOP_FUEL = 0;
/** A program check; its code is in `state.code`. The PSW address is that of the next instruction. */
export const STOP_CHECK = 1;
/** An instruction that changes the PSW or is privileged; `state.word` and `.at` show it. */
export const STOP_CONTROL = 2;
/** SUPERVISOR CALL; its number is in `state.code`. */
export const STOP_SVC = 3;
/** A page has no frame; the instruction is nullified. */
export const STOP_NO_FRAME = 4;

/** Program mask bit: fixed-point overflow. */
const PM_FIXED_OVERFLOW = 8;
/** Not the start of any page. */
const NO_PAGE = 0x40000000;

/** A word from storage, the slow way; an odd register of M and D comes before any access exception. */
function wordOperand(s: MachineState, op: number, r1: number, address: number): number {
  if ((op === 0x5c || op === 0x5d) && (r1 & 1) !== 0) programCheck(SPECIFICATION);
  return s.fetchWord(address);
}

/**
 * Executes up to `budget` instructions from the current PSW; leaves PSW address, condition code and
 * instruction length in the block and the fuel that is left in `state.fuel`.
 */
export function execute(s: MachineState, budget: number): number {
  const r = s.general;
  const f = s.fields;
  const bytes = s.bytes;
  const view = s.view;
  const pages = s.pages;
  const key = f[F_KEY_EMWP]! & 0xf0;
  // entry bits: 1 resident, 2 change, 4 reference, 8 fetch protection, F0 access key
  const fetchMask = key === 0 ? 0x05 : 0x0d;
  const storeMask = key === 0 ? 0x07 : 0xf7;
  const storeWant = key | 0x07;
  let fuel = budget | 0;
  let pc = f[F_ADDRESS]!;
  let cc = f[F_CC]!;
  let next = pc;
  let il = 0;
  let page = NO_PAGE; // guest address of the page that instructions come from
  let host = 0; // host address of that page
  let stop = STOP_FUEL;
  let code = 0; // of the program interruption that ends the loop
  try {
    instruction: while (fuel > 0) {
      fuel = (fuel - 1) | 0;
      let h: number;
      let w: number;
      let op: number;
      const off = (pc - page) | 0;
      // even, not negative and at least 6 bytes before the end, all in one: an odd offset rotates to a large one
      if (((off >>> 1) | (off << 31)) >>> 0 <= 1021) {
        h = (host + off) | 0;
        w = view.getInt32(h);
        op = w >>> 24;
        il = (((op >> 6) + 3) >> 1) << 1;
        next = (pc + il) | 0;
      } else {
        pc &= 0xffffff;
        il = 2;
        next = (pc + 2) | 0;
        if ((pc & 1) !== 0) programCheck(SPECIFICATION);
        h = s.fetchAt(pc);
        op = bytes[h]!;
        il = (((op >> 6) + 3) >> 1) << 1;
        next = (pc + il) | 0;
        const inPage = pc & 0x7ff;
        if (inPage + il > 2048 || inPage > 2044) {
          // the word of a short instruction must not reach beyond the last page of all
          h = s.copyInstruction(pc, il);
        } else {
          page = (pc - inPage) | 0;
          host = (h - inPage) | 0;
        }
        w = view.getInt32(h);
      }

      for (;;) {
        // once, and once more for the target of EX
        if (op < 0x40) {
          const r1 = (w >>> 20) & 15;
          const r2 = (w >>> 16) & 15;
          switch (op) {
            case 0x05: {
              // BALR
              const target = r[r2]!;
              r[r1] = (il << 29) | (cc << 28) | (f[F_PROGRAM_MASK]! << 24) | (next & 0xffffff);
              if (r2 !== 0) next = target & 0xffffff;
              break;
            }
            case 0x06: {
              // BCTR
              const target = r[r2]!;
              const count = (r[r1]! - 1) | 0;
              r[r1] = count;
              if (count !== 0 && r2 !== 0) next = target & 0xffffff;
              break;
            }
            case 0x07: // BCR
              if ((r1 & (8 >> cc)) !== 0 && r2 !== 0) next = r[r2]! & 0xffffff;
              break;
            case 0x0d: {
              // BASR
              const target = r[r2]!;
              r[r1] = next & 0xffffff;
              if (r2 !== 0) next = target & 0xffffff;
              break;
            }
            case 0x0a: // SVC
              s.code = (w >>> 16) & 0xff;
              stop = STOP_SVC;
              break instruction;
            case 0x0e: // MVCL
            case 0x0f: {
              // CLCL
              const result = op === 0x0e ? moveLong(s, r1, r2) : compareLong(s, r1, r2);
              fuel = (fuel - s.cost) | 0;
              if (result < 0) next = pc;
              else cc = result;
              break;
            }
            case 0x10: // LPR
            case 0x11: // LNR
            case 0x13: {
              // LCR
              let v = r[r2]!;
              if (op === 0x13 || (op === 0x10 ? v < 0 : v > 0)) v = -v | 0;
              r[r1] = v;
              cc = v === 0 ? 0 : v < 0 ? 1 : 2;
              if (v === -0x80000000 && op !== 0x11) {
                cc = 3;
                if ((f[F_PROGRAM_MASK]! & PM_FIXED_OVERFLOW) !== 0) code = FIXED_POINT_OVERFLOW;
              }
              break;
            }
            case 0x12: {
              // LTR
              const v = r[r2]!;
              r[r1] = v;
              cc = v === 0 ? 0 : v < 0 ? 1 : 2;
              break;
            }
            case 0x14: // NR
              cc = (r[r1]! &= r[r2]!) === 0 ? 0 : 1;
              break;
            case 0x15: {
              // CLR
              const a = r[r1]! ^ 0x80000000;
              const b = r[r2]! ^ 0x80000000;
              cc = a === b ? 0 : a < b ? 1 : 2;
              break;
            }
            case 0x16: // OR
              cc = (r[r1]! |= r[r2]!) === 0 ? 0 : 1;
              break;
            case 0x17: // XR
              cc = (r[r1]! ^= r[r2]!) === 0 ? 0 : 1;
              break;
            case 0x18: // LR
              r[r1] = r[r2]!;
              break;
            case 0x19: {
              // CR
              const a = r[r1]!;
              const b = r[r2]!;
              cc = a === b ? 0 : a < b ? 1 : 2;
              break;
            }
            case 0x1a: // AR
            case 0x1b: {
              // SR
              const a = r[r1]!;
              const b = r[r2]!;
              const v = (op === 0x1a ? a + b : a - b) | 0;
              r[r1] = v;
              cc = v === 0 ? 0 : v < 0 ? 1 : 2;
              if (((a ^ v) & ((op === 0x1a ? b : ~b) ^ v)) < 0) {
                cc = 3;
                if ((f[F_PROGRAM_MASK]! & PM_FIXED_OVERFLOW) !== 0) code = FIXED_POINT_OVERFLOW;
              }
              break;
            }
            case 0x1c: // MR
              code = multiply(r, r1, r[r2]!);
              break;
            case 0x1d: // DR
              code = divide(r, r1, r[r2]!);
              break;
            case 0x1e: {
              // ALR
              const a = r[r1]!;
              const v = (a + r[r2]!) | 0;
              r[r1] = v;
              cc = (v === 0 ? 0 : 1) | ((v ^ 0x80000000) < (a ^ 0x80000000) ? 2 : 0);
              break;
            }
            case 0x1f: {
              // SLR
              const a = r[r1]!;
              const b = r[r2]!;
              const v = (a - b) | 0;
              r[r1] = v;
              cc = (v === 0 ? 0 : 1) | ((a ^ 0x80000000) >= (b ^ 0x80000000) ? 2 : 0);
              break;
            }
            case 0x08: // SSK
            case 0x09: // ISK
              stop = STOP_CONTROL;
              s.word = w;
              s.at = pc;
              break instruction;
            default: {
              const result = op < 0x20 ? generalRr(s, w, cc) : floatRr(s, w, cc);
              cc = result & 3;
              code = result >> 2;
            }
          }
          break;
        }

        let a = w & 0xfff;
        const b1 = (w >>> 12) & 15;
        if (b1 !== 0) a = (a + r[b1]!) | 0;

        if (op < 0x80) {
          const x2 = (w >>> 16) & 15;
          if (x2 !== 0) a = (a + r[x2]!) | 0;
          a &= 0xffffff;
          const r1 = (w >>> 20) & 15;
          if (op >= 0x54) {
            if (op >= 0x60) {
              const result = floatRx(s, w, a, cc);
              cc = result & 3;
              code = result >> 2;
              break;
            }
            // 54-5F: a word from storage
            const e = pages[a >>> 11]!;
            const o = a & 0x7ff;
            const v =
              (e & fetchMask) === 5 && o <= 2044
                ? view.getInt32((e & FRAME_MASK) | o)
                : wordOperand(s, op, r1, a);
            switch (op) {
              case 0x54: // N
                cc = (r[r1]! &= v) === 0 ? 0 : 1;
                break;
              case 0x55: {
                // CL
                const x = r[r1]! ^ 0x80000000;
                const y = v ^ 0x80000000;
                cc = x === y ? 0 : x < y ? 1 : 2;
                break;
              }
              case 0x56: // O
                cc = (r[r1]! |= v) === 0 ? 0 : 1;
                break;
              case 0x57: // X
                cc = (r[r1]! ^= v) === 0 ? 0 : 1;
                break;
              case 0x58: // L
                r[r1] = v;
                break;
              case 0x59: {
                // C
                const x = r[r1]!;
                cc = x === v ? 0 : x < v ? 1 : 2;
                break;
              }
              case 0x5a: // A
              case 0x5b: {
                // S
                const x = r[r1]!;
                const y = (op === 0x5a ? x + v : x - v) | 0;
                r[r1] = y;
                cc = y === 0 ? 0 : y < 0 ? 1 : 2;
                if (((x ^ y) & ((op === 0x5a ? v : ~v) ^ y)) < 0) {
                  cc = 3;
                  if ((f[F_PROGRAM_MASK]! & PM_FIXED_OVERFLOW) !== 0) code = FIXED_POINT_OVERFLOW;
                }
                break;
              }
              case 0x5c: // M
                code = multiply(r, r1, v);
                break;
              case 0x5d: // D
                code = divide(r, r1, v);
                break;
              case 0x5e: {
                // AL
                const x = r[r1]!;
                const y = (x + v) | 0;
                r[r1] = y;
                cc = (y === 0 ? 0 : 1) | ((y ^ 0x80000000) < (x ^ 0x80000000) ? 2 : 0);
                break;
              }
              default: {
                // SL
                const x = r[r1]!;
                const y = (x - v) | 0;
                r[r1] = y;
                cc = (y === 0 ? 0 : 1) | ((x ^ 0x80000000) >= (v ^ 0x80000000) ? 2 : 0);
              }
            }
            break;
          }
          switch (op) {
            case 0x40: {
              // STH
              const e = pages[a >>> 11]!;
              const o = a & 0x7ff;
              if ((e & storeMask) === storeWant && o <= 2046)
                view.setInt16((e & FRAME_MASK) | o, r[r1]!);
              else s.storeHalf(a, r[r1]!);
              break;
            }
            case 0x41: // LA
              r[r1] = a;
              break;
            case 0x42: {
              // STC
              const e = pages[a >>> 11]!;
              if ((e & storeMask) === storeWant) bytes[(e & FRAME_MASK) | (a & 0x7ff)] = r[r1]!;
              else s.storeByte(a, r[r1]!);
              break;
            }
            case 0x43: {
              // IC
              const e = pages[a >>> 11]!;
              const v =
                (e & fetchMask) === 5 ? bytes[(e & FRAME_MASK) | (a & 0x7ff)]! : s.fetchByte(a);
              r[r1] = (r[r1]! & ~0xff) | v;
              break;
            }
            case 0x44: {
              // EX: the target is decoded where it stands, with its second byte changed on the way
              if ((a & 1) !== 0) programCheck(SPECIFICATION);
              h = s.fetchAt(a);
              op = bytes[h]!;
              const length = (((op >> 6) + 3) >> 1) << 1;
              if ((a & 0x7ff) + length > 2048 || (a & 0x7ff) > 2044)
                h = s.copyInstruction(a, length);
              if (op === 0x44) programCheck(EXECUTE);
              w = view.getInt32(h);
              if (r1 !== 0) w |= (r[r1]! & 0xff) << 16;
              continue;
            }
            case 0x45: // BAL
              r[r1] = (il << 29) | (cc << 28) | (f[F_PROGRAM_MASK]! << 24) | (next & 0xffffff);
              next = a;
              break;
            case 0x46: // BCT
              if ((r[r1] = (r[r1]! - 1) | 0) !== 0) next = a;
              break;
            case 0x47: // BC
              if ((r1 & (8 >> cc)) !== 0) next = a;
              break;
            case 0x48: // LH
            case 0x49: // CH
            case 0x4a: // AH
            case 0x4b: // SH
            case 0x4c: {
              // MH
              const e = pages[a >>> 11]!;
              const o = a & 0x7ff;
              const v =
                (e & fetchMask) === 5 && o <= 2046
                  ? view.getInt16((e & FRAME_MASK) | o)
                  : s.fetchHalf(a);
              const x = r[r1]!;
              if (op === 0x48) r[r1] = v;
              else if (op === 0x49) cc = x === v ? 0 : x < v ? 1 : 2;
              else if (op === 0x4c) r[r1] = Math.imul(x, v);
              else {
                const y = (op === 0x4a ? x + v : x - v) | 0;
                r[r1] = y;
                cc = y === 0 ? 0 : y < 0 ? 1 : 2;
                if (((x ^ y) & ((op === 0x4a ? v : ~v) ^ y)) < 0) {
                  cc = 3;
                  if ((f[F_PROGRAM_MASK]! & PM_FIXED_OVERFLOW) !== 0) code = FIXED_POINT_OVERFLOW;
                }
              }
              break;
            }
            case 0x4d: // BAS
              r[r1] = next & 0xffffff;
              next = a;
              break;
            case 0x50: {
              // ST
              const e = pages[a >>> 11]!;
              const o = a & 0x7ff;
              if ((e & storeMask) === storeWant && o <= 2044)
                view.setInt32((e & FRAME_MASK) | o, r[r1]!);
              else s.storeWord(a, r[r1]!);
              break;
            }
            default: {
              const result = generalRx(s, w, a, cc);
              cc = result & 3;
              code = result >> 2;
            }
          }
          break;
        }

        a &= 0xffffff;
        if (op < 0xc0) {
          const r1 = (w >>> 20) & 15;
          const r3 = (w >>> 16) & 15;
          switch (op) {
            case 0x86: // BXH
            case 0x87: {
              // BXLE
              const step = r[r3]!;
              const limit = r[r3 | 1]!;
              const v = (r[r1]! + step) | 0;
              r[r1] = v;
              if (op === 0x86 ? v > limit : v <= limit) next = a;
              break;
            }
            case 0x88: // SRL
              r[r1] = (a & 0x20) !== 0 ? 0 : r[r1]! >>> (a & 0x1f);
              break;
            case 0x89: // SLL
              r[r1] = (a & 0x20) !== 0 ? 0 : r[r1]! << (a & 0x1f);
              break;
            case 0x8a: {
              // SRA
              const v = r[r1]! >> ((a & 0x20) !== 0 ? 31 : a & 0x1f);
              r[r1] = v;
              cc = v === 0 ? 0 : v < 0 ? 1 : 2;
              break;
            }
            case 0x8b: {
              // SLA
              const x = r[r1]!;
              const n = a & 0x3f;
              const y = n > 31 ? 0 : x << n;
              const v = (y & 0x7fffffff) | (x & 0x80000000);
              r[r1] = v;
              // overflow: a bit unlike the sign has left bit 1 (zeros came in, so by 32 all 31 have left)
              if (n > 31 ? x !== 0 : v >> n !== x) {
                cc = 3;
                if ((f[F_PROGRAM_MASK]! & PM_FIXED_OVERFLOW) !== 0) code = FIXED_POINT_OVERFLOW;
              } else cc = v === 0 ? 0 : v < 0 ? 1 : 2;
              break;
            }
            case 0x8c:
            case 0x8d:
            case 0x8e:
            case 0x8f: {
              // SRDL SLDL SRDA SLDA
              const result = shiftDouble(s, op, r1, a & 0x3f, cc);
              cc = result & 3;
              code = result >> 2;
              break;
            }
            case 0x90: {
              // STM
              const count = ((r3 - r1) & 15) + 1;
              const e = pages[a >>> 11]!;
              const o = a & 0x7ff;
              if ((e & storeMask) === storeWant && o + 4 * count <= 2048) {
                let to = (e & FRAME_MASK) | o;
                for (let n = r1, left = count; left > 0; left--, n = (n + 1) & 15, to += 4)
                  view.setInt32(to, r[n]!);
              } else {
                s.checkStore(a, 4 * count);
                for (let i = 0; i < count; i++) s.storeWord(a + 4 * i, r[(r1 + i) & 15]!);
              }
              break;
            }
            case 0x98: {
              // LM
              const count = ((r3 - r1) & 15) + 1;
              const e = pages[a >>> 11]!;
              const o = a & 0x7ff;
              if ((e & fetchMask) === 5 && o + 4 * count <= 2048) {
                let from = (e & FRAME_MASK) | o;
                for (let n = r1, left = count; left > 0; left--, n = (n + 1) & 15, from += 4)
                  r[n] = view.getInt32(from);
              } else {
                s.checkFetch(a, 4 * count);
                for (let i = 0; i < count; i++) r[(r1 + i) & 15] = s.fetchWord(a + 4 * i);
              }
              break;
            }
            case 0x91: // TM
            case 0x95: {
              // CLI
              const e = pages[a >>> 11]!;
              const v =
                (e & fetchMask) === 5 ? bytes[(e & FRAME_MASK) | (a & 0x7ff)]! : s.fetchByte(a);
              const i = (w >>> 16) & 0xff;
              if (op === 0x95) cc = v === i ? 0 : v < i ? 1 : 2;
              else {
                const bits = v & i;
                cc = bits === 0 ? 0 : bits === i ? 3 : 1;
              }
              break;
            }
            case 0x92: {
              // MVI
              const e = pages[a >>> 11]!;
              const i = w >>> 16; // modulo 256
              if ((e & storeMask) === storeWant) bytes[(e & FRAME_MASK) | (a & 0x7ff)] = i;
              else s.storeByte(a, i);
              break;
            }
            case 0x94: // NI
            case 0x96: // OI
            case 0x97: {
              // XI
              const e = pages[a >>> 11]!;
              const at =
                (e & storeMask) === storeWant && (e & fetchMask) === 5
                  ? (e & FRAME_MASK) | (a & 0x7ff)
                  : s.storeAt(a);
              const i = (w >>> 16) & 0xff;
              const x = bytes[at]!;
              const v = op === 0x94 ? x & i : op === 0x96 ? x | i : x ^ i;
              bytes[at] = v;
              cc = v === 0 ? 0 : 1;
              break;
            }
            default: {
              const result = generalRs(s, w, a, cc);
              if (result < 0) {
                stop = STOP_CONTROL;
                s.word = w;
                s.at = pc;
                break instruction;
              }
              cc = result & 3;
              code = result >> 2;
            }
          }
          break;
        }

        const result = storageToStorage(s, w, a, view.getUint16(h + 4), cc);
        cc = result & 3;
        code = result >> 2;
        break;
      }
      if (code !== 0) {
        // completed, or an operation that is none: not thrown, for that takes a hundred times as long
        s.code = code;
        s.at = pc;
        stop = STOP_CHECK;
        break;
      }
      pc = next;
    }
    // fuel or `break instruction`: the instruction under way counts as done for the latter
    f[F_ADDRESS] = (stop === STOP_FUEL ? pc : next) & 0xffffff;
  } catch (error) {
    if (!(error instanceof ProgramCheck)) throw error;
    s.at = pc;
    if (error.code === NO_FRAME) {
      f[F_ADDRESS] = pc & 0xffffff;
      stop = STOP_NO_FRAME;
      fuel++;
    } else {
      // these nullify: the old PSW shows the instruction itself
      const again = error.code === SEGMENT_TRANSLATION || error.code === PAGE_TRANSLATION;
      f[F_ADDRESS] = (again ? pc : next) & 0xffffff;
      s.code = error.code;
      stop = STOP_CHECK;
    }
  }
  f[F_CC] = cc;
  f[F_ILC] = il >> 1;
  s.fuel = fuel;
  return stop;
}
