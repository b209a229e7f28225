/**
 * Storage-to-storage instructions with one length: MVC, MVN, MVZ, MVCIN, NC, OC, XC, CLC, TR, TRT
 * (GA22-7000, "General Instructions"). Bytes are processed left to right as if one at a time; where
 * operands do not overlap and lie in one page each, the result is reached by a shorter way.
 *
 * The destination's pages get their frames before the source is looked up: both may lie in one page.
 */
import type { MachineState } from './machine-state.js';
import { copyRun, equalRun, fillRun } from './byte-runs.js';
import { decimal } from './decimal-instructions.js';
import { edit } from './edit.js';
import { packed } from './packing.js';
import * as block from './machine-block.js';
import * as codes from './program-check.js';
import { outcome, programCheck } from './program-check.js';
import * as pswBits from './psw.js';
import { testProtection } from './storage-control.js';

// An imported constant is loaded and checked wherever it is used; one of this file is part of the code.
const { F_KEY_EMWP, FRAME_BYTES } = block;
const { OPERATION, PRIVILEGED_OPERATION } = codes;
const { PSW_PROBLEM } = pswBits;

const LAST = FRAME_BYTES - 1;
/** From this length on a call of the module for runs of bytes is quicker than a loop. */
const LONG = 16;
/** Bytes in which TRT looks before it calls the module. */
const SOON = 16;

/** MVC within one page each: `to` and `from` are host addresses. */
function moveWithin(s: MachineState, to: number, from: number, n: number): void {
  const distance = to - from;
  if (distance <= 0 || distance >= n) {
    copyRun(s, to, from, n);
    return;
  }
  const bytes = s.bytes;
  if (distance === 1) fillRun(s, to, n, bytes[from]!);
  else for (let i = 0; i < n; i++) bytes[to + i] = bytes[from + i]!;
}

/** NC, OC, XC within one page each and without overlap; gives 1 when the result is not all zeros, else 0. */
function combineWithin(s: MachineState, op: number, to: number, from: number, n: number): number {
  if (to === from && op === 0xd7) {
    fillRun(s, to, n, 0);
    return 0;
  }
  if (n >= LONG) {
    const { runs } = s;
    const any = op === 0xd4 ? runs.and : op === 0xd6 ? runs.or : runs.xor;
    return any(to, from, n) === 0 ? 0 : 1;
  }
  const { bytes, view } = s;
  let all = 0;
  let i = 0;
  for (; i + 4 <= n; i += 4) {
    const x = view.getInt32(to + i);
    const y = view.getInt32(from + i);
    const v = op === 0xd4 ? x & y : op === 0xd6 ? x | y : x ^ y;
    view.setInt32(to + i, v);
    all |= v;
  }
  for (; i < n; i++) {
    const x = bytes[to + i]!;
    const y = bytes[from + i]!;
    const v = op === 0xd4 ? x & y : op === 0xd6 ? x | y : x ^ y;
    bytes[to + i] = v;
    all |= v;
  }
  return all === 0 ? 0 : 1;
}

/** One byte of MVN, MVZ, NC, OC, XC, MVC. */
function combine(op: number, x: number, y: number): number {
  switch (op) {
    case 0xd1:
      return (x & 0xf0) | (y & 0x0f);
    case 0xd3:
      return (x & 0x0f) | (y & 0xf0);
    case 0xd4:
      return x & y;
    case 0xd6:
      return x | y;
    case 0xd7:
      return x ^ y;
    default:
      return y;
  }
}

/** MVC, MVN, MVZ, NC, OC, XC; gives 1 when the result is not all zeros, else 0. */
function moveOrCombine(s: MachineState, op: number, to: number, from: number, n: number): number {
  const bytes = s.bytes;
  const toCut = FRAME_BYTES - (to & LAST);
  const fromCut = FRAME_BYTES - (from & LAST);
  const to1 = s.storeAt(to);
  const to2 = toCut < n ? s.storeAt(to + toCut) - toCut : to1;
  const from1 = s.fetchAt(from);
  const from2 = fromCut < n ? s.fetchAt(from + fromCut) - fromCut : from1;
  if (op !== 0xd2) s.checkFetch(to, n);
  if (to2 === to1 && from2 === from1) {
    if (op === 0xd2) {
      moveWithin(s, to1, from1, n);
      return 0;
    }
    const distance = to1 - from1;
    if (op >= 0xd4 && (distance <= 0 || distance >= n)) return combineWithin(s, op, to1, from1, n);
  }
  let all = 0;
  for (let i = 0; i < n; i++) {
    const at = (i < toCut ? to1 : to2) + i;
    const v = combine(op, bytes[at]!, bytes[(i < fromCut ? from1 : from2) + i]!);
    bytes[at] = v;
    all |= v;
  }
  return all === 0 ? 0 : 1;
}

