/**
 * MOVE LONG and COMPARE LOGICAL LONG (GA22-7000, "General Instructions"). They are interruptible: registers
 * are brought up to date after every piece within a page, so an access exception, a missing frame or the
 * end of a time slice finds them in order and the instruction goes on where it was.
 */
import type { MachineState } from './machine-state.js';
import { copyRun, equalRun, fillRun } from './byte-runs.js';
import * as block from './machine-block.js';
import * as codes from './program-check.js';
import { programCheck } from './program-check.js';

// An imported constant is loaded and checked wherever it is used; one of this file is part of the code.
const { FRAME_BYTES } = block;
const { SPECIFICATION } = codes;

/** Bytes after which an instruction lets the processor look at its fuel. */
const TURN = 0x8000;
/** Bytes that count as one more instruction. */
const BYTES_PER_FUEL = 64;

function restOfPage(address: number): number {
  return FRAME_BYTES - (address & (FRAME_BYTES - 1));
}

/** Puts address and count of an operand back into its registers. */
function update(r: Int32Array, n: number, address: number, length: number): void {
  r[n] = address & 0xffffff;
  r[n + 1] = (r[n + 1]! & 0xff000000) | length;
}

/** Whether a byte of the first operand would be fetched as source after it had been stored. */
function destructive(to: number, from: number, length: number): boolean {
  const distance = (to - from) & 0xffffff;
  return length > 1 && distance !== 0 && distance < length;
}

/** MVCL: the condition code, or -1 when it is to be executed again; `state.cost` is its price in fuel. */
export function moveLong(s: MachineState, r1: number, r2: number): number {
  if (((r1 | r2) & 1) !== 0) programCheck(SPECIFICATION);
  const r = s.general;
  s.cost = 0;
  let to = r[r1]! & 0xffffff;
  let toLeft = r[r1 + 1]! & 0xffffff;
  let from = r[r2]! & 0xffffff;
  let fromLeft = r[r2 + 1]! & 0xffffff;
  const pad = r[r2 + 1]! >>> 24;
  const cc = toLeft === fromLeft ? 0 : toLeft < fromLeft ? 1 : 2;
  if (destructive(to, from, Math.min(toLeft, fromLeft))) return 3;
  for (let done = 0; toLeft > 0;) {
    if (done >= TURN) return -1;
    let part = Math.min(toLeft, restOfPage(to));
    const at = s.storeAt(to);
    if (fromLeft > 0) {
      part = Math.min(part, fromLeft, restOfPage(from));
      copyRun(s, at, s.fetchAt(from), part);
      from = (from + part) & 0xffffff;
      fromLeft -= part;
    } else {
      fillRun(s, at, part, pad);
    }
    to = (to + part) & 0xffffff;
    toLeft -= part;
    done += part;
    s.cost += Math.ceil(part / BYTES_PER_FUEL);
    update(r, r1, to, toLeft);
    update(r, r2, from, fromLeft);
  }
  update(r, r1, to, toLeft);
  update(r, r2, from, fromLeft);
  return cc;
}

/** CLCL: the condition code, or -1 when it is to be executed again. */
export function compareLong(s: MachineState, r1: number, r2: number): number {
  if (((r1 | r2) & 1) !== 0) programCheck(SPECIFICATION);
  const { general: r, bytes } = s;
  s.cost = 0;
  let first = r[r1]! & 0xffffff;
  let firstLeft = r[r1 + 1]! & 0xffffff;
  let second = r[r2]! & 0xffffff;
  let secondLeft = r[r2 + 1]! & 0xffffff;
  const pad = r[r2 + 1]! >>> 24;
  let cc = 0;
  for (let done = 0; cc === 0 && (firstLeft > 0 || secondLeft > 0);) {
    if (done >= TURN) return -1;
    let part = TURN;
    let a = -1;
    let b = -1;
    if (firstLeft > 0) {
      a = s.fetchAt(first);
      part = Math.min(part, firstLeft, restOfPage(first));
    }
    if (secondLeft > 0) {
      b = s.fetchAt(second);
      part = Math.min(part, secondLeft, restOfPage(second));
    }
    let same = a < 0 || b < 0 ? 0 : equalRun(s, a, b, part);
    while (same < part) {
      const x = a < 0 ? pad : bytes[a + same]!;
      const y = b < 0 ? pad : bytes[b + same]!;
      if (x !== y) {
        cc = x < y ? 1 : 2;
        break;
      }
      same++;
    }
    if (a >= 0) {
      first = (first + same) & 0xffffff;
      firstLeft -= same;
    }
    if (b >= 0) {
      second = (second + same) & 0xffffff;
      secondLeft -= same;
    }
    done += part;
    s.cost += Math.ceil(part / BYTES_PER_FUEL);
    update(r, r1, first, firstLeft);
    update(r, r2, second, secondLeft);
  }
  update(r, r1, first, firstLeft);
  update(r, r2, second, secondLeft);
  return cc;
}