/** CLC. */
function compare(s: MachineState, first: number, second: number, n: number): number {
  const bytes = s.bytes;
  const aCut = FRAME_BYTES - (first & LAST);
  const bCut = FRAME_BYTES - (second & LAST);
  const a1 = s.fetchAt(first);
  const b1 = s.fetchAt(second);
  if (aCut >= n && bCut >= n) {
    // most comparisons of keys and texts are over with the first byte
    let same = 0;
    if (bytes[a1] === bytes[b1]) {
      same = equalRun(s, a1, b1, n);
      if (same === n) return 0;
    }
    return bytes[a1 + same]! < bytes[b1 + same]! ? 1 : 2;
  }
  const a2 = aCut < n ? s.fetchAt(first + aCut) - aCut : a1;
  const b2 = bCut < n ? s.fetchAt(second + bCut) - bCut : b1;
  for (let i = 0; i < n; i++) {
    const x = bytes[(i < aCut ? a1 : a2) + i]!;
    const y = bytes[(i < bCut ? b1 : b2) + i]!;
    if (x !== y) return x < y ? 1 : 2;
  }
  return 0;
}

/** MVCIN: the second operand is taken from right to left. */
function moveInverse(s: MachineState, to: number, from: number, n: number): void {
  s.checkStore(to, n);
  s.checkFetch(from - n + 1, n);
  for (let i = 0; i < n; i++) s.storeByte(to + i, s.fetchByte(from - i));
}

/** TR. */
function translate(s: MachineState, to: number, table: number, n: number): void {
  const bytes = s.bytes;
  s.checkStore(to, n);
  s.checkFetch(to, n);
  const cut = FRAME_BYTES - (to & LAST);
  const to1 = s.storeAt(to);
  const to2 = cut < n ? s.storeAt(to + cut) - cut : to1;
  const whole = (table & LAST) + 256 <= FRAME_BYTES ? s.fetchAt(table) : -1;
  if (whole >= 0 && to1 === to2) {
    if (n >= LONG) s.runs.translate(to1, whole, n);
    else for (let at = to1, end = to1 + n; at < end; at++) bytes[at] = bytes[whole + bytes[at]!]!;
    return;
  }
  for (let i = 0; i < n; i++) {
    const at = (i < cut ? to1 : to2) + i;
    const x = bytes[at]!;
    bytes[at] = bytes[whole >= 0 ? whole + x : s.fetchAt(table + x)]!;
  }
}

/** TRT. */
function translateAndTest(s: MachineState, from: number, table: number, n: number): number {
  const { bytes, general: r } = s;
  const inOne = (from & LAST) + n <= FRAME_BYTES && (table & LAST) + 256 <= FRAME_BYTES;
  const host = inOne ? s.fetchAt(from) : 0;
  const hostTable = inOne ? s.fetchAt(table) : 0;
  for (let i = 0; i < n; i++) {
    // what is looked for is mostly near: only then it is worth a call
    if (i === SOON && inOne) {
      i += s.runs.scan(host + i, hostTable, n - i);
      if (i === n) return 0;
    }
    const v = inOne
      ? bytes[hostTable + bytes[host + i]!]!
      : s.fetchByte(table + s.fetchByte(from + i));
    if (v !== 0) {
      r[1] = (r[1]! & 0xff000000) | ((from + i) & 0xffffff);
      r[2] = (r[2]! & ~0xff) | v;
      return i === n - 1 ? 2 : 1;
    }
  }
  return 0;
}

/** Operation code E5: TPROT, which is privileged. */
function extendedStorage(s: MachineState, w: number, first: number, second: number): number {
  if ((s.fields[F_KEY_EMWP]! & PSW_PROBLEM) !== 0) programCheck(PRIVILEGED_OPERATION);
  if (((w >>> 16) & 0xff) !== 0x01) programCheck(OPERATION);
  return testProtection(s, first, second);
}

/**
 * Any SS instruction; gives back its `outcome`.
 * @param w - its first word
 * @param first - address of the first operand
 * @param half - its last halfword: base and displacement of the second operand
 */
export function storageToStorage(
  s: MachineState,
  w: number,
  first: number,
  half: number,
  cc: number,
): number {
  const op = w >>> 24;
  const base = half >>> 12;
  const second = ((half & 0xfff) + (base === 0 ? 0 : s.general[base]!)) & 0xffffff;
  const n = ((w >>> 16) & 0xff) + 1;
  switch (op) {
    case 0xd2:
    case 0xd1:
    case 0xd3:
      moveOrCombine(s, op, first, second, n);
      return cc;
    case 0xd4:
    case 0xd6:
    case 0xd7:
      return moveOrCombine(s, op, first, second, n);
    case 0xd5:
      return compare(s, first, second, n);
    case 0xdc:
      translate(s, first, second, n);
      return cc;
    case 0xdd:
      return translateAndTest(s, first, second, n);
    case 0xde:
    case 0xdf:
      return edit(s, op, first, n, second);
    case 0xe8:
      moveInverse(s, first, second, n);
      return cc;
    case 0xe5:
      return extendedStorage(s, w, first, second);
    case 0xf1:
    case 0xf2:
    case 0xf3:
      packed(s, op, first, ((w >>> 20) & 15) + 1, second, ((w >>> 16) & 15) + 1);
      return cc;
    case 0xf0:
    case 0xf8:
    case 0xf9:
    case 0xfa:
    case 0xfb:
    case 0xfc:
    case 0xfd:
      return decimal(s, w, first, second, cc);
    default:
      return outcome(cc, OPERATION);
  }
}
